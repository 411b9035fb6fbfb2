/** Text as WordPress's REST API has it. */

import type { Identity } from '../../model/content.ts'
import { toTextHash } from '../../model/hash.ts'
import type { StoredItem } from '../../model/model.ts'

/** A JSON object of the API. */
export type WpObject = Readonly<Record<string, unknown>>

/** A time without a zone: the site's own, which here is UTC, so both of WordPress's dates are the same. */
export function toWpDate(time: number): string {
  return new Date(time).toISOString().slice(0, 19)
}

/** Plain text as HTML, with WordPress's own numeric references. */
export function renderText(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => REFERENCES.get(mark) ?? mark)
}

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&#038;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#034;'],
])

/** The last part of a path as WordPress stores it: percent-encoded in lower case. */
export function toWpSlug(text: string): string {
  return encodeURIComponent(text.isWellFormed() ? text : text.toWellFormed()).toLowerCase()
}

/**
 * The numbers that WordPress's clients know things by. A post keeps the one it had in its WordPress (`?p=ID`); any
 * other has its row above a thousand million, where no WordPress ever counted to, and which still is a 32-bit integer.
 */
const FIRST_OWN = 1_000_000_000
const MOST = 2_147_483_647

/** The number of a post. `host`: the canonical host of the WordPress whose numbers count; absent where none do. */
export function toPostNumber(item: Pick<StoredItem, 'row'>, identities: readonly Identity[], host?: string): number {
  const start = `https://${host}?p=`
  const old = identities
    .filter(({ kind, value }) => kind === 'address' && host !== undefined && value.startsWith(start))
    .map(({ value }) => Number(value.slice(start.length)))
    .filter((number) => Number.isInteger(number) && number > 0 && number < FIRST_OWN)
  return old.length > 0 ? Math.min(...old) : FIRST_OWN + item.row
}

/** The row that a number of ours stands for. */
export function toRow(number: number): number | undefined {
  return number > FIRST_OWN && number <= MOST ? number - FIRST_OWN : undefined
}

/** The number of a tag, an author or a picture: the same wherever and whenever it is made, of 31 bits. */
export function toTermNumber(kind: string, value: string): number {
  return Number.parseInt(toTextHash(`${kind}\n${value}`).slice(0, 8), 16) & 0x7fffffff || 1
}
