import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { makeFolder, type Running, startServer, startService, until } from './process.ts'

/** kill -9 in the middle of a refresh: every item is there once, and whole, after the next one. */

/** More batches than kills of a newsroom, so that each comes within another of them. */
const ITEMS = 200
const KILLS = 6
const NEWSROOMS = 2

const title = (n: number) => `Story number ${n} of the generator`
const text = (n: number) => `Paragraph of story ${n}: ${'the river rose and fell again '.repeat(n % 7)}end of ${n}.`

function toDocument(): string {
  const items = Array.from({ length: ITEMS }, (_, n) => {
    const date = new Date(Date.UTC(2015, 0, 1) + n * 60_000).toUTCString()
    return `<item><guid isPermaLink="false">urn:story:${n}</guid><title>${title(n)}</title>
      <link>https://generator.example/${n}</link><pubDate>${date}</pubDate><description>${text(n)}</description></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Generator</title>${items.join('\n')}</channel></rss>`
}

function writeFeeds(folder: string, url: string): string {
  const file = join(folder, 'feeds.mjs')
  const channel = {
    id: 'generated',
    title: 'Generated',
    description: 'Stories by number.',
    language: 'en',
    tag: 'generator.example,2015',
    hosts: ['generator.example'],
    linkTo: 'original',
    sources: [{ id: 'generator', url }],
  }
  writeFileSync(file, `export const channels = [${JSON.stringify(channel)}]\n`)
  return file
}

type Counts = Record<'items' | 'links' | 'revisions' | 'changes' | 'search' | 'named', number>

function count(db: DatabaseSync): Counts {
  const one = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0])
  return {
    items: one('SELECT count(*) FROM items'),
    links: one('SELECT count(*) FROM links JOIN items ON items.id = links.item AND items.code = links.code'),
    revisions: one('SELECT count(*) FROM revisions WHERE revision = 1'),
    changes: one("SELECT count(*) FROM changes WHERE kind = 'create'"),
    search: one('SELECT count(*) FROM search JOIN items ON items.id = search.rowid'),
    named: one('SELECT count(*) FROM item_sources'),
  }
}

type Newsroom = { readonly variables: Readonly<Record<string, string>>; readonly db: DatabaseSync }

/** An empty database whose only source is at `url`. */
function openNewsroom(url: string): Newsroom {
  const folder = makeFolder()
  const database = join(folder, 'ara.db')
  // The tables are there, so that they can be looked into from the first moment on.
  openDatabase(database).close()
  const variables = {
    DATABASE: database,
    ARCHIVE: makeFolder(),
    FEEDS: writeFeeds(folder, url),
    ALLOW_PRIVATE: '127.0.0.1',
  }
  return { variables, db: new DatabaseSync(database, { readOnly: true, timeout: 5_000 }) }
}

function toLast(db: DatabaseSync): number {
  return Number(db.prepare('SELECT max(id) AS last FROM items').get()?.last ?? 0)
}

/** Waits for more than `wanted` items; what the service said is in the error when they don't come. */
async function untilReached({ db }: Newsroom, running: Running, wanted: number): Promise<void> {
  await until(() => (toLast(db) > wanted ? true : undefined)).catch((error: unknown) => {
    throw new Error(running.output(), { cause: error })
  })
}

/** Every item is there once, as the generator wrote it. */
function expectAll(db: DatabaseSync): void {
  expect(Object.values(count(db))).toEqual(Array(6).fill(ITEMS))
  const rows = db.prepare('SELECT public_id, shown FROM items').all() as { public_id: string; shown: string }[]
  const stored = new Map(rows.map((row) => [row.public_id, JSON.parse(row.shown)]))
  for (let n = 0; n < ITEMS; n++) {
    expect(stored.get(`urn:story:${n}`)).toMatchObject({ title: title(n), contentText: text(n).replace(/\s+/g, ' ') })
  }
}

/** Starts the service, and kills it while it stores the batch after these. */
async function killAfter(room: Newsroom, items: number): Promise<void> {
  const running = await startService(room.variables)
  await untilReached(room, running, items)
  await running.kill()
}

/** Each refresh goes on where the one before was killed: what one kill leaves behind the next one meets. */
async function refreshInPieces(room: Newsroom): Promise<number> {
  let inside = 0
  for (let kill = 1; kill <= KILLS; kill++) {
    // At least one batch of its own, so that the kill comes while it writes.
    await killAfter(room, Math.max(toLast(room.db), Math.floor((kill * ITEMS) / (KILLS + 1)) - 1))
    const broken = count(room.db)
    // Whatever was reached, each item that is there is whole.
    expect(new Set(Object.values(broken)).size).toBe(1)
    if (broken.items === ITEMS) break
    inside++
  }
  const last = await startService(room.variables)
  await untilReached(room, last, ITEMS - 1)
  await last.stop()
  expectAll(room.db)
  room.db.close()
  return inside
}

test('kill -9 loses, doubles or halves no item, again and again', { timeout: 540_000 }, async () => {
  const document = toDocument()
  const { base, close } = await startServer((_, response) => {
    response.setHeader('Content-Type', 'application/rss+xml')
    response.end(document)
  })
  let inside = 0
  for (let n = 0; n < NEWSROOMS; n++) inside += await refreshInPieces(openNewsroom(`${base}/feed`))
  close()
  expect(inside).toBeGreaterThanOrEqual(9)
})
