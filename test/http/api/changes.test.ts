import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import type { Backend } from '../../../src/http/backend.ts'
import { createWaiting } from '../../../src/http/waiting.ts'
import { openDatabase } from '../../../src/node/sqlite/sqlite.ts'
import { loadMark } from '../../../src/store/feeds/changes.ts'
import { openBackend, story, type TestBackend } from '../backend.ts'

type Page = { readonly changes: readonly { readonly seq: number; readonly kind: string }[]; readonly next: string }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** As the service: who writes wakes whoever waits. */
function open(fields: Partial<Backend> = {}) {
  const backend = openBackend(fields)
  const { waiting } = backend.backend
  closing.push(waiting.close)
  const publish = async (title: string) => {
    await backend.take(story(title, 'The river rose again.'))
    waiting.wake()
  }
  return { ...backend, waiting, publish }
}

const read = async (response: Response | Promise<Response>) => (await (await response).json()) as Page
const last = async ({ ask }: Pick<TestBackend, 'ask'>) => (await read(ask('/api/changes?limit=1000'))).next

test('who waits is answered as soon as there is a change', async () => {
  const backend = open()
  await backend.publish('One')
  const after = await last(backend)
  const waiting = read(backend.ask(`/api/changes?after=${after}&wait=60`))
  await backend.publish('Two')
  const { changes, next } = await waiting
  expect(changes).toMatchObject([{ kind: 'create' }])
  expect(next).toBe(await last(backend))
})

test('with a change that is there already nobody waits, nor without being asked to', async () => {
  const backend = open()
  await backend.publish('One')
  expect((await read(backend.ask('/api/changes?wait=60'))).changes).toHaveLength(1)
  const after = await last(backend)
  expect(await read(backend.ask(`/api/changes?after=${after}`))).toEqual({ changes: [], next: after })
  expect(await read(backend.ask(`/api/changes?after=${after}&wait=0`))).toEqual({ changes: [], next: after })
  expect((await backend.ask(`/api/changes?after=${after}&wait=60`, { method: 'HEAD' })).status).toBe(200)
})

test('at the end of waiting there is an empty list and the same cursor', async () => {
  const backend = open()
  await backend.publish('One')
  const after = await last(backend)
  expect(await read(backend.ask(`/api/changes?after=${after}&wait=1`))).toEqual({ changes: [], next: after })
  const empty = open()
  const { next } = await read(empty.ask('/api/changes?wait=1'))
  expect(next).toBe(await last(empty))
})

test('whatever makes no sense is refused at once', async () => {
  const backend = open()
  for (const wait of ['61', '-1', '1.5', 'x', '1e1']) {
    const response = await backend.ask(`/api/changes?wait=${wait}`)
    expect([wait, response.status, await response.json()]).toMatchObject([wait, 400, { field: 'wait' }])
  }
  expect((await backend.ask('/api/changes?after=abc.1&wait=60')).status).toBe(410)
})

test('twenty of one sender wait, and no more; others and tokens do', async () => {
  const backend = open({ sender: (request) => request.headers.get('X-Sender') ?? undefined })
  await backend.publish('One')
  const path = `/api/changes?wait=60&after=${await last(backend)}`
  const wait = (sender: string, token = false) => backend.ask(path, { token, headers: { 'X-Sender': sender } })
  const many = Array.from({ length: 20 }, () => wait('192.0.2.1'))
  const refused = await wait('192.0.2.1')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '5'])
  const others = [wait('192.0.2.2'), wait('192.0.2.1', true), wait('127.0.0.1'), wait('127.0.0.1')]
  await backend.publish('Two')
  for (const response of await Promise.all([...many, ...others])) expect(response.status).toBe(200)
  const again = wait('192.0.2.1')
  await backend.publish('Three')
  expect((await again).status).toBe(200)
})

test('who hangs up gives the place up at once', async () => {
  const backend = open({ sender: () => '192.0.2.1' })
  await backend.publish('One')
  const url = `http://x.example/api/changes?wait=60&after=${await last(backend)}`
  const app = createApp(backend.backend)
  const hanging = Array.from({ length: 20 }, () => {
    const line = new AbortController()
    return { line, answer: app.request(new Request(url, { signal: line.signal })) }
  })
  expect((await app.request(url)).status).toBe(429)
  for (const { line } of hanging) line.abort()
  for (const { answer } of hanging) expect((await answer).status).toBe(200)
  const waiting = app.request(url)
  await backend.publish('Two')
  expect((await waiting).status).toBe(200)
})

