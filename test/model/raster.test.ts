import { describe, expect, test } from 'vitest'
import { toRasterType } from '../../src/model/raster.ts'

const toBytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

describe('bytes', () => {
  test.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/gif', 'GIF89a\x01\0\x01\0'],
    ['image/gif', 'GIF87a\x01\0\x01\0'],
    ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['image/avif', '\0\0\0\x20ftypavif\0\0\0\0'],
    ['image/bmp', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0'],
    ['image/x-icon', '\0\0\x01\0\x01\0\x10\x10'],
  ])('of a picture are %s', (type, text) => {
    expect(toRasterType(toBytes(text))).toBe(type)
  })

  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>x</title>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an SVG as XML', '<?xml version="1.0"?><svg/>'],
    ['half a signature', '\x89PNG\r\n'],
    ['a sound in the same wrapping', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a film in the same wrapping', '\0\0\0\x20ftypisom\0\0\0\0'],
    ['a text that begins like one', 'BMW sells more cars'],
    ['an icon file without icons', '\0\0\x01\0\0\0'],
    ['a document', '%PDF-1.4'],
  ])('of %s are no picture', (_, text) => {
    expect(toRasterType(toBytes(text))).toBeUndefined()
  })
})
