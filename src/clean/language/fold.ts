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
const UNSEEN = /[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/gu
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

/** Letters that are taken for another: apostrophes, sigma, and the capital that is two letters long in lower case. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['ʼ', "'"],
  ['ς', 'σ'],
  ['İ', 'i'],
])

export function toSmallLetter(letter: string): string {
  return ALIKE.get(letter) ?? letter.toLowerCase()
}

/** A small letter, its capital, and those that are taken for it. */
export function toEitherCase(small: string): string[] {
  const alike = [...ALIKE].flatMap(([letter, other]) => (other === small ? letter : []))
  return [small, small.toUpperCase(), ...alike]
}
