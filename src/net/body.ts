/**
 * A body, read to its end and never beyond a limit of bytes or time, and unpacked where it is a gzip file. Promises:
 * one that was cut off is an error, never a shorter document.
 */
import { FetchError } from '../errors.ts'
import { hasFewValues } from '../model/json-size.ts'
import type { BodyReader, HttpResponse } from './exchange.ts'
import { isCodingError, toCodingError } from './faults.ts'

/** Content codings that the runtimes' fetches do not undo. Other unknown words (`utf-8`, `none`) are slips and say nothing. */
const UNREADABLE = new Set(['compress', 'x-compress', 'bzip2', 'x-bzip2', 'lzma', 'xz', 'lz4', 'sdch', 'dcb', 'dcz'])

/**
 * Reads the decoded bytes, and unpacks them where they are a gzip file all the same.
 * @throws FetchError for a body over the limit; the runtime's own error when the connection breaks
 */
export async function readResponseBody(response: HttpResponse, limit: number, url: URL): Promise<Uint8Array> {
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
async function readDecoded(response: HttpResponse, limit: number, url: URL): Promise<Uint8Array> {
  const codings = (response.headers.get('content-encoding') ?? '').toLowerCase().split(',', 8)
  if (codings.some((coding) => UNREADABLE.has(coding.trim()))) throw toCodingError(url.host)
  if (Number(response.headers.get('content-length')) > limit) throw toSizeError(url, limit)
  const chunks: Uint8Array[] = []
  try {
    await readInto(chunks, response.body?.getReader(), limit, url)
  } catch (error) {
    const bytes = isCodingError(error) ? joinChunks(chunks) : undefined
    if (bytes === undefined || !isWhole(bytes)) throw error
    return bytes
  }
  return joinChunks(chunks)
}

async function readInto(chunks: Uint8Array[], reader: BodyReader | undefined, limit: number, url: URL): Promise<void> {
  let size = 0
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value?.length ?? 0
    if (size > limit) throw toSizeError(url, limit)
    if (part.value) chunks.push(part.value)
  }
}

/** The bytes that came in pieces. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
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

// Documents that are gzip files (`sitemap.xml.gz`): servers send them as they lie there, without a Content-Encoding
// that the runtime would decode by itself.

/** By its first bytes (RFC 1952 section 2.3.1): the magic number and the only method there is. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

/** The bytes of a gzip file, never more than `limit` of them: a few kilobytes can be gigabytes. */
export async function unpackGzip(bytes: Uint8Array, limit: number): Promise<Uint8Array | 'broken' | 'too large'> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length
      if (size > limit) return 'too large'
      chunks.push(part.value)
    }
  } catch (error) {
    // What the specification says a stream of broken data fails with.
    if (error instanceof TypeError) return 'broken'
    throw error
  } finally {
    await reader.cancel().catch(() => undefined)
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}

// Whether a document came to its end.

/** Of JSON that broke off: parsing more to see whether it is whole would hold up others. */
const MOST_VALUES = 200_000
/** Bytes at either end that are looked at. */
const END = 2048
/** The first start tag; declarations and what stands before are passed over. */
const ROOT = /<([a-z_][\w:.-]*)/i

/** Whether the root element of XML or HTML was closed, or all of it is JSON. */
function isWhole(bytes: Uint8Array): boolean {
  const start = toMarkup(bytes.subarray(0, END))
  if (/^[[{]/.test(start)) return hasFewValues(bytes, MOST_VALUES) && isJson(new TextDecoder().decode(bytes))
  const root = ROOT.exec(start)?.[1]
  return root !== undefined && toMarkup(bytes.subarray(-END)).endsWith(`</${root}>`)
}

/** Without comments. Tags are ASCII in every encoding of the web but UTF-16, whose other halves are left out. */
function toMarkup(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.filter((byte) => byte !== 0))
  return text
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** One limit of time over everything that a fetch does: every hop's name, connection, headers and body. */
export type Deadline = {
  readonly signal: AbortSignal
  /** Whether the time was over before `end`. */
  readonly isOver: () => boolean
  /** Gives up whatever is still open: bodies nobody wants to read. */
  readonly end: () => void
  /** Everything was read: there is nothing to give up. */
  readonly close: () => void
}

/** Starts to count. `end` has to be called, or a timer stays. */
export function startDeadline(milliseconds: number): Deadline {
  const controller = new AbortController()
  let over = false
  const timer = setTimeout(() => {
    over = true
    controller.abort()
  }, milliseconds)
  const end = () => {
    clearTimeout(timer)
    controller.abort()
  }
  return { signal: controller.signal, isOver: () => over, end, close: () => clearTimeout(timer) }
}
