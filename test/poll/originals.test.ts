import { describe, expect, test } from 'vitest'
import { createClickCounter } from '../../src/clicks/clicks.ts'
import type { Backend } from '../../src/http/backend.ts'
import { findTarget, redirect } from '../../src/http/links/redirect.ts'
import { checkOriginals } from '../../src/poll/originals.ts'
import { pollDue } from '../../src/poll/poll.ts'
import { loadFaults } from '../../src/store/faults.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { saveClicks } from '../../src/store/links/clicks.ts'
import { HOUR, openNewsroom, serve, toRss } from './newsroom.ts'

const BASE = 'https://feeds.example'
const MINUTE = 60_000
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'
const browse = (name: string) => (name === 'user-agent' ? BROWSER : undefined)
const there = () => new Response('', { status: 200 })
const gone = () => new Response('', { status: 404 })
const dead = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))

/** A channel whose links lead to the originals, with stories on its own host and one on a stranger's. */
async function openLinks(titles = ['one', 'two']) {
  const room = openNewsroom({ main: 'https://aranews.net/feed/' })
  const link = (title: string) => `https://aranews.net/2015/06/${title}/`
  const stories = titles.map((title) => ({ title, guid: `urn:${title}`, link: link(title) }))
  room.pages.set('https://aranews.net/feed/', serve(toRss(stories)))
  await pollDue(room.poller)
  for (const title of titles) room.pages.set(link(title), there)
  const channels = room.poller.channels.map((channel) => ({ ...channel, links: { leadTo: 'original' as const } }))
  const poller = { ...room.poller, channels }
  const clicks = createClickCounter()
  const backend = { db: room.db, channels, base: BASE, clicks, now: () => room.clock.now } as unknown as Backend
  const items = await loadItems(room.db, { limit: 9 })
  const item = (title: string) => {
    const found = items.find(({ content }) => content.title === title)
    if (found === undefined) throw new Error(`There is no story ${title}.`)
    return found
  }
  /** Follows a link, and writes the click. */
  const click = async (title: string) => {
    const target = await findTarget(backend, item(title).code)
    const answer = target && redirect(backend, target, '', { method: 'GET', header: browse })
    const counted = clicks.take()
    if (counted !== undefined) await saveClicks(room.db, counted, room.clock.now)
    return answer?.headers.Location
  }
  const tick = async (times = 1) => {
    for (let time = 0; time < times; time++) {
      await checkOriginals(poller)
      room.clock.now += MINUTE
    }
  }
  const asked = () =>
    room.asked.filter(({ url }) => !url.endsWith('/feed/')).map(({ method, url }) => `${method} ${url}`)
  const changes = async () => {
    const log = await loadChanges(room.db, undefined, 99)
    return (log?.changes ?? []).filter(({ kind }) => kind === 'link')
  }
  const page = (title: string) => BASE + item(title).permalink
  return { ...room, poller, click, tick, link, page, item, asked, changes }
}

