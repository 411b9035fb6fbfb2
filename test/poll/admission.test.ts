import { describe, expect, test } from 'vitest'
import type { SourceOptions } from '../../src/model/settings.ts'
import { takePushed } from '../../src/poll/pushed.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { addSource, changeSource } from '../../src/store/sources.ts'
import { HOUR, openNewsroom, START, type Story, serve, toRss } from './newsroom.ts'

const FEED = 'https://feeds.example/en'
const news: Story = { title: 'Kobane rebuilds', guid: 'g1', link: 'https://feeds.example/1', date: START - HOUR }
const sport: Story = { title: 'Sport: ten goals', guid: 'g2', link: 'https://feeds.example/2', date: START - 2 * HOUR }
const later: Story = { title: 'Sport: a cup', guid: 'g3', link: 'https://feeds.example/3', date: START + HOUR }
const block = [{ title: 'sport' }]

/** A source that was added with these settings, and a document of these stories. */
async function open(options: SourceOptions, stories: readonly Story[] = [news, sport]) {
  const room = openNewsroom({})
  await addSource(room.db, { id: 'en', channel: 'ara', url: FEED, ...options }, START)
  const write = (some: readonly Story[]) => void room.pages.set(FEED, serve(toRss(some), { etag: '"a"' }))
  write(stories)
  const refresh = () => refreshSource(room.poller, 'en', { force: true })
  const set = (changes: SourceOptions | { block: null }) => changeSource(room.db, 'en', changes)
  const loudly = async () => {
    const { changes = [] } = (await loadChanges(room.db, undefined, 100)) ?? {}
    return changes.filter(({ quiet }) => !quiet).length
  }
  return { ...room, write, refresh, set, loudly }
}

describe('keep and block rules', () => {
  test('leave out of a first poll what they say, and how much is counted', async () => {
    const room = await open({ block })
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 1, leftOut: 1 })
    expect(await room.titles()).toEqual(['Kobane rebuilds'])
    expect(await room.stateOf('en')).toMatchObject({ leftOut: 1 })
    room.write([later, news, sport])
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0, leftOut: 2 })
  })

  test('hold for declared sources', async () => {
    const room = openNewsroom({ en: FEED }, { keep: [{ title: 'kobane' }] })
    room.pages.set(FEED, serve(toRss([news, sport])))
    expect(await refreshSource(room.poller, 'en', { force: true })).toMatchObject({ added: 1, leftOut: 1 })
  })

  test('that are new read the document anew although it is the same; what is stored stays as it is', async () => {
    const room = await open({})
    await room.refresh()
    await room.set({ block })
    room.write([news, { ...sport, text: 'Altogether another story about something else.' }])
    expect(await room.refresh()).toMatchObject({ outcome: 'unchanged', added: 0, updated: 0, leftOut: 1 })
    expect(await room.titles()).toEqual(['Kobane rebuilds', 'Sport: ten goals'])
    expect(room.asked.at(-1)?.headers).not.toHaveProperty('if-none-match')
    await room.refresh()
    expect(room.asked.at(-1)?.headers).toMatchObject({ 'if-none-match': '"a"' })
  })

  test('that are taken away let old items in at their own date and tell nobody; what is new since is news', async () => {
    const room = await open({ block }, [news, sport])
    await room.refresh()
    room.clock.now += 2 * HOUR
    await room.set({ block: null })
    room.write([later, news, sport])
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 2 })
    expect(await room.titles()).toEqual(['Sport: a cup', 'Kobane rebuilds', 'Sport: ten goals'])
    expect(await room.loudly()).toBe(1)
    expect(await room.stateOf('en')).not.toHaveProperty('leftOut')
    expect(await room.stateOf('en')).not.toHaveProperty('admittedBy')
  })

  test('hold for what a hub sends', async () => {
    const room = await open({ block })
    await room.refresh()
    const bytes = new TextEncoder().encode(
      toRss([later, { ...news, title: 'More news', guid: 'g4', link: `${FEED}4` }]),
    )
    expect(await takePushed(room.poller, 'en', bytes, 'application/rss+xml')).toMatchObject({ added: 1, leftOut: 1 })
  })

  test('keep pages of what is left out from being fetched', async () => {
    const room = await open({ fullText: true, block })
    await room.refresh()
    expect(room.asked.map(({ url }) => url)).toEqual([FEED, 'https://feeds.example/1'])
  })

  test('take nothing from what a page source counts', async () => {
    const room = await open({ page: { item: 'article' }, block })
    const page = '<article><h2><a href="/1">Kobane</a></h2></article><article><h2><a href="/2">Sport</a></h2></article>'
    room.pages.set(FEED, serve(page, { 'content-type': 'text/html' }))
    expect(await room.refresh()).toMatchObject({ added: 1, leftOut: 1 })
    expect(await room.stateOf('en')).toMatchObject({ itemCounts: [2] })
  })

  test('leave an older state as it is where there are none', async () => {
    const room = await open({})
    await room.refresh()
    await room.refresh()
    expect(room.asked.at(-1)?.headers).toMatchObject({ 'if-none-match': '"a"' })
  })
})
