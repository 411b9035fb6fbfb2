/**
 * Documents that are gzip files (`sitemap.xml.gz`): servers send them as they lie there, without a Content-Encoding
 * that the runtime would decode by itself.
 */

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
