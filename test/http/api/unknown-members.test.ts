import { describe, expect, test } from 'vitest'
import { list, openBackend, type TestBackend } from '../backend.ts'

/** Members that nothing has are refused by name; what others and we ourselves say besides is not in the way. */

type Json = Readonly<Record<string, unknown>>

const push = { refuse: () => undefined, createSecret: () => 'secret', test: async () => undefined } as never
const send = async (backend: TestBackend, method: string, path: string, json: unknown) => {
  const response = await backend.ask(path, { method, token: true, json })
  return { status: response.status, json: (await response.json()) as Json }
}
const story = { title: 'Bridge', content_text: 'Open.', _ara: { dateline: 'Kobane, Syria' } }

/** A service with one of each, and where it is. */
async function open() {
  const backend = openBackend({ push })
  const { json: item } = await send(backend, 'POST', '/api/items', story)
  const paths: Record<string, string> = {
    item: `/api/items/${encodeURIComponent(String(item.id))}`,
    source: '/api/sources/one',
    link: '/api/links/bridge',
    webhook: '/api/webhooks/1',
  }
  const selectors = { page: { item: 'li' }, credentials: { type: 'basic', secret: 'SOURCE_ONE' } }
  await send(backend, 'POST', '/api/sources', { id: 'one', url: 'https://one.example/', ...selectors })
  await send(backend, 'POST', '/api/links', { alias: 'bridge', url: 'https://aranews.net/map' })
  await send(backend, 'POST', '/api/webhooks', { url: 'https://hook.example/' })
  return { backend, paths, item }
}

describe('a member that nothing has is refused, and the nearest named', () => {
  test.each<[string, string, Json, string, string | undefined]>([
    ['POST', '/api/items', { ...story, titel: 'x' }, 'titel', 'title'],
    ['POST', '/api/items', { ...story, author: 'x' }, 'author', 'authors'],
    ['POST', '/api/items', { ...story, force: true }, 'force', undefined],
    ['POST', '/api/items', { ...story, authors: [{ name: 'x', ulr: 'y' }] }, 'authors.0.ulr', 'authors.0.url'],
    ['POST', '/api/items', { ...story, _ara: { datelin: 'x' } }, '_ara.datelin', '_ara.dateline'],
    ['PATCH', 'item', { titel: 'x' }, 'titel', 'title'],
    ['PATCH', 'item', { _ara: { datelin: 'x' } }, '_ara.datelin', '_ara.dateline'],
    ['PATCH', 'item', { title: 'x', external_url: 'https://a.example/' }, 'external_url', undefined],
    ['POST', '/api/sources', { url: 'https://a.example/', fulltext: true }, 'fulltext', 'fullText'],
    ['PATCH', 'source', { page: { itme: 'li' } }, 'page.itme', 'page.item'],
    ['PATCH', 'source', { credentials: { type: 'basic', secert: 'x' } }, 'credentials.secert', 'credentials.secret'],
    ['POST', '/api/links', { url: 'https://aranews.net/', name: 'x' }, 'name', undefined],
    ['PATCH', 'link', { itm: 'x' }, 'itm', 'item'],
    ['POST', '/api/webhooks', { url: 'https://a.example/', kind: ['create'] }, 'kind', 'kinds'],
    ['POST', '/api/webhooks', { url: 'https://a.example/', secret: 'x' }, 'secret', undefined],
    ['PATCH', 'webhook', { pause: true }, 'pause', 'paused'],
  ])('%s %s %j', async (method, name, json, field, nearest) => {
    const { backend, paths } = await open()
    const answer = await send(backend, method, paths[name] ?? name, json)
    expect(answer).toMatchObject({ status: 422, json: { field } })
    const meant = nearest === undefined ? ` here; there are ` : `; did you mean ${nearest}?`
    expect(answer.json.detail).toContain(`There is no member ${field}${meant}`)
    expect(backend.logged).toEqual([])
  })

  test('a body of nothing else costs no more than its first ones', async () => {
    const names = Array.from({ length: 60_000 }, (_, at) => [`titel${at}`, 1])
    const { status, json } = await send(openBackend(), 'POST', '/api/items', { ...story, ...Object.fromEntries(names) })
    expect([status, (json.errors as unknown[]).length]).toEqual([422, 20])
  })
})

test.each([
  ['POST', '/api/webhooks', { url: 'https://a.example/', kinds: ['reclean'] }],
  ['POST', '/api/webhooks', { url: 'https://a.example/', kinds: ['create', 'reclean'] }],
  ['PATCH', 'webhook', { kinds: ['reclean'] }],
])(
  'nobody is told that stories were cleaned again, and who asks for it hears so: %s %s %j',
  async (method, name, json) => {
    const { backend, paths } = await open()
    const answer = await send(backend, method, paths[name] ?? name, json)
    expect(answer.status).toBe(422)
    expect(answer.json.detail).toMatch(/kinds.*nobody is told of/)
  },
)

test('extensions of others are no business of ours', async () => {
  const { backend, paths } = await open()
  const foreign = { _blue_shed: { about: 'x' }, authors: [{ name: 'A', _x: 1 }], _ara: { _x: 1 } }
  expect(
    await send(backend, 'POST', '/api/items', { ...story, title: 'Tunnel', content_text: 'Shut.', ...foreign }),
  ).toMatchObject({ status: 201 })
  expect(await send(backend, 'PATCH', paths.item ?? '', { title: 'New', ...foreign })).toMatchObject({ status: 200 })
})

test.each(['item', 'source', 'webhook'])('what was read of a %s is sent back whole', async (name) => {
  const { backend, paths } = await open()
  const path = paths[name] ?? ''
  const before = (await (await backend.ask(path, { token: true })).json()) as Json
  const { status, json } = await send(backend, 'PATCH', path, before)
  expect([status, json.detail]).toEqual([200, undefined])
  expect({ ...json, _ara: 0, date_modified: 0, due: 0 }).toEqual({ ...before, _ara: 0, date_modified: 0, due: 0 })
})

test.each(['to an address', 'to a story'])('a link %s that was read is sent back whole', async (where) => {
  const { backend, item } = await open()
  const path = where === 'to a story' ? '/api/links/story' : '/api/links/bridge'
  await send(backend, 'POST', '/api/links', { alias: 'story', item: item.id })
  const before = (await (await backend.ask(path, { token: true })).json()) as Json
  expect(await send(backend, 'PATCH', path, before)).toEqual({ status: 200, json: before })
})

test('a posted story that was read and is posted again is the same story', async () => {
  const { backend, item } = await open()
  const { status, json } = await send(backend, 'POST', '/api/items', item)
  expect([status, json.id, json.url]).toEqual([200, item.id, item.url])
  expect(json._ara).toMatchObject({ dateline: 'Kobane, Syria', places: [{ slug: 'kobane' }, { slug: 'syria' }] })
  expect(await list(backend)).toHaveLength(1)
  // Another's name for it is none of its own.
  const other = { ...item, id: 'urn:other', title: 'Tunnel', content_html: '<p>Shut.</p>', content_text: 'Shut.' }
  expect(await send(backend, 'POST', '/api/items', other)).toMatchObject({ status: 201, json: { id: 'urn:other' } })
})
