/**
 * A WordPress export as a shipment. Promises: it is read twice and never held: the memory of its largest post is
 * enough.
 */

import { toReceived } from '../../clean/clean.ts'
import type { Channel, ParsedFeed, ParsedItem, Received } from '../../model/model.ts'
import { readString, toFields } from '../../read/builder.ts'
import { parseJsonFeed, readJsonItem } from '../../read/json/json.ts'
import { newJsonSplitter } from '../../read/json/records.ts'
import { isWordPress, parseWordPress } from '../../read/wordpress/wordpress.ts'
import { newWxrSplitter, type WxrRecord } from '../../read/wordpress/wxr/records.ts'
import { newWxrReader, type WxrChoice, type WxrReader } from '../../read/wordpress/wxr/wxr.ts'
import type { Cargo, Shipment, Warn } from './parcels.ts'
import { openScratch } from './scratch.ts'
import { readTextFile } from './text-file.ts'

/** The posts of a WordPress export, in the memory of its largest one: it is read twice, and never held. */
export function openWxrFile(path: string, encoding: string, choice: WxrChoice, warn: Warn): Shipment {
  let total: number | undefined
  const count = (posts: number) => {
    total = posts
  }
  return { items: readPosts(path, encoding, choice, warn, count), total: () => total }
}

async function* readPosts(
  path: string,
  encoding: string,
  choice: WxrChoice,
  warn: Warn,
  count: (posts: number) => void,
): AsyncGenerator<Cargo> {
  const scratch = openScratch()
  try {
    let root = ''
    const reader = newWxrReader(() => root, scratch, choice)
    const onRoot = (tags: string) => {
      root = tags
    }
    count(await survey(path, encoding, reader, onRoot, warn))
    for await (const record of readRecords(path, encoding, () => {})) {
      const { item, names, withheld, left } = reader.read(record)
      yield* names
      if (item !== undefined) yield { item, context: reader.context() }
      if (withheld) warn.withheld(`“${withheld.title}” is not public (${withheld.word}) and was left out.`)
      for (const word of left) warn.count(word)
    }
  } finally {
    scratch.close()
  }
}

/** The first pass; answers how many posts there seem to be. */
async function survey(
  path: string,
  encoding: string,
  reader: WxrReader,
  onRoot: (tags: string) => void,
  warn: Warn,
): Promise<number> {
  let posts = 0
  for await (const record of readRecords(path, encoding, onRoot)) {
    if (record.cut) warn.left(`${path}: the export breaks off in the middle of an item, which was left out.`)
    if (record.oversized) warn.left(`${path}: an item larger than 16 MiB was left out.`)
    if (reader.survey(record)) posts++
  }
  return posts
}

async function* readRecords(path: string, encoding: string, onRoot: (tags: string) => void): AsyncGenerator<WxrRecord> {
  const splitter = newWxrSplitter()
  for await (const text of readTextFile(path, encoding)) {
    const records = splitter.push(text)
    onRoot(splitter.root())
    yield* records
  }
  yield* splitter.end()
}

/** The items of a JSON Feed, or of a list of WordPress's posts, one after the other. */
export function openJsonFile(path: string, encoding: string, channel: Channel, warn: Warn, drafts = false): Shipment {
  return { items: readItems(path, encoding, channel, warn, drafts), total: () => undefined }
}

async function* readItems(
  path: string,
  encoding: string,
  channel: Channel,
  warn: Warn,
  drafts: boolean,
): AsyncGenerator<Received> {
  const splitter = newJsonSplitter()
  let head: ParsedFeed | undefined
  for await (const text of readTextFile(path, encoding)) {
    for (const json of splitter.push(text)) {
      head ??= toHead(splitter.head())
      const value = parseValue(json)
      if (value === undefined) warn.left(`${path}: an item that is no valid JSON was left out.`)
      yield* toReceived({ ...head, items: toItems(value, warn, drafts) }, {}, { channel })
    }
  }
  if (splitter.head() === undefined) throw new Error(`${path} is JSON, but no JSON Feed: it has no list named "items".`)
  if (splitter.oversized() > 0) warn.left(`${path}: an item larger than 16 MiB was left out.`)
  if (!splitter.isComplete()) warn.left(`${path}: the document breaks off; the items before its end were taken.`)
}

/** What the document says of all its items; nothing where it can't be read. */
function toHead(json: string | undefined): ParsedFeed {
  return parseJsonFeed(toFields(parseValue(json ?? '')) ?? {}, {})
}

function toItems(value: unknown, warn: Warn, drafts: boolean): readonly ParsedItem[] {
  if (isWordPress(value)) {
    const { items, warnings } = parseWordPress(value, {}, drafts)
    for (const warning of warnings)
      warn.withheld(`${readString(toFields(value) ?? {}, 'link') ?? 'A post'}: ${warning}`)
    return items
  }
  const fields = toFields(value)
  return fields === undefined ? [] : [readJsonItem(fields)]
}

function parseValue(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
