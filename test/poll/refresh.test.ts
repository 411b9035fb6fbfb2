import { describe, expect, test } from 'vitest'
import { refreshSource } from '../../src/poll/refresh.ts'
import { NEVER } from '../../src/poll/schedule.ts'
import { loadFaults } from '../../src/store/faults.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { claimPoll, savePoll } from '../../src/store/polls.ts'
import { addSource, removeSource } from '../../src/store/sources.ts'
import { HOUR, openNewsroom, type Page, START, type Story, serve, toRss } from './newsroom.ts'

const FEED = 'https://feeds.example/en'
const stories: readonly Story[] = [
  { title: 'Kobane rebuilds', guid: 'g1', link: 'https://feeds.example/1', date: START - HOUR },
  { title: 'Schools reopen', guid: 'g2', link: 'https://feeds.example/2', date: START - 2 * HOUR },
  { title: 'Bread is dear', guid: 'g3', link: 'https://feeds.example/3', date: START - 3 * HOUR },
]
const late: Story = { title: 'A late story', guid: 'g4', link: 'https://feeds.example/4', date: START - 90 * 24 * HOUR }

const now = { force: true }
const open = (page?: Page, more = {}) => {
  const room = openNewsroom({ en: FEED }, more)
  if (page) room.pages.set(FEED, page)
  return { ...room, refresh: (options = now) => refreshSource(room.poller, 'en', options) }
}

