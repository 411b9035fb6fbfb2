import { createServer, type OutgoingHttpHeaders, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { createCompress } from '../../src/http/documents/finished.ts'
import { createCachedAnswers } from '../../src/http/documents/shortcut.ts'
import { createCacheShortcut } from '../../src/node/shortcuts.ts'
import { openBackend, story } from '../http/backend.ts'

/** Finished documents that are sent before the routes are asked are the very answers of the routes. */

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Reply = { readonly status: number; readonly headers: Record<string, string>; readonly body: string }

async function start() {
  const inner = openBackend()
  const { db, take } = inner
  const backend = openBackend({ db, compress: createCompress(zlib), written: () => db.written() })
  const shortcut = createCacheShortcut({ cachedAnswer: createCachedAnswers(backend.backend) })
  const listener = getRequestListener(createApp(backend.backend).fetch)
  const state = { isOpen: true, short: 0 }
  const server = createServer((incoming, outgoing) => {
    if (state.isOpen && shortcut(incoming, outgoing)) state.short++
    else listener(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const ask = (path: string, headers: Readonly<Record<string, string | readonly string[]>> = {}, method = 'GET') =>
    new Promise<Reply>((resolve, reject) => {
      const sent = send(
        { port, host: '127.0.0.1', path, method, headers: headers as OutgoingHttpHeaders, agent: false },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const { date: _, ...rest } = response.headers as Record<string, string>
            resolve({ status: response.statusCode ?? 0, headers: rest, body: Buffer.concat(chunks).toString('base64') })
          })
        },
      )
      sent.on('error', reject)
      sent.end()
    })
  return { take, ask, call: backend.ask, state }
}

async function withStories() {
  const running = await start()
  await running.take(story('Bridge closed', 'The river rose again on Thursday and the bridge was closed. '.repeat(30)))
  for (const path of PATHS) await running.ask(path)
  return running
}

const PATHS = ['/feed.atom', '/feed.json?limit=5', '/ara-news/feed.rss?q=bridge', '/archive.json', '/comments/feed.rss']

test('short or by the routes: the same status, headers and bytes', async () => {
  const { ask, state } = await withStories()
  for (const path of PATHS) {
    const etag = (await ask(path)).headers.etag ?? ''
    for (const [method, headers] of [
      ['GET', {}],
      ['HEAD', {}],
      ['GET', { 'accept-encoding': 'gzip, br' }],
      ['HEAD', { 'accept-encoding': 'gzip' }],
      ['GET', { 'if-none-match': etag }],
      ['HEAD', { 'if-none-match': `"x", ${etag}` }],
      ['GET', { 'if-none-match': ['"x"', etag] }],
      ['GET', { 'if-none-match': '"x"', range: 'bytes=0-1' }],
      ['GET', { 'if-modified-since': new Date().toUTCString() }],
      ['GET', { authorization: 'Bearer x', cookie: 'a=b' }],
    ] as const) {
      const before = state.short
      const short = await ask(path, headers, method)
      expect([path, state.short - before]).toEqual([path, 1])
      state.isOpen = false
      expect(await ask(path, headers, method)).toEqual(short)
      state.isOpen = true
    }
  }
})

test('everything else is left to the routes', async () => {
  const { ask, state } = await withStories()
  const before = state.short
  const replies = [
    await ask('/feed.atom', { 'sec-fetch-dest': 'document' }),
    await ask('/feed.atom', { host: 'aranews.net' }),
    await ask('/feed.atom', {}, 'POST'),
    await ask('/feed.atom', {}, 'OPTIONS'),
    await ask('/feed.atom?limit=0'),
    await ask('/nothing'),
  ]
  expect(replies.map(({ status }) => status)).toEqual([200, 301, 405, 204, 400, 404])
  expect(replies[0]?.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(state.short).toBe(before)
})

test('a change is seen by the very next request, whoever made it', async () => {
  const { ask, call, state } = await withStories()
  const read = async () => Buffer.from((await ask('/feed.json?limit=5')).body, 'base64').toString()
  await read()
  const { items } = JSON.parse(await read()) as { readonly items: readonly { readonly id: string }[] }
  const path = `/api/items/${encodeURIComponent(items[0]?.id ?? '')}`
  expect(
    (await call(path, { method: 'PATCH', token: true, json: { title: 'Bridge open', note: 'It is.' } })).status,
  ).toBe(200)
  expect(await read()).toContain('Bridge open')
  const before = state.short
  expect(await read()).toContain('Bridge open')
  expect(state.short).toBe(before + 1)
})
