import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { toOperations, toUndescribed } from '../../../src/http/operation.ts'
import { openBackend } from '../backend.ts'

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
