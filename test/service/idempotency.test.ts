import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import type { Blobs } from '../../src/store/pictures.ts'
import { COMMON_PARTS } from './parts.ts'

/** Posts that are sent again, for want of an answer, make nothing again. */

const BASE = 'https://feeds.example'
const TOKEN = 'token'
const NOW = Date.UTC(2015, 5, 10, 12)
const DAY = 24 * 3_600_000
const channel: Channel = {
  ...{ id: 'news', title: 'News', description: 'News', language: 'en', tag: 'news.example,2013' },
  hosts: ['news.example'],
  linkTo: 'permalink',
  sources: [],
}
const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
)

type Post = { readonly path: string; readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> }

const json = (path: string, value: unknown): Post => ({ path, type: 'application/json', body: JSON.stringify(value) })
const STORY = 'A bridge fell\n\nQamishli, Syria – A bridge fell at dawn, engineers said.\n'

const OLD = {
  item: {
    ...{ guid: 'urn:old', title: { value: 'Old', type: 'text' }, published: NOW - 90 * DAY },
    ...{ authors: [], categories: [], attachments: [], pictures: [] },
  },
  context: { language: 'en' },
}

/** Each post that creates, and what of it is counted. */
const POSTS: Readonly<Record<string, readonly [post: Post, status: number, count: string]>> = {
  item: [json('/api/items', { title: 'A bridge', content_text: 'It fell.' }), 201, 'SELECT id FROM items'],
  'story text': [{ path: '/api/items?channel=news', type: 'text/plain', body: STORY }, 201, 'SELECT id FROM items'],
  'scheduled item': [
    json('/api/items', { title: 'A bridge', content_text: 'It falls.', date_published: '2015-06-11T12:00:00Z' }),
    201,
    'SELECT id FROM drafts',
  ],
  'scheduled text': [
    { path: '/api/items', type: 'text/markdown', body: `---\ndate: 2015-06-11\n---\n${STORY}` },
    201,
    'SELECT id FROM drafts',
  ],
  draft: [json('/api/drafts', { title: 'A bridge', content_text: 'It may fall.' }), 201, 'SELECT id FROM drafts'],
  link: [json('/api/links', { url: 'https://news.example/about', alias: 'about' }), 201, 'SELECT code FROM links'],
  'link without a name': [json('/api/links', { url: 'https://news.example/x' }), 201, 'SELECT code FROM links'],
  source: [json('/api/sources', { url: 'https://site.example/feed' }), 201, 'SELECT id FROM sources'],
  webhook: [json('/api/webhooks', { url: 'https://partner.example/hook' }), 201, 'SELECT id FROM webhooks'],
  token: [json('/api/tokens', { name: 'Partner', scopes: ['moderate'] }), 201, 'SELECT id FROM tokens'],
  picture: [{ path: '/api/pictures', type: 'image/png', body: PIXEL }, 201, 'SELECT url FROM own_pictures'],
  import: [json('/api/import', { items: [OLD] }), 200, 'SELECT id FROM items'],
  'import of links': [
    { path: '/api/links/import', type: 'text/csv', body: 'abc,https://news.example/nowhere\n' },
    200,
    'SELECT code FROM links',
  ],
}

const blobs = (): Blobs => {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (hash: string, bytes: Uint8Array) => void kept.set(hash, bytes),
    delete: async (hash: string) => void kept.delete(hash),
  } as never
}

function open(wrap: (db: Db) => Db = (db) => db) {
  const clock = { now: NOW }
  const database = openDatabase(':memory:')
  const service = createService({
    ...COMMON_PARTS,
    db: wrap(database),
    fetch: async () => new Response('', { status: 503 }),
    channels: [channel],
    config: { baseUrl: BASE, apiToken: TOKEN, allowPrivate: [] },
    now: () => clock.now,
    blobs: blobs(),
  })
  const send = async ({ path, type, body }: Post, key?: string, token = TOKEN) => {
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': type,
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    }
    const response = await service.app.request(`${BASE}${path}`, { method: 'POST', headers, body })
    const replayed = response.headers.get('Idempotent-Replayed')
    const body_ = (await response.json()) as Readonly<Record<string, unknown>>
    return { status: response.status, replayed, json: body_, location: response.headers.get('Location'), response }
  }
  return { service, send, clock, db: database }
}

describe.each(Object.entries(POSTS))('%s', (name, [post, status, count]) => {
  test('sent again it is answered the same, and there is one', async () => {
    const { send, db } = open()
    const first = await send(post, 'key-1')
    expect([first.status, first.replayed], JSON.stringify(first.json)).toEqual([status, null])
    const rows = await db.all(count)
    for (const key of ['key-1', '"key-1"']) {
      const again = await send(post, key)
      expect([again.status, again.replayed, again.location]).toEqual([status, 'true', first.location])
      const { secret, token, fault, ...shown } = first.json
      const { note, ...told } = again.json
      expect(told).toEqual(shown)
      expect(note === undefined).toBe(secret === undefined && token === undefined)
    }
    expect(await db.all(count)).toEqual(rows)
    expect(await db.all('SELECT made FROM receipts WHERE made IS NULL')).toEqual([])
  })

  test('of fifty at once one makes it', async () => {
    const { send, db } = open()
    const all = await Promise.all(Array.from({ length: 50 }, () => send(post, 'key')))
    expect(all.filter((one) => one.status === status && one.replayed === null)).toHaveLength(1)
    for (const one of all) {
      const isBusy = one.status === 409 && one.response.headers.get('Retry-After') === '2'
      expect(one.status === status || isBusy, `${one.status} ${JSON.stringify(one.json)}`).toBe(true)
    }
    const rows = (await db.all(count)).length
    expect(rows).toBe(name === 'import of links' ? 0 : 1)
    expect((await send(post, 'key')).replayed).toBe('true')
  })
})

