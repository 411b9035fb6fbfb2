/** Pictures over the API: handed in, shown with their story and not before, and gone when nobody uses them. */
import { describe, expect, test } from 'vitest'
import { toBodyHash } from '../../src/model/hash.ts'
import { openBlobs } from '../../src/node/blobs.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import type { Blobs } from '../../src/store/pictures.ts'
import { channel } from './newsdesk.ts'
import { COMMON_PARTS } from './parts.ts'
import { frames, gif, jpeg, letters, png, taken, toBytes, webp } from './rasters.ts'

const BASE = 'https://feeds.example'
const NOW = Date.UTC(2015, 5, 10, 12)
const DAY = 24 * 3_600_000

type Body = Uint8Array<ArrayBuffer> | string
type Picture = { readonly url: string; readonly hash: string; readonly width?: number; readonly height?: number }
type Story = { readonly [name: string]: unknown; readonly id: string; readonly _ara: { readonly code: string } }

function open(blobs: Blobs = openBlobs(':memory:'), db = openDatabase(':memory:'), clock = { now: NOW }) {
  const service = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels: [channel],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
    blobs,
  })
  const ask = async (method: string, path: string, body?: Body, type = 'application/json', headers: object = {}) => {
    const all = { authorization: 'Bearer token', ...(type ? { 'content-type': type } : {}), ...headers }
    return service.app.request(path, { method, headers: all, ...(body === undefined ? {} : { body }) })
  }
  const send = async (bytes: Body, type = 'image/png', headers: object = {}) => {
    const response = await ask('POST', '/api/pictures', bytes, type, headers)
    return { status: response.status, json: (await response.json()) as Picture & { readonly detail?: string } }
  }
  const post = async (item: object, path = '/api/items', method = 'POST') => {
    const response = await ask(method, path, JSON.stringify(item))
    return (await response.json()) as Story
  }
  /** Without a token, and with one. */
  const see = async (path: string) => [
    (await service.app.request(path)).status,
    (await ask('GET', path, undefined, '')).status,
  ]
  const tidy = async (days: number) => {
    for (let day = 0; day < days; day++) {
      clock.now += DAY
      await service.tidyPictures()
    }
  }
  const read = async (path: string) => (await service.app.request(path)).text()
  return { service, db, blobs, clock, ask, send, post, see, tidy, read }
}

const toPath = ({ hash }: Picture) => `/media/${hash}`