describe('a document', () => {
  test('is taken in, and next time only what is new', async () => {
    const room = open(serve(toRss(stories), { etag: '"a"' }))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 3, updated: 0 })
    expect(await room.titles()).toEqual(['Kobane rebuilds', 'Schools reopen', 'Bread is dear'])
    expect(await room.stateOf('en')).toMatchObject({ outcome: 'changed', title: 'ARA News', etag: '"a"', failures: 0 })
    room.pages.set(FEED, serve(toRss([late, ...stories])))
    room.clock.now += HOUR
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 1, updated: 0 })
    // Its own date is three months ago, but readers first saw it now.
    expect((await room.titles())[0]).toBe('A late story')
  })

  test('with a date in the future, or a word about being public, is taken in as first seen now', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    const ahead = { id: 'a', title: 'Ahead', content_text: 'Of its time.', date_published: '2031-01-01T00:00:00Z' }
    const draft = { id: 'b', title: 'Draft', content_text: 'To be.', draft: true, status: 'future' }
    const text = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [ahead, draft] })
    room.pages.set(FEED, serve(text, { 'content-type': 'application/feed+json' }))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 2 })
    expect((await room.titles()).slice(0, 2)).toEqual(['Ahead', 'Draft'])
    const rows = await room.db.all("SELECT received FROM revisions WHERE received LIKE '%hold%'")
    expect(rows).toEqual([])
  })

  test('of a first poll tells nobody, later ones do', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    room.pages.set(FEED, serve(toRss([late, ...stories])))
    await room.refresh()
    const { changes = [] } = (await loadChanges(room.db, undefined, 10)) ?? {}
    expect(changes.map(({ kind, quiet }) => [kind, quiet])).toEqual([
      ['create', true],
      ['create', true],
      ['create', true],
      ['create', false],
    ])
  })

  test('that has not changed is asked for with its validators and not read', async () => {
    const room = open(serve(toRss(stories), { etag: '"a"', 'last-modified': 'Thu, 04 Jun 2015 10:00:00 GMT' }))
    await room.refresh()
    room.pages.set(FEED, () => new Response(null, { status: 304 }))
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0 })
    const validators = { 'if-none-match': '"a"', 'if-modified-since': 'Thu, 04 Jun 2015 10:00:00 GMT' }
    expect(room.asked[1]?.headers).toMatchObject(validators)
    await room.refresh()
    expect(room.asked[2]?.headers).toMatchObject(validators)
  })

  test('that is the same bytes again is not read', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    await room.db.run('DELETE FROM revisions')
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0, updated: 0 })
    expect(await room.stateOf('en')).toMatchObject({ outcome: 'unchanged', failures: 0 })
  })

  test('that differs in what does not matter changes nothing', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    room.pages.set(FEED, serve(toRss(stories, '<title>ARA News</title><generator>other</generator>')))
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0, updated: 0 })
    expect(await room.stateOf('en')).toMatchObject({ outcome: 'unchanged' })
  })

  test('with a revised story revises it', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    const revised = { ...stories[0], title: 'Kobane rebuilds its schools' } as Story
    room.pages.set(FEED, serve(toRss([revised, ...stories.slice(1)])))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 0, updated: 1 })
    expect(await room.titles()).toEqual(['Kobane rebuilds its schools', 'Schools reopen', 'Bread is dear'])
  })

  test('without items is a success, and what comes after it is news', async () => {
    const room = open(serve(toRss([])))
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0 })
    expect(await room.stateOf('en')).toMatchObject({ succeededAt: START, failures: 0 })
    room.pages.set(FEED, serve(toRss([late])))
    await room.refresh()
    const { changes = [] } = (await loadChanges(room.db, undefined, 10)) ?? {}
    expect(changes.map(({ quiet }) => quiet)).toEqual([false])
  })

  test('whose guids are new each time has each story once all the same', async () => {
    const room = open()
    for (const build of [1, 2, 3]) {
      const again = stories.map((story) => ({ ...story, guid: `build-${build}-${story.guid}` }))
      room.pages.set(FEED, serve(toRss(again)))
      await room.refresh()
    }
    expect(await room.titles()).toHaveLength(3)
    expect((await room.stateOf('en')).identifyBy).toBe('address')
    room.pages.set(FEED, serve(toRss([{ ...late, guid: 'build-4-g4' }])))
    expect(await room.refresh()).toMatchObject({ added: 1 })
  })

  test('without addresses, and with new guids each time, has each story once', async () => {
    const room = openNewsroom({ ara: FEED })
    for (const build of [1, 2, 3]) {
      const items = ['One', 'Two'].map((title) => ({
        title,
        guid: `${title}-${build}`,
        text: `${title}: the bridge over the river was opened on Thursday after years of work.`,
      }))
      room.pages.set(FEED, serve(toRss(items)))
      expect(await refreshSource(room.poller, 'ara', { force: true })).toMatchObject({ added: build === 1 ? 2 : 0 })
    }
  })

  test('with one guid on every item knows its stories again when all links get a fragment', async () => {
    const room = openNewsroom({ ara: FEED })
    const stories = (tail: string) =>
      ['one', 'two'].map((name) => ({
        title: name,
        guid: 'feed',
        link: `https://aranews.net/${name}${tail}`,
        text: 'So.',
      }))
    room.pages.set(FEED, serve(toRss(stories('/'))))
    await refreshSource(room.poller, 'ara', { force: true })
    for (const tail of ['', '/#rss', '?utm_source=feed']) {
      room.pages.set(FEED, serve(toRss(stories(tail))))
      const refreshed = await refreshSource(room.poller, 'ara', { force: true })
      expect(refreshed, tail).toMatchObject({ outcome: 'unchanged', added: 0, updated: 0 })
    }
  })

  test('whose links all have a fragment has each story once, however many it shows', async () => {
    const room = openNewsroom({ ara: FEED })
    const stories = ['one', 'two', 'three'].map((name) => ({ title: name, link: `https://aranews.net/${name}/#rss` }))
    for (const [count, added] of [
      [1, 1],
      [2, 1],
      [3, 1],
      [1, 0],
    ] as const) {
      room.pages.set(FEED, serve(toRss(stories.slice(0, count))))
      expect(await refreshSource(room.poller, 'ara', { force: true })).toMatchObject({ added, updated: 0 })
    }
  })

  test('with one guid on every item knows a story again that moved', async () => {
    const room = openNewsroom({ ara: FEED })
    const text = 'The bridge over the river was opened on Thursday after two years of work.'
    const story = { guid: 'feed', date: START - HOUR, text }
    const other = { ...story, title: 'Another', text: 'So.', link: 'https://aranews.net/another/' }
    room.pages.set(FEED, serve(toRss([other, { ...story, title: 'Bridge', link: 'https://aranews.net/brdge/' }])))
    await refreshSource(room.poller, 'ara', { force: true })
    room.pages.set(FEED, serve(toRss([other, { ...story, title: 'Bridge', link: 'https://aranews.net/bridge/' }])))
    expect(await refreshSource(room.poller, 'ara', { force: true })).toMatchObject({ added: 0, updated: 1 })
  })

  test('that says only when its stories were changed says how often its source publishes all the same', async () => {
    const entry = (n: number) =>
      `<entry><id>urn:${n}</id><title>Story ${n}</title><updated>${new Date(START - n * HOUR).toISOString()}</updated></entry>`
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id>${[1, 2].map(entry).join('')}</feed>`
    const room = open(serve(atom))
    await room.refresh()
    expect((await room.stateOf('en')).arrivals).toEqual([START - HOUR, START - 2 * HOUR])
  })

  test('says how often its source publishes, and when to come back', async () => {
    const room = open(serve(toRss(stories, '<title>A</title><ttl>240</ttl>'), { 'cache-control': 'max-age=60' }))
    const { next } = await room.refresh()
    expect(next).toBe(START + 4 * HOUR)
    expect(await room.stateOf('en')).toMatchObject({
      due: START + 4 * HOUR,
      freshUntil: START + 60_000,
      arrivals: [START - HOUR, START - 2 * HOUR, START - 3 * HOUR],
    })
  })
})

describe('a failure', () => {
  const half = toRss(stories).slice(0, 30)
  const cases: readonly (readonly [string, Page, RegExp])[] = [
    ['an HTML page', serve('<!doctype html><p>Hello', { 'content-type': 'text/html' }), /HTML page, not a feed/],
    ['nothing', serve(''), /empty/],
    [
      'an excuse in plain text',
      serve('Error establishing a database connection', { 'content-type': 'text/plain' }),
      /no feed/,
    ],
    ['no feed', serve('{"a": 1}', { 'content-type': 'application/json' }), /JSON/],
    ['404', () => new Response('', { status: 404 }), /^feeds\.example answered 404 Not Found\.$/],
    [
      'a redirect to a private address',
      () => Response.redirect('http://127.0.0.1/', 302),
      /^127\.0\.0\.1 is a private address/,
    ],
    ['too much', serve('x', { 'content-length': '52428800' }), /^feeds\.example sent more than 10 MiB\.$/],
    ['what nobody foresaw', () => Promise.reject(new TypeError('x')), /^feeds\.example could not be reached\.$/],
  ]
  test.each(cases)('by %s is one sentence, costs no item, and puts the next poll off', async (_, page, sentence) => {
    const room = open(serve(toRss(stories), { etag: '"a"' }))
    await room.refresh()
    room.pages.set(FEED, page)
    const first = await room.refresh()
    expect(first).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(sentence), added: 0 })
    expect(first.next).toBeGreaterThanOrEqual(START + HOUR / 2)
    expect((await room.refresh()).next).toBeGreaterThan(first.next)
    expect(await room.titles()).toHaveLength(3)
    expect(await room.stateOf('en')).toMatchObject({ fault: first.reason, failures: 2, etag: '"a"', outcome: 'failed' })
    room.pages.set(FEED, serve(toRss([late])))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 1 })
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
  })

  test('within half a document keeps what could be read', async () => {
    const room = open(serve(half))
    expect(await room.refresh()).not.toMatchObject({ outcome: 'skipped' })
    room.pages.set(FEED, serve(toRss(stories).slice(0, -200)))
    expect((await room.refresh()).added).toBeGreaterThanOrEqual(2)
  })

  test('within a story that is there already leaves it whole, and asks for the rest', async () => {
    const words = 'The bridge was opened again on Monday after long repairs, officials said. '
    const document = (text: string) =>
      `<rss version="2.0"><channel><title>A</title><item><guid>g1</guid><title>A bridge</title><description>${text}`
    const room = open(serve(`${document(words.repeat(9))}</description></item></channel></rss>`))
    await room.refresh()
    room.pages.set(FEED, serve(document(words), { etag: '"a"' }))
    for (const _ of [1, 2]) {
      expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', updated: 0 })
      expect(await room.stateOf('en')).not.toHaveProperty('etag')
    }
    room.pages.set(FEED, serve(`${document(words)}</description></item></channel></rss>`))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', updated: 1 })
  })

  test('by 410 stops the source until it is asked for', async () => {
    const room = open(() => new Response('', { status: 410 }))
    expect(await room.refresh()).toMatchObject({ outcome: 'failed', next: NEVER })
    expect(await room.refresh({ force: false })).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringMatching(/410/),
    })
    room.pages.set(FEED, serve(toRss(stories)))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 3 })
    expect((await room.stateOf('en')).gone).toBe(false)
  })

  test('with Retry-After is obeyed', async () => {
    const room = open(() => new Response('', { status: 503, headers: { 'retry-after': '36000' } }))
    expect((await room.refresh()).next).toBe(START + 10 * HOUR)
  })

  test('of a secret that is not set names the secret', async () => {
    const room = open(serve(toRss(stories)), { credentials: { type: 'basic', secret: 'SOURCE_OTHER' } })
    expect(await room.refresh()).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/^SOURCE_OTHER is not set/),
    })
    expect(room.asked).toEqual([])
  })
})

describe('a fault of the database', () => {
  const refuse = (what: string) =>
    `CREATE TRIGGER full BEFORE INSERT ON ${what} BEGIN SELECT raise(ABORT, 'disk I/O error'); END`

  test('is not the source’s: it is asked again soon, and the editor is told of the database', async () => {
    const room = open(serve(toRss(stories), { etag: '"a"' }))
    await room.refresh()
    const before = await room.stateOf('en')
    room.pages.set(FEED, serve(toRss([late, ...stories]), { etag: '"b"' }))
    await room.db.run(refuse('items'))
    room.clock.now += HOUR
    for (const _ of [1, 2]) {
      const failed = await room.refresh()
      expect(failed).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/disk I\/O error/) })
      expect(failed.next).toBe(room.clock.now + 5 * 60_000)
      room.clock.now += 5 * 60_000
    }
    expect(await room.stateOf('en')).toMatchObject({ failures: 0, etag: '"a"', outcome: before.outcome })
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
    const [fault, ...others] = await loadFaults(room.db)
    expect(fault).toMatchObject({ sentence: expect.stringMatching(/^What en sent could not be stored: /) })
    expect([fault?.at, others]).toEqual([START + HOUR, []])
    await room.db.run('DROP TRIGGER full')
    expect(await room.refresh({ force: false })).toMatchObject({ outcome: 'changed', added: 1 })
    expect(await loadFaults(room.db)).toEqual([])
  })

  test.each([
    ['EMFILE', { code: 'EMFILE' }],
    ['ENFILE below another', { cause: Object.assign(new Error('open'), { code: 'ENFILE' }) }],
    ['ENOMEM of several attempts', { cause: new AggregateError([Object.assign(new Error('a'), { code: 'ENOMEM' })]) }],
    ['ENOBUFS', { code: 'ENOBUFS' }],
    ['no memory for a name', { code: 'EAI_MEMORY' }],
    ['too many requests of a Worker', { message: 'Too many subrequests by single Worker invocation.' }],
  ])('is a shortage here, too: %s', async (_, members) => {
    const room = open(serve(toRss(stories), { etag: '"a"' }))
    await room.refresh()
    const { due: _due, polledAt: _polled, ...before } = await room.stateOf('en')
    room.pages.set(FEED, () => Promise.reject(Object.assign(new TypeError('fetch failed'), members)))
    room.clock.now += HOUR
    const failed = await room.refresh()
    expect(failed).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/ could not be asked: /) })
    expect(failed.next).toBe(room.clock.now + 5 * 60_000)
    expect(await room.stateOf('en')).toMatchObject(before)
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
    expect(await loadFaults(room.db)).toEqual([])
  })

  test('that keeps even this from being written leaves the source due', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    const { due } = await room.stateOf('en')
    await room.db.run(`CREATE TRIGGER full BEFORE DELETE ON hosts BEGIN SELECT raise(ABORT, 'disk I/O error'); END`)
    room.clock.now = due
    await expect(room.refresh({ force: false })).rejects.toThrow('disk I/O error')
    expect(await room.stateOf('en')).toMatchObject({ due, failures: 0 })
  })
})

describe('credentials', () => {
  test('are sent to the source', async () => {
    const room = open(serve(toRss(stories)), { credentials: { type: 'basic', secret: 'SOURCE_LOGIN' } })
    await room.refresh()
    expect(room.asked[0]?.headers.authorization).toBe(`Basic ${btoa('azad:secret')}`)
    expect(JSON.stringify([await room.stateOf('en'), room.lines])).not.toContain('secret')
  })
})

describe('a poll', () => {
  const idle = { force: false }
  test('waits until the source is due', async () => {
    const room = open(serve(toRss(stories)))
    const { next } = await room.refresh(idle)
    const early = await room.refresh(idle)
    expect(early).toMatchObject({ outcome: 'skipped', next })
    expect(early.reason).toBe(`The source is not due until ${new Date(next).toISOString()}.`)
    expect(room.asked).toHaveLength(1)
    room.clock.now = next
    expect(await room.refresh(idle)).toMatchObject({ outcome: 'unchanged' })
  })

  test('leaves a paused source alone unless it is forced', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    await savePoll(room.db, { ...(await room.stateOf('en')), paused: true })
    expect(await room.refresh(idle)).toMatchObject({ outcome: 'skipped', reason: 'The source is paused.' })
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', next: NEVER })
    expect((await room.stateOf('en')).paused).toBe(true)
  })

  test('happens once at a time, and lets go whatever happens', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const room = open(() => gate.then(() => serve(toRss(stories))()))
    const first = room.refresh()
    const second = await room.refresh()
    expect(second).toMatchObject({ outcome: 'skipped', reason: 'feeds.example is being asked already.' })
    release()
    expect(await first).toMatchObject({ outcome: 'changed', added: 3 })
    for (const page of [
      serve(''),
      () => new Response('', { status: 410 }),
      () => new Response(null, { status: 304 }),
    ]) {
      room.pages.set(FEED, page)
      expect((await room.refresh()).outcome).not.toBe('skipped')
    }
  })

  test('that took too long and lost its claim changes nothing', async () => {
    const room = open(serve(toRss(stories)))
    await room.refresh()
    room.pages.set(FEED, async () => {
      room.clock.now += HOUR
      await claimPoll(room.db, 'en', 'feeds.example', 'another', room.clock.now, HOUR)
      return new Response(toRss([late]), { headers: { etag: '"late"' } })
    })
    expect(await room.refresh()).toMatchObject({ outcome: 'skipped', reason: expect.stringMatching(/somebody else/) })
    expect(await room.stateOf('en')).not.toHaveProperty('etag')
    expect(await room.titles()).toHaveLength(3)
    // The claim of the other one stands.
    expect(await room.refresh()).toMatchObject({ outcome: 'skipped', reason: 'feeds.example is being asked already.' })
  })

  test('that the editor overtook leaves the editor right', async () => {
    const room = open()
    room.pages.set(FEED, async () => {
      await savePoll(room.db, { ...(await room.stateOf('en')), paused: true })
      return serve(toRss(stories))()
    })
    expect(await room.refresh()).toMatchObject({ outcome: 'skipped' })
    expect((await room.stateOf('en')).paused).toBe(true)
    expect((await room.refresh()).outcome).not.toBe('changed')
  })

  test('of a source that was taken out meanwhile is skipped', async () => {
    const room = open()
    await addSource(room.db, { id: 'added', channel: 'ara', url: 'https://b.example/rss' }, START)
    room.pages.set('https://b.example/rss', async () => {
      await removeSource(room.db, 'added')
      return serve(toRss(stories))()
    })
    expect(await refreshSource(room.poller, 'added', now)).toMatchObject({ outcome: 'skipped' })
    expect(await refreshSource(room.poller, 'added', now)).toMatchObject({
      outcome: 'skipped',
      reason: 'There is no source named added.',
    })
    expect(await room.titles()).toEqual([])
  })

  test('broken off between two batches is finished by the next', async () => {
    const many = Array.from({ length: 250 }, (_, index): Story => ({ title: `Story ${index}`, guid: `m${index}` }))
    const room = open(serve(toRss(many), { etag: '"a"' }))
    const isWritten = async () => (await room.db.all('SELECT 1 FROM items LIMIT 1')).length > 0
    const pause = async () => {
      if (await isWritten()) throw new Error('killed')
    }
    const broken = { ...room.poller, pause }
    expect(await refreshSource(broken, 'en', now)).toMatchObject({ outcome: 'failed' })
    expect(room.lines).toContain('Refreshing a source met a bug.')
    const state = await room.stateOf('en')
    expect(state.fault).toMatch(/internal error/)
    expect(state).not.toHaveProperty('etag')
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 230 })
    const [{ count } = { count: 0 }] = await room.db.all<{ count: number }>('SELECT count(*) AS count FROM items')
    expect(count).toBe(250)
  })
})

describe('moves', () => {
  test('to https are remembered at once, others after a week', async () => {
    const room = openNewsroom({ en: 'http://feeds.example/en' })
    room.pages.set('http://feeds.example/en', () => Response.redirect('https://feeds.example/en', 302))
    room.pages.set(FEED, serve(toRss(stories)))
    await refreshSource(room.poller, 'en', now)
    await refreshSource(room.poller, 'en', now)
    expect(room.asked.map(({ url }) => url)).toEqual(['http://feeds.example/en', FEED, FEED])
    room.pages.set(FEED, () => Response.redirect('https://new.example/en', 301))
    room.pages.set('https://new.example/en', serve(toRss(stories)))
    await refreshSource(room.poller, 'en', now)
    room.clock.now += 8 * 24 * HOUR
    await refreshSource(room.poller, 'en', now)
    room.asked.length = 0
    await refreshSource(room.poller, 'en', now)
    expect(room.asked.map(({ url }) => url)).toEqual(['https://new.example/en'])
  })
})
