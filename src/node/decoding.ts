/**
 * Content codings undone, and strictly: a compressed body that stops before its end is an error, because what stands
 * after the stop may be half of the stories. undici's fetch hands such a body on as if it were whole.
 */
import { pipeline } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  type Gunzip,
} from 'node:zlib'

/** What is asked for; zstd, which few servers speak, is read where one sends it all the same. */
export const CODINGS = 'gzip, deflate, br'

type Bytes = AsyncIterable<Uint8Array>
/** By the first bytes; undefined where they show that nothing was coded. */
type Decoder = (first: Uint8Array) => Gunzip | undefined

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', toGunzip],
  ['x-gzip', toGunzip],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
  // RFC 9110 section 8.4.1.2 means zlib's format; some servers send the bare stream.
  ['deflate', ([first = 0]) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw())],
])

/** Some servers say gzip of what they send as it is: without gzip's magic number nothing can be undone. */
function toGunzip([first, second = 0x8b]: Uint8Array): Gunzip | undefined {
  return first === 0x1f && second === 0x8b ? createGunzip() : undefined
}

/**
 * The bytes of a body without its codings, as they come; what is coded in a way that is unknown here stays so.
 * @param header Content-Encoding: the coding that was applied last stands last
 */
export function decode(body: Bytes, header: string): Bytes {
  const names = header.toLowerCase().split(',', 8)
  return names.reduceRight<Bytes>((bytes, name) => {
    const toDecoder = decoders.get(name.trim())
    return toDecoder === undefined ? bytes : undo(bytes, toDecoder)
  }, body)
}

/** A body without any bytes is empty, whatever it says of its coding. */
async function* undo(body: Bytes, toDecoder: Decoder): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]()
  const { done, value: first } = await parts.next()
  if (done) return
  const [all, decoder] = [joined(first, parts), toDecoder(first)]
  // What goes wrong shows where the decoded bytes are read.
  yield* decoder === undefined ? all : pipeline(all, decoder, () => undefined)
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}
