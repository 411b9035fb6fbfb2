import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { editItem, loadRevisions } from '../../src/store/saving/edits.ts'
import { layOver, toIndex } from '../store/stories.ts'
import { HOUR, openNewsroom, START, serve } from './newsroom.ts'

const URL = 'https://aranews.net/feed/'
const DAY = 24 * HOUR

type Told = { readonly title: string; readonly date: string; readonly text?: string }

const toRss = (stories: readonly Told[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>${stories
    .map(
      ({ title, date, text }) =>
        `<item><title>${title}</title><guid>https://aranews.net/${title}</guid><pubDate>${date}</pubDate><description>${
          text ?? `What ${title} is about, told in a sentence that has more than a few words.`
        }</description></item>`,
    )
    .join('')}</channel></rss>`

function open(more: Partial<Channel['sources'][number]> = {}) {
  const room = openNewsroom({ main: URL }, more)
  const load = async () => loadItems(room.db, { limit: 100 })
  const dates = async () =>
    Object.fromEntries(
      (await load()).map(({ content }) => [
        content.title,
        content.published === undefined ? undefined : new Date(content.published).toISOString(),
      ]),
    )
  const refresh = async (stories: readonly Told[], source = more) => {
    room.pages.set(URL, serve(toRss(stories)))
    const channels = room.poller.channels.map((channel) => ({
      ...channel,
      sources: [{ id: 'main', url: URL, ...source }],
    }))
    return refreshSource({ ...room.poller, channels }, 'main', { force: true })
  }
  const kinds = async () =>
    (await room.db.all<{ kind: string; quiet: number }>('SELECT kind, quiet FROM changes ORDER BY seq')).map(
      ({ kind, quiet }) => kind + (quiet ? ' quietly' : ''),
    )
  return { ...room, refresh, dates, kinds, load }
}

describe('a source’s time zone', () => {
  const LOCAL: Told[] = [
    { title: 'local', date: 'Thu, 04 Jun 2015 10:20:00' },
    { title: 'said', date: 'Thu, 04 Jun 2015 10:20:00 GMT' },
  ]

  test('is that of its dates that name none', async () => {
    const room = open({ timeZone: 'Asia/Baghdad' })
    await room.refresh(LOCAL)
    expect(await room.dates()).toEqual({ local: '2015-06-04T07:20:00.000Z', said: '2015-06-04T10:20:00.000Z' })
  })

  test('is the channel’s where it has none of its own', async () => {
    const room = openNewsroom({ main: URL, second: `${URL}second` }, {})
    const channels = room.poller.channels.map((channel) => ({
      ...channel,
      timeZone: 'Asia/Baghdad',
      sources: channel.sources.map((one) => (one.id === 'second' ? { ...one, timeZone: 'Europe/Paris' } : one)),
    }))
    const told = (title: string) => serve(toRss([{ title, date: 'Thu, 04 Jun 2015 10:20:00' }]))
    room.pages.set(URL, told('first')).set(`${URL}second`, told('other'))
    for (const id of ['main', 'second']) await refreshSource({ ...room.poller, channels }, id, { force: true })
    const dates = (await loadItems(room.db, { limit: 9 })).map(({ content }) => [content.title, content.published])
    expect(Object.fromEntries(dates)).toEqual({
      first: Date.UTC(2015, 5, 4, 7, 20),
      other: Date.UTC(2015, 5, 4, 8, 20),
    })
  })

  test('set later puts its stories’ dates right: the same document is read again, nothing is revised, nobody is told', async () => {
    const room = open()
    await room.refresh(LOCAL)
    const before = await room.load()
    await room.refresh(LOCAL, { timeZone: 'Asia/Baghdad' })
    expect(await room.dates()).toEqual({ local: '2015-06-04T07:20:00.000Z', said: '2015-06-04T10:20:00.000Z' })
    const after = await room.load()
    const names = ({ key, permalink, code, updated, revision, position }: (typeof after)[number]) =>
      ({ key, permalink, code, updated, revision, position }) as const
    expect(after.map(names)).toEqual(before.map(names))
    expect((await room.kinds()).slice(2)).toEqual(['reclean quietly'])
    expect(await room.stateOf('main')).toMatchObject({ timeZone: 'Asia/Baghdad' })
    // Once: the next poll finds nothing to do.
    expect(await room.refresh(LOCAL, { timeZone: 'Asia/Baghdad' })).toMatchObject({ outcome: 'unchanged' })
    expect(await room.kinds()).toHaveLength(3)
  })

  test('taken away makes them UTC again', async () => {
    const room = open({ timeZone: 'Asia/Baghdad' })
    await room.refresh(LOCAL)
    await room.refresh(LOCAL, {})
    expect(await room.dates()).toMatchObject({ local: '2015-06-04T10:20:00.000Z' })
  })

  test('waits for a document that can be read', async () => {
    const room = open()
    await room.refresh(LOCAL)
    room.pages.set(URL, () => new Response('', { status: 500 }))
    const zoned = { timeZone: 'Asia/Baghdad' }
    const channels = room.poller.channels.map((channel) => ({
      ...channel,
      sources: [{ id: 'main', url: URL, ...zoned }],
    }))
    await refreshSource({ ...room.poller, channels }, 'main', { force: true })
    await room.refresh(LOCAL, zoned)
    expect(await room.dates()).toMatchObject({ local: '2015-06-04T07:20:00.000Z' })
  })

  test('leaves a date that an editor set', async () => {
    const room = open()
    await room.refresh(LOCAL)
    const item = (await room.load()).find(({ content }) => content.title === 'local')
    const published = Date.UTC(2015, 5, 1)
    await editItem(room.db, item?.id ?? '', { published }, { now: START, toIndex, layOver })
    await room.refresh(LOCAL, { timeZone: 'Asia/Baghdad' })
    expect(await room.dates()).toMatchObject({ local: '2015-06-01T00:00:00.000Z' })
  })

  test('and a text that changed with it is a revision, of the right date', async () => {
    const room = open()
    await room.refresh(LOCAL)
    const words = 'Quite another text, of which no word was there before, is what the story says from now on.'
    const edited = LOCAL.map((one) => (one.title === 'local' ? { ...one, text: words } : one))
    expect(await room.refresh(edited, { timeZone: 'Asia/Baghdad' })).toMatchObject({ updated: 1 })
    expect(await room.dates()).toMatchObject({ local: '2015-06-04T07:20:00.000Z' })
  })
})

describe('a date that is said from now', () => {
  const NEWS: Told[] = [{ title: 'news', date: '3 hours ago' }]
  const first = new Date(START - 3 * HOUR).toISOString()

  test('is that of the first poll, and stays', async () => {
    const room = open()
    await room.refresh(NEWS)
    expect(await room.dates()).toEqual({ news: first })
    room.clock.now += DAY
    expect(await room.refresh([{ title: 'news', date: '1 day ago' }])).toMatchObject({ outcome: 'unchanged' })
    expect(await room.dates()).toEqual({ news: first })
    expect(await room.kinds()).toHaveLength(1)
  })

  test('stays when the story is revised', async () => {
    const room = open()
    await room.refresh(NEWS)
    room.clock.now += DAY
    const text = 'Quite another text, of which no word was there before, is what the story says from now on.'
    expect(await room.refresh([{ title: 'news', date: 'yesterday', text }])).toMatchObject({ updated: 1 })
    expect(await room.dates()).toEqual({ news: first })
    const [item] = await room.load()
    const revisions = await loadRevisions(room.db, item?.id ?? '')
    expect(revisions).toHaveLength(2)
  })

  test('gives way to an exact one', async () => {
    const room = open()
    await room.refresh(NEWS)
    room.clock.now += DAY
    const text = 'Quite another text, of which no word was there before, is what the story says from now on.'
    await room.refresh([{ title: 'news', date: 'Thu, 04 Jun 2015 08:00:00 GMT', text }])
    expect(await room.dates()).toEqual({ news: '2015-06-04T08:00:00.000Z' })
  })
})

test('a story of year one has no date, and a permalink of its day', async () => {
  const room = open()
  await room.refresh([
    { title: 'undated', date: 'Mon, 01 Jan 0001 00:00:00 +0000' },
    { title: 'never', date: 'Fri, 31 Dec 9999 23:59:59 GMT' },
    { title: 'old', date: 'Sat, 03 May 1969 10:00:00 GMT' },
  ])
  expect(await room.dates()).toEqual({ undated: undefined, never: undefined, old: '1969-05-03T10:00:00.000Z' })
  expect((await room.load()).map(({ permalink }) => permalink).sort()).toEqual([
    '/1969/05/old/',
    '/2015/06/never/',
    '/2015/06/undated/',
  ])
})

test('a date of year one that an older version stored goes quietly', async () => {
  const room = open()
  const stories = [{ title: 'undated', date: 'Mon, 01 Jan 0001 00:00:00 +0000' }]
  await room.refresh(stories)
  const year = -62_135_596_800_000
  await room.db.run(
    `UPDATE items SET fingerprint = '4.4' || substr(fingerprint, 4), shown = json_set(shown, '$.published', ?)`,
    year,
  )
  await room.db.run(`UPDATE revisions SET received = json_set(received, '$.item.published', ?)`, year)
  await room.db.run(`UPDATE polls SET state = json_remove(state, '$.bodyHash')`)
  expect(await room.refresh(stories)).toMatchObject({ outcome: 'unchanged' })
  expect(await room.dates()).toEqual({ undated: undefined })
  expect(await room.kinds()).toEqual(['create quietly', 'reclean quietly'])
  expect(await room.load()).toMatchObject([{ revision: 1 }])
})

describe('a page source', () => {
  const CARDS = `<!doctype html><html lang="en"><body>
    <div class="card"><a href="/c/1"><p class="dm">Announcements</p><h4>Card one</h4><p class="dm">Sep 1, 2014</p></a></div>
    <div class="card"><a href="/c/2"><h4>Card two</h4><p class="dm">3 hours ago</p></a></div>
    <div class="card"><a href="/c/3"><h4>Card three</h4><p class="dm">dün 10:30</p></a></div></body></html>`

  test('dates its items by the first of several lines that is a date, in its zone', async () => {
    const page = { item: '.card', title: 'h4', date: '.dm' }
    const room = openNewsroom({ main: 'https://aranews.net/news' }, { page, timeZone: 'Europe/Istanbul' })
    room.pages.set('https://aranews.net/news', serve(CARDS, { 'content-type': 'text/html' }))
    await refreshSource(room.poller, 'main', { force: true })
    const dates = async () =>
      Object.fromEntries(
        (await loadItems(room.db, { limit: 9 })).map(({ content: { title, published } }) => [title, published]),
      )
    const expected = {
      'Card one': Date.UTC(2014, 7, 31, 21),
      'Card two': START - 3 * HOUR,
      'Card three': Date.UTC(2015, 5, 3, 7, 30),
    }
    expect(await dates()).toEqual(expected)
    room.clock.now += DAY
    const later = CARDS.replace('3 hours ago', 'yesterday').replace('dün 10:30', '2 gün önce')
    room.pages.set('https://aranews.net/news', serve(later, { 'content-type': 'text/html' }))
    await refreshSource(room.poller, 'main', { force: true })
    expect(await dates()).toEqual(expected)
    expect(await room.db.all('SELECT 1 FROM changes')).toHaveLength(3)
  })
})

test('the page of a full text is dated in the source’s zone', async () => {
  const room = openNewsroom({ main: URL }, { fullText: true, timeZone: 'Asia/Baghdad' })
  const item = '<item><title>The well of the village</title><link>https://aranews.net/well</link></item>'
  room.pages.set(URL, serve(`<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>${item}</channel></rss>`))
  const words = 'The well of the village was dug by two brothers in the summer of that year. '.repeat(12)
  const html = `<!doctype html><html><head><meta property="article:published_time" content="2015-06-04 10:20"></head>
    <body><article><h1>The well of the village</h1><p>${words}</p><p>${words}</p></article></body></html>`
  room.pages.set('https://aranews.net/well', serve(html, { 'content-type': 'text/html' }))
  await refreshSource(room.poller, 'main', { force: true })
  const [story] = await loadItems(room.db, { limit: 9 })
  expect(story?.content.published).toBe(Date.UTC(2015, 5, 4, 7, 20))
})
