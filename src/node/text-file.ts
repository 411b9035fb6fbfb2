import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { decodeBytes } from '../read/bytes.ts'

/** Bytes that are looked at to tell what a file is. */
const HEAD = 64 * 1024
const PIECE = 256 * 1024

/** The beginning of a file as text, and how all of it is encoded. @throws Error where it can't be read */
export async function readHead(path: string): Promise<{ text: string; encoding: string }> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return decodeBytes(toWhole(buffer.subarray(0, bytesRead)))
  } finally {
    await file.close()
  }
}

/** Half a character at its end must not make the rest look wrongly encoded. */
function toWhole(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEAD) return bytes
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x3e), bytes.lastIndexOf(0x2c))
  return end > 0 ? bytes.subarray(0, end + 1) : bytes
}

/** A file as text, piece by piece. */
export async function* readText(path: string, encoding: string): AsyncGenerator<string> {
  // UTF-32 is none of the encodings that can be decoded piece by piece; no export is written in it.
  const decoder = new TextDecoder(encoding.startsWith('utf-32') ? 'utf-8' : encoding)
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE })) {
    yield decoder.decode(bytes as Uint8Array, { stream: true })
  }
  yield decoder.decode()
}
