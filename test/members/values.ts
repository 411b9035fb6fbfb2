/** Values of schemas that have every member, each with a value of its own; and what became of them elsewhere. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'

type Json = Readonly<Record<string, unknown>>

type Nesting = {
  readonly type: string
  readonly wrapped?: v.GenericSchema
  readonly item?: v.GenericSchema
  readonly items?: readonly v.GenericSchema[]
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
}

/** What the values of members are where it matters; by path, with `*` for a place in a list. */
export type Given = Readonly<Record<string, unknown>>

/** A value with every member that the schema has, but for those that are given as `undefined`. */
export function toFullValue(schema: v.GenericSchema, given: Given = {}, path = ''): unknown {
  const pattern = toPattern(path)
  if (Object.hasOwn(given, pattern)) return given[pattern]
  const { type, wrapped, item, items, entries, options = [], literal } = schema as unknown as Nesting
  const below = (name: string | number, one: v.GenericSchema) => toFullValue(one, given, path + (path && '.') + name)
  if (wrapped !== undefined) return toFullValue(wrapped, given, path)
  if (item !== undefined) return [below(0, item), below(1, item)]
  if (items !== undefined) return items.map((one, index) => below(index, one))
  if (entries !== undefined) {
    const members = Object.entries(entries).map(([name, one]) => [name, below(name, one)] as const)
    return Object.fromEntries(members.filter(([, value]) => value !== undefined))
  }
  // Of a record: one member under a name of its own.
  if (type === 'record') return { 'X-Own': 'an-own-value' }
  if (type === 'literal') return literal
  if (type === 'picklist') return options.at(-1)
  if (type === 'variant') return toFullValue(options.at(-1) as v.GenericSchema, given, path)
  if (type === 'union') return toFullValue(options[0] as v.GenericSchema, given, path)
  if (type === 'boolean') return true
  const value = type === 'number' ? toNumber(schema, path) : toText(schema, path)
  v.assert(schema, value)
  return value
}

/** Fit to be degrees, bytes, a day and the width of a picture alike. */
function toNumber(schema: v.GenericSchema, path: string): number {
  const seed = Number.parseInt(toHash(path).slice(0, 6), 16)
  return toFormat(schema) === 'time' ? Date.UTC(2014, 0, 1) + (seed % 86_400) * 1000 : 50 + (seed % 40)
}

function toText(schema: v.GenericSchema, path: string): string {
  const name = path.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()
  switch (toFormat(schema)) {
    case 'uri':
    case 'uri-reference':
      return `https://aranews.net/of/${name}`
    case 'email':
      return `${name}@aranews.net`
    case 'date-time':
      return new Date(Date.UTC(2014, 1, 1 + (path.length % 20), 8)).toISOString()
    case 'language':
      return 'de'
    case 'sha-256':
      return toHash(path)
    case 'media-type':
      return /image|picture/.test(path) ? 'image/png' : 'audio/ogg'
    case 'secret':
      return 'SOURCE_LOGIN'
    case 'token':
      return 'X-Key'
    case 'selector':
      return `.${name}`
    case 'time-zone':
      return 'Asia/Baghdad'
    case 'code':
      return '7k3xp9'
    case 'permalink':
      return '/2014/02/a-permalink-of-its-own/'
    default:
      return name
  }
}

function toFormat(schema: v.GenericSchema): unknown {
  return (v.getMetadata(schema as never) as { readonly format?: unknown }).format
}

function toHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The path with `*` for each place in a list. */
function toPattern(path: string): string {
  return path.replace(/(^|\.)\d+(?=\.|$)/g, '$1*')
}

/** Every value that holds no others, by its path. */
function toLeaves(value: unknown, path = ''): [path: string, leaf: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([name, one]) => toLeaves(one, path + (path && '.') + name))
}

/** The members, by pattern, whose value is not the same elsewhere. */
export function findLost(sent: unknown, found: unknown): string[] {
  const leaves = new Map(toLeaves(found))
  const lost = toLeaves(sent).filter(([path, leaf]) => leaves.get(path) !== leaf)
  return [...new Set(lost.map(([path]) => toPattern(path)))].sort()
}

/** The members, by pattern, that a value lacks although the schema has them. */
export function findMissing(schema: v.GenericSchema, value: unknown): string[] {
  const there = new Set(toLeaves(value).map(([path]) => toPattern(path)))
  const all = new Set(toLeaves(toFullValue(schema)).map(([path]) => toPattern(path)))
  return [...all].filter((path) => !there.has(path)).sort()
}

export type { Json }
