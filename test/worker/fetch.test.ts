import { afterEach, describe, expect, test, vi } from 'vitest'
import { FetchError } from '../../src/errors.ts'
import { fetchDocument, type Net, standardLimits } from '../../src/net/fetch.ts'
import { createFetch } from '../../src/worker/fetch.ts'

/** In workerd, whose own fetch the test takes the place of. */
const answer = (response: () => Response) => {
  const fake = vi.fn(async (_url: string, _init: RequestInit) => response())
  vi.stubGlobal('fetch', fake)
  return fake
}
const net: Net = { fetch: createFetch(), now: Date.now, allowPrivate: [], userAgent: 'test', limits: standardLimits }
const ask = (url: string) => fetchDocument(net, { url })

afterEach(() => vi.unstubAllGlobals())

describe('the fetch of a Worker', () => {
  test('hands on documents, and follows no redirect by itself', async () => {
    const fake = answer(() => new Response('<rss/>', { headers: { etag: '"a"' } }))
    const { bytes, etag } = await ask('https://a.example/')
    expect([new TextDecoder().decode(bytes), etag]).toEqual(['<rss/>', '"a"'])
    expect(fake.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' })
  })

  test.each(['deflate', 'deflate-raw'] as const)(
    'undoes deflate, which the runtime leaves as it is: %s',
    async (format) => {
      const text = `<rss/>${'<!-- more -->'.repeat(20_000)}`
      const { readable, writable } = new CompressionStream(format)
      const writer = writable.getWriter()
      void writer.write(new TextEncoder().encode(text))
      void writer.close()
      const coded = { headers: { 'content-encoding': 'Deflate' }, encodeBody: 'manual' } as const
      const bytes = new Uint8Array(await new Response(readable).arrayBuffer())
      answer(() => new Response(bytes, coded))
      expect(new TextDecoder().decode((await ask('https://a.example/')).bytes)).toBe(text)
      answer(() => new Response(bytes.slice(0, 50), coded))
      await expect(ask('https://a.example/')).rejects.toBeInstanceOf(FetchError)
      answer(() => new Response('no deflate at all', coded))
      await expect(ask('https://a.example/')).rejects.toBeInstanceOf(FetchError)
    },
  )

  test('refuses what it can not undo', async () => {
    answer(() => new Response('?', { headers: { 'content-encoding': 'zstd' }, encodeBody: 'manual' }))
    await expect(ask('https://a.example/')).rejects.toThrow('a.example compressed its document in a way that')
  })

  test.each([
    [521, 'network', 'a.example refused the connection.'],
    [522, 'timeout', 'a.example did not answer in time.'],
    [526, 'tls', 'The certificate of a.example could not be verified.'],
    [530, 'network', 'There is no host named a.example, or it could not be reached.'],
  ])('makes an error of the status %i that stands for it', async (status, kind, message) => {
    answer(() => new Response('error code: 1016', { status }))
    const error: unknown = await ask('https://a.example/').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ kind, message, status })
  })

  test('is not asked for private addresses', async () => {
    const fake = answer(() => new Response('secret'))
    for (const url of ['http://127.0.0.1/', 'http://localhost/', 'http://[::1]/', 'http://x.internal/']) {
      await expect(ask(url)).rejects.toMatchObject({ kind: 'private' })
    }
    expect(fake).not.toHaveBeenCalled()
  })

  test('gives up when the time is over', async () => {
    vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const hasty = { ...net, limits: { ...standardLimits, total: 50 } }
    await expect(fetchDocument(hasty, { url: 'https://a.example/' })).rejects.toMatchObject({
      kind: 'timeout',
      message: 'a.example did not answer within 0.05 seconds.',
    })
  })
})
