/**
 * Values brought within the bounds that their schema says (`v.maxLength`). Promises: what is within them is handed on as
 * it is; a text that is cut ends with `…`, never within a character as people see it, a tag or a reference; an address
 * that is too long is left out, and in place of a long guid stands its hash. Time is linear, whatever the value is.
 */
import type * as v from 'valibot'
import { toTextHash } from '../hash.ts'

/** Told of each member that was longer than it can be: its path without the places in lists, and how long it can be. */
type Tell = (member: string, most: number, isList: boolean) => void
type Bound = (value: unknown, member: string, tell: Tell) => unknown

/** As `v.metadata` says it of a text: what is done where it is too long. Without it the text is cut. */
type Beyond = 'leave out' | 'hash'

type Schema = {
  readonly type: string
  readonly pipe?: readonly Step[]
  readonly wrapped?: Schema
  readonly item?: Schema
  readonly entries?: Readonly<Record<string, Schema>>
}

type Step = {
  readonly type: string
  readonly requirement?: unknown
  readonly metadata?: { readonly beyond?: Beyond }
  /** Of a schema that another goes on with. */
  readonly pipe?: readonly Step[]
}

/** A function that brings a value within the bounds of a schema; made once, since it is asked of every item. */
export function createBounding<Shape extends v.GenericSchema>(schema: Shape) {
  const bound = toBound(schema as unknown as Schema)
  return <Value>(value: Value, tell: Tell = () => {}): Value => bound(value, '', tell) as Value
}

function toBound(schema: Schema): Bound {
  if (schema.wrapped !== undefined) return toBound(schema.wrapped)
  const most = toMost(schema)
  if (schema.type === 'string') return most === undefined ? (value) => value : toTextBound(most, toBeyond(schema))
  if (schema.item !== undefined) return toListBound(toBound(schema.item), most ?? Number.POSITIVE_INFINITY)
  return schema.entries === undefined ? (value) => value : toObjectBound(schema.entries)
}

/** The longest that a schema lets through. */
function toMost(schema: Schema): number | undefined {
  const all = toSteps(schema).flatMap(({ type, requirement }) => (type === 'max_length' ? [Number(requirement)] : []))
  return all.length === 0 ? undefined : Math.min(...all)
}

function toBeyond(schema: Schema): Beyond | undefined {
  return toSteps(schema).find(({ metadata }) => metadata?.beyond !== undefined)?.metadata?.beyond
}

function toSteps({ pipe = [] }: Pick<Schema, 'pipe'>): readonly Step[] {
  return pipe.flatMap((step) => [step, ...toSteps(step)])
}

function toTextBound(most: number, beyond: Beyond | undefined): Bound {
  return (value, member, tell) => {
    if (typeof value !== 'string' || value.length <= most) return value
    tell(member, most, false)
    if (beyond === 'leave out') return undefined
    return beyond === 'hash' ? toTextHash(value) : cutText(value, most)
  }
}

/** What is left out of an entry that can't be without it takes the entry along; that is seen by its members. */
function toListBound(bound: Bound, most: number): Bound {
  return (value, member, tell) => {
    if (!Array.isArray(value)) return value
    if (value.length > most) tell(member, most, true)
    const some = value.length > most ? value.slice(0, most) : value
    const bounded = some.map((one) => bound(one, member, tell))
    if (bounded.every((one, index) => one === value[index])) return some
    return bounded.filter((one) => one !== undefined)
  }
}

function toObjectBound(entries: Readonly<Record<string, Schema>>): Bound {
  const bounds = Object.entries(entries).map(([name, entry]) => [name, toBound(entry), isOptional(entry)] as const)
  return (value, member, tell) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    let changed: Record<string, unknown> | undefined
    for (const [name, bound, mayBeAbsent] of bounds) {
      if (!Object.hasOwn(value, name)) continue
      const before = (value as Record<string, unknown>)[name]
      const after = bound(before, member === '' ? name : `${member}.${name}`, tell)
      if (after === before) continue
      changed ??= { ...value }
      if (after !== undefined) changed[name] = after
      else if (mayBeAbsent) delete changed[name]
      else return undefined
    }
    return changed ?? value
  }
}

function isOptional({ type }: Schema): boolean {
  return /optional|nullish/.test(type)
}

// Cutting.

const MARK = '…'
/** No character as people see it has more code units, but for marks that were piled up. */
const LONGEST_CHARACTER = 100
const LONGEST_REFERENCE = 40

/** The beginning of a text, as plain text or HTML, with a mark at its end; at most `most` code units. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, toCharacterStart(text, most - MARK.length))
  return `${withoutOpenTag(withoutOpenReference(start)).trimEnd()}${MARK}`
}

/** The last place up to `at` that is between two characters. */
function toCharacterStart(text: string, at: number): number {
  const near = Math.max(0, at - 2 * LONGEST_CHARACTER)
  const around = text.slice(near, at + LONGEST_CHARACTER)
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(around)
  const start = near + (segments.containing(at - near)?.index ?? 0)
  if (at - start < LONGEST_CHARACTER) return start
  // Marks piled up: between two code points at least.
  return /^[\udc00-\udfff]$/.test(text.charAt(at)) ? at - 1 : at
}

function withoutOpenTag(text: string): string {
  const open = text.lastIndexOf('<')
  return open > text.lastIndexOf('>') && /^[a-z/!?]/i.test(text.slice(open + 1, open + 2)) ? text.slice(0, open) : text
}

function withoutOpenReference(text: string): string {
  const near = text.slice(-LONGEST_REFERENCE)
  return text.slice(0, text.length - (/&#?[a-z\d]*$/i.exec(near)?.[0].length ?? 0))
}
