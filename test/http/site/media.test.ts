import { describe, expect, test } from 'vitest'
import { openBlobs } from '../../../src/node/blobs.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { loadDuePictures, savePicture } from '../../../src/store/pictures.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { BASE, NOW, openBackend } from '../backend.ts'

const HASH = 'ab'.repeat(32)
const OURS = `${BASE}/media/${HASH}`
const THEIRS = 'https://aranews.net/up/lead.jpg'
const BYTES = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3])

/** A story with a picture that is kept. */
async function openGallery() {
  const blobs = openBlobs(':memory:')
  const backend = openBackend({ blobs })
  const content_html = `<p>The bridge is open.</p><p><img src="${THEIRS}"></p>`
  const item = {
    id: 'urn:1',
    title: 'A bridge opens',
    content_html,
    image: THEIRS,
    date_published: '2015-06-10T09:00:00Z',
  }
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [item] }
  await backend.take(JSON.stringify(feed), 'application/feed+json')
  await blobs.put(HASH, BYTES, 'image/jpeg')
  const settle = async (state: 'kept' | 'gone') => {
    const [picture] = await loadDuePictures(backend.db, 'aranews.net', NOW * 2, 1)
    if (picture === undefined) throw new Error('There is no picture.')
    await savePicture(backend.db, { ...picture, state, hash: HASH, type: 'image/jpeg', size: 6, due: NOW }, NOW)
  }
  await settle('kept')
  const read = async (path: string) => (await backend.ask(path)).text()
  return { ...backend, settle, read }
}

describe('/media/HASH', () => {
  test('is the picture, for good, and nothing that could act', async () => {
    const { ask } = await openGallery()
    const response = await ask(`/media/${HASH}`)
    expect(response.status).toBe(200)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '6',
      'cache-control': 'public, max-age=60',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      etag: `"${HASH}"`,
    })
  })

  test('answers HEAD, and 304 to whoever has it', async () => {
    const { ask } = await openGallery()
    const head = await ask(`/media/${HASH}`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', ''])
    const again = await ask(`/media/${HASH}`, { headers: { 'If-None-Match': `"${HASH}"` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test.each(['cd'.repeat(32), 'AB'.repeat(32), 'ab', `${HASH}0`, '..%2f..%2ftoken', '%00', ''])(
    'is nothing for %j',
    async (hash) => {
      const { ask } = await openGallery()
      expect((await ask(`/media/${hash}`)).status).toBe(404)
    },
  )

  test('is read only', async () => {
    const { ask } = await openGallery()
    expect((await ask(`/media/${HASH}`, { method: 'PUT', body: 'x', token: true })).status).toBe(405)
  })

  test('goes with the last story that shows it', async () => {
    const { ask, db } = await openGallery()
    await retractItem(db, 'urn:1', 'The people in the picture are in danger.', NOW)
    expect((await ask(`/media/${HASH}`)).status).toBe(404)
  })

  test('is nothing where the copy is lost, or none can be kept', async () => {
    const { db } = await openGallery()
    for (const blobs of [{ blobs: openBlobs(':memory:') }, {}]) {
      expect((await openBackend({ db, ...blobs }).ask(`/media/${HASH}`)).status).toBe(404)
    }
  })
})

describe('a picture whose original is gone', () => {
  const places = ['/feed.rss', '/feed.atom', '/feed.json', '/ara-news/feed.json', '/api/items', '/api/items/urn:1', '/']

  test.each([...places, 'page'])('is shown from here at %s, and from there when it returns', async (place) => {
    const gallery = await openGallery()
    const permalink = (await loadItem(gallery.db, 'urn:1'))?.permalink ?? ''
    const path = place === 'page' ? permalink : place
    const before = await gallery.read(path)
    expect(before).toContain(THEIRS)
    expect(before).not.toContain('/media/')
    await gallery.settle('gone')
    const after = await gallery.read(path)
    expect(after).toContain(OURS)
    expect(after).not.toContain(THEIRS)
    await gallery.settle('kept')
    expect(await gallery.read(path)).toBe(before)
  })

  test('keeps its address through an edit of something else', async () => {
    const gallery = await openGallery()
    await gallery.settle('gone')
    const change = { title: 'The bridge opens', _ara: { caption: 'The bridge' } }
    const response = await gallery.ask('/api/items/urn:1', { method: 'PATCH', token: true, json: change })
    expect(await response.json()).toMatchObject({ title: 'The bridge opens', image: OURS })
    await gallery.settle('kept')
    expect(JSON.parse(await gallery.read('/api/items/urn:1'))).toMatchObject({
      image: THEIRS,
      _ara: { caption: 'The bridge' },
    })
  })
})
