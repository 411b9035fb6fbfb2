import { cpSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { once } from '../../src/rounds.ts'
import { SAMPLE } from '../sample.ts'
import { writeFeeds } from './installation.ts'
import { makeFolder, type Running, startServer, startService, TOKEN, until } from './process.ts'

/** The service as a user has it: a real process, real sockets, a database in a file. */

const sample = fileURLToPath(new URL('../fixtures/iran-will-save-assad.txt', import.meta.url))
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type JsonItem = {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly content_text: string
  readonly authors: readonly { readonly name: string }[]
  readonly _ara: Readonly<Record<string, unknown>> & {
    readonly short_url: string
    readonly code: string
    readonly key: string
  }
}

/** One of its own, for a test that looks at all that is stored. */
async function start(variables: Readonly<Record<string, string>> = {}): Promise<Running> {
  const running = await startEmpty(variables)
  closing.push(running.stop)
  return running
}

/** The same one for tests that do not mind each other's sources. */
const share = once(() => startEmpty({}))

afterAll(async () => {
  await (await share()).stop()
})

function startEmpty(variables: Readonly<Record<string, string>>): Promise<Running> {
  const folder = makeFolder()
  const feeds = writeFeeds(folder)
  return startService({
    DATABASE: join(folder, 'ara.db'),
    ARCHIVE: makeFolder(),
    FEEDS: feeds,
    ALLOW_PRIVATE: '127.0.0.1',
    ...variables,
  })
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const { base, close } = await startServer(answer)
  closing.push(close)
  return base
}

async function items(running: Running, query = ''): Promise<readonly JsonItem[]> {
  const response = await running.call(`/feed.json${query}`)
  return ((await response.json()) as { readonly items: readonly JsonItem[] }).items
}

async function post(running: Running, path: string, body: unknown): Promise<Response> {
  return running.call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function addSource(running: Running, url: string): Promise<string> {
  const response = await post(running, '/api/sources', { url })
  expect(response.status).toBe(201)
  return ((await response.json()) as { readonly id: string }).id
}

async function refresh(
  running: Running,
  id: string,
): Promise<{ outcome: string; reason?: string; added: number; updated: number }> {
  const response = await running.call(`/api/sources/${id}/refresh`, { method: 'POST' })
  expect(response.status).toBe(200)
  return response.json() as never
}

function rss(entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Wire</title>${entries.join('')}</channel></rss>`
}

test('the sample story is taken apart as the agency means it, and its short link leads to its page', async () => {
  const archive = makeFolder()
  cpSync(sample, join(archive, 'iran-will-save-assad.txt'))
  const running = await start({ ARCHIVE: archive })
  const [story, ...others] = await items(running)
  expect(others).toEqual([])
  expect(story).toMatchObject({
    title: SAMPLE.title,
    authors: [{ name: SAMPLE.author }],
    _ara: { ...SAMPLE.press, key: SAMPLE.key, code: SAMPLE.code },
  })
  expect(story?._ara.caption).toContain('Revolutionary Guards')
  expect(story?.content_text).toMatch(/^Subsequent to the recent gains[\s\S]*new challenges in the north\.$/)
  expect(story?.content_text).not.toMatch(/Repowering|Source:|Twitter|Short link|Leave a comment|7 − 2/)
  const link = await fetch(story?._ara.short_url.replace('localhost', '127.0.0.1') ?? '', { redirect: 'manual' })
  expect(link.status).toBe(302)
  expect(link.headers.get('location')).toBe(story?.url)
  const page = await fetch(story?.url.replace('localhost', '127.0.0.1') ?? '')
  expect(page.status).toBe(200)
  expect(page.headers.get('link')).toContain('rel="shortlink"')
  expect(await page.text()).toContain('Iran will save Assad')
})

test.each([
  ['two hosts', 'Host: a.example\r\nHost: b.example'],
  ['one host twice', 'Host: a.example\r\nhOST: a.example'],
  ['an empty one and another', 'Host:\r\nHost: a.example'],
])('%s in one request are refused', async (_, hosts) => {
  const running = await share()
  const { hostname, port } = new URL(running.base)
  const socket = connect(Number(port), hostname)
  socket.end(`GET /feed.atom HTTP/1.1\r\n${hosts}\r\n\r\n`)
  expect(String(Buffer.concat(await socket.toArray()))).toMatch(/^HTTP\/1\.1 400 /)
})

test('a file that appears is published, the same file again is nothing, an edited one a revision', async () => {
  const archive = makeFolder()
  const running = await start({ ARCHIVE: archive })
  const file = join(archive, 'story.txt')
  const text =
    'A bridge opens\n\nARA News\n\nKobane, Syria – The bridge over the river opened on Monday after a year of repairs.\n'
  writeFileSync(file, text)
  const [first] = await until(async () => ((await items(running)).length === 1 ? items(running) : undefined))
  writeFileSync(
    file,
    text.replace('on Monday after a year of repairs', 'on Tuesday, two days late, to a crowd of thousands'),
  )
  const [second] = await until(async () => {
    const found = await items(running)
    return found[0]?.content_text.includes('Tuesday') ? found : undefined
  })
  expect(second?.id).toBe(first?.id)
  expect(second?._ara).toMatchObject({ key: first?._ara.key, code: first?._ara.code, revision: 2 })
  writeFileSync(join(archive, 'nothing.txt'), '')
  const faults = await until(async () => {
    const feed = await (await running.call('/api/faults.atom')).text()
    return feed.includes('nothing.txt') ? feed : undefined
  })
  expect(faults).toContain('nothing.txt')
  const front = await (await running.call('/')).text()
  expect(front).toContain('A bridge opens')
  expect(front).not.toContain('nothing.txt')
})

test('three servers in three formats are polled, answer 304, and each item stands once in each feed', async () => {
  const arabic = [
    ...Buffer.from(
      rss(['<item><guid>urn:a:1</guid><title>TITLE</title><description>TEXT</description></item>'])
        .toString()
        .replace('UTF-8', 'windows-1256'),
      'latin1',
    ),
  ]
  const encoded = Buffer.from(arabic)
    .toString('latin1')
    .replace('TITLE', String.fromCharCode(0xc7, 0xe1, 0xce, 0xc8, 0xd1))
    .replace('TEXT', String.fromCharCode(0xd3, 0xe6, 0xd1, 0xed, 0xc7))
  const base = await serve((request, response) => {
    if (request.url === '/rss') {
      response.setHeader('Content-Type', 'application/rss+xml')
      response.setHeader('Last-Modified', 'Mon, 01 Jun 2015 10:00:00 GMT')
      response.statusCode = request.headers['if-modified-since'] ? 304 : 200
      response.end(response.statusCode === 304 ? undefined : Buffer.from(encoded, 'latin1'))
    } else if (request.url === '/atom') {
      response.setHeader('ETag', '"one"')
      response.setHeader('Content-Type', 'application/atom+xml')
      response.statusCode = request.headers['if-none-match'] === '"one"' ? 304 : 200
      response.end(
        response.statusCode === 304
          ? undefined
          : `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:f</id>
        <updated>2015-06-01T10:00:00Z</updated><entry><id>urn:b:1</id><title>From Atom</title><updated>2015-06-01T10:00:00Z</updated>
        <link href="https://atom.example/1"/><content type="html">&lt;p&gt;Text of the entry&lt;/p&gt;</content></entry></feed>`,
      )
    } else {
      response.setHeader('Content-Type', 'application/feed+json')
      response.end(
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'J',
          items: [
            {
              id: 'urn:c:1',
              title: 'From JSON',
              content_text: 'Text of the item',
              date_published: '2015-06-01T11:00:00Z',
            },
          ],
        }),
      )
    }
  })
  const running = await start()
  const ids = [
    await addSource(running, `${base}/rss`),
    await addSource(running, `${base}/atom`),
    await addSource(running, `${base}/json`),
  ]
  for (const id of ids) expect(await refresh(running, id)).toMatchObject({ outcome: 'changed', added: 1 })
  for (const id of ids) expect(await refresh(running, id)).toMatchObject({ outcome: 'unchanged', added: 0 })
  const again = await post(running, '/api/sources', { url: `${base}/rss` })
  expect(again.status).toBe(409)
  expect(await again.text()).toContain(ids[0])
  const stored = await items(running)
  expect(stored.map((item) => item.id).sort()).toEqual(['urn:a:1', 'urn:b:1', 'urn:c:1'])
  expect(stored.find((item) => item.id === 'urn:a:1')).toMatchObject({ title: 'الخبر', content_text: 'سوريا' })
  const feeds = await Promise.all(['/feed.rss', '/feed.atom'].map(async (path) => (await running.call(path)).text()))
  for (const text of feeds) for (const item of stored) expect(text.split(item.title).length - 1).toBeGreaterThan(0)
  expect(feeds[0]?.match(/<item>/g)).toHaveLength(3)
  expect(feeds[1]?.match(/<entry[ >]/g)).toHaveLength(3)
})

test('what an editor corrected or retracted outlives polls, imports and files; a moved story keeps its names', async () => {
  let body = 'The mayor spoke to reporters in the town hall on Sunday about the water supply of the town.'
  let title = 'Mayor speaks'
  let link = 'https://wire.example/mayor'
  const base = await serve((_, response) => {
    response.setHeader('Content-Type', 'application/rss+xml')
    response.end(
      rss([
        `<item><guid isPermaLink="false">urn:mayor</guid><link>${link}</link><title>${title}</title><description>${body}</description></item>`,
        `<item><guid isPermaLink="false">urn:false</guid><title>A false report</title><description>${body}</description></item>`,
      ]),
    )
  })
  const running = await start()
  const id = await addSource(running, `${base}/feed`)
  await refresh(running, id)
  const before = (await items(running)).find((item) => item.id === 'urn:mayor')
  const patched = await running.call(`/api/items/${encodeURIComponent('urn:mayor')}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: 'Mayor speaks about water', note: 'Headline.' }),
  })
  expect(patched.status).toBe(200)
  const retracted = await running.call(`/api/items/${encodeURIComponent('urn:false')}`, {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason: 'It was not true.' }),
  })
  expect(retracted.status).toBe(200)

  title = 'Mayor talks at length'
  link = 'https://wire.example/2015/mayor-talks'
  body = 'The mayor told reporters in the town hall that the water supply will be repaired before the summer comes.'
  expect(await refresh(running, id)).toMatchObject({ outcome: 'changed', added: 0 })
  const imported = await post(running, '/api/import', {
    items: [
      {
        item: {
          guid: 'urn:false',
          title: { type: 'text', value: 'A false report' },
          content: { type: 'text', value: 'Imported again.' },
          authors: [],
          categories: [],
          attachments: [],
          pictures: [],
        },
        context: {},
      },
    ],
  })
  expect(imported.status).toBe(200)
  const after = await items(running, '?limit=200')
  const mayor = after.find((item) => item.id === 'urn:mayor')
  expect(mayor?.title).toBe('Mayor speaks about water')
  expect(mayor?.content_text).toContain('before the summer comes')
  expect(mayor?._ara).toMatchObject({
    key: before?._ara.key,
    code: before?._ara.code,
    short_url: before?._ara.short_url,
  })
  expect(after.find((item) => item.id === 'urn:false')?.title).toBe('Retracted: A false report')
  const gone = await running.call(`/api/items/${encodeURIComponent('urn:false')}`)
  expect(gone.status).toBe(410)
  expect(await gone.text()).toContain('It was not true.')
})

