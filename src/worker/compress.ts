import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Compress } from '../http/documents/finished.ts'

/** Once for each revision of a document and at once: a few milliseconds, in which nobody else starts the same. */
export const compress: Compress = (bytes, encoding) =>
  new Uint8Array(encoding === 'br' ? brotliCompressSync(bytes, BROTLI) : gzipSync(bytes))

/** Smaller than gzip at its best, in about its time; the highest takes fifty times as long. */
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: 5,
  },
}
