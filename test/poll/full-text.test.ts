import { describe, expect, test } from 'vitest'
import { cleanItem } from '../../src/clean/clean.ts'
import { toIndex } from '../../src/clean/content.ts'
import { createLayOver } from '../../src/clean/edited.ts'
import type { DeclaredSource } from '../../src/model/model.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { claimHost, releaseHost, savePoll } from '../../src/store/polls.ts'
import { recleanItems } from '../../src/store/saving/edits.ts'
import { HOUR, openNewsroom, type Page, START, type Story, serve, toRss } from './newsroom.ts'

const FEED = 'https://news.example/feed'
const SENTENCE = 'The bridge over the river was opened again on Friday, after engineers had worked on it for a year.'

/** A story's page, with `sentences` of text about it. */
function toPage(title: string, sentences = 6, head = ''): string {
  const text = Array.from({ length: sentences }, (_, index) => `<p>${title}, part ${index}. ${SENTENCE}</p>`).join('')
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav>
<article><h1>${title}</h1><div class="text">${text}</div></article><footer>All rights reserved</footer></body></html>`
}

const html = (text: string): Page => serve(text, { 'content-type': 'text/html; charset=utf-8' })

function toStories(count: number, start = 1): Story[] {
  return Array.from({ length: count }, (_, index) => {
    const number = start + index
    const date = START - number * HOUR
    return { title: `Story ${number}`, guid: `g${number}`, link: `https://news.example/${number}`, date }
  })
}

function open(stories: readonly Story[], more: Partial<DeclaredSource> = {}) {
  const room = openNewsroom({ en: FEED }, { fullText: true, ...more })
  const publish = (all: readonly Story[], sentences = 6) => {
    room.pages.set(FEED, serve(toRss(all), { etag: `"${all.length}-${sentences}"` }))
    for (const { title, link } of all) if (link) room.pages.set(link, html(toPage(title, sentences)))
  }
  publish(stories)
  const refresh = () => refreshSource(room.poller, 'en', { force: true })
  const askedPages = () => room.asked.splice(0).flatMap(({ url }) => (url === FEED ? [] : [url]))
  const contents = async () => (await loadItems(room.db, { limit: 200 })).map((item) => item.content)
  return { ...room, publish, refresh, askedPages, contents }
}

