/** Sources: those that `feeds/` declares, and those that were added through the API. */

import type { Channel, Source } from '../model/model.ts'
import type { Credentials } from '../model/request.ts'
import type { SourceOptions } from '../model/settings.ts'
import type { Db, SqlValue, Statement } from './db.ts'
import { openLogin, sealLogin } from './logins.ts'
import { findSourceName } from './source-names.ts'
import { statement } from './statements.ts'

/** How a source is read, where it is no plain feed, and how it is asked. */
type Options = Omit<SourceOptions, 'title' | 'credentials'>
type Patch<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> | null }

/** A source as the API adds it. */
type AddedSource = SourceOptions & Pick<Source, 'id' | 'channel' | 'url'>

type SourceRow = {
  readonly row: number
  readonly id: string
  readonly channel: string
  readonly url: string
  readonly title: string | null
  readonly credentials: string | null
  readonly options: string | null
  readonly scope: string | null
}

/** What a source's rank among the added ones is counted from: after every declared one of any channel. */
const AFTER_DECLARED = 1_000_000

const COLUMNS = 's.rowid AS row, s.id, s.channel, s.url, s.title, s.credentials, s.options, n.scope'
const NAMED = 'LEFT JOIN source_names n ON n.name = s.id'

/**
 * Every source: declared ones first, in rank order, then added ones as they came.
 * Where an added one has the id or address of a declared one, the declared one stands; added ones of a channel
 * that is no longer published are left out. A source that names no time zone has its channel's.
 */
export async function loadSources(db: Db, channels: readonly Channel[]): Promise<Source[]> {
  const rows = await db.all<SourceRow>(`SELECT ${COLUMNS} FROM sources s ${NAMED} ORDER BY s.rowid`)
  return toZoned(channels, [...toDeclared(channels), ...(await toAdded(db, rows, channels))])
}

/** Those of these ids, as `loadSources` has them. */
export async function loadSourcesOf(db: Db, channels: readonly Channel[], ids: readonly string[]): Promise<Source[]> {
  const declared = toDeclared(channels).filter(({ id }) => ids.includes(id))
  if (declared.length === ids.length) return toZoned(channels, declared)
  const sql = `SELECT ${COLUMNS} FROM json_each(?) AS j CROSS JOIN sources s ON s.id = j.value ${NAMED}`
  const rows = await db.all<SourceRow>(sql, JSON.stringify(ids))
  return toZoned(channels, [...declared, ...(await toAdded(db, rows, channels))])
}

function toDeclared(channels: readonly Channel[]): Source[] {
  return channels.flatMap((channel) =>
    channel.sources.map((source, rank) => ({ ...source, channel: channel.id, declared: true, rank })),
  )
}

async function toAdded(db: Db, rows: readonly SourceRow[], channels: readonly Channel[]): Promise<Source[]> {
  const taken = new Set(channels.flatMap(({ sources }) => sources.flatMap(({ id, url }) => [id, url])))
  const published = new Set(channels.map(({ id }) => id))
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, url: await openLogin(db, 'sources', row.url) })))
  return opened
    .filter(({ id, url, channel }) => !taken.has(id) && !taken.has(url) && published.has(channel))
    .map((row) => toSource(row, AFTER_DECLARED + row.row))
}

/** A source by what it is called, or was. */
export async function findSource(db: Db, channels: readonly Channel[], id: string): Promise<Source | undefined> {
  const [there] = await loadSourcesOf(db, channels, [id])
  if (there !== undefined) return there
  const known = await findSourceName(db, id)
  return known && (await loadSourcesOf(db, channels, [known.name]))[0]
}

function toZoned(channels: readonly Channel[], sources: readonly Source[]): Source[] {
  const zones = new Map(channels.map(({ id, timeZone }) => [id, timeZone]))
  return sources.map((source) => withZone(source, zones.get(source.channel)))
}

function withZone(source: Source, timeZone: string | undefined): Source {
  return source.timeZone !== undefined || timeZone === undefined ? source : { ...source, timeZone }
}

