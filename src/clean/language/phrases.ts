/**
 * What pages say of themselves, as tables of phrases and one matcher for them.
 * Promises: a line takes time in proportion to its length, whatever stands in it or in the table. Every phrase of a
 * table is followed at the same time, letter by letter; nothing is ever tried a second time.
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
 * A phrase begins and ends where words do, unless it begins or ends with `~`.
 */

export type PhraseTable = {
  readonly start: State
  /** What phrases can begin with, in either case; undefined where it can be anything. */
  readonly letters: ReadonlySet<string> | undefined
}

/** A place within phrases. */
type State = {
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

const NONE = Number.MAX_SAFE_INTEGER
const BEGINS_WITHIN = /^[^|]*\|[^|]*\|~(?!\d)/
const NUMBER = 'number'
const LETTER = 'letter'
const MARKS: Readonly<Record<string, string>> = { ':': '[ ]{:/：}', '—': '[ ]{:/：/–/-}' }

export function toPhraseTable(table: string): PhraseTable {
  const start = toState()
  const word = follow(start, toState({ isEdge: true }))
  const rows = table.split('\n').filter((line) => line.trim() !== '')
  for (const [at, row] of rows.entries()) addRow(BEGINS_WITHIN.test(row) ? start : word, row, at)
  return { start, letters: toFirstLetters(start) }
}

function toFirstLetters(start: State): ReadonlySet<string> | undefined {
  const states = new Set([start])
  for (const state of states) for (const next of state.free) states.add(next)
  if ([...states].some(({ most }) => most > 0)) return undefined
  const small = [...states].flatMap(({ next }) => [...next.keys()])
  const alike = [...ALIKE].flatMap(([letter, other]) => (small.includes(other) ? letter : []))
  return new Set([...small, ...small.map((letter) => letter.toUpperCase()), ...alike])
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
      .map(toSmall)
      .join('')
      .replace(/[:—]/g, (character) => MARKS[character] ?? character),
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
  for (
    let character = reader.text[reader.at];
    character !== undefined && !/[\]}/]/.test(character);
    character = reader.text[reader.at]
  ) {
    reader.at++
    if (character === '[' || character === '{') state = growChoice(state, reader, character)
    else if (character === '~' || character === '…') state = growGap(state, reader, character)
    else if (character === '_') state = growWord(state, reader)
    else if (character === '#') state = growNumber(state)
    else state = growLetter(state, character)
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

function growGap(from: State, reader: Reader, character: string): State {
  const gap = toState({ most: readNumber(reader) ?? 0 })
  if (character === '~') return follow(from, gap)
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

/** Where the phrase that begins at `from` ends, of several the first of the table; -1 where none begins there. */
export function findEnd(phrases: PhraseTable, line: string, from = 0): number {
  return walk(phrases, line, from, from).end
}

/** Every place of a line where a phrase begins, and where the longest that does ends. */
export function* findPhrases(phrases: PhraseTable, line: string): Generator<{ at: number; end: number }> {
  for (let at = 0; at < line.length; at++) {
    if (!canBegin(phrases, line, at)) continue
    const { longest } = walk(phrases, line, at, at)
    if (longest >= 0) yield { at, end: longest }
  }
}

/** Whether a phrase stands anywhere in a line. */
export function hasPhrase(phrases: PhraseTable, line: string): boolean {
  return walk(phrases, line, 0, line.length).end >= 0
}

/** Whether a line is a phrase, but for one of some marks behind it. */
export function isPhrase(phrases: PhraseTable, line: string, marks = ''): boolean {
  const { longest } = walk(phrases, line, 0, 0)
  const rest = line.slice(longest).trim()
  return longest >= 0 && (rest === '' || (rest.length === 1 && marks.includes(rest)))
}

/** Whether a line ends in a phrase, with so many characters before it at most. */
export function endsInPhrase(phrases: PhraseTable, line: string, most: number): boolean {
  return walk(phrases, line, 0, most).longest === line.length
}

/** Whether a line begins with a phrase, but for marks before it. */
export function isBegunBy(phrases: PhraseTable, line: string): boolean {
  return walk(phrases, line, 0, Math.max(0, line.search(IN_WORD))).end >= 0
}

/** Whether a line is a phrase, but for marks on either side. */
export function isPhraseAlone(phrases: PhraseTable, line: string): boolean {
  const first = Math.max(0, line.search(IN_WORD))
  const { longest } = walk(phrases, line, first, first)
  return longest >= 0 && line.slice(longest).search(IN_WORD) < 0
}

/** What stands behind the phrase that a line begins with: a label's value. */
export function readBehind(phrases: PhraseTable, line: string): string | undefined {
  const { longest } = walk(phrases, line, 0, 0)
  return longest < 0 ? undefined : line.slice(longest).trim() || undefined
}

const NOTHING = { row: NONE, end: -1, longest: -1, steps: 1 } as const

type Walk = { readonly text: string; row: number; end: number; longest: number; steps: number }

/** The way through all phrases that begin between two places of a line: where the first of the table ends and where the
 * longest does, and what it took. */
export function walk(phrases: PhraseTable, line: string, first: number, last: number): Omit<Readonly<Walk>, 'text'> {
  if (first === last && !canBegin(phrases, line, first)) return NOTHING
  const found: Walk = { text: line, row: NONE, end: -1, longest: -1, steps: 0 }
  let here: Here = new Map()
  for (let at = first; at <= line.length && (here.size > 0 || at <= last); at++) {
    if (at <= last && canBegin(phrases, line, at)) enter(here, phrases.start, 0, at, found)
    if (here.size === 0) continue
    const next: Here = new Map()
    for (const [state, left] of here) step(next, state, left, at, found)
    here = next
  }
  return found
}

/** Nearly every line is no phrase, and shows that in its first letter. */
function canBegin({ start, letters }: PhraseTable, line: string, at: number): boolean {
  if (letters === undefined) return true
  const letter = line.charAt(at)
  const isKnown =
    letters.has(letter) ||
    (letters.has(NUMBER) && IS_DIGIT.test(letter)) ||
    (letters.has(LETTER) && IS_LETTER.test(letter))
  const isInner = start.next.size > 0 || start.free.length > 1
  return isKnown && (isInner || isEdge(line, at))
}

/** Where a walk is at one letter of the line, each with how many characters may still go by there. */
type Here = Map<State, number>

function step(next: Here, state: State, left: number, at: number, found: Walk): void {
  const letter = toSmall(found.text.charAt(at))
  if (letter === '') return
  const way = state.next.get(letter)
  if (way) enter(next, way, 0, at + 1, found)
  const number = state.next.get(NUMBER)
  if (number && IS_DIGIT.test(letter)) enter(next, number, 0, at + 1, found)
  const word = state.next.get(LETTER)
  if (word && IS_LETTER.test(letter)) enter(next, word, 0, at + 1, found)
  if (left > 0 && (!state.isWord || IS_LETTER.test(letter))) enter(next, state, left - 1, at + 1, found)
}

/** Once at a letter for a state, or twice for a gap: by what was left of it, and anew. */
function enter(here: Here, state: State, left: number, at: number, found: Walk): void {
  found.steps++
  if (left <= (here.get(state) ?? -1) || (state.isEdge && !isEdge(found.text, at))) return
  here.set(state, left)
  if (state.row < NONE) found.longest = at
  if (state.row < NONE && state.row <= found.row) {
    found.row = state.row
    found.end = at
  }
  for (const way of state.free) enter(here, way, way.most, at, found)
}

const IS_DIGIT = /\p{N}/u
const IS_LETTER = /\p{L}/u
const IN_WORD = /[\p{L}\p{M}\p{N}]/u

function isEdge(text: string, at: number): boolean {
  return !IN_WORD.test(text.charAt(at)) || !IN_WORD.test(text.charAt(at - 1))
}

/** Letters that are taken for another: apostrophes, sigma, and the capital that is two letters long in lower case. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['ʼ', "'"],
  ['ς', 'σ'],
  ['İ', 'i'],
])

function toSmall(letter: string): string {
  return ALIKE.get(letter) ?? letter.toLowerCase()
}
