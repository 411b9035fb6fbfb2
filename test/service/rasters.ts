/** Pictures made by hand, small and whole, and what can be wrong with them. */

const word = (value: number) => [(value >> 8) & 0xff, value & 0xff]
const long = (value: number) => [...word(value >>> 16), ...word(value)]
const small = (value: number) => long(value).toReversed()
const short = (value: number) => word(value).toReversed()
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0))

export const toBytes = (parts: readonly number[]) => Uint8Array.from(parts)
export const letters = (some: string) => toBytes(text(some))

const chunk = (name: string, body: readonly number[]) => [...long(body.length), ...text(name), ...body, ...text('crc!')]
const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...word(2 + body.length), ...body]

/** @param more chunks before the data */
export function png(width: number, height: number, more: readonly number[] = [], mark = 1) {
  const header = chunk('IHDR', [...long(width), ...long(height), 8, 2, 0, 0, 0])
  return toBytes([
    ...text('\x89PNG\r\n\x1a\n'),
    ...header,
    ...more,
    ...chunk('IDAT', [mark, 2, 3]),
    ...chunk('IEND', []),
  ])
}

export const frames = (count: number) => chunk('acTL', [...long(count), ...long(0)])
/** Where it was taken, and that it lies on its side. */
export const taken = chunk('eXIf', [
  ...text('MM'),
  ...word(42),
  ...long(8),
  ...word(1),
  ...word(0x0112),
  ...word(3),
  ...long(1),
  ...word(6),
  ...word(0),
  ...long(0),
  ...text('36.89N 38.35E'),
])

/** @param components of its colours: 3 for screens, 4 for print */
export function jpeg(width: number, height: number, components = 3) {
  const colours = Array.from({ length: components }, (_, at) => [at + 1, 0x11, 0]).flat()
  const frame = segment(0xc0, [8, ...word(height), ...word(width), components, ...colours])
  return toBytes([0xff, 0xd8, ...frame, ...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 0xff, 0, 2, 0xff, 0xd9])
}

export function gif(width: number, height: number, count = 1) {
  const image = [0x2c, ...short(0), ...short(0), ...short(width), ...short(height), 0, 2, 4, 0x4c, 1, 2, 3, 0]
  return toBytes([
    ...text('GIF89a'),
    ...short(width),
    ...short(height),
    0,
    0,
    0,
    ...Array.from({ length: count }, () => image).flat(),
    0x3b,
  ])
}

const riff = (name: string, body: readonly number[]) => [...text(name), ...small(body.length), ...body]

export function webp(width: number, height: number, count = 1) {
  const triple = (value: number) => small(value - 1).slice(0, 3)
  const head = riff('VP8X', [0, 0, 0, 0, ...triple(width), ...triple(height)])
  const picture = riff('VP8L', [0x2f, 0, 0, 0, 0, 1])
  const moving = Array.from({ length: count }, () => riff('ANMF', [...Array(16).fill(0), ...picture])).flat()
  const parts = [...head, ...(count > 1 ? moving : picture)]
  return toBytes([...text('RIFF'), ...small(parts.length + 4), ...text('WEBP'), ...parts])
}
