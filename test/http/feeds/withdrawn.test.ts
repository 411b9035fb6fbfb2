import { describe, expect, test } from 'vitest'
import type { Received } from '../../../src/model/model.ts'
import { readDocument } from '../../publish/document.ts'
import { BASE, openBackend, type TestBackend } from '../backend.ts'

/** What readers of every feed are given in place of a story that was taken back. */

const FORMATS = ['rss', 'atom', 'json'] as const
const WORD = 'Zyxwitness'
const OLD = 79

function toStory(number: number): Received {
  const text = (value: string) => ({ type: 'text' as const, value })
  return {
    item: {
      guid: `urn:story:${number}`,
      title: text(`${WORD} ${number}`),
      content: text(`What ${WORD} saw on day ${number} in town ${number}.`),
      authors: [{ name: number % 2 === 0 ? `Even ${WORD}` : `Odd ${WORD}` }],
      categories: [{ name: `Tag ${number % 2}` }],
      attachments: [],
      pictures: [],
    },
    context: {},
  }
}

/** A service with so many stories that some of them are in a closed document of the archive. */
async function openFull(): Promise<TestBackend> {
  const backend = openBackend()
  await backend.backend.takeReceived(Array.from({ length: 120 }, (_, number) => toStory(number)))
  backend.clock.now += 60_000
  return backend
}

async function read(backend: TestBackend, path: string): Promise<string> {
  const response = await backend.ask(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

const address = (number: number) => `/api/items/${encodeURIComponent(`urn:story:${number}`)}`

async function withdraw(backend: TestBackend, number: number, more: object = {}): Promise<void> {
  const json = { reason: 'It was not so.', ...more }
  expect((await backend.ask(address(number), { method: 'DELETE', token: true, json })).status).toBe(200)
  backend.clock.now += 60_000
}

async function findArchive(backend: TestBackend, number: number): Promise<string> {
  for (let document = 1; document < 9; document++) {
    const response = await backend.ask(`/archive/${document}.json`)
    if (response.ok && (await response.text()).includes(`"urn:story:${number}"`)) return `/archive/${document}`
  }
  throw new Error('The story is in no closed document.')
}

/** What a reader that knows no tombstones holds of a story: title and text; and whether a tombstone is of it. */
function show(text: string, number: number) {
  const id = `urn:story:${number}`
  if (text.startsWith('{')) {
    const { items } = JSON.parse(text)
    const found = items.filter((item: { id: string }) => item.id === id)
    return found.map((item: { title: string; content_text: string; _ara: { state?: string } }) => {
      return [item.title, item.content_text, item._ara.state]
    })
  }
  const root = readDocument(text)
  const list = root.name === 'rss' ? (root.children[0]?.children ?? []) : root.children
  const within = root.name === 'rss' ? (one: (typeof list)[number]) => one.children : () => list
  return list.flatMap((one) => {
    const said = (...names: string[]) => one.children.find(({ name }) => names.includes(name))?.text.trim()
    if (said('id', 'guid') !== id) return []
    const marked = within(one).some(({ name, attributes }) => name === 'at:deleted-entry' && attributes.ref === id)
    const plain = said('content:encoded', 'content', 'description')?.replace(/<[^>]*>/g, '')
    return [[said('title'), plain, marked ? 'retracted' : undefined]]
  })
}

const NOTICE = [[`Retracted: ${WORD} ${OLD}`, 'It was not so.', 'retracted']]
const TOMBSTONE = [['Retracted', 'It was not so.', 'retracted']]
const STORY = [[`${WORD} ${OLD}`, `What ${WORD} saw on day ${OLD} in town ${OLD}.`, undefined]]

describe.each(FORMATS)('a story that left the window long ago, in %s', (format) => {
  const listPaths = async (backend: TestBackend) => [
    `/feed.${format}`,
    `/ara-news/feed.${format}`,
    `/feed.${format}?tag=tag-1`,
    `/author/odd-zyxwitness/feed.${format}`,
    `${await findArchive(backend, OLD)}.${format}`,
  ]

  test('is shown as retracted in the window, in lists by its names and in the closed document', async () => {
    const backend = await openFull()
    const paths = await listPaths(backend)
    await withdraw(backend, OLD)
    for (const path of paths) expect([path, show(await read(backend, path), OLD)]).toEqual([path, NOTICE])
    expect(show(await read(backend, `/feed.${format}?tag=tag-0`), OLD)).toEqual([])
    // Only where people subscribe: whoever goes on from there finds it in its place.
    expect(show(await read(backend, `/feed.${format}?tag=tag-1&page=1`), OLD)).toEqual([])
  })

  test('is said to be erased in every list of its channel, without a word of it', async () => {
    const backend = await openFull()
    const paths = [...(await listPaths(backend)), `/feed.${format}?tag=tag-0`, `/feed.${format}?q=zyxwitness`]
    await withdraw(backend, OLD, { erase: true })
    for (const path of paths) {
      const text = await read(backend, path)
      expect([path, show(text, OLD)]).toEqual([path, TOMBSTONE])
      expect(text).not.toMatch(new RegExp(`${WORD} ${OLD}\\b|zyxwitness-${OLD}\\b|town ${OLD}\\b`, 'i'))
      expect(text).toContain(`${BASE}/s/`)
    }
  })

  test('loses its headline when it is erased after it was retracted, under a later date', async () => {
    const backend = await openFull()
    const dates = async () =>
      (await read(backend, `/feed.${format}`))
        .match(/2015-06-10T12:\d\d:\d\d\.000Z/g)
        ?.sort()
        .at(-1)
    await withdraw(backend, OLD)
    const before = await dates()
    await withdraw(backend, OLD, { erase: true })
    expect(show(await read(backend, `/feed.${format}`), OLD)).toEqual(TOMBSTONE)
    expect([before, await dates()]).toEqual(['2015-06-10T12:01:00.000Z', '2015-06-10T12:02:00.000Z'])
  })

  test('comes back when it is restored, later than its notice, and no tombstone is left', async () => {
    const backend = await openFull()
    const paths = await listPaths(backend)
    await withdraw(backend, OLD)
    expect((await backend.ask(`${address(OLD)}/restore`, { method: 'POST', token: true })).status).toBe(200)
    for (const path of [paths[0] ?? '', paths[4] ?? '']) {
      const text = await read(backend, path)
      expect([path, show(text, OLD)]).toEqual([path, STORY])
      expect(text).not.toMatch(/deleted-entry |"retracted"/)
      expect(text).toContain('2015-06-10T12:02:00.000Z')
    }
  })
})
