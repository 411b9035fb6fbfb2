/**
 * Pictures that a story names and that are here: beside its file, or handed in before. Promises: the story shows them by
 * the address that they are kept by, with width and height; what can not be had is told of by name.
 */
import {
  findPictureHashes,
  IMAGE,
  type OwnFacts,
  SOURCE,
  toPictureFolder,
  withOwnPicture,
  withPictureAddresses,
} from '../clean/markup/own-picture.ts'
import { ParseError } from '../errors.ts'
import type { Attachment, Picture } from '../model/content.ts'
import type { Channel, ParsedFeed, ParsedItem } from '../model/model.ts'
import { toDecoded } from '../model/path.ts'
import type { Db } from '../store/db.ts'
import { type KeptPicture, loadKeptPictures } from '../store/own-pictures.ts'
import { type OwnPicture, toPictureOfChannel } from './own-pictures.ts'

/** Reads a file that lies beside a story, by its path from there. @throws ParseError where it can't be had */
export type ReadBeside = (path: string) => Promise<Uint8Array>

/** A document with the pictures that lie beside it at the addresses they are kept by. */
type Illustrated = {
  readonly feed: ParsedFeed
  readonly pictures: readonly OwnPicture[]
  /** A sentence about each that can not be had. */
  readonly missing: readonly string[]
}

/** Finds the pictures of a file that lie beside it. */
export async function illustrate(feed: ParsedFeed, channel: Channel, read?: ReadBeside): Promise<Illustrated> {
  if (read === undefined) return { feed, pictures: [], missing: [] }
  const found = new Map<string, OwnPicture>()
  const missing: string[] = []
  for (const path of new Set(feed.items.flatMap(toPaths))) {
    try {
      const picture = await load(toCandidates(path), channel, read)
      found.set(path, picture)
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      missing.push(`Its picture ${path.slice(0, 200)} ${error.message}.`)
    }
  }
  const facts = new Map([...found].map(([path, picture]) => [path, toFacts(picture)]))
  const items = feed.items.map((item) => withPictures(item, facts))
  return { feed: { ...feed, items }, pictures: [...found.values()], missing }
}

/** As it is written, and as a browser would read that. */
function toCandidates(path: string): readonly string[] {
  const plain = path.replace(/\\/g, '/').replace(/^\/+/, '')
  const bare = plain.replace(/[?#].*$/s, '')
  return [...new Set([plain, bare, toDecoded(bare)])]
}

async function load(
  [path = '', ...others]: readonly string[],
  channel: Channel,
  read: ReadBeside,
): Promise<OwnPicture> {
  const bytes = await read(path).catch((error: unknown) => {
    if (error instanceof ParseError && others.length > 0) return undefined
    throw error
  })
  return bytes === undefined ? load(others, channel, read) : toPictureOfChannel(channel, bytes)
}

// Where a story names pictures.

/** An address of a picture that has neither scheme nor host; one that leads to this machine is none either. */
function isPath(url: string, item: ParsedItem): boolean {
  if (/^(?:file:|[a-z]:[\\/])/i.test(url)) return true
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url)) return false
  // Where a story has an address elsewhere, a path that begins at the root is of that host.
  return !(url.startsWith('/') && item.url !== undefined) && item.base === undefined
}

function toPaths(item: ParsedItem): string[] {
  const shown = [...(item.content?.value ?? '').matchAll(IMAGE)].flatMap(([tag]) => toSource(tag) ?? [])
  return [...item.pictures.map(({ url }) => url), ...shown].filter((url) => isPath(url, item))
}

function toSource(tag: string): string | undefined {
  const [, , double, single] = SOURCE.exec(tag) ?? []
  const value = double ?? single
  return value
    ?.replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** With what is known of each; one that only the text shows is named too, so that it can stand for the story. */
function withPictures(item: ParsedItem, found: ReadonlyMap<string, OwnFacts>): ParsedItem {
  const isLeft = (url: string) => isPath(url, item) && !found.has(url)
  const named = item.pictures.filter(({ url }) => !isLeft(url)).map((one) => ({ ...one, ...found.get(one.url) }))
  const attachments = item.attachments.map((file) => toAttached(file, found.get(file.url)))
  const { content } = item
  if (content === undefined || content.type !== 'html') return { ...item, attachments, pictures: named }
  const shown: Picture[] = []
  const value = content.value.replace(IMAGE, (tag) => {
    const source = toSource(tag)
    const picture = source === undefined ? undefined : found.get(source)
    if (picture === undefined) return source !== undefined && isLeft(source) ? '' : tag
    shown.push(picture)
    return withOwnPicture(tag, picture)
  })
  const more = shown.filter(({ url }, at) => ![...named, ...shown.slice(0, at)].some((one) => one.url === url))
  return { ...item, attachments, content: { ...content, value }, pictures: [...named, ...more] }
}

function toAttached(file: Attachment, picture: OwnFacts | undefined): Attachment {
  return picture === undefined ? file : { ...file, url: picture.url, ...(picture.type && { type: picture.type }) }
}

function toFacts({ bytes: _, hash: _h, ...facts }: OwnPicture): OwnFacts {
  return facts
}

// Pictures that were handed in before, by the address that was answered then.

type Place = { readonly db: Db; readonly base: string }

/** Stories that show pictures by the address that these are kept by: that one stays when the service moves. */
export async function withNamed(place: Place, items: readonly ParsedItem[]): Promise<readonly ParsedItem[]> {
  const hashes = items.flatMap((item) => findPictureHashes(toText(item), place.base))
  const kept = await loadKeptPictures(place.db, hashes)
  if (kept.size === 0) return items
  const found = new Map([...kept].map(([hash, picture]) => [toPictureFolder(place.base) + hash, toNamedFacts(picture)]))
  return items.map((item) => withLinks(withPictures(item, found), found))
}

/** All that may name a picture. */
function toText({ pictures, attachments, content }: ParsedItem): string {
  return [...pictures, ...attachments]
    .map(({ url }) => url)
    .concat(content?.value ?? [])
    .join(' ')
}

function toNamedFacts({ hash: _, size: _s, ...facts }: KeptPicture): OwnFacts {
  return facts
}

/** Links to them, and other sizes. */
function withLinks(item: ParsedItem, found: ReadonlyMap<string, OwnFacts>): ParsedItem {
  const { content } = item
  if (content?.type !== 'html') return item
  return { ...item, content: { ...content, value: withPictureAddresses(content.value, found) } }
}
