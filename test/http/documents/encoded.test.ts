import zlib, { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createCompress } from '../../../src/http/documents/finished.ts'
import { openBackend, story } from '../backend.ts'

const GZIP = { 'Accept-Encoding': 'gzip' }

async function withStory() {
  const backend = openBackend({ compress: createCompress(zlib) })
  await backend.take(story('Bridge closed', 'The river rose again on Thursday and the bridge was closed. '.repeat(20)))
  return backend
}

describe('pages and answers of the API', () => {
  test.each(['/', '/2015/06/bridge-closed/', '/api/items', '/sitemap.xml', '/wp-json/wp/v2/posts', '/nothing'])(
    '%s is the same, compressed',
    async (path) => {
      const backend = await withStory()
      const plain = await backend.ask(path)
      const packed = await backend.ask(path, { headers: GZIP })
      const bytes = Buffer.from(await packed.arrayBuffer())
      const text = await plain.text()
      const isPacked = packed.headers.get('Content-Encoding') === 'gzip'
      expect((isPacked ? gunzipSync(bytes) : bytes).toString()).toBe(text)
      expect([path, isPacked]).toEqual([path, plain.status === 200 && text.length >= 1_000])
      expect(packed.headers.get('Content-Length') ?? `${bytes.byteLength}`).toBe(`${bytes.byteLength}`)
      const differ = ['content-length', 'content-encoding']
      const rest = ({ headers }: Response) => [...headers].filter(([name]) => !differ.includes(name))
      expect(rest(packed)).toEqual(rest(plain))
    },
  )

  test('whoever has the page is told so, whatever the encoding', async () => {
    const backend = await withStory()
    const etag = (await backend.ask('/', { headers: GZIP })).headers.get('ETag') ?? ''
    const again = await backend.ask('/', { headers: { ...GZIP, 'If-None-Match': etag } })
    expect([again.status, again.headers.get('Content-Encoding')]).toEqual([304, null])
    const head = await backend.ask('/', { method: 'HEAD', headers: GZIP })
    expect([head.headers.get('Content-Encoding'), await head.text()]).toEqual(['gzip', ''])
  })

  test('small and refused ones are sent as they are', async () => {
    const backend = await withStory()
    for (const [path, headers] of [
      ['/healthz', GZIP],
      ['/', { 'Accept-Encoding': 'gzip;q=0' }],
      ['/', {}],
    ] as const) {
      const response = await backend.ask(path, { headers })
      expect([path, response.status, response.headers.get('Content-Encoding')]).toEqual([path, 200, null])
      expect(response.headers.get('Vary')).toContain('Accept-Encoding')
    }
  })
})
