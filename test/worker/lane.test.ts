import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'

/** An isolate makes so many costly answers at once: whoever asks for more is told to come again. */

const { DB } = env as unknown as Env
const BASE = 'https://feeds.example'

beforeEach(() => applyD1Migrations(DB, (env as unknown as { MIGRATIONS: never }).MIGRATIONS))

async function call(path: string, sender: string, token?: string): Promise<Response> {
  const queue = { sendBatch: async () => {} } as unknown as Env['POLLS']
  const bindings = {
    DB,
    POLLS: queue,
    DELIVERIES: queue as unknown as Env['DELIVERIES'],
    BASE_URL: BASE,
    API_TOKEN: 'secret-of-this-house',
  }
  const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
  const headers = { 'CF-Connecting-IP': sender, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) }
  const response = await worker.fetch?.(new Request(BASE + path, { headers }) as never, bindings, context)
  await response?.clone().arrayBuffer()
  return response ?? Response.error()
}

test('one sender’s searches are bounded, nobody else’s are refused for it, and then there is room again', async () => {
  const flood = Array.from({ length: 25 }, (_, n) => call(`/?q=word${n}`, '192.0.2.1'))
  const others = [call('/?q=word', '192.0.2.2'), call('/?q=word', '192.0.2.1', 'secret-of-this-house')]
  const answers = await Promise.all(flood)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
  const refused = answers.filter(({ status }) => status === 503)
  expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(['2', '2', '2', '2', '2'])
  for (const answer of await Promise.all(others)) expect(answer.status).toBe(200)
  expect((await call('/?q=again', '192.0.2.1')).status).toBe(200)
})
