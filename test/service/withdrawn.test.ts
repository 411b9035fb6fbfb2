import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { COMMON_PARTS } from './parts.ts'

/** Stories that were taken back at one service, at another one that has them from there. */

const FORMATS = ['rss', 'atom', 'json'] as const
const REASON = 'It was not so.'
const HEADERS = { authorization: 'Bearer token', 'content-type': 'application/json' }

function open(
  base: string,
  sources: Channel['sources'] = [],
  fetch: Fetch = async () => new Response('', { status: 404 }),
) {
  const channel: Channel = {
    id: 'news',
    title: 'News',
    description: 'News',
    language: 'en',
    tag: 'news.example,2013',
    hosts: [new URL(base).host],
    linkTo: 'permalink',
    sources,
  }
  const clock = { now: Date.UTC(2015, 5, 10) }
  const db = openDatabase(':memory:')
  const service = createService({
    db,
    fetch,
    channels: [channel],
    config: { baseUrl: base, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
  })
  const ask = async (path: string, method = 'GET', json?: object) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const response = await service.app.request(base + path, { method, headers: HEADERS, ...body })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const live = async () => (await loadItems(db, { limit: 99 })).map(({ content }) => content.title).sort()
  const gone = async () =>
    (await loadItems(db, { limit: 99, state: 'retracted' })).map(({ reason, erased }) => [reason, erased])
  return { ...service, ask, clock, live, gone, db }
}

/** A service with two stories. */
async function openFirst() {
  const first = open('https://a.example')
  for (const [name, title] of [
    ['bridge', 'The bridge opens'],
    ['school', 'The school closes'],
  ] as const) {
    const content_text = `${title}, as the council of the town said on Monday in a long statement.`
    await first.ask('/api/items', 'POST', { id: `urn:${name}`, title, content_text, tags: ['town'] })
  }
  const take = async (json: object = {}) => {
    first.clock.now += 60_000
    await first.ask('/api/items/urn%3Abridge', 'DELETE', { reason: REASON, ...json })
  }
  return { ...first, take }
}

type First = Awaited<ReturnType<typeof openFirst>>

/** A second service with two ways of having the stories of the first. */
function openSecond(first: First, format: (typeof FORMATS)[number]) {
  const url = `https://a.example/feed.${format}`
  const fetch: Fetch = async (address) =>
    address === url ? first.app.request(address) : new Response('', { status: 404 })
  const second = open('https://b.example', [{ id: 'a', url }], fetch)
  const poll = async () => {
    second.clock.now += 3_600_000
    return (await second.ask('/api/sources/a/refresh', 'POST')).json()
  }
  const load = async () => {
    second.clock.now += 3_600_000
    const response = await first.app.request(url)
    const type = response.headers.get('content-type') ?? ''
    return second.takeReceived(second.readFile('feed', new Uint8Array(await response.arrayBuffer()), type))
  }
  return { ...second, poll, load }
}

describe.each(FORMATS)('a story that was taken back at another service, by its %s', (format) => {
  test.each([
    ['retracted', {}],
    ['erased', { erase: true }],
  ])('is retracted here by a poll when it was %s there, and told of', async (_, how) => {
    const first = await openFirst()
    const second = openSecond(first, format)
    await second.poll()
    expect(await second.live()).toEqual(['The bridge opens', 'The school closes'])
    await first.take(how)
    expect(await second.poll()).toMatchObject({ outcome: 'changed', added: 0, updated: 1 })
    expect([await second.live(), await second.gone()]).toEqual([['The school closes'], [[REASON, undefined]]])
    expect(await (await second.ask(`/feed.${format}`)).text()).toContain('Retracted: The bridge opens')
    expect(await (await second.ask('/corrections/feed.json')).text()).toContain(REASON)
    expect(await second.poll()).toMatchObject({ outcome: 'unchanged' })
  })

  test.each([
    ['retracted', {}],
    ['erased', { erase: true }],
  ])('is retracted here by an import when it was %s there', async (_, how) => {
    const first = await openFirst()
    const second = openSecond(first, format)
    await second.load()
    await first.take(how)
    expect((await second.load()).map(({ outcome }) => outcome).sort()).toEqual(['retracted', 'unchanged'])
    expect([await second.live(), await second.gone()]).toEqual([['The school closes'], [[REASON, undefined]]])
  })

  test('is no story here where it never was one', async () => {
    const first = await openFirst()
    await first.take()
    for (const way of ['poll', 'load'] as const) {
      const second = openSecond(first, format)
      await second[way]()
      expect([await second.live(), await second.gone()]).toEqual([['The school closes'], []])
    }
  })

  test('stays where it is somebody else’s: an import revises nothing of a source', async () => {
    const first = await openFirst()
    const second = openSecond(first, format)
    await second.poll()
    await first.take()
    expect((await second.load()).map(({ outcome }) => outcome)).not.toContain('retracted')
    expect(await second.live()).toEqual(['The bridge opens', 'The school closes'])
  })

  test('stays restored where an editor here restored it, however often it is polled', async () => {
    const first = await openFirst()
    const second = openSecond(first, format)
    await second.poll()
    await first.take()
    await second.poll()
    await second.ask('/api/items/urn%3Abridge/restore', 'POST')
    await first.ask('/api/items', 'POST', {
      id: 'urn:new',
      title: 'More',
      content_text: 'More of the news of the town.',
    })
    expect(await second.poll()).toMatchObject({ added: 1, updated: 0 })
    expect(await second.live()).toEqual(['More', 'The bridge opens', 'The school closes'])
  })

  test('is not shown in a preview', async () => {
    const first = await openFirst()
    await first.take()
    const second = openSecond(first, format)
    const { items } = await second.preview({ url: `https://a.example/feed.${format}` })
    expect(items.map(({ content }) => content.title)).toEqual(['The school closes'])
  })
})

test('a chunk of an import from afar is heeded too', async () => {
  const first = await openFirst()
  const second = openSecond(first, 'json')
  const send = async () => {
    const bytes = new Uint8Array(await (await first.app.request('https://a.example/feed.json')).arrayBuffer())
    const items = second.readFile('feed.json', bytes).map(({ item, context }) => ({ item, context }))
    return (await second.ask('/api/import', 'POST', { items })).json()
  }
  expect(await send()).toEqual({ added: 2, updated: 0, unchanged: 0 })
  await first.take()
  expect(await send()).toEqual({ added: 0, updated: 1, unchanged: 1 })
  expect(await second.gone()).toEqual([[REASON, undefined]])
})
