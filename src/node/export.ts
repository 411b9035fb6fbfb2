/**
 * Every story as one JSON Feed, with all that another installation needs to give it the same names
 * (docs/architecture.md, decisions 4, 5); and the lists beside the stories (links, what was taken back), written and
 * read.
 */

import { existsSync, statSync } from 'node:fs'
import type { Comment, Identity } from '../model/content.ts'
import type { Channel, StoredItem } from '../model/model.ts'
import type { ListAddress, Withdrawn } from '../model/transfer.ts'
import { toRfc3339 } from '../publish/facts.ts'
import { toJsonItem } from '../publish/json.ts'
import { newJsonSplitter } from '../read/json/records.ts'
import type { Db } from '../store/db.ts'
import { loadIdentities } from '../store/feeds/addresses.ts'
import { loadComments } from '../store/feeds/comments.ts'
import { loadItems } from '../store/feeds/feeds.ts'
import { loadListAddresses } from '../store/feeds/names.ts'
import { loadTransferredLinks } from '../store/links/transfer.ts'
import { toParcels } from './import/parcels.ts'
import { listFiles, readHead, readTextFile, toOwnFile } from './import/text-file.ts'

const AT_ONCE = 100

/** Lines of JSON, one for each story that is not retracted, newest first. @param base BASE_URL */
export async function* renderStoryLines(
  db: Db,
  channels: readonly Channel[],
  base: string,
  channel: string | undefined,
): AsyncGenerator<string> {
  let before: { position: number; row: number } | undefined
  for (;;) {
    const items = await loadItems(db, {
      limit: AT_ONCE,
      ...(channel ? { channel } : {}),
      ...(before ? { before } : {}),
    })
    const identities = await loadIdentities(db, items)
    for (const item of items) {
      const comments = await loadComments(db, item.row)
      const forms = identities.get(item.row) ?? []
      yield JSON.stringify(toMovable(item, toChannel(channels, item), base, forms, comments))
    }
    before = items.at(-1)
    if (before === undefined) return
  }
}

/** Lines of JSON, one for each story that was taken back: names, and nothing of what stood in it. */
export async function* renderWithdrawnLines(db: Db, channel: string | undefined): AsyncGenerator<string> {
  let before: { position: number; row: number } | undefined
  for (;;) {
    const items = await loadItems(db, {
      limit: AT_ONCE,
      state: 'retracted',
      ...(channel ? { channel } : {}),
      ...(before ? { before } : {}),
    })
    const identities = await loadIdentities(db, items)
    for (const item of items) yield JSON.stringify(toWithdrawn(item, identities.get(item.row) ?? []))
    before = items.at(-1)
    if (before === undefined) return
  }
}

function toWithdrawn(item: StoredItem, identities: readonly Identity[]): Withdrawn {
  const { id, key, code, permalink, channel, withdrawn, updated, reason = '', erased } = item
  const { published } = item.content
  return {
    id,
    key,
    code,
    ...(erased ? {} : { permalink }),
    channel,
    ...(published === undefined ? {} : { published }),
    withdrawn: withdrawn ?? updated,
    reason,
    ...(erased ? { erased } : {}),
    forms: identities.map(({ kind, hash }) => ({ kind, hash })),
  }
}

/** Lines of JSON, one for each short link: stories' own codes, names, and those that lead to addresses. */
export async function* renderLinkLines(db: Db, channel: string | undefined): AsyncGenerator<string> {
  let after = ''
  for (;;) {
    const links = await loadTransferredLinks(db, after, channel, AT_ONCE)
    for (const link of links) yield JSON.stringify(link)
    after = links.at(-1)?.code ?? ''
    if (after === '') return
  }
}

/** Lines of JSON, one for each address that leads to a list. */
export async function* renderAddressLines(db: Db, channel: string | undefined): AsyncGenerator<string> {
  let after: ListAddress | undefined
  do {
    const addresses = await loadListAddresses(db, after, channel, AT_ONCE)
    for (const address of addresses) yield JSON.stringify(address)
    after = addresses.at(-1)
  } while (after !== undefined)
}

function toMovable(
  item: StoredItem,
  channel: Channel,
  base: string,
  identities: readonly Identity[],
  comments: readonly Comment[],
) {
  const json = toJsonItem(item, base, channel)
  const discussion = comments.length === 0 ? {} : { discussion: comments.map(toReply) }
  return { ...json, _ara: { ...json._ara, identities, ...discussion } }
}

function toReply({ id, parent, author, url, at, html }: Comment) {
  return {
    id,
    ...(parent === undefined ? {} : { parent }),
    author,
    ...(url === undefined ? {} : { url }),
    ...(at === undefined ? {} : { date_published: toRfc3339(at) }),
    content_html: html,
  }
}

function toChannel(channels: readonly Channel[], { channel }: StoredItem): Channel {
  const found = channels.find(({ id }) => id === channel) ?? channels[0]
  if (found === undefined) throw new Error('No channel is declared in feeds/.')
  return found
}

// The lists that stand in an export besides its stories: read from a file, and sent to a service part by part.

/** What an export calls the list of its stories, that of its links, those of what was taken back, and of where lists are. */
export const STORIES = 'items'
export const LINKS = '_ara_links'
export const WITHDRAWN = '_ara_withdrawn'
export const ADDRESSES = '_ara_addresses'

/**
 * The entries of a list, in parts of at most `most`, of every file that may be an export: the target, or those in it.
 * @param text only entries in whose JSON this stands
 */
export async function* readExportLists(
  target: string,
  name: string,
  most: number,
  text = '',
): AsyncGenerator<readonly unknown[]> {
  for (const path of await listExports(target)) yield* toParcels(readList(path, name, text), most)
}

async function listExports(target: string): Promise<string[]> {
  if (!existsSync(target)) return []
  const paths = statSync(target).isDirectory() ? await listOwn(target) : [target]
  const heads = await Promise.all(paths.map(async (path) => (await readHead(path)).text))
  return paths.filter((_, index) => /^\s*\{/.test(heads[index] ?? ''))
}

/** What was no file to take stories from has been told already. */
async function listOwn(folder: string): Promise<string[]> {
  const found = await Promise.allSettled((await listFiles(folder)).map((name) => toOwnFile(folder, name)))
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

async function* readList(path: string, name: string, text: string): AsyncGenerator<unknown> {
  const splitter = newJsonSplitter(name)
  for await (const piece of readTextFile(path, 'utf-8')) {
    for (const json of splitter.push(piece)) if (json.includes(text)) yield JSON.parse(json)
  }
}
