import { describe, expect, test } from 'vitest'
import { openBackend, TOKEN } from './backend.ts'

const WRITES: readonly (readonly [string, string])[] = [
  ['POST', '/api/items'],
  ['PATCH', '/api/items/k3xp9a'],
  ['DELETE', '/api/items/k3xp9a'],
  ['POST', '/api/items/k3xp9a/restore'],
  ['POST', '/api/sources'],
  ['PATCH', '/api/sources/aranews'],
  ['DELETE', '/api/sources/aranews'],
  ['POST', '/api/sources/aranews/refresh'],
  ['POST', '/api/preview'],
  ['POST', '/api/import'],
]

describe('the token', () => {
  test.each(WRITES)('%s %s needs it, before anything of the body is read', async (method, path) => {
    const backend = openBackend()
    let pulled = 0
    // Nothing is buffered ahead, so that only the service's own reading counts.
    const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 })
    const response = await backend.ask(path, { method, body, type: 'application/json' })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
    expect(await response.json()).toMatchObject({ status: 401, detail: expect.stringMatching(/\.$/) })
    expect(pulled).toBe(0)
  })

  test.each(['wrong', `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase(), '', ' '])(
    'another one is no key: “%s”',
    async (token) => {
      const headers = { Authorization: `Bearer ${token}` }
      const response = await openBackend().ask('/api/sources', {
        method: 'POST',
        headers,
        json: { url: 'https://a.example/' },
      })
      expect(response.status).toBe(401)
    },
  )

  test('a service without one lets nobody write', async () => {
    const backend = openBackend({ token: undefined })
    for (const token of [undefined, 'undefined', TOKEN]) {
      const init = { method: 'POST', json: { url: 'https://a.example/' }, ...(token === undefined ? {} : { token }) }
      const response = await backend.ask('/api/sources', init)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ detail: expect.stringContaining('API_TOKEN') })
    }
  })

  test('the scheme is written in any case', async () => {
    const headers = { Authorization: `bearer ${TOKEN}` }
    const response = await openBackend().ask('/api/sources', {
      method: 'POST',
      headers,
      json: { url: 'https://a.example/' },
    })
    expect(response.status).toBe(201)
  })
})

describe('errors nobody expected', () => {
  test('are logged, and nothing of them is shown', async () => {
    const fail = async () => Promise.reject(new Error('disk /var/secret failed'))
    const backend = openBackend({ refresh: fail })
    const response = await backend.ask('/api/sources/aranews/refresh', { method: 'POST', token: true })
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(text).not.toContain('secret')
    expect(backend.logged.join()).toContain('disk /var/secret failed')
  })

  test('a database that is gone is a page for people', async () => {
    const backend = openBackend()
    backend.db.close()
    const response = await backend.ask('/')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('Something went wrong here.')
  })
})
