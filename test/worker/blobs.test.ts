import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { toBodyHash } from '../../src/model/hash.ts'
import { createBlobs } from '../../src/worker/bindings.ts'

declare global {
  namespace Cloudflare {
    interface Env {
      readonly MEDIA: R2Bucket
    }
  }
}

describe('kept pictures in R2', () => {
  const bytes = Uint8Array.from([1, 2, 3])

  test('are there again by their hash', async () => {
    const blobs = createBlobs(env.MEDIA)
    const hash = await toBodyHash(bytes)
    expect(await blobs.get(hash)).toBeUndefined()
    await blobs.put(hash, bytes, 'image/png')
    await blobs.put(hash, bytes, 'image/png')
    expect(await blobs.get(hash)).toEqual(bytes)
    await blobs.delete(hash)
    await blobs.delete(hash)
    expect(await blobs.get(hash)).toBeUndefined()
  })

  test('are never other bytes than those of the hash', async () => {
    const blobs = createBlobs(env.MEDIA)
    const hash = 'ab'.repeat(32)
    await expect(blobs.put(hash, bytes, 'image/png')).rejects.toThrow()
    expect(await blobs.get(hash)).toBeUndefined()
  })
})
