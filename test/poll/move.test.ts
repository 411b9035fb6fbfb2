import { describe, expect, test } from 'vitest'
import { refreshSource } from '../../src/poll/refresh.ts'
import { HOUR, openNewsroom, type Page, START, serve } from './newsroom.ts'

/** A source that says in its document where it is now, over a clock that the test turns. */

const OLD = 'https://old.example/feed'
const NEW = 'https://new.example/feed'
const DAY = 24 * HOUR

/** @param to the new address; nothing where it is where it says */
function podcast(to: string, title = 'Episode', headers: Record<string, string> = {}): Page {
  const said = to === '' ? '' : `<itunes:new-feed-url>${to}</itunes:new-feed-url>`
  const item = `<item><title>${title}</title><guid isPermaLink="false">1</guid></item>`
  const itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
  return serve(`<rss version="2.0" ${itunes}><channel><title>P</title>${said}${item}</channel></rss>`, headers)
}

const unchanged: Page = () => new Response(null, { status: 304 })

function open(pages: Record<string, Page>, url = OLD, more: Parameters<typeof openNewsroom>[1] = {}) {
  const room = openNewsroom({ en: url }, more)
  for (const [address, page] of Object.entries(pages)) room.pages.set(address, page)
  const pollAfter = async (days: number) => {
    room.clock.now += days * DAY
    const before = room.asked.length
    await refreshSource(room.poller, 'en', { force: true })
    return room.asked.slice(before).map((one) => one.url)
  }
  return { ...room, pollAfter }
}

