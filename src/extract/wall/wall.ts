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
/** Words of a text under the story's headline that is no wall's; where nothing but the headline is known of the story;
 * and of what follows where a way in is only spoken of. */
const ABOUT = 25
const ABOUT_ALONE = 30
const GOING_ON = 8
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

/** What the text, or the page's title, says; of a brief text, what the page says of a way in right behind it. */
function findStorySign({ titles, lines, text }: StoryFacts, words: PageWords): WallSign | undefined {
  const own = findSign([...titles, ...words.titles], lines)
  if (own || countWords(text) >= BRIEF * 2) return own
  const behind = findSign([], toBehind(lines, words.lines))
  return behind !== undefined && isGate(behind) ? { ...behind, sentences: new Set(), words: 0 } : undefined
}

/** Lines of a page that tell a reader how to go on. */
const NEXT = 6

/** What follows the last line of a text on its page; all of the page where that is not found. */
function toBehind(lines: readonly string[], page: readonly string[]): readonly string[] {
  const last = lines.at(-1)
  const at = last === undefined ? -1 : page.lastIndexOf(last)
  return at < 0 ? page : page.slice(at + 1, at + 1 + NEXT)
}

/** The story is there, and something is asked for it. */
function isGate({ kind }: WallSign): boolean {
  return kind === 'paywall' || kind === 'login'
}

/** Whether what it says of itself is all that it is: the story is not told beside it. */
function isWallOf(sign: WallSign, { expected, titles, lines, text }: StoryFacts): boolean {
  const sentences = toSentences(lines)
  // What the feed says too is the story's own.
  const isSaid = (sentence: string) => sign.sentences.has(sentence) && !expected.teaser.includes(sentence)
  // A story about such pages may say what they say in every sentence.
  const isAbout = findSign([expected.title], [expected.teaser])?.kind === sign.kind
  const rest = sentences.filter((sentence) => isAbout || !isSaid(sentence))
  const own = countWords(rest.join(' '))
  const isTold = isBorneOut(expected, rest.join(' '))
  const least = Math.max(countWords(expected.teaser) * 1.5, isGate(sign) ? BRIEF : 0)
  if (isTold && own >= BRIEF && own >= least) return false
  const told = countWords(sentences.filter((sentence) => !isSaid(sentence)).join(' '))
  const isLikely = isBorneOut(expected, text) !== false ? told >= ABOUT : expected.teaser === '' && told >= ABOUT_ALONE
  if (isLikely && isTitled(expected, titles) && (!isGate(sign) || isGoingOn(sentences, isSaid))) return false
  if (isGate(sign)) return own < least || sign.isTitle
  if (sign.isTitle) return !isTold || !isTitled(expected, titles)
  return sign.words >= (sign.words + own) * SHARE || isTold === false
}

/** Whether the story goes on behind what it says of a way in: a wall is where it ends. */
function isGoingOn(sentences: readonly string[], isSaid: (sentence: string) => boolean): boolean {
  const last = sentences.findLastIndex(isSaid)
  return countWords(sentences.slice(last + 1).join(' ')) >= GOING_ON
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
