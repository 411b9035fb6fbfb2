import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'
import type { ClickMessage } from '../../src/worker/queues.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'

/** Short links in workerd: followed, drawn, and counted through the queue. */

test('a link is followed, previewed and drawn; its clicks come through the queue and are written once', async () => {
  const { DB, MIGRATIONS } = env as unknown as Env & { MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
  const sent: ClickMessage[] = []
  const nothing = { sendBatch: async () => {} } as unknown as Env['POLLS'] & Env['DELIVERIES']
  const send = async (message: ClickMessage) => {
    sent.push(message)
  }
  const CLICKS = { send } as unknown as NonNullable<Env['CLICKS']>
  const bindings: Env = {
    DB,
    POLLS: nothing,
    DELIVERIES: nothing,
    CLICKS,
    BASE_URL: 'https://links.example',
    API_TOKEN: 'secret-of-this-house',
  }
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (one: Promise<unknown>) => waited.push(one) } as unknown as ExecutionContext
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = {
      Authorization: 'Bearer secret-of-this-house',
      'User-Agent': BROWSER,
      ...(init.headers as Record<string, string>),
    }
    const request = new Request(`https://links.example${path}`, { ...init, headers, redirect: 'manual' })
    return (await worker.fetch?.(request as never, bindings, context)) ?? new Response(null, { status: 500 })
  }
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: 'A bridge opens\n\nIt opened on Monday over the river, and people were glad of it.\n',
  }
  const item = (await (await call('/api/items', init)).json()) as {
    id: string
    _ara: { code: string; permalink: string }
  }
  const { code, permalink } = item._ara
  const alias = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ item: item.id, alias: 'كوباني' }),
  }
  expect((await call('/api/links', alias)).status).toBe(201)
  const followed = await call(`/s/${encodeURIComponent('كوباني')}`)
  expect([followed.status, followed.headers.get('Location')]).toEqual([302, permalink])
  expect((await call(`/s/${code}`)).status).toBe(302)
  expect((await call(`/s/${code}`, { method: 'HEAD' })).status).toBe(302)
  expect((await call(`/s/${code}+`)).status).toBe(200)
  const png = new Uint8Array(await (await call(`/s/${code}.png?size=300`)).arrayBuffer())
  expect([...png.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  expect(await (await call(`/s/${code}.svg`)).text()).toContain('<svg')
  expect((await call('/s/%00')).status).toBe(404)
  await Promise.all(waited)
  expect(sent.length).toBeGreaterThan(0)
  const messages = sent.map((body, index) => ({ id: `message-${index}`, body, ack: () => {} }))
  for (let time = 0; time < 2; time++) await worker.queue?.({ messages } as never, bindings, context)
  const link = (await (await call(`/api/links/${code}/clicks`)).json()) as { clicks: unknown }
  expect(link.clicks).toEqual({ people: 1, bots: 0, previews: 0, heads: 1 })
})
