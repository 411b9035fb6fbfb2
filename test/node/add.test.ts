import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { runAdd, runPreview } from '../../src/node/commands/upkeep.ts'
import { install } from './installation.ts'

/** `ara add` of a site, of a feed, and of what can't be read; `ara preview` as a source would be read. */

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

test('a preview heeds settings of a source, of an address and of a file', async () => {
  const { site, close } = await serveSite()
  const folder = await mkdtemp(join(tmpdir(), 'ara-preview-'))
  const file = join(folder, 'feed.xml')
  await writeFile(file, RSS.replace('</item>', '<pubDate>2015-06-04 12:00:00</pubDate></item>'))
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const { open } = install()
  const show = async (target: string, options: Parameters<typeof runPreview>[2]) => {
    written.mockClear()
    await runPreview(open, target, options)
    return JSON.parse(written.mock.calls.map(([text]) => String(text)).join('')).items
  }
  try {
    const date_published = '2015-06-04T09:00:00.000Z'
    expect(await show(file, { timeZone: 'Asia/Baghdad' })).toMatchObject([{ date_published }])
    const settings = JSON.stringify({ timeZone: 'Asia/Baghdad', block: [{ title: ['Bridge'] }] })
    expect(await show(file, { settings })).toMatchObject([{ date_published, _ara: { left_out: expect.anything() } }])
    expect(await show(`${site}news.rss`, { settings })).toMatchObject([{ _ara: { left_out: expect.anything() } }])
    await expect(runPreview(open, file, { settings: '[1]' })).rejects.toThrow('no JSON object')
    await expect(runPreview(open, file, { settings: '{' })).rejects.toThrow('--settings is no JSON')
    await expect(runPreview(open, file, { settings: '{"lists": 1}' })).rejects.toThrow('no member lists')
  } finally {
    close()
    await rm(folder, { recursive: true })
  }
})
