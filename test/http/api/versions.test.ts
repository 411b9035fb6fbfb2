import { describe, expect, test } from 'vitest'
import { loadPolls, savePoll } from '../../../src/store/polls.ts'
import { NOW, openBackend, type TestBackend } from '../backend.ts'

/** Everything that has a version: where it is made, how it is changed, and what of it moves without an editor. */
type Kind = {
  readonly name: string
  readonly list: string
  readonly made: object
  readonly change: readonly [object, object]
  readonly live?: (backend: TestBackend, path: string) => Promise<unknown>
}

const KINDS: readonly Kind[] = [
  {
    name: 'a story',
    list: '/api/items',
    made: { title: 'Bread', content_text: 'Bakeries opened in Kobane.' },
    change: [{ title: 'Bread again' }, { title: 'No bread' }],
  },
  {
    name: 'a source',
    list: '/api/sources',
    made: { url: 'https://partner.example/feed', title: 'Partner' },
    change: [{ title: 'First' }, { title: 'Second' }],
    live: async ({ db, clock }) => {
      const state = (await loadPolls(db)).get('partner-example')
      if (state === undefined) throw new Error('It is not there.')
      await savePoll(db, { ...state, polledAt: clock.now, fault: 'It answered 500.', failures: 3 })
    },
  },
  {
    name: 'a link',
    list: '/api/links',
    made: { url: 'https://aranews.net/clinics/', alias: 'clinics' },
    change: [{ url: 'https://aranews.net/one/' }, { url: 'https://aranews.net/two/' }],
    live: ({ db }) => db.run(`INSERT INTO clicks (code, day, people) VALUES ('c11n1cs', 16000, 7)`),
  },
  {
    name: 'a webhook',
    list: '/api/webhooks',
    made: { url: 'https://partner.example/hook' },
    change: [{ kinds: ['create'] }, { kinds: ['retract'] }],
    live: ({ db }) => db.run('UPDATE webhooks SET cursor = cursor + 4, failures = 2'),
  },
]

const push = { createSecret: () => 'whsec_x', refuse: () => undefined } as never

async function make(kind: Kind, backend = openBackend({ push })) {
  const response = await backend.ask(kind.list, { method: 'POST', token: true, json: kind.made })
  const path = (response.headers.get('Location') ?? '').replace('https://feeds.example', '')
  const send = (method: string, json?: unknown, headers: Record<string, string> = {}) =>
    backend.ask(path, { method, token: true, ...(json === undefined ? {} : { json }), headers })
  return { backend, path, send, made: response, etag: response.headers.get('ETag') ?? '' }
}

const tagOf = (response: Response) => response.headers.get('ETag')

describe.each(KINDS)('$name has a version', (kind) => {
  test('that counts edits, and is told by making, reading and changing it', async () => {
    const { send, etag } = await make(kind)
    expect(etag).toBe('"1"')
    const read = await send('GET')
    expect([tagOf(read), read.headers.get('Cache-Control')]).toEqual(['"1"', expect.stringContaining('no-transform')])
    const changed = await send('PATCH', kind.change[0])
    expect([changed.status, tagOf(changed)]).toEqual([200, '"2"'])
    const again = await send('GET')
    expect(tagOf(again)).toBe('"2"')
    expect(await again.json()).toEqual(await changed.json())
    // What says nothing new is no edit.
    expect(tagOf(await send('PATCH', kind.change[0]))).toBe('"2"')
  })

  test('and who writes over another one is told what is there', async () => {
    const { send, etag } = await make(kind)
    expect((await send('PATCH', kind.change[0], { 'If-Match': etag })).status).toBe(200)
    const late = await send('PATCH', kind.change[1], { 'If-Match': etag })
    const now = await send('GET')
    expect([late.status, tagOf(late)]).toEqual([412, tagOf(now)])
    expect(await late.json()).toMatchObject({ status: 412, etag: tagOf(now), current: await now.json() })
    expect((await send('DELETE', { reason: 'x' }, { 'If-Match': etag })).status).toBe(412)
  })

  test('compared strongly', async () => {
    const { send, etag } = await make(kind)
    const [change] = kind.change
    for (const none of [`W/${etag}`, '"x"', '"01"', '"1', '"99"']) {
      const { status } = await send('PATCH', change, { 'If-Match': none })
      expect([none, status]).toEqual([none, none === '"1' ? 400 : 412])
    }
    expect((await send('PATCH', change, { 'If-Match': 'nothing' })).status).toBe(400)
    expect((await send('PATCH', change, { 'If-None-Match': '*' })).status).toBe(412)
    expect((await send('PATCH', change, { 'If-Match': `"7" , ${etag},"a,b"` })).status).toBe(200)
    expect((await send('PATCH', kind.change[1], { 'If-Match': '*' })).status).toBe(200)
  })

  test('of two at once one wins', async () => {
    const { send, etag } = await make(kind)
    const changes = [...kind.change, ...kind.change].map((json) => send('PATCH', json, { 'If-Match': etag }))
    const answers = await Promise.all(changes)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
    expect(tagOf(await send('GET'))).toBe('"2"')
  })

  test('never of a compressed form, and answered 304', async () => {
    const compress = () => new Uint8Array(3)
    const long = kind.name === 'a story' ? { content_text: 'Kobane. '.repeat(1_000) } : {}
    const { backend, path, etag } = await make(
      { ...kind, made: { ...kind.made, ...long } },
      openBackend({ push, compress }),
    )
    const ask = (headers: Record<string, string>) => backend.ask(path, { token: true, headers })
    const answer = await ask({ 'Accept-Encoding': 'gzip, br' })
    expect([tagOf(answer), answer.headers.get('Content-Encoding')]).toEqual([etag, null])
    const seen = await ask({ 'If-None-Match': etag })
    expect([seen.status, tagOf(seen), await seen.text()]).toEqual([304, etag, ''])
    expect((await ask({ 'If-None-Match': `W/${etag}` })).status).toBe(304)
    expect((await ask({ 'If-None-Match': '"0"' })).status).toBe(200)
  })
})

