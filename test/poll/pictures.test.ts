import { describe, expect, test } from 'vitest'
import { toIndex } from '../../src/clean/content.ts'
import { FetchError } from '../../src/errors.ts'
import { toBodyHash } from '../../src/model/hash.ts'
import { openBlobs } from '../../src/node/blobs.ts'
import { mirrorPictures } from '../../src/poll/pictures.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { claimPictures, releasePictures } from '../../src/store/pictures.ts'
import { claimPoll } from '../../src/store/polls.ts'
import { eraseItem } from '../../src/store/saving/erasure.ts'
import { DAY, HOST, openGallery, png, status, toPng } from './gallery.ts'
import { type Page, START } from './newsroom.ts'

const img = (path: string) => `<p>Text.</p><img src="${HOST}${path}">`
const down: Page = () => Promise.reject(new FetchError('network', 'aranews.net refused the connection.'))

describe('a picture on an own host', () => {
  test('is fetched once and kept under the hash of its bytes', async () => {
    const room = await openGallery([img('/a.png'), img('/a.png')])
    room.pages.set(`${HOST}/a.png`, png())
    expect(await room.keep()).toEqual({ kept: 1, gone: 0, failed: 0 })
    const hash = await toBodyHash(toPng('picture'))
    expect(await room.stateOf('/a.png')).toMatchObject({
      state: 'kept',
      hash,
      type: 'image/png',
      size: 15,
      failures: 0,
    })
    expect(await room.blobs.get(hash)).toEqual(toPng('picture'))
    expect(room.asked[0]?.headers.accept).toMatch(/^image\//)
    await room.pass(6)
    expect(room.requests()).toEqual(['GET /a.png'])
    expect(await room.lost()).toEqual([[], []])
  })

  test('is any that a story shows there, whatever the port; those of other hosts are left alone', async () => {
    const html = `<img src="http://www.aranews.net:8080/a.png"><img src="https://other.example/b.png">
      <img src="${HOST}/c-300.png" srcset="${HOST}/c-300.png 300w, ${HOST}/c.png 900w">`
    const room = await openGallery([html])
    await room.keep()
    expect(room.requests().sort()).toEqual(['GET /c-300.png', 'GET /c.png', 'GET http://www.aranews.net:8080/a.png'])
  })

  test('of the newest story comes first, and at most so many at once', async () => {
    const room = await openGallery(['/a.png', '/b.png', '/c.png'].map(img))
    await room.keep(2)
    expect(room.requests()).toEqual(['GET /a.png', 'GET /b.png'])
    await room.keep(2)
    expect(room.requests().slice(2)).toEqual(['GET /c.png'])
  })

  test('of a story that is erased while it is fetched is not kept', async () => {
    const room = await openGallery([img('/a.png')])
    room.pages.set(`${HOST}/a.png`, async (method) => {
      for (const { id } of await loadItems(room.db, { limit: 9 })) {
        await eraseItem(room.db, id, 'Danger', { now: START, toIndex })
      }
      return png()(method)
    })
    expect(await room.keep()).toEqual({ kept: 0, gone: 0, failed: 0 })
    expect(room.requests()).toEqual(['GET /a.png'])
    expect(await room.blobs.get(await toBodyHash(toPng('picture')))).toBeUndefined()
  })

  test('waits when time is up, for the next tick', async () => {
    const room = await openGallery(['/a.png', '/b.png'].map(img))
    room.pages.set(`${HOST}/a.png`, (method) => {
      room.clock.now += 50_000
      return png()(method)
    })
    await room.keep()
    expect(room.requests()).toEqual(['GET /a.png'])
    await room.keep()
    expect(room.requests()).toEqual(['GET /a.png', 'GET /b.png'])
  })

  test('waits while a source of its host is polled, or somebody else fetches from there', async () => {
    const room = await openGallery([img('/a.png')])
    const until = room.clock.now + 60_000
    await claimPoll(room.db, 'en', 'aranews.net', 'poll', room.clock.now, 60_000)
    await room.keep()
    expect(room.requests()).toEqual([])
    room.clock.now = until
    await claimPictures(room.db, 'aranews.net', 'other', until, 60_000)
    await room.keep()
    expect(room.requests()).toEqual([])
    await releasePictures(room.db, 'aranews.net', 'other')
    await room.keep()
    expect(room.requests()).toEqual(['GET /a.png'])
  })

  test('is not even asked for where nothing can be kept', async () => {
    const room = await openGallery([img('/a.png')])
    const { blobs, ...keeper } = room.keeper
    expect(blobs).toBeDefined()
    expect(await mirrorPictures(keeper)).toEqual({ kept: 0, gone: 0, failed: 0 })
    expect(room.requests()).toEqual([])
  })
})

describe('a picture that cannot be had', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const lie =
    (body: string, type: string): Page =>
    () =>
      new Response(body, { headers: { 'content-type': type } })
  const cases: readonly (readonly [string, Page, RegExp])[] = [
    ['it is an SVG that says it is a PNG', lie(svg, 'image/png'), /^aranews\.net sent something that is no raster/],
    ['a page comes in its place', lie('<!doctype html><p>Gone', 'text/html'), /no raster picture/],
    ['nothing comes', lie('', 'image/png'), /no raster picture/],
    ['it is not there', status(404), /^aranews\.net answered 404 Not Found\.$/],
    ['its host is down', down, /refused the connection/],
    ['it leads to a private address', status(302, { location: 'http://10.0.0.1/a.png' }), /private address/],
  ]
  test.each(cases)('because %s is tried less and less often, then given up', async (_, page, sentence) => {
    const room = await openGallery([img('/a.png')])
    room.pages.set(`${HOST}/a.png`, page)
    await room.keep()
    const first = await room.stateOf('/a.png')
    expect(first).toMatchObject({ state: 'due', failures: 1, fault: expect.stringMatching(sentence), hash: null })
    const waits = [(first?.due ?? 0) - START]
    for (let due = first?.due; due; due = (await room.stateOf('/a.png'))?.due) {
      room.clock.now = due
      await room.keep()
      waits.push(((await room.stateOf('/a.png'))?.due ?? due) - due)
    }
    expect(waits.map((wait) => Math.round((wait / DAY) * 480) / 10)).toEqual([
      1.1, 2.1, 4.2, 8.4, 16.8, 33.6, 50.4, 50.4, 50.4, 0,
    ])
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'refused', failures: 10 })
    expect(await room.lost()).toEqual([[]])
  })

  test.each([
    ['too large', () => new Response('x', { headers: { 'content-length': String(5 * 1024 * 1024 + 1) } }), /5 MiB/],
    ['taken away for good', status(410), /410 Gone/],
  ])('because it is %s is not asked for again', async (_, page, sentence) => {
    const room = await openGallery([img('/a.png')])
    room.pages.set(`${HOST}/a.png`, page)
    await room.keep()
    expect(await room.stateOf('/a.png')).toMatchObject({
      state: 'refused',
      refused_at: START,
      fault: expect.stringMatching(sentence),
    })
    await room.pass(30)
    expect(room.requests()).toEqual(['GET /a.png'])
  })

  test('is kept when it can be had after all, and Retry-After is obeyed', async () => {
    const room = await openGallery([img('/a.png')])
    room.pages.set(`${HOST}/a.png`, status(503, { 'retry-after': '36000' }))
    await room.keep()
    expect((await room.stateOf('/a.png'))?.due).toBe(START + 10 * 3_600_000)
    room.pages.set(`${HOST}/a.png`, png())
    await room.pass(1)
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'kept', failures: 0, fault: null })
  })

  test('keeps no other from being kept', async () => {
    const room = await openGallery(['/a.png', '/b.png', '/c.png'].map(img))
    room.pages.set(`${HOST}/a.png`, () => Promise.reject(new TypeError('What nobody foresaw')))
    room.pages.set(`${HOST}/c.png`, png())
    expect(await room.keep()).toEqual({ kept: 1, gone: 0, failed: 2 })
  })

  test('because its host is down is not tried when two others were', async () => {
    const paths = ['/a.png', '/b.png', '/c.png', '/d.png']
    const room = await openGallery(paths.map(img))
    for (const path of paths) room.pages.set(HOST + path, down)
    expect(await room.keep()).toEqual({ kept: 0, gone: 0, failed: 4 })
    expect(room.requests()).toEqual(['GET /a.png', 'GET /b.png'])
  })

  test('because no more connections can be opened here is nobody’s fault, and still due', async () => {
    const room = await openGallery([img('/a.png')])
    const shortage = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' })
    room.pages.set(`${HOST}/a.png`, () => Promise.reject(shortage))
    for (const _ of Array(12)) expect(await room.keep()).toEqual({ kept: 0, gone: 0, failed: 0 })
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'due', failures: 0 })
    room.pages.set(`${HOST}/a.png`, png())
    expect(await room.keep()).toEqual({ kept: 1, gone: 0, failed: 0 })
    // A look at one that is kept, by HEAD.
    await room.pass(8)
    room.pages.set(`${HOST}/a.png`, () => Promise.reject(shortage))
    await room.keep()
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'kept', failures: 0 })
  })

  test('because it cannot be stored is still due, and its host free again', async () => {
    const room = await openGallery([img('/a.png')])
    room.pages.set(`${HOST}/a.png`, png())
    const full = { ...room.blobs, put: () => Promise.reject(new Error('ENOSPC: no space left on device')) }
    expect(await mirrorPictures({ ...room.keeper, blobs: full })).toEqual({ kept: 0, gone: 0, failed: 0 })
    expect(room.lines.at(-1)).toBe('Pictures could not be looked after.')
    expect(await room.keep()).toEqual({ kept: 1, gone: 0, failed: 0 })
  })
})

