/**
 * A picture without what a camera or a program wrote beside it: where it was taken, with what, by whom, an older
 * version of itself. Promises: pixels and colours stay as they are, byte for byte, and it is shown the same way up; of
 * what came out once nothing more comes out.
 */
import { ParseError } from '../../errors.ts'
import { withoutGifMetadata } from './gif.ts'
import { withoutJpegMetadata } from './jpeg.ts'
import type { Written } from './pieces.ts'
import { withoutPngMetadata } from './png.ts'
import { withoutWebpMetadata } from './webp.ts'

const WRITERS: Readonly<Record<string, (bytes: Uint8Array) => Written>> = {
  'image/jpeg': withoutJpegMetadata,
  'image/png': withoutPngMetadata,
  'image/webp': withoutWebpMetadata,
  'image/gif': withoutGifMetadata,
}

/** An item of a file that holds Exif or XMP (ISO/IEC 14496-12, section 8.11.6), in front of what it lists. */
const AVIF_METADATA = /infe[\s\S]{8,10}Exif|application\/rdf\+xml/
/** Bytes in which a file lists its items. */
const AVIF_HEAD = 65_536

/** @param type by its bytes @throws ParseError where there is such data that can't be taken out */
export function withoutMetadata(bytes: Uint8Array, type: string): Written {
  const write = WRITERS[type]
  if (write !== undefined) return write(bytes)
  if (type === 'image/avif' && AVIF_METADATA.test(new TextDecoder('latin1').decode(bytes.subarray(0, AVIF_HEAD))))
    throw new ParseError(
      'says beside its pixels where or with what it was taken, which can not be taken out of AVIF here: save it as JPEG, PNG or WebP',
    )
  return { bytes: new Uint8Array(bytes), orientation: 1 }
}