describe('a kill between what is made and its answer', () => {
  const made = Object.entries(POSTS).filter(([name]) => !/picture|import/.test(name))

  /** Everything after the first batch that makes a receipt fails, as if the process were gone. */
  function dying(db: Db): Db {
    let isDead = false
    const alive = <T>(work: () => Promise<T>) => (isDead ? Promise.reject(new Error('gone')) : work())
    return {
      all: (sql, ...values) => alive(() => db.all(sql, ...values)),
      first: (sql, ...values) => alive(() => db.first(sql, ...values)),
      run: (sql, ...values) => alive(() => db.run(sql, ...values)),
      batch: (statements) =>
        alive(async () => {
          const changed = await db.batch(statements)
          isDead = statements.length > 1 && statements.some(({ sql }) => sql.includes('UPDATE receipts'))
          return changed
        }),
    } as Db
  }

  test.each(made)('%s: the next try is answered what was made', async (_, [post, status, count]) => {
    let database: Db | undefined
    const first = open((db) => {
      database = db
      return dying(db)
    })
    expect((await first.send(post, 'key')).status).toBe(500)
    if (database === undefined) throw new Error('There is no database.')
    const rows = await database.all(count)
    expect(rows).toHaveLength(1)
    const kept = database
    const after = open(() => kept)
    await after.service.start()
    const again = await after.send(post, 'key')
    expect([again.status, again.replayed]).toEqual([status, 'true'])
    expect(await kept.all(count)).toEqual(rows)
  })
})

describe('keys', () => {
  const [post] = POSTS.link ?? []
  if (post === undefined) throw new Error('There is no link.')
  const other = json('/api/links', { url: 'https://news.example/other', alias: 'other' })

  test('another request under the same key is refused, and makes nothing', async () => {
    const { send, db } = open()
    await send(post, 'key')
    for (const one of [other, { ...post, path: '/api/sources' }, { ...post, path: '/api/webhooks' }]) {
      const refused = await send(one, 'key')
      expect([refused.status, refused.json.field]).toEqual([422, 'Idempotency-Key'])
    }
    expect(await db.all('SELECT code FROM links')).toHaveLength(1)
    expect((await send(other, 'key-2')).status).toBe(201)
  })

  test('belong to the token that they are sent with, and are no way around its scopes', async () => {
    const { send } = open()
    await send(post, 'key')
    const make = async (scope: string) =>
      String((await send(json('/api/tokens', { name: scope, scopes: [scope] }))).json.token)
    const [links, items] = [await make('write:links'), await make('write:items')]
    const mine = await send(post, 'key', links)
    // There already: that is no replay.
    expect([mine.status, mine.replayed]).toEqual([200, null])
    expect((await send(other, 'key', links)).status).toBe(422)
    expect((await send(post, 'key', items)).status).toBe(403)
    expect((await send(post, 'key', 'wrong')).status).toBe(401)
  })

  test('what was refused may be put right under the same key', async () => {
    const { send } = open()
    expect((await send(json('/api/links', { url: 'nowhere' }), 'key')).status).toBe(422)
    expect((await send(post, 'key')).status).toBe(201)
  })

  test('a day later it is a new one', async () => {
    const { send, clock, service, db } = open()
    await send(post, 'key')
    clock.now += DAY + 1
    await service.forgetReceipts()
    expect(await db.all('SELECT key FROM receipts')).toEqual([])
    expect(await send(post, 'key')).toMatchObject({ status: 200, replayed: null })
  })

  test('what was made is answered as it is now, or that it is gone', async () => {
    const { send, service } = open()
    const [hook] = POSTS.webhook ?? []
    if (hook === undefined) throw new Error('There is no webhook.')
    const { json: made } = await send(hook, 'key')
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' }
    const path = `${BASE}/api/webhooks/${made.id}`
    await service.app.request(path, { method: 'PATCH', headers, body: '{"paused":true}' })
    expect((await send(hook, 'key')).json).toMatchObject({ paused: true, note: expect.stringContaining('shown once') })
    expect((await send(hook, 'key')).json).not.toHaveProperty('secret')
    await service.app.request(path, { method: 'DELETE', headers })
    expect((await send(hook, 'key')).status).toBe(410)
  })

  test.each(['', ' ', '""', '"', '"a', 'a"b', 'a,b', '"a", "b"', 'ä', 'x'.repeat(256), `"${'x'.repeat(256)}"`])(
    'is refused as “%s”',
    async (key) => {
      const { send, db } = open()
      const refused = await send(post, key)
      expect([refused.status, refused.json.field]).toEqual([400, 'Idempotency-Key'])
      expect(await db.all('SELECT code FROM links')).toEqual([])
    },
  )

  test.each([
    ['x'.repeat(255), `"${'x'.repeat(255)}"`],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '"8e03978e-40d5-43dd-bc93-6894a57f9324"'],
    ['"a \\"b\\" \\\\"', '"a \\"b\\" \\\\"'],
    ['a/b+c=', '"a/b+c="'],
  ])('%s is %s', async (bare, quoted) => {
    const { send } = open()
    expect((await send(post, bare)).status).toBe(201)
    expect((await send(post, quoted)).replayed).toBe('true')
  })
})
