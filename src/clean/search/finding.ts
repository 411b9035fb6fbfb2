/**
 * Where what was searched for stands in a text. Promises: whatever the index finds in it is told by the letters of the
 * text itself, whole words and never a part of a grapheme; texts are gone through once.
 */
import type { Sought } from '../../model/content.ts'
import { fold } from '../language/fold.ts'
import { isOneWord, toStems } from '../language/stems.ts'
import { isOut } from './sought.ts'

/** From the first sign on, before the second; and which of what was searched for stands there. */
export type FoundWord = { readonly start: number; readonly end: number; readonly of: number }

/** Finds in a text of a language; in its order, none within another. */
export type Find = (text: string, language: string | undefined) => FoundWord[]

/** A word of the index with where it stands: what is one word there may be a part of one in the text (`ﷺ`). */
type Word = { readonly word: string; readonly start: number; readonly end: number }

type Form = { readonly parts: readonly string[]; readonly isBeginning: boolean; readonly of: number }

/** Letters, digits and marks, and what stands in words without being seen (fold.ts). */
const WRITTEN = /[\p{Alphabetic}\p{N}\p{M}\p{Co}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu
/** What belongs to nothing where it stands before a word; behind one, marks and joiners belong to the sign before them. */
const BEFORE = /^[\p{M}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/u
const BEHIND = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
const INDEXED = /[\p{L}\p{N}\p{Co}]+/gu
/** Stems stand behind signs of private use. */
const STEM = /^\p{Co}/u
const ARABIC = /^\p{Co}\p{Script=Arabic}/u
const ARABIC_WORD = /^\p{Script=Arabic}/u

export function createFind(sought: readonly Sought[]): Find {
  const forms = sought.flatMap((one, of) => (isOut(one) ? [] : one.map((form) => toForm(form, of))))
  const single = forms.filter(({ parts }) => parts.length === 1)
  const several = forms.filter(({ parts }) => parts.length > 1)
  const toWords = createWords()
  const finders = new Map<string | undefined, FindOne>()
  const loadFinder = (language: string | undefined) => {
    const findOne = finders.get(language) ?? createFindOne(single, language)
    finders.set(language, findOne)
    return findOne
  }
  return (text, language) => {
    const words = toWords(text)
    const findOne = loadFinder(language)
    const found: FoundWord[] = []
    for (const [at, { word, start, end }] of words.entries()) {
      for (const of of findOne(word)) found.push({ start, end, of })
      if (several.length > 0) found.push(...findSeveral(words, at, several))
      found.push(...findJoined(words, at, findOne))
    }
    return withoutInner(found)
  }
}

/** Which of what was searched for a word is. */
type FindOne = (word: string) => readonly number[]

function toForm(form: string, of: number): Form {
  const isBeginning = form.endsWith('*')
  return { parts: (isBeginning ? form.slice(0, -1) : form).split(' '), isBeginning, of }
}

/** The words of a text; what a word is folded to is found out once. */
function createWords(): (text: string) => Word[] {
  const folded = new Map<string, readonly string[]>()
  const toFolded = (written: string) => {
    const known = folded.get(written)
    if (known !== undefined) return known
    const words = fold(written).match(INDEXED) ?? []
    folded.set(written, words)
    return words
  }
  return (text) =>
    [...text.matchAll(WRITTEN)].flatMap(({ 0: written, index }) => {
      const start = index + (BEFORE.exec(written)?.[0].length ?? 0)
      const end = index + toBareLength(written)
      return toFolded(written).map((word) => ({ word, start, end }))
    })
}

function toBareLength(written: string): number {
  let length = written.length
  while (length > 0 && BEHIND.test(written.charAt(length - 1))) length--
  return length
}

/** As it stands or by its stem; what a word is found to be is found out once. */
function createFindOne(forms: readonly Form[], language: string | undefined): FindOne {
  const known = new Map<string, readonly number[]>()
  const whole = forms.filter(({ isBeginning }) => !isBeginning)
  const places = new Map(whole.map(({ parts: [part = ''], of }) => [part, of]))
  const beginnings = forms.filter(({ isBeginning }) => isBeginning)
  const stems = whole.map(({ parts: [part = ''] }) => part).filter((part) => STEM.test(part))
  const find = (word: string) => {
    const names = stems.some((stem) => mayHaveStem(word, stem)) ? [word, ...toStems(word, language)] : [word]
    const found = names.map((name) => places.get(name)).filter((of) => of !== undefined)
    const begun = beginnings.filter(({ parts: [part = ''] }) => word.startsWith(part)).map(({ of }) => of)
    return [...new Set([...found, ...begun])]
  }
  return (word) => {
    const found = known.get(word) ?? find(word)
    known.set(word, found)
    return found
  }
}

/** In Arabic letters something may stand before a stem, or a plural within; else at most its last letter is another. */
function mayHaveStem(word: string, stem: string): boolean {
  return ARABIC.test(stem) ? ARABIC_WORD.test(word) : word.startsWith(stem.slice(1, -1))
}

function findSeveral(words: readonly Word[], at: number, forms: readonly Form[]): FoundWord[] {
  return forms
    .filter(({ parts, isBeginning }) =>
      parts.every((part, index) => {
        const { word = '' } = words[at + index] ?? {}
        return isBeginning && index === parts.length - 1 ? word.startsWith(part) : word === part
      }),
    )
    .map(({ parts, of }) => toFound(words, at, at + parts.length - 1, of))
}

/** What some write as one word stands apart here: عبد الله. */
function findJoined(words: readonly Word[], at: number, findOne: FindOne): FoundWord[] {
  const [first, second] = [words[at], words[at + 1]]
  if (first === undefined || second === undefined || !isOneWord(first.word, second.word)) return []
  return findOne(first.word + second.word).map((of) => toFound(words, at, at + 1, of))
}

function toFound(words: readonly Word[], first: number, last: number, of: number): FoundWord {
  return { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0, of }
}

/** Of what stands in one place the longest. */
function withoutInner(found: readonly FoundWord[]): FoundWord[] {
  const ordered = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return ordered.filter((one) => {
    const isInner = one.start < end
    if (!isInner) end = one.end
    return !isInner
  })
}
