/** Which way up a picture is shown: the one thing of Exif that its pixels need (Exif 3.0, section 4.6.5). */

/** From 1, as it is, to 8. From 5 on it lies on its side. */
export type Orientation = number

const UPRIGHT: Orientation = 1
const TAG = 0x0112
const HEAD = 'Exif\0\0'

/** @param bytes of an Exif block, with its name before it or without; anything else says nothing */
export function readOrientation(bytes: Uint8Array): Orientation {
  const start = isNamed(bytes) ? HEAD.length : 0
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start)
  if (view.byteLength < 14) return UPRIGHT
  const order = view.getUint16(0)
  if ((order !== 0x4949 && order !== 0x4d4d) || view.getUint16(2, order === 0x4949) !== 42) return UPRIGHT
  const found = readEntry(view, order === 0x4949)
  return found >= 1 && found <= 8 ? found : UPRIGHT
}

function readEntry(view: DataView, isLittle: boolean): Orientation {
  const at = view.getUint32(4, isLittle)
  if (at + 2 > view.byteLength) return UPRIGHT
  const count = view.getUint16(at, isLittle)
  for (let entry = at + 2; entry < at + 2 + 12 * count && entry + 10 <= view.byteLength; entry += 12) {
    if (view.getUint16(entry, isLittle) === TAG) return view.getUint16(entry + 8, isLittle)
  }
  return UPRIGHT
}

export function isNamed(bytes: Uint8Array): boolean {
  return [...HEAD].every((character, at) => bytes[at] === character.charCodeAt(0))
}

/** An Exif block that says this and nothing else; undefined where it would say nothing. */
export function renderOrientation(orientation: Orientation): Uint8Array | undefined {
  if (orientation === UPRIGHT) return undefined
  // One entry, SHORT, once; no further directory.
  const words = [0x4d4d, 42, 0, 8, 1, TAG, 3, 0, 1, orientation, 0, 0, 0]
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 0xff]))
}

export function renderName(): Uint8Array {
  return new TextEncoder().encode(HEAD)
}
