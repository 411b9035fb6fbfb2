import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { withoutMetadata } from '../../src/intake/metadata/metadata.ts'

/** Pictures of hand-made parts: what stays of them, and that nothing of where they were taken does. */

const word = (value: number) => [(value >> 8) & 0xff, value & 0xff]
const long = (value: number) => [...word(value >>> 16), ...word(value)]
const small = (value: number) => long(value).toReversed()
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0))
const toText = (bytes: Uint8Array) => String.fromCharCode(...bytes)

/** Exif as a camera writes it: the picture's orientation among much else, in either order of bytes. */
function toExif(orientation: number, isLittle: boolean): number[] {
  const two = isLittle ? (value: number) => word(value).toReversed() : word
  const four = isLittle ? small : long
  const model = [...two(0x0110), ...two(2), ...four(4), ...text('K70\0')]
  const way = [...two(0x0112), ...two(3), ...four(1), ...two(orientation), 0, 0]
  const position = [...two(0x8825), ...two(4), ...four(1), ...four(50)]
  const head = [...text(isLittle ? 'II' : 'MM'), ...two(42), ...four(8), ...two(3)]
  return [...head, ...model, ...way, ...position, ...four(0), ...text('36.89N 38.35E')]
}

const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...word(2 + body.length), ...body]
const JFIF = segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 72, 0, 72, 0, 0])
const COLOURS = segment(0xe2, [...text('ICC_PROFILE\0'), 1, 1, ...text('profile')])
const FRAME = segment(0xc0, [8, ...word(48), ...word(64), 1, 1, 0x11, 0])
// Data in which FF stands, stuffed and before a restart.
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 0xff, 0, 2, 0xff, 0xd0, 3]
const SECOND_SCAN = [...segment(0xc4, [0, 1, 2]), ...segment(0xda, [1, 1, 0, 0, 63, 0]), 4, 5]
const END = [0xff, 0xd9]

const jpeg = (exif: readonly number[]) => [
  ...[0xff, 0xd8],
  ...JFIF,
  ...segment(0xe1, [...text('Exif\0\0'), ...exif]),
  ...segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x>Egid</x>')),
  ...segment(0xed, text('Photoshop 3.0\0Kobane')),
  ...COLOURS,
  ...segment(0xfe, text('by Egid')),
  ...[0xff, ...FRAME],
  ...SCAN,
  ...SECOND_SCAN,
  ...END,
  ...text('a film behind it, 36.89N'),
]

const chunk = (name: string, body: readonly number[]) => [...long(body.length), ...text(name), ...body, ...text('crc!')]
const PNG = text('\x89PNG\r\n\x1a\n')
const HEADER = chunk('IHDR', [...long(64), ...long(48), 8, 2, 0, 0, 0])

const riff = (name: string, body: readonly number[]) => [
  ...text(name),
  ...small(body.length),
  ...body,
  ...(body.length % 2 ? [0] : []),
]
const webp = (parts: readonly number[]) => [...text('RIFF'), ...small(parts.length + 4), ...text('WEBP'), ...parts]

const take = (bytes: readonly number[], type: string) => withoutMetadata(Uint8Array.from(bytes), type)
const PRIVATE = /Egid|Kobane|36\.89|K70|film/

