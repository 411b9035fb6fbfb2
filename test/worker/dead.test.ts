import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'

const context = { waitUntil: () => {} } as unknown as ExecutionContext
const queue = { sendBatch: async () => {} }
const bindings = {
  DB: env.DB,
  POLLS: queue,
  DELIVERIES: queue,
  BASE_URL: 'https://feeds.example',
  API_TOKEN: 'secret-of-this-house',
} as unknown as Env

test('what a queue gave up is told of in the feed of faults, one sentence for each kind', async () => {
  const bodies = [
    { source: 'aranews' },
    { source: 'mirror' },
    { errand: 7 },
    { distribute: true },
    { counted: { groups: [] } },
  ]
  const messages = bodies.map((body) => ({ body, ack: () => {}, retry: () => {} }))
  await worker.queue?.({ queue: 'ara-preview-dead', messages } as never, bindings, context)
  const request = new Request('https://feeds.example/api/faults.atom', {
    headers: { Authorization: 'Bearer secret-of-this-house' },
  })
  const text = (await (await worker.fetch?.(request as never, bindings, context))?.text()) ?? ''
  expect(text.split('broke off again and again').length - 1).toBe(3)
  expect(text).toContain('The last was source mirror.')
  expect(text).toContain('The last was errand 7.')
  expect(text).toContain('Clicks of short links could not be written')
})
