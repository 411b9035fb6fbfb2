/** A source that is called something else: its stories stay what they are, and nobody is told. */
import { expect, test } from 'vitest'
import { dumpRows } from '../upgrade/rows.ts'
import { type Newsdesk, openNewsdesk } from './newsdesk.ts'

type Json = { readonly [name: string]: unknown }
type Story = { readonly id: string; readonly _ara: { readonly sources: readonly string[]; readonly proposed?: Json } }

const OLD = 'wire-example-private-zqxvtoken'
const NEW = 'wire-example'

const toRss = (more = '') =>
  `<rss version="2.0"><channel><title>Partner</title>${[1, 2, 3]
    .map(
      (n) =>
        `<item><guid>g${n}</guid><title>Bridge ${n} opens</title><description>It did ${n}.${more}</description></item>`,
    )
    .join('')}</channel></rss>`

/** A source of before, with guids that count in its id, and stories that it brought; one was edited, one erased. */
async function fill(): Promise<Newsdesk & { readonly poll: () => Promise<Json> }> {
  const desk = await openNewsdesk()
  desk.source.body = toRss()
  await desk.db.run(
    'INSERT INTO sources (id, channel, url, added) VALUES (?, ?, ?, 0)',
    OLD,
    'ara-news',
    'https://wire.example/private/zqxvtoken',
  )
  const poll = async () => {
    desk.clock.now += 86_400_000
    return desk.call<Json>(`/api/sources/${OLD}/refresh`, 'POST')
  }
  await poll()
  const stories = await listStories(desk)
  await desk.patch(stories[1]?.id ?? '', { title: 'Another headline' })
  await desk.call(`/api/items/${encodeURIComponent(stories[2]?.id ?? '')}`, 'DELETE', {
    reason: 'Asked for.',
    erase: true,
  })
  return { ...desk, poll }
}

async function listStories({ call }: Newsdesk, query = ''): Promise<Story[]> {
  return (await call<{ items: Story[] }>(`/api/items${query}`)).items
}

/** Without what says the name, or when something was asked. */
async function dumpStories({ db }: Newsdesk): Promise<string[]> {
  const tables = /^\["(?:items|revisions|identities|item_sources|facets|links)"/
  return (await dumpRows(db)).split('\n').filter((line) => tables.test(line))
}

test('a poll after it adds and revises nothing, and erased stories stay so', async () => {
  const desk = await fill()
  const before = await dumpStories(desk)
  const { id } = await desk.call<Json>(`/api/sources/${OLD}`, 'PATCH', { id: NEW })
  expect(id).toBe(NEW)
  for (const more of ['', ' <b>So</b>']) {
    desk.source.body = `${toRss()}<!-- ${more} -->`
    expect(await desk.poll()).toMatchObject({ added: 0, updated: 0 })
  }
  expect(await dumpStories(desk)).toEqual(before)
  desk.source.body = toRss(' And more was said of it.')
  expect(await desk.poll()).toMatchObject({ added: 0, updated: 2 })
  expect((await listStories(desk)).map(({ _ara }) => _ara.sources)).toEqual([[NEW], [NEW]])
  const [, edited] = await listStories(desk)
  const own = await desk.call<Story>(`/api/items/${encodeURIComponent(edited?.id ?? '')}`)
  expect(JSON.stringify(own)).not.toContain('zqxvtoken')
})

test('nothing without the token says the old name any more, and it leads on', async () => {
  const desk = await fill()
  // Made, and kept, before.
  await desk.service.app.request('https://feeds.example/feed.json')
  await desk.call(`/api/sources/${OLD}`, 'PATCH', { id: NEW })
  const tell = async (path: string) => (await desk.service.app.request(`https://feeds.example${path}`)).text()
  const paths = [
    '/feed.json',
    '/feed.atom',
    '/feed.rss',
    '/api/items',
    '/api/sources',
    '/api/changes',
    '/opml.xml',
    '/',
  ]
  for (const path of paths) expect(await tell(path), path).not.toContain('zqxvtoken')
  const led = await desk.service.app.request(`https://feeds.example/api/sources/${OLD}`)
  expect([led.status, led.headers.get('location')]).toEqual([301, `https://feeds.example/api/sources/${NEW}`])
  const ids = async (query: string) => (await listStories(desk, query)).map(({ id }) => id)
  expect(await ids(`?source=${OLD}`)).toEqual(await ids(`?source=${NEW}`))
  expect(await ids(`?source=${NEW}`)).toHaveLength(2)
  expect(await desk.call(`/api/sources/${OLD}`, 'PATCH', { title: 'Partner' })).toMatchObject({
    id: NEW,
    title: 'Partner',
  })
  const log = await desk.call<{ changes: { kind: string; quiet: boolean }[] }>('/api/changes?limit=1000')
  expect(log.changes.slice(-2)).toEqual(log.changes.slice(-2).map((one) => ({ ...one, kind: 'reclean', quiet: true })))
})

test('what it was called before is called nothing else, and may be its name again', async () => {
  const desk = await fill()
  const send = async (path: string, method: string, json: Json) => (await desk.ask(path, method, json)).status
  await desk.call(`/api/sources/${OLD}`, 'PATCH', { id: NEW })
  await desk.call(`/api/sources/${NEW}`, 'PATCH', { id: 'partner' })
  const page = { item: 'a' }
  expect(await send('/api/sources', 'POST', { url: 'https://other.example/', id: OLD, page })).toBe(409)
  expect(await send('/api/sources', 'POST', { url: 'https://other.example/', id: NEW, page })).toBe(409)
  const added = await desk.call<Json>('/api/sources', 'POST', { url: 'https://wire.example/2', page })
  expect(added.id).toBe('wire-example-2')
  expect(await send('/api/sources/wire-example-2', 'PATCH', { id: NEW })).toBe(409)
  expect(await send('/api/sources/partner', 'PATCH', { id: 'wire' })).toBe(409)
  expect(await send('/api/sources/wire', 'PATCH', { id: 'other' })).toBe(409)
  expect(await send('/api/sources/partner', 'PATCH', { id: 'editor' })).toBe(422)
  expect(await send('/api/sources/partner', 'PATCH', { id: 'Not a name' })).toBe(422)
  expect(await desk.call('/api/sources/partner', 'PATCH', { id: OLD })).toMatchObject({ id: OLD })
  desk.source.body = `${toRss()} `
  expect(await desk.poll()).toMatchObject({ added: 0, updated: 0 })
})

test('one that was taken out is renamed for the sake of its stories', async () => {
  const desk = await fill()
  expect((await desk.ask(`/api/sources/${OLD}`, 'DELETE')).status).toBe(204)
  expect(await desk.call(`/api/sources/${OLD}`, 'PATCH', { id: 'partner' })).toEqual({ id: 'partner' })
  expect((await listStories(desk)).map(({ _ara }) => _ara.sources)).toEqual([['partner'], ['partner']])
  expect((await desk.ask('/api/sources/nobody', 'PATCH', { id: 'partner-2' })).status).toBe(404)
})
