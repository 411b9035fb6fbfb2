/** The two ends of a story: what stands before its first sentence and after its last. */

import { isElement } from '../../html/tree.ts'
import type { Person } from '../../model/content.ts'
import { foldName, toMonth } from '../../read/date/names.ts'
import { type Dated, findDate } from '../facts/dated.ts'
import { isLabelledName, readPeople } from '../facts/people.ts'
import { isSameLine, toBag, toShare, toWords, visibleTextOf } from '../facts/text.ts'
import { type Block, linksOf } from './blocks.ts'
import { isNamedByline } from './byline.ts'
import { isBegunByRights, isBegunByUpdate, isCount, isSourceLine } from './phrases.ts'

/** What is known of the story before its text is. */
export type StoryFacts = {
  readonly title?: string | undefined
  readonly authors: readonly string[]
  /** Dates in numbers begin with the day. */
  readonly isDayFirst?: boolean
  /** The page's own. */
  readonly host?: string | undefined
}

export function trimEdges(blocks: readonly Block[], known: StoryFacts): Block[] {
  return trimEnd(trimStart(blocks, known))
}

/** Sentences, and lines long enough to be. */
function isText(block: Block): boolean {
  return block.words >= 10 && block.linked * 2 < block.words
}

function trimStart(blocks: readonly Block[], known: StoryFacts): Block[] {
  const isTitle = (block: Block) => known.title !== undefined && isTitleLine(block, known.title)
  const found = blocks.findIndex((block) => isText(block) && !isTitle(block) && !isPreamble(block, known))
  const first = found < 0 ? blocks.length : found
  const heading = blocks.slice(0, first).findLastIndex((block) => block.kind === 'heading' && isTitle(block))
  // The title may come after a standfirst, or again further down as a heading.
  return blocks.filter((block, at) => {
    if (at < heading && block.kind !== 'media') return false
    if (isTitle(block) && (at < first + 3 || block.kind === 'heading')) return false
    return at >= first || !isPreamble(block, known)
  })
}

function isTitleLine(block: Block, title: string): boolean {
  // Another one by far: thousands of lines are not each compared with a title of thousands of words.
  if (title.length > 10 * block.text.length + 100) return false
  if (block.kind !== 'heading' && !block.isBold && block.words > 30) return false
  if (isSameLine(block.text, title)) return true
  const [line, bag] = [toBag(block.text), toBag(title)]
  return block.kind === 'heading' && line.size >= 4 && toShare(line, bag) > 0.9 && toShare(bag, line) > 0.6
}

/** Sections, names, dates, counts of shares, minutes to read; agencies and datelines stay for the press lines. */
function isPreamble(block: Block, known: StoryFacts): boolean {
  if (block.kind === 'media' || block.kind === 'code' || isSourceLine(block.text)) return false
  if (block.words > 0 && block.linked * 2 >= block.words) return true
  if (isByline(block)) return true
  return isTime(block) || isDateLine(block) || isNameLine(block.text, known.authors) || isCount(block.text)
}

const SENTENCE = /[.!?؟。…]["”’»)]*$/u

/** A date, alone or with the place where it stands, a name and a count of readers. */
function isDateLine(block: Block): boolean {
  if (block.words > 20 || SENTENCE.test(block.text) || !/\p{N}/u.test(block.text)) return false
  if (findDate(block.text) || isDay(block.text)) return true
  return /(?<!\p{N})(?:\p{N}{4}[./-]\p{N}{1,2}[./-]\p{N}{1,2}|\p{N}{1,2}[./-]\p{N}{1,2}[./-](?:\p{N}{2}){1,2}|\p{N}{1,2}:\p{N}{2})(?!\p{N})/u.test(
    block.text,
  )
}

/** `5 Jan`, as pages show the days of this year. */
function isDay(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
  const [number, name] = /^\p{N}/u.test(words[0] ?? '') ? words : words.toReversed()
  return words.length === 2 && /^\p{N}{1,2}$/u.test(number ?? '') && toMonth(foldName(name ?? '')) !== undefined
}

/** A line that is named as one that says who wrote it. */
function isByline({ holder, text, words }: Block): boolean {
  return words <= 12 && !SENTENCE.test(text) && isNamedByline(holder)
}

/** Nothing but a time that is marked as one. */
function isTime({ holder, nodes, text }: Block): boolean {
  const time = [holder, ...nodes.filter(isElement)].find((element) => element.tagName === 'time')
  return time !== undefined && isSameLine(visibleTextOf(time), text)
}

/** `By Jane Doe`, `Jane Doe | Reporter`. */
function isNameLine(text: string, authors: readonly string[]): boolean {
  // `Hesen K.` is no sentence.
  if (text.length > 140 || authors.length === 0 || (SENTENCE.test(text) && toWords(text).length > 4)) return false
  const names = readPeople(text).map((person) => person.name)
  if (names.some((name) => authors.some((author) => isSameLine(name, author)))) return true
  const left = toWords(text).filter((word) => !authors.some((author) => toWords(author).includes(word)))
  return left.length <= 1 && authors.some((author) => toWords(text).join(' ').includes(toWords(author).join(' ')))
}

/** Back to the last block that is no link, no heading of nothing, no rule or count. */
function trimEnd(blocks: readonly Block[]): Block[] {
  const rights = blocks.findIndex((block, at) => at > 0 && at >= blocks.length - LAST && isRights(block))
  let end = rights < 0 ? blocks.length : rights
  while (end > 0) {
    const block = blocks[end - 1]
    if (!block || !isLeftover(block)) break
    end--
  }
  return blocks.slice(0, end)
}

function isLeftover(block: Block): boolean {
  if (block.kind === 'media') return block.words === 0 && isLinked(block)
  if (block.words <= 40 && (isBegunByRights(block.text) || isUpdated(block) || isSigned(block.text))) return true
  if (block.kind === 'code' || block.kind === 'cell' || block.kind === 'quote') return false
  if (block.words === 0 || isTime(block)) return true
  if (isSourceLine(block.text)) return false
  if (block.kind === 'heading' || block.linked * 5 >= block.words * 3) return true
  return isCount(block.text)
}

/** `Last updated on Wednesday, 22 September 2010 08:11`. */
function isUpdated(block: Block): boolean {
  return block.words <= 15 && isBegunByUpdate(block.text) && isDateLine(block)
}

function isRights({ words, text }: Block): boolean {
  return words <= 40 && isBegunByRights(text)
}

/** `김하늘 기자 sky@hanul.example`: who wrote it, and where to. */
const SIGNED = /^(?:\S+ ){0,4}\S+@\S+\.\w{2,}$/u
/** Longer lines name nobody. */
const LONGEST_NAME = 200

function isSigned(text: string): boolean {
  return text.length <= LONGEST_NAME && SIGNED.test(text)
}

/** A picture that leads elsewhere; one that leads to its larger self is the story's. */
function isLinked(block: Block): boolean {
  return linksOf(block).some((href) => !/\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])/i.test(href))
}