describe('a source of summaries', () => {
  test('has the text of the pages, and its own date and authors', async () => {
    const [story] = toStories(1) as [Story]
    const room = open([story])
    const head = `<meta name="author" content="Egid Yousef"><meta property="article:published_time" content="2001-01-01T00:00:00Z">
      <meta property="og:image" content="/bridge.jpg">`
    room.pages.set('https://news.example/1', html(toPage('Another headline of story 1', 6, head)))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 1 })
    const [content] = await room.contents()
    expect(content).toMatchObject({
      title: 'Story 1',
      published: START - HOUR,
      url: 'https://news.example/1',
      authors: [{ name: 'Egid Yousef' }],
      image: { url: 'https://news.example/bridge.jpg' },
      summary: 'What Story 1 is about, told in one sentence.',
    })
    expect(content?.contentText).toContain(SENTENCE)
    expect(content?.contentHtml).not.toMatch(/Home|All rights/)
  })

  test('asks for the page of a new or changed story, and for no other again', async () => {
    const stories = toStories(3)
    const room = open(stories)
    await room.refresh()
    expect(room.askedPages()).toEqual(stories.map(({ link }) => link))
    room.publish([...stories, ...toStories(1, 4)])
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 0 })
    expect(room.askedPages()).toEqual(['https://news.example/4'])
    const revised = { ...stories[0], text: 'A new summary that says something else of it.' } as Story
    room.publish([revised, ...stories.slice(1)], 7)
    expect(await room.refresh()).toMatchObject({ added: 0, updated: 1 })
    expect(room.askedPages()).toEqual(['https://news.example/1'])
    const story = (await room.contents()).find(({ title }) => title === 'Story 1')
    expect(story?.contentText).toContain('part 6')
  })

  test('is cleaned again to the very same stories', async () => {
    const room = open(toStories(2))
    await room.refresh()
    const before = await room.db.all('SELECT * FROM identities ORDER BY hash')
    const [channel] = room.poller.channels
    if (channel === undefined) throw new Error('There is no channel.')
    const again = (received: Parameters<typeof cleanItem>[0]) => cleanItem(received, { channel, source: 'en' })
    expect(await recleanItems(room.db, again, START, { toIndex, layOver: createLayOver([channel]) })).toBe(0)
    expect(await room.db.all('SELECT * FROM identities ORDER BY hash')).toEqual(before)
    room.publish([...toStories(2), ...toStories(1, 3)])
    room.askedPages()
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 0 })
    expect(room.askedPages()).toEqual(['https://news.example/3'])
  })

  test('takes the part that its selectors name', async () => {
    const room = open(toStories(1), { article: { content: '.chosen' } })
    const page = toPage('Story 1').replace('</article>', '<div class="chosen">Only this is the story.</div></article>')
    room.pages.set('https://news.example/1', html(page))
    await room.refresh()
    expect((await room.contents())[0]?.contentText).toBe('Only this is the story.')
  })

  test('keeps a summary where the page is not to be had, and tries again later', async () => {
    const stories = toStories(3)
    const room = open(stories)
    room.pages.set('https://news.example/1', () => new Response('', { status: 500 }))
    room.pages.set('https://news.example/2', html('<!doctype html><p>Sorry.'))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 3 })
    const texts = (await room.contents()).map(({ contentText }) => contentText.slice(0, 22))
    expect(texts).toEqual(['What Story 1 is about,', 'What Story 2 is about,', 'Story 3, part 0. The b'])
    expect(room.lines).toContain('A page could not be fetched.')
    expect(room.lines).toContain('A page could not be read.')
    const extra = toStories(1, 4)
    room.publish([...stories, ...extra])
    room.pages.set('https://news.example/2', html('<!doctype html><p>Sorry.'))
    room.askedPages()
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 1 })
    expect(room.askedPages().sort()).toEqual([
      'https://news.example/1',
      'https://news.example/2',
      'https://news.example/4',
    ])
    expect((await room.contents())[0]?.contentText).toContain(SENTENCE)
    room.publish([...stories, ...extra, ...toStories(1, 5)])
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 1 })
  })

  test('keeps the text of a story that it corrects while its page is not to be had, and asks for that again', async () => {
    const [story] = toStories(1) as [Story]
    const room = open([story])
    await room.refresh()
    const [before] = await room.contents()
    const corrected = { ...story, text: 'What Story 1 is really about, told in one sentence.' }
    const gone = (status: number) => room.pages.set(story.link ?? '', () => new Response('', { status }))
    for (const [index, status] of [404, 503].entries()) {
      room.pages.set(FEED, serve(toRss([corrected, ...toStories(index, 2).map(({ link, ...one }) => one)])))
      gone(status)
      expect(await room.refresh()).toMatchObject({ outcome: 'changed', updated: 1 - index })
      const content = (await room.contents()).find(({ title }) => title === 'Story 1')
      expect(content?.summary).toBe(corrected.text)
      expect(content?.contentHtml).toBe(before?.contentHtml)
    }
    room.publish([corrected], 9)
    await room.refresh()
    expect((await room.contents()).find(({ title }) => title === 'Story 1')?.contentText).toContain('part 8')
  })

  test('keeps items that have no page', async () => {
    const room = open([{ title: 'Short', guid: 'a' }])
    expect(await room.refresh()).toMatchObject({ added: 1 })
    expect(room.askedPages()).toEqual([])
  })
})

