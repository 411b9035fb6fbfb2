import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createService } from '../../src/service.ts'
import { createBlobs, createD1 } from '../../src/worker/bindings.ts'

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
    config: { baseUrl: 'https://feeds.example', allowPrivate: [] },
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
