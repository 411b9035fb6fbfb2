/** The editor's fields over the source's (decision 7). */
import type { Content } from '../model/content.ts'
import type { Edit } from '../model/history.ts'

/** What readers are shown: every field that an edit has, and the source's for the rest. */
export function toShown(cleaned: Content, edit: Edit | undefined): Content {
  return edit === undefined ? cleaned : { ...cleaned, ...edit }
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
