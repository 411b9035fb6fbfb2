/** A DOCTYPE and the entities that it declares. Nothing it names is ever loaded. */
import { decodeText, type Entities } from './entity.ts'

/** The entities of one document together may add this much to its text; bombs end here. */
const GROWTH = 1_000_000
const LONGEST_ENTITY = 4096
const MOST_ENTITIES = 1000

/** After the `>` that closes the DOCTYPE at `at`: the one after `]`, when it has an internal subset. */
export function findDoctypeEnd(text: string, at: number): number {
  const angle = after(text, '>', at) ?? text.length
  const bracket = after(text, '[', at)
  if (bracket === undefined || bracket > angle) return angle
  const ends = [findSubsetEnd(text, bracket), findBracketEnd(text, bracket)]
  // Where the bracket is never closed, the next one that is belongs to a CDATA section in some item.
  return ends.find((end) => end !== undefined && !ROOT.test(text.slice(bracket, end))) ?? angle
}

/** Past comments and quoted values, which may hold brackets of their own. */
function findSubsetEnd(text: string, from: number): number | undefined {
  const mark = /<!--|["']|\]\s*>/g
  mark.lastIndex = from
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const [sign] = match
    if (sign.startsWith(']')) return mark.lastIndex
    const end = after(text, sign === '<!--' ? '-->' : sign, mark.lastIndex)
    if (end === undefined) return undefined
    mark.lastIndex = end
  }
  return undefined
}

/** Where a quotation mark is missing: the first bracket that looks like the end. */
function findBracketEnd(text: string, from: number): number | undefined {
  const close = /\]\s*>/g
  close.lastIndex = from
  return close.exec(text) ? close.lastIndex : undefined
}

const ROOT = /<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s>]/i

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from)
  return at < 0 ? undefined : at + mark.length
}

const ENTITY = /<!ENTITY\s+([^\s%"'<>&;]{1,32})\s+(?:"([^"]*)"|'([^']*)')\s*>/g

/** General entities with a value of their own; those that name a file are left out. */
export function readEntities(doctype: string): Entities | undefined {
  const values = new Map<string, string>()
  for (const [, name = '', double, single] of doctype.matchAll(ENTITY)) {
    if (values.size >= MOST_ENTITIES) break
    // Earlier entities in a value are already expanded, so growth is at most one length for each reference.
    const value = decodeText(double ?? single ?? '', { values, left: LONGEST_ENTITY })
    if (!values.has(name)) values.set(name, value.slice(0, LONGEST_ENTITY))
  }
  return values.size > 0 ? { values, left: GROWTH } : undefined
}
