import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { openBackend, story } from './backend.ts'

/** Scripts of other sites: reading for all, writing with a bearer, never with cookies. */

const ORIGIN = 'https://partner.example'
const SENT = ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key']
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

const split = (list: string | null) => (list ?? '').toLowerCase().split(/, */)

test('a preflight of every route is answered without a token', async () => {
  const backend = openBackend({ token: undefined })
  const routes = createApp(backend.backend).routes.filter(({ path, method }) => {
    return path.startsWith('/api/') && METHODS.includes(method)
  })
  expect(routes.length).toBeGreaterThan(30)
  for (const { path, method } of routes) {
    const headers = {
      Origin: ORIGIN,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': SENT.join(','),
    }
    const sample = path.replace(/:\w+|\*/g, 'one')
    const response = await backend.ask(sample, { method: 'OPTIONS', headers })
    expect([path, response.status, await response.text()]).toEqual([path, 204, ''])
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Access-Control-Allow-Methods')?.split(', ')).toContain(method)
    expect(split(response.headers.get('Access-Control-Allow-Headers'))).toEqual(expect.arrayContaining(SENT))
    expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false)
  }
})

test('scripts may read what they need of an answer, of an error too', async () => {
  const backend = openBackend({ sender: () => '192.0.2.1' })
  await backend.take(story('A bridge fell', 'A bridge fell at dawn.'))
  const headers = { Origin: ORIGIN, Cookie: 'session=1' }
  const needed = ['etag', 'location', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after', 'idempotent-replayed']
  const asked = ['/api/items', '/api/items?q=bridge', '/api/items/none', '/api/webhooks', '/api/nothing', '/feed.json']
  for (const path of asked) {
    const response = await backend.ask(path, { headers })
    expect([path, response.headers.get('Access-Control-Allow-Origin')]).toEqual([path, '*'])
    expect(split(response.headers.get('Access-Control-Expose-Headers'))).toEqual(expect.arrayContaining(needed))
    for (const name of ['Access-Control-Allow-Credentials', 'Set-Cookie'])
      expect(response.headers.has(name)).toBe(false)
  }
  for (let n = 0; n < 20; n++) await backend.ask('/api/webhooks', { headers, token: 'guess' })
  const refused = await backend.ask('/api/webhooks', { headers, token: 'guess' })
  expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([429, '*'])
})
