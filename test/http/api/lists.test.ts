import { describe, expect, test } from 'vitest'
import { BASE, openBackend, type TestBackend } from '../backend.ts'

const push = { createSecret: () => 'whsec_x', refuse: () => undefined } as never

type Listing = {
  readonly path: string
  readonly member: string
  /** Adds the one of this number. */
  readonly add: (backend: TestBackend, number: number) => Promise<unknown>
  readonly name: (one: Readonly<Record<string, unknown>>) => unknown
  /** Takes one out, or changes it. */
  readonly touch?: (backend: TestBackend, number: number) => Promise<unknown>
}

const post = (backend: TestBackend, path: string, json: object) =>
  backend.ask(path, { method: 'POST', token: true, json })

const LISTS: readonly Listing[] = [
  {
    path: '/api/items',
    member: 'items',
    add: (backend, number) =>
      post(backend, '/api/items', { id: `urn:${number}`, title: `Story ${number}`, content_text: `Words ${number}.` }),
    name: ({ id }) => id,
    touch: (backend, number) =>
      backend.ask(`/api/items/urn:${number}`, { method: 'PATCH', token: true, json: { title: `Another ${number}` } }),
  },
  {
    path: '/api/sources',
    member: 'sources',
    add: (backend, number) =>
      post(backend, '/api/sources', { id: `s${number}`, url: `https://s${number}.example/feed` }),
    name: ({ id }) => id,
    touch: (backend, number) => backend.ask(`/api/sources/s${number}`, { method: 'DELETE', token: true }),
  },
  {
    path: '/api/links?named=1',
    member: 'links',
    add: (backend, number) =>
      post(backend, '/api/links', { url: `https://aranews.net/${number}/`, alias: `name-${number + 100}` }),
    name: ({ alias }) => alias,
  },
  {
    path: '/api/webhooks',
    member: 'webhooks',
    add: (backend, number) => post(backend, '/api/webhooks', { url: `https://h${number}.example/` }),
    name: ({ url }) => url,
    touch: (backend, number) => backend.ask(`/api/webhooks/${number}`, { method: 'DELETE', token: true }),
  },
]

