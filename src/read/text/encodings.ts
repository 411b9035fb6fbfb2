/**
 * What bytes prove of their encoding: UTF-8 by its sequences, one of those before it by how often each letter comes.
 * Arabic, Cyrillic and Greek stand in runs of high bytes, of which most are the commonest dozen letters of the language in one encoding only;
 * in Latin script a high byte stands alone, and only Turkish and Kurdish have the six that windows-1254 put in place
 * of the Icelandic ones.
 */

const ARABIC = 'اليمنرتوبةعدفسه'
const RUSSIAN = 'оеаинтсрвлкмдпу'
const GREEK = 'αοιετσνηυρπκςάό'
const HEBREW = 'יוהלארתמבשנכ'

/** The letters to look for in each encoding of a script that stands in runs. */
const FREQUENT: ReadonlyMap<string, string> = new Map([
  ['windows-1256', ARABIC],
  ['iso-8859-6', ARABIC],
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['windows-1253', GREEK],
  ['windows-1255', HEBREW],
])

/** The same for labels that are believed where they fit, though nothing is ever found to be in them. */
const SAID: ReadonlyMap<string, string> = new Map([
  ...FREQUENT,
  ['iso-8859-7', GREEK],
  ['iso-8859-8', HEBREW],
  ['koi8-u', RUSSIAN],
])

/** Labels of Latin script, under which text in another one is wrong. */
const LATIN: ReadonlySet<string> = new Set(
  'windows-1250 windows-1252 windows-1254 windows-1257 iso-8859-2 iso-8859-15 macintosh'.split(' '),
)

/** Share of the high bytes that are frequent letters: some three quarters in the right encoding, a third in a wrong one. */
const LIKELY = 0.55
/** By how much another encoding has to be likelier than the one that the label says. */
const MARGIN = 0.1
/** Below so many high bytes a label is believed. */
const ENOUGH = 12
/** ı, ş and their capitals, where windows-1252 has ý and þ; ğ stands where Icelandic has its commonest letter, ð. */
const TURKISH = [0xdd, 0xde, 0xfd, 0xfe]
/** á à ã å æ è é ì í ñ ò ó õ ø ù ú: what Turkish and Kurdish lack and the languages with ð, ý or þ have. */
const FOREIGN = [0xe0, 0xe1, 0xe3, 0xe5, 0xe6, 0xe8, 0xe9, 0xec, 0xed, 0xf1, 0xf2, 0xf3, 0xf5, 0xf8, 0xf9, 0xfa]

/** How often each byte comes, and how many of the letters among them stand beside another. */
type Census = { readonly counts: Uint32Array; readonly high: number; readonly letters: number; readonly inRun: number }

function takeCensus(bytes: Uint8Array): Census {
  const counts = new Uint32Array(256)
  let high = 0
  let letters = 0
  let inRun = 0
  let before = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80) {
      counts[byte] = (counts[byte] ?? 0) + 1
      high++
      if (byte >= 0xc0) {
        letters++
        if (before >= 0xc0 || (bytes[at + 1] ?? 0) >= 0xc0) inRun++
      }
    }
    before = byte
  }
  return { counts, high, letters, inRun }
}

/** The encoding of bytes that nobody labelled, or labelled as the UTF-8 that they are not; windows-1252 if in doubt. */
export function toLegacyEncoding(bytes: Uint8Array): string {
  const census = takeCensus(bytes)
  if (isInRuns(census)) return toLikeliest(census, LIKELY) ?? 'windows-1252'
  return isTurkish(census, 2) ? 'windows-1254' : 'windows-1252'
}

/** The encoding of bytes that are labelled otherwise, where they prove it; undefined where the label may be right. */
export function toProvenEncoding(bytes: Uint8Array, label: string): string | undefined {
  return isUtf8(bytes, label) ? 'utf-8' : toOtherEncoding(bytes, label)
}

/** Text of another encoding that happens to be valid UTF-8 all through does not occur, nor nearly so where it is long. */
function isUtf8(bytes: Uint8Array, label: string): boolean {
  if (label.startsWith('iso-2022')) return false
  const { valid, invalid, cut } = countSequences(bytes)
  if (invalid + cut === 0) return valid >= (label === 'windows-1252' ? 1 : 4)
  return valid >= SURELY && (invalid + cut) * SURELY <= valid
}

const SURELY = 20

