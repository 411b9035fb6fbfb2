import { describe, expect, test } from 'vitest'
import type { Channel, PollState } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import {
  claimHost,
  claimPoll,
  ensurePolls,
  isClaimLost,
  loadDue,
  loadPolls,
  postpone,
  releaseHost,
  releasePoll,
  savePoll,
  savePushed,
  toPollStatements,
} from '../../../src/store/polls.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { addSource, changeSource, loadSources, removeSource } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, NOW, story } from '../stories.ts'

const HOST = 'news.example'
const LEASE = 120_000

async function openPolls(openDb: OpenDb): Promise<Db> {
  const db = await openDb()
  await ensurePolls(db, await loadSources(db, [channel]), NOW)
  return db
}

/** docs/architecture.md, decisions 12 and 14: claims, and sources of two kinds. */
export function pollingContract(openDb: OpenDb): void {
  describe('claims', () => {
    test('of two deliveries of one message only one gets the source', async () => {
      const db = await openPolls(openDb)
      const claims = await Promise.all(['a', 'b', 'c'].map((token) => claimPoll(db, 'main', HOST, token, NOW, LEASE)))
      expect(claims.filter((claim) => claim !== undefined)).toEqual([
        { source: 'main', due: NOW, paused: false, gone: false, failures: 0 },
      ])
      expect(await loadDue(db, NOW, 9)).toEqual(['second'])
    })

    test('a host is held by one source at a time, and free again afterwards', async () => {
      const db = await openPolls(openDb)
      await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)
      expect(await claimPoll(db, 'second', HOST, 'b', NOW, LEASE)).toBeUndefined()
      expect(await claimPoll(db, 'second', 'other.example', 'b', NOW, LEASE)).toBeDefined()
      await releasePoll(db, 'second', 'other.example', 'b')
      await releasePoll(db, 'main', HOST, 'not the holder')
      expect(await claimPoll(db, 'second', HOST, 'b', NOW, LEASE)).toBeUndefined()
      await releasePoll(db, 'main', HOST, 'a')
      expect(await claimPoll(db, 'second', HOST, 'b', NOW, LEASE)).toBeDefined()
    })

    test('a source that is held keeps no second host from others', async () => {
      const db = await openPolls(openDb)
      await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)
      expect(await claimPoll(db, 'main', 'moved.example', 'b', NOW, LEASE)).toBeUndefined()
      expect(await claimPoll(db, 'second', 'moved.example', 'c', NOW, LEASE)).toBeDefined()
      expect(await claimPoll(db, 'nobody', 'else.example', 'd', NOW, LEASE)).toBeUndefined()
    })

    test('a host can be held without a source', async () => {
      const db = await openPolls(openDb)
      expect(await claimHost(db, HOST, 'page', NOW, LEASE)).toBe(true)
      expect(await claimHost(db, HOST, 'another', NOW, LEASE)).toBe(false)
      expect(await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)).toBeUndefined()
      await releaseHost(db, HOST, 'another')
      expect(await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)).toBeUndefined()
      await releaseHost(db, HOST, 'page')
      expect(await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)).toBeDefined()
      expect(await claimHost(db, HOST, 'late', NOW + LEASE, LEASE)).toBe(true)
    })

    test('what a hub promises outlives a poll under way, and its end makes the source due', async () => {
      const db = await openPolls(openDb)
      const state = await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)
      if (state === undefined) throw new Error('The source could not be claimed.')
      await savePushed(db, 'main', NOW + 5 * LEASE, NOW)
      await db.batch(toPollStatements({ ...state, due: NOW + LEASE, outcome: 'unchanged' }, HOST, 'a'))
      const after = (await loadPolls(db)).get('main')
      expect(after).toEqual({ ...state, due: NOW + LEASE, outcome: 'unchanged', pushedUntil: NOW + 5 * LEASE })
      await savePushed(db, 'main', undefined, NOW + 1)
      expect((await loadPolls(db)).get('main')).toEqual({ ...state, due: NOW + 1, outcome: 'unchanged' })
      expect(await loadDue(db, NOW + 1, 9)).toContain('main')
    })

    test('a source is put off, never brought forward', async () => {
      const db = await openPolls(openDb)
      await postpone(db, 'main', NOW + LEASE)
      await postpone(db, 'main', NOW + 1)
      expect(await loadDue(db, NOW + 1, 9)).toEqual(['second'])
      expect((await loadPolls(db)).get('main')?.due).toBe(NOW + LEASE)
    })

    test('a claim whose time is over passes on, and its late holder can write nothing', async () => {
      const db = await openPolls(openDb)
      const old = await claimPoll(db, 'main', HOST, 'old', NOW, LEASE)
      const state = await claimPoll(db, 'main', HOST, 'new', NOW + LEASE, LEASE)
      expect(state).toEqual(old)
      const late = toPollStatements({ ...toState('main'), etag: 'late' }, HOST, 'old')
      const refused = await saveItems(db, [story({ guid: '1' })], arrival(), late).catch((error: unknown) => error)
      expect(isClaimLost(refused)).toBe(true)
      expect(await loadItems(db, { limit: 9 })).toEqual([])
      const timely = toPollStatements({ ...toState('main'), etag: 'new', due: NOW + 5 * LEASE }, HOST, 'new')
      await saveItems(db, [story({ guid: '1' })], arrival(), timely)
      expect((await loadPolls(db)).get('main')?.etag).toBe('new')
      expect(await claimPoll(db, 'second', HOST, 'b', NOW + LEASE, LEASE)).toBeDefined()
    })

    test('a poll under way does not undo that the editor paused the source', async () => {
      const db = await openPolls(openDb)
      const state = await claimPoll(db, 'main', HOST, 'a', NOW, LEASE)
      await savePoll(db, { ...toState('main'), paused: true })
      const write = db.batch(toPollStatements({ ...toState('main'), ...state }, HOST, 'a'))
      await expect(write.catch((error: unknown) => isClaimLost(error))).resolves.toBe(true)
      expect((await loadPolls(db)).get('main')?.paused).toBe(true)
    })

    test('what is not due, paused, gone or held is not polled; the longest waiting comes first', async () => {
      const db = await openDb()
      const names = ['early', 'late', 'paused', 'gone', 'future', 'held']
      const due = { early: NOW - 9, late: NOW - 1, future: NOW + 1, held: NOW - 5 } as Record<string, number>
      for (const name of names) {
        const state = { ...toState(name), due: due[name] ?? NOW - 7, paused: name === 'paused', gone: name === 'gone' }
        await savePoll(db, state)
      }
      await claimPoll(db, 'held', HOST, 'a', NOW, LEASE)
      expect(await loadDue(db, NOW, 9)).toEqual(['early', 'late'])
      expect(await loadDue(db, NOW, 1)).toEqual(['early'])
      expect(await loadDue(db, NOW + LEASE, 9)).toEqual(['early', 'held', 'late', 'future'])
    })

    test('a source that is known keeps its state when the service starts again', async () => {
      const db = await openPolls(openDb)
      await savePoll(db, { ...toState('main'), due: NOW + 9, etag: '"1"', bodyHash: 'ff' })
      await ensurePolls(db, await loadSources(db, [channel]), NOW + 99)
      expect((await loadPolls(db)).get('main')).toEqual({
        ...toState('main'),
        due: NOW + 9,
        etag: '"1"',
        bodyHash: 'ff',
      })
    })
  })

  describe('sources', () => {
    test('one that names no time zone has its channel’s, added or declared', async () => {
      const db = await openDb()
      await addSource(db, { id: 'added', channel: 'english', url: 'https://a.example/' }, NOW)
      await addSource(db, { id: 'own', channel: 'english', url: 'https://o.example/', timeZone: 'Asia/Tehran' }, NOW)
      const sources = await loadSources(db, [{ ...channel, timeZone: 'Asia/Baghdad' }])
      expect(sources.map(({ id, timeZone }) => [id, timeZone])).toEqual([
        ['main', 'Asia/Baghdad'],
        ['second', 'Asia/Baghdad'],
        ['added', 'Asia/Baghdad'],
        ['own', 'Asia/Tehran'],
      ])
    })

    test('declared ones come first, in rank order, and win where an added one clashes', async () => {
      const db = await openDb()
      const credentials = { type: 'header', name: 'X-Key', secret: 'PARTNER_KEY' } as const
      await addSource(db, { id: 'added', channel: 'english', url: 'https://a.example/', title: 'A', credentials }, NOW)
      await addSource(db, { id: 'main', channel: 'english', url: 'https://b.example/' }, NOW)
      await addSource(db, { id: 'same', channel: 'english', url: 'https://news.example/feed/' }, NOW)
      await addSource(db, { id: 'orphan', channel: 'closed', url: 'https://c.example/' }, NOW)
      const other: Channel = { ...channel, id: 'arabic', sources: [{ id: 'ar', url: 'https://ar.example/' }] }
      expect(await loadSources(db, [channel, other])).toEqual([
        { id: 'main', url: 'https://news.example/feed/', channel: 'english', declared: true, rank: 0 },
        { id: 'second', url: 'https://news.example/second/', channel: 'english', declared: true, rank: 1 },
        { id: 'ar', url: 'https://ar.example/', channel: 'arabic', declared: true, rank: 0 },
        {
          id: 'added',
          channel: 'english',
          url: 'https://a.example/',
          title: 'A',
          credentials,
          declared: false,
          rank: 1_000_001,
        },
      ])
    })

    test('an added one says how it is read, and each part of that is changed whole', async () => {
      const db = await openDb()
      const page = { item: '.story', title: 'h3' }
      const article = { content: '.body', remove: ['.share', 'aside'] }
      const added = { id: 'a', channel: 'english', url: 'https://a.example/', page, article, fullText: true }
      await addSource(db, added, NOW)
      const load = async () => (await loadSources(db, [channel])).at(-1)
      expect(await load()).toEqual({ ...added, declared: false, rank: 1_000_001 })
      expect(await changeSource(db, 'a', { page: { item: 'li' }, article: null, fullText: false, title: 'A' })).toBe(
        true,
      )
      expect(await load()).toEqual({
        id: 'a',
        channel: 'english',
        url: 'https://a.example/',
        title: 'A',
        page: { item: 'li' },
        fullText: false,
        declared: false,
        rank: 1_000_001,
      })
      await addSource(db, { id: 'b', channel: 'english', url: 'https://b.example/' }, NOW + 1)
      await changeSource(db, 'b', { article: { content: "'; DROP TABLE sources; --" } })
      expect(await load()).toMatchObject({ id: 'b', article: { content: "'; DROP TABLE sources; --" } })
    })

    test('an address or id that is there is refused', async () => {
      const db = await openDb()
      await addSource(db, { id: 'a', channel: 'english', url: 'https://a.example/' }, NOW)
      const twice = addSource(db, { id: 'b', channel: 'english', url: 'https://a.example/' }, NOW)
      await expect(twice).rejects.toMatchObject({ unique: true })
    })

    test('an added one can be changed and taken out, and its poll with it; a declared one cannot', async () => {
      const db = await openDb()
      await addSource(db, { id: 'a', channel: 'english', url: 'https://a.example/', title: 'A' }, NOW)
      await ensurePolls(db, await loadSources(db, [channel]), NOW)
      expect(await changeSource(db, 'a', { url: 'https://b.example/', title: null })).toBe(true)
      expect(await changeSource(db, 'a', {})).toBe(true)
      expect((await loadSources(db, [channel])).at(-1)).toMatchObject({ id: 'a', url: 'https://b.example/' })
      expect((await loadSources(db, [channel])).at(-1)).not.toHaveProperty('title')
      await claimPoll(db, 'a', HOST, 'token', NOW, LEASE)
      expect([await removeSource(db, 'a'), await removeSource(db, 'a'), await removeSource(db, 'main')]).toEqual([
        true,
        false,
        false,
      ])
      expect([...(await loadPolls(db)).keys()]).toEqual(['main', 'second'])
      const write = db.batch(toPollStatements(toState('a'), HOST, 'token'))
      await expect(write.catch((error: unknown) => isClaimLost(error))).resolves.toBe(true)
    })
  })
}

function toState(source: string): PollState {
  return { source, due: NOW, paused: false, gone: false, failures: 0 }
}
