import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pLimit from 'p-limit'
import { Agent, request } from 'undici'
import { type Opened, openService } from '../src/node/open.ts'
import { standardPace } from '../src/push/pusher.ts'
import { isMet, median } from './rate.ts'

const SUBSCRIBERS = 1_000
/** Every address of 127.0.0.0/8 is this machine: subscribers on as many hosts. */
const HOSTS = 16
const ROUNDS = 7
const FLOOR = 0.6

/** Deliveries a second to a thousand subscribers on loopback, beside a bare undici loop that makes the same posts. */
export async function benchPush(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-bench-'))
  const receiver = spawn(process.execPath, [fileURLToPath(new URL('receiver.ts', import.meta.url))])
  const opened = await open(folder)
  const agent = new Agent()
  try {
    const port = Number(String((await once(receiver.stdout, 'data'))[0]))
    const callbacks = Array.from({ length: SUBSCRIBERS }, (_, n) => `http://127.0.0.${2 + (n % HOSTS)}:${port}/${n}`)
    const topic = `${opened.base}/feed.atom`
    await subscribe(opened, topic, callbacks)
    const rates = { push: [] as number[], bare: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      const body = await publish(opened, topic, round)
      rates.push.push(await time(() => opened.service.push()))
      await expectAllDelivered(opened)
      rates.bare.push(await time(() => postEach(agent, callbacks, topic, body)))
    }
    return print(median(rates.push), median(rates.bare))
  } finally {
    receiver.kill()
    await agent.close()
    await opened.close()
    rmSync(folder, { recursive: true })
  }
}

function open(folder: string): Promise<Opened> {
  const silent = { info: () => {}, warn: () => {}, error: console.error }
  const config = {
    baseUrl: 'http://127.0.0.1:9',
    apiToken: 'token',
    allowPrivate: ['127.0.0.0/8'],
    host: '127.0.0.1',
    port: 9,
    database: join(folder, 'ara.db'),
    archive: folder,
    feeds: 'feeds/index.ts',
  }
  return openService(config, {}, silent)
}

const toSecret = (callback: string) => `secret of ${callback}`

/** As if all of them had been verified. Each has a secret, so each document is signed for it. */
async function subscribe({ database, service }: Opened, topic: string, callbacks: readonly string[]): Promise<void> {
  const rows = callbacks.map((callback) => ({ callback, host: new URL(callback).host, secret: toSecret(callback) }))
  await database.batch([
    {
      sql: `INSERT INTO subscriptions (topic, callback, host, secret, expires)
        SELECT ?, value ->> 'callback', value ->> 'host', value ->> 'secret', ? FROM json_each(?)`,
      values: [topic, Date.now() + 86_400_000, JSON.stringify(rows)],
    },
    { sql: `INSERT INTO topics (topic, hash) VALUES (?, '')`, values: [topic] },
  ])
  for (let n = 0; n < 30; n++) await post(service, `Story ${n} of those that stand there before`)
  await service.push()
}

/** Changes the feed; answers it, as large as thirty stories make it. */
async function publish({ service }: Opened, topic: string, round: number): Promise<Buffer> {
  await post(service, `The story of round ${round}`)
  return Buffer.from(await (await service.app.request(topic)).arrayBuffer())
}

async function post({ app }: Opened['service'], title: string): Promise<void> {
  const json = { title, content_text: `${title}. ${'The river rose in the night, and fell again. '.repeat(20)}` }
  const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer token' }
  const response = await app.request('/api/items', { method: 'POST', headers, body: JSON.stringify(json) })
  if (!response.ok) throw new Error(await response.text())
}

async function expectAllDelivered({ database }: Opened): Promise<void> {
  const row = await database.first<{ left: number }>('SELECT count(*) AS left FROM errands')
  if (row?.left !== 0) throw new Error(`${row?.left} deliveries are left over.`)
}

/** The same posts, each signed for its subscriber, as many at once as the service makes at most. */
async function postEach(agent: Agent, callbacks: readonly string[], topic: string, body: Buffer): Promise<void> {
  const some = pLimit(HOSTS * standardPace.perHost)
  const send = async (url: string) => {
    const headers = {
      'content-type': 'application/atom+xml; charset=utf-8',
      link: `<${topic}>; rel="self"`,
      'x-hub-signature': `sha256=${createHmac('sha256', toSecret(url)).update(body).digest('hex')}`,
    }
    const answer = await request(url, { method: 'POST', dispatcher: agent, headers, body })
    await answer.body.dump()
  }
  await Promise.all(callbacks.map((url) => some(() => send(url))))
}

/** Deliveries a second. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (SUBSCRIBERS * 1000) / (performance.now() - start)
}

function print(push: number, bare: number): boolean {
  console.log(`\nPushing a feed to ${SUBSCRIBERS} subscribers on ${HOSTS} hosts`)
  for (const [name, rate] of [
    ['bare undici loop, which signs as well', bare],
    ['the hub: claimed, signed, written down', push],
  ] as const) {
    console.log(`  ${name.padEnd(44)} ${rate.toFixed(0).padStart(10)} deliveries/s`)
  }
  return isMet('the hub against a bare undici loop', push / bare, FLOOR)
}
