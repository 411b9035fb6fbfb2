/**
 * What pages say of themselves, as tables of phrases. Promises: a row that can't be read is refused by name when its
 * table is first looked into (`npm run patterns` looks into all); all others share their beginnings, ready to be
 * followed at the same time (`phrases.ts`).
 *
 * A table has one phrase a line, `language|where it was seen|phrase`. In a phrase, letters of either case stand for
 * themselves, and
 *
 *     [a/b]   a or b or neither; [a/b]3 up to three times
 *     {a/b}   a or b
 *     …30     anything, at most 30 characters, beginning and ending where words do
 *     ~30     anything, at most 30 characters, within words too
 *     _8      a word of at most 8 letters
 *     #       a number
 *     :       a colon, wide or not, with or without a blank before it
 *     —       such a colon, or a dash
 *
 * A phrase begins and ends where words do, unless it begins or ends with `~`. Signs of vowels, tatweel and joiners'
 * opposites stand in no phrase: in a line they are passed by.
 */

import { lazily } from '../../lazy.ts'
import { isNoLetter, NO_LETTERS, toEitherCase, toSmallLetter } from './fold.ts'

/** A table, which takes time to read: dozens of them at a start were a tenth of it. */
export type PhraseTable = () => Phrases

type Phrases = { readonly start: State } & Beginnings

/** How phrases can begin: nearly every word of a line begins none, and shows that in its first two letters. */
type Beginnings = {
  /** Whether one can begin where a text begins, and every place where one can; but for edges of words. */
  readonly begin: RegExp
  readonly begins: RegExp
  /** Within words, too. */
  readonly isInner: boolean
}

/** A place within phrases. */
export type State = {
  readonly next: Map<string, State>
  /** Where one is as well, without another letter. */
  readonly free: State[]
  /** Characters that may go by here: any, or letters alone. */
  readonly most: number
  readonly isWord: boolean
  /** Not within a word. */
  readonly isEdge: boolean
  /** Of the first phrase that ends here. */
  row: number
}

export const NONE = Number.MAX_SAFE_INTEGER
const BEGINS_WITHIN = /^[^|]*\|[^|]*\|~(?!\d)/
export const NUMBER = 'number'
export const LETTER = 'letter'
const MARKS: Readonly<Record<string, string>> = { ':': '[ ]{:/：}', '—': '[ ]{:/：/–/-}' }

export function toPhraseTable(table: string): PhraseTable {
  return lazily(() => readTable(table))
}

function readTable(table: string): Phrases {
  const start = toState()
  const word = follow(start, toState({ isEdge: true }))
  const rows = table.split('\n').filter((line) => line.trim() !== '')
  for (const [at, row] of rows.entries()) addRow(BEGINS_WITHIN.test(row) ? start : word, row, at)
  return { start, ...toBeginnings(start) }
}

function toBeginnings(start: State): Beginnings {
  const states = toReachable([start])
  const isAnything = states.some(({ most }) => most > 0)
  const pairs = states.flatMap(({ next }) => [...next]).map(([small, state]) => toPair(small, state))
  const either = isAnything ? '' : [...new Set(pairs)].join('|')
  return {
    begin: new RegExp(`^(?:${either})`, 'u'),
    begins: new RegExp(either || '(?:)', 'gu'),
    isInner: start.next.size > 0 || start.free.length > 1,
  }
}

/** A first letter, and what can follow it, in either case. */
function toPair(small: string, state: State): string {
  if (small === NUMBER) return '\\p{N}'
  if (small === LETTER) return '\\p{L}'
  const followers = toLetters([state])
  return toClass(toEitherCase(small)) + (followers === undefined ? '' : `(?=${toClass([...followers, ...NO_LETTERS])})`)
}

function toClass(letters: readonly string[]): string {
  return `[${letters.map((letter) => letter.replace(/[\\\]^-]/g, '\\$&')).join('')}]`
}

/** The letters that can come at one of these states, in either case; undefined where it can be anything, or nothing. */
function toLetters(from: readonly State[]): ReadonlySet<string> | undefined {
  const states = toReachable(from)
  const small = states.flatMap(({ next }) => [...next.keys()])
  const isOpen =
    states.some(({ most, row }) => most > 0 || row < NONE) || small.includes(NUMBER) || small.includes(LETTER)
  return isOpen ? undefined : new Set(small.flatMap(toEitherCase))
}