async function read(backend: TestBackend, path: string) {
  const response = await backend.ask(path, { token: true })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

async function walk(
  backend: TestBackend,
  { path, member, name }: Listing,
  meanwhile: (page: number) => Promise<unknown>,
) {
  const seen: unknown[] = []
  let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=3`
  for (let page = 0; next !== undefined; page++) {
    const { json } = await read(backend, next)
    seen.push(...(json[member] as Record<string, unknown>[]).map(name))
    await meanwhile(page)
    next = (json.next_url as string | undefined)?.replace(BASE, '')
  }
  return seen
}

describe.each(LISTS)('the list $path', (listing) => {
  test('has each that was there once, while others are added, changed and taken out', async () => {
    const backend = openBackend({ push })
    for (let number = 1; number <= 10; number++) await listing.add(backend, number)
    const there = await walk(backend, listing, async () => {})
    expect(new Set(there).size).toBe(there.length)
    const seen = await walk(backend, listing, async (page) => {
      await listing.add(backend, 20 + page)
      await listing.touch?.(backend, page === 0 ? 1 : 10 + page)
    })
    expect(new Set(seen).size).toBe(seen.length)
    expect(there.filter((one) => !seen.includes(one) && !String(one).includes('1.example'))).toEqual([])
  })

  test('takes limit, fields and its own cursors, and refuses others', async () => {
    const backend = openBackend({ push })
    for (let number = 1; number <= 3; number++) await listing.add(backend, number)
    const to = (query: string) => `${listing.path}${listing.path.includes('?') ? '&' : '?'}${query}`
    for (const limit of ['0', '1001', 'x']) {
      const { status, json } = await read(backend, to(`limit=${limit}`))
      expect([status, json.detail]).toEqual([400, 'limit has to be a whole number from 1 to 1000.'])
    }
    expect((await read(backend, to('limit=1000'))).status).toBe(200)
    for (const after of ['x', '%20', 'WyJvdGhlciIsMV0', 'bnVsbA', '7.7', 'a'.repeat(3_000)]) {
      expect((await read(backend, to(`after=${after}`))).status).toBe(400)
    }
    const { json } = await read(backend, to('limit=1&fields=url'))
    expect(Object.keys((json[listing.member] as object[])[0] ?? {})).toEqual(['url'])
    expect(json.next_url).toContain('fields=url')
    const wrong = await read(backend, to('fields=urk'))
    expect([wrong.status, wrong.json.detail]).toEqual([400, 'fields names urk; did you mean url?'])
  })
})

test('members of members are asked for with dots', async () => {
  const backend = openBackend()
  const authors = [{ name: 'Lava', url: 'https://lava.example/' }, { name: 'Egid' }]
  await post(backend, '/api/items', { id: 'urn:1', title: 'One', content_text: 'Words.', authors })
  const { json } = await read(backend, '/api/items?fields=id,authors.name,_ara.code')
  const [item] = json.items as object[]
  expect(item).toEqual({
    id: 'urn:1',
    authors: [{ name: 'Lava' }, { name: 'Egid' }],
    _ara: { code: expect.any(String) },
  })
  expect(json.version).toBe('https://jsonfeed.org/version/1.1')
  const wrong = await read(backend, '/api/items?fields=authors.nane')
  expect(wrong.json.detail).toBe('fields names authors.nane; did you mean authors.name?')
  for (const name of ['__proto__', 'constructor', 'id.x', '.', '_ara.']) {
    expect([name, (await read(backend, `/api/items?fields=${name}`)).status]).toEqual([name, 400])
  }
})

describe('the versions of a story', () => {
  test('say what each changed, and to nobody what was only proposed', async () => {
    const backend = openBackend()
    await post(backend, '/api/items', { id: 'urn:1', title: 'One', content_text: 'Bread.\n\nWater.', tags: ['Syria'] })
    const patch = (json: object) => backend.ask('/api/items/urn:1', { method: 'PATCH', token: true, json })
    await patch({ title: 'Two', note: 'The headline was wrong.' })
    await patch({ content_text: 'Bread.\n\nMilk.', tags: ['Kobane'] })
    await post(backend, '/api/items', {
      id: 'urn:1',
      title: 'Three',
      content_text: 'Bread.\n\nWater.',
      tags: ['Syria'],
    })
    const open = (await (await backend.ask('/api/items/urn:1/revisions')).json()) as { revisions: object[] }
    expect(open.revisions).toMatchObject([
      { revision: 1, by: 'editor' },
      {
        revision: 2,
        note: 'The headline was wrong.',
        text: [
          { kind: 'removed', text: 'One' },
          { kind: 'added', text: 'Two' },
        ],
      },
      {
        revision: 3,
        text: [
          { kind: 'removed', text: 'Water.' },
          { kind: 'added', text: 'Milk.' },
        ],
        members: { tags: { before: ['Syria'], after: ['Kobane'] } },
      },
    ])
    const { json } = await read(backend, '/api/items/urn:1/revisions')
    expect(json.revisions).toMatchObject([{}, {}, {}, { revision: 4, proposed: true }])
  })

  test('come in pages, each with what changed since the page before', async () => {
    const backend = openBackend()
    await post(backend, '/api/items', { id: 'urn:1', title: 'Title 1', content_text: 'Bread.' })
    for (let number = 2; number <= 5; number++) {
      await backend.ask('/api/items/urn:1', { method: 'PATCH', token: true, json: { title: `Title ${number}` } })
    }
    const whole = await read(backend, '/api/items/urn:1/revisions')
    const first = await read(backend, '/api/items/urn:1/revisions?limit=2')
    const second = await read(backend, String(first.json.next_url).replace(BASE, ''))
    const third = await read(backend, String(second.json.next_url).replace(BASE, ''))
    const pages = [first, second, third].flatMap(({ json }) => json.revisions as object[])
    expect(pages).toEqual(whole.json.revisions)
    expect(third.json.next_url).toBeUndefined()
  })

  test('of a story that was taken back there are none, and an id may end like them', async () => {
    const backend = openBackend()
    await post(backend, '/api/items', { id: 'urn:1', title: 'One', content_text: 'Bread.' })
    await post(backend, '/api/items', { id: 'https://x.example/revisions', title: 'Two', content_text: 'Milk.' })
    await backend.ask('/api/items/urn:1', { method: 'DELETE', token: true, json: { reason: 'Untrue.' } })
    expect((await read(backend, '/api/items/urn:1/revisions')).status).toBe(410)
    expect((await read(backend, '/api/items/urn:2/revisions')).status).toBe(404)
    expect((await read(backend, '/api/items/https://x.example/revisions')).json.title).toBe('Two')
    const { json } = await read(backend, '/api/items/https%3A%2F%2Fx.example%2Frevisions/revisions')
    expect(json.revisions).toHaveLength(1)
  })
})
