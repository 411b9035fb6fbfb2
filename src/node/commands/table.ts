/**
 * Answers as people read them in a terminal. Promises: columns stand below each other whatever is written in them; what
 * is written from right to left turns no line around; nothing in a text can command the terminal.
 */

type Json = unknown

/** Columns that a cell may take. */
const WIDEST = 60
/** Scripts and signs that take two places (UAX #11), and what takes none: marks, joiners, marks of direction. */
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u
const NONE = /^[\p{M}\p{Cf}]*$/u
const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Signs that begin and end a part of its own direction, and those that turn the rest of a line around. */
const [OPEN, CLOSE] = ['\u2068', '\u2069']
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g
const CONTROLS = /\p{Cc}+/gu
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How dates are said to whoever sits at the terminal. */
const DATE = { dateStyle: 'short', timeStyle: 'short' } as const

/** Rows below the names of their columns; a path such as `_ara.code` names a member of a member. */
export function renderRows(rows: readonly Json[], columns: readonly string[], zone?: string): string {
  const heads = columns.map((path) => path.slice(path.lastIndexOf('.') + 1).toUpperCase())
  const cells = rows.map((row) => columns.map((path) => toCell(findMember(row, path), zone)))
  return align([heads, ...cells])
}

/** Every member of an object on a line of its own, members of members by their path. */
export function renderMembers(value: Json, zone?: string): string {
  return align(toPairs(value, '').map(([name, one]) => [name, toCell(one, zone, Number.POSITIVE_INFINITY)]))
}

function toPairs(value: Json, path: string): [name: string, value: Json][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([name, one]) => toPairs(one, path === '' ? name : `${path}.${name}`))
}

function findMember(value: Json, path: string): Json {
  return path
    .split('.')
    .reduce<Json>(
      (found, name) =>
        typeof found === 'object' && found !== null ? (found as Record<string, Json>)[name] : undefined,
      value,
    )
}

function toCell(value: Json, zone: string | undefined, most = WIDEST): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return cut(MOMENT.test(value) ? toLocal(value, zone) : value, most)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return cut(value.join(', '), most)
  return cut(JSON.stringify(value), most)
}

/** `2015-06-10 14:00`, in this machine's time. */
function toLocal(moment: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat('sv-SE', { ...DATE, ...(zone === undefined ? {} : { timeZone: zone }) }).format(
    new Date(moment),
  )
}

/** One line, no longer than that; no sign is cut. */
function cut(text: string, most: number): string {
  const signs = [...segmenter.segment(text.replace(CONTROLS, ' ').replace(TURNS, '').trim())].map(
    ({ segment }) => segment,
  )
  const end = toEnd(signs, most)
  return end === signs.length ? signs.join('') : `${signs.slice(0, end).join('').trimEnd()}…`
}

/** How many signs have room. */
function toEnd(signs: readonly string[], most: number): number {
  let width = 0
  for (const [at, sign] of signs.entries()) {
    width += toWidth(sign)
    if (width > most) return at
  }
  return signs.length
}

function toWidth(sign: string): number {
  return NONE.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1
}

function toPlaces(text: string): number {
  return [...segmenter.segment(text)].reduce((sum, { segment }) => sum + toWidth(segment), 0)
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => toPlaces(row[at] ?? ''))))
  const lines = rows.map((row) => row.map((cell, at) => pad(cell, at === row.length - 1 ? 0 : (widths[at] ?? 0))))
  return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('')
}

function pad(cell: string, width: number): string {
  const rest = ' '.repeat(Math.max(0, width - toPlaces(cell)))
  return `${RIGHT.test(cell) ? `${OPEN}${cell}${CLOSE}` : cell}${rest}`
}
