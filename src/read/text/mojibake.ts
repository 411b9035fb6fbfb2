/** Repairs: bytes that say they are UTF-8 and are not, and text that was decoded wrongly before it became UTF-8. */
import { decodeHTMLStrict } from 'entities/decode'
import { countSequences, halfLength, isTrail, type Sequences, sequenceLength, toLegacyEncoding } from './encodings.ts'

export type Decoded = { readonly text: string; readonly encoding: string; readonly warnings: readonly string[] }

/**
 * Text that is UTF-8 here and there, run by run between tags: what is mostly UTF-8 stays so, with its stray bytes read
 * as windows-1252 (pasted from a word processor); what is not came from another program, in the encoding that all
 * such runs together look like. Where next to nothing is UTF-8 the whole document was labelled wrongly.
 */
export function decodeMixed(bytes: Uint8Array): Decoded {
  const { valid, invalid } = countSequences(bytes)
  if (valid === 0 || valid * 4 < invalid) {
    const encoding = toLegacyEncoding(bytes)
    const warnings = [`The document is not UTF-8 as it should be; it was read as ${encoding}.`]
    return { text: new TextDecoder(encoding).decode(bytes), encoding, warnings }
  }
  const whole = withoutCutEnd(bytes)
  const encoding = toLegacyEncoding(takeLegacy(whole))
  const warnings = [`The document is not valid UTF-8 all through; the rest of it was read as ${encoding}.`]
  return { text: new TextDecoder().decode(toUtf8(whole, encoding)), encoding: 'utf-8', warnings }
}

/** The last sequence of the document may only be cut off: then nothing was meant by its bytes. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at++) {
    if ((bytes[at] ?? 0) >= 0xc2 && bytes.subarray(at + 1).every(isTrail) && sequenceLength(bytes, at) === 0) {
      return bytes.subarray(0, at)
    }
  }
  return bytes
}

/** Calls `use` for each run: cut before each `<` and after each `>`. */
function eachRun(bytes: Uint8Array, use: (run: Uint8Array, counted: Sequences) => void): void {
  for (let from = 0; from < bytes.length; ) {
    let to = from + 1
    while (to < bytes.length && bytes[to] !== 0x3c && bytes[to - 1] !== 0x3e) to++
    const run = bytes.subarray(from, to)
    use(run, countSequences(run))
    from = to
  }
}

function isLegacy({ valid, invalid }: Sequences): boolean {
  return valid < invalid
}

/** The runs that are no UTF-8, one after the other. */
function takeLegacy(bytes: Uint8Array): Uint8Array {
  const taken = new Uint8Array(bytes.length)
  let size = 0
  eachRun(bytes, (run, counted) => {
    if (!isLegacy(counted)) return
    taken.set(run, size)
    size += run.length
  })
  return taken.subarray(0, size)
}

const NOTHING = new Uint8Array()

/** All of it in UTF-8: whole runs from `encoding`, stray bytes from windows-1252. */
function toUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  const strays = toTable('windows-1252')
  const letters = toTable(encoding)
  // No character of these encodings takes more than three bytes.
  const out = new Uint8Array(bytes.length * 3)
  let size = 0
  const put = (part: Uint8Array) => {
    out.set(part, size)
    size += part.length
  }
  eachRun(bytes, (run, counted) => {
    if (counted.invalid + counted.cut === 0) put(run)
    else if (isLegacy(counted)) for (const byte of run) put(letters[byte] ?? NOTHING)
    else putRun(run, strays, put)
  })
  return out.subarray(0, size)
}

/** A run of UTF-8 without what is left of sequences that were cut, and with its stray bytes. */
function putRun(run: Uint8Array, strays: readonly Uint8Array[], put: (part: Uint8Array) => void): void {
  const leads = new Set<number>()
  for (let at = 0; at < run.length; ) {
    const first = run[at] ?? 0
    const length = sequenceLength(run, at)
    const half = length === 0 ? halfLength(run, at) : 0
    if (length > 1) leads.add(first)
    if (length > 0) put(run.subarray(at, at + length))
    else if (half === 0 && !(leads.has(first) && isEnd(run[at + 1] ?? 0))) put(strays[first] ?? NOTHING)
    at += length || half || 1
  }
}

/** What can stand after a text that was cut: nothing, blanks, full stops, brackets. */
function isEnd(byte: number): boolean {
  return byte <= 0x20 || byte === 0x2e || byte === 0x26 || byte === 0x28 || byte === 0x5b || byte === 0x5d
}

/** What each byte of an encoding is in UTF-8. */
function toTable(encoding: string): readonly Uint8Array[] {
  const decoder = new TextDecoder(encoding)
  return Array.from({ length: 256 }, (_, byte) => new TextEncoder().encode(decoder.decode(Uint8Array.of(byte))))
}

// Text that was decoded wrongly before it was encoded as UTF-8: the damage is in the document itself.

/** What windows-1252 has at 0x80 to 0x9F; undefined bytes are the control characters of that number. */
const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

/** A lead byte of UTF-8 and a trail byte, as characters. */
const SUSPECT = new RegExp(`[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf${WINDOWS}]`)

/**
 * What nobody ever meant, also beside letters that are right: a euro sign behind â (quotation marks, dashes, dots), a
 * sign behind Ã (é, ê, ç, ü), a degree, ±, Ÿ or Ž behind Ä and Å (ı, İ, ğ, ş). Closing quotes may follow capitals.
 */
