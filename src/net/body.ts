/** A body, read to its end and never beyond a limit. */
import { FetchError } from '../errors.ts'
import type { Answer, Reader } from './exchange.ts'
import { isCodingError, toCodingError } from './faults.ts'
import { isGzip, unpackGzip } from './gzip.ts'
import { isWhole } from './whole.ts'

/** Content codings that the runtimes' fetches do not undo. Other unknown words (`utf-8`, `none`) are slips and say nothing. */
const UNREADABLE = new Set(['compress', 'x-compress', 'bzip2', 'x-bzip2', 'lzma', 'xz', 'lz4', 'sdch', 'dcb', 'dcz'])

/**
 * Reads the decoded bytes, and unpacks them where they are a gzip file all the same.
 * @throws FetchError for a body over the limit; the runtime's own error when the connection breaks
 */
export async function readBody(response: Answer, limit: number, url: URL): Promise<Uint8Array> {
  const bytes = await readDecoded(response, limit, url)
  const unpacked = isGzip(bytes) ? await unpackGzip(bytes, limit) : bytes
  if (unpacked === 'too large') throw toSizeError(url, limit)
  // What is no gzip file after all is said to be no text by whoever reads it.
  return unpacked === 'broken' ? bytes : unpacked
}

/**
 * The bytes are counted as they come, because a few kilobytes of gzip can be gigabytes,
 * and what a Content-Length says need not be so. The caller ends the connection when this throws.
 * A compressed body that breaks off is taken only where what came of it is a document with its end.
 */
async function readDecoded(response: Answer, limit: number, url: URL): Promise<Uint8Array> {
  const codings = (response.headers.get('content-encoding') ?? '').toLowerCase().split(',', 8)
  if (codings.some((coding) => UNREADABLE.has(coding.trim()))) throw toCodingError(url.host)
  if (Number(response.headers.get('content-length')) > limit) throw toSizeError(url, limit)
  const chunks: Uint8Array[] = []
  try {
    await readInto(chunks, response.body?.getReader(), limit, url)
  } catch (error) {
    const bytes = isCodingError(error) ? join(chunks) : undefined
    if (bytes === undefined || !isWhole(bytes)) throw error
    return bytes
  }
  return join(chunks)
}

async function readInto(chunks: Uint8Array[], reader: Reader | undefined, limit: number, url: URL): Promise<void> {
  let size = 0
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value?.length ?? 0
    if (size > limit) throw toSizeError(url, limit)
    if (part.value) chunks.push(part.value)
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function toSizeError(url: URL, limit: number): FetchError {
  return new FetchError('size', `${url.host} sent more than ${toSize(limit)}.`)
}

function toSize(bytes: number): string {
  const mebi = 1024 * 1024
  if (bytes >= mebi) return `${Math.round((bytes / mebi) * 10) / 10} MiB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KiB` : `${bytes} bytes`
}
