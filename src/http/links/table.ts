/**
 * The table of another shortener's links. Promises: what a spreadsheet writes is read, with its separator and names of
 * columns; each row says its line.
 */

import Papa from 'papaparse'

/** Tables of short links as shorteners export them (RFC 4180): a column of codes and one of the addresses they lead to. */

/** One row. `line` is where it begins, from 1. */
export type LinkRow = { readonly line: number; readonly code: string; readonly url: string }

/** What such columns are called. */
const CODES = [
  'code',
  'alias',
  'keyword',
  'short',
  'shorturl',
  'shortlink',
  'slug',
  'bitlink',
  'link',
  'backhalf',
  'custombitlink',
]
const URLS = ['url', 'longurl', 'target', 'destination', 'originalurl', 'longlink', 'destinationurl']

type Record = { readonly line: number; readonly cells: readonly string[] }

/** The rows that have a code and an address, and those that have not. Time and memory are linear in the text's length. */
export function parseLinkTable(text: string): { readonly rows: LinkRow[]; readonly broken: LinkRow[] } {
  const records = parseRecords(text.replace(/^\ufeff/, '')).filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = records
  const columns = first === undefined ? undefined : toColumns(first.cells)
  const body = columns === undefined ? records : rest
  const { code, url } = columns ?? toGuess(first?.cells ?? [])
  const all = body.map(({ line, cells }) => ({ line, code: toName(cells[code] ?? ''), url: cells[url] ?? '' }))
  const isWhole = ({ code, url }: LinkRow) => code !== '' && url !== ''
  return { rows: all.filter(isWhole), broken: all.filter((row) => !isWhole(row)) }
}

/** The columns that a first row names; undefined where it is no head. */
function toColumns(cells: readonly string[]): { code: number; url: number } | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  const url = names.findIndex((name) => URLS.includes(name))
  const code = names.findIndex((name, index) => CODES.includes(name) && index !== url)
  return url < 0 || code < 0 ? undefined : { code, url }
}

/** Without a head: code, then address; the other way round where only the first is an address. */
function toGuess([first = '', second = '']: readonly string[]): { code: number; url: number } {
  const isAddress = (cell: string) => /^https?:\/\//i.test(cell)
  return isAddress(first) && !isAddress(second) ? { code: 1, url: 0 } : { code: 0, url: 1 }
}

/** A code may stand as the whole short address, whose last part it is. */
function toName(cell: string): string {
  const address = /^(?:https?:\/\/[^/\s]+|[^/\s.]+\.[^/\s]+)\/(.*)$/is.exec(cell)
  if (address === null) return cell
  const path = (address[1] ?? '').replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')
  return decodeIfPossible(path.split('/').at(-1) ?? '')
}

/** Percent-decoded, where that makes sense. */
export function decodeIfPossible(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

/** The cells of each row, and the line that it begins on: as many breaks as stand before it. */
function parseRecords(text: string): Record[] {
  const lines = text.replace(/\r\n?/g, '\n')
  let line = 1
  return Papa.parse<string[]>(lines, { delimiter: toSeparator(lines), newline: '\n' }).data.map((cells) => {
    const record = { line, cells: cells.map((cell) => cell.trim()) }
    line += cells.join('').split('\n').length
    return record
  })
}

/** Whichever stands first: comma, semicolon or tab. */
function toSeparator(text: string): string {
  const [head = ''] = text.split('\n', 1)
  return /[,;\t]/.exec(head.replace(/"[^"]*"/g, ''))?.[0] ?? ','
}
