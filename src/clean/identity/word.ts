/** A name as a word: one for all its spellings, and for no other name. */
import { fold } from '../language/fold.ts'

/** Signs that tell names apart: `C++`, `C#`, emoji. Other signs stand for a blank, apostrophes for nothing. */
const SILENT = /'/g
const BLANK = /[^\p{L}\p{M}\p{N}\p{So}\p{Sk}\p{Sc}+#]+|(?<![\p{L}\p{N}+#])[+#]+(?=[\p{L}\p{N}])/gu

/** `حرب` and `هرب` are two, `Kobanê` and `kobane` one; `al-Assad` and `al Assad` too. */
export function toWord(name: string): string {
  const folded = fold(name)
  const word = folded.replace(SILENT, '').replace(BLANK, ' ').trim()
  return word === '' ? folded.trim() : word
}
