import { describe, expect, test } from 'vitest'
import type { Readers } from '../../src/calm/calm.ts'
import { doWork } from '../../src/calm/works.ts'
import { dueSources, pollDue } from '../../src/poll/poll.ts'
import { openNewsroom, serve, toRss } from './newsroom.ts'

const rss = (title: string) => serve(toRss([{ title, guid: title }]))

describe('a tick', () => {
  test('refreshes every source that is due, and then none', async () => {
    const room = openNewsroom({ a: 'https://a.example/', b: 'https://b.example/', c: 'https://c.example/' })
    room.pages.set('https://a.example/', rss('A'))
    room.pages.set('https://c.example/', rss('C'))
    expect(await dueSources(room.poller)).toEqual(['a', 'b', 'c'])
    const results = await pollDue(room.poller)
    expect(Object.fromEntries([...results].map(([id, { outcome }]) => [id, outcome]))).toEqual({
      a: 'changed',
      b: 'failed',
      c: 'changed',
    })
    expect(await dueSources(room.poller)).toEqual([])
    expect((await pollDue(room.poller)).size).toBe(0)
    room.clock.now = Math.max(...[...results.values()].map(({ next }) => next))
    expect((await dueSources(room.poller)).sort()).toEqual(['a', 'b', 'c'])
  })

  test('asks at most 16 hosts at once, and each host one thing at a time', async () => {
    const sources = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`s${index}`, `https://h${index % 30}.example/${index}`]),
    )
    const room = openNewsroom(sources)
    const open = new Map<string, number>()
    let most = 0
    for (const [id, url] of Object.entries(sources)) {
      room.pages.set(url, async () => {
        const { host } = new URL(url)
        open.set(host, (open.get(host) ?? 0) + 1)
        most = Math.max(most, [...open.values()].filter((count) => count > 0).length)
        expect(open.get(host)).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        open.set(host, 0)
        return rss(id)()
      })
    }
    const results = await pollDue(room.poller)
    expect([...results.values()].filter(({ outcome }) => outcome === 'changed')).toHaveLength(60)
    expect(most).toBe(16)
  })

  test('has few documents in hand at once, however many hosts it asks', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `s${n}`)
    const room = openNewsroom(Object.fromEntries(names.map((name) => [name, `https://${name}.example/`])))
    // Large enough to be read elsewhere, where it is seen how many there are.
    for (const name of names) room.pages.set(`https://${name}.example/`, rss(name + ' '.repeat(70_000)))
    const inHand = new Set<object>()
    let most = 0
    const readers: Readers = async (name, input) => {
      const one = {}
      inHand.add(one)
      most = Math.max(most, inHand.size)
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
      inHand.delete(one)
      return doWork(name, input as never)
    }
    const results = await pollDue({ ...room.poller, readers })
    expect([...results.values()].filter(({ outcome }) => outcome === 'changed')).toHaveLength(20)
    expect(most).toBe(3)
  })

  test('is not stopped by one source that breaks the database', async () => {
    const room = openNewsroom({ a: 'https://a.example/', b: 'https://b.example/' })
    room.pages.set('https://a.example/', rss('A'))
    room.pages.set('https://b.example/', rss('B'))
    await room.db.run(
      `CREATE TRIGGER broken BEFORE INSERT ON hosts WHEN NEW.host = 'a.example' BEGIN SELECT raise(ABORT, 'disk'); END`,
    )
    const results = await pollDue(room.poller)
    expect(results.get('a')).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/disk/) })
    expect(results.get('b')).toMatchObject({ outcome: 'changed' })
  })

  test('leaves out sources that are no longer declared', async () => {
    const room = openNewsroom({ a: 'https://a.example/', b: 'https://b.example/' })
    expect(await dueSources(room.poller)).toEqual(['a', 'b'])
    const channels = room.poller.channels.map((channel) => ({ ...channel, sources: channel.sources.slice(1) }))
    expect(await dueSources({ ...room.poller, channels })).toEqual(['b'])
  })
})
