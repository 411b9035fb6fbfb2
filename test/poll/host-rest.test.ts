import { describe, expect, test } from 'vitest'
import { pollDue } from '../../src/poll/poll.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { addSource } from '../../src/store/sources.ts'
import { HOUR, openNewsroom, START, serve, toRss } from './newsroom.ts'

const KURDISH = 'https://news.example/ku'
const ENGLISH = 'https://news.example/en'
const OTHER = 'https://other.example/feed'
const resting = () => new Response('', { status: 429, headers: { 'retry-after': '7200' } })

/** The first source of a host is told to wait; the others would answer. */
function open(retryAfter: 'host' | 'source') {
  const room = openNewsroom({ ku: KURDISH, en: ENGLISH, other: OTHER }, { retryAfter })
  room.pages.set(KURDISH, resting)
  room.pages.set(ENGLISH, serve(toRss([{ title: 'Bread is dear', guid: 'b' }])))
  room.pages.set(OTHER, serve(toRss([{ title: 'Rain', guid: 'r' }])))
  const asked = () => room.asked.splice(0).map(({ url }) => url)
  return { ...room, asked }
}

describe('Retry-After', () => {
  test('is for its source alone where nothing else is said', async () => {
    const room = open('source')
    await pollDue(room.poller)
    expect(room.asked().sort()).toEqual([ENGLISH, KURDISH, OTHER])
  })

  test('is for every source of the host where that is set, in the same tick already', async () => {
    const room = open('host')
    // English would come first: the longest waiting does, and then by name.
    await room.db.run(
      "INSERT INTO polls (source, due, state) VALUES ('ku', 0, json_object('source', 'ku', 'due', 0, 'failures', 0))",
    )
    const results = await pollDue(room.poller)
    expect(room.asked().sort()).toEqual([KURDISH, OTHER])
    expect(results.get('en')).toMatchObject({
      outcome: 'skipped',
      reason: 'news.example asked to be left alone until 2015-06-04T14:00:00.000Z.',
      next: START + 2 * HOUR,
    })
    expect(await room.stateOf('en')).toMatchObject({ due: START + 2 * HOUR, failures: 0 })
    room.clock.now += HOUR
    await pollDue(room.poller)
    expect(room.asked()).not.toContain(ENGLISH)
    room.clock.now += HOUR
    expect((await pollDue(room.poller)).get('en')).toMatchObject({ outcome: 'changed', added: 1 })
  })

  test('holds for a source of the host that is added meanwhile, but not against the editor', async () => {
    const room = open('host')
    await refreshSource(room.poller, 'ku', { force: true })
    await addSource(room.db, { id: 'ar', channel: 'ara', url: 'https://news.example/ar' }, START)
    room.pages.set('https://news.example/ar', serve(toRss([{ title: 'Schools', guid: 's' }])))
    expect(await refreshSource(room.poller, 'ar', { force: false })).toMatchObject({ outcome: 'skipped' })
    expect(await refreshSource(room.poller, 'ar', { force: true })).toMatchObject({ outcome: 'changed' })
  })
})