describe('many pages', () => {
  test('are fetched twenty at a time, and the rest soon', async () => {
    const stories = toStories(45)
    const room = open(stories)
    const first = await room.refresh()
    expect(first).toMatchObject({
      outcome: 'changed',
      added: 20,
      reason: expect.stringMatching(/^25 stories wait/),
    })
    expect(first.next).toBe(START + 5 * 60_000)
    expect(room.askedPages()).toHaveLength(20)
    expect(await room.stateOf('en')).not.toHaveProperty('etag')
    room.clock.now = first.next
    expect(await room.refresh()).toMatchObject({ added: 20 })
    room.clock.now += 5 * 60_000
    const last = await room.refresh()
    expect(last).toMatchObject({ added: 5 })
    expect(last).not.toHaveProperty('reason')
    expect(await room.stateOf('en')).toMatchObject({ etag: '"45-6"', failures: 0 })
    // All of it came with the first document: nobody is told, and dates give the order.
    const { changes = [] } = (await loadChanges(room.db, undefined, 100)) ?? {}
    expect(changes.filter(({ quiet }) => !quiet)).toEqual([])
    expect((await room.contents()).map(({ title }) => title)).toEqual(stories.map(({ title }) => title))
  })

  test('of a slow site end with a minute', async () => {
    const room = open(toStories(20))
    for (const { link = '', title } of toStories(20)) {
      room.pages.set(link, () => {
        room.clock.now += 10_000
        return html(toPage(title))()
      })
    }
    expect(await room.refresh()).toMatchObject({ added: 5 })
    expect(room.clock.now).toBeLessThanOrEqual(START + 60_000)
  })

  test('are not asked for where the site asks to be left alone', async () => {
    const room = open(toStories(20))
    room.pages.set(
      'https://news.example/2',
      () => new Response('', { status: 429, headers: { 'retry-after': '7200' } }),
    )
    const { added, next } = await room.refresh()
    expect([added, next]).toEqual([2, START + 2 * HOUR])
    expect(room.askedPages()).toHaveLength(2)
  })

  test('that nobody can have do not stand in the way of others', async () => {
    const stories = toStories(30)
    const room = open(stories)
    for (const { link = '' } of stories) room.pages.set(link, () => new Response('', { status: 404 }))
    await room.refresh()
    await room.refresh()
    const fresh = toStories(1, 31)
    room.pages.set(FEED, serve(toRss([...stories, ...fresh])))
    room.pages.set('https://news.example/31', html(toPage('Story 31')))
    room.askedPages()
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 0 })
    expect(room.askedPages()).toHaveLength(4)
    expect(await room.stateOf('en')).toMatchObject({ outcome: 'changed', bodyHash: expect.any(String) })
  })
})

describe('a page on another host than the feed', () => {
  const elsewhere: Story = { title: 'Else', guid: 'e', link: 'https://else.example/e', date: START }

  test('waits while somebody else asks that host, and the story with it', async () => {
    const room = open([...toStories(1), elsewhere])
    expect(await claimHost(room.db, 'else.example', 'another', START, HOUR)).toBe(true)
    const first = await room.refresh()
    expect(first).toMatchObject({ added: 1, reason: expect.stringMatching(/^1 stories wait/) })
    expect(room.askedPages()).toEqual(['https://news.example/1'])
    await releaseHost(room.db, 'else.example', 'another')
    expect(await room.refresh()).toMatchObject({ added: 1 })
    expect(room.askedPages()).toEqual(['https://else.example/e'])
  })

  test('holds that host while it is fetched, and lets go of it whatever comes', async () => {
    const room = open([elsewhere])
    const free: boolean[] = []
    room.pages.set('https://else.example/e', async () => {
      free.push(await claimHost(room.db, 'else.example', 'another', START, HOUR))
      throw new TypeError('broken')
    })
    await room.refresh()
    expect(free).toEqual([false])
    expect(await room.db.all('SELECT host FROM hosts')).toEqual([])
  })
})

