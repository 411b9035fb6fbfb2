import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { toOperations, toUndescribed } from '../../../src/http/operation.ts'
import { openBackend } from '../backend.ts'
import { type Description, toAddress, toExampleCall, toPlaces } from './description.ts'

test('every route of the API describes itself', () => {
  const app = createApp(openBackend().backend)
  expect(toUndescribed(app).filter((route) => route.includes(' /api'))).toEqual([])
})

test('operations have names and paths of their own', () => {
  const operations = toOperations(createApp(openBackend().backend))
  const names = operations.map(({ id }) => id)
  expect(new Set(names).size).toBe(names.length)
  const places = operations.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(places).size).toBe(places.length)
})

test('a public validator finds nothing wrong with the description', async () => {
  const response = await openBackend().ask('/openapi.json')
  expect(response.status).toBe(200)
  const found = await new Validator().validate((await response.json()) as Record<string, unknown>)
  expect(found.errors ?? []).toEqual([])
  expect(found.valid).toBe(true)
})

test('the description is the same bytes again, is known by an ETag, and may be read by scripts of any site', async () => {
  const { ask } = openBackend()
  const response = await ask('/openapi.json')
  const etag = response.headers.get('ETag') ?? ''
  expect(etag).toMatch(/^W\/"/)
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(await (await openBackend().ask('/openapi.json')).text()).toBe(await response.text())
  expect((await ask('/openapi.json', { headers: { 'If-None-Match': etag } })).status).toBe(304)
})

test('a post takes an Idempotency-Key where its description says so, and nowhere else', async () => {
  const { ask } = openBackend()
  const posts = toPlaces((await (await ask('/openapi.json')).json()) as Description).filter(
    ({ method, path }) => method === 'POST' && path.startsWith('/api/'),
  )
  for (const place of posts) {
    const { type = 'application/json', body = '{}', ...call } = toExampleCall(place)
    const headers = { 'Idempotency-Key': '"' }
    const answer = await ask(toAddress(place.path, call), { method: 'POST', token: true, type, body, headers })
    const isRefused = answer.status === 400 && (await answer.text()).includes('"Idempotency-Key"')
    const isDescribed = (place.operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key')
    expect([place.operation.operationId, isRefused]).toEqual([place.operation.operationId, isDescribed])
  }
})

test.each([
  ['POST', '/api/tokens', { name: 'The partner', scopes: ['admin'] }, 201],
  ['POST', '/api/links', { url: 'https://aranews.net/', alias: 'clinics' }, 201],
  ['POST', '/api/webhooks', { url: 'https://partner.example/' }, 503],
  ['PATCH', '/api/sources/aranews', { paused: true }, 200],
])('%s %s ignores members of a caller’s own, and refuses others', async (method, path, body, status) => {
  const { ask } = openBackend()
  const own = await ask(path, { method, token: true, json: { ...body, _mine: { deep: 1 } } })
  expect(own.status, await own.text()).toBe(status)
  const other = await ask(path, { method, token: true, json: { ...body, mine: 1 } })
  expect(await other.json()).toMatchObject({ field: 'mine', type: 'https://feeds.example/docs/errors/unknown-member' })
})
