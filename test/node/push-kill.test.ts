import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startFeedService, startPeer } from '../push/process.ts'
import { startService, until } from './process.ts'

/** kill -9 in the middle of deliveries: every one of them arrives, and only what was on its way comes twice. */

const SUBSCRIBERS = 200
/** Hosts, and how many of each are asked at once (push/pusher.ts). */
const HOSTS = 5
const PER_HOST = 2

test('kill -9 in the middle of 200 deliveries loses none, and repeats only what was on its way', async () => {
  const peer = await startPeer()
  const variables = { ALLOW_PRIVATE: '127.0.0.0/8' }
  const service = await startFeedService([], variables)
  const database = join(service.folder, 'ara.db')
  try {
    await peer.call('pace', { delay: 20 })
    subscribe(database, `${service.self}/feed.json`, new URL(peer.base).port)
    await service.post('The story that is sent to all')
    await until(async () => ((await peer.log(undefined, 'POST')).length >= SUBSCRIBERS / 4 ? true : undefined))
    await service.kill()
    const before = (await peer.log(undefined, 'POST')).length
    expect(before).toBeLessThan(SUBSCRIBERS)

    const feeds = join(service.folder, 'feeds.ts')
    const { port } = new URL(service.base)
    const again = await startService({
      FEEDS: feeds,
      ARCHIVE: join(service.folder, 'archive'),
      DATABASE: database,
      PORT: port,
      ...variables,
    })
    const paths = await until(async () => {
      const asked = (await peer.log(undefined, 'POST')).map(({ path }) => path)
      return new Set(asked).size === SUBSCRIBERS && countErrands(database) === 0 ? asked : undefined
    })
    await again.stop()
    expect(paths.length - SUBSCRIBERS).toBeLessThanOrEqual(HOSTS * PER_HOST)
  } finally {
    await service.kill()
    peer.end()
  }
})

/** As if all of them had been verified. The peer takes its time, so that there is a middle. */
function subscribe(file: string, topic: string, port: string): void {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  const insert = db.prepare('INSERT INTO subscriptions (topic, callback, host, expires) VALUES (?, ?, ?, ?)')
  for (let n = 0; n < SUBSCRIBERS; n++) {
    const host = `127.0.0.${1 + (n % HOSTS)}:${port}`
    insert.run(topic, `http://${host}/to-${n}`, host, Date.now() + 86_400_000)
  }
  db.prepare('INSERT INTO topics (topic, hash) VALUES (?, ?)').run(topic, '')
  db.close()
}

function countErrands(file: string): number {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  const row = db.prepare('SELECT count(*) AS n FROM errands').get()
  db.close()
  return Number(row?.n)
}
