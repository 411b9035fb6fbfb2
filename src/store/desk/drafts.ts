/**
 * Stories that are not public: drafts, and those that wait for their time (docs/architecture.md, decision 15). The only
 * place that knows their tables. Promises: a code that was given to a draft is given to nothing else, ever; a draft is
 * changed, or taken out to be published, by one of those who try at once.
 */
import { StoreError } from '../../errors.ts'
import type { PostedItem } from '../../model/item.ts'
import type { Received } from '../../model/model.ts'
import type { Db, SqlValue, Statement } from '../db.ts'
import { statement, toRefusal } from '../statements.ts'

/** What a draft says, and when it is to be public. */
export type DraftFields = {
  readonly channel: string
  /** The hash of the first form that the story would be known by. */
  readonly key: string
  readonly received: Received
  /** The JSON item that it was posted as; edits are laid over it. */
  readonly posted?: PostedItem | undefined
  /** When it is to be published; absent: when somebody says so. */
  readonly publishAt?: number | undefined
  readonly note?: string | undefined
  /** The name of its file in the folder of stories. */
  readonly file?: string | undefined
}

export type Draft = DraftFields & {
  readonly row: number
  readonly code: string
  /** Counts edits. */
  readonly version: number
  readonly created: number
  readonly updated: number
}

type DraftRow = {
  readonly id: number
  readonly code: string
  readonly channel: string
  readonly key: string
  readonly received: string
  readonly posted: string | null
  readonly publish_at: number | null
  readonly note: string | null
  readonly file: string | null
  readonly version: number
  readonly created: number
  readonly updated: number
}

const SELECT =
  'SELECT id, code, channel, key, received, posted, publish_at, note, file, version, created, updated FROM drafts'

function toDraft({ id, received, posted, publish_at, note, file, ...rest }: DraftRow): Draft {
  return {
    ...rest,
    row: id,
    received: JSON.parse(received) as Received,
    ...(posted === null ? {} : { posted: JSON.parse(posted) as PostedItem }),
    ...(publish_at === null ? {} : { publishAt: publish_at }),
    ...(note === null ? {} : { note }),
    ...(file === null ? {} : { file }),
  }
}

async function loadSome(db: Db, rest: string, ...values: SqlValue[]): Promise<Draft[]> {
  return (await db.all<DraftRow>(`${SELECT} ${rest}`, ...values)).map(toDraft)
}

export async function loadDraft(db: Db, code: string): Promise<Draft | undefined> {
  return (await loadSome(db, 'WHERE code = ?', code))[0]
}

/** Which drafts are listed: those of a channel, those that wait for their time or for somebody. */
export type DraftSelection = {
  readonly channel?: string | undefined
  readonly state?: 'draft' | 'scheduled' | undefined
  /** Whatever the state says, none that waits for somebody. */
  readonly scheduledOnly?: boolean
  /** Only those that were made before this one. */
  readonly before?: number | undefined
  readonly limit: number
}

