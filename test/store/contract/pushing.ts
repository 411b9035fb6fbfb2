import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadFaults } from '../../../src/store/faults.ts'
import {
  distribute,
  forgetExpired,
  loadSubscriptions,
  loadTopics,
  toSubscribedStatements,
} from '../../../src/store/push/hub.ts'
import { countHubRequest, loadHubRequest, saveHubRequest } from '../../../src/store/push/hub-requests.ts'
import {
  claimErrand,
  claimErrands,
  type Errand,
  type ErrandClaim,
  type ErrandKind,
  finishErrand,
  finishErrands,
  loadErrandHosts,
  loadNextErrand,
  loadUndistributed,
  postponeErrand,
  releaseAllErrands,
  saveDistributed,
  takeQueueable,
  toErrandStatement,
} from '../../../src/store/push/push.ts'
import {
  addOwnSubscription,
  loadOwnSubscriptionByToken,
  saveDenied,
  saveVerified,
} from '../../../src/store/push/subscriber.ts'
import {
  addWebhook,
  changeWebhook,
  distributeEvents,
  loadEvents,
  loadWebhook,
  removeWebhook,
  replayWebhook,
  saveDelivered,
  saveFailed,
} from '../../../src/store/push/webhooks.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, NOW, story } from '../stories.ts'

const TOPIC = 'https://feeds.example/feed.atom'
const HOUR = 3_600_000

const toClaim = (token: string, now = NOW): ErrandClaim => ({ token, now, lease: 60_000 })

/** Sends errands for subjects 1, 2 … of one host. */
async function send(db: Db, host: string, ...subjects: number[]): Promise<void> {
  await db.batch(subjects.map((subject) => toErrandStatement('ping', subject, host, 'one', NOW)))
}

const KINDS: readonly ErrandKind[] = ['verify', 'ping', 'hook', 'follow']

const claimed = (db: Db, host: string, token = 't', now = NOW) => claimErrands(db, host, KINDS, toClaim(token, now), 9)

async function first(db: Db, host: string, token = 't'): Promise<Errand> {
  const [errand] = await claimed(db, host, token)
  if (errand === undefined) throw new Error(`Nothing is due at ${host}.`)
  return errand
}

/** A subscription that was asked for and verified. */
async function subscribe(db: Db, callback: string, secret?: string): Promise<void> {
  const request = { topic: TOPIC, callback, mode: 'subscribe', lease: HOUR } as const
  await saveHubRequest(db, { ...request, ...(secret === undefined ? {} : { secret }) }, NOW)
  const errand = await first(db, new URL(callback).host)
  await finishErrand(db, errand, toClaim('t'), toSubscribedStatements(errand.subject, TOPIC, 'before', NOW))
}

const add = (db: Db, guid: string, mode: 'live' | 'import' = 'live') =>
  saveItems(db, [story({ guid, title: guid })], arrival({ mode }))