/** Lines after the text that may name its author. */
const LAST = 4

/** `Reporting by: Jane Doe` as one of the last lines. */
export function readSignature(blocks: readonly Block[]): Person[] {
  const line = blocks.slice(-LAST).find((block) => block.words <= 12 && isSignature(block.text))
  return line ? readPeople(line.text).filter(({ name }) => !STAFF.test(name)) : []
}

/** `By Friday we hope to know more.` is none. */
function isSignature(text: string): boolean {
  return isLabelledName(text) && (/[:：]/.test(text) || !SENTENCE.test(text))
}

/** `ARA News staff` is nobody. */
const STAFF = /\s(?:staff|team|desk|newsroom)$/i

/** How far around the headline names and dates are looked for. */
const NEAR = 24

/** Who wrote it and when, as a line between headline and text says it where nothing is marked. */
export function readPrintedByline(
  blocks: readonly Block[],
  known: StoryFacts,
): { authors: Person[]; published?: Dated } {
  const title = known.title
  const at = title === undefined ? -1 : blocks.findIndex((block) => isTitleLine(block, title))
  const after = blocks.slice(at + 1, at + 1 + NEAR)
  const second = after.findIndex((block, index) => isText(block) && after.slice(0, index).some(isText))
  const near = (second < 0 ? after : after.slice(0, second)).filter((block) => block.words <= 20)
  const above = blocks.slice(Math.max(0, at - ABOVE), Math.max(0, at)).filter((block) => block.words <= 8)
  const authors = [...near, ...above].map((block) => toNamed(block.text)).find((people) => people.length > 0) ?? []
  const signed = authors.length > 0 ? authors : near.slice(0, 3).flatMap((block) => toDatedName(block.text))
  const date = [...near, ...above.toReversed()].flatMap((block) =>
    SENTENCE.test(block.text) ? [] : (findDate(block.text, known.isDayFirst) ?? []),
  )[0]
  return { authors: signed, ...(date ? { published: date } : {}) }
}

/** Lines above a headline that may say who wrote it and when. */
const ABOVE = 6

/** The names of a line, or of a part of one, that says that they are some. */
function toNamed(text: string): Person[] {
  const parts = [text, ...text.split(/(?:(?<!\s)\s+)?[|•·—–]\s*|,\s+/)]
  const part = parts.find((one) => isSignature(one) && readPeople(one).length > 0)
  return part === undefined ? [] : readPeople(part).filter(({ name }) => !STAFF.test(name))
}

/** `Rob MacNeil, March 30, 2016`: a name in two to four words and a date, and nothing else. */
function toDatedName(text: string): Person[] {
  if (text.length > LONGEST_NAME) return []
  const match =
    /^((?:[\p{Lu}\p{Lo}][\p{L}\p{M}’'.-]+\s){1,3}[\p{Lu}\p{Lo}][\p{L}\p{M}’'-]+)\s*[,|•·—–-]\s*(\S.{5,30})$/u.exec(text)
  const [, name, date] = match ?? []
  return name && date && findDate(date) ? [{ name }] : []
}
