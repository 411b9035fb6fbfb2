/**
 * Redirects of short links, through what `npm start` runs with its defaults, ten million of them stored and random ones
 * asked for, beside a Hono handler on the same server that returns a constant redirect.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import { type Knocked, knock, nameKnocker } from './knocker.ts'
import { serve } from './process.ts'
import { isMet, median } from './rate.ts'

/** Fewer only while one works on it. */
const LINKS = Number(process.env.LINKS ?? 10_000_000)
const ITEMS = 1_000
const ROUNDS = 5
const SECONDS = 6
/** Codes that are drawn from in one round: anew from all of them each time. */
const DRAWN = 200_000

const FLOORS = { rate: 0.85, p99: 2 }

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
/** Codes of seven signs, spread over all that there are and in order, so that the table is written from left to right. */
const STEP = Math.floor(32 ** 7 / LINKS)

export async function benchLinks(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-links-'))
  const file = join(folder, 'ara.db')
  console.log(`\nRedirects of short links: ${LINKS.toLocaleString('en')} stored, 64 connections, ${nameKnocker()}`)
  fill(file)
  const variables = { PORT: '0', DATABASE: file }
  const [links, constant] = await Promise.all([serve(['bin/start.js'], variables), serve(['bench/constant.ts'])])
  try {
    return report(await compare(links.base, constant.base))
  } finally {
    await Promise.all([links.stop(), constant.stop()])
    rmSync(folder, { recursive: true })
  }
}

/** In turns, so that whatever else the machine does meets both alike. */
async function compare(links: string, constant: string) {
  const rounds: { readonly links: Knocked; readonly constant: Knocked }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const load = { paths: toPaths(), connections: 64, seconds: SECONDS }
    const pair = { links: await knock({ base: links, ...load }), constant: await knock({ base: constant, ...load }) }
    // The first one warms up.
    if (round > 0) rounds.push(pair)
  }
  return rounds
}

function report(rounds: readonly { readonly links: Knocked; readonly constant: Knocked }[]): boolean {
  for (const name of ['links', 'constant'] as const) {
    const rate = median(rounds.map((round) => round[name].rate))
    const p99 = median(rounds.map((round) => round[name].p99))
    console.log(`  ${name.padEnd(36)} ${rate.toFixed(0).padStart(10)} a second, p99 ${p99.toFixed(2)} ms`)
  }
  const rate = median(rounds.map(({ links, constant }) => links.rate / constant.rate))
  const p99 = median(rounds.map(({ links, constant }) => constant.p99 / links.p99))
  const isFast = isMet('redirects beside a constant one', rate, FLOORS.rate)
  return isMet('p99 of the constant one beside theirs', p99, 1 / FLOORS.p99) && isFast
}

function toPaths(): string[] {
  return Array.from({ length: DRAWN }, () => `/s/${toCode(Math.floor(Math.random() * LINKS))}`)
}

function toCode(index: number): string {
  let rest = index * STEP + ((index * 7919) % STEP)
  let code = ''
  for (let sign = 0; sign < 7; sign++) {
    code = DIGITS.charAt(rest % 32) + code
    rest = Math.floor(rest / 32)
  }
  return code
}

/** The service's own tables, filled directly: what is measured is the reading. */
function fill(file: string): void {
  openDatabase(file).close()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; DROP INDEX links_by_item; BEGIN')
  const item = database.prepare(
    `INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision,
       fingerprint, shown) VALUES (?, ?, 'ara-news', 'import', ?, '', 0, 0, 0, 1, '', ?)`,
  )
  for (let row = 1; row <= ITEMS; row++) item.run('', `urn:bench:${row}`, toPath(row), SHOWN)
  const link = database.prepare(`INSERT INTO links (code, item, channel, lead, since) VALUES (?, ?, 'ara-news', ?, 0)`)
  for (let index = 0; index < LINKS; index++) {
    const row = (index % ITEMS) + 1
    link.run(toCode(index), row, toPath(row))
  }
  database.exec('COMMIT; CREATE INDEX links_by_item ON links (item) WHERE item IS NOT NULL')
  database.close()
}

function toPath(row: number): string {
  return `/2015/06/a-story-that-was-told-for-the-bench-${row}/`
}

const SHOWN = JSON.stringify({
  title: 'A story',
  summary: '',
  contentHtml: '',
  contentText: '',
  authors: [],
  contributors: [],
  categories: [],
  attachments: [],
  direction: 'ltr',
  places: [],
})