describe.each(KINDS.filter(({ live }) => live !== undefined))('$name', (kind) => {
  test('is not edited by what happens to it', async () => {
    const { backend, path, send, etag } = await make(kind)
    const before = await (await send('GET')).text()
    await kind.live?.(backend, path)
    const after = await send('GET')
    expect([tagOf(after), await after.text()]).toEqual([etag, before])
    expect((await send('PATCH', kind.change[0], { 'If-Match': etag })).status).toBe(200)
  })

  test('without the token, or with another answer, has another tag', async () => {
    const { backend, path, send } = await make(kind)
    const [open, whole] = [await backend.ask(path), await send('GET')]
    if (open.status === 401) return
    expect((await open.text()) === (await whole.text())).toBe(tagOf(open) === tagOf(whole))
  })
})

describe('live figures stand by themselves', () => {
  const read = async (backend: TestBackend, path: string, token = true) =>
    (await (await backend.ask(path, { token })).json()) as Record<string, unknown>

  test('the health of a source', async () => {
    const [, source] = KINDS
    if (source === undefined) throw new Error('There is no such kind.')
    const { backend, path } = await make(source)
    await source.live?.(backend, path)
    expect(await read(backend, path)).not.toHaveProperty('health')
    const health = { id: 'partner-example', health: 'failing' }
    expect(await read(backend, `${path}/health`, false)).toEqual(health)
    expect(await read(backend, `${path}/health`)).toMatchObject({ ...health, fault: 'It answered 500.', failures: 3 })
    expect(await read(backend, '/api/sources')).toMatchObject({
      sources: [{}, { ...health, fault: 'It answered 500.' }],
    })
  })

  test('the clicks of a link', async () => {
    const [, , link] = KINDS
    if (link === undefined) throw new Error('There is no such kind.')
    const { backend, path } = await make(link)
    await link.live?.(backend, path)
    expect(await read(backend, path)).not.toHaveProperty('clicks')
    const clicks = await read(backend, `${path}/clicks`)
    expect(clicks).toMatchObject({ code: 'c11n1cs', clicks: { people: 7 }, days: [{ people: 7 }], referrers: [] })
    expect(Object.keys(await read(backend, `${path}/clicks`, false))).toEqual(['code', 'clicks'])
  })

  test('how far a webhook has been told', async () => {
    const [, , , webhook] = KINDS
    if (webhook === undefined) throw new Error('There is no such kind.')
    const { backend, path } = await make(webhook)
    await webhook.live?.(backend, path)
    expect(await read(backend, path)).not.toHaveProperty('failures')
    expect(await read(backend, `${path}/deliveries`)).toMatchObject({ failures: 2, deliveries: [] })
  })
})

