/**
 * Signs that UTF-8 was read in another encoding. Promises: a text that is right is looked at once, letter by letter, and
 * shows hardly any; which of the signs mean something is found out in `repair.ts`.
 */

/** What windows-1252 has at 0x80 to 0x9F; undefined bytes are the control characters of that number. */
export const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

/** The byte of windows-1252 that a character was read from; -1 where it has none for it. */
export function toWindowsByte(code: number): number {
  if (code < 0x100) return code
  const found = WINDOWS.indexOf(String.fromCharCode(code))
  return found < 0 ? -1 : found + 0x80
}

/** Other encodings that UTF-8 was read in: those of Arabic, Turkish, Central European and Russian Windows, and of macOS. */
export const FOREIGN = ['windows-1256', 'windows-1254', 'windows-1250', 'windows-1251', 'macintosh'].map(toForeign)

type Foreign = {
  readonly bit: number
  /** The characters of 0x80 to 0xFF. */
  readonly characters: string
  readonly toByte: (code: number) => number
}

function toForeign(encoding: string, at: number): Foreign {
  const characters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, byte) => byte + 0x80))
  const bytes = new Map([...characters].map((letter, byte) => [letter.charCodeAt(0), byte + 0x80]))
  return { bit: 1 << at, characters, toByte: (code) => (code < 0x80 ? code : (bytes.get(code) ?? -1)) }
}

/** Lead bytes of what is read here: of Latin letters with marks, which stand among ASCII ones; */
const AMONG_OTHERS = [0xc3, 0xc4, 0xc5]
/** of Cyrillic and Arabic letters and of what looks like the ASCII ones, which stand in a row. */
const IN_ROW = [0xc2, 0xf0, ...AMONG_OTHERS, 0xd0, 0xd1, 0xd8, 0xd9, 0xda, 0xdb]
const TRAIL = Array.from({ length: 64 }, (_, at) => at + 0x80)

/** For each character, as bits, in which encodings it is such a byte. */
const LATIN_LEADS = toFlags(AMONG_OTHERS)
const LEADS = toFlags(IN_ROW)
const TRAILS = toFlags(TRAIL)
/** The first two bytes of an emoji, of which the first is no letter of the others. */
const EMOJI = [toFlags([0xf0]), toFlags([0x9f])] as const

function toFlags(bytes: readonly number[]): Uint8Array {
  const flags = new Uint8Array(0x10000)
  for (const { bit, characters } of FOREIGN) {
    for (const byte of bytes) {
      const code = characters.charCodeAt(byte - 0x80)
      flags[code] = (flags[code] ?? 0) | bit
    }
  }
  return flags
}

/** The bits of the encodings that a text may have been read in wrongly. */
export function findSuspects(text: string): number {
  let found = 0
  // The encodings in which the last two characters are a sequence, and the two before the last.
  let last = 0
  let before = 0
  let first = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) {
      const earlier = before
      before = last
      last = first < 0x80 ? 0 : (LEADS[first] ?? 0) & (TRAILS[code] ?? 0)
      if (last !== 0) found |= (last & earlier) | toBits(text, at, last)
    } else before = last = 0
    first = code
  }
  return found
}

/** Those of a letter with a mark among ASCII ones, and of the beginning of an emoji. */
function toBits(text: string, at: number, pair: number): number {
  const first = text.charCodeAt(at - 1)
  const emoji = (EMOJI[0][first] ?? 0) & (EMOJI[1][text.charCodeAt(at)] ?? 0)
  const isAmong = isLetter(text.charCodeAt(at - 2)) || isLetter(text.charCodeAt(at + 1))
  return emoji | (isAmong ? pair & (LATIN_LEADS[first] ?? 0) : 0)
}

/** Of ASCII. */
function isLetter(code: number): boolean {
  return (code | 32) >= 0x61 && (code | 32) <= 0x7a
}
