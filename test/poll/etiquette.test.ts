import { describe, expect, test } from 'vitest'
import { standardLimits } from '../../src/net/fetch.ts'
import { pollDue } from '../../src/poll/poll.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { HOUR, openNewsroom, type Page, START, serve, toRss } from './newsroom.ts'

/** How sources are treated, line by line, over a clock that the test turns. */

const FEED = 'https://feeds.example/en'
const MINUTE = 60_000
const DAY = 24 * HOUR
// One an hour: left alone it is asked four times as often, and a little later for the spread.
const stories = [1, 2, 3].map((n) => ({ title: `Story ${n}`, guid: `g${n}`, date: START - n * HOUR }))
const OWN = 15 * MINUTE * 1.05

function open(page: Page, url = FEED) {
  const room = openNewsroom({ en: url })
  room.pages.set(url, page)
  return { ...room, refresh: () => refreshSource(room.poller, 'en', { force: true }) }
}

test('limits are those that were promised', () => {
  expect(standardLimits).toEqual({ connect: 10_000, total: 30_000, body: 10 * 1024 * 1024, redirects: 5 })
})

describe('the next poll', () => {
  const sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
  const cases: readonly (readonly [string, string, Record<string, string>, number])[] = [
    ['nothing at all', '', {}, OWN],
    ['ttl', '<ttl>90</ttl>', {}, 90 * MINUTE],
    ['a ttl of ten years', '<ttl>5256000</ttl>', {}, DAY],
    ['sy:updatePeriod', `<sy:updatePeriod ${sy}>daily</sy:updatePeriod>`, {}, DAY],
    [
      'sy:updateFrequency',
      `<sy:updatePeriod ${sy}>daily</sy:updatePeriod><sy:updateFrequency ${sy}>4</sy:updateFrequency>`,
      {},
      6 * HOUR,
    ],
    ['skipHours', '<skipHours><hour>12</hour><hour>13</hour></skipHours>', {}, 2 * HOUR + 2.5 * MINUTE],
    ['skipDays', '<skipDays><day>Thursday</day></skipDays>', {}, 12 * HOUR + 2.5 * MINUTE],
    ['Cache-Control', '', { 'cache-control': 'max-age=7200' }, 2 * HOUR],
    ['Expires', '', { expires: 'Thu, 04 Jun 2015 15:00:00 GMT' }, 3 * HOUR],
    ['a hint that is shorter than its own pace', '<ttl>1</ttl>', { 'cache-control': 'max-age=10' }, OWN],
    ['Retry-After with a document', '', { 'retry-after': '3600' }, HOUR],
  ]
  test.each(cases)('obeys %s', async (_, channel, headers, wait) => {
    const room = open(serve(toRss(stories, `<title>A</title>${channel}`), headers))
    expect(((await room.refresh()).next - START) / MINUTE).toBe(wait / MINUTE)
  })

  test.each([400, 401, 403, 404, 429, 500, 502, 503])('after a %i waits as its Retry-After says', async (status) => {
    const toPage = (after: string) => () => new Response('', { status, headers: { 'retry-after': after } })
    const room = open(toPage('7200'))
    expect((await room.refresh()).next).toBe(START + 2 * HOUR)
    room.pages.set(FEED, toPage('Thu, 04 Jun 2015 20:00:00 GMT'))
    expect((await room.refresh()).next).toBe(START + 8 * HOUR)
    room.pages.set(FEED, toPage('99999999'))
    expect((await room.refresh()).next).toBe(START + DAY)
  })

  test('comes later with each failure, and at its usual time after a success', async () => {
    const room = open(() => Promise.reject(new TypeError('broken')))
    const waits: number[] = []
    for (let count = 0; count < 8; count++) {
      const next = (await pollDue(room.poller)).get('en')?.next ?? 0
      waits.push((next - room.clock.now) / MINUTE)
      room.clock.now = next - 1
      expect((await pollDue(room.poller)).size).toBe(0)
      room.clock.now = next
    }
    expect(waits).toEqual([31.5, 63, 126, 252, 504, 1008, 1440, 1440])
    const late = stories.map((story, n) => ({ ...story, date: room.clock.now - (n + 1) * HOUR }))
    room.pages.set(FEED, serve(toRss(late)))
    expect((await pollDue(room.poller)).get('en')?.next).toBe(room.clock.now + OWN)
  })
})

describe('a temporary move', () => {
  test.each([302, 303, 307])('by %i is followed each time and never adopted', async (status) => {
    const room = open(() => new Response(null, { status, headers: { location: 'https://new.example/' } }))
    room.pages.set('https://new.example/', serve(toRss(stories)))
    for (let day = 0; day < 10; day++) {
      expect((await room.refresh()).outcome).not.toBe('failed')
      room.clock.now += DAY
    }
    expect(room.asked.filter(({ url }) => url === FEED)).toHaveLength(10)
    expect(await room.stateOf('en')).not.toHaveProperty('movedTo')
  })

  test('after a permanent one makes neither of them permanent', async () => {
    const room = open(() => Response.redirect('https://new.example/', 301))
    room.pages.set('https://new.example/', () => Response.redirect('https://newer.example/', 302))
    room.pages.set('https://newer.example/', serve(toRss(stories)))
    for (let day = 0; day < 10; day++) {
      await room.refresh()
      room.clock.now += DAY
    }
    expect(await room.stateOf('en')).not.toHaveProperty('adoptedUrl')
  })
})

describe('a host', () => {
  test('is asked one thing at a time by two services of one database, and nothing twice', async () => {
    const sources = Object.fromEntries([1, 2, 3, 4].map((n) => [`s${n}`, `https://feeds.example/${n}`]))
    const room = openNewsroom(sources)
    let open = 0
    let most = 0
    for (const url of Object.values(sources)) {
      room.pages.set(url, async () => {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setImmediate(resolve))
        open--
        return serve(toRss([{ title: url, guid: url }]))()
      })
    }
    for (let tick = 0; tick < 4; tick++) await Promise.all([pollDue(room.poller), pollDue(room.poller)])
    expect(most).toBe(1)
    expect(room.asked.map(({ url }) => url).sort()).toEqual(Object.values(sources))
  })
})

describe('410', () => {
  test('is the last that the source is asked, however long it is waited, and the editor is told', async () => {
    const room = open(() => new Response('', { status: 410 }))
    for (let day = 0; day < 400; day += 50) {
      await pollDue(room.poller)
      room.clock.now += 50 * DAY
    }
    expect(room.asked).toHaveLength(1)
    expect(await room.stateOf('en')).toMatchObject({ gone: true, fault: expect.stringMatching(/410 Gone/) })
  })
})
