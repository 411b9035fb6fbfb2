/** Files as bytes and as text, piece by piece; a gzip file is read as what is packed in it. */

import { createReadStream } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ParseError } from '../../errors.ts'
import { isGzip } from '../../net/body.ts'
import { decodeBytes } from '../../read/text/text.ts'

/** Bytes that are looked at to tell what a file is. */
const HEAD = 64 * 1024
const PIECE = 256 * 1024

/** The beginning of a file as text, and how all of it is encoded. @throws Error where it can't be read */
export async function readHead(path: string): Promise<{ text: string; encoding: string }> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const bytes of readPieces(path, HEAD)) {
    pieces.push(bytes)
    size += bytes.length
    if (size >= HEAD) break
  }
  return decodeBytes(toWhole(Buffer.concat(pieces).subarray(0, HEAD)))
}

/** Half a character at its end must not make the rest look wrongly encoded. */
function toWhole(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEAD) return bytes
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x3e), bytes.lastIndexOf(0x2c))
  return end > 0 ? bytes.subarray(0, end + 1) : bytes
}

/** A file as text, piece by piece. */
export async function* readTextFile(path: string, encoding: string): AsyncGenerator<string> {
  // UTF-32 is none of the encodings that can be decoded piece by piece; no export is written in it.
  const decoder = new TextDecoder(encoding.startsWith('utf-32') ? 'utf-8' : encoding)
  for await (const bytes of readPieces(path)) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

/** All of a file. @throws Error where it can't be read, or is larger than `limit` bytes */
export async function readWholeFile(path: string, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const bytes of readPieces(path)) {
    size += bytes.length
    if (size > limit) throw new Error(`${path} is larger than ${limit / 1024 / 1024} MiB.`)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

async function* readPieces(path: string, size = PIECE): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: size })
  if (!(await isPacked(path))) {
    yield* file
    return
  }
  try {
    // What goes wrong shows where the bytes are read.
    yield* pipeline(file, createGunzip({ chunkSize: size }), () => undefined)
  } catch (cause) {
    throw new Error(`${path} is a gzip file that is damaged or breaks off.`, { cause })
  }
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(3), 0, 3, 0)
    return isGzip(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

// The files of a folder that stories are taken from.

/**
 * Never so much as opened: closing a database's file again lets go of every lock that this process holds on it, and
 * the next process to close the database would take its log away under us (sqlite.org/howtocorrupt.html §2.2).
 */
const DATABASE = /\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?$/i

/** Names of the files in a folder, sorted; hidden files, editors' backups and databases are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  return files.filter((name) => !name.startsWith('.') && !name.endsWith('~') && !DATABASE.test(name)).sort()
}

/**
 * Where a file of the folder really is. A link is followed within the folder only: whoever may drop stories into it, or
 * made an archive that was unpacked there, may not be one to read every file of this machine.
 * @throws ParseError for a link that leads out of it, and for what is no regular file; Error where it can't be opened
 */
export async function toOwnFile(folder: string, name: string): Promise<string> {
  const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))])
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new ParseError('This is a link that leads out of the folder.')
  }
  // To open a pipe would be to wait for somebody who writes into it.
  if (!(await stat(path)).isFile()) throw new ParseError('This is no regular file.')
  return path
}
