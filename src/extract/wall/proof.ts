/**
 * Whether a text bears out what a feed says of its story: enough words of headline or teaser stand in it, folded as
 * search folds them, and by their beginnings, since most languages change the ends.
 */
import { fold } from '../../clean/language/fold.ts'

/** What a feed says of a story. */
export type Expected = { readonly title: string; readonly teaser: string }

/** Words that are compared of a teaser: more may be the whole text. */
const MOST = 60
/** Share of a headline's words that have to be there, in a text that has many words and in a title; and of a teaser's. */
const OF_HEADLINE = 0.6
const IN_TITLE = 0.5
const OF_TEASER = 0.5
/** Letters of the shortest word that tells one text from another, and of the shortest beginning. */
const TELLING = 4
const TELLING_DENSE = 3
/** Share of a word that is the word, whatever its end. */
const SAME = 0.56
/** A teaser of fewer words is too short to say anything by itself. */
const TEASER = 4

/** Whether a title is the headline's, in other words perhaps. */
export function isHeadlineOf({ title }: Pick<Expected, 'title'>, text: string): boolean {
  const telling = toTellingWords(title)
  const words = toBeginnings(text)
  return telling.length > 0 && telling.filter((word) => hasWord(words, word)).length >= telling.length * IN_TITLE
}

/** Whether the text bears out headline or teaser; undefined where neither says anything. */
export function isBorneOut(expected: Expected, text: string): boolean | undefined {
  const [title, teaser] = [toTellingWords(expected.title), toTellingWords(expected.teaser).slice(0, MOST)]
  if (title.length === 0 && teaser.length === 0) return undefined
  const words = toBeginnings(text)
  const told = title.filter((word) => hasWord(words, word)).length
  // Of one or two words each may be any story's: then the teaser has to agree where there is one.
  const few = title.length <= 2 && teaser.length >= TEASER
  if (title.length > 0 && told >= (few ? title.length : title.length * OF_HEADLINE)) return true
  if (teaser.length < TEASER && title.length > 0) return false
  return teaser.filter((word) => hasWord(words, word)).length >= teaser.length * OF_TEASER
}

/** Scripts without blanks between words: two signs in a row are compared. */
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}'])+`, 'gu')
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u')
/** Scripts that leave vowels out: their words are shorter. */
const DENSE = /^[\p{sc=Arabic}\p{sc=Hebrew}]/u
function toWordsOf(text: string): string[] {
  // An address, or a path, may repeat the headline on a page that has nothing else of it.
  const words = text.split(/\s+/).filter((word) => !isAddress(word))
  const all = fold(words.join(' ')).match(WORD) ?? []
  return all.flatMap((word) => (IS_UNSPACED.test(word) ? toPairs(word) : toBare(word)))
}

function toPairs(run: string): string[] {
  const signs = [...run]
  return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
}

/** Without the Arabic article and what is written before it, or Hebrew's. */
function toBare(word: string): string {
  const bare = word.replace(/^(?:[وفبك]?ال|لل|وال)(?=\p{L}{3})/u, '').replace(/^[והבלמשכ](?=\p{sc=Hebrew}{3})/u, '')
  return withoutQuotes(bare).replace(/'s$/, '')
}

/** Apostrophes around a word quote it. By hand: a pattern for the last of them takes the square of their number. */
function withoutQuotes(word: string): string {
  let [start, end] = [0, word.length]
  while (word[start] === "'") start++
  while (end > start && word[end - 1] === "'") end--
  return word.slice(start, end)
}

/** The words that tell a text from others; all of them where those are too few. */
function toTellingWords(text: string): string[] {
  const all = [...new Set(toWordsOf(text))].filter((word) => word !== '')
  const telling = all.filter(isTelling)
  return telling.length >= 2 ? telling : all
}

function isTelling(word: string): boolean {
  if (IS_UNSPACED.test(word) || /\p{N}{2}/u.test(word)) return true
  return word.length >= (DENSE.test(word) ? TELLING_DENSE : TELLING)
}

/** Every beginning of every word that is long enough to know it by, and short words whole. */
function toBeginnings(text: string): ReadonlySet<string> {
  const beginnings = new Set<string>()
  for (const word of new Set(toWordsOf(text))) {
    beginnings.add(word)
    if (/^\p{L}/u.test(word)) {
      for (let end = TELLING_DENSE; end < Math.min(word.length, 30); end++) beginnings.add(word.slice(0, end))
    }
  }
  return beginnings
}

/** More than half of a word is the word: `hediyeler` and `hediyelerini`, `بازار` and `بازاڕەکە`. */
function hasWord(beginnings: ReadonlySet<string>, word: string): boolean {
  if (beginnings.has(word)) return true
  if (IS_UNSPACED.test(word) || /\p{N}/u.test(word)) return false
  const least = DENSE.test(word) ? TELLING_DENSE : TELLING
  const length = Math.max(least, Math.ceil(word.length * SAME))
  return word.length > length && beginnings.has(word.slice(0, length))
}

/** `/news/bridge-has-moved`, but not `and/or`. */
function isAddress(word: string): boolean {
  return word.includes('/') && word.split(/[-/]/).length > 2
}
