/**
 * Which way a text runs. Promises: the language decides where it has one way, as long as its letters are there; else
 * most letters do. Latin acronyms count for nothing: Arabic news are full of them.
 */
import { isRightToLeft, toScriptsOf } from './script.ts'

/** Enough to tell; the rest of a long story says the same. */
const SAMPLE = 1200
/** From Hebrew to the last Arabic extension, and the presentation forms. */
const RTL_FIRST = 0x590
const RTL_LAST = 0x8ff
const RTL_FORMS = 0xfb1d
const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

const LETTER = /\p{L}/u

/** A story in Arabic may have more foreign letters than its own. */
const QUARTER = 3

/** @param language BCP 47 */
export function toTextDirection(text: string, language: string | undefined): 'ltr' | 'rtl' {
  const { turned, others } = countLetters(text)
  const isTurned = isTurnedLanguage(language)
  if (turned + others === 0) return isTurned === true ? 'rtl' : 'ltr'
  return turned * (isTurned === true ? QUARTER : 1) > others ? 'rtl' : 'ltr'
}

/**
 * The direction of a part of a text for itself; undefined of one without letters, which runs as what it stands in.
 * @param language of the part, or of what it stands in
 */
export function toPartDirection(part: string, language: string | undefined): 'ltr' | 'rtl' | undefined {
  if (countLetters(part).turned > 0) return toTextDirection(part, language)
  return LETTER.test(part) ? 'ltr' : undefined
}

/** The direction of a text that stands in one of another, as that of a headline in its story. */
export function toOwnDirection(text: string, around: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  return toPartDirection(text, around === 'rtl' ? 'ar' : undefined) ?? around
}

/** The direction of the first letter, by which readers tell that of a text that says `auto` (UAX #9, P2). */
export function toFirstDirection(text: string): 'ltr' | 'rtl' | undefined {
  const [letter] = LETTER.exec(text) ?? []
  if (letter === undefined) return undefined
  return RTL_LETTER.test(letter) ? 'rtl' : 'ltr'
}

/** The direction that a language is written in. */
export function toLanguageDirection(language: string | undefined): 'ltr' | 'rtl' {
  return toTextDirection('', language)
}

/** Undefined of a language that is written both ways, or that nobody here knows. */
function isTurnedLanguage(language: string | undefined): boolean | undefined {
  const scripts = language === undefined ? [] : toScriptsOf(language)
  const [isFirst] = scripts.map(isRightToLeft)
  return scripts.every((script) => isRightToLeft(script) === isFirst) ? isFirst : undefined
}

/** Letters that run from right to left, and others but for acronyms. By code: patterns are much slower. */
function countLetters(text: string): { readonly turned: number; readonly others: number } {
  const end = Math.min(text.length, SAMPLE)
  let turned = 0
  let others = 0
  let capitals = 0
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x41 && code <= 0x5a) capitals++
    else {
      const isSmall = code < 0x80 ? code >= 0x61 && code <= 0x7a : code < RTL_FIRST && isLetter(code)
      // One capital begins a word, several are an acronym.
      if (isSmall) others += 1 + (capitals === 1 ? 1 : 0)
      else if (code >= RTL_FIRST && isTurned(code)) turned++
      else if (code >= RTL_FIRST && isLetter(code)) others++
      capitals = 0
    }
  }
  return { turned, others }
}

function isTurned(code: number): boolean {
  return (code <= RTL_LAST || code >= RTL_FORMS) && RTL_LETTER.test(String.fromCharCode(code))
}

/** Roughly: above ASCII, what is no symbol, mark or punctuation. */
function isLetter(code: number): boolean {
  return (
    code >= 0xc0 &&
    (code < 0x2000 || (code >= 0x3040 && code < 0xfe00)) &&
    (code < 0x300 || code > 0x36f) &&
    (code < RTL_FIRST || code > RTL_LAST)
  )
}
