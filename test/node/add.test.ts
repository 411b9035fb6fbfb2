import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { runAdd } from '../../src/node/commands/upkeep.ts'
import { install } from './installation.ts'

/** `ara add` of a site, of a feed, and of what can't be read. */

const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>Site</title>
<item><title>Bridge opens</title><guid isPermaLink="false">g1</guid></item></channel></rss>`

afterEach(() => void vi.restoreAllMocks())

async function serveSite() {
  const server = createServer((request, response) => {
    if (request.url === '/news.rss') return response.setHeader('content-type', 'application/rss+xml').end(RSS)
    if (request.url !== '/') return response.writeHead(404).end()
    const link = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
    return response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Site</title>${link}<p>Hello`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { site: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

test('a site is followed to its feed; what has none is added with its fault', async () => {
  const { site, close } = await serveSite()
  const installation = install()
  vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await runAdd(installation.open, site, undefined)
    expect(await installation.all('SELECT url FROM sources')).toEqual([{ url: `${site}news.rss` }])
    expect(await installation.all('SELECT count(*) AS count FROM items')).toEqual([{ count: 1 }])
    await expect(runAdd(installation.open, site, undefined)).rejects.toThrow(/is the source .* already/)
    await expect(runAdd(installation.open, `${site}nothing`, undefined)).rejects.toThrow(/404/)
    expect(await installation.all('SELECT url FROM sources ORDER BY url')).toHaveLength(2)
  } finally {
    close()
  }
})
