import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { fetchDocument, standardLimits } from '../../src/net/fetch.ts'
import { createFetch } from '../../src/node/fetch.ts'

/** What a source is asked with, as a real server hears it. */

test('User-Agent, cookie and headers arrive as they are set', async () => {
  const heard: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    heard.push(request.headers)
    response.end('<rss/>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const allowPrivate = ['127.0.0.1']
  const { fetch, close } = createFetch({ allowPrivate })
  try {
    const net = { fetch, now: Date.now, allowPrivate, userAgent: 'ara-feeds', limits: standardLimits }
    await fetchDocument(net, {
      url: `http://127.0.0.1:${port}/`,
      userAgent: 'Newsroom/1.0',
      headers: { Cookie: 'a=b; c=d', 'X-Name': 'J\xf6rg', Referer: 'https://site.example/' },
    })
    await fetchDocument(net, { url: `http://127.0.0.1:${port}/` })
    expect(heard[0]).toMatchObject({ 'user-agent': 'Newsroom/1.0', cookie: 'a=b; c=d', 'x-name': 'J\xf6rg' })
    expect(heard[0]?.referer).toBe('https://site.example/')
    expect([heard[1]?.['user-agent'], heard[1]?.cookie]).toEqual(['ara-feeds', undefined])
  } finally {
    await close()
    server.close()
  }
})
