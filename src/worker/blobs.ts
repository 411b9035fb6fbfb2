import type { Blobs } from '../store/pictures.ts'

/** Mirrored pictures in an R2 bucket. */
export function createBlobs(bucket: R2Bucket): Blobs {
  return {
    put: async (hash, bytes, type) => {
      // R2 compares: bytes that are not those of the hash are never kept under it.
      await bucket.put(hash, bytes, { sha256: hash, httpMetadata: { contentType: type } })
    },
    get: async (hash) => {
      const stored = await bucket.get(hash)
      return stored === null ? undefined : new Uint8Array(await stored.arrayBuffer())
    },
    delete: (hash) => bucket.delete(hash),
  }
}
