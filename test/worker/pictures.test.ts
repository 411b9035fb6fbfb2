import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createService } from '../../src/service.ts'
import { createBlobs, createD1 } from '../../src/worker/bindings.ts'
import { png } from '../service/rasters.ts'

type Draft = { readonly _ara: { readonly code: string } }

/** The service as a Worker has it, over D1 and R2; the network is the test's. */

const PNG = Uint8Array.from('\x89PNG\r\n\x1a\npicture', (sign) => sign.charCodeAt(0))

const channel = {
  id: 'desk',
  title: 'Desk',
  description: 'News.',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  sources: [],
} as const

async function openService() {
  await reset()
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  const site = { now: Date.UTC(2015, 5, 10), isThere: true }
  const service = createService({
    db: createD1(env.DB),
    fetch: async () => (site.isThere ? new Response(PNG) : new Response('', { status: 404 })),
    channels: [channel],
    config: { baseUrl: 'https://feeds.example', apiToken: 'the-token-of-this-test', allowPrivate: [] },
    version: '1.2.3',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => site.now,
    random: () => 0,
    pause: async () => undefined,
    secret: () => undefined,
    blobs: createBlobs(env.MEDIA),
  })
  return { service, site }
}

test('a picture outlives the site that it came from on Workers, too', async () => {
  const { service, site } = await openService()
  const story = '---\nimage: https://aranews.net/a.png\n---\nA bridge opens\n\nThe bridge is open.\n'
  await service.takeFile('story.txt', new TextEncoder().encode(story))
  expect(await service.mirrorPictures()).toEqual({ kept: 1, gone: 0, failed: 0 })
  site.isThere = false
  site.now += 8 * 24 * 3_600_000
  expect(await service.mirrorPictures()).toEqual({ kept: 0, gone: 1, failed: 0 })
  const feed = (await (await service.app.request('/feed.json')).json()) as { readonly items: { image: string }[] }
  const address = feed.items[0]?.image ?? ''
  expect(address).toMatch(/^https:\/\/feeds\.example\/media\/[0-9a-f]{64}$/)
  const copy = await service.app.request(new URL(address).pathname)
  expect(copy.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await copy.arrayBuffer())).toEqual(PNG)
})

test('one that is handed in is shown with its story, and gone from R2 when nobody uses it for thirty days', async () => {
  const { service, site } = await openService()
  const bytes = png(640, 480)
  const ask = async (method: string, path: string, body?: Uint8Array<ArrayBuffer> | string, type = 'image/png') =>
    service.app.request(path, {
      method,
      headers: { authorization: 'Bearer the-token-of-this-test', 'content-type': type },
      ...(body === undefined ? {} : { body }),
    })
  const first = await ask('POST', '/api/pictures', bytes)
  const { url, hash } = (await first.json()) as { readonly url: string; readonly hash: string }
  expect([first.status, (await ask('POST', '/api/pictures', bytes)).status]).toEqual([201, 200])
  expect((await service.app.request(`/media/${hash}`)).status).toBe(404)
  expect((await ask('GET', `/media/${hash}`)).status).toBe(200)
  const other = (await (await ask('POST', '/api/pictures', png(64, 48))).json()) as { readonly hash: string }
  const draft = { title: 'A bridge opens', content_html: `<p>Open.</p><img src="${url}">` }
  const code = ((await (await ask('POST', '/api/drafts', JSON.stringify(draft), 'application/json')).json()) as Draft)
    ._ara.code
  for (const days of [1, 31]) {
    site.now += days * 24 * 3_600_000
    await service.tidyPictures()
  }
  expect([(await env.MEDIA.get(hash)) === null, (await env.MEDIA.get(other.hash)) === null]).toEqual([false, true])
  expect((await service.app.request(`/media/${hash}`)).status).toBe(404)
  await ask('POST', `/api/drafts/${code}/publish`)
  expect((await service.app.request(`/media/${hash}`)).status).toBe(200)
  const feed = await (await service.app.request('/feed.json')).text()
  expect(feed).toContain(url)
  expect(feed).toContain('width=\\"640\\" height=\\"480\\"')
})