describe('a picture that is handed in', () => {
  test.each([
    ['PNG', png(640, 480), 'image/png'],
    ['JPEG', jpeg(640, 480), 'image/jpeg'],
    ['JPEG, as old programs say it,', jpeg(640, 480), 'image/jpg; name=a'],
    ['GIF', gif(640, 480), 'image/gif'],
    ['WebP', webp(640, 480), 'image/webp'],
  ])('as %s is answered with its address, type and size; 201, and 200 the second time', async (_, bytes, type) => {
    const { send, blobs } = open()
    const first = await send(bytes, type)
    expect(first).toMatchObject({ status: 201, json: { type: type.replace('jpg; name=a', 'jpeg'), width: 640 } })
    const { hash, url } = first.json
    const kept = await blobs.get(hash)
    expect(first.json).toMatchObject({ height: 480, url: `${BASE}/media/${hash}`, size: kept?.length })
    expect([await toBodyHash(kept ?? bytes), url.slice(-64)]).toEqual([hash, hash])
    expect(await send(bytes, type)).toEqual({ status: 200, json: first.json })
  })

  test('is kept without its position, and as wide as it is shown', async () => {
    const { send, blobs } = open()
    const { json } = await send(png(640, 480, taken))
    expect(json).toMatchObject({ width: 480, height: 640 })
    expect(new TextDecoder('latin1').decode(await blobs.get(json.hash))).not.toContain('36.89N')
  })

  const whole = png(64, 48)
  test.each([
    ['AVIF', letters('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'), 'image/avif', 415, 'The body is AVIF;'],
    ['HEIC', letters('\0\0\0\x1cftypheic\0\0\0\0mif1heic'), 'image/heic', 415, 'is HEIC;'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml', 415, 'is SVG;'],
    ['SVG by another name', '<svg><script>1</script></svg>', 'image/png', 415, 'is SVG;'],
    ['BMP', letters('BM\x46\0\0\0\0\0\0\0\x36\0\0\0'), 'image/bmp', 415, 'is BMP;'],
    ['TIFF', letters('II*\0\x08\0\0\0'), 'image/tiff', 415, 'is TIFF;'],
    ['TIFF of another order', letters('MM\0*\0\0\0\x08'), 'image/tiff', 415, 'is TIFF;'],
    ['an icon', letters('\0\0\x01\0\x01\0\x10\x10'), 'image/x-icon', 415, 'is an icon;'],
    ['PDF', letters('%PDF-1.7\n'), 'application/pdf', 415, 'not application/pdf'],
    ['PDF by another name', letters('%PDF-1.7\n'), 'image/jpeg', 415, 'is PDF;'],
    ['an archive', letters('PK\x03\x04\x14\0'), 'image/png', 415, 'is an archive;'],
    ['a film', letters('\0\0\0\x1cftypisom\0\0\0\0'), 'image/png', 415, 'is a film;'],
    ['words', 'A bridge opens', 'image/png', 415, 'is no picture;'],
    ['another type', whole, 'image/jpeg', 415, 'The body is PNG, and Content-Type says image/jpeg'],
    ['no type', whole, '', 415, 'with its own Content-Type'],
    ['bytes of any kind', whole, 'application/octet-stream', 415, 'not application/octet-stream'],
    ["curl's type", whole, 'application/x-www-form-urlencoded', 415, 'not application/x-www-form'],
    ['a form', letters('--x\r\n\r\n'), 'multipart/form-data; boundary=x', 415, 'not a form'],
    ['a form by another name', letters('--x\r\nContent-Disposition: form-data\r\n'), 'image/png', 415, 'form data'],
    ['nothing', '', 'image/png', 422, 'the body is empty'],
    ['too many pixels', png(8000, 5001), 'image/png', 422, 'more than 40 megapixels (8000 × 5001)'],
    ['enormous ones', webp(16_000, 16_000), 'image/webp', 422, 'more than 40 megapixels'],
    ['no width', png(0, 480), 'image/png', 422, 'is not whole'],
    ['a PNG cut off', whole.subarray(0, -6), 'image/png', 422, 'is not whole'],
    ['a JPEG cut off', jpeg(64, 48).subarray(0, -2), 'image/jpeg', 422, 'is not whole'],
    ['a JPEG without data', jpeg(64, 48).subarray(0, 21), 'image/jpeg', 422, 'is not whole'],
    ['a GIF cut off', gif(64, 48).subarray(0, -1), 'image/gif', 422, 'is not whole'],
    ['a WebP cut off', webp(64, 48).subarray(0, -4), 'image/webp', 422, 'is not whole'],
    ['the beginning alone', letters('\x89PNG\r\n\x1a\n'), 'image/png', 422, 'is not whole'],
    ['an animated GIF', gif(64, 48, 3), 'image/gif', 422, 'is animated (3 frames)'],
    ['an animated PNG', png(64, 48, frames(2)), 'image/png', 422, 'is animated (2 frames)'],
    ['an animated WebP', webp(64, 48, 2), 'image/webp', 422, 'is animated (2 frames)'],
    ['a JPEG for print', jpeg(64, 48, 4), 'image/jpeg', 422, 'made for print (CMYK)'],
    ['11 MiB', toBytes(Array(11 << 20).fill(1)), 'image/png', 413, 'larger than 10 MiB'],
  ])('is refused with a sentence: %s', async (_, bytes, type, status, sentence) => {
    const { send, db } = open()
    const answer = await send(bytes, type)
    expect([answer.status, answer.json.detail]).toEqual([status, expect.stringContaining(sentence)])
    expect(await db.all('SELECT * FROM own_pictures')).toEqual([])
    expect(await db.all('SELECT * FROM loose_pictures')).toEqual([])
  })

  test('is not taken compressed, nor without a token', async () => {
    const { service, send } = open()
    expect(await send(whole, 'image/png', { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
    const headers = { 'content-type': 'image/png' }
    expect((await service.app.request('/api/pictures', { method: 'POST', headers, body: whole })).status).toBe(401)
  })

  test('comes from another service in any form that is kept here', async () => {
    const bytes = gif(64, 48, 3)
    const place = `https://other.example/media/${await toBodyHash(bytes)}`
    expect((await open().send(bytes, 'image/gif', { 'content-location': place })).status).toBe(201)
  })
})

describe('nobody is shown a picture', () => {
  const unknown = `/media/${'ab'.repeat(32)}`

  test('before a public story shows it, and then everybody is; while it is taken back nobody is', async () => {
    const { send, post, see, ask, service } = open()
    const picture = (await send(png(640, 480))).json
    const path = toPath(picture)
    const same = async () => {
      const [here, there] = await Promise.all([service.app.request(path), service.app.request(unknown)])
      expect([here.status, await here.text()]).toEqual([
        404,
        (await there.text()).replaceAll(unknown.slice(-64), path.slice(-64)),
      ])
      expect([...here.headers]).toEqual([...there.headers])
    }
    await same()
    expect(await see(path)).toEqual([404, 200])
    const seen = await ask('GET', path, undefined, '')
    expect(seen.headers.get('cache-control')).toBe('private, no-store')
    const item = { id: 'urn:1', title: 'A bridge opens', content_text: 'It is open.', image: picture.url }
    const draft = await post(item, '/api/drafts')
    expect(draft).toMatchObject({ image: picture.url })
    await same()
    const published = await post({}, `/api/drafts/${draft._ara.code}/publish`)
    expect(published).toMatchObject({ image: picture.url, _ara: { image: { width: 640, height: 480 } } })
    expect(await see(path)).toEqual([200, 200])
    await post({ reason: 'Wrong.' }, '/api/items/urn:1', 'DELETE')
    await same()
    expect(await see(path)).toEqual([404, 404])
    await post({}, '/api/items/urn:1/restore')
    expect(await see(path)).toEqual([200, 200])
    await post({ reason: 'Danger.', erase: true }, '/api/items/urn:1', 'DELETE')
    expect(await see(path)).toEqual([404, 404])
  })

  test('that a scheduled story shows, before its time', async () => {
    const { send, post, see, service, clock } = open()
    const picture = (await send(png(640, 480))).json
    const content_html = `<p>It is open.</p><p><img src="${picture.url}" alt="The bridge"></p>`
    await post({ title: 'A bridge', content_html, publish_at: new Date(NOW + DAY).toISOString() }, '/api/drafts')
    expect(await see(toPath(picture))).toEqual([404, 200])
    clock.now += DAY
    await service.publishDue()
    expect(await see(toPath(picture))).toEqual([200, 200])
  })
})

describe('a story shows our copy', () => {
  const named: readonly (readonly [string, (url: string) => object])[] = [
    ['as its image', (url) => ({ content_text: 'Open.', image: url })],
    ['attached', (url) => ({ content_text: 'Open.', attachments: [{ url, mime_type: 'image/png' }] })],
    ['in its text', (url) => ({ content_html: `<p>Open.</p><figure><img alt="x" src='${url}'></figure>` })],
    ['among further ones', (url) => ({ content_text: 'Open.', _ara: { pictures: [{ url }] }, image: url })],
  ]

  test.each(named)('%s, with width and height', async (_, toItem) => {
    const { send, post, read, see } = open()
    const picture = (await send(png(640, 480))).json
    const story = await post({ title: 'A bridge opens', ...toItem(picture.url) })
    expect(story).toMatchObject({ image: picture.url, _ara: { image: { width: 640, height: 480, type: 'image/png' } } })
    expect(await see(toPath(picture))).toEqual([200, 200])
    const size = 'width="640" height="480"'
    expect(await read('/feed.rss')).toMatch(new RegExp(`<media:content[^>]*${picture.url}[^>]*${size}`))
    expect(await read(new URL(String(story.url)).pathname)).toMatch(
      new RegExp(`<img[^>]*(?:${picture.url}[^>]*${size}|${size}[^>]*${picture.url})`),
    )
    for (const path of ['/feed.rss', '/feed.atom', '/feed.json'])
      expect(await read(path)).not.toContain('aranews.net/media')
  })

  test.each([
    ['text/markdown', (url: string) => `# A bridge opens\n\nOpen.\n\n![The bridge](${url})\n`],
    ['text/plain', (url: string) => `---\nimage: ${url}\n---\nA bridge opens\n\nIt is open to everybody.\n`],
  ])('written as %s', async (type, toText) => {
    const { send, ask, see } = open()
    const picture = (await send(png(640, 480))).json
    const response = await ask('POST', '/api/items', toText(picture.url), type)
    expect(await response.json()).toMatchObject({ image: picture.url, _ara: { image: { width: 640 } } })
    expect(await see(toPath(picture))).toEqual([200, 200])
  })

  test('after a correction that names it, and when the service is at another address', async () => {
    const { send, post, db, see, blobs } = open()
    const [first, second] = [(await send(png(640, 480))).json, (await send(png(320, 200))).json]
    await post({ id: 'urn:1', title: 'A bridge opens', content_text: 'Open.', image: first.url })
    const content_html = `<p>Open.</p><p><a href="${first.url}"><img src="${second.url}"></a></p>`
    const edited = await post({ image: second.url, content_html }, '/api/items/urn:1', 'PATCH')
    expect(edited).toMatchObject({ image: second.url, _ara: { image: { width: 320, height: 200 } } })
    expect(edited.content_html).toContain(`href="${first.url}"`)
    expect(edited.content_html).toContain('width="320" height="200"')
    expect([await see(toPath(first)), await see(toPath(second))]).toEqual([
      [200, 200],
      [200, 200],
    ])
    const moved = createService({
      ...COMMON_PARTS,
      db,
      blobs,
      fetch: async () => new Response(''),
      channels: [channel],
      config: { baseUrl: 'https://new.example', allowPrivate: [] },
      now: () => NOW,
    })
    const json = await (await moved.app.request('/feed.json')).text()
    expect(json).toContain(`https://new.example/media/${second.hash}`)
    expect(json).not.toContain(`${BASE}/media`)
  })
})

describe('a picture that nobody uses', () => {
  test('is gone after thirty days, its bytes too', async () => {
    const { send, see, tidy, db, blobs } = open()
    const picture = (await send(png(640, 480))).json
    await tidy(29)
    expect(await see(toPath(picture))).toEqual([404, 200])
    await tidy(2)
    expect(await see(toPath(picture))).toEqual([404, 404])
    expect([await db.all('SELECT * FROM own_pictures'), await db.all('SELECT * FROM loose_pictures')]).toEqual([[], []])
    expect(await blobs.get(picture.hash)).toBeUndefined()
    expect((await send(png(640, 480))).status).toBe(201)
  })

  test('is one that neither a story, retracted or not, nor a draft, nor a scheduled story shows', async () => {
    const { send, post, tidy, see, blobs } = open()
    const pictures = await Promise.all([1, 2, 3, 4, 5].map(async (mark) => (await send(png(640, 480, [], mark))).json))
    const toItem = (at: number) => ({
      id: `urn:${at}`,
      title: `Bridge ${at}`,
      content_text: 'Open.',
      image: pictures[at]?.url,
    })
    await post(toItem(0))
    await post(toItem(1))
    await post({ reason: 'Wrong.' }, '/api/items/urn:1', 'DELETE')
    const draft = await post(toItem(2), '/api/drafts')
    await post({ ...toItem(3), publish_at: new Date(NOW + 400 * DAY).toISOString() }, '/api/drafts')
    await tidy(40)
    const kept = await Promise.all(pictures.map(async ({ hash }) => (await blobs.get(hash)) !== undefined))
    expect(kept).toEqual([true, true, true, true, false])
    await post({ image: null }, `/api/drafts/${draft._ara.code}`, 'PATCH')
    await post({ image: pictures[3]?.url }, '/api/items/urn:0', 'PATCH')
    await tidy(20)
    expect(await see(`/media/${pictures[2]?.hash}`)).toEqual([404, 200])
    await tidy(20)
    expect(await see(`/media/${pictures[2]?.hash}`)).toEqual([404, 404])
    expect(await see(`/media/${pictures[0]?.hash}`)).toEqual([404, 404])
    expect(await see(`/media/${pictures[3]?.hash}`)).toEqual([200, 200])
  })

  test('counts anew once it is handed in again', async () => {
    const { send, tidy, see } = open()
    const picture = (await send(png(640, 480))).json
    await tidy(25)
    expect((await send(png(640, 480))).status).toBe(200)
    await tidy(25)
    expect(await see(toPath(picture))).toEqual([404, 200])
  })

  test('is taken away once where two processes do it, and the rest of it where one broke off', async () => {
    const blobs = openBlobs(':memory:')
    let deleted = 0
    const broken = { isBroken: true }
    const failing: Blobs = {
      ...blobs,
      delete: async (hash) => {
        deleted++
        if (broken.isBroken) throw new Error('The process ends.')
        await blobs.delete(hash)
      },
    }
    const one = open(failing)
    const two = open(failing, one.db, one.clock)
    const picture = (await one.send(png(640, 480))).json
    await one.tidy(30).catch(() => {})
    one.clock.now += DAY
    await expect(one.service.tidyPictures()).rejects.toThrow('The process ends.')
    expect(await blobs.get(picture.hash)).toBeDefined()
    // While its bytes may be on their way out, nobody is told that it is kept.
    expect(await two.send(png(640, 480))).toMatchObject({ status: 503 })
    broken.isBroken = false
    one.clock.now += 3_600_000
    deleted = 0
    await Promise.all([one.service.tidyPictures(), two.service.tidyPictures()])
    expect([deleted, await blobs.get(picture.hash)]).toEqual([1, undefined])
    expect(await one.db.all('SELECT * FROM loose_pictures')).toEqual([])
  })

  test('whose bytes came, and then everything stopped, leaves none', async () => {
    const { blobs, db, tidy, service, clock, send } = open()
    const bytes = png(640, 480)
    const hash = await toBodyHash(bytes)
    const broken = open(
      { ...blobs, put: async (...all) => blobs.put(...all).then(() => Promise.reject(new Error('x'))) },
      db,
      clock,
    )
    expect((await broken.send(bytes)).status).toBe(500)
    await service.tidyPictures()
    expect(await blobs.get(hash)).toBeDefined()
    await tidy(1)
    expect(await blobs.get(hash)).toBeUndefined()
    expect((await send(bytes)).status).toBe(201)
    await tidy(1)
    expect(await blobs.get(hash)).toBeDefined()
  })
})