/** The last made first. */
export async function loadDrafts(db: Db, { channel, state, before, limit, ...rest }: DraftSelection): Promise<Draft[]> {
  const conditions = [
    ...(before === undefined ? [] : ['id < ?']),
    ...(channel === undefined ? [] : ['channel = ?']),
    ...(state === undefined ? [] : [`publish_at IS ${state === 'draft' ? '' : 'NOT '}NULL`]),
    ...(rest.scheduledOnly ? ['publish_at IS NOT NULL'] : []),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const values = [before, channel].filter((value) => value !== undefined)
  return loadSome(db, `${where} ORDER BY id DESC LIMIT ?`, ...values, limit)
}

/** Those that a story of this key, and of none of the files, may be. */
export async function loadDraftsByKey(db: Db, key: string): Promise<Draft[]> {
  return loadSome(db, 'WHERE key = ? AND file IS NULL ORDER BY id', key)
}

/** Codes of drafts by their keys, of those among the hashes that are the key of one. */
export async function loadDraftCodes(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.all<{ key: string; code: string }>(
    'SELECT d.key, d.code FROM json_each(?) AS j CROSS JOIN drafts d ON d.key = j.value ORDER BY d.id DESC',
    JSON.stringify(hashes),
  )
  return new Map(rows.map(({ key, code }) => [key, code]))
}

/** Those of files, by any of their names. */
export async function loadDraftsOfFiles(db: Db, names: readonly string[]): Promise<Draft[]> {
  return loadSome(
    db,
    `WHERE id IN (SELECT d.id FROM json_each(?) AS j CROSS JOIN drafts d ON d.file = j.value) ORDER BY id`,
    JSON.stringify(names),
  )
}

/** Names of files that have a draft. */
export async function loadDraftFiles(db: Db): Promise<string[]> {
  const rows = await db.all<{ file: string }>('SELECT DISTINCT file FROM drafts WHERE file IS NOT NULL')
  return rows.map(({ file }) => file)
}

/** Those whose time has come, in its order. */
export async function loadDueDrafts(db: Db, now: number, limit: number): Promise<Draft[]> {
  return loadSome(db, 'WHERE publish_at <= ? ORDER BY publish_at, id LIMIT ?', now, limit)
}

/** When the next is due after a time. */
export async function loadNextDue(db: Db, after: number): Promise<number | undefined> {
  const row = await db.first<{ at: number | null }>(
    'SELECT min(publish_at) AS at FROM drafts WHERE publish_at > ?',
    after,
  )
  return row?.at ?? undefined
}

/**
 * Keeps a draft under a code that nothing has.
 * @param toCode asked again where the one it answered is taken @param more what is written with it @throws StoreError
 */
export async function addDraft(
  db: Db,
  fields: DraftFields,
  toCode: () => string,
  now: number,
  more: (code: string) => readonly Statement[] = () => [],
): Promise<string> {
  for (;;) {
    const code = toCode()
    try {
      await db.batch([...toAddition(code, fields, now), ...more(code)])
      return code
    } catch (error) {
      if (!(error instanceof StoreError && error.unique)) throw error
    }
  }
}

function toAddition(code: string, fields: DraftFields, now: number): Statement[] {
  return [
    toRefusal('links WHERE code = ?', code),
    statement('INSERT INTO reserved_codes (code) VALUES (?)', code),
    statement(
      `INSERT INTO drafts (channel, key, received, posted, publish_at, note, file, updated, code, created)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...toValues(fields, now),
      code,
      now,
    ),
  ]
}

function toValues({ channel, key, received, posted, publishAt, note, file }: DraftFields, now: number): SqlValue[] {
  const json = posted === undefined ? null : JSON.stringify(posted)
  return [channel, key, JSON.stringify(received), json, publishAt ?? null, note ?? null, file ?? null, now]
}

/** Writes a draft anew, as long as it is as it was read. Whether it was. */
export async function changeDraft(
  db: Db,
  { code, version }: Draft,
  fields: DraftFields,
  now: number,
): Promise<boolean> {
  const changed = await db.run(
    `UPDATE drafts SET channel = ?, key = ?, received = ?, posted = ?, publish_at = ?, note = ?, file = ?, updated = ?,
       version = version + 1
     WHERE code = ? AND version = ?`,
    ...toValues(fields, now),
    code,
    version,
  )
  return changed > 0
}

/** Whether it was there, of this version where one is given. Its code stays reserved: it may have been printed. */
export async function deleteDraft(db: Db, code: string, version?: number): Promise<boolean> {
  const sql = 'DELETE FROM drafts WHERE code = ? AND version = coalesce(?, version)'
  return (await db.run(sql, code, version ?? null)) > 0
}

/** The draft of this version stops to wait for a time. */
export async function unscheduleDraft(db: Db, { code, version }: Draft, now: number): Promise<void> {
  await db.run(
    'UPDATE drafts SET publish_at = NULL, version = version + 1, updated = ? WHERE code = ? AND version = ?',
    now,
    code,
    version,
  )
}

/** What goes into the batch that makes it public: refuses it where the draft is not as it was read any more. */
export function toPublicationStatements({ code, version }: Draft, now: number): Statement[] {
  return [
    toRefusal('(SELECT 1) WHERE NOT EXISTS (SELECT 1 FROM drafts WHERE code = ? AND version = ?)', code, version),
    ...toEndStatements([code], now),
  ]
}

/**
 * What goes into a batch by which stories that were drafts became public: they are none any more. A story that was here
 * by another code is found by the draft's, too, which may have been printed.
 */
export function toEndStatements(codes: readonly string[], now: number): Statement[] {
  if (codes.length === 0) return []
  const list = JSON.stringify(codes)
  return [
    statement(
      `INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
       SELECT r.code, i.id, i.channel, i.permalink, i.state, ?, r.code
       FROM json_each(?) AS j CROSS JOIN drafts r ON r.code = j.value
       CROSS JOIN identities d ON d.hash = r.key CROSS JOIN items i ON i.id = d.item AND i.erased = 0`,
      now,
      list,
    ),
    statement('DELETE FROM drafts WHERE code IN (SELECT value FROM json_each(?))', list),
  ]
}
