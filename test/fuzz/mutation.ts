/** Broken documents made of whole ones, the same ones for the same seed. */

export type Random = () => number

/** A small generator of numbers from 0 to 1 (mulberry32): seeded, so that what it finds can be found again. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What breaks readers: ends, starts and names in the wrong place, characters that no document may hold. */
const TOKENS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<!DOCTYPE x [<!ENTITY a "&a;&a;">]>',
  '<?xml version="1.0"?>',
  '</item>',
  '<item>',
  '</entry>',
  '<entry>',
  '</channel>',
  '<![endif]',
  '&nbsp;',
  '&#0;',
  '&#x110000;',
  '&#55296;',
  '\u0000',
  '\uFFFE',
  '\uD800',
  '\u202E',
  'xmlns=""',
  'xml:base="//"',
  '__proto__',
  'constructor',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\\u0000',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '<math><mtext><table><mglyph><style>',
  '<svg><p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '\r\n',
  '1'.repeat(400),
  'a'.repeat(5_000),
  '<b>'.repeat(500),
]

/** A few changes to a document: bytes flipped, parts cut, doubled, moved or taken from another, tokens thrown in. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let result = Buffer.from(bytes)
  const times = 1 + Math.floor(random() * 4)
  for (let n = 0; n < times; n++) result = change(result, other, random)
  return result
}

function change(bytes: Buffer, other: Uint8Array, random: Random): Buffer<ArrayBuffer> {
  const at = (length: number) => Math.floor(random() * (length + 1))
  const [start, end] = [at(bytes.length), at(bytes.length)].sort((a, b) => a - b) as [number, number]
  const part = bytes.subarray(start, Math.min(end, start + 2_000))
  const before = bytes.subarray(0, start)
  switch (Math.floor(random() * 7)) {
    case 0:
      return Buffer.concat([before, bytes.subarray(end)])
    case 1:
      return Buffer.concat([before, part, part, bytes.subarray(start)])
    case 2:
      return Buffer.concat([before, Buffer.from(TOKENS[at(TOKENS.length - 1)] ?? ''), bytes.subarray(start)])
    case 3:
      return Buffer.concat([before, other.subarray(at(other.length), at(other.length)), bytes.subarray(start)])
    case 4:
      return Buffer.from(before)
    case 5:
      return Buffer.concat([bytes.subarray(end), before, part])
    default: {
      const flipped = Buffer.from(bytes)
      if (flipped.length > 0) flipped[at(flipped.length - 1)] = Math.floor(random() * 256)
      return flipped
    }
  }
}
