/**
 * Tells a page that has a story from one that stands before it: a bot check, a consent, a paywall, a log-in, a page
 * that says there is nothing. Promises: a page that bears out headline or teaser with a text of its own is the story,
 * whatever it is about (bots, cookies and pages that are not found make news); time is linear in the page.
 */
import { parseHtml } from '../../html/bounded.ts'
import type { ParsedItem } from '../../model/model.ts'
import { countWords } from '../facts/text.ts'
import { findAddressKind, findMark } from './marks.ts'
import { type Expected, isBorneOut, isHeadlineOf } from './proof.ts'
import { findSign, type PageWords, readPageWords, toLines, toSentences, type WallKind, type WallSign } from './signs.ts'

/** What stood where a document should, and what it said of itself. */
export type Wall = { readonly kind: WallKind; readonly says: string; readonly print?: string }

/** A page as it came, and what was asked for it. */
export type AnsweredPage = {
  readonly bytes: Uint8Array
  readonly contentType?: string | undefined
  readonly url?: string | undefined
  /** Where redirects led from. */
  readonly asked?: string | undefined
  /** Its headers, or its status, say that somebody was kept out. */
  readonly isRefused?: boolean
}

/** No wall has more words. */
const LONG = 250
/** A text of fewer words is no more than a teaser. */
const BRIEF = 60
/** With fewer words on the whole page, what is written in its source speaks. */
const BARE = 60
/** Share of the words that are about the wall. */
const SHARE = 0.3

/** The wall that a page is by itself, whatever was expected there; undefined where it may be what was asked for. */
export function findWall(page: AnsweredPage): Wall | undefined {
  const words = readPageWords(page.bytes, page.contentType)
  const total = countWords(words.lines.join(' '))
  const sign = total < LONG ? findSign(words.titles, words.lines) : undefined
  if (sign && (sign.isTitle || page.isRefused || sign.words >= total * SHARE))
    return toWall(sign.kind, sign.says, words)
  const mark = total < BARE ? findMark(words.source) : undefined
  if (mark !== undefined) return toWall('challenge', words.titles[0] ?? mark, words)
  const kind = total < LONG ? toAddressKind(page) : undefined
  return kind && toWall(kind, words.titles[0] ?? '', words)
}

function toAddressKind({ asked, url }: AnsweredPage): WallKind | undefined {
  return asked === undefined || url === undefined ? undefined : findAddressKind(asked, url)
}

/**
 * The wall that stands in place of a story; undefined where its page is the story's.
 * @param article what was found on the page, undefined where nothing was: then only a page that says what it is is one
 */
export function findWallBefore(
  expected: Expected,
  article: ParsedItem | undefined,
  page: AnsweredPage,
): Wall | undefined {
  if (article === undefined) return findWall(page)
  const lines = toLines(parseHtml(article.content?.value ?? '').root)
  const titles = article.title === undefined ? [] : [article.title.value]
  const facts = { expected, titles, lines, text: lines.join(' ') }
  const isTold = isBorneOut(expected, facts.text)
  if (isTold !== false && countWords(facts.text) >= LONG) return undefined
  const words = readPageWords(page.bytes, page.contentType)
  const sign = findStorySign(facts, words)
  if (sign !== undefined && isWallOf(sign, facts)) return toWall(sign.kind, sign.says, words)
  const isSummed = isBorneOut(expected, article.summary?.value ?? '')
  const isNamed = isSummed || [...titles, ...words.titles].some((one) => isHeadlineOf(expected, one))
  if (isTold !== false || isNamed) return undefined
  const kind = sign?.kind ?? toAddressKind(page) ?? 'other'
  return toWall(kind, sign?.says || words.titles[0] || titles[0] || '', words)
}

/** A stored text that is a wall's, by its own words: there is no page any more to look at. */
export function findStoredWall(expected: Expected, html: string): Wall | undefined {
  const lines = toLines(parseHtml(html).root)
  const facts = { expected, titles: [], lines, text: lines.join(' ') }
  const sign = countWords(facts.text) < LONG ? findSign([], lines) : undefined
  return sign !== undefined && isWallOf(sign, facts) ? { kind: sign.kind, says: toQuote(sign.says) } : undefined
}

type StoryFacts = {
  readonly expected: Expected
  readonly titles: readonly string[]
  readonly lines: readonly string[]
  readonly text: string
}

/** What the text, or the page's title, says; of a brief text, what the page says of a way in. */
function findStorySign({ titles, lines, text }: StoryFacts, words: PageWords): WallSign | undefined {
  const own = findSign([...titles, ...words.titles], lines)
  if (own || countWords(text) >= BRIEF * 2) return own
  const around = findSign([], words.lines)
  return around?.kind === 'paywall' || around?.kind === 'login'
    ? { ...around, sentences: new Set(), words: 0 }
    : undefined
}

/** Whether what it says of itself is all that it is: the story is not told beside it. */
function isWallOf(sign: WallSign, { expected, titles, lines }: StoryFacts): boolean {
  // A story about such pages may say what they say in every sentence.
  const isAbout = findSign([expected.title], [expected.teaser])?.kind === sign.kind
  const rest = toSentences(lines).filter((sentence) => isAbout || !sign.sentences.has(sentence))
  const own = countWords(rest.join(' '))
  const isTold = isBorneOut(expected, rest.join(' '))
  const least = Math.max(
    countWords(expected.teaser) * 1.5,
    sign.kind === 'paywall' || sign.kind === 'login' ? BRIEF : 0,
  )
  if (isTold && own >= BRIEF && own >= least) return false
  if (sign.kind === 'paywall' || sign.kind === 'login') return own < least || sign.isTitle
  if (sign.isTitle) return !isTold || !isTitled(expected, titles)
  return sign.words >= (sign.words + own) * SHARE || isTold === false
}

/** A story may be called what a wall is. */
function isTitled(expected: Expected, titles: readonly string[]): boolean {
  return titles.some((title) => isHeadlineOf(expected, title))
}

const LONGEST = 80

function toWall(kind: WallKind, says: string, { titles }: PageWords): Wall {
  return { kind, says: toQuote(says || (titles[0] ?? '')) }
}

function toQuote(text: string): string {
  const line = text.replace(/[“”\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s\S*$/, '')} …` : line
}
