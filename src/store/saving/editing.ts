/** The editor's fields over the source's (docs/architecture.md, decision 7). */
import type { Content } from '../../model/content.ts'
import type { Edit, Patch, Sent } from '../../model/history.ts'

/**
 * What readers are shown of an edited item; cleaning knows what is derived of what (docs/architecture.md, decision 19).
 */
export type LayOver = (sent: Sent, edit: Edit) => Content

/** What is derived where nobody says it: that it was taken back is kept. */
const DERIVED: readonly string[] = ['summary', 'language', 'direction'] satisfies (keyof Edit)[]

/** An edit after another: the fields that are set then. */
export function toLaid(before: Edit | undefined, patch: Patch): Edit {
  const all = Object.entries({ ...before, ...patch })
  return Object.fromEntries(all.filter(([name, value]) => value !== null || DERIVED.includes(name)))
}

/** Whether two JSON values are the same, whatever the order of their members; an undefined member is none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [toMembers(a), toMembers(b)]
  return (
    left.size === right.size && [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)))
  )
}

function toMembers(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined))
}
