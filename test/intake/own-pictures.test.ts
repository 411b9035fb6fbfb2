import { expect, test } from 'vitest'
import { takePicture } from '../../src/intake/own-pictures.ts'
import { toBodyHash } from '../../src/model/hash.ts'
import { openBlobs } from '../../src/node/blobs.ts'
import { saveOwnPicture } from '../../src/store/own-pictures.ts'
import { BASE, channel, NOW, openBackend } from '../http/backend.ts'

/** Pictures that are handed in: what is kept of them, and under which address. */

const long = (value: number) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0))
const chunk = (name: string, body: readonly number[]) => [...long(body.length), ...text(name), ...body, 0, 0, 0, 0]

/** A PNG that says how it lies, and where it was taken. */
function toPng(width: number, height: number, orientation = 1): Uint8Array<ArrayBuffer> {
  const way = [...text('MM'), 0, 42, ...long(8), 0, 1, 1, 0x12, 0, 3, ...long(1), 0, orientation, 0, 0, ...long(0)]
  return Uint8Array.from([
    ...text('\x89PNG\r\n\x1a\n'),
    ...chunk('IHDR', [...long(width), ...long(height), 8, 2, 0, 0, 0]),
    ...chunk('eXIf', [...way, ...text('36.89N 38.35E')]),
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('IEND', []),
  ])
}

function open() {
  const blobs = openBlobs(':memory:')
  const backend = openBackend({ blobs })
  const place = { db: backend.db, blobs, channels: [channel], now: () => NOW }
  const story = async (image: string) => {
    const item = { id: 'urn:1', title: 'A bridge opens', content_text: 'It is open.', image }
    await backend.take(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item] }),
      'application/json',
    )
  }
  return { ...backend, blobs, place, story }
}

test('a picture is kept without its position, lying as it did, at the address of what was handed in', async () => {
  const { blobs, place, story, ask } = open()
  const given = toPng(640, 480, 6)
  const taken = await takePicture(place, given, 'image/png', `https://other.example/media/${await toBodyHash(given)}`)
  const kept = await blobs.get(taken.hash)
  expect(new TextDecoder('latin1').decode(kept)).not.toContain('36.89N')
  expect(taken).toEqual({
    isNew: true,
    hash: await toBodyHash(kept ?? given),
    type: 'image/png',
    size: kept?.length,
    width: 480,
    height: 640,
  })
  await story(`https://other.example/media/${await toBodyHash(given)}`)
  const feed = await (await ask('/feed.json')).text()
  expect(feed).toContain(`${BASE}/media/${taken.hash}`)
  expect((await ask(`/media/${taken.hash}`)).status).toBe(200)
})

test('one that an older version kept as it came is kept anew; its story shows that, and the old bytes are gone', async () => {
  const { db, blobs, place, story, ask } = open()
  const given = toPng(640, 480)
  const before = await toBodyHash(given)
  const url = `https://aranews.net/media/${before}`
  await blobs.put(before, given, 'image/png')
  await saveOwnPicture(db, { url, hash: before, type: 'image/png', size: given.length }, NOW)
  await story(url)
  expect(await (await ask('/feed.json')).text()).toContain(`${BASE}/media/${before}`)
  const taken = await takePicture(place, given, 'image/png', url)
  expect(await (await ask('/feed.json')).text()).toContain(`${BASE}/media/${taken.hash}`)
  expect([await blobs.get(before), (await ask(`/media/${before}`)).status]).toEqual([undefined, 404])
  expect(await takePicture(place, given, 'image/png', url)).toEqual({ ...taken, isNew: false })
  expect(await blobs.get(taken.hash)).toBeDefined()
  const { changes } = (await (await ask('/api/changes')).json()) as { changes: { kind: string }[] }
  expect(changes.map(({ kind }) => kind)).toEqual(['create', 'reclean'])
})

test('a small file of an enormous picture is refused', async () => {
  await expect(takePicture(open().place, toPng(20_000, 20_000), 'image/png')).rejects.toThrow(
    'has more than 40 megapixels (20000 × 20000)',
  )
})
