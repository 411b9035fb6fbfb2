import { openBlobs } from '../../src/node/blobs.ts'
import { mirrorPictures } from '../../src/poll/pictures.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import type { StoredPicture } from '../../src/store/pictures.ts'
import { openNewsroom, type Page, serve } from './newsroom.ts'

/** A newsroom with stories that show pictures. */

export const HOST = 'https://aranews.net'
export const DAY = 24 * 3_600_000
const FEED = 'https://feeds.example/en.json'

/** Bytes that are a PNG as far as anybody looks. */
export function toPng(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(`\x89PNG\r\n\x1a\n${name}`, (sign) => sign.charCodeAt(0))
}

export const png =
  (name = 'picture'): Page =>
  () =>
    new Response(toPng(name), { headers: { 'content-type': 'image/png' } })

export const status =
  (code: number, headers = {}): Page =>
  () =>
    new Response('', { status: code, headers })

/** `stories`: the HTML of each. */
export async function openGallery(stories: readonly string[]) {
  const room = openNewsroom({ en: FEED })
  const items = stories.map((content_html, index) => ({ id: `urn:${index}`, title: `Story ${index}`, content_html }))
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'News', items }
  room.pages.set(FEED, serve(JSON.stringify(feed), { 'content-type': 'application/feed+json' }))
  await refreshSource(room.poller, 'en', { force: true })
  room.asked.length = 0
  const blobs = openBlobs(':memory:')
  const keeper = { ...room.poller, blobs }
  const pictures = async () => {
    const rows = await room.db.all<StoredPicture>('SELECT * FROM pictures ORDER BY url')
    return new Map(rows.map((row) => [row.url, row]))
  }
  return {
    ...room,
    blobs,
    keeper,
    keep: (limit?: number) => mirrorPictures(keeper, limit),
    /** As the ticks of so many days would, one a quarter of a day. */
    pass: async (days: number) => {
      for (let quarter = 0; quarter < days * 4; quarter++) {
        room.clock.now += DAY / 4
        await mirrorPictures(keeper)
      }
    },
    pictures,
    stateOf: async (path: string) => (await pictures()).get(HOST + path),
    lost: async () => (await loadItems(room.db, { limit: 99 })).map(({ lost = {} }) => Object.keys(lost)),
    requests: () => room.asked.map(({ method, url }) => `${method} ${url.replace(HOST, '')}`),
  }
}
