import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import { toIndex } from '../../src/clean/content.ts'
import type { Content } from '../../src/model/content.ts'
import type { Edit, Sent } from '../../src/model/history.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { parse } from '../../src/read/parse.ts'
import { editItem } from '../../src/store/saving/edits.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { channel } from '../clean/sample.ts'
import { makeFolder, type Running, startService, until } from './process.ts'

/** A database of before summaries followed their text, whose service is killed while it puts them right. */

const STORIES = 400
const DAY = Date.UTC(2015, 5, 10)
const MORE = 'It is open to everybody, said the mayor of the town. '.repeat(30)

let folder = ''
const running: Running[] = []

beforeEach(() => {
  folder = makeFolder()
})

afterEach(async () => {
  for (const one of running.splice(0)) await one.kill()
  rmSync(folder, { recursive: true })
})

/** As it was done before. */
function layFieldsOver({ content }: Sent, edit: Edit): Content {
  return { ...content, ...edit } as Content
}

const lede = (index: number, cost: number) => `Bridge ${index} cost ${cost} dollars, and nobody knows why.`

async function fill(file: string): Promise<void> {
  const db = openDatabase(file)
  const items = Array.from({ length: STORIES }, (_, index) => ({
    id: `urn:${index}`,
    title: `Bridge ${index}`,
    content_html: `<p>${lede(index, 7711)}</p><p>${MORE}</p>`,
  }))
  const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items })
  const feed = parse(new TextEncoder().encode(json), { contentType: 'application/feed+json' })
  const at = { now: DAY, toIndex, layOver: layFieldsOver }
  const arrival = { ...at, channel, owner: 'editor', ranks: {}, mode: 'live' } as const
  await saveItems(db, cleanFeed(feed, {}, { channel }), arrival)
  for (let index = 0; index < STORIES; index++) {
    const contentHtml = `<p>${lede(index, 7722)}</p><p>${MORE}</p>`
    const edit = { contentHtml, contentText: `${lede(index, 7722)}\n\n${MORE.trim()}`, direction: 'ltr' as const }
    await editItem(db, `urn:${index}`, edit, { ...at, now: DAY + 1_000, note: 'The number was wrong.' })
  }
  db.close()
}

type Listed = {
  readonly summary: string
  readonly date_modified?: string
  readonly _ara: { readonly revision: number }
}
type Change = { readonly kind: string; readonly quiet: boolean; readonly seq: number }

async function load<T>({ call }: Running, path: string): Promise<T> {
  return (await call(path)).json() as Promise<T>
}

const loadChanges = async (service: Running) =>
  (await load<{ readonly changes: readonly Change[] }>(service, '/api/changes?limit=1000')).changes

const loadReclean = async (service: Running) => {
  const all: Change[] = []
  let path = '/api/changes?limit=1000'
  for (;;) {
    const { changes, next } = await load<{ changes: Change[]; next: string }>(service, path)
    all.push(...changes)
    if (changes.length < 1000) return all.filter(({ kind }) => kind === 'reclean')
    path = `/api/changes?limit=1000&after=${next}`
  }
}

test('killed in the middle, the next start goes on with it; then nothing is done any more', async () => {
  const file = join(folder, 'ara.db')
  await fill(file)
  const start = async () => {
    const service = await startService({ DATABASE: file, ARCHIVE: join(folder, 'archive') })
    running.push(service)
    return service
  }
  const first = await start()
  await until(async () => ((await loadReclean(first)).length > 0 ? true : undefined))
  await first.kill()
  const second = await start()
  const lines = await until(async () => {
    const found = await loadReclean(second)
    return found.length >= STORIES ? found : undefined
  })
  expect([lines.length, lines.every(({ quiet }) => quiet)]).toEqual([STORIES, true])
  const look = async (service: Running) => {
    // The system chooses another port each time.
    const read = async (path: string) =>
      (await (await service.call(path)).text()).replaceAll(new URL(service.base).port, 'PORT')
    const { items } = JSON.parse(await read('/api/items?limit=100')) as { readonly items: readonly Listed[] }
    return { items, feed: await read('/feed.atom') }
  }
  const after = await look(second)
  expect([after.feed.includes('7711'), after.feed.includes('7722')]).toEqual([false, true])
  expect(new Set(after.items.map(({ _ara }) => _ara.revision))).toEqual(new Set([2]))
  const modified = new Set(after.items.map(({ date_modified }) => date_modified))
  expect(modified).toEqual(new Set([undefined]))
  for (const { summary } of after.items) expect(summary).toMatch(/^Bridge \d+ cost 7722 dollars/)
  await second.stop()
  const third = await start()
  expect(await look(third)).toEqual(after)
  expect(await loadChanges(third)).toHaveLength(1_000)
  expect(await loadReclean(third)).toHaveLength(STORIES)
})
