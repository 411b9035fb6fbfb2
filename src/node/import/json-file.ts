import { toReceived } from '../../clean/clean.ts'
import type { Channel, ParsedFeed, ParsedItem, Received } from '../../model/model.ts'
import { readString, toFields } from '../../read/json/field.ts'
import { parseJsonFeed, readJsonItem } from '../../read/json/json.ts'
import { newJsonSplitter } from '../../read/json/records.ts'
import { isWordPress, parseWordPress } from '../../read/wordpress/rest.ts'
import type { Shipment, Warn } from './parcels.ts'
import { readTextFile } from './text-file.ts'

/** The items of a JSON Feed, or of a list of WordPress's posts, one after the other. */
export function openJsonFile(path: string, encoding: string, channel: Channel, warn: Warn): Shipment {
  return { items: readItems(path, encoding, channel, warn), total: () => undefined }
}

async function* readItems(path: string, encoding: string, channel: Channel, warn: Warn): AsyncGenerator<Received> {
  const splitter = newJsonSplitter()
  let head: ParsedFeed | undefined
  for await (const text of readTextFile(path, encoding)) {
    for (const json of splitter.push(text)) {
      head ??= toHead(splitter.head())
      const value = parseValue(json)
      if (value === undefined) warn.left(`${path}: an item that is no valid JSON was left out.`)
      yield* toReceived({ ...head, items: toItems(value, warn) }, {}, { channel })
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

function toItems(value: unknown, warn: Warn): readonly ParsedItem[] {
  if (isWordPress(value)) {
    const { items, warnings } = parseWordPress(value)
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