describe('what a camera says goes', () => {
  test.each([true, false])('JPEG, in either order of bytes (little: %s)', (isLittle) => {
    const { bytes, orientation } = take(jpeg(toExif(6, isLittle)), 'image/jpeg')
    expect(orientation).toBe(6)
    expect(toText(bytes)).not.toMatch(PRIVATE)
    const way = [...text('MM'), 0, 42, ...long(8), 0, 1, ...[1, 0x12, 0, 3, ...long(1), 0, 6, 0, 0], ...long(0)]
    const exif = segment(0xe1, [...text('Exif\0\0'), ...way])
    const kept = [0xff, 0xd8, ...exif, ...JFIF, ...COLOURS, ...FRAME, ...SCAN, ...SECOND_SCAN, ...END]
    expect([...bytes]).toEqual(kept)
  })

  test('JPEG that stands upright has no Exif at all', () => {
    const { bytes, orientation } = take(jpeg(toExif(1, true)), 'image/jpeg')
    expect(orientation).toBe(1)
    expect([...bytes.subarray(0, 2 + JFIF.length)]).toEqual([0xff, 0xd8, ...JFIF])
    expect(toText(bytes)).not.toMatch(/Exif|K70/)
  })

  test('PNG', () => {
    const words = [...chunk('tEXt', text('Author\0Egid')), ...chunk('iTXt', text('XML\0Kobane'))]
    const colours = [...chunk('gAMA', [0, 0, 1, 1]), ...chunk('acTL', [0, 1])]
    const data = [...chunk('IDAT', [1, 2, 3]), ...chunk('fdAT', [4]), ...chunk('IEND', [])]
    const given = [
      ...PNG,
      ...HEADER,
      ...words,
      ...chunk('eXIf', toExif(8, false)),
      ...colours,
      ...data,
      ...text('film'),
    ]
    const { bytes, orientation } = take(given, 'image/png')
    expect(orientation).toBe(8)
    expect(toText(bytes)).not.toMatch(PRIVATE)
    const rest = [...colours, ...data]
    expect([...bytes.subarray(0, PNG.length + HEADER.length)]).toEqual([...PNG, ...HEADER])
    expect([...bytes.subarray(-rest.length)]).toEqual(rest)
    // The checksum of a block that says 8, as zlib's crc32 has it.
    const exif = bytes.subarray(PNG.length + HEADER.length, -rest.length)
    expect(toText(exif.subarray(4, 8))).toBe('eXIf')
    expect(exif.length).toBe(12 + 26)
    expect([...exif.subarray(-4)]).toEqual(long(0x86583034))
  })

  test('WebP', () => {
    const named = [...text('Exif\0\0'), ...toExif(3, true)]
    const image = [...riff('ICCP', text('profile')), ...riff('VP8 ', [1, 2, 3])]
    const parts = [
      ...riff('VP8X', [0x2c, 0, 0, 0, 63, 0, 0, 47, 0, 0]),
      ...image,
      ...riff('EXIF', named),
      ...riff('XMP ', text('Egid')),
      ...riff('note', text('36.89')),
    ]
    const { bytes, orientation } = take(webp(parts), 'image/webp')
    expect(orientation).toBe(3)
    expect(toText(bytes)).not.toMatch(PRIVATE)
    expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8)
    // The bits of Exif and colours; that of XMP is gone.
    expect(bytes[20]).toBe(0x28)
    expect(toText(bytes)).toContain(toText(Uint8Array.from(image)))
  })

  test('GIF', () => {
    const table = [1, 2, 3, 4, 5, 6]
    const head = [...text('GIF89a'), ...[64, 0, 48, 0, 0x80, 0, 0], ...table]
    const again = [0x21, 0xff, 11, ...text('NETSCAPE2.0'), 3, 1, 0, 0, 0]
    const frame = [
      0x21,
      0xf9,
      4,
      0,
      0,
      0,
      0,
      0,
      0x2c,
      ...word(0),
      ...word(0),
      64,
      0,
      48,
      0,
      0x80,
      ...table,
      2,
      2,
      7,
      8,
      0,
    ]
    const said = [0x21, 0xfe, 4, ...text('Egid'), 0, 0x21, 0xff, 11, ...text('XMP DataXMP'), 6, ...text('Kobane'), 0]
    const { bytes } = take([...head, ...again, ...said, ...frame, 0x3b, ...text('film')], 'image/gif')
    expect([...bytes]).toEqual([...head, ...again, ...frame, 0x3b])
  })
})

test('what can not be taken out is refused, and says what to do', () => {
  const box = [...text('....ftypavif....meta....iinf....infe'), 2, 0, 0, 0, 0, 2, 0, 0, ...text('Exif')]
  expect(() => take(box, 'image/avif')).toThrow(ParseError)
  expect(() => take(box, 'image/avif')).toThrow(/save it as JPEG, PNG or WebP/)
  expect(take(text('....ftypavif....meta....iinf'), 'image/avif').bytes).toHaveLength(28)
})

test('taken out once, nothing more comes out; what is cut off anywhere ends and holds nothing', () => {
  const whole: readonly (readonly [string, number[]])[] = [
    ['image/jpeg', jpeg(toExif(6, true))],
    ['image/png', [...PNG, ...HEADER, ...chunk('eXIf', toExif(6, true)), ...chunk('IDAT', [1]), ...chunk('IEND', [])]],
    ['image/webp', webp([...riff('VP8X', [8, 0, 0, 0, 9, 0, 0, 9, 0, 0]), ...riff('EXIF', toExif(6, true))])],
    ['image/gif', [...text('GIF89a'), 1, 0, 1, 0, 0, 0, 0, 0x21, 0xfe, 4, ...text('Egid'), 0, 0x3b]],
  ]
  for (const [type, bytes] of whole) {
    for (let length = 16; length <= bytes.length; length++) {
      const once = take(bytes.slice(0, length), type)
      const twice = withoutMetadata(once.bytes, type)
      expect([...twice.bytes], `${type} ${length}`).toEqual([...once.bytes])
      expect(toText(once.bytes), `${type} ${length}`).not.toMatch(PRIVATE)
    }
  }
})
