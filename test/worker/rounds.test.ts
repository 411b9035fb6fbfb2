import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadItem } from '../../src/store/feeds/feeds.ts'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import worker, { type Env } from '../../src/worker/main.ts'

/**
 * An invocation may ask D1 1,000 times, whatever the database holds
 * (developers.cloudflare.com/d1/platform/limits, read 2026-12-01). Each one here asks at most 900 times.
 */
const MOST = 900

type Told = { readonly queue: string; readonly body: Readonly<Record<string, unknown>> }

const counts = { calls: 0, rows: 0 }
const queued: Told[] = []
const waiting: Promise<unknown>[] = []
const context = { waitUntil: (work: Promise<unknown>) => void waiting.push(work) } as unknown as ExecutionContext
const BASE = 'https://feeds.example'

/** D1, with each trip there counted, and the rows that it read for it. */
function count(binding: D1Database): D1Database {
  const read = <T extends { meta?: { rows_read?: number } }>(result: T): T => {
    counts.rows += result.meta?.rows_read ?? 0
    return result
  }
  const prepare = (sql: string) => {
    const bind = (...values: unknown[]) => {
      const statement = binding.prepare(sql).bind(...values)
      const counted = async (ask: () => Promise<D1Result>) => {
        counts.calls++
        return read(await ask())
      }
      return Object.assign(statement, {
        first: async () => (await counted(() => D1PreparedStatement.prototype.all.call(statement))).results[0] ?? null,
        all: () => counted(() => D1PreparedStatement.prototype.all.call(statement)),
        run: () => counted(() => D1PreparedStatement.prototype.run.call(statement)),
      })
    }
    return { bind }
  }
  const batch = async (statements: D1PreparedStatement[]) => {
    counts.calls++
    return (await binding.batch(statements)).map(read)
  }
  return { prepare, batch } as unknown as D1Database
}

const D1PreparedStatement = Object.getPrototypeOf(env.DB.prepare('SELECT 1')).constructor

const toQueue = (queue: string) => ({
  sendBatch: async (all: Iterable<{ body: Told['body'] }>) => {
    queued.push(...[...all].map(({ body }) => ({ queue, body })))
  },
})

const bindings = {
  DB: count(env.DB),
  POLLS: toQueue('ara-polls'),
  WEBHOOKS: toQueue('ara-webhooks'),
  DELIVERIES: toQueue('ara-deliveries'),
  BASE_URL: BASE,
  API_TOKEN: 'secret-of-this-house',
  SECRET_KEY: 'a'.repeat(64),
} as unknown as Env

/** What one invocation asks. */
async function invoke(work: () => unknown): Promise<{ calls: number; rows: number }> {
  Object.assign(counts, { calls: 0, rows: 0 })
  await work()
  await Promise.all(waiting.splice(0))
  expect(counts.calls).toBeLessThanOrEqual(MOST)
  return { ...counts }
}

const tick = () => invoke(() => worker.scheduled?.({ cron: '* * * * *' } as never, bindings, context))

const again: Told[] = []

function deliver(...told: readonly Told[]) {
  const messages = told.map((one) => ({
    ...one,
    id: crypto.randomUUID(),
    attempts: 1,
    ack: () => {},
    retry: () => again.push(one),
  }))
  return invoke(() => worker.queue?.({ queue: told[0]?.queue, messages } as never, bindings, context))
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: 'Bearer secret-of-this-house', 'Content-Type': 'application/json' }
  let response: Response | undefined
  await invoke(async () => {
    response = (await worker.fetch?.(
      new Request(`${BASE}${path}`, { ...init, headers }) as never,
      bindings,
      context,
    )) as never
  })
  return response ?? Response.error()
}