describe('a source that becomes one of summaries', () => {
  const revisions = (room: ReturnType<typeof open>) =>
    room.db.all<{ kind: string; quiet: number }>("SELECT kind, quiet FROM changes WHERE kind = 'revise'")
  const as = (room: ReturnType<typeof open>, fullText: boolean) => {
    const channels = room.poller.channels.map((channel) => ({
      ...channel,
      sources: channel.sources.map((source) => ({ ...source, fullText })),
    }))
    return refreshSource({ ...room.poller, channels }, 'en', { force: true })
  }

  test('gets the text of the stories it has, a part at a time, and nobody is told', async () => {
    const room = open(toStories(25))
    expect(await as(room, false)).toMatchObject({ added: 25 })
    expect(room.askedPages()).toEqual([])
    const before = await loadItems(room.db, { limit: 200 })
    room.clock.now += HOUR
    expect(await as(room, true)).toMatchObject({ added: 0, updated: 20, next: room.clock.now + 5 * 60_000 })
    expect(await as(room, true)).toMatchObject({ added: 0, updated: 5 })
    expect(room.askedPages()).toHaveLength(25)
    const after = await loadItems(room.db, { limit: 200 })
    for (const item of after) expect(item.content.contentText).toContain(SENTENCE)
    expect(after.map(({ id, updated }) => [id, updated])).toEqual(before.map(({ id, updated }) => [id, updated]))
    expect(await revisions(room)).toEqual(Array(25).fill({ kind: 'revise', quiet: 1 }))
    expect(await as(room, true)).toMatchObject({ outcome: 'unchanged' })
  })

  test('and new stories beside them are news', async () => {
    const room = open(toStories(2))
    await as(room, false)
    room.publish([...toStories(2), ...toStories(1, 3)])
    expect(await as(room, true)).toMatchObject({ added: 1, updated: 2 })
    const { changes = [] } = (await loadChanges(room.db, undefined, 10)) ?? {}
    expect(changes.filter(({ quiet }) => !quiet)).toMatchObject([{ kind: 'create' }])
  })

  test('keeps the text when it is one of summaries no more', async () => {
    const room = open(toStories(2))
    await as(room, true)
    room.publish([...toStories(2), ...toStories(1, 3)])
    expect(await as(room, false)).toMatchObject({ added: 1, updated: 0 })
    const texts = (await room.contents()).map(({ contentText }) => contentText.includes(SENTENCE))
    expect(texts).toEqual([false, true, true])
  })
})

describe('what a source signs in with', () => {
  test('is sent for pages of its own host only', async () => {
    const stories = [...toStories(1), { title: 'Else', guid: 'e', link: 'https://else.example/e', date: START }]
    const room = open(stories, { credentials: { type: 'basic', secret: 'SOURCE_LOGIN' } })
    await room.refresh()
    const signedIn = room.asked.map(({ url, headers }) => [url, headers.authorization !== undefined])
    expect(signedIn).toEqual([
      [FEED, true],
      ['https://news.example/1', true],
      ['https://else.example/e', false],
    ])
  })
})

