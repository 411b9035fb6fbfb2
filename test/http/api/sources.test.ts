import { describe, expect, test } from 'vitest'
import { loadPolls, savePoll } from '../../../src/store/polls.ts'
import { channel, NOW, openBackend, type TestBackend } from '../backend.ts'

type Json = { readonly [name: string]: unknown }

const add = (backend: TestBackend, json: unknown) => backend.ask('/api/sources', { method: 'POST', token: true, json })
const read = async (response: Response | Promise<Response>) => (await (await response).json()) as Json

const DUE = '2015-06-10T12:00:00.000Z'
const health = (backend: TestBackend, id: string, token = true) =>
  read(backend.ask(`/api/sources/${id}/health`, { token }))

describe('sources', () => {
  test('without the token a source has a title, a host and a health', async () => {
    const backend = openBackend()
    const state = { source: 'aranews', due: NOW, paused: false, gone: false, failures: 1 }
    const found = { adoptedUrl: 'https://new.example/private/feed', hubs: ['https://hub.example/'], warnings: ['Odd.'] }
    await savePoll(backend.db, { ...state, ...found, fault: 'https://aranews.net/feed/?key=hidden answered 500.' })
    await add(backend, { url: 'https://user:pw@partner.example/private/TOKEN/feed?key=K' })
    const open = {
      sources: [
        { id: 'aranews', channel: 'ara-news', title: 'ARA News', host: 'aranews.net', health: 'failing' },
        { id: 'partner-example', channel: 'ara-news', host: 'partner.example', health: 'new' },
      ],
    }
    expect(await read(backend.ask('/api/sources'))).toEqual(open)
    const [{ health: failing, ...declared } = { health: '' }] = open.sources
    expect(await read(backend.ask('/api/sources/aranews'))).toEqual(declared)
    expect(await health(backend, 'aranews', false)).toEqual({ id: 'aranews', health: failing })
    const trusted = await (await backend.ask('/api/sources', { token: true })).text()
    expect(trusted).toContain('https://user:secret@aranews.net/feed/?key=hidden')
    expect(trusted).toContain('/private/TOKEN/')
  })

  test('health says when, what and why', async () => {
    const backend = openBackend()
    const failing = { source: 'aranews', due: NOW + 1_800_000, polledAt: NOW, paused: false, gone: false, failures: 1 }
    await savePoll(backend.db, {
      ...failing,
      fault: 'aranews.net does not answer.',
      faultSince: NOW,
      outcome: 'failed',
    })
    const declared = { id: 'aranews', channel: 'ara-news', title: 'ARA News', declared: true }
    expect(await read(backend.ask('/api/sources/aranews', { token: true }))).toMatchObject(declared)
    expect(await health(backend, 'aranews')).toMatchObject({
      health: 'failing',
      due: '2015-06-10T12:30:00.000Z',
      polled_at: '2015-06-10T12:00:00.000Z',
      fault: 'aranews.net does not answer.',
      failures: 1,
      interval_minutes: 30,
    })
  })

  test('one is added with an id of its host, and is due at once', async () => {
    const backend = openBackend()
    const response = await add(backend, { url: 'HTTPS://www.Example.org:443/news/feed', title: 'Example' })
    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toBe('https://feeds.example/api/sources/example-org')
    expect(await read(response)).toMatchObject({
      id: 'example-org',
      url: 'https://www.example.org/news/feed',
      title: 'Example',
      declared: false,
    })
    expect(await health(backend, 'example-org')).toEqual({ id: 'example-org', health: 'new', due: DUE, failures: 0 })
  })

  test('ids are unique, and asked-for ones are kept', async () => {
    const backend = openBackend()
    expect(await read(add(backend, { url: 'https://example.org/feed' }))).toMatchObject({ id: 'example-org' })
    expect(await read(add(backend, { url: 'https://example.org/feed?x=1' }))).toMatchObject({
      id: 'example-org-2',
    })
    expect(await read(add(backend, { url: 'https://example.org/3', id: 'three' }))).toMatchObject({ id: 'three' })
    expect((await add(backend, { url: 'https://example.org/4', id: 'three' })).status).toBe(409)
  })

  test('an address that is there is a conflict that names the source', async () => {
    const backend = openBackend()
    await add(backend, { url: 'https://example.org/feed' })
    const same = await add(backend, { url: 'https://example.org/feed/' })
    expect(same.status).toBe(409)
    expect(await read(same)).toMatchObject({ id: 'example-org' })
    const declared = await add(backend, { url: 'https://user:secret@aranews.net/feed/?key=hidden' })
    expect(await read(declared)).toMatchObject({ status: 409, id: 'aranews' })
  })

  test.each<[unknown, string]>([
    [{}, 'url'],
    [{ url: 5 }, 'url'],
    [{ url: 'ftp://a.example/x' }, 'url'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ url: 'not an address' }, 'url'],
    [{ url: 'https://a.example/', channel: 'nobody' }, 'channel'],
    [{ url: 'https://a.example/', title: '' }, 'title'],
    [{ url: 'https://a.example/', id: 'Not/An/Id' }, 'id'],
    [{ url: 'https://a.example/', id: 'editor' }, 'id'],
    [{ url: 'https://a.example/', interval: 5 }, 'interval'],
    [{ url: 'https://a.example/', fullText: 'yes' }, 'fullText'],
    [{ url: 'https://a.example/', page: { title: 'h2' } }, 'page.item'],
    [{ url: 'https://a.example/', page: { item: 'a[' } }, 'page.item'],
    [{ url: 'https://a.example/', page: { item: 'a', date: ':no-such-thing' } }, 'page.date'],
    [{ url: 'https://a.example/', page: { item: 'a', when: 'b' } }, 'page.when'],
    [{ url: 'https://a.example/', article: { content: '' } }, 'article.content'],
    [{ url: 'https://a.example/', article: { remove: ['.ad', '>>'] } }, 'article.remove.1'],
    [{ url: 'https://a.example/', discover: 'yes' }, 'discover'],
    [{ url: 'https://a.example/', retryAfter: 'everybody' }, 'retryAfter'],
    [{ url: 'https://a.example/', credentials: { type: 'basic', password: 'x' } }, 'credentials.password'],
  ])('%j is refused and named', async (json, field) => {
    const response = await add(openBackend(), json)
    expect(response.status).toBe(422)
    expect(await read(response)).toMatchObject({ field })
  })

  test('one that was added is changed and taken out', async () => {
    const backend = openBackend()
    await add(backend, { url: 'https://example.org/feed' })
    const path = '/api/sources/example-org'
    const patch = (json: unknown) => backend.ask(path, { method: 'PATCH', token: true, json })
    expect(await read(patch({ title: 'New', url: 'https://example.org/new' }))).toMatchObject({
      title: 'New',
      url: 'https://example.org/new',
    })
    expect(await read(patch({ paused: true }))).toMatchObject({ paused: true })
    expect(await health(backend, 'example-org')).toMatchObject({ health: 'paused' })
    expect(await read(patch({ paused: false }))).toMatchObject({ paused: false })
    expect(await read(patch({ title: null }))).not.toHaveProperty('title')
    expect((await patch({ paused: 'yes' })).status).toBe(422)
    expect(await read(patch({ url: 'https://user:secret@aranews.net/feed/?key=hidden' }))).toMatchObject({
      status: 409,
      id: 'aranews',
    })
    expect((await patch({ urls: 'x' })).status).toBe(422)
    expect((await backend.ask(path, { method: 'DELETE', token: true })).status).toBe(204)
    expect((await backend.ask(path)).status).toBe(404)
  })

  test('one says how it is read, and that can be changed', async () => {
    const backend = openBackend()
    const page = { item: '.story', link: 'h3 > a' }
    const response = await add(backend, { url: 'https://example.org/news', page, fullText: true })
    expect(await read(response)).toMatchObject({ page, fullText: true })
    const path = '/api/sources/example-org'
    const patch = (json: unknown) => backend.ask(path, { method: 'PATCH', token: true, json })
    await savePoll(backend.db, { source: 'example-org', due: NOW + 9e7, paused: false, gone: false, failures: 0 })
    expect(await read(patch({ retryAfter: 'host' }))).toMatchObject({ retryAfter: 'host' })
    expect(await health(backend, 'example-org')).toMatchObject({ due: '2015-06-11T13:00:00.000Z' })
    const article = { content: '.body', remove: ['.share'] }
    const after = await read(patch({ article, page: { item: 'li' }, fullText: null }))
    expect(after).toMatchObject({ article, page: { item: 'li' } })
    expect(await health(backend, 'example-org')).toMatchObject({ due: DUE })
    expect(after).not.toHaveProperty('fullText')
    expect(await read(backend.ask(path, { token: true }))).toMatchObject({ article, retryAfter: 'host' })
    expect(await read(patch({ article: { title: ']' } }))).toMatchObject({ status: 422, field: 'article.title' })
  })

  test('the zone of its dates is one of the time zone database, and read anew when it changes', async () => {
    const backend = openBackend()
    const source = { url: 'https://example.org/news', timeZone: 'Asia/Baghdad' }
    expect(await read(add(backend, source))).toMatchObject({ timeZone: 'Asia/Baghdad' })
    const patch = (json: unknown) => backend.ask('/api/sources/example-org', { method: 'PATCH', token: true, json })
    await savePoll(backend.db, { source: 'example-org', due: NOW + 9e7, paused: false, gone: false, failures: 0 })
    expect(await read(patch({ timeZone: 'Europe/Istanbul' }))).toMatchObject({ timeZone: 'Europe/Istanbul' })
    expect(await health(backend, 'example-org')).toMatchObject({ due: DUE })
    expect(await read(patch({ timeZone: 'Kobane' }))).toMatchObject({
      status: 422,
      field: 'timeZone',
      detail: expect.stringContaining('is no zone of the time zone database, such as Asia/Baghdad'),
    })
    expect(await read(patch({ timeZone: null }))).not.toHaveProperty('timeZone')
  })

  test('the zone of its channel is shown, and is no setting of its own for being sent back', async () => {
    const zoned = { ...channel, timeZone: 'Asia/Baghdad' }
    const backend = openBackend({ channels: [zoned] })
    const shown = await read(add(backend, { url: 'https://example.org/news' }))
    expect(shown).toMatchObject({ timeZone: 'Asia/Baghdad' })
    const patch = (json: unknown) => backend.ask('/api/sources/example-org', { method: 'PATCH', token: true, json })
    const options = () => backend.db.first('SELECT title, options FROM sources')
    await savePoll(backend.db, { source: 'example-org', due: NOW + 9e7, paused: false, gone: false, failures: 0 })
    expect(await read(patch(shown))).toMatchObject({ timeZone: 'Asia/Baghdad' })
    expect(await read(patch({ timeZone: 'Asia/Baghdad', title: 'Partner' }))).toMatchObject({ title: 'Partner' })
    expect(await options()).toMatchObject({ title: 'Partner', options: null })
    expect(await read(patch({ timeZone: 'Asia/Damascus' }))).toMatchObject({ timeZone: 'Asia/Damascus' })
    expect(await read(patch({ timeZone: null }))).toMatchObject({ timeZone: 'Asia/Baghdad' })
  })

  test('a site is followed to its feed where that is asked for', async () => {
    const backend = openBackend()
    const site = { url: 'https://site.example/', discover: true }
    expect(await read(add(backend, site))).toMatchObject({ url: 'https://site.example/feed.xml' })
    const again = await add(backend, site)
    expect(again.status).toBe(409)
    expect(await read(again)).toMatchObject({ id: 'site-example' })
    expect(await read(add(backend, { url: 'https://down.example/', discover: true }))).toMatchObject({
      url: 'https://down.example/',
      fault: 'https://down.example/ could not be reached.',
    })
    expect(await read(add(backend, { ...site, page: { item: 'li' } }))).toMatchObject({ url: 'https://site.example/' })
  })

  test('a held one is accepted as it is, a declared one too', async () => {
    const backend = openBackend()
    const state = { source: 'aranews', due: NOW + 9e7, paused: false, gone: false, failures: 2, etag: '"a"' }
    const fault = {
      fault: 'The pages yield less.',
      faultSince: NOW,
      held: true,
      wordCounts: [400, 400],
      itemCounts: [9],
    }
    await savePoll(backend.db, { ...state, ...fault })
    expect(await health(backend, 'aranews')).toMatchObject({ health: 'held', fault: fault.fault })
    const front = await (await backend.ask('/')).text()
    expect(front).toContain('1 source · some news may come late')
    expect(front).not.toContain(fault.fault)
    expect(await (await backend.ask('/api/faults.atom', { token: true })).text()).toContain(fault.fault)
    const json = { accept: true }
    await backend.ask('/api/sources/aranews', { method: 'PATCH', token: true, json })
    const after = await health(backend, 'aranews')
    expect(after).toMatchObject({ failures: 0, due: DUE })
    expect(after).not.toHaveProperty('fault')
    expect((await loadPolls(backend.db)).get('aranews')).toEqual({ ...state, failures: 0, due: NOW })
  })

  test('a moved source forgets what it knew of the old address', async () => {
    const backend = openBackend()
    await add(backend, { url: 'https://example.org/feed' })
    const source = 'example-org'
    await savePoll(backend.db, {
      source,
      due: NOW + 9e7,
      paused: false,
      gone: true,
      failures: 3,
      etag: '"x"',
      fault: 'Gone.',
    })
    const json = { url: 'https://example.org/new' }
    await backend.ask(`/api/sources/${source}`, { method: 'PATCH', token: true, json })
    expect(await health(backend, source)).toMatchObject({ health: 'new', failures: 0, due: DUE })
  })

  test('a declared one can be paused and nothing else', async () => {
    const backend = openBackend()
    const patch = (json: unknown) => backend.ask('/api/sources/aranews', { method: 'PATCH', token: true, json })
    expect(await read(patch({ paused: true }))).toMatchObject({ paused: true })
    const refused = await patch({ url: 'https://a.example/' })
    expect(refused.status).toBe(409)
    expect(await read(refused)).toMatchObject({ detail: expect.stringContaining('declared in feeds/') })
    expect((await backend.ask('/api/sources/aranews', { method: 'DELETE', token: true })).status).toBe(409)
  })

  test('refreshing answers what came of it', async () => {
    const backend = openBackend()
    expect(await read(backend.ask('/api/sources/aranews/refresh', { method: 'POST', token: true }))).toEqual({
      outcome: 'changed',
      added: 2,
      updated: 1,
      next: '2015-06-10T13:00:00.000Z',
    })
    expect((await backend.ask('/api/sources/nobody/refresh', { method: 'POST', token: true })).status).toBe(404)
    expect((await backend.ask('/api/sources/aranews/refresh')).status).toBe(405)
  })

  test('its folders and rules are the editor’s: shown with the token alone, and listed by', async () => {
    const backend = openBackend()
    const rules = { keep: [{ title: ['kobane', 'qamişlo'] }], block: [{ author: 'wire', not: { tag: 'syria' } }] }
    await add(backend, { url: 'https://a.example/feed', tags: ['News/Syria', 'Daily'], ...rules })
    await add(backend, { url: 'https://b.example/feed', tags: ['Newspapers'] })
    expect(await read(backend.ask('/api/sources/a-example', { token: true }))).toMatchObject({
      tags: ['News/Syria', 'Daily'],
      ...rules,
    })
    expect(await (await backend.ask('/api/sources')).text()).not.toMatch(/kobane|wire|Daily/)
    const listed = async (tag: string) => {
      const { sources } = await read(backend.ask(`/api/sources?tag=${tag}`, { token: true }))
      return (sources as readonly Json[]).map(({ id }) => id)
    }
    expect(await listed('news')).toEqual(['a-example'])
    expect(await listed('News/Syria')).toEqual(['a-example'])
    expect(await listed('Syria')).toEqual([])
    expect(await listed('Newspapers')).toEqual(['b-example'])
    expect((await backend.ask('/api/sources?tag=News')).status).toBe(401)
  })

  test.each([
    [{ block: [{ titel: 'sport' }] }, 'There is no member block.0.titel; did you mean block.0.title?'],
    [{ keep: [{ not: { autor: 'a' } }] }, 'There is no member keep.0.not.autor; did you mean keep.0.not.author?'],
    [{ blocks: [] }, 'There is no member blocks; did you mean block?'],
    [{ block: [{ title: '***' }] }, 'block.0.title has no word in it.'],
    [{ block: [{ title: ['sport', ' '] }] }, 'block.0.title.1 has no word in it.'],
    [{ block: [{ title: [] }] }, 'block.0.title is empty.'],
    [{ block: [{}] }, 'block.0 says nothing: name title, text, author, tag, url, anywhere or olderThan.'],
    [{ block: [{ not: {} }] }, 'block.0.not says nothing: name title, text, author, tag, url, anywhere or olderThan.'],
    [{ block: [{ olderThan: '30' }] }, 'block.0.olderThan has to be number, not "30".'],
    [{ block: [{ olderThan: -1 }] }, 'block.0.olderThan is below 0.'],
    [{ block: { title: 'a' } }, 'block has to be Array, not Object.'],
    [{ tags: 'News' }, 'tags has to be Array, not "News".'],
    [{ tags: [''] }, 'tags.0 is empty.'],
  ])('%j is refused in a sentence', async (fields, detail) => {
    const backend = openBackend()
    const response = await add(backend, { url: 'https://a.example/feed', ...fields })
    expect([response.status, (await read(response)).detail]).toEqual([422, detail])
  })

  test('a refresh says how many items the rules left out', async () => {
    const refreshed = { outcome: 'changed' as const, added: 2, updated: 1, leftOut: 3, next: NOW }
    const backend = openBackend({ refresh: async () => refreshed })
    const response = backend.ask('/api/sources/aranews/refresh', { method: 'POST', token: true })
    expect(await read(response)).toMatchObject({ added: 2, updated: 1, left_out: 3 })
  })
})
