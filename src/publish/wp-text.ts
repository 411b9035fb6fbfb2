/** Text as WordPress's REST API has it. */

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
