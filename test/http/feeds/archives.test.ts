import { describe, expect, test } from 'vitest'
import type { Received } from '../../../src/model/model.ts'
import { EVERY_FORMAT } from '../../../src/publish/formats.ts'
import { BASE, channel, openBackend, type TestBackend } from '../backend.ts'

/** The whole archive over HTTP, as clients that follow its links see it (RFC 5005 §4). */

type Feed = {
  readonly items: readonly { readonly id: string }[]
  readonly next_url?: string
  readonly feed_url?: string
}

type Manifest = {
  readonly documents: readonly {
    readonly number: number
    readonly items: number
    readonly files: readonly { readonly format: string; readonly url: string; readonly sha256: string }[]
  }[]
  readonly next?: string
}

function received(number: number): Received {
  const text = (value: string) => ({ type: 'text' as const, value })
  return {
    item: {
      guid: `urn:story:${number}`,
      title: text(`Story ${number}`),
      content: text(`What happened on day ${number} in town ${number}.`),
      authors: [{ name: 'Egid Yousef' }],
      categories: [{ name: 'Syria' }],
      attachments: [],
      pictures: [],
    },
    context: {},
  }
}

async function add(backend: TestBackend, from: number, count: number): Promise<void> {
  backend.clock.now += 60_000
  await backend.backend.takeReceived(Array.from({ length: count }, (_, index) => received(from + index)))
}

async function read<T>(backend: TestBackend, address: string): Promise<T> {
  const response = await backend.ask(address.replace(BASE, ''))
  expect([address, response.status]).toEqual([address, 200])
  return (await response.json()) as T
}

async function toSha256(bytes: ArrayBuffer): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

describe('the archive', () => {
  test('a client that follows the links gets each story exactly once, while stories are added', async () => {
    const backend = openBackend()
    await add(backend, 0, 330)
    const seen: string[] = []
    let added = 330
    let address: string | undefined = `${BASE}/feed.json`
    while (address !== undefined) {
      const feed: Feed = await read(backend, address)
      seen.push(...feed.items.map(({ id }) => id))
      address = feed.next_url
      await add(backend, added, 40)
      added += 40
    }
    const expected = Array.from({ length: 330 }, (_, number) => `urn:story:${number}`)
    expect(seen.length).toBe(new Set(seen).size)
    expect(new Set(seen)).toEqual(new Set(expected))
  })

  test('Atom and RSS lead the same way, and each document says what it is', async () => {
    const backend = openBackend()
    await add(backend, 0, 200)
    for (const format of ['atom', 'rss']) {
      const seen: string[] = []
      let address = `${BASE}/ara-news/feed.${format}`
      for (let documents = 0; address !== '' && documents < 10; documents++) {
        const text = await (await backend.ask(address.replace(BASE, ''))).text()
        seen.push(...[...text.matchAll(/urn:story:\d+/g)].map(([id]) => id))
        const isArchive = address.includes('/archive/')
        expect(text.includes('<fh:archive/>')).toBe(isArchive)
        expect(text.includes(`rel="current"`)).toBe(isArchive)
        address = /rel="prev-archive"[^>]*href="([^"]+)"/.exec(text)?.[1] ?? ''
        expect(address === '' || address.startsWith(`${BASE}/ara-news/archive/`)).toBe(true)
      }
      expect(new Set(seen).size).toBe(200)
    }
  })

  test('a closed document keeps its bytes when stories come in, and loses them when one of its own is corrected', async () => {
    const backend = openBackend()
    await add(backend, 0, 130)
    const before = await backend.ask('/archive/1.atom')
    const bytes = await before.text()
    await add(backend, 130, 200)
    const after = await backend.ask('/archive/1.atom')
    expect(await after.text()).toBe(bytes)
    expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'))
    expect(after.headers.get('Last-Modified')).toBe(before.headers.get('Last-Modified'))
    expect(after.headers.get('Link')).toContain('/archive/2.atom>; rel="next-archive"')
    const id = /urn:story:\d+/.exec(bytes)?.[0] ?? ''
    backend.clock.now += 3_600_000
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      token: true,
      json: { title: 'Put right', note: 'The headline was wrong.', substantive: true },
    })
    const corrected = await backend.ask('/archive/1.atom')
    expect(await corrected.text()).toContain('Put right')
    expect(corrected.headers.get('Last-Modified')).toBe(new Date(backend.clock.now).toUTCString())
    expect(await (await backend.ask('/feed.atom')).text()).toContain('Put right')
  })

  test('the manifest hashes the bytes of every document in every format, page by page', async () => {
    const backend = openBackend()
    await add(backend, 0, 1_300)
    const numbers: number[] = []
    let items = 0
    let address: string | undefined = `${BASE}/archive.json`
    while (address !== undefined) {
      const { documents, next }: Manifest = await read(backend, address)
      expect(documents.length).toBeLessThanOrEqual(20)
      for (const { number, items: count, files } of documents) {
        numbers.push(number)
        items += count
        expect(files.map(({ format }) => format)).toEqual(EVERY_FORMAT)
        if (number % 7 !== 0) continue
        for (const { url, sha256 } of files) {
          const response = await backend.ask(url.replace(BASE, ''))
          expect(await toSha256(await response.arrayBuffer())).toBe(sha256)
        }
      }
      address = next
    }
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    const { items: recent }: Feed = await read(backend, '/feed.json')
    expect(items + recent.length).toBe(1_300)
  })

  test('a correction moves the hashes of its own document and of no other', async () => {
    const backend = openBackend()
    await add(backend, 0, 230)
    const hashes = async () =>
      (await read<Manifest>(backend, '/ara-news/archive.json')).documents.map(({ files }) => files[1]?.sha256)
    const before = await hashes()
    backend.clock.now += 60_000
    const { items }: Feed = await read(backend, '/archive/2.json')
    await backend.ask(`/api/items/${encodeURIComponent(items[0]?.id ?? '')}`, {
      method: 'DELETE',
      token: true,
      json: { reason: 'It was not true.' },
    })
    const after = await hashes()
    expect(before.map((hash, index) => hash === after[index])).toEqual(before.map((_, index) => index !== 1))
  })

  test('what is not there is a 404 problem', async () => {
    const other = { ...channel, id: 'other', title: 'Other', sources: [] }
    const backend = openBackend({ channels: [channel, other] })
    await add(backend, 0, 130)
    for (const path of [
      '/archive/99.atom',
      '/archive/999999999.json',
      '/other/archive/1.atom',
      '/nobody/archive/1.atom',
      '/nobody/archive.json',
      '/archive/0.atom',
      '/archive/01.atom',
      '/archive/1.xml',
    ]) {
      const response = await backend.ask(path)
      expect([path, response.status, response.headers.get('Content-Type')]).toEqual([
        path,
        404,
        'application/problem+json',
      ])
    }
    expect((await read<Manifest>(backend, '/other/archive.json')).documents).toEqual([])
    expect((await backend.ask('/archive.json?after=x')).status).toBe(400)
  })
})
