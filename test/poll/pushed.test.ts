import { describe, expect, test } from 'vitest'
import { takePushed } from '../../src/poll/pushed.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { claimPoll, savePoll, savePushed } from '../../src/store/polls.ts'
import { HOUR, openNewsroom, START, type Story, serve, toRss } from './newsroom.ts'

const FEED = 'https://feeds.example/en'
const DAY = 24 * HOUR
const stories: readonly Story[] = [
  { title: 'Kobane rebuilds', guid: 'g1', link: '/1', date: START - HOUR },
  { title: 'Schools reopen', guid: 'g2', link: '/2', date: START - 2 * HOUR },
]
const fresh: Story = { title: 'The river rose', guid: 'g3', link: '/3', date: START + HOUR }

async function open(more = {}) {
  const room = openNewsroom({ en: FEED }, more)
  room.pages.set(FEED, serve(toRss(stories), { etag: '"a"' }))
  await refreshSource(room.poller, 'en', { force: true })
  room.asked.length = 0
  room.clock.now += HOUR
  const push = (text: string) => takePushed(room.poller, 'en', new TextEncoder().encode(text), 'application/rss+xml')
  return { ...room, push }
}

describe('a document that a hub sends', () => {
  test('is news at once, and moves no poll', async () => {
    const room = await open()
    const before = await room.stateOf('en')
    expect(await room.push(toRss([fresh]))).toMatchObject({ outcome: 'changed', added: 1, next: before.due })
    expect(room.asked).toEqual([])
    expect((await room.titles())[0]).toBe('The river rose')
    const { changes = [] } = (await loadChanges(room.db, undefined, 10)) ?? {}
    expect(changes.map(({ quiet }) => quiet)).toEqual([true, true, false])
    expect(await room.stateOf('en')).toEqual({ ...before, arrivals: [START + HOUR, ...(before.arrivals ?? [])] })
    room.pages.set(FEED, serve(toRss([fresh, ...stories])))
    expect(await refreshSource(room.poller, 'en', { force: true })).toMatchObject({ added: 0, updated: 0 })
  })

  test('has its relative addresses from the feed’s own', async () => {
    const room = await open()
    await room.push(toRss([fresh]))
    const [row] = await room.db.all("SELECT shown ->> 'url' AS url FROM items ORDER BY id DESC")
    expect(row).toEqual({ url: 'https://feeds.example/3' })
  })

  test('that can not be read is not the source’s fault', async () => {
    const room = await open()
    const before = await room.stateOf('en')
    expect(await room.push('<!doctype html><p>Hello')).toMatchObject({ outcome: 'failed', added: 0 })
    expect(await room.stateOf('en')).toEqual(before)
    expect(await room.push(toRss([fresh]))).toMatchObject({ outcome: 'changed' })
  })

  test('waits while its source is polled, and changes nothing of one that is paused or unknown', async () => {
    const room = await open()
    await claimPoll(room.db, 'en', 'feeds.example', 'another', room.clock.now, HOUR)
    expect(await room.push(toRss([fresh]))).toMatchObject({ outcome: 'skipped' })
    await savePoll(room.db, { ...(await room.stateOf('en')), paused: true })
    room.clock.now += HOUR
    expect(await room.push(toRss([fresh]))).toMatchObject({ outcome: 'skipped' })
    expect(await takePushed(room.poller, 'nobody', new Uint8Array(), undefined)).toMatchObject({ outcome: 'skipped' })
    expect(await room.titles()).toHaveLength(2)
  })
})

describe('a source that a hub sends', () => {
  test('is polled daily, and as before when the hub does not any more', async () => {
    const room = await open()
    await savePushed(room.db, 'en', START + 10 * DAY, room.clock.now)
    const daily = await refreshSource(room.poller, 'en', { force: true })
    expect(daily.next).toBe(room.clock.now + DAY)
    await savePushed(room.db, 'en', undefined, room.clock.now)
    expect(await room.stateOf('en')).toMatchObject({ due: room.clock.now })
    expect((await refreshSource(room.poller, 'en', { force: false })).next).toBeLessThan(room.clock.now + 3 * HOUR)
  })

  test('keeps what the hub promised while it was being polled', async () => {
    const room = await open()
    room.pages.set(FEED, async () => {
      await savePushed(room.db, 'en', START + 10 * DAY, room.clock.now)
      return serve(toRss([fresh]))()
    })
    expect(await refreshSource(room.poller, 'en', { force: true })).toMatchObject({ outcome: 'changed', added: 1 })
    expect(await room.stateOf('en')).toMatchObject({ pushedUntil: START + 10 * DAY })
  })
})
