import { afterEach, expect, test } from 'vitest'
import type { Log } from '../../../src/log.ts'
import { createLaneThread } from '../../../src/node/lane/lane.ts'
import { openService } from '../../../src/node/open.ts'
import { install } from '../installation.ts'
import { TOKEN } from '../process.ts'

/** The real thread over a real file, and one that dies and hangs. */

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function toData() {
  const { folder, database, feeds } = install()
  const config = { baseUrl: 'https://feeds.example', apiToken: TOKEN, allowPrivate: [], host: '127.0.0.1', port: 0 }
  return { ...config, database, archive: folder, feeds }
}

function openLog() {
  const said: string[] = []
  const log: Log = { info: () => {}, warn: (line) => said.push(line), error: (line) => said.push(line) }
  return { said, log }
}

test('what was written is in the next answer of the thread; what was erased is in none, nor in its memory', async () => {
  const data = toData()
  const { said, log } = openLog()
  const lane = createLaneThread(data, log)
  const { service, close } = await openService(data, {}, log, { aside: lane })
  closing.push(close, lane.close)
  lane.start()
  await expect.poll(lane.isReady, { timeout: 30_000 }).toBe(true)
  const call = (path: string, method = 'GET', json?: unknown) =>
    service.app.request(`https://feeds.example${path}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
  let id = ''
  // Right after each other: neither sees the moment of the request before.
  for (let n = 0; n < 15; n++) {
    const posted = await call('/api/items', 'POST', {
      title: `Story number${n} of the river`,
      content_text: 'It rose.',
    })
    expect(posted.status).toBe(201)
    id = ((await posted.json()) as { readonly id: string }).id
    for (const path of ['/feed.json', `/feed.rss?q=number${n}`, `/wp-json/wp/v2/posts?search=number${n}`, '/']) {
      expect(await (await call(path)).text(), path).toContain(`number${n} of`)
    }
  }
  const erased = await call(`/api/items/${encodeURIComponent(id)}`, 'DELETE', { reason: 'Danger.', erase: true })
  expect(erased.status).toBe(200)
  for (const path of ['/feed.json', '/feed.rss', '/?q=number14', '/wp-json/wp/v2/posts']) {
    expect(await (await call(path)).text(), path).not.toContain('number14 of')
  }
  expect(said).toEqual([])
})

const FAULTY = new URL('./faulty-thread.js', import.meta.url)

function openFaulty(longest = 20_000) {
  const { said, log } = openLog()
  const lane = createLaneThread(toData(), log, { file: FAULTY, longest, megabytes: 32 })
  closing.push(lane.close)
  const ask = (path: string) => lane.ask({ url: `https://feeds.example/${path}`, method: 'GET', headers: [] })
  return { said, lane, ask }
}

test.each(['die', 'throw', 'memory'])(
  'a thread that ends (%s) is replaced, and what it was asked answered 503',
  async (how) => {
    const { said, ask } = openFaulty()
    for (let time = 1; time <= 2; time++) {
      await expect(ask(how)).rejects.toMatchObject({ status: 503, members: { retryAfter: 2 } })
      expect((await ask('fine')).status).toBe(200)
      expect(said).toHaveLength(time)
    }
  },
)

test('a thread that hangs is replaced', async () => {
  const { said, ask } = openFaulty(300)
  await expect(ask('hang')).rejects.toMatchObject({ status: 503 })
  expect(said).toHaveLength(1)
})

test('what a thread can not answer ends nothing; after closing nothing is asked', async () => {
  const { said, lane, ask } = openFaulty()
  await expect(ask('reason')).rejects.toMatchObject({ status: 503 })
  expect((await ask('fine')).status).toBe(200)
  await lane.close()
  await expect(ask('fine')).rejects.toMatchObject({ status: 503 })
  expect(said).toEqual([])
})
