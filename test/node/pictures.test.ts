import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { openBlobs } from '../../src/node/blobs.ts'
import { createFetch } from '../../src/node/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { makeFolder, startServer } from './process.ts'

/** A whole service over real sockets and files; only its clock is the test's. */

const DAY = 24 * 3_600_000
const MIB = 1024 * 1024
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A service with one story, whose picture is `/a.png` of the server that also has its feed. */
async function openService(answer: Answer) {
  const { base, close } = await startServer((request, response) => {
    if (request.url === '/feed.json') response.setHeader('content-type', 'application/feed+json').end(toFeed())
    else answer(request, response)
  })
  const toFeed = () => {
    const item = { id: 'urn:1', title: 'A bridge opens', content_html: '<p>It is open.</p>', image: `${base}/a.png` }
    return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [item] })
  }
  const clock = { now: Date.now() }
  const lines: string[] = []
  const write = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`)
  const database = join(makeFolder(), 'ara.db')
  const db = openDatabase(database)
  const network = createFetch({ allowPrivate: ['127.0.0.1'] })
  closing.push(close, network.close, () => db.close())
  const channel = {
    id: 'desk',
    title: 'Desk',
    description: 'News.',
    language: 'en',
    tag: 'aranews.net,2013',
    hosts: ['127.0.0.1'],
    linkTo: 'permalink',
    sources: [{ id: 'main', url: `${base}/feed.json` }],
  } as const
  const service = createService({
    db,
    fetch: network.fetch,
    channels: [channel],
    config: { baseUrl: 'https://feeds.example', allowPrivate: ['127.0.0.1'] },
    version: '1.2.3',
    log: { info: write, warn: write, error: write },
    now: () => clock.now,
    random: () => 0,
    pause: async () => undefined,
    secret: () => undefined,
    blobs: openBlobs(database),
  })
  await service.pollDue()
  const image = async () => {
    const feed = (await (await service.app.request('/feed.json')).json()) as { readonly items: { image: string }[] }
    return feed.items[0]?.image ?? ''
  }
  const fault = async () => (await db.first<{ fault: string }>('SELECT fault FROM pictures'))?.fault
  return { service, clock, lines, image, fault, base }
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and what else there is', 'latin1')

test('a picture outlives the site that it came from', async () => {
  let isThere = true
  const { service, clock, image, base } = await openService((_, response) => {
    if (isThere) response.setHeader('content-type', 'image/png').end(PNG)
    else response.writeHead(404).end()
  })
  expect(await service.mirrorPictures()).toEqual({ kept: 1, gone: 0, failed: 0 })
  expect(await image()).toBe(`${base}/a.png`)
  isThere = false
  clock.now += 8 * DAY
  expect(await service.mirrorPictures()).toEqual({ kept: 0, gone: 1, failed: 0 })
  const address = await image()
  expect(address).toMatch(/^https:\/\/feeds\.example\/media\/[0-9a-f]{64}$/)
  const copy = await service.app.request(new URL(address).pathname)
  expect(copy.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await copy.arrayBuffer())).toEqual(PNG)
  isThere = true
  clock.now += 8 * DAY
  expect(await service.mirrorPictures()).toEqual({ kept: 1, gone: 0, failed: 0 })
  expect(await image()).toBe(`${base}/a.png`)
})

test('a picture of exactly 5 MiB is kept', async () => {
  const large = Buffer.concat([PNG, Buffer.alloc(5 * MIB - PNG.length)])
  const { service } = await openService((_, response) => response.end(large))
  expect(await service.mirrorPictures()).toEqual({ kept: 1, gone: 0, failed: 0 })
})

describe('no picture is', () => {
  const large = Buffer.concat([PNG, Buffer.alloc(5 * MIB)])
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const chunks = (response: ServerResponse) => {
    response.on('error', () => undefined)
    for (let at = 0; at < large.length; at += 65_536) response.write(large.subarray(at, at + 65_536))
    response.end()
  }
  const cases: readonly (readonly [string, Answer, RegExp])[] = [
    ['more than 5 MiB', (_, response) => response.end(large), /sent more than 5 MiB\.$/],
    ['more than 5 MiB without a length', (_, response) => chunks(response), /sent more than 5 MiB\.$/],
    [
      'a bomb of gzip',
      (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(60 * MIB))),
      /sent more than 5 MiB\.$/,
    ],
    ['an SVG', (_, response) => response.setHeader('content-type', 'image/svg+xml').end(svg), /no raster picture\.$/],
    ['an SVG that lies', (_, response) => response.setHeader('content-type', 'image/png').end(svg), /no raster/],
    ['a page', (_, response) => response.setHeader('content-type', 'text/html').end('<p>Not found'), /no raster/],
    [
      'one cut short',
      (_, response) => response.setHeader('content-length', 99_999).write(PNG, () => response.destroy()),
      /closed|broke off/,
    ],
    [
      'at a private address',
      (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/a.png' }).end(),
      /^169\.254\.169\.254 is a private address/,
    ],
    ['behind a loop', (request, response) => response.writeHead(302, { location: request.url }).end(), /loop/],
  ]
  test.each(cases)('%s', async (_, answer, sentence) => {
    const { service, fault, image, base } = await openService(answer)
    expect(await service.mirrorPictures()).toEqual({ kept: 0, gone: 0, failed: 1 })
    expect(await fault()).toMatch(sentence)
    expect(await image()).toBe(`${base}/a.png`)
  })
})