function toSource(row: SourceRow, rank: number): Source {
  return {
    id: row.id,
    channel: row.channel,
    url: row.url,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.credentials === null ? {} : { credentials: JSON.parse(row.credentials) as Credentials }),
    ...(row.options === null ? {} : (JSON.parse(row.options) as Options)),
    ...(row.scope === null ? {} : { scope: row.scope }),
    declared: false,
    rank,
  }
}

/** What stands with a source's stories. */
export function toSourceScope({ id, scope = id }: Pick<Source, 'id' | 'scope'>): string {
  return scope
}

/** Adds a source, `more` with it; `ensurePolls` makes it due. @throws KeyError; StoreError, with `unique` set when its id or address is there */
export async function addSource(
  db: Db,
  source: AddedSource,
  now: number,
  more: readonly Statement[] = [],
): Promise<void> {
  const { id, channel, url, title, credentials, ...options } = source
  const insert = statement(
    'INSERT INTO sources (id, channel, url, title, credentials, options, added) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    channel,
    await sealLogin(db, 'sources', url),
    title ?? null,
    credentials === undefined ? null : JSON.stringify(credentials),
    Object.keys(options).length === 0 ? null : JSON.stringify(options),
    now,
  )
  await db.batch([insert, ...more])
}

type SourcePatch = { readonly url?: string } & Patch<SourceOptions>

type Assignment = { readonly sql: string; readonly values: readonly SqlValue[] }

/** Each is replaced whole, so that no selector of before remains in it. */
function toOptions(options: Patch<Options>): Assignment[] {
  const entries = Object.entries(options)
  if (entries.length === 0) return []
  const start: Assignment = { sql: "coalesce(options, '{}')", values: [] }
  const { sql, values } = entries.reduce(
    (before, [name, value]) =>
      value === null
        ? { sql: `json_remove(${before.sql}, ?)`, values: [...before.values, `$.${name}`] }
        : {
            sql: `json_set(${before.sql}, ?, json(?))`,
            values: [...before.values, `$.${name}`, JSON.stringify(value)],
          },
    start,
  )
  return [{ sql: `options = ${sql}`, values }]
}

/** Changes what is given of an added source; null takes it away. False when no such source was added. @throws StoreError as `addSource` */
export async function changeSource(
  db: Db,
  id: string,
  { url, title, credentials, ...options }: SourcePatch,
): Promise<boolean> {
  const assignments: Assignment[] = [
    ...toAssignment('url', url && (await sealLogin(db, 'sources', url))),
    ...toAssignment('title', title),
    ...toAssignment('credentials', credentials && JSON.stringify(credentials)),
    ...toOptions(options),
  ]
  if (assignments.length === 0) return (await db.first('SELECT id FROM sources WHERE id = ?', id)) !== undefined
  const sql = assignments.map((one) => one.sql).join(', ')
  const values = assignments.flatMap((one) => one.values)
  return (await db.run(`UPDATE sources SET ${sql} WHERE id = ?`, ...values, id)) > 0
}

function toAssignment(column: string, value: string | null | undefined): Assignment[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }]
}

/** Takes an added source out; its items stay. False when no such source was added. */
export async function removeSource(db: Db, id: string): Promise<boolean> {
  const [, removed = 0] = await db.batch([
    // A poll that is under way finds its claim gone and writes no more.
    statement('DELETE FROM polls WHERE source = ? AND EXISTS (SELECT 1 FROM sources WHERE id = ?)', id, id),
    statement('DELETE FROM sources WHERE id = ?', id),
  ])
  return removed > 0
}

/**
 * Who outranks whom (docs/architecture.md, decision 2). What was imported stands between the publication's own sources,
 * which go on revising the stories that an export of theirs brought, and added ones, which may be anybody's. Of those
 * only the ones given here are named: what the rank of another is goes with the items that it owns (`toAddedRank`).
 */
export function toRanks(channels: readonly Channel[], added: readonly Source[] = []): Record<string, number> {
  const declared = toDeclared(channels)
  const ranks = Object.fromEntries([...added, ...declared].map((source) => [toSourceScope(source), source.rank]))
  return { ...ranks, import: Math.max(-1, ...declared.map(({ rank }) => rank)) + 0.5 }
}

/** The rank of the added source in a row of its table. */
export function toAddedRank(row: number): number {
  return AFTER_DECLARED + row
}
