import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadSubscriptions, toSubscribedStatements } from '../../../src/store/push/hub.ts'
import {
  claimVerifications,
  type HubRequest,
  loadStanding,
  type Room,
  saveHubRequest,
  type Turns,
} from '../../../src/store/push/hub-requests.ts'
import {
  claimErrand,
  claimErrands,
  type ErrandClaim,
  loadErrandHosts,
  postponeErrand,
  takeQueueable,
  toErrandStatement,
} from '../../../src/store/push/push.ts'
import type { OpenDb } from '../contract.ts'
import { NOW } from '../stories.ts'

const TOPIC = 'https://feeds.example/feed.atom'
const HOUR = 3_600_000
const ROOM: Room = { bySender: 3, byDomain: 4, all: 6, isCrowded: false }
const TURNS: Turns = { all: 5, bySender: 2, byDomain: 3 }

const toClaim = (now = NOW): ErrandClaim => ({ token: 't', now, lease: 60_000 })
const toRequest = (callback: string): HubRequest => ({ topic: TOPIC, callback, mode: 'subscribe', lease: HOUR })

/** Asks the hub as `sender` for a callback on `domain`; answers whether there was room. */
function ask(db: Db, sender: string, domain: string, path = '', room: Room | undefined = ROOM): Promise<boolean> {
  return saveHubRequest(db, toRequest(`https://${domain}/${path}`), NOW, { sender, domain }, room)
}

const standing = (db: Db, sender: string, domain: string, path = '') =>
  loadStanding(db, toRequest(`https://${domain}/${path}`), { sender, domain }, NOW, 9)

/** Whose turn it is. */
const turns = async (db: Db, limit = 9, now = NOW) =>
  (await claimVerifications(db, toClaim(now), TURNS, limit)).map(({ host }) => host)

const waiting = async (db: Db) =>
  (await db.all<{ callback: string }>('SELECT callback FROM hub_requests ORDER BY id')).map(
    ({ callback }) => new URL(callback).host,
  )

