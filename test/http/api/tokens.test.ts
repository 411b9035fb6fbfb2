import { describe, expect, test } from 'vitest'
import { createTokenUses } from '../../../src/desk/token-uses.ts'
import { createApp } from '../../../src/http/app.ts'
import { LIMITS, WINDOW } from '../../../src/http/limits.ts'
import { toOperations } from '../../../src/http/operation.ts'
import { EVERY_SCOPE, type TokenScope, toHeldScopes } from '../../../src/model/secrets/scopes.ts'
import { BASE, NOW, openBackend, story, TOKEN } from '../backend.ts'
import { type Made, makeToken } from '../tokens.ts'

/** Named tokens: what each opens, and for how long. */

const POST = { method: 'POST', token: true } as const

describe('making one', () => {
  test('shows it once, and keeps nothing that could be used', async () => {
    const { ask, db } = openBackend()
    const json = { name: 'The partner', scopes: ['read:scheduled', 'write:links', 'write:links'] }
    const response = await ask('/api/tokens', { ...POST, json })
    const made = (await response.json()) as { readonly token: string }
    const { token, ...rest } = made
    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toBe(`${BASE}/api/tokens/1`)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(rest).toEqual({
      id: '1',
      name: 'The partner',
      hint: `${token.slice(0, 8)}…`,
      scopes: ['read:scheduled', 'write:links'],
      by: 'API_TOKEN',
      created: '2015-06-10T12:00:00.000Z',
      state: 'live',
    })
    expect(await (await ask('/api/tokens/1', { token: true })).json()).toEqual(rest)
    expect(await (await ask('/api/tokens', { token: true })).json()).toEqual({ tokens: [rest] })
    expect(JSON.stringify(await db.all('SELECT * FROM tokens'))).not.toContain(token.slice(8))
  })

  test.each([
    [{}, 'name', 'name is missing.'],
    [{ name: 'x' }, 'scopes', 'scopes is missing.'],
    [{ name: 'x', scopes: [] }, 'scopes', 'scopes is empty: say what the token is for.'],
    [{ name: 'x', scopes: ['write:item'] }, 'scopes.0', /^scopes\.0 has to be .*"write:items".* not "write:item"\.$/],
    [{ name: '', scopes: ['admin'] }, 'name', /^name is empty/],
    [{ name: 'a\u0000b', scopes: ['admin'] }, 'name', /can not be seen/],
    [{ name: 'a\nb', scopes: ['admin'] }, 'name', /can not be seen/],
    [{ name: ' x', scopes: ['admin'] }, 'name', /blank/],
    [{ name: 'x'.repeat(101), scopes: ['admin'] }, 'name', /more than 100 characters/],
    [{ name: 'api_token', scopes: ['admin'] }, 'name', /API_TOKEN/],
    [{ name: 'x', scopes: ['admin'], expires: '2015-06-10T12:00:00Z' }, 'expires', /past/],
    [{ name: 'x', scopes: ['admin'], expires: 'Thursday' }, 'expires', /no date/],
    [{ name: 'x', scopes: ['admin'], expires: 1_700_000_000 }, 'expires', /string|text/i],
    [{ name: 'x', scope: ['admin'] }, 'scope', 'There is no member scope; did you mean scopes?'],
  ])('refuses %j by %s', async (json, field, detail) => {
    const { ask, db } = openBackend()
    const response = await ask('/api/tokens', { ...POST, json })
    const problem = await response.json()
    expect([response.status, problem]).toEqual([422, expect.objectContaining({ field })])
    expect(problem).toMatchObject({ detail: typeof detail === 'string' ? detail : expect.stringMatching(detail) })
    expect(await db.all('SELECT id FROM tokens')).toEqual([])
  })

  test('a name is given once, also to two who ask at the same time, and again when it is free', async () => {
    const { ask } = openBackend()
    const json = { name: 'Reader', scopes: ['read:scheduled'] }
    const statuses = await Promise.all([1, 2, 3].map(async () => (await ask('/api/tokens', { ...POST, json })).status))
    expect(statuses.toSorted()).toEqual([201, 409, 409])
    expect((await ask('/api/tokens/1', { method: 'DELETE', token: true })).status).toBe(204)
    const again = await ask('/api/tokens', { ...POST, json })
    // The number of one that is gone is never given again.
    expect([again.status, again.headers.get('Location')?.endsWith('/1')]).toEqual([201, false])
  })

  test('what we say of one is ignored where it is sent back', async () => {
    const { ask } = openBackend()
    const { token: _, ...told } = await makeToken({ ask }, ['moderate'])
    const json = { ...told, name: 'Another', last_used: '2015-01-01T00:00:00Z', hint: 'ara_x', id: '7' }
    expect((await ask('/api/tokens', { ...POST, json })).status).toBe(201)
  })
})

