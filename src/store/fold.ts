/** What is typed for a short link, as the one code that is meant (decision 5). */

/** Signs that people put after or around a link, and those that nobody sees. */
const AROUND = /[\p{Cf}\p{Cc}]+|^[\s"'«»“”‘’„([{<]+|[\s"'«»“”‘’„)\]}>.,;:!?،؛؟。]+$/gu
/** Blanks and hyphens are not heard: `kobane 2014` is `kobane-2014`. */
const SILENT = /[\s\p{Pd}_]+/gu
/** Signs for one sound or look that keyboards and hands write in several ways. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/\u0307|[\u064b-\u065f\u0670\u0640]/g, ''], // the dot of a lower-cased İ; Arabic vowel signs and tatweel
  [/ς/g, 'σ'],
  [/[كک]/g, 'ك'],
  [/[يیى]/g, 'ي'],
  [/[ەھہ]/g, 'ه'],
  [/[أإآٱ]/g, 'ا'],
  [/o/g, '0'],
  [/[ilı]/g, '1'],
]
/** The zeros of the decimal digits that are typed besides ASCII's. */
const ZEROS = [0x0660, 0x06f0, 0x0966]

/**
 * Folds case, look-alikes (`o` and `0`; `i`, `l` and `1`), digits, blanks, hyphens and punctuation around it.
 * Codes and names that fold to the same are the same link.
 */
export function foldCode(typed: string): string {
  const plain = typed.normalize('NFKC').replace(AROUND, '').replace(AROUND, '')
  const folded = toDigits(plain.toLowerCase().toUpperCase().toLowerCase()).replace(SILENT, '')
  return ALIKE.reduce((text, [sign, other]) => text.replace(sign, other), folded).normalize('NFKC')
}

function toDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const zero = ZEROS.find((one) => digit.charCodeAt(0) >= one && digit.charCodeAt(0) <= one + 9)
    return zero === undefined ? digit : String(digit.charCodeAt(0) - zero)
  })
}
