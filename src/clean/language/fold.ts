/**
 * Words as search compares them. Promises: what people type for one another is one letter, in a text and in a query
 * alike.
 */

/**
 * Letters that people type for one another. Arabic script: every seat of hamza, final forms, and the
 * Persian and Kurdish letters beside their Arabic ones. Latin: what Unicode does not decompose.
 */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // alef and hamza
    آ: 'ا',
    أ: 'ا',
    إ: 'ا',
    ٱ: 'ا',
    ٲ: 'ا',
    ٳ: 'ا',
    ٵ: 'ا',
    ؤ: 'و',
    ئ: 'ي',
    ء: '',
    // ya, kaf, heh, waw
    ى: 'ي',
    ی: 'ي',
    ې: 'ي',
    ێ: 'ي',
    ۍ: 'ي',
    ے: 'ي',
    ک: 'ك',
    ڪ: 'ك',
    ګ: 'گ',
    ڭ: 'گ',
    ڨ: 'ق',
    ة: 'ه',
    ۃ: 'ه',
    ە: 'ه',
    ھ: 'ه',
    ہ: 'ه',
    ۀ: 'ه',
    ۂ: 'ه',
    ۆ: 'و',
    ۇ: 'و',
    ۈ: 'و',
    ۊ: 'و',
    ۋ: 'و',
    ۏ: 'و',
    // Kurdish consonants
    ڕ: 'ر',
    ڵ: 'ل',
    ڤ: 'ف',
    ڥ: 'ف',
    ڎ: 'د',
    ڈ: 'د',
    ٹ: 'ت',
    ڑ: 'ر',
    ں: 'ن',
    // Latin
    ß: 'ss',
    ı: 'i',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ł: 'l',
    æ: 'ae',
    œ: 'oe',
    ŧ: 't',
    ħ: 'h',
    ə: 'e',
    ʼ: "'",
    '’': "'",
    '‘': "'",
    ʻ: "'",
    ʿ: "'",
    ʾ: "'",
    '`': "'",
    '´': "'",
  }),
)
const FOLDED = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g')
/** Marks of every script, tatweel, and the marks that join or turn text without being seen. */
const UNSEEN = /[\p{M}\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/gu
const ASCII = /^[\0-\x7f]*$/
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g

/**
 * One form for all the ways a word is written, for search: used on texts and on queries alike.
 * NFKC, lower case, no marks (Arabic vowel signs, Latin diacritics), one letter for each group of
 * letters that stand for one another in Arabic, Persian, both Kurdish scripts and Turkish, ASCII digits.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'")
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<![\p{L}\p{M}])\u0626(?=\p{L})/gu, '') // in Sorani the seat of a first vowel: ئازاد for آزاد
    .normalize('NFD')
    .replace(UNSEEN, '')
    .replace(FOLDED, (letter) => LETTERS.get(letter) ?? letter)
    .replace(DIGIT, (digit) => String(digit.charCodeAt(0) & 15))
    .normalize('NFC')
}

/** Only the letters and digits of the folded text: what two spellings of one name share. */
export function toLetters(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Letters that phrases take for another: apostrophes, sigma, every i of Turkish in either case, and in Arabic script what
 * people type for one another, so that a phrase is found in the letters of any edition, and of any year.
 */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ...[...LETTERS].filter(([letter, other]) => other.length === 1 && /\p{sc=Arab}/u.test(letter)),
  ['’', "'"],
  ['ʼ', "'"],
  ['ς', 'σ'],
  ['İ', 'i'],
  ['ı', 'i'],
])

export function toSmallLetter(letter: string): string {
  return ALIKE.get(letter) ?? letter.toLowerCase()
}

/** What stands within a word and is no letter of it: signs of vowels, tatweel, and joiners. */
export function isNoLetter(letter: string): boolean {
  return letter >= '\u0640' && letter <= '\u200d' && NO_LETTER.test(letter)
}

export const NO_LETTERS = [...'\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u200c\u200d']
const NO_LETTER = new RegExp(`(?:${NO_LETTERS.join('|')})`)

/** A small letter, its capital, and those that are taken for it. */
export function toEitherCase(small: string): string[] {
  const alike = [...ALIKE].flatMap(([letter, other]) => (other === small ? letter : []))
  return [small, small.toUpperCase(), ...alike]
}

// Sorani as it was typed until about 2015, on Arabic keyboards: ه and a joiner's opposite for ە, Arabic ك and ي.

const APART = 'ه\u200c'
/** Persian parts endings and second words so. */
const PERSIAN_ENDING =
  'ها|ا[ید]|ای[مدی]|ام|ات|اش|ان[دی]?|تر|گاه|گان|گر|دار|وار|شان|تان|مان|پرس|نگار|نویس|شنبه|ساز|بند|ریز|گذار|پرداز|خوان|ویژه|عنوان|دلیل|طور|دست|نظر|ی$|ي$|$'
/** Letters that only Kurdish has; a first vowel on its seat; ە in the midst of a word. */
const SORANI_WORD = new RegExp(`[ێۆڵڕڤە]|^ئه|ه\u200c(?!${PERSIAN_ENDING})`)
const WORD = /[\p{L}\p{M}\u200c]+/gu

/** Whether a word can only be Sorani, in today's letters or as it was typed. */
export function isSoraniWord(word: string): boolean {
  return SORANI_WORD.test(word)
}

/** Sorani in today's letters; every other text as it is, Persian too, which types ه apart as well. */
export function toSoraniLetters(text: string): string {
  if (!text.includes(APART) || !(text.match(WORD) ?? []).some(isSoraniWord)) return text
  return text.replace(WORD, toSoraniWord)
}

function toSoraniWord(word: string): string {
  return word
    .replaceAll(APART, 'ە')
    .replace(/(?<=[^ا])ه$/, 'ە')
    .replaceAll('ك', 'ک')
    .replace(/[يى]/g, 'ی')
}