describe('a story', () => {
  const post = (backend: TestBackend, json: object, headers: Record<string, string> = {}) =>
    backend.ask('/api/items', { method: 'POST', token: true, json, headers })
  const STORY = { id: 'https://aranews.net/?p=7', title: 'Bread', content_text: 'Bakeries opened in Kobane.' }

  test('is retracted and restored by version', async () => {
    const { backend, path, send, etag } = await make(KINDS[0] as Kind)
    const gone = await send('DELETE', { reason: 'Untrue.' }, { 'If-Match': etag })
    expect([gone.status, tagOf(gone)]).toEqual([200, '"2"'])
    const read = await send('GET')
    expect([read.status, tagOf(read)]).toEqual([410, '"2"'])
    const restore = (tag: string) =>
      backend.ask(`${path}/restore`, { method: 'POST', token: true, headers: { 'If-Match': tag } })
    const late = await restore(etag)
    expect(late.status).toBe(412)
    expect(await late.json()).toMatchObject({ current: { state: 'retracted', reason: 'Untrue.' } })
    expect((await restore('"2"')).status).toBe(200)
  })

  test('is made only where there is none, however many try', async () => {
    const backend = openBackend()
    const create = { 'If-None-Match': '*' }
    expect((await post(backend, STORY, create)).status).toBe(201)
    const second = await post(backend, { ...STORY, title: 'Other words' }, create)
    expect(second.status).toBe(412)
    expect(await second.json()).toMatchObject({ etag: '"1"', current: { id: STORY.id, title: 'Bread' } })
    const own = { title: 'One', content_text: 'Only one of these.' }
    const all = await Promise.all([1, 2, 3, 4].map(() => post(backend, own, create)))
    expect(all.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412])
  })

  test('that is posted again is written over by version alone', async () => {
    const backend = openBackend()
    const first = await post(backend, STORY)
    const item = (await first.json()) as object
    expect((await post(backend, { ...item, title: 'New words' }, { 'If-Match': '"1"' })).status).toBe(200)
    expect((await post(backend, { ...item, title: 'Old words' }, { 'If-Match': '"1"' })).status).toBe(412)
    expect((await post(backend, { ...STORY, id: 'https://aranews.net/?p=8' }, { 'If-Match': '*' })).status).toBe(412)
  })
})

test('a name is given only where nothing has it', async () => {
  const backend = openBackend()
  const create = (path: string, json: object) =>
    backend.ask(path, { method: 'POST', token: true, json, headers: { 'If-None-Match': '*' } })
  const link = { url: 'https://aranews.net/a/', alias: 'clinics' }
  expect((await create('/api/links', link)).status).toBe(201)
  for (const json of [link, { ...link, url: 'https://aranews.net/b/' }]) {
    const answer = await create('/api/links', json)
    expect(answer.status).toBe(412)
    expect(await answer.json()).toMatchObject({ current: { alias: 'clinics', url: 'https://aranews.net/a/' } })
  }
  const source = { id: 'partner', url: 'https://partner.example/feed' }
  expect((await create('/api/sources', source)).status).toBe(201)
  for (const json of [source, { ...source, url: 'https://other.example/feed' }, { ...source, id: 'other' }]) {
    const answer = await create('/api/sources', json)
    expect(answer.status).toBe(412)
    expect(await answer.json()).toMatchObject({ current: { id: 'partner', url: source.url } })
  }
})

test('what is declared is paused by version; a name that is given again is none of before', async () => {
  const backend = openBackend()
  const ask = (method: string, path: string, json?: object, tag?: string | null) =>
    backend.ask(path, {
      method,
      token: true,
      ...(json === undefined ? {} : { json }),
      headers: tag ? { 'If-Match': tag } : {},
    })
  const tag = tagOf(await ask('GET', '/api/sources/aranews'))
  expect((await ask('PATCH', '/api/sources/aranews', { paused: true }, tag)).status).toBe(200)
  expect((await ask('PATCH', '/api/sources/aranews', { paused: false }, tag)).status).toBe(412)
  const partner = { id: 'partner', url: 'https://partner.example/feed' }
  await ask('POST', '/api/sources', partner)
  await ask('DELETE', '/api/sources/partner', undefined, '"1"')
  backend.clock.now = NOW + 1
  expect(tagOf(await ask('POST', '/api/sources', partner))).not.toBe('"1"')
  const renamed = await ask('PATCH', '/api/sources/partner', { id: 'friend' })
  expect((await ask('PATCH', '/api/sources/partner', { title: 'x' }, '"1"')).status).toBe(412)
  expect((await ask('PATCH', '/api/sources/partner', { title: 'x' }, tagOf(renamed))).status).toBe(200)
})