/** Rows for each number from 1 on. */
const fill = (many: number, sql: string) =>
  env.DB.prepare(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${many}) ${sql}`).run()

const sent: string[] = []

beforeEach(async () => {
  await reset()
  await bringUpToDate(createD1(env.DB), { now: Date.now, where: 'The database' })
  queued.length = again.length = sent.length = 0
  vi.stubGlobal('fetch', async (url: string) => {
    sent.push(url)
    if (!url.endsWith('/feed')) return new Response('')
    const items = Array.from(
      { length: 1_000 },
      (_, at) => `<item><guid>urn:${url}:${at}</guid><title>Story ${at}</title></item>`,
    )
    return new Response(`<rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`, {
      headers: { 'Content-Type': 'application/rss+xml' },
    })
  })
})
afterEach(() => vi.unstubAllGlobals())

test('5,000 sources: a tick, and a message, which reads its own', async () => {
  await fill(
    5_000,
    `INSERT INTO sources (id, channel, url, added, options)
     SELECT 's' || n, 'ara-news', 'https://h' || n || '.example/feed', 1, iif(n % 2, '{"retryAfter":"host"}', NULL) FROM n`,
  )
  await tick()
  const polls = queued.filter(({ queue }) => queue === 'ara-polls')
  expect(polls.length).toBe(1_000)
  // Half of them were asked to wait once.
  await env.DB.exec(
    `UPDATE polls SET state = json_set(state, '$.retryAt', 1) WHERE rowid IS NULL OR source GLOB 's*1'`.replace(
      'rowid IS NULL OR ',
      '',
    ),
  )
  const own = { queue: 'ara-polls', body: { source: 's4711' } }
  await deliver(own)
  // A thousand stories were stored: looked at again there is nothing to do.
  expect(await env.DB.prepare('SELECT count(*) AS n FROM items').first('n')).toBe(1_000)
  const { rows } = await deliver(own)
  expect(rows).toBeLessThan(50)
})

test('120 topics with 20 subscribers each, and 100 webhooks: all are told, webhooks first', async () => {
  const post = (title: string) =>
    call('/api/items', { method: 'POST', body: JSON.stringify({ title, content_text: title }) })
  await post('The first')
  await tick()
  await fill(
    120,
    `INSERT INTO topics (topic, hash) SELECT '${BASE}/feed.json?limit=' || (n % 200 + 1) || '&x=' || n, 'before' FROM n`,
  )
  await fill(
    2_400,
    `INSERT INTO subscriptions (topic, callback, host, domain, expires)
     SELECT '${BASE}/feed.json?limit=' || ((n % 120 + 1) % 200 + 1) || '&x=' || (n % 120 + 1),
       'https://r' || (n / 120) || '.example/' || n, 'r' || (n / 120) || '.example', 'r' || (n / 120) || '.example',
       9e15 FROM n`,
  )
  await fill(
    100,
    `INSERT INTO webhooks (url, host, secret, created, cursor) SELECT 'https://w' || n || '.example/', 'w' || n || '.example', 'whsec_AAAA', 1, 1 FROM n`,
  )
  queued.length = 0
  await post('The second')
  const hooks = queued.filter(({ queue }) => queue === 'ara-webhooks')
  expect([hooks.length, queued.indexOf(hooks[0] as Told)]).toEqual([100, 0])
  // What is left goes on by itself, a part each time.
  const pings = new Set<unknown>()
  for (let round = 0; round < 60; round++) {
    const next = queued.findLast(({ body }) => 'distribute' in body)
    for (const { queue, body } of queued.splice(0))
      if (queue === 'ara-deliveries' && 'errand' in body) pings.add(body.errand)
    if (next === undefined) break
    await deliver(next)
  }
  expect(pings.size).toBe(2_400)
  expect(await env.DB.prepare(`SELECT count(*) AS n FROM topics WHERE hash = 'before'`).first('n')).toBe(0)
  await deliver(...hooks.slice(0, 5))
  expect(sent.filter((url) => url.includes('//w')).length).toBe(5)
})

test('a webhook that is far behind is told by several messages', async () => {
  await call('/api/webhooks', { method: 'POST', body: JSON.stringify({ url: 'https://w.example/' }) })
  for (let at = 0; at < 150; at++) {
    await env.DB.prepare(
      `INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision, fingerprint, shown)
       VALUES (?1, 'urn:' || ?1, 'ara-news', 'editor', '/2016/03/' || ?1 || '/', 'c' || ?1, ?1, 1, 1, 1, 'f',
         '{"title":"T","authors":[],"contributors":[],"categories":[],"attachments":[],"places":[],"contentHtml":"","contentText":"","summary":"","direction":"ltr"}')`,
    )
      .bind(at)
      .run()
  }
  await env.DB.exec(
    `INSERT INTO changes (kind, item, channel, revision, at) SELECT 'create', id, channel, 1, 1 FROM items`,
  )
  queued.length = 0
  await tick()
  let [message] = queued.filter(({ queue }) => queue === 'ara-webhooks')
  let messages = 0
  while (message !== undefined) {
    messages++
    await deliver(message)
    message = again.pop()
  }
  expect([messages, sent.length]).toEqual([3, 150])
})

test.each([false, true])('an import of 100 stories that were taken back (erased: %s), and are here', async (erased) => {
  const item = (n: number) => ({
    item: {
      guid: `urn:${n}`,
      title: { value: `Story ${n}`, type: 'text' },
      authors: [],
      categories: [],
      attachments: [],
      pictures: [],
    },
    context: {},
  })
  const numbers = Array.from({ length: 100 }, (_, at) => at)
  const imported = await call('/api/import', { method: 'POST', body: JSON.stringify({ items: numbers.map(item) }) })
  expect(await imported.json()).toMatchObject({ added: 100 })
  const { results } = await env.DB.prepare('SELECT key, public_id AS id, code, permalink FROM items').all()
  const withdrawn = results.map((one) => ({
    ...one,
    withdrawn: 5,
    reason: 'Wrong',
    forms: [],
    ...(erased ? { erased } : {}),
  }))
  const taken = await call('/api/import', { method: 'POST', body: JSON.stringify({ withdrawn }) })
  expect([taken.status, await taken.json()]).toEqual([200, { withdrawn: 100, retracted: 100 }])
  expect(counts.calls).toBeLessThan(erased ? 130 : 40)
  expect(await loadItem(createD1(env.DB), 'urn:7')).toMatchObject({ state: 'retracted', ...(erased ? { erased } : {}) })
})

test('everything at once: what is left waits for the next minute', async () => {
  await fill(
    2_000,
    `INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision, fingerprint, shown, edit)
     SELECT 'k' || n, 'urn:' || n, 'ara-news', 'editor', '/2016/03/' || n || '/', 'c' || n, n, 1, 1, 1, 'f',
       '{"title":"T","authors":[],"contributors":[],"categories":[],"attachments":[],"places":[],"contentHtml":"","contentText":"Text","summary":"","direction":"ltr"}', NULL FROM n`,
  )
  await env.DB.exec(
    `INSERT INTO revisions (item, revision, at, by, received) SELECT id, 1, 1, 'editor', '{"item":{"title":{"value":"T","type":"text"},"authors":[],"categories":[],"attachments":[],"pictures":[]},"context":{}}' FROM items`,
  )
  await env.DB.exec(`UPDATE items SET state = 'retracted', erased = 1, reason = 'x' WHERE id > 1500`)
  await env.DB.exec(`INSERT OR IGNORE INTO meta (name, value) VALUES ('unhashed', '1')`)
  await fill(
    2_000,
    `INSERT INTO sources (id, channel, url, added) SELECT 's' || n, 'ara-news', 'https://h' || n || '.example/feed', 1 FROM n`,
  )
  await fill(5_000, `INSERT INTO click_journal (day, kind, host, codes) SELECT 1, 'people', NULL, '["c1","c2"]' FROM n`)
  await fill(
    300,
    `INSERT INTO topics (topic, hash) SELECT '${BASE}/feed.json?limit=' || (n % 200 + 1) || '&x=' || n, 'before' FROM n`,
  )
  await fill(
    300,
    `INSERT INTO subscriptions (topic, callback, host, domain, expires) SELECT '${BASE}/feed.json?limit=' || (n % 200 + 1) || '&x=' || n, 'https://r.example/' || n, 'r.example', 'r.example', 9e15 FROM n`,
  )
  await fill(
    1_000,
    `INSERT INTO pictures (url, host, due) SELECT 'https://aranews.net/' || n || '.jpg', 'aranews.net', 1 FROM n`,
  )
  await env.DB.exec(
    `INSERT INTO changes (kind, item, channel, revision, at) SELECT 'create', id, channel, 1, 1 FROM items WHERE id < 50`,
  )
  const ticks: number[] = []
  for (let minute = 0; minute < 2; minute++) ticks.push((await tick()).calls)
  expect(Math.max(...ticks)).toBeGreaterThan(100)
})