function toOtherEncoding(bytes: Uint8Array, label: string): string | undefined {
  if (!LATIN.has(label) && !SAID.has(label)) return undefined
  const census = takeCensus(bytes)
  const arabic = toArabicEncoding(bytes, census, label)
  if (arabic !== undefined) return arabic
  if (census.high < ENOUGH) return undefined
  if (!isInRuns(census)) return label === 'windows-1252' && isTurkish(census, 3) ? 'windows-1254' : undefined
  const letters = SAID.get(label)
  // All in capitals it may still be right: Greek ones are the commonest Russian letters of koi8-r.
  const said = letters ? measure(census, label, letters + letters.toUpperCase()) : 0
  const found = toLikeliest(census, Math.max(LIKELY, said + MARGIN))
  return found === label ? undefined : found
}

/** Of the two for Arabic each has letters where the other has none that can stand there: few bytes tell. */
function toArabicEncoding(bytes: Uint8Array, { counts }: Census, label: string): string | undefined {
  const has = (first: number, last: number) => counts.subarray(first, last + 1).some((count) => count > 0)
  // ف ق ك; nothing in iso-8859-6.
  if (label === 'iso-8859-6') return has(0xdb, 0xdf) ? 'windows-1256' : undefined
  if (label !== 'windows-1256' || has(0xdb, 0xdf) || has(0xec, 0xed)) return undefined
  return countForeign(bytes) > 1 ? 'iso-8859-6' : undefined
}

/** ه و ى ي of iso-8859-6 are ç è é ê in windows-1256, where they don't stand beside Arabic letters. */
function countForeign(bytes: Uint8Array): number {
  const isArabic = (byte = 0) => byte >= 0xc1 && byte <= 0xe6
  return bytes.reduce((count, byte, at) => {
    const isForeign = byte >= 0xe7 && byte <= 0xea && (isArabic(bytes[at - 1]) || isArabic(bytes[at + 1]))
    return isForeign ? count + 1 : count
  }, 0)
}

function isInRuns({ letters, inRun }: Census): boolean {
  return letters > 2 && inRun > letters * 0.6
}

function isTurkish({ counts, high }: Census, least: number): boolean {
  const count = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + (counts[byte] ?? 0), 0)
  const turkish = count(TURKISH)
  return turkish >= least && turkish * 25 > high && turkish > count(FOREIGN)
}

function toLikeliest(census: Census, least: number): string | undefined {
  let best: string | undefined
  let most = least
  for (const [encoding, letters] of FREQUENT) {
    const share = measure(census, encoding, letters)
    if (share > most) {
      best = encoding
      most = share
    }
  }
  return best
}

/** The share of the high bytes that are these letters in this encoding. */
function measure({ counts, high }: Census, encoding: string, letters: string): number {
  const text = new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80))
  let found = 0
  for (let at = 0; at < 128; at++) if (letters.includes(text.charAt(at))) found += counts[at + 0x80] ?? 0
  return high === 0 ? 0 : found / high
}

// Whether bytes are UTF-8.

/** `cut`: sequences that lack their last bytes, as programs leave them that count bytes for characters. */
export type Sequences = { readonly valid: number; readonly invalid: number; readonly cut: number }

/** Counts multi-byte UTF-8 sequences, and bytes that belong to none. One pass. */
export function countSequences(bytes: Uint8Array): Sequences {
  let valid = 0
  let invalid = 0
  let cut = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    const half = length === 0 ? halfLength(bytes, at) : 0
    if (length > 1) valid++
    else if (half > 0) cut++
    else if (length === 0) invalid++
    at += length || half || 1
  }
  return { valid, invalid, cut }
}

/** 2 or 3 for the beginning of a longer sequence, with nothing but ASCII after it; else 0. */
export function halfLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const whole = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : 0
  let end = at + 1
  while (end < at + whole && isTrail(bytes[end] ?? 0)) end++
  const length = end - at
  return length > 1 && length < whole && (bytes[end] ?? 0) < 0x80 ? length : 0
}

/** 1 for ASCII, 2 to 4 for a well-formed sequence, 0 for a byte that begins none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const second = bytes[at + 1] ?? 0
  if (first < 0xe0) return isTrail(second) ? 2 : 0
  if (!isTrail(second) || !isTrail(bytes[at + 2] ?? 0)) return 0
  if (first < 0xf0) return (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) ? 0 : 3
  if (!isTrail(bytes[at + 3] ?? 0)) return 0
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : 4
}

export function isTrail(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}
