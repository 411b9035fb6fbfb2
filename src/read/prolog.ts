/** What stands before a document's first element: junk, declaration, comments, DOCTYPE with its entities. */
import { decodeText, type Entities } from './entity.ts'

export type Prolog = {
  /** Where the first element begins; the text's length when there is none. */
  readonly start: number
  /** Where markup begins: text before it is junk. */
  readonly entities: Entities | undefined
  readonly warnings: readonly string[]
}

/** The entities of one document together may add this much to its text; bombs end here. */
const GROWTH = 1_000_000
const LONGEST_ENTITY = 4096
const MOST_ENTITIES = 1000

/** Reads the prolog; external entities are never loaded. */
export function readProlog(text: string): Prolog {
  let entities: Entities | undefined
  let at = text.indexOf('<')
  while (at >= 0) {
    const doctype = isDoctype(text, at)
    const end = doctype ? findDoctypeEnd(text, at) : findMarkupEnd(text, at)
    if (end === undefined) break
    if (doctype) entities = readEntities(text.slice(at, end))
    at = text.indexOf('<', end)
  }
  return { start: at < 0 ? text.length : at, entities, warnings: [] }
}

/** The end of a comment or instruction at `at`; undefined where an element begins. */
function findMarkupEnd(text: string, at: number): number | undefined {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4) ?? at + 4
  if (text.startsWith('<?', at)) return findInstructionEnd(text, at)
  if (text.startsWith('<!', at)) return after(text, '>', at)
  return /[\p{L}_]/u.test(String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20)) ? undefined : at + 1
}

/** `<?xml version="1.0">`, without its closing question mark, would swallow everything up to the next one. */
function findInstructionEnd(text: string, at: number): number {
  const end = after(text, '?>', at)
  const angle = after(text, '>', at) ?? text.length
  return end === undefined || text.slice(angle, end).includes('<') ? angle : end
}

function isDoctype(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0x21 && /^<!doctype\b/i.test(text.slice(at, at + 12))
}

/** After the `>` that closes a DOCTYPE: the one after `]`, when it has an internal subset. */
function findDoctypeEnd(text: string, at: number): number | undefined {
  const angle = after(text, '>', at)
  const bracket = after(text, '[', at)
  if (angle === undefined || bracket === undefined || bracket > angle) return angle
  const close = /\]\s*>/g
  close.lastIndex = bracket
  return close.exec(text) ? close.lastIndex : angle
}

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from)
  return at < 0 ? undefined : at + mark.length
}

const ENTITY = /<!ENTITY\s+([^\s%"'<>&;]{1,32})\s+(?:"([^"]*)"|'([^']*)')\s*>/g

/** General entities with a value of their own; those that name a file are left out. */
function readEntities(doctype: string): Entities | undefined {
  const values = new Map<string, string>()
  for (const [, name = '', double, single] of doctype.matchAll(ENTITY)) {
    if (values.size >= MOST_ENTITIES) break
    // Earlier entities in a value are already expanded, so growth is at most one length for each reference.
    const value = decodeText(double ?? single ?? '', { values, left: LONGEST_ENTITY })
    if (!values.has(name)) values.set(name, value.slice(0, LONGEST_ENTITY))
  }
  return values.size > 0 ? { values, left: GROWTH } : undefined
}
