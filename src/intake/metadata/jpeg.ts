/** JPEG (ISO/IEC 10918-1, annex B): segments that say how long they are, and scans that end where a marker stands. */
import { isNamed, type Orientation, readOrientation, renderName, renderOrientation } from './orientation.ts'
import { join, toName, type Written } from './pieces.ts'

const [START, COMMENT] = [0xd8, 0xfe]
export const [END, SCAN] = [0xd9, 0xda]
const EXIF = 0xe1

/** What a decoder needs of the segments that programs write for themselves: density, colours. */
const NEEDED: Readonly<Record<number, string>> = { 224: 'JFIF\0', 226: 'ICC_PROFILE\0', 238: 'Adobe' }

/** A part: `segment` up to the data of a scan, `whole` with it. The end is one, too. */
export type Segment = { readonly marker: number; readonly segment: Uint8Array; readonly whole: Uint8Array }

/** Parts in their order, up to the end or to where it was cut off: nobody can tell what the rest would have been. */
export function* readSegments(bytes: Uint8Array): Generator<Segment> {
  for (let at = toMarker(bytes, 2); at < bytes.length; ) {
    const marker = bytes[at + 1]
    if (marker === undefined) return
    const end = isAlone(marker) || marker === END ? at + 2 : at + 2 + toLength(bytes, at + 2)
    if (end > bytes.length) return
    const after = marker === SCAN ? toScanEnd(bytes, end) : end
    yield { marker, segment: bytes.subarray(at, end), whole: bytes.subarray(at, after) }
    if (marker === END) return
    at = toMarker(bytes, after)
  }
}

/** Whatever stands behind the end (a film, another picture) goes, too. */
export function withoutJpegMetadata(bytes: Uint8Array): Written {
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (const { marker, segment, whole } of readSegments(bytes)) {
    if (marker === EXIF && isNamed(segment.subarray(4))) orientation = readOrientation(segment.subarray(4))
    if (marker !== END && isKept(marker, segment)) kept.push(whole)
  }
  const pieces = [Uint8Array.of(0xff, START), ...toExif(orientation), ...kept, Uint8Array.of(0xff, END)]
  return { bytes: join(pieces), orientation }
}

/** Where the next marker begins; what stands before it is nothing, and a marker may be filled up with FF. */
function toMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  if (at < 0) return bytes.length
  while (bytes[at + 1] === 0xff) at++
  return at
}

/** Markers without a segment: restarts, TEM and a start that stands where none should. */
function isAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= START) || marker <= 1
}

/** Its own two bytes too; less than them is nobody's. */
function toLength(bytes: Uint8Array, at: number): number {
  return Math.max(2, ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
}

/** Behind the data of a scan, in which FF is followed by 0 or by a restart. */
function toScanEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    const marker = at < 0 ? undefined : bytes[at + 1]
    if (marker === undefined) return bytes.length
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at
    at += marker === 0xff ? 1 : 2
  }
}

function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === COMMENT || isAlone(marker)) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = NEEDED[marker]
  return name !== undefined && toName(segment, 4, 4 + name.length) === name
}

function toExif(orientation: Orientation): Uint8Array[] {
  const block = renderOrientation(orientation)
  if (block === undefined) return []
  const name = renderName()
  return [Uint8Array.of(0xff, EXIF, 0, 2 + name.length + block.length), name, block]
}
