/** What to make of bytes that say they are UTF-8 and are not. */
export type Decoded = { readonly text: string; readonly encoding: string; readonly warnings: readonly string[] }

export type Sequences = { readonly valid: number; readonly invalid: number }

/** Counts multi-byte UTF-8 sequences, and bytes that belong to none. One pass. */
export function countSequences(bytes: Uint8Array): Sequences {
  let valid = 0
  let invalid = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 1) valid++
    else if (length === 0) invalid++
    at += length || 1
  }
  return { valid, invalid }
}

/** 1 for ASCII, 2 to 4 for a well-formed sequence, 0 for a byte that begins none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
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

function isTrail(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

/**
 * Mostly UTF-8 stays UTF-8, with the stray bytes read as windows-1252 (pasted from a word processor);
 * mostly not is a wrong label, and the bytes say which Windows wrote them.
 */
export function decodeMixed(bytes: Uint8Array): Decoded {
  const { valid, invalid } = countSequences(bytes)
  if (valid >= invalid) {
    const warnings = ['The document is not valid UTF-8 all through; single bytes were read as windows-1252.']
    return { text: decodeByParts(bytes), encoding: 'utf-8', warnings }
  }
  const encoding = toLegacyEncoding(bytes)
  const warnings = [`The document is not UTF-8 as it should be; it was read as ${encoding}.`]
  return { text: new TextDecoder(encoding).decode(bytes), encoding, warnings }
}

function decodeByParts(bytes: Uint8Array): string {
  const utf8 = new TextDecoder()
  const legacy = new TextDecoder('windows-1252')
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      parts.push(utf8.decode(bytes.subarray(from, at)))
      // The last sequence may only be cut off: then nothing was meant by its bytes.
      if (at < bytes.length - 3 || !isCutOff(bytes, at)) parts.push(legacy.decode(bytes.subarray(at, at + 1)))
      else return parts.join('')
      from = at + 1
    }
    at += length || 1
  }
  parts.push(utf8.decode(bytes.subarray(from)))
  return parts.join('')
}

function isCutOff(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] ?? 0) >= 0xc2 && bytes.subarray(at + 1).every(isTrail)
}

/**
 * Arabic in windows-1256 stands in runs of high bytes and is full of its article (alef 0xC7, lam 0xE1);
 * in a Western text a high byte stands alone between ASCII letters.
 */
function toLegacyEncoding(bytes: Uint8Array): 'windows-1252' | 'windows-1256' {
  let high = 0
  let inRun = 0
  let article = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    high++
    const next = bytes[at + 1] ?? 0
    if (next >= 0x80 || (bytes[at - 1] ?? 0) >= 0x80) inRun++
    if (byte === 0xc7 && next === 0xe1) article++
  }
  return inRun > high * 0.6 && article * 100 >= high ? 'windows-1256' : 'windows-1252'
}