describe('originals', () => {
  test('are led to, and asked for by HEAD after they were clicked, once a week each', async () => {
    const { click, tick, link, asked, clock } = await openLinks(['one'])
    expect(await click('one')).toBe(link('one'))
    expect(asked()).toEqual([])
    await tick()
    expect(asked()).toEqual([`HEAD ${link('one')}`])
    await click('one')
    await tick()
    expect(asked()).toHaveLength(1)
    clock.now += 8 * 24 * HOUR
    await click('one')
    await tick()
    expect(asked().length).toBeGreaterThan(1)
  })

  test.each([404, 410])(
    'that answer %i are led to no more; the log says why, and says when they are back',
    async (status) => {
      const { click, tick, link, page, item, pages, changes, clock } = await openLinks()
      pages.set(link('one'), () => new Response('', { status }))
      await click('one')
      await tick()
      expect(await click('one')).toBe(page('one'))
      expect(await click('two')).toBe(link('two'))
      const [change] = await changes()
      expect(change).toMatchObject({ item: item('one').id, quiet: true, link: { leads: 'page', url: link('one') } })
      expect(change?.link?.reason).toContain(String(status))
      pages.set(link('one'), there)
      clock.now += 8 * 24 * HOUR
      await click('one')
      await tick()
      expect(await click('one')).toBe(link('one'))
      expect((await changes()).map((one) => one.link?.leads)).toEqual(['page', 'original'])
    },
  )

  test('that send readers to a host outside of the channel are led to no more', async () => {
    const { click, tick, link, page, pages, changes } = await openLinks()
    pages.set(link('one'), () => Response.redirect('https://casino.example/', 302))
    pages.set('https://casino.example/', there)
    await click('one')
    await tick()
    expect(await click('one')).toBe(page('one'))
    expect((await changes())[0]?.link?.reason).toBe('aranews.net sends readers to casino.example.')
  })

  test.each([
    ['does not answer', dead],
    ['refuses', () => new Response('', { status: 403 })],
    ['has nothing', gone],
  ] as const)(
    'that send readers to a stranger who %s are led to no more, and their host is not lost',
    async (_, stranger) => {
      const { click, tick, link, page, pages, changes } = await openLinks()
      for (const title of ['one', 'two'])
        pages.set(link(title), () => Response.redirect('https://casino.example/', 302))
      pages.set('https://casino.example/', stranger)
      await click('one')
      await tick()
      expect(await click('one')).toBe(page('one'))
      expect((await changes())[0]?.link?.reason).toBe('aranews.net sends readers to casino.example.')
    },
  )

  test('that only move within the channel’s hosts are there', async () => {
    const { click, tick, link, pages } = await openLinks()
    pages.set(link('one'), () => Response.redirect('https://www.aranews.net/one', 301))
    pages.set('https://www.aranews.net/one', there)
    await click('one')
    await tick()
    expect(await click('one')).toBe(link('one'))
  })

  test.each([403, 405, 501])('are asked for by GET where HEAD is answered %i', async (status) => {
    const { click, tick, link, page, pages, asked } = await openLinks()
    pages.set(link('one'), (method) => (method === 'HEAD' ? new Response('', { status }) : gone()))
    await click('one')
    await tick()
    expect(asked()).toContain(`GET ${link('one')}`)
    expect(await click('one')).toBe(page('one'))
  })

  test('on a host that answers nothing three times are led to no more, clicked or not, until it is back', async () => {
    const { click, tick, link, page, pages, db, changes, clock } = await openLinks()
    await click('one')
    await tick()
    for (const title of ['one', 'two']) pages.set(link(title), dead)
    clock.now += HOUR
    await click('one')
    await tick(2)
    expect(await click('one'), 'one bad moment loses no host').toBe(link('one'))
    await tick(2)
    expect([await click('one'), await click('two')]).toEqual([page('one'), page('two')])
    expect((await changes()).map((one) => one.link)).toMatchObject([{ host: 'aranews.net', leads: 'page' }])
    expect((await loadFaults(db)).map(({ subject }) => subject)).toEqual(['originals:aranews.net'])
    for (const title of ['one', 'two']) pages.set(link(title), there)
    clock.now += HOUR
    await tick()
    expect([await click('one'), await click('two')]).toEqual([link('one'), link('two')])
    expect((await changes()).map((one) => one.link?.leads)).toEqual(['page', 'original'])
    expect(await loadFaults(db)).toEqual([])
  })

  test('that were clicked while their host was lost are looked at when it is back', async () => {
    const titles = ['one', 'two', 'three', 'four', 'five']
    const { click, tick, link, page, pages, clock } = await openLinks(titles)
    for (const title of titles) pages.set(link(title), dead)
    await click('five')
    await tick(4)
    expect(await click('five')).toBe(page('five'))
    for (const title of titles) pages.set(link(title), title === 'five' ? gone : there)
    clock.now += HOUR
    await tick(3)
    expect(await click('five')).toBe(page('five'))
    expect(await click('four')).toBe(link('four'))
  })

  test('one that never answers on a host that is well is not asked for at every click', async () => {
    const titles = ['one', 'two', 'three', 'four', 'five']
    const { click, tick, link, pages, asked } = await openLinks(titles)
    pages.set(link('one'), dead)
    for (let minute = 0; minute < 20; minute++) {
      await click('one')
      await tick()
    }
    // As one of the sample, now and then.
    expect(asked().filter((one) => one.endsWith(link('one'))).length).toBeLessThan(6)
  })

  test('of a host are looked for before anybody clicks: a few stories from the archive', async () => {
    const { tick, click, link, page, pages } = await openLinks(['one', 'two', 'three', 'four', 'five', 'six'])
    for (const title of ['one', 'two', 'three', 'four', 'five', 'six']) pages.set(link(title), dead)
    await tick(5)
    expect(await click('one')).toBe(page('one'))
  })

  test('each that is clicked is looked at within a minute, however lately others of its host were', async () => {
    const titles = ['one', 'two', 'three', 'four', 'five']
    const { click, tick, link, asked, page, pages } = await openLinks(titles)
    await tick()
    const before = asked()
    const title = titles.find((one) => !before.includes(`HEAD ${link(one)}`)) ?? ''
    pages.set(link(title), gone)
    await click(title)
    await tick()
    expect(asked().slice(before.length)).toContain(`HEAD ${link(title)}`)
    expect(asked().length - before.length, 'with a small sample').toBe(3)
    expect(await click(title)).toBe(page(title))
    await tick(3)
    expect(asked().length - before.length, 'and no more of it for clicks on what is known').toBe(3)
  })

  test('a host that is down is not asked for every one of them', async () => {
    const titles = ['one', 'two', 'three', 'four', 'five', 'six']
    const { tick, click, link, pages, asked } = await openLinks(titles)
    for (const title of titles) {
      pages.set(link(title), dead)
      await click(title)
    }
    await tick()
    expect(asked()).toHaveLength(2)
  })

  test('one request at a time: while the host is held nobody is asked', async () => {
    const { tick, click, db, clock, asked } = await openLinks()
    await click('one')
    await db.run('INSERT INTO hosts (host, token, lease) VALUES (?, ?, ?)', 'aranews.net', 'x', clock.now + HOUR)
    await tick()
    expect(asked()).toEqual([])
  })

  test('on hosts that the channel does not name are not led to at all', async () => {
    const room = openNewsroom({ main: 'https://aranews.net/feed/' })
    room.pages.set(
      'https://aranews.net/feed/',
      serve(toRss([{ title: 'x', guid: 'urn:x', link: 'https://evil.example/x' }])),
    )
    await pollDue(room.poller)
    const [item] = await loadItems(room.db, { limit: 1 })
    const channels = room.poller.channels.map((one) => ({ ...one, links: { leadTo: 'original' as const } }))
    const backend = {
      db: room.db,
      channels,
      base: BASE,
      clicks: createClickCounter(),
      now: () => 0,
    } as unknown as Backend
    const target = await findTarget(backend, item?.code ?? '')
    const answer = target && redirect(backend, target, '', { method: 'GET', header: browse })
    expect(answer?.headers.Location).toBe(BASE + item?.permalink)
  })
})