describe('pages that yield much less', () => {
  test('hold the source: its stories stay, and the editor is told', async () => {
    const stories = toStories(4)
    const room = open(stories)
    await room.refresh()
    const before = await room.contents()
    room.publish([...toStories(4, 11), ...stories], 1)
    const held = await room.refresh()
    expect(held).toMatchObject({ outcome: 'failed', added: 0 })
    expect(held.reason).toMatch(
      /^The pages of news\.example yield about \d+ words where they used to yield about 1\d\d: its stories stay as they are/,
    )
    expect(await room.stateOf('en')).toMatchObject({ held: true, fault: held.reason, etag: '"4-6"', failures: 1 })
    expect(await room.contents()).toEqual(before)
    room.publish([...toStories(4, 11), ...stories])
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 4 })
    const state = await room.stateOf('en')
    expect(state).not.toHaveProperty('held')
    expect(state).not.toHaveProperty('fault')
  })

  test('are taken once the editor has let go of what was usual', async () => {
    const stories = toStories(4)
    const room = open(stories)
    await room.refresh()
    room.publish([...toStories(4, 11), ...stories], 1)
    await room.refresh()
    const { wordCounts, held, fault, ...accepted } = await room.stateOf('en')
    expect(wordCounts).toHaveLength(4)
    await savePoll(room.db, accepted)
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 4 })
  })

  test('one a poll hold it after the third', async () => {
    const stories = toStories(4)
    const room = open(stories)
    await room.refresh()
    const outcomes: string[] = []
    for (const number of [11, 12, 13]) {
      stories.unshift(...toStories(1, number))
      room.pages.set(FEED, serve(toRss(stories)))
      room.pages.set(`https://news.example/${number}`, html('<!doctype html><p>Please enable scripts.'))
      outcomes.push((await room.refresh()).outcome)
    }
    expect(outcomes).toEqual(['changed', 'changed', 'failed'])
    expect(await room.titles()).not.toContain('Story 13')
  })

  test('now and then are short stories', async () => {
    const stories = toStories(4)
    const room = open(stories)
    await room.refresh()
    for (const [number, sentences] of [
      [11, 1],
      [12, 1],
      [13, 6],
      [14, 1],
    ] as const) {
      stories.unshift(...toStories(1, number))
      room.pages.set(FEED, serve(toRss(stories)))
      room.pages.set(`https://news.example/${number}`, html(toPage(`Story ${number}`, sentences)))
      expect(await room.refresh()).toMatchObject({ added: 1 })
    }
  })

  test('because they are read in another way count from the start', async () => {
    const room = open(toStories(4))
    await room.refresh()
    const [channel] = room.poller.channels
    if (channel === undefined) throw new Error('There is no channel.')
    const sources = channel.sources.map((source) => ({ ...source, article: { content: '.text p:first-child' } }))
    const poller = { ...room.poller, channels: [{ ...channel, sources }] }
    room.publish([...toStories(4), ...toStories(4, 11)])
    expect(await refreshSource(poller, 'en', { force: true })).toMatchObject({ added: 4 })
  })
})

describe('a page as a source', () => {
  const SITE = 'https://news.example/feed'
  const page = { item: 'li', date: 'time' }
  const toList = (count: number, start = 1) => {
    const items = toStories(count, start).map(
      ({ title, link }) => `<li><a href="${link}">${title}</a> <time datetime="2015-06-03T10:00:00Z"></time></li>`,
    )
    return html(`<!doctype html><title>News</title><ul>${items.join('')}</ul>`)
  }

  test('is read by its selectors, each story once', async () => {
    const room = open([], { page, fullText: false })
    room.pages.set(SITE, toList(3))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 3 })
    room.pages.set(SITE, toList(4))
    expect(await room.refresh()).toMatchObject({ added: 1, updated: 0 })
    expect((await room.titles()).sort()).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4'])
  })

  test('has full text where that is asked for', async () => {
    const room = open(toStories(2), { page })
    room.pages.set(SITE, toList(2))
    expect(await room.refresh()).toMatchObject({ added: 2 })
    expect((await room.contents())[0]?.contentText).toContain(SENTENCE)
  })

  test('with far fewer items, or none, is held as it was', async () => {
    const room = open([], { page, fullText: false })
    room.pages.set(SITE, toList(20))
    await room.refresh()
    room.pages.set(SITE, toList(2, 31))
    expect(await room.refresh()).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/^The page of news\.example yields 2 items where it used to yield about 20: /),
    })
    room.pages.set(SITE, html('<!doctype html><title>News</title><p>Our new design'))
    expect(await room.refresh()).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('“li”') })
    expect(await room.titles()).toHaveLength(20)
    room.pages.set(SITE, toList(8, 31))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 8 })
  })
})
