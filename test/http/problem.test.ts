import { expect, test } from 'vitest'
import { openBackend } from './backend.ts'

/** Every problem says which part of the request it is about. */

test.each([
  ['no token', { method: 'POST', json: {} }, 401, 'Authorization'],
  [
    'a body over its limit',
    { method: 'POST', token: true, type: 'application/json', body: ' '.repeat(1_100_000) },
    413,
    'body',
  ],
  ['another media type', { method: 'POST', token: true, type: 'image/png', body: 'x' }, 415, 'Content-Type'],
  ['half a body', { method: 'POST', token: true, type: 'application/json', body: '{"url": ' }, 400, 'body'],
  ['a list', { method: 'POST', token: true, type: 'application/json', body: '[]' }, 422, 'body'],
  ['a wrong field', { method: 'POST', token: true, json: { url: 5 } }, 422, 'url'],
  [
    'a header that can be none',
    {
      method: 'POST',
      token: true,
      json: { url: 'https://a.example/', credentials: { type: 'header', name: 'A\r\nB', secret: 'S' } },
    },
    422,
    'credentials.name',
  ],
] as const)('%s', async (_, init, status, field) => {
  const { ask } = openBackend()
  const response = await ask('/api/sources', init)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ status, field })
})
