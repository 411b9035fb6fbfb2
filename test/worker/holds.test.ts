import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'

/** Nothing is public before its time: the Worker's ways in. */

const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
const queue = { sendBatch: async () => {} }

async function call(method: string, path: string, type: string, body: string | undefined) {
  const { DB } = env as unknown as Env
  const bindings = {
    DB,
    POLLS: queue,
    DELIVERIES: queue,
    BASE_URL: 'https://feeds.example',
    API_TOKEN: 'secret-of-this-house',
  }
  const headers = { Authorization: 'Bearer secret-of-this-house', 'Content-Type': type }
  const init = { method, headers, ...(body === undefined ? {} : { body }) }
  const response = await worker.fetch?.(
    new Request(`https://feeds.example${path}`, init) as never,
    bindings as never,
    context,
  )
  if (response === undefined) throw new Error('The Worker answers nothing.')
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

const json = (value: unknown) => ['application/json', JSON.stringify(value)] as const
const ahead = new Date(Date.now() + 86_400_000).toISOString()
const story = { title: 'The bridge opens', content_text: 'The bridge over the river was opened again.' }
const text = (line: string) => `---\n${line}\n---\nThe bridge opens\n\nThe bridge over the river was opened again.\n`

beforeEach(async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await reset()
  await applyD1Migrations(DB, MIGRATIONS)
})

test.each([
  ['scheduled', ...json({ ...story, date_published: ahead })],
  ['draft', ...json({ ...story, draft: true })],
  ['scheduled', 'text/plain', text(`date: ${ahead}`)],
  ['draft', 'text/plain', text('draft: true')],
  ['scheduled', 'text/plain', text(`publishDate: ${ahead}`)],
])('an item is %s that is sent as %s with %s', async (state, type, body) => {
  expect(await call('POST', '/api/items', type, body)).toMatchObject({ status: 201, json: { _ara: { state } } })
  expect((await call('GET', '/feed.json', '', undefined)).json.items).toEqual([])
})

test('an import leaves it out, and no story is moved into the future', async () => {
  const item = { guid: 'a', authors: [], categories: [], attachments: [], pictures: [], published: Date.parse(ahead) }
  const chunk = { items: [{ item: { ...item, title: { value: 'Later', type: 'text' } }, context: {} }] }
  expect((await call('POST', '/api/import', ...json(chunk))).json).toMatchObject({
    added: 0,
    held: [expect.stringMatching(/^“Later” was left out/)],
  })
  const { json: posted } = await call('POST', '/api/items', ...json(story))
  const path = `/api/items/${encodeURIComponent(String(posted.id))}`
  const moved = await call('PATCH', path, ...json({ date_published: ahead }))
  expect(moved).toMatchObject({ status: 422, json: { field: 'date_published' } })
})
