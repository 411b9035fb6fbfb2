/**
 * What somebody searches for, as the index is asked (model/content.ts, `Sought`). Promises: what stands in a story just
 * so is always found; beside it what differs by plural, case or article, and a place in all its spellings.
 */
import type { Sought } from '../model/content.ts'
import { fold } from './language/fold.ts'
import { isOneWord, toStems, withoutArticle } from './language/stems.ts'
import { findSpellings } from './press/spellings.ts'

/** As many words as the longest spelling of a place. */
const LONGEST_NAME = 4
const MOST_WORDS = 32
const NO_WORD = /[^\p{L}\p{N}]+/gu
/** `Turkey's`, `Suriye'de`, `Kobanê'ye`: behind an apostrophe stands an ending. */
const ENDING = /'(?:s|[dt][ae]n?|n?[iu]n|y[aeiu]|[iu]|l[ae]r|ki|li|deki|daki)$/
const PREFIX = /^([\p{L}\p{N}]{2,})\*$/u

/** The words of a query, all of which have to be found. */
export function toSought(query: string): Sought[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
  const sought: Sought[] = []
  for (let at = 0; at < words.length; ) {
    const [taken, alternatives] = toAlternatives(words.slice(at, at + LONGEST_NAME))
    sought.push(alternatives)
    at += taken
  }
  return sought
}

/** How many of the words are one thing, and what it may be called. */
function toAlternatives(words: readonly string[]): [taken: number, Sought] {
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(' ')
    const spellings = findSpellings(withoutEnding(name).replace(NO_WORD, ' ').trim())
    if (spellings.length > 0) return [length, toUnique([name, ...spellings].flatMap(toNameForms))]
  }
  const [first = '', second] = words
  if (second !== undefined && isOneWord(first, second)) {
    return [2, toUnique([`${first} ${second}`, ...toForms(first + second)])]
  }
  return [1, toUnique(toForms(first))]
}

/** A word as it stands, then its stems; several words, or parts of one, side by side. */
function toForms(name: string): Sought {
  const [, beginning] = PREFIX.exec(name) ?? []
  if (beginning !== undefined) return toBeginnings(beginning)
  const bare = withoutEnding(name).replace(NO_WORD, ' ').trim()
  const whole = name.replace(NO_WORD, ' ').trim()
  return [whole, ...(bare.includes(' ') ? [] : [bare, ...toStems(bare)])]
}

/** The Arabic article, and what is written together with it. */
const ARTICLES = ['ال', 'وال', 'بال', 'فال', 'كال', 'لل', 'ولل']

/** `قوا*` begins القوات too: an article is taken off the query, and may stand in the text. */
function toBeginnings(beginning: string): Sought {
  if (!/^\p{Script=Arabic}/u.test(beginning)) return [`${beginning}*`]
  const bare = withoutArticle(beginning)
  return toUnique([beginning, bare, ...ARTICLES.map((article) => article + bare)].map((form) => `${form}*`))
}

/** A name that would lose more than an ending is none any more: of `Serekaniye` a Kurdish stem is `ser`. */
function toNameForms(name: string): Sought {
  const stems = toStems(withoutEnding(name))
  const cut = stems.filter((stem) => stem.length < name.length - LONGEST_ENDING)
  return toForms(name).filter((form) => !cut.includes(form))
}

const LONGEST_ENDING = 3

function withoutEnding(name: string): string {
  return name.replace(ENDING, '')
}

function toUnique(forms: Sought): Sought {
  return [...new Set(forms)]
}
