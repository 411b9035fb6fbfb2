/**
 * Values of JSON in the shapes that its writers give them: a text may be an object with the text in it, a list a line
 * with commas, a date a number, a picture or a recording an address or an object with one. Promises: what is of no
 * shape that is known is nothing.
 */
import type { Attachment, Person, Text } from '../../model/content.ts'
import { type Fields, readField, readNumber, readString, splitWords, toFields, toGuessedText } from '../builder.ts'
import { toSeconds } from '../date/duration.ts'

/** Where converters and content systems put an object's own text. */
const TEXTS = ['value', 'text', 'html', 'raw', '$t', '#text', '_', '__cdata', '__text', '$']

/** Text, or an object with text in it; WordPress's `{"rendered": …}` is HTML. @param type of a text that stands alone */
export function toSaidText(value: unknown, type?: Text['type']): Text | undefined {
  const fields = toFields(value)
  if (fields === undefined) {
    const alone = readString({ value }, 'value')
    return alone === undefined ? undefined : type === undefined ? toGuessedText(alone) : { value: alone, type }
  }
  const rendered = readString(fields, 'rendered') ?? readString(fields, 'html')
  if (rendered !== undefined) return { value: rendered, type: 'html' }
  const said = readFirst(fields, TEXTS)
  if (said === undefined) return undefined
  return /html/i.test(readString(fields, 'type') ?? '') ? { value: said, type: 'html' } : toGuessedText(said)
}

/** The first of the fields that is text. */
export function readFirst(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = readString(fields, name)
    if (found !== undefined) return found
  }
  return undefined
}

const ADDRESSES = ['url', 'href', 'src', 'source_url', 'link', 'contentUrl', 'original', 'large', 'full', 'rendered']

/** An address, or an object with one; of a list the first. */
export function toSaidAddress(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  const fields = toFields(first)
  return fields === undefined ? readString({ first }, 'first') : readFirst(fields, ADDRESSES)
}

/** Names of a line, of a list, or of objects; entries of a list are whole, and numbers in it are keys and no names. */
export function toSaidNames(value: unknown): string[] {
  // Here no semicolon ends a reference.
  if (typeof value === 'string') return value.split(';').flatMap(splitWords)
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((one) => (typeof one === 'string' ? one.trim() : (readFirst(toFields(one) ?? {}, TITLES) ?? '')))
}

/** Where an object that stands for a tag says which. */
const TITLES = ['name', 'title', 'label', 'term', 'text', 'rendered']

const NAMES = ['name', 'display_name', 'displayName', 'full_name', 'fullName', 'title']

/** A person: a name, or an object with one. */
export function toSaidPerson(value: unknown): Person | undefined {
  if (typeof value === 'string') return value.trim() ? { name: value.trim() } : undefined
  const fields = toFields(value)
  if (!fields) return undefined
  const name = readFirst(fields, NAMES)
  const url = readString(fields, 'url')
  const avatar = readString(fields, 'avatar')
  if (!name && !url && !avatar) return undefined
  return { name: name ?? '', ...(url ? { url } : {}), ...(avatar ? { avatar } : {}) }
}

/** A date as a line of text: numbers are seconds, milliseconds or microseconds since 1970, whichever their size says. */
export function toDateLine(value: unknown): string | undefined {
  const text = readString({ value }, 'value')
  const time = toStampTime(text ?? '', typeof value === 'number')
  return time === undefined ? text : new Date(time).toISOString()
}

function toStampTime(text: string, isNumber: boolean): number | undefined {
  // ASP.NET wrote its dates as calls.
  const [, stamp = text] = /^\/?Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/?$/.exec(text) ?? []
  const seconds = /^-?\d{8,10}\.\d{1,9}$|^\d{9}$/.test(stamp) || (isNumber && /^\d{8}$/.test(stamp))
  if (seconds) return Math.round(Number(stamp) * 1000)
  if (/^\d{16}$/.test(stamp)) return Math.round(Number(stamp) / 1000)
  if (stamp !== text && /^-?\d{1,15}$/.test(stamp)) return Number(stamp)
  return isNumber && /^\d{11,12}$/.test(stamp) ? Number(stamp) : undefined
}

/** A recording: its address, or an object with that and more. */
export function toSaidFile(value: unknown): Attachment | undefined {
  const url = toSaidAddress(value)
  if (url === undefined) return undefined
  const fields = toFields(value) ?? {}
  const type = readFirst(fields, ['mime_type', 'mimeType', 'type', 'encodingFormat'])?.toLowerCase()
  const size = readNumber(fields, 'size_in_bytes') ?? readNumber(fields, 'size') ?? readNumber(fields, 'length')
  const duration = toSeconds(readField(fields, 'duration_in_seconds') ?? readField(fields, 'duration'))
  const title = readString(fields, 'title')
  return {
    url,
    ...(type?.includes('/') ? { type } : {}),
    ...(size ? { size } : {}),
    ...(duration ? { duration } : {}),
    ...(title ? { title } : {}),
  }
}
