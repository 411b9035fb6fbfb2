/** Sources: those that `feeds/` declares, and those that were added through the API. */
import type { Channel, Credentials, Source } from '../model.ts'
import { type Db, statement, type Value } from './db.ts'

/** A source as the API adds it. */
export type AddedSource = {
  readonly id: string
  readonly channel: string
  readonly url: string
  readonly title?: string
  readonly credentials?: Credentials
}

type SourceRow = {
  readonly id: string
  readonly channel: string
  readonly url: string
  readonly title: string | null
  readonly credentials: string | null
}

/**
 * Every source: declared ones first, in rank order, then added ones as they came.
 * Where an added one has the id or address of a declared one, the declared one stands; added ones of a channel
 * that is no longer published are left out.
 */
export async function loadSources(db: Db, channels: readonly Channel[]): Promise<Source[]> {
  const declared = channels.flatMap((channel) =>
    channel.sources.map((source, rank) => ({ ...source, channel: channel.id, declared: true, rank })),
  )
  const rows = await db.all<SourceRow>('SELECT id, channel, url, title, credentials FROM sources ORDER BY added, id')
  const taken = new Set(declared.flatMap(({ id, url }) => [id, url]))
  const published = new Set(channels.map(({ id }) => id))
  const added = rows.filter(({ id, url, channel }) => !taken.has(id) && !taken.has(url) && published.has(channel))
  // After every declared one of its channel, whichever it is.
  return [...declared, ...added.map((row, index) => toSource(row, declared.length + index))]
}

function toSource(row: SourceRow, rank: number): Source {
  return {
    id: row.id,
    channel: row.channel,
    url: row.url,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.credentials === null ? {} : { credentials: JSON.parse(row.credentials) as Credentials }),
    declared: false,
    rank,
  }
}

/** Adds a source; `ensurePolls` makes it due. @throws StoreError, with `unique` set when its id or address is there */
export async function addSource(db: Db, source: AddedSource, now: number): Promise<void> {
  const { id, channel, url, title, credentials } = source
  await db.run(
    'INSERT INTO sources (id, channel, url, title, credentials, added) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    channel,
    url,
    title ?? null,
    credentials === undefined ? null : JSON.stringify(credentials),
    now,
  )
}

/** Changes what is given of an added source; null takes it away. False when no such source was added. @throws StoreError as `addSource` */
export async function changeSource(
  db: Db,
  id: string,
  patch: { readonly url?: string; readonly title?: string | null; readonly credentials?: Credentials | null },
): Promise<boolean> {
  const fields: [string, Value][] = []
  if (patch.url !== undefined) fields.push(['url', patch.url])
  if (patch.title !== undefined) fields.push(['title', patch.title])
  if (patch.credentials !== undefined)
    fields.push(['credentials', patch.credentials && JSON.stringify(patch.credentials)])
  if (fields.length === 0) return (await db.first('SELECT id FROM sources WHERE id = ?', id)) !== undefined
  const assignments = fields.map(([name]) => `${name} = ?`).join(', ')
  return (await db.run(`UPDATE sources SET ${assignments} WHERE id = ?`, ...fields.map(([, value]) => value), id)) > 0
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
