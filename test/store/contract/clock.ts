import { describe, expect, test } from 'vitest'
import type { PollState } from '../../../src/model/model.ts'
import { settleClock } from '../../../src/store/clock.ts'
import type { Db } from '../../../src/store/db.ts'
import { claimHost, ensurePolls, loadDue, loadPolls, savePoll } from '../../../src/store/polls.ts'
import { forgetExpired } from '../../../src/store/push/hub.ts'
import { countHubRequest } from '../../../src/store/push/hub-requests.ts'
import { takeQueueable, toErrandStatement } from '../../../src/store/push/push.ts'
import { loadSources } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { channel, NOW } from '../stories.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Days that a clock was ahead, and that the service then ran under it. */
const AHEAD = [2, 31, 365, 400, 36_500]

const toState = (due: number, more: Partial<PollState> = {}): PollState => ({
  source: 'main',
  due,
  paused: false,
  gone: false,
  failures: 0,
  ...more,
})

async function openPolls(openDb: OpenDb): Promise<Db> {
  const db = await openDb()
  await ensurePolls(db, await loadSources(db, [channel]), NOW + HOUR)
  return db
}

const subscribe = (db: Db, expires: number) =>
  db.run(
    "INSERT INTO subscriptions (topic, callback, host, expires) VALUES ('https://t.example/', 'https://c.example/', 'c.example', ?)",
    expires,
  )

const expiry = async (db: Db) => (await db.first<{ expires: number }>('SELECT expires FROM subscriptions'))?.expires

/** What a clock that was wrong leaves behind. */
export function clockContract(openDb: OpenDb): void {
  describe('a clock that was wrong', () => {
    test.each(AHEAD)('%i days ahead, then right: every source is asked, every host is free', async (days) => {
      const db = await openPolls(openDb)
      const then = NOW + days * DAY
      await settleClock(db, then)
      await savePoll(db, toState(then + DAY, { retryAt: then + DAY, freshUntil: then + HOUR }))
      await claimHost(db, 'news.example', 'killed', then, 15 * MINUTE)
      expect(await settleClock(db, NOW)).toBe('set back')
      expect(await loadDue(db, NOW, 9)).toEqual(['main'])
      expect((await loadPolls(db)).get('main')).toEqual(toState(NOW))
      expect(await claimHost(db, 'news.example', 'next', NOW, MINUTE)).toBe(true)
    })

    test('a database that nobody looked at yet is set right at the first look', async () => {
      const db = await openPolls(openDb)
      await savePoll(db, toState(NOW + 401 * DAY))
      expect(await settleClock(db, NOW)).toBe('not known')
      expect(await loadDue(db, NOW, 9)).toEqual(['main'])
    })

    test('what is put off as long as may be stays put off, and who is paused stays so', async () => {
      const db = await openPolls(openDb)
      const states = [
        toState(NOW + DAY, { retryAt: NOW + DAY }),
        toState(NOW + 8 * DAY, { hints: { skipDays: [0, 1, 2, 3, 4, 5] } }),
        toState(NOW + 2 * DAY, { hints: { skipHours: [1] } }),
        toState(Date.UTC(9999, 11, 31), { paused: true }),
        toState(Date.UTC(9999, 11, 31), { gone: true }),
      ]
      for (const state of states) {
        await savePoll(db, state)
        await db.run("DELETE FROM meta WHERE name = 'clock'")
        await settleClock(db, NOW)
        expect((await loadPolls(db)).get('main')).toEqual(state)
      }
    })

    test.each(AHEAD)('%i days ahead, then right: what waits to be told or asked is due', async (days) => {
      const db = await openDb()
      const then = NOW + days * DAY
      await settleClock(db, then)
      await db.batch([
        toErrandStatement('hook', 1, 'partner.example', '0', then + DAY),
        toErrandStatement('ping', 1, 'reader.example', 'topic', then + DAY),
        toErrandStatement('follow', 1, 'hub.example', 'subscribe', then + 45 * DAY),
      ])
      await db.run("UPDATE errands SET queued = ?, lease = ?, token = 'killed'", then + 10 * MINUTE, then + 2 * MINUTE)
      await settleClock(db, NOW)
      const due = await takeQueueable(db, ['hook', 'ping', 'follow'], NOW, NOW + MINUTE, 9)
      expect(due).toHaveLength(3)
    })

    test('what is counted of a domain begins anew', async () => {
      const db = await openDb()
      await settleClock(db, NOW + 400 * DAY)
      for (let n = 0; n < 9; n++) await countHubRequest(db, 'reader.example', NOW + 400 * DAY, MINUTE)
      await settleClock(db, NOW)
      expect(await countHubRequest(db, 'reader.example', NOW + 2 * MINUTE, MINUTE)).toBe(1)
    })

    test('pictures and originals are looked after again', async () => {
      const db = await openDb()
      const then = NOW + 400 * DAY
      await settleClock(db, then)
      await db.run("INSERT INTO pictures (url, host, due) VALUES ('https://a.example/p.png', 'a.example', ?)", then)
      await db.run("INSERT INTO original_hosts (host, due) VALUES ('a.example', ?)", then)
      await settleClock(db, NOW)
      expect(await db.all('SELECT 1 AS one FROM pictures WHERE due <= ?', NOW)).toHaveLength(1)
      expect(await db.all('SELECT 1 AS one FROM original_hosts WHERE due <= ?', NOW)).toHaveLength(1)
    })

    test('a subscription outlives a clock that goes a year ahead and back, and lasts no longer than was promised', async () => {
      const db = await openDb()
      await settleClock(db, NOW)
      await subscribe(db, NOW + 10 * DAY)
      // Whoever forgets what expired may be faster than whoever looks at the clock.
      await forgetExpired(db, NOW + 400 * DAY, MINUTE)
      expect(await settleClock(db, NOW + 400 * DAY)).toBe('gone ahead')
      await forgetExpired(db, NOW + 400 * DAY + MINUTE, MINUTE)
      expect(await expiry(db)).toBe(NOW + 401 * DAY)
      expect(await settleClock(db, NOW + MINUTE)).toBe('set back')
      expect(await expiry(db)).toBe(NOW + MINUTE + 30 * DAY)
    })

    test('who could not renew while the service was away has a day to', async () => {
      const db = await openDb()
      await settleClock(db, NOW)
      await subscribe(db, NOW + 2 * DAY)
      await settleClock(db, NOW + 9 * DAY)
      expect(await expiry(db)).toBe(NOW + 10 * DAY)
      for (let at = NOW + 9 * DAY; at <= NOW + 11 * DAY; at += HOUR / 2) {
        expect(await settleClock(db, at)).toBe('right')
        await forgetExpired(db, at, MINUTE)
      }
      expect(await expiry(db)).toBeUndefined()
    })

    test('what ran out before the service went away has run out', async () => {
      const db = await openDb()
      await subscribe(db, NOW - HOUR)
      await settleClock(db, NOW)
      await settleClock(db, NOW + 9 * DAY)
      expect(await expiry(db)).toBe(NOW - HOUR)
    })

    test('a clock that is set back by some seconds, as they are, changes nothing', async () => {
      const db = await openPolls(openDb)
      await settleClock(db, NOW)
      await savePoll(db, toState(NOW + 400 * DAY))
      expect(await settleClock(db, NOW - 30_000)).toBe('right')
      expect(await loadDue(db, NOW, 9)).toEqual([])
    })
  })
}