test('when the service ends all are let go of, and nobody waits any more', async () => {
  const backend = open()
  await backend.publish('One')
  const after = await last(backend)
  const path = `/api/changes?wait=60&after=${after}`
  const hanging = Array.from({ length: 9 }, () => read(backend.ask(path)))
  backend.waiting.close()
  for (const page of await Promise.all(hanging)) expect(page).toEqual({ changes: [], next: after })
  expect(await read(backend.ask(path))).toEqual({ changes: [], next: after })
})

test('nobody asks the database while nothing is written, and all who wait ask once', async () => {
  const inner = openBackend()
  const asked: string[] = []
  const db = {
    ...inner.backend.db,
    all: (sql: string, ...values: never[]) => {
      if (sql.includes('FROM changes')) asked.push(sql)
      return inner.backend.db.all(sql, ...values)
    },
  } as Backend['db']
  const waiting = createWaiting({
    written: () => inner.db.written(),
    loadMark: () => loadMark(inner.backend.db),
    tick: 10,
  })
  const backend = open({ db, waiting })
  await inner.take(story('One', 'The river rose.'))
  const after = await last(backend)
  const path = `/api/changes?wait=60&after=${after}`
  const hanging = Array.from({ length: 50 }, () => read(backend.ask(path)))
  // More than one look at what others wrote, the first of which wakes everybody.
  await new Promise((resolve) => setTimeout(resolve, 150))
  const before = asked.length
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(asked.length).toBe(before)
  await inner.take(story('Two', 'The river rose.'))
  for (const { changes } of await Promise.all(hanging)) expect(changes).toHaveLength(1)
  expect(asked.length).toBe(before + 1)
})

test('what another process writes wakes, too', async () => {
  const folder = mkdtempSync('/tmp/ara-')
  closing.push(() => rmSync(folder, { recursive: true }))
  const [own, other] = [openDatabase(`${folder}/ara.db`), openDatabase(`${folder}/ara.db`)]
  closing.push(
    () => own.close(),
    () => other.close(),
  )
  const waiting = createWaiting({ written: () => own.written(), loadMark: () => loadMark(own), tick: 10 })
  const backend = open({ db: own, waiting })
  const after = await last(backend)
  const hanging = read(backend.ask(`/api/changes?wait=60&after=${after}`))
  await new Promise((resolve) => setTimeout(resolve, 50))
  await other.run(`INSERT INTO items (id, key, public_id, channel, owner, permalink, code, position, first_seen, updated,
    revision, fingerprint, shown) VALUES (1, 'k', 'urn:1', 'ara-news', 'import', '/2015/06/a/', 'c', 1, 1, 1, 1, 'f', '{}')`)
  await other.run(`INSERT INTO changes (kind, item, channel, revision, at) VALUES ('create', 1, 'ara-news', 1, 1)`)
  expect((await hanging).changes).toMatchObject([{ item: 'urn:1' }])
})

async function serve(backend: TestBackend): Promise<number> {
  const server = createServer(getRequestListener(createApp(backend.backend).fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return (server.address() as AddressInfo).port
}

test('of 500 waiting clients that are cut at random none misses or doubles a change', async () => {
  const backend = open()
  await backend.publish('Before')
  const start = await last(backend)
  const port = await serve(backend)
  const STORIES = 40
  const end = Number(start.split('.')[1]) + STORIES
  let cuts = 0
  /** Undefined where the line was cut. */
  const ask = (after: string, patience: number) =>
    new Promise<Page | undefined>((resolve) => {
      const path = `/api/changes?wait=30&after=${after}`
      const sent = send({ port, host: '127.0.0.1', path, agent: false }, async (response: IncomingMessage) => {
        let body = ''
        try {
          for await (const chunk of response) body += chunk
          resolve(JSON.parse(body) as Page)
        } catch {
          resolve(undefined)
        }
      })
      sent.on('error', () => resolve(undefined))
      sent.on('close', () => clearTimeout(timer))
      const timer = setTimeout(() => sent.destroy(), patience)
      sent.end()
    })
  const follow = async () => {
    const seen: number[] = []
    for (let after = start; (seen.at(-1) ?? 0) < end; ) {
      const page = await ask(after, 20 + Math.random() * 3_000)
      if (page === undefined) {
        cuts++
        continue
      }
      seen.push(...page.changes.map(({ seq }) => seq))
      after = page.next
    }
    return seen
  }
  const clients = Array.from({ length: 500 }, follow)
  for (let n = 0; n < STORIES; n++) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    await backend.publish(`Story ${n}`)
  }
  const all = Array.from({ length: STORIES }, (_, n) => end - STORIES + 1 + n)
  for (const seen of await Promise.all(clients)) expect(seen).toEqual(all)
  expect(cuts).toBeGreaterThan(50)
})