/** Errands, the hub's subscriptions, webhooks, and hubs of others. */
export function pushingContract(openDb: OpenDb): void {
  describe('errands', () => {
    test('are claimed once, by host, and again when their lease is over', async () => {
      const db = await openDb()
      await send(db, 'a.example', 1, 2)
      await send(db, 'b.example', 3)
      expect((await loadErrandHosts(db, NOW, KINDS)).sort()).toEqual(['a.example', 'b.example'])
      expect((await claimed(db, 'a.example')).map(({ subject }) => subject)).toEqual([1, 2])
      expect(await claimed(db, 'a.example', 'other')).toEqual([])
      expect(await loadErrandHosts(db, NOW, KINDS)).toEqual(['b.example'])
      expect(await claimed(db, 'a.example', 'other', NOW + 60_000)).toHaveLength(2)
      await releaseAllErrands(db)
      expect(await claimed(db, 'a.example', 'third')).toHaveLength(2)
    })

    test('are over when they are done by who holds them, and not when they got another content meanwhile', async () => {
      const db = await openDb()
      await send(db, 'a.example', 1, 2, 3, 4)
      const [one, two, three, four] = (await claimed(db, 'a.example')) as [Errand, Errand, Errand, Errand]
      await db.batch([toErrandStatement('ping', 2, 'a.example', 'two', NOW)])
      await finishErrands(db, [
        [one, toClaim('t')],
        [two, toClaim('t')],
        [three, toClaim('somebody else')],
      ])
      await finishErrand(db, four, toClaim('t'))
      expect(await claimed(db, 'a.example')).toMatchObject([{ subject: 2, content: 'two' }])
      expect(await claimed(db, 'a.example', 'later', NOW + 60_000)).toMatchObject([{ subject: 2 }, { subject: 3 }])
    })

    test('that failed wait, and come after the others of their host', async () => {
      const db = await openDb()
      await send(db, 'a.example', 1, 2)
      const errand = await first(db, 'a.example')
      await postponeErrand(db, errand, toClaim('t'), { due: NOW + 5_000, attempts: 1 })
      await releaseAllErrands(db)
      expect(await claimed(db, 'a.example')).toMatchObject([{ subject: 2 }])
      await releaseAllErrands(db)
      expect(await loadNextErrand(db, KINDS)).toBe(NOW)
      expect((await claimed(db, 'a.example', 'later', NOW + 5_000)).map(({ attempts }) => attempts)).toEqual([0, 1])
    })

    test('of a queue are handed out once, and run a few of a host at once', async () => {
      const db = await openDb()
      await send(db, 'a.example', 1, 2, 3)
      const ids = (await takeQueueable(db, KINDS, NOW, NOW + HOUR, 9)) as [number, number, number]
      expect(await takeQueueable(db, KINDS, NOW, NOW + HOUR, 9)).toEqual([])
      for (const id of ids.slice(0, 2)) expect(await claimErrand(db, id, toClaim('t'), 2)).toMatchObject({ id })
      expect(await claimErrand(db, ids[2], toClaim('t'), 2)).toBe('busy')
      expect(await claimErrand(db, 999, toClaim('t'), 2)).toBeUndefined()
    })
  })

  describe('the hub', () => {
    test('keeps the later of two requests for the same, and makes one subscription of both', async () => {
      const db = await openDb()
      await subscribe(db, 'https://a.example/cb', 'old')
      await subscribe(db, 'https://a.example/cb', 'new')
      const topic = await loadTopics(db, 1, NOW, 9)
      expect(topic).toEqual([{ topic: TOPIC, hash: 'before' }])
      expect([...(await loadSubscriptions(db, [1, 2, 3], NOW)).values()]).toEqual([
        { topic: TOPIC, callback: 'https://a.example/cb', secret: 'new' },
      ])
      const request = { topic: TOPIC, callback: 'https://b.example/', mode: 'subscribe', lease: HOUR } as const
      await saveHubRequest(db, request, NOW)
      const late = await first(db, 'b.example')
      await saveHubRequest(db, { ...request, mode: 'unsubscribe' }, NOW)
      expect(await loadHubRequest(db, late.subject)).toBeUndefined()
      await finishErrand(db, late, toClaim('t'), toSubscribedStatements(late.subject, TOPIC, 'x', NOW))
      expect((await loadSubscriptions(db, [1, 2, 3, 4], NOW)).size).toBe(1)
    })

    test('sends a document once to each who is subscribed, and nothing after the lease', async () => {
      const db = await openDb()
      await subscribe(db, 'https://a.example/cb')
      await subscribe(db, 'https://b.example/cb')
      expect(await distribute(db, TOPIC, 'before', 1, NOW)).toBe(0)
      expect(await distribute(db, TOPIC, 'after', 2, NOW)).toBe(2)
      expect(await distribute(db, TOPIC, 'after', 2, NOW)).toBe(0)
      expect(await claimed(db, 'a.example')).toMatchObject([{ kind: 'ping', content: 'after' }])
      expect(await loadTopics(db, 2, NOW, 9)).toEqual([])
      expect(await distribute(db, TOPIC, 'later', 3, NOW + HOUR)).toBe(0)
      await forgetExpired(db, NOW + HOUR, 1)
      expect(await loadErrandHosts(db, NOW + HOUR, KINDS)).toEqual([])
      expect(await loadTopics(db, 9, NOW, 9)).toEqual([])
    })

    test('counts the requests for a host in a window of time', async () => {
      const db = await openDb()
      for (const count of [1, 2, 3]) expect(await countHubRequest(db, 'a.example', NOW, 60_000)).toBe(count)
      expect(await countHubRequest(db, 'b.example', NOW, 60_000)).toBe(1)
      expect(await countHubRequest(db, 'a.example', NOW + 60_000, 60_000)).toBe(1)
    })

    test('has news when something changed that was not quiet', async () => {
      const db = await openDb()
      expect(await loadUndistributed(db)).toBeUndefined()
      await add(db, 'urn:old', 'import')
      expect(await loadUndistributed(db)).toMatchObject({ isNews: false })
      await add(db, 'urn:new')
      const left = await loadUndistributed(db)
      expect(left).toMatchObject({ from: 0, isNews: true })
      await saveDistributed(db, left?.to ?? 0)
      await saveDistributed(db, 1)
      expect(await loadUndistributed(db)).toBeUndefined()
    })
  })

  describe('webhooks', () => {
    const make = (db: Db, more: object = {}) =>
      addWebhook(db, { url: 'https://a.example/', secret: 's', channel: null, kinds: null, created: NOW, ...more })
    const delivery = (fault: string | null) => ({ event: 'e.1', kind: 'create', at: NOW, took: 5, status: 500, fault })

    test('are told of what changes after they were made, of their channel and kinds, and never of quiet changes', async () => {
      const db = await openDb()
      await add(db, 'urn:before')
      const all = await make(db)
      const some = await make(db, { kinds: ['retract'] })
      const other = await make(db, { channel: 'other' })
      await add(db, 'urn:quiet', 'import')
      await add(db, 'urn:1')
      await retractItem(db, 'urn:1', 'Wrong.', NOW)
      const kinds = async (id: number) => (await loadEvents(db, id, 9)).map(({ kind, item }) => `${kind} ${item}`)
      expect(await kinds(all.id)).toEqual(['create urn:1', 'retract urn:1'])
      expect(await kinds(some.id)).toEqual(['retract urn:1'])
      expect(await kinds(other.id)).toEqual([])
      await distributeEvents(db, NOW)
      expect((await claimed(db, 'a.example')).map(({ subject }) => subject)).toEqual([all.id, some.id])
      // What is not for it is passed over, so that it is not looked through again.
      expect((await loadWebhook(db, other.id))?.cursor).toBeGreaterThan(other.cursor)
    })

    test('move on with each delivery, unless a replay moved them', async () => {
      const db = await openDb()
      const webhook = await make(db)
      await add(db, 'urn:1')
      await add(db, 'urn:2')
      const [one] = await loadEvents(db, webhook.id, 9)
      expect(await saveDelivered(db, webhook, one?.seq ?? 0, delivery(null))).toBe(true)
      expect((await loadEvents(db, webhook.id, 9)).map(({ item }) => item)).toEqual(['urn:2'])
      const moved = await loadWebhook(db, webhook.id)
      await replayWebhook(db, webhook.id, 0)
      expect(moved && (await saveDelivered(db, moved, 99, delivery(null)))).toBe(false)
      expect(await loadEvents(db, webhook.id, 9)).toHaveLength(2)
    })

    test('are paused when too much failed in a row, and the editor is told until they are resumed or gone', async () => {
      const db = await openDb()
      const webhook = await make(db)
      for (const failures of [1, 2]) {
        expect(await saveFailed(db, webhook, delivery('a.example answered 500.'), 2)).toBe(failures)
      }
      expect(await loadWebhook(db, webhook.id)).toMatchObject({ paused: true, reason: expect.stringContaining('500') })
      expect(await loadFaults(db)).toMatchObject([{ subject: `webhook:${webhook.id}` }])
      await changeWebhook(db, webhook.id, { paused: false, url: 'https://b.example/', kinds: ['create'] })
      expect(await loadWebhook(db, webhook.id)).toMatchObject({
        paused: false,
        reason: null,
        failures: 0,
        url: 'https://b.example/',
        kinds: ['create'],
      })
      expect(await loadFaults(db)).toEqual([])
      await removeWebhook(db, webhook.id)
      expect(await loadWebhook(db, webhook.id)).toBeUndefined()
    })
  })

  describe('hubs of sources', () => {
    test('are asked again when they said, in place of an errand that is under way', async () => {
      const db = await openDb()
      const asked = { source: 's', hub: 'https://hub.example/', topic: 't', token: 'abc', secret: 'x' }
      await addOwnSubscription(db, asked, NOW)
      const errand = await first(db, 'hub.example')
      const follow = await loadOwnSubscriptionByToken(db, 'abc')
      if (follow === undefined) throw new Error('It was not kept.')
      // The hub verifies before it answers.
      await saveVerified(db, follow, NOW + 10 * HOUR, NOW + 5 * HOUR)
      await postponeErrand(db, errand, toClaim('t'), { due: NOW + 60_000, attempts: 1 })
      expect(await loadNextErrand(db, KINDS)).toBe(NOW + 5 * HOUR)
      expect(await loadOwnSubscriptionByToken(db, 'abc')).toMatchObject({ state: 'verified', expires: NOW + 10 * HOUR })
      await saveDenied(db, follow, 'it was denied.', NOW, NOW + HOUR)
      expect(await loadFaults(db)).toMatchObject([{ subject: 'hub:s', sentence: 's: it was denied.' }])
      await addOwnSubscription(db, { ...asked, token: 'def', hub: 'https://other.example/' }, NOW)
      expect(await loadOwnSubscriptionByToken(db, 'abc')).toBeUndefined()
      expect(await loadErrandHosts(db, NOW, KINDS)).toEqual(['other.example'])
    })
  })
}