describe('what one opens', () => {
  test('ends at its end, and nothing else tells of it', async () => {
    const { ask, clock } = openBackend()
    const { token } = await makeToken({ ask }, ['admin'], { expires: '2015-06-10T12:01:00Z' })
    expect((await ask('/api/tokens', { token })).status).toBe(200)
    clock.now = NOW + 60_000
    const refused = await ask('/api/tokens', { token })
    expect(refused.headers.get('WWW-Authenticate')).toBe('Bearer realm="ara-feeds", error="invalid_token"')
    expect([refused.status, await refused.json()]).toEqual([
      401,
      expect.objectContaining({ detail: 'The token ended on 2015-06-10T12:01:00.000Z.' }),
    ])
    expect(await (await ask('/api/tokens/1', { token: true })).json()).toMatchObject({ state: 'ended' })
  })

  test('is over with the request that takes it away', async () => {
    const { ask } = openBackend()
    const { token, id } = await makeToken({ ask }, ['admin'])
    expect((await ask('/api/webhooks', { token })).status).toBe(200)
    // By itself, too.
    expect((await ask(`/api/tokens/${id}`, { method: 'DELETE', token })).status).toBe(204)
    const refused = await ask('/api/webhooks', { token })
    expect([refused.status, await refused.json()]).toEqual([
      401,
      expect.objectContaining({ detail: 'The token is not this service’s, or was taken away.' }),
    ])
    expect((await ask(`/api/tokens/${id}`, { method: 'DELETE', token: true })).status).toBe(404)
  })

  test('a typing error is told', async () => {
    const { ask } = openBackend()
    const { token } = await makeToken({ ask }, ['admin'])
    const response = await ask('/api/webhooks', { token: token.slice(0, -1) })
    expect(await response.json()).toMatchObject({ status: 401, detail: expect.stringContaining('typing error') })
  })

  test('API_TOKEN needs no database, and a named one says that it is gone', async () => {
    const backend = openBackend()
    const { token } = await makeToken(backend, ['write:sources'])
    backend.db.close()
    const post = (init: { token: string | boolean }) =>
      backend.ask('/api/preview', { method: 'POST', ...init, json: {} })
    expect((await post({ token: true })).status).toBe(422)
    expect((await post({ token })).status).toBeGreaterThanOrEqual(500)
    // Whoever sends no token of ours never waits for it.
    expect((await post({ token: 'guess' })).status).toBe(401)
  })

  test('those that were made before go on without API_TOKEN, and make others', async () => {
    const before = openBackend()
    const { token } = await makeToken(before, ['admin'])
    const after = openBackend({ token: undefined, db: before.backend.db })
    expect((await after.ask('/api/tokens', { token })).status).toBe(200)
    const json = { name: 'Next', scopes: ['moderate'] }
    expect(await (await after.ask('/api/tokens', { method: 'POST', token, json })).json()).toMatchObject({
      by: expect.stringMatching(/^admin/),
    })
  })
})

/** An address that the route answers, whatever is there. */
function toSample(operation: string): { readonly method: string; readonly path: string } {
  const [method = '', route = ''] = operation.split(' ')
  const path = route
    .replace(':code', 'none')
    .replace(':id', '1')
    .replace('*', method === 'POST' ? 'none/restore' : 'none')
  return { method, path: path === '/opml.xml' ? `${path}?sources` : path }
}

/** What a token has to be for, by method and route. */
function toScopes(): Map<string, TokenScope> {
  const all = toOperations(createApp(openBackend().backend)).flatMap(({ method, path, scope, showsMore }) => {
    const asked = scope ?? showsMore
    const route = path.replace(/^\/api\/items\/\{id\}.*/, '/api/items/*').replace(/\{(\w+)\}/g, ':$1')
    return asked === undefined ? [] : [[`${method} ${route}`, asked] as const]
  })
  return new Map(all)
}

