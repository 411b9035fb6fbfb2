/**
 * Names in addresses. Those that short links are given are spoken, printed and typed again, so of letters, digits and
 * hyphens, in one script, and never made to be taken for another name (UTS 39); slugs are made of headlines and names.
 */

import slugify from 'slugify'
import { toSoraniLetters } from '../language/fold.ts'
import { toXmlSafeText } from '../markup/text.ts'

/** A name as it is kept, or why it can be none; the fault goes on from "alias". */
type Judged = { readonly name: string } | { readonly fault: string }

const LONGEST = 100
/** Controls, marks of direction, other characters that nobody sees, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** What keeps two Arabic letters from being joined, and ends a word within a word. */
const APART = /(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/gu
/** What Persian keeps an ending apart with that is not there. */
const AT_END = /(?<=\p{Script=Arabic})\u200c(?!\p{L})/gu
/** No language needs more on one letter. */
const PILED = /\p{M}{4,}|\p{Me}/u
const FOREIGN = /[^\p{L}\p{M}\p{Nd}_-]/u
/** A character of its own, then whatever goes on. */
const WHOLE = /^[\p{L}\p{Nd}_-][\p{L}\p{M}\p{Nd}_-]*$/u

const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Arabic', 'Hebrew', 'Syriac', 'Georgian'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai'],
  ...['Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Ethiopic', 'Mongolian', 'Thaana'],
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'],
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }))

/** Written together by their own readers. */
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]
/** Scripts that nobody is used to read; they are not told apart, and letters of some look like Latin ones. */
const RARE = 'rare'
/** Their letters look like Latin ones. */
const LATIN_LIKE = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', RARE]

/** Judges a name, and gives it the form it is kept in: NFKC, blanks as hyphens. */
export function judgeAlias(text: string): Judged {
  const whole = toSoraniLetters(text).replace(APART, '-').replace(AT_END, '')
  if (UNSEEN.test(whole)) return { fault: 'has a sign that nobody sees: a control, direction or joining character' }
  const name = whole.normalize('NFKC').trim().replace(/\s+/g, '-')
  if (name === '') return { fault: 'is empty' }
  if ([...name].length > LONGEST) return { fault: `has more than ${LONGEST} letters` }
  const [foreign] = FOREIGN.exec(name) ?? []
  if (foreign !== undefined)
    return { fault: `has ${JSON.stringify(foreign)} in it: only letters, digits and hyphens can be spoken` }
  if (PILED.test(name)) return { fault: 'has marks piled up on a letter' }
  // A modifier (ʼ, the Arabic ـ) is not heard.
  if (!WHOLE.test(name) || !/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nd}]/u.test(name))
    return { fault: 'has no letter or digit to begin with' }
  const fault = findMixture(name)
  return fault === undefined ? { name } : { fault }
}

function findMixture(name: string): string | undefined {
  const scripts = toScripts(name)
  if (!isOneReading(scripts)) return `mixes ${scripts.join(' and ')} letters, which look alike`
  const zeros = new Set([...name.matchAll(/\p{Nd}/gu)].map(([digit]) => toZero(digit)))
  return zeros.size > 1 ? 'mixes digits of several scripts' : undefined
}

function toScripts(name: string): string[] {
  // Some letters belong to all scripts: ー, the Arabic ـ.
  const letters = [...name].filter((character) => /\p{L}/u.test(character) && !/\p{Script=Common}/u.test(character))
  const found = letters.map((character) => SCRIPTS.find(({ pattern }) => pattern.test(character))?.name ?? RARE)
  return [...new Set(found)]
}

function isOneReading(scripts: readonly string[]): boolean {
  if (scripts.length < 2 || TOGETHER.some((group) => scripts.every((one) => group.includes(one)))) return true
  return scripts.length === 2 && scripts.includes('Latin') && !scripts.some((one) => LATIN_LIKE.includes(one))
}

/** Decimal digits stand in tens (Unicode §4.6). */
function toZero(digit: string): number {
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return point < 0x80 ? 0x30 : zero
}

/** The name in a short link's address: its last part; undefined where that can be none, or is a query. */
export function toAliasOf(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.search !== '') return undefined
  const part = parsed.pathname.split('/').findLast((one) => one !== '') ?? ''
  try {
    const judged = judgeAlias(decodeURIComponent(part))
    return 'name' in judged ? judged.name : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

const LENGTH = 80

// Bundlers disagree on what the default of a CommonJS package is; Node's has `default` on it.
// slugify's one table of letters, widened once and never touched again.
const transliterate = slugify.default ?? slugify
transliterate.extend({
  ڵ: 'l',
  ڕ: 'r',
  ۆ: 'o',
  ێ: 'e',
  ە: 'e',
  ڤ: 'v',
  ھ: 'h',
  ئ: '',
  ک: 'k',
  گ: 'g',
  ی: 'y',
  ى: 'a',
  ة: 'a',
  چ: 'ch',
  پ: 'p',
  ژ: 'zh',
  ء: '',
  ؤ: 'w',
})

/** Arabic vowel signs and tatweel, and what joins, parts or turns letters. */
const UNSEEN_IN_SLUG = /[\u061c\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g

/** ASCII for an address: lower-case letters, digits and hyphens, at most 80 of them; '' when nothing is left (Chinese). */
export function toSlug(text: string): string {
  const letters = toSoraniLetters(toXmlSafeText(text.slice(0, 1000)).normalize('NFKC'))
  const plain = letters.replace(UNSEEN_IN_SLUG, '')
  const slug = transliterate(plain.replace(/[^\p{L}\p{M}\p{N}'’]+/gu, ' '), { lower: true, strict: true })
  return cut(slug.replace(/-{2,}/g, '-').replace(/^-|-$/g, ''))
}

/** Cut at a hyphen, so that no half word is left. */
function cut(slug: string): string {
  if (slug.length <= LENGTH) return slug
  const end = slug.lastIndexOf('-', LENGTH)
  return slug.slice(0, end > 0 ? end : LENGTH)
}
