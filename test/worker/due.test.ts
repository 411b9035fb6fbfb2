import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { createD1 } from '../../src/worker/bindings.ts'
import worker, { type Env } from '../../src/worker/main.ts'

/** Scheduled stories on Workers: the cron publishes what is due, once, also when its event comes twice. */

const token = 'secret-of-this-house'
const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
const queue = { sendBatch: async () => {} }

function toBindings() {
  const { DB } = env as unknown as Env
  return { DB, POLLS: queue, DELIVERIES: queue, BASE_URL: 'https://feeds.example', API_TOKEN: token } as never
}

const event = { cron: '* * * * *', scheduledTime: 0, noRetry: () => {} }

async function call(path: string, json?: unknown): Promise<Record<string, unknown>> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const init = json === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(json) }
  const asked = new Request(`https://feeds.example${path}`, init) as never
  const response = await worker.fetch?.(asked, toBindings(), context)
  return (await response?.json()) as Record<string, unknown>
}

beforeEach(async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await reset()
  await applyD1Migrations(DB, MIGRATIONS)
})

test('the cron that comes twice at once publishes what is due once, in its order, and nothing else', async () => {
  const db = createD1((env as unknown as Env).DB)
  const titles = ['One', 'Two', 'Three']
  for (const title of [...titles, 'Later', 'Never']) {
    const at = title === 'Never' ? {} : { publish_at: new Date(Date.now() + 86_400_000).toISOString() }
    await call('/api/drafts', { title, content_text: `${title} it is.`, ...at })
  }
  // The clock of a Worker is its own: what is due in a day is brought to before now.
  await db.run(`UPDATE drafts SET publish_at = ? + id WHERE publish_at IS NOT NULL AND id <= 3`, Date.now() - 60_000)
  await Promise.all([
    worker.scheduled?.(event as never, toBindings(), context),
    worker.scheduled?.(event as never, toBindings(), context),
  ])
  await worker.scheduled?.(event as never, toBindings(), context)
  const told = await db.all<{ title: string }>(
    `SELECT json_extract(i.shown, '$.title') AS title FROM changes c JOIN items i ON i.id = c.item ORDER BY c.seq`,
  )
  expect(told.map(({ title }) => title)).toEqual(titles)
  const { items } = (await call('/feed.json')) as { items: { title: string }[] }
  expect(items.map(({ title }) => title).toSorted()).toEqual(titles.toSorted())
  const left = (await call('/api/drafts')).items as { title: string }[]
  expect(left.map(({ title }) => title)).toEqual(['Never', 'Later'])
})
