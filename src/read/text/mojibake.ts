/** Bytes that say they are UTF-8 and are not. */
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
export function withoutCutEnd(bytes: Uint8Array): Uint8Array {
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