const SURE = new RegExp(
  `\xe2[\x80\u20ac][\x80-\xbf${WINDOWS}]|\xc3[\xa1-\xaa\xac-\xb9\xbc-\xbf]|[\xc4\xc5][\x9e\x9f\xb0\xb1\u0178\u017e]`,
  'g',
)
/** Letters and references side by side. */
const CLUSTER = new RegExp(`(?:[\x80-\xff${WINDOWS}]|&(?:amp;){0,3}#?[\\dA-Za-z]{2,8};){2,40}`, 'g')

/**
 * UTF-8 read as windows-1252 and encoded again (`KobanÃª`), and controls that are windows-1252 (0x93 for a quotation
 * mark), put right as Universal Feed Parser does. Runs of text between tags are looked at one by one; each is changed
 * only if all of it makes sense afterwards, but for what nobody ever meant (`â€™`).
 */
export function repairText(text: string): string {
  if (!SUSPECT.test(text)) return text
  return text.replace(/[^<>]+/g, (run) => (SUSPECT.test(run) ? repairRun(run) : run))
}

function repairRun(run: string): string {
  const again = toMeant(run) ?? repairSure(run)
  return again.replace(/[\x80-\x9f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control)
}

function repairSure(letters: string): string {
  return letters.replace(SURE, (sequence) => toMeant(sequence) ?? sequence)
}

/** The run's characters taken for bytes and decoded as UTF-8; undefined where they are no UTF-8. */
function toMeant(run: string): string | undefined {
  const bytes = new Uint8Array(run.length)
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at)
    const byte = code < 0x100 ? code : WINDOWS.indexOf(run[at] ?? '') + 0x80
    if (byte < 0x80 && code >= 0x100) return undefined
    bytes[at] = byte
  }
  const { invalid, cut } = countSequences(bytes)
  return invalid + cut === 0 ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) : undefined
}

// The same letters written as references, escaped once or several times, or as JSON's `\u00e2`: only seen in what was read.

/** A reference to one letter; an ampersand that was escaped itself counts as it was meant. */
const REFERENCE = /&(?:amp;){0,3}(#\d{2,4}|#x[\da-f]{2,4}|[a-z]{2,8}\d{0,2});/gi
const ESCAPED = '&(?:amp;){0,3}'
/** References to what UTF-8's sequences begin with, \u00c2 to \u00f4. */
const LEAD =
  ESCAPED +
  '(?:#(?:19[4-9]|2[0-3][0-9]|24[0-4])|#[xX](?:[cC][2-9a-fA-F]|[dDeE][0-9a-fA-F]|[fF][0-4])|[A-Za-z]{1,2}(?:circ|tilde|uml|ring|lig|cedil|grave|acute)|ETH|eth|THORN|szlig|times);'
/** A beginning and what may follow it, one of them a reference: no sequence has less. */
const PAIR = new RegExp(`(?:${LEAD}|[\xc2-\xf4](?=&))(?:[\x80-\xbf${WINDOWS}]|(?!${LEAD})${ESCAPED}[#A-Za-z])`)

/** JSON's escapes of the same, and of the controls that windows-1252 has letters for. */
const WRITTEN = new RegExp(`${LEAD}|[\\xc2-\\xf4]&|\\\\u00(?:[89c-eC-E]|[fF][0-4])`)

/** Whether a document writes any such letter otherwise than as itself, so that `repairValue` has something to do. */
export function hasWrittenLetters(text: string): boolean {
  return WRITTEN.test(text)
}

/** Every text of what was read, put right; what names a thing is compared and stays as it is. */
export function repairValue<T>(value: T): T {
  if (typeof value === 'string') return repairLetters(value) as T
  if (Array.isArray(value)) return repairList(value) as T
  return typeof value === 'object' && value !== null ? repairFields(value) : value
}

const NAMES: ReadonlySet<string> = new Set(['guid', 'id', 'key', 'moved'])

function repairFields<T extends object>(fields: T): T {
  let repaired: T | undefined
  for (const [name, value] of Object.entries(fields)) {
    if (NAMES.has(name)) continue
    const right = repairValue(value)
    if (right !== value) repaired = { ...(repaired ?? fields), [name]: right }
  }
  return repaired ?? fields
}

function repairList(list: readonly unknown[]): readonly unknown[] {
  const right = list.map(repairValue)
  return right.some((one, at) => one !== list[at]) ? right : list
}

function repairLetters(text: string): string {
  const right = repairText(text)
  if (!right.includes('&') || !PAIR.test(right)) return right
  return right.replace(/[^<>]+/g, (run) => (PAIR.test(run) ? repairReferences(run) : run))
}

/** Letters that were read wrongly are put in place of their references; all others stay as they are written. */
function repairReferences(run: string): string {
  const letters = toLetters(run)
  const meant = SUSPECT.test(letters) ? toMeant(letters) : undefined
  if (meant !== undefined) return meant
  return run.replace(CLUSTER, (written) => {
    const cluster = toLetters(written)
    const right = repairSure(cluster)
    return right === cluster ? written : right
  })
}

function toLetters(run: string): string {
  return run.replace(REFERENCE, (reference, name: string) => {
    const letter = decodeHTMLStrict(`&${name};`)
    return letter.length === 1 && letter >= '\x80' ? letter : reference
  })
}
