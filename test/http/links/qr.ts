import { inflateSync } from 'node:zlib'
import jsqr from 'jsqr'

/** The text of a QR code in a PNG of one bit a pixel, as lean-qr writes it. */
export function readQrCode(png: Uint8Array): { readonly text: string | undefined; readonly size: number } {
  const bytes = Buffer.from(png)
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  const rows = inflateSync(toData(bytes))
  const stride = rows.length / height
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isDark = ((rows[y * stride + 1 + (x >> 3)] ?? 0) & (128 >> (x & 7))) !== 0
      if (isDark) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  // The library is CommonJS: its own types and Node disagree on where its function is.
  const read = (typeof jsqr === 'function' ? jsqr : jsqr.default) as unknown as (typeof jsqr)['default']
  return { text: read(pixels, width, height)?.data, size: width }
}

function toData(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return Buffer.concat(parts)
}