test('a new source with 2,000 old items puts none of them at the top, and is quiet', async () => {
  const archive = makeFolder()
  const running = await start({ ARCHIVE: archive })
  const fresh = Array.from({ length: 30 }, (_, n) => ({
    id: `urn:fresh:${n}`,
    title: `Fresh ${n}`,
    content_text: `News of today, number ${n}.`,
  }))
  for (const item of fresh) expect((await post(running, '/api/items', item)).status).toBe(201)
  const old = Array.from({ length: 2_000 }, (_, n) => {
    const date = n % 3 === 0 ? '' : `<pubDate>${new Date(Date.UTC(2014, 0, 1) + n * 60_000).toUTCString()}</pubDate>`
    return `<item><guid isPermaLink="false">urn:old:${n}</guid><title>Old ${n}</title>${date}<description>Text ${n}.</description></item>`
  })
  const base = await serve((_, response) => {
    response.setHeader('Content-Type', 'application/rss+xml')
    response.end(rss(old))
  })
  expect(await refresh(running, await addSource(running, base))).toMatchObject({ added: 2_000 })
  expect((await items(running)).every((item) => item.title.startsWith('Fresh'))).toBe(true)
})

test.each([
  [
    'answers HTML',
    (_: IncomingMessage, response: ServerResponse) =>
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Hello</title><p>No feed'),
    /HTML/,
  ],
  ['answers nothing', (_: IncomingMessage, response: ServerResponse) => response.end(), /empty|nothing/i],
  [
    'answers 500',
    (_: IncomingMessage, response: ServerResponse) => {
      response.statusCode = 500
      response.end()
    },
    /500/,
  ],
  [
    'redirects to itself',
    (request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(302, { Location: request.url }).end()
    },
    /redirect/,
  ],
  [
    'hangs up',
    (request: IncomingMessage) => {
      request.socket.destroy()
    },
    /closed|answer|reach/,
  ],
  [
    'sends 50 MB',
    (_: IncomingMessage, response: ServerResponse) => {
      const chunk = Buffer.alloc(1 << 20, 32)
      for (let n = 0; n < 50; n++) response.write(chunk)
      response.end()
    },
    /10 MiB/,
  ],
])('a source that %s is told of in one sentence and polled later', async (_, answer, sentence) => {
  // What can't be asked when it is added is taken as it is given.
  let times = 0
  const base = await serve((request, response) => {
    if (times++ > 0) answer(request, response)
    else response.writeHead(503).end()
  })
  const running = await share()
  const id = await addSource(running, base)
  const refreshed = await refresh(running, id)
  expect(refreshed.outcome).toBe('failed')
  expect(refreshed.reason).toMatch(sentence)
  const source = (await (await running.call(`/api/sources/${id}/health`)).json()) as Record<string, unknown>
  expect(JSON.stringify(source)).toMatch(sentence)
})

test('nothing that writes or fetches is done without the token', async () => {
  const running = await share()
  for (const [method, path] of [
    ['POST', '/api/sources'],
    ['POST', '/api/preview'],
    ['POST', '/api/items'],
    ['POST', '/api/import'],
    ['PATCH', '/api/items/x'],
    ['DELETE', '/api/items/x'],
    ['POST', '/api/sources/x/refresh'],
  ]) {
    const response = await fetch(running.base + path, { method: method ?? '' })
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      path,
      401,
      'application/problem+json',
    ])
  }
  expect(TOKEN).not.toBe('')
})
