/**
 * What somebody searches for, as the index is asked (model/content.ts, `Sought`). Promises: what stands in a story just
 * so is always found; beside it what differs by plural, case or article, and a place in all its spellings. What stands in
 * quotation marks is found so alone.
 */
import type { Sought } from '../../model/content.ts'
import { fold, toLetters } from '../language/fold.ts'
import { isOneWord, toStems, withoutArticle } from '../language/stems.ts'
import { findSpellings } from '../press/spellings.ts'

/** As many words as the longest spelling of a place. */
const LONGEST_NAME = 4
const MOST_WORDS = 32
const NO_WORD = /[^\p{L}\p{N}]+/gu
/** `Turkey's`, `Suriye'de`, `Kobanê'ye`: behind an apostrophe stands an ending. */
const ENDING = /'(?:s|[dt][ae]n?|n?[iu]n|y[aeiu]|[iu]|l[ae]r|ki|li|deki|daki)$/
/** One letter begins half of all words, one sign of Chinese few. */
const PREFIX = /^([\p{L}\p{N}]{2,}|\p{Script=Han})\*$/u
const TOO_SHORT = /^(?!\p{Script=Han})[\p{L}\p{N}]\*$/u

/** Places that a channel's file brings along: each in all its spellings. */
export type OwnPlaces = readonly (readonly string[])[]

/**
 * What has to be found by a query, all of it, and what must not be (`-word`): words, what stands just so (`"in quotes"`)
 * and beginnings (`kob*`).
 */
export function toSought(query: string, places: OwnPlaces = []): Sought[] {
  const terms = toTerms(query)
  const findNames = createNames(places)
  const sought: Sought[] = []
  for (let at = 0; at < terms.length && sought.length < MOST_WORDS; ) {
    const { isOut = false, isPhrase = false, text = '' } = terms[at] ?? {}
    const end = terms.findIndex((term, index) => index > at && (term.isPhrase || term.isOut))
    const words = terms.slice(at, Math.min(at + LONGEST_NAME, end < 0 ? terms.length : end)).map((term) => term.text)
    const [taken, forms] = isPhrase ? ([1, toPhrase(text)] as const) : toAlternatives(words, findNames)
    if (forms.length > 0) sought.push(isOut ? forms.map((form) => OUT + form) : forms)
    at += taken
  }
  return sought
}

/** Why nothing can be searched for by a query, in a sentence that goes on from its name; undefined where it can be. */
export function refuseQuery(query: string): string | undefined {
  const sought = toSought(query)
  if (sought.length === 0) return 'has no word in it to search for.'
  if (toTerms(query).some(({ text }) => TOO_SHORT.test(text))) return 'has a beginning of one letter: it needs two.'
  if (sought.every(isOut)) return 'says only what is not to be found: it needs a word besides that is.'
  return undefined
}

/** Before each form of what must not be found. */
const OUT = '-'

/** Whether this must not be found. */
export function isOut([form = '']: Sought): boolean {
  return form.startsWith(OUT)
}

type Term = { readonly text: string; readonly isPhrase: boolean; readonly isOut: boolean }

/** What stands for a quotation mark in any language and on any telephone; and for the sign that takes out. */
const QUOTES = /[“”„‟«»「」『』《》〝〞〟]/g
const MINUS = '[-\u2010\u2212]'
/** A quotation with what stands before it, or a word. A quotation mark that is alone is none. */
const TERM = new RegExp(`(${MINUS}?)"([^"]*)"|[^\\s"]+`, 'g')
const TAKEN_OUT = new RegExp(`^${MINUS}+(?=[\\p{L}\\p{N}])`, 'u')

function toTerms(query: string): Term[] {
  const found = [...fold(query.replace(QUOTES, '"')).matchAll(TERM)]
  const terms = found.map(([whole, minus = '', phrase]) =>
    phrase === undefined
      ? { text: whole.replace(TAKEN_OUT, ''), isPhrase: false, isOut: TAKEN_OUT.test(whole) }
      : { text: phrase, isPhrase: true, isOut: minus !== '' },
  )
  return terms.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** Nothing but the words, side by side; the last may be a beginning. */
function toPhrase(text: string): Sought {
  const words = text.replace(NO_WORD, ' ').trim()
  return [/[\p{L}\p{N}]\*\s*$/u.test(text) ? `${words}*` : words]
}

/** Finds every spelling of a folded name that is a place's; none where it is none. */
type FindNames = (name: string) => readonly string[]

/** What a channel says of a place is added to what is known of it. */
function createNames(places: OwnPlaces): FindNames {
  const own = places.map((spellings) => {
    const folded = spellings.map((one) => fold(one).replace(NO_WORD, ' ').trim())
    return { folded, letters: new Set(folded.map(toLetters)) }
  })
  return (name) => {
    const letters = toLetters(name)
    const said = own.filter((place) => place.letters.has(letters)).flatMap(({ folded }) => folded)
    return toUnique([...said, ...[name, ...said].flatMap(findSpellings)])
  }
}

/** How many of the words are one thing, and what it may be called. */
function toAlternatives(words: readonly string[], findNames: FindNames): readonly [taken: number, Sought] {
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(' ')
    const spellings = findNames(withoutEnding(name).replace(NO_WORD, ' ').trim())
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
  return [...toForms(name).filter((form) => !cut.includes(form)), ...toJoined(name)]
}

/** Some write both words of a name as one, or with a joiner's opposite between them, which is none to the index. */
function toJoined(name: string): string[] {
  return /^\p{Script=Arabic}.* /u.test(name) ? [name.replaceAll(' ', '')] : []
}

const LONGEST_ENDING = 3

function withoutEnding(name: string): string {
  return name.replace(ENDING, '')
}

function toUnique(forms: Sought): Sought {
  return [...new Set(forms)]
}