/** Who waits to be verified by the hub. */
export function hubRequestsContract(openDb: OpenDb): void {
  describe('requests of the hub', () => {
    test('wait as far as there is room for their sender, their domain and all', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3]) expect(await ask(db, 'a', `a${n}.example`)).toBe(true)
      expect(await ask(db, 'a', 'a4.example')).toBe(false)
      expect(await ask(db, 'b', 'a1.example', '2')).toBe(true)
      for (const sender of ['c', 'd']) expect(await ask(db, sender, 'a1.example', sender)).toBe(true)
      expect(await ask(db, 'e', 'a1.example', 'e')).toBe(false)
      expect(await ask(db, 'e', 'e.example')).toBe(false)
      expect(await standing(db, 'a', 'a1.example', 'other')).toEqual({
        isKnown: false,
        bySender: 3,
        byDomain: 4,
        all: 6,
        active: 0,
      })
    })

    test('are counted once when they are asked for again, and free ones never', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3]) await ask(db, 'a', 'a.example', `${n}`)
      expect(await ask(db, 'a', 'a.example', '3')).toBe(true)
      expect(await ask(db, 'b', 'a.example', '3')).toBe(true)
      expect(await standing(db, 'a', 'a.example', '1')).toMatchObject({ bySender: 1, byDomain: 2, all: 2 })
      for (const n of [1, 2, 3, 4, 5, 6, 7]) {
        expect(
          await saveHubRequest(db, toRequest(`https://f.example/${n}`), NOW, { sender: 'f', domain: 'f.example' }),
        ).toBe(true)
      }
      expect(await standing(db, 'f', 'f.example')).toMatchObject({ bySender: 0, byDomain: 0, all: 3 })
    })

    test('of senders that nobody knows are counted by domain alone', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3, 4, 5]) expect(await ask(db, '', `u${n}.example`)).toBe(true)
      expect(await standing(db, '', 'u1.example', 'other')).toMatchObject({ bySender: 0, byDomain: 1, all: 5 })
    })

    test('give way, the newest of who has most, to one who has fewer', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3]) await ask(db, 'a', `a${n}.example`)
      for (const n of [1, 2]) await ask(db, 'b', `b${n}.example`)
      await ask(db, 'c', 'c.example')
      const crowded = { ...ROOM, isCrowded: true }
      expect(await ask(db, 'd', 'd.example', '', crowded)).toBe(true)
      expect(await waiting(db)).toEqual([
        'a1.example',
        'a2.example',
        'b1.example',
        'b2.example',
        'c.example',
        'd.example',
      ])
      // Two of them it has already, as many as anybody.
      expect(await ask(db, 'b', 'b3.example', '', crowded)).toBe(false)
      expect(await ask(db, 'e', 'e.example', '', crowded)).toBe(true)
      expect(await waiting(db)).toHaveLength(6)
      expect(await loadErrandHosts(db, NOW, ['verify'])).toHaveLength(6)
    })

    test('give way where nobody has more, once they were asked in vain', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3, 4, 5, 6]) await ask(db, `${n}`, `s${n}.example`)
      const crowded = { ...ROOM, isCrowded: true }
      expect(await ask(db, 'new', 'new.example', '', crowded)).toBe(false)
      const [errand] = await claimErrands(db, 's2.example', ['verify'], toClaim(), 1)
      if (errand === undefined) throw new Error('Nothing is due.')
      await postponeErrand(db, errand, toClaim(), { due: NOW + 1, attempts: 1 })
      expect(await ask(db, 'new', 'new.example', '', crowded)).toBe(true)
      expect(await waiting(db)).not.toContain('s2.example')
    })

    test('are verified in turns: one of each sender, and none has more than a few under way', async () => {
      const db = await openDb()
      const room = { ...ROOM, bySender: 99, byDomain: 99, all: 99 }
      for (const n of [1, 2, 3, 4]) await ask(db, 'a', `a${n}.example`, '', room)
      await ask(db, 'b', 'b1.example', '', room)
      expect((await turns(db, 2)).sort()).toEqual(['a1.example', 'b1.example'])
      expect(await turns(db)).toEqual(['a2.example'])
      expect(await turns(db)).toEqual([])
      await ask(db, 'c', 'c1.example', '', room)
      expect(await turns(db)).toEqual(['c1.example'])
      expect((await turns(db, 9, NOW + 60_000)).sort()).toEqual([
        'a1.example',
        'a2.example',
        'b1.example',
        'c1.example',
      ])
    })

    test('for one domain are verified a few at once, a newcomer before the rest of who asked for many', async () => {
      const db = await openDb()
      const room = { ...ROOM, bySender: 99, byDomain: 99, all: 99 }
      for (const n of [1, 2, 3, 4]) await ask(db, 'a', 'one.example', `${n}`, room)
      expect(await turns(db)).toHaveLength(TURNS.bySender)
      await ask(db, 'b', 'one.example', 'b', room)
      expect(await turns(db)).toHaveLength(1)
      await ask(db, 'c', 'one.example', 'c', room)
      expect(await turns(db)).toEqual([])
      // Nobody knows who sent these; they take turns by domain.
      for (const n of [1, 2, 3]) await ask(db, '', `u${n}.example`, '', room)
      expect(await turns(db)).toHaveLength(TURNS.all - TURNS.byDomain)
    })

    test('let deliveries to the same host through, and stand in no queue', async () => {
      const db = await openDb()
      for (const n of [1, 2, 3]) await ask(db, '', 'one.example', `${n}`)
      expect(await turns(db)).toHaveLength(3)
      await ask(db, 'b', 'other.example')
      await db.batch([
        toErrandStatement('hook', 1, 'one.example', 'x', NOW),
        toErrandStatement('ping', 1, 'one.example', 'x', NOW),
      ])
      expect(await takeQueueable(db, ['hook'], NOW, NOW + HOUR, 9)).toHaveLength(1)
      const [ping, ...more] = await takeQueueable(db, ['ping', 'follow'], NOW, NOW + HOUR, 9)
      expect(more).toEqual([])
      expect(await claimErrand(db, ping ?? 0, toClaim(), 2)).toMatchObject({ kind: 'ping' })
      expect(await claimErrands(db, 'one.example', ['hook'], toClaim(), 9)).toMatchObject([{ kind: 'hook' }])
    })

    test('that were verified make their domain known, and count no more', async () => {
      const db = await openDb()
      await ask(db, 'a', 'a.example')
      const [errand] = await claimVerifications(db, toClaim(), TURNS, 1)
      await db.batch(toSubscribedStatements(errand?.subject ?? 0, TOPIC, 'hash', NOW))
      expect(await loadSubscriptions(db, [1], NOW)).toHaveProperty('size', 1)
      expect(await standing(db, 'a', 'a.example')).toEqual({
        isKnown: true,
        bySender: 0,
        byDomain: 0,
        all: 0,
        active: 1,
      })
      expect(await standing(db, 'b', 'a.example', 'new')).toMatchObject({ isKnown: false, active: 1 })
      expect(
        await loadStanding(db, toRequest('https://a.example/'), { sender: 'a', domain: 'a.example' }, NOW + HOUR, 9),
      ).toMatchObject({ isKnown: false, active: 0 })
    })
  })
}
