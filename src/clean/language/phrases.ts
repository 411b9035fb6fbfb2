/**
 * Finds the phrases of tables (`table.ts`) in lines. Promises: a line takes time in proportion to its length, whatever
 * stands in it or in the table. Every phrase of a table is followed at the same time, letter by letter; nothing is ever
 * tried a second time.
 */
import { isNoLetter, toSmallLetter } from './fold.ts'
import { LETTER, NONE, NUMBER, type PhraseTable, type State } from './table.ts'

/** Where the phrase that begins at `from` ends, of several the first of the table; -1 where none begins there. */
export function findEnd(phrases: PhraseTable, line: string, from = 0): number {
  return walk(phrases, line, from, from).end
}

/** Every place of a line where a phrase begins, and where the longest that does ends. */
export function* findPhrases(phrases: PhraseTable, line: string): Generator<{ at: number; end: number }> {
  for (const at of findBeginnings(phrases, line)) {
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
  const starts = first === last ? [first] : findBeginnings(phrases, line).filter((at) => at >= first && at <= last)
  if (starts.length === 0 || (first === last && !canBegin(phrases, line, first))) return NOTHING
  const found: Walk = { text: line, row: NONE, end: -1, longest: -1, steps: 0 }
  const { start } = phrases()
  let here: Here = new Map()
  let entered = 0
  for (let at = starts[0] ?? 0; at <= line.length; at++) {
    if (at === starts[entered]) {
      enter(here, start, 0, at, found)
      entered++
    }
    const next: Here = new Map()
    // A phrase has no such signs, so they are passed by wherever they stand.
    if (isNoLetter(line.charAt(at))) for (const [state, left] of here) enter(next, state, left, at + 1, found)
    else for (const [state, left] of here) step(next, state, left, at, found)
    here = next
    if (here.size > 0) continue
    const following = starts[entered]
    if (following === undefined) break
    at = following - 1
  }
  return found
}

function canBegin(phrases: PhraseTable, line: string, at: number): boolean {
  const { begin, isInner } = phrases()
  return begin.test(line.slice(at, at + 2)) && (isInner || isEdge(line, at))
}

/** Every place where a phrase can begin. */
function findBeginnings(phrases: PhraseTable, line: string): number[] {
  const { begins, isInner } = phrases()
  const places = Array.from(line.matchAll(begins), ({ index }) => index)
  return isInner ? places : places.filter((at) => isEdge(line, at))
}

/** Where a walk is at one letter of the line, each with how many characters may still go by there. */
type Here = Map<State, number>

function step(next: Here, state: State, left: number, at: number, found: Walk): void {
  const letter = toSmallLetter(found.text.charAt(at))
  if (letter === '') return
  const way = state.next.get(letter)
  if (way) enter(next, way, 0, at + 1, found)
  const number = state.next.get(NUMBER)
  if (number && isNumber(letter)) enter(next, number, 0, at + 1, found)
  const word = state.next.get(LETTER)
  if (word && isLetter(letter)) enter(next, word, 0, at + 1, found)
  if (left > 0 && (!state.isWord || isLetter(letter))) enter(next, state, left - 1, at + 1, found)
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

const IN_WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]/u

function isNumber(letter: string): boolean {
  return letter < '\u0080' ? letter >= '0' && letter <= '9' : /\p{N}/u.test(letter)
}

function isLetter(letter: string): boolean {
  if (letter < '\u0080') return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
  return /\p{L}/u.test(letter)
}

function isEdge(text: string, at: number): boolean {
  return !isInWord(text.charAt(at)) || !isInWord(text.charAt(at - 1))
}

function isInWord(letter: string): boolean {
  return letter < '\u0080' ? isLetter(letter) || isNumber(letter) : IN_WORD.test(letter)
}
