/** Databases with many stories, written straight into the tables: storing them would take minutes. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import { toParagraph } from './documents.ts'

/** How many stories are in no archive document yet, how many in each, and when the first came. Integers, to SQLite. */
const NUMBERS = { recent: 30n, page: 50n, start: BigInt(Date.UTC(2015, 0, 1)) }

/** What stories say and are found by: statements, and functions that they call. */
export type Texts = {
  readonly functions?: Readonly<Record<string, (id: SQLOutputValue) => string>>
  readonly items: string
  readonly found: readonly string[]
}

/**
 * Makes a database with so many stories of a channel, an hour apart; the newest are as long as news are. All are found
 * by the same words, and each by its number.
 */
export function createStored(file: string, stories: number, channel: string, texts: Texts = SAME): void {
  openDatabase(file).close()
  const database = new DatabaseSync(file)
  // Thrown away afterwards: nothing has to outlive a power cut.
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -200000')
  for (const [name, make] of Object.entries(texts.functions ?? {}))
    database.function(name, { deterministic: true }, make)
  database.exec('BEGIN')
  for (const sql of [texts.items, ...STATEMENTS, ...texts.found]) {
    const statement = database.prepare(sql)
    statement.setAllowUnknownNamedParameters(true)
    statement.run({
      ...NUMBERS,
      stories: BigInt(stories),
      channel,
      short: toContent(0),
      long: toContent(6),
      words: toParagraph(0),
    })
  }
  // Written as this version writes them: there is nothing to bring up to date in the background.
  for (const step of STEPS) database.prepare('INSERT INTO steps VALUES (?, ?, 1)').run(step, '')
  database.exec('COMMIT')
  database.exec('PRAGMA journal_mode = WAL')
  database.close()
}

const STEPS = ['derived-of-edits', 'names-and-stems']

export const EACH = 'WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < :stories)'
export const KEY = `printf('%064x', id)`
const AT = '(:start + id * 3600000)'
const IS_RECENT = 'id > :stories - :recent'

const STATEMENTS = [
  `${EACH} INSERT INTO identities SELECT ${KEY}, 'guid', 'https://site.example/?p=' || id, id FROM n`,
  `${EACH} INSERT INTO links (code, item, channel, lead, since)
   SELECT printf('%06x', id), id, :channel, '/2015/06/story-' || id || '/', ${AT} FROM n`,
  `${EACH} INSERT INTO changes (kind, item, channel, revision, at, quiet) SELECT 'create', id, :channel, 1, ${AT}, 1 FROM n`,
  `${EACH} INSERT INTO archives (number, channel, items, seq, at, first, held, first_of_all, held_of_all)
   SELECT DISTINCT (id - 1) / :page + 1, :channel, :page, id, ${AT}, (id - 1) / :page + 1, :page,
     (id - 1) / :page + 1, :page FROM n
   WHERE id <= :stories - :recent AND (id % :page = 0 OR id = :stories - :recent)`,
  `${EACH} INSERT INTO archived SELECT id, (id - 1) / :page + 1 FROM n WHERE id <= :stories - :recent`,
  `${EACH} INSERT INTO recent (channel, item, position) SELECT :channel, id, ${AT} FROM n WHERE ${IS_RECENT}`,
]

const SAME: Texts = {
  items: `${EACH} INSERT INTO items (id, key, public_id, channel, owner, permalink, code, position, first_seen, updated,
      revision, fingerprint, shown)
   SELECT id, ${KEY}, 'https://site.example/?p=' || id, :channel, 'import', '/2015/06/story-' || id || '/',
      printf('%06x', id), ${AT}, ${AT}, ${AT}, 1, ${KEY},
      json_set(iif(${IS_RECENT}, :long, :short), '$.title', 'Story ' || id, '$.published', ${AT})
   FROM n`,
  found: [
    `${EACH} INSERT INTO facets (kind, value, position, item, label, channel)
     SELECT 'place', 'kobane', ${AT}, id, 'Kobane', :channel FROM n`,
    `${EACH} INSERT INTO search (rowid, title, text) SELECT id, 'story ' || id, :words || ' no' || id FROM n`,
  ],
}

function toContent(paragraphs: number): string {
  const text = Array.from({ length: paragraphs }, (_, n) => toParagraph(n))
  return JSON.stringify({
    title: '',
    summary: text[0]?.slice(0, 200) ?? '',
    contentHtml: text.map((one) => `<p>${one}</p>`).join('\n'),
    contentText: text.join('\n\n'),
    authors: [{ name: 'Egid Yousef' }],
    contributors: [],
    categories: [{ name: 'Syria' }],
    attachments: [],
    direction: 'ltr',
    language: 'en',
    places: [{ name: 'Kobane', slug: 'kobane', latitude: 36.89, longitude: 38.35 }],
    dateline: 'Kobane, Syria',
  })
}