describe('a kept picture', () => {
  const openKept = async (stories = [img('/a.png')]) => {
    const room = await openGallery(stories)
    for (const url of (await room.pictures()).keys()) room.pages.set(url, png())
    await room.keep()
    room.asked.length = 0
    return room
  }
  const changesOf = async (room: Awaited<ReturnType<typeof openKept>>) => {
    const { changes = [] } = (await loadChanges(room.db, undefined, 99)) ?? {}
    return changes.map(({ kind, item, quiet }) => `${kind} ${item}${quiet ? ' quietly' : ''}`).slice(-2)
  }

  test('is looked for once a week, by HEAD', async () => {
    const room = await openKept()
    await room.pass(24)
    expect(room.requests()).toEqual(['HEAD /a.png', 'HEAD /a.png', 'HEAD /a.png'])
    expect(await room.lost()).toEqual([[]])
  })

  test('is there when only HEAD is refused, or says nothing', async () => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, (method) => (method === 'HEAD' ? new Response('', { status: 405 }) : png()(method)))
    await room.pass(8)
    room.pages.set(`${HOST}/a.png`, (method) => (method === 'HEAD' ? new Response('') : png()(method)))
    await room.pass(8)
    expect(room.requests()).toEqual(['HEAD /a.png', 'GET /a.png', 'HEAD /a.png', 'GET /a.png'])
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'kept', failures: 0 })
  })

  test.each([404, 410])('is gone once its server says %i, and readers are told to look again', async (code) => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, status(code))
    await room.pass(8)
    expect(await room.lost()).toEqual([[`${HOST}/a.png`]])
    expect(await changesOf(room)).toEqual(['create urn:0 quietly', 'reclean urn:0 quietly'])
    expect(await room.blobs.get((await room.stateOf('/a.png'))?.hash ?? '')).toEqual(toPng('picture'))
  })

  const parked: Page = () => new Response('<p>For sale', { headers: { 'content-type': 'text/html' } })
  test.each([
    ['its host cannot be reached', down],
    ['a page comes in its place', parked],
    ['its server has an error', status(500)],
  ])('is gone when for three days %s', async (_, page) => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, page)
    await room.pass(9)
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'kept', failures: 2 })
    expect(await room.lost()).toEqual([[]])
    await room.pass(2)
    expect(await room.lost()).toEqual([[`${HOST}/a.png`]])
  })

  test('whose host was down for a night is not gone', async () => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, down)
    await room.pass(8)
    room.pages.set(`${HOST}/a.png`, png())
    await room.pass(2)
    room.pages.set(`${HOST}/a.png`, down)
    await room.pass(7)
    expect(await room.stateOf('/a.png')).toMatchObject({ state: 'kept', failures: 1 })
    expect(await changesOf(room)).toEqual(['create urn:0 quietly'])
  })

  test('that comes back is shown from where it was', async () => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, status(404))
    await room.pass(8)
    room.pages.set(`${HOST}/a.png`, png('another picture at the same place'))
    await room.pass(8)
    expect(await room.lost()).toEqual([[]])
    expect(await changesOf(room)).toEqual(['reclean urn:0 quietly', 'reclean urn:0 quietly'])
    // The copy is of what the story was published with.
    expect((await room.stateOf('/a.png'))?.hash).toBe(await toBodyHash(toPng('picture')))
  })

  test('whose copy was lost is fetched again', async () => {
    const room = await openKept()
    const { hash = '' } = (await room.stateOf('/a.png')) ?? {}
    const emptied = { ...room.keeper, blobs: openBlobs(':memory:') }
    room.clock.now += 8 * DAY
    expect(await mirrorPictures(emptied)).toEqual({ kept: 1, gone: 0, failed: 0 })
    expect(await emptied.blobs.get(hash)).toEqual(toPng('picture'))
    room.clock.now += 8 * DAY
    await mirrorPictures(emptied)
    expect(room.requests()).toEqual(['GET /a.png', 'HEAD /a.png'])
  })

  test('that stays gone is asked for no more than once a week, and in the log once', async () => {
    const room = await openKept()
    room.pages.set(`${HOST}/a.png`, down)
    await room.pass(11)
    const before = room.asked.length
    await room.pass(30)
    expect(room.asked.length - before).toBe(4)
    expect(await changesOf(room)).toEqual(['create urn:0 quietly', 'reclean urn:0 quietly'])
  })
})