/** Of reading them everybody is told something. */
const OPEN = [
  'GET /api/items',
  'GET /api/items/*',
  'GET /api/links',
  'GET /api/links/:code',
  'GET /api/changes',
  'GET /api/sources',
  'GET /api/sources/:id',
  'GET /api/sources/:id/health',
  'GET /api/links/:code/clicks',
  'GET /media/:hash',
  'POST /hub',
]

describe('scopes', () => {
  const demanding = [...toScopes()].filter(([operation]) => !OPEN.includes(operation))
  const backend = openBackend()
  const tokens = new Map<TokenScope, Promise<Made>>()
  const toToken = (scope: TokenScope) => {
    const made = tokens.get(scope) ?? makeToken(backend, [scope])
    tokens.set(scope, made)
    return made
  }

  test.each(demanding)('%s asks for %s, names it, and takes what holds it', async (operation, scope) => {
    const { method, path } = toSample(operation)
    const ask = (token?: string) =>
      backend.ask(path, { method, ...(token ? { token } : {}), ...(method === 'GET' ? {} : { json: {} }) })
    expect((await ask()).status).toBe(401)
    for (const one of EVERY_SCOPE) {
      const { token, name } = await toToken(one)
      // The first of the tokens is not to be taken away meanwhile.
      if (operation === 'DELETE /api/tokens/:id' && one === 'admin') continue
      const response = await ask(token)
      const isHeld = toHeldScopes([one]).has(scope)
      expect([one, response.status === 403, response.status === 401]).toEqual([one, !isHeld, false])
      if (isHeld) continue
      const detail = `The token ${name} is not for this: it lacks the scope ${scope}.`
      if (path.startsWith('/api/'))
        expect(await response.json()).toMatchObject({ status: 403, scope, error: 'insufficient_scope', detail })
      expect(response.headers.get('WWW-Authenticate')).toBe(
        `Bearer realm="ara-feeds", error="insufficient_scope", scope="${scope}"`,
      )
    }
  })

  test('every route of the API that demands a token says for what', async () => {
    const backend = openBackend()
    const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
    const routes = createApp(backend.backend).routes.filter(
      ({ path, method }) => path.startsWith('/api/') && methods.includes(method),
    )
    const operations = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]
    expect(operations.length).toBeGreaterThan(30)
    const scopes = toScopes()
    const unnamed: string[] = []
    for (const operation of operations) {
      const { method, path } = toSample(operation)
      const { status } = await backend.ask(path, { method, ...(method === 'GET' ? {} : { json: {} }) })
      if (status === 401 && !scopes.has(operation)) unnamed.push(operation)
      // Whatever writes demands one.
      if (method !== 'GET') expect([operation, status]).toEqual([operation, 401])
    }
    expect(unnamed).toEqual([])
    const missing = [...scopes.keys()].filter((one) => one.includes(' /api/') && !operations.includes(one))
    expect(missing).toEqual([])
  })

  test('who may only see what is coming sees nothing else of the newsroom', async () => {
    const backend = openBackend()
    await backend.take(story('A bridge fell', 'A bridge fell at dawn.'))
    const { token } = await makeToken(backend, ['read:scheduled'])
    const paths = ['/api/items', '/api/sources', '/api/sources/aranews', '/api/links', '/api/changes', '/feed.json']
    for (const path of paths) {
      const [mine, everybody] = [await backend.ask(path, { token }), await backend.ask(path)]
      expect([path, mine.status, await mine.text()]).toEqual([path, 200, await everybody.text()])
    }
    const [all, hidden] = [
      await backend.ask('/api/sources', { token: (await makeToken(backend, ['write:sources'])).token }),
      await backend.ask('/api/sources'),
    ]
    expect(await all.text()).not.toBe(await hidden.text())
  })

  test('as a password of Basic authentication where readers may send it, with the same scopes', async () => {
    const backend = openBackend()
    const basic = (token: string) => ({ headers: { Authorization: `Basic ${btoa(`any:${token}`)}` } })
    const [right, wrong] = [await makeToken(backend, ['write:sources']), await makeToken(backend, ['write:items'])]
    for (const path of ['/api/faults.atom', '/opml.xml?sources']) {
      expect((await backend.ask(path, basic(right.token))).status).toBe(200)
      expect((await backend.ask(path, basic(wrong.token))).status).toBe(403)
    }
    // Anywhere else it has to be a bearer.
    const post = await backend.ask('/api/preview', { method: 'POST', json: {}, ...basic(right.token) })
    expect([post.status, post.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="ara-feeds"'])
  })
})

describe('limits', () => {
  const from = (token?: string) => ({
    headers: { 'X-Sender': '192.0.2.1', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
  })
  const open = () => openBackend({ sender: (request) => request.headers.get('X-Sender') ?? undefined })

  test('a right token is never refused, whatever it is for and however many wrong ones came before', async () => {
    const { ask } = open()
    const tokens = [TOKEN, (await makeToken({ ask }, ['read:scheduled'])).token]
    for (let n = 0; n < 30; n++) await ask('/api/webhooks', from(`ara_${n}`))
    expect((await ask('/api/webhooks', from('guess'))).status).toBe(429)
    for (const token of tokens) {
      for (let n = 0; n < LIMITS.searches.times + 10; n += 50) await ask(`/api/items?q=w${n}`, from(token))
      const answer = await ask('/api/items?q=word', from(token))
      expect([answer.status, answer.headers.get('RateLimit')]).toEqual([200, null])
    }
  })

  test('whoever is limited is told what is left', async () => {
    const { ask, clock } = open()
    const first = await ask('/api/webhooks', from('guess'))
    expect(first.headers.get('RateLimit-Policy')).toBe('"wrongTokens";q=10;w=60')
    expect(first.headers.get('RateLimit')).toBe('"wrongTokens";r=9;t=60')
    clock.now += 20_500
    for (let n = 0; n < 9; n++) await ask('/api/webhooks', from('guess'))
    const refused = await ask('/api/webhooks', from('guess'))
    expect([refused.status, refused.headers.get('RateLimit')]).toEqual([429, '"wrongTokens";r=0;t=40'])
    expect(refused.headers.get('Retry-After')).toBe('40')
    // Two at once.
    clock.now += WINDOW
    const both = await ask('/api/items?q=word', from('guess'))
    expect(both.headers.get('RateLimit-Policy')).toBe('"wrongTokens";q=10;w=60, "searches";q=240;w=60')
    expect(both.headers.get('RateLimit')).toBe('"wrongTokens";r=9;t=60, "searches";r=239;t=60')
    // Pages are no exception, and what is not counted says nothing.
    expect((await ask('/?q=word', from())).headers.get('RateLimit')).toBe('"searches";r=238;t=60')
    expect((await ask('/feed.atom', from())).headers.get('RateLimit')).toBeNull()
  })
})

test('its last use is written afterwards, once a minute at most', async () => {
  const uses = createTokenUses()
  const { ask, db, clock } = openBackend({ noteUse: uses.note })
  const { token, id } = await makeToken({ ask }, ['moderate'])
  const loadUsed = async () =>
    (await (await ask(`/api/tokens/${id}`, { token: true })).json()) as { last_used?: string }
  await ask('/feed.atom', { token })
  expect(await loadUsed()).not.toHaveProperty('last_used')
  await uses.save(db)
  expect((await loadUsed()).last_used).toBe('2015-06-10T12:00:00.000Z')
  clock.now += 59_000
  await ask('/feed.atom', { token })
  await uses.save(db)
  expect((await loadUsed()).last_used).toBe('2015-06-10T12:00:00.000Z')
  clock.now += 1_000
  await ask('/feed.atom', { headers: { Authorization: `Basic ${btoa(`x:${token}`)}` } })
  await uses.save(db)
  expect((await loadUsed()).last_used).toBe('2015-06-10T12:01:00.000Z')
  // Nothing is written where nothing was noted, and what could not be written is not lost.
  uses.note(Number(id), NOW + 120_000)
  const broken = { ...db, run: () => Promise.reject(new Error('no room')) }
  await expect(uses.save(broken as never)).rejects.toThrow('no room')
  await uses.save(db)
  expect((await loadUsed()).last_used).toBe('2015-06-10T12:02:00.000Z')
})