/** With the states where one is as well, without another letter. */
function toReachable(from: readonly State[]): State[] {
  const states = new Set(from)
  for (const state of states) for (const next of state.free) states.add(next)
  return [...states]
}

/** The phrase of a line of a table, and what is known of it. */
export function readRow(row: string): { language: string; seen: string; phrase: string } {
  const [language = '', seen = '', ...rest] = row.split('|')
  const phrase = rest.join('|')
  if (/^[a-z]{2,3}$/.test(language) && seen !== '' && phrase !== '') return { language, seen, phrase }
  throw new Error(`A line of a table of phrases is no "language|where it was seen|phrase": ${row}`)
}

function addRow(start: State, row: string, at: number): void {
  const { phrase } = readRow(row)
  const reader = {
    text: phrase
      .split('')
      .filter((letter) => !isNoLetter(letter))
      .map(toSmallLetter)
      .join('')
      .replace(/[:—]/g, (sign) => MARKS[sign] ?? sign),
    at: 0,
  }
  const end = grow(start, reader)
  if (reader.at < reader.text.length) throw new Error(`A bracket is closed that was not opened, in ${row}`)
  const last = /~$/.test(phrase) ? end : follow(end, toState({ isEdge: true }))
  last.row = Math.min(last.row, at)
}

function toState({ most = 0, isWord = false, isEdge = false } = {}): State {
  return { next: new Map(), free: [], most, isWord, isEdge, row: NONE }
}

function follow(from: State, to: State): State {
  from.free.push(to)
  return to
}

type Reader = { readonly text: string; at: number }

/** Grows what the reader reads onto a state, up to the end of the phrase or of the alternative. */
function grow(from: State, reader: Reader): State {
  let state = from
  for (let sign = reader.text[reader.at]; sign !== undefined && !/[\]}/]/.test(sign); sign = reader.text[reader.at]) {
    reader.at++
    if (sign === '[' || sign === '{') state = growChoice(state, reader, sign)
    else if (sign === '~' || sign === '…') state = growGap(state, reader, sign)
    else if (sign === '_') state = growWord(state, reader)
    else if (sign === '#') state = growNumber(state)
    else state = growLetter(state, sign)
  }
  return state
}

/** Phrases that begin alike share their beginnings. */
function growLetter(from: State, letter: string): State {
  const to = from.next.get(letter) ?? toState()
  from.next.set(letter, to)
  return to
}

function growNumber(from: State): State {
  const to = growLetter(from, NUMBER)
  to.next.set(NUMBER, to)
  return to
}

function growWord(from: State, reader: Reader): State {
  const most = (readNumber(reader) ?? 1) - 1
  return follow(growLetter(from, LETTER), toState({ most, isWord: true }))
}

function growGap(from: State, reader: Reader, sign: string): State {
  const gap = toState({ most: readNumber(reader) ?? 0 })
  if (sign === '~') return follow(from, gap)
  return follow(follow(follow(from, toState({ isEdge: true })), gap), toState({ isEdge: true }))
}

function growChoice(from: State, reader: Reader, bracket: string): State {
  const begin = reader.at
  let state = growOnce(from, reader, bracket)
  const inner = { text: reader.text.slice(0, reader.at), at: begin }
  for (let times = readNumber(reader) ?? 1; times > 1; times--) {
    inner.at = begin
    state = growOnce(state, inner, bracket)
  }
  return state
}

function growOnce(from: State, reader: Reader, bracket: string): State {
  const to = toState()
  if (bracket === '[') follow(from, to)
  do follow(grow(from, reader), to)
  while (reader.text[reader.at++] === '/')
  if (reader.text[reader.at - 1] !== (bracket === '[' ? ']' : '}')) {
    throw new Error(`A bracket is not closed in the phrase ${reader.text}`)
  }
  return to
}

function readNumber(reader: Reader): number | undefined {
  const digits = /^\d+/.exec(reader.text.slice(reader.at))?.[0]
  reader.at += digits?.length ?? 0
  return digits === undefined ? undefined : Number(digits)
}