describe('a move that a document names', () => {
  test('is followed once it has held for a week and a feed stands there', async () => {
    const room = open({ [OLD]: podcast(NEW), [NEW]: podcast(NEW) })
    expect(await room.pollAfter(0)).toEqual([OLD])
    expect(await room.stateOf('en')).toMatchObject({ movedTo: NEW, movedSince: START })
    expect(await room.pollAfter(6)).toEqual([OLD])
    expect(await room.pollAfter(1)).toEqual([OLD, NEW])
    expect(await room.stateOf('en')).toMatchObject({ adoptedUrl: NEW })
    expect(await room.pollAfter(1)).toEqual([NEW])
    expect((await room.stateOf('en')).movedTo).toBeUndefined()
    expect(await room.titles()).toEqual(['Episode'])
  })

  test('is remembered while the document does not change, and forgotten with the document', async () => {
    const etag = { etag: '"a"' }
    const room = open({ [OLD]: podcast(NEW, 'Episode', etag), [NEW]: podcast(NEW) })
    await room.pollAfter(0)
    room.pages.set(OLD, unchanged)
    await room.pollAfter(5)
    expect(await room.stateOf('en')).toMatchObject({ movedTo: NEW, movedSince: START })
    room.pages.set(OLD, podcast('', 'Again', etag))
    await room.pollAfter(1)
    expect((await room.stateOf('en')).movedTo).toBeUndefined()
    room.pages.set(OLD, podcast(NEW, 'Gone', etag))
    expect(await room.pollAfter(9)).toEqual([OLD])
    room.pages.set(OLD, unchanged)
    expect(await room.pollAfter(7)).toEqual([OLD, NEW])
    const state = await room.stateOf('en')
    // What the old server said of its document is not for the new one.
    expect([state.adoptedUrl, state.etag]).toEqual([NEW, undefined])
  })

  test.each([
    ['nothing', () => new Response('', { status: 404 })],
    ['a page', serve('<!doctype html><p>Hello', { 'content-type': 'text/html' })],
    ['an entry', serve('<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id><title>One</title></entry>')],
    ['what leads back', podcast(OLD)],
    ['a redirect back', () => new Response('', { status: 302, headers: { location: OLD } })],
  ] as const)('is not followed where %s stands; one looks again a day later', async (_, page) => {
    const room = open({ [OLD]: podcast(NEW), [NEW]: page })
    await room.pollAfter(0)
    await room.pollAfter(7)
    expect((await room.stateOf('en')).adoptedUrl).toBeUndefined()
    expect((await room.pollAfter(0.5)).includes(NEW)).toBe(false)
    room.pages.set(NEW, podcast(''))
    expect(await room.pollAfter(0.5)).toEqual([OLD, NEW])
    expect((await room.stateOf('en')).adoptedUrl).toBe(NEW)
  })

  test('is not followed in a circle of several', async () => {
    const [second, third] = ['https://b.example/', 'https://c.example/']
    const room = open({ [OLD]: podcast(NEW), [NEW]: podcast(second), [second]: podcast(third), [third]: podcast(NEW) })
    await room.pollAfter(0)
    await room.pollAfter(7)
    expect((await room.stateOf('en')).adoptedUrl).toBeUndefined()
    room.pages.set(third, podcast(''))
    await room.pollAfter(1)
    expect((await room.stateOf('en')).adoptedUrl).toBe(NEW)
  })

  test('to https of the same address is followed at once, and to http of it never', async () => {
    const plain = 'http://old.example/feed'
    const room = open({ [plain]: podcast(OLD), [OLD]: podcast(plain) }, plain)
    expect(await room.pollAfter(0)).toEqual([plain, OLD])
    expect((await room.stateOf('en')).adoptedUrl).toBe(undefined)
    room.pages.set(OLD, podcast(OLD))
    await room.pollAfter(8)
    expect((await room.stateOf('en')).adoptedUrl).toBe(OLD)
    const secure = open({ [OLD]: podcast(plain) })
    await secure.pollAfter(0)
    expect((await secure.stateOf('en')).movedTo).toBeUndefined()
    const fresh = open({ [plain]: podcast(OLD), [OLD]: podcast(OLD) }, plain)
    await fresh.pollAfter(0)
    expect((await fresh.stateOf('en')).adoptedUrl).toBe(OLD)
  })

  test.each([OLD, `${OLD}#podcast`, 'javascript:alert(1)', 'http://', ''])('to %j is none', async (to) => {
    const room = open({ [OLD]: podcast(to) })
    await room.pollAfter(0)
    expect((await room.stateOf('en')).movedTo).toBeUndefined()
    expect(await room.pollAfter(8)).toEqual([OLD])
  })

  test('may be relative', async () => {
    const room = open({ [OLD]: podcast('/new?a=1&amp;b=2') })
    await room.pollAfter(0)
    expect((await room.stateOf('en')).movedTo).toBe('https://old.example/new?a=1&b=2')
  })

  test('takes no login to another host', async () => {
    const credentials = { type: 'basic', secret: 'SOURCE_LOGIN' } as const
    const room = open({ [OLD]: podcast(NEW), [NEW]: podcast(NEW) }, OLD, { credentials })
    await room.pollAfter(0)
    expect(await room.pollAfter(8)).toEqual([OLD])
  })

  test('gives way to the declared address where the new one fails', async () => {
    const room = open({ [OLD]: podcast(NEW), [NEW]: podcast(NEW) })
    await room.pollAfter(0)
    await room.pollAfter(7)
    room.pages.delete(NEW)
    for (const day of [1, 1, 1]) await room.pollAfter(day)
    expect(await room.pollAfter(1)).toEqual([OLD])
  })

  test('a redirect for good counts before it', async () => {
    const move: Page = () => new Response('', { status: 308, headers: { location: NEW } })
    const room = open({ [OLD]: move, [NEW]: podcast(OLD) })
    await room.pollAfter(0)
    await room.pollAfter(7)
    expect((await room.stateOf('en')).adoptedUrl).toBe(NEW)
    await room.pollAfter(1)
    await room.pollAfter(8)
    // The old address leads to where one is.
    expect((await room.stateOf('en')).adoptedUrl).toBe(NEW)
  })
})
