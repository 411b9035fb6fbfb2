/**
 * Pictures that were handed in. Promises: none is among those that readers may ask for before a story shows it; bytes
 * that are on their way in or out are known of, so that whatever breaks off leaves none for good, and none are taken
 * away that somebody hands in at that moment.
 */
import type { Db, Statement } from './db.ts'
import { statement, toLogStatement } from './statements.ts'

/** A picture, and the address that stories show it by: it is nowhere but here. */
export type KeptPicture = {
  readonly url: string
  /** SHA-256 of the bytes that are kept, hex. */
  readonly hash: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  readonly width?: number
  readonly height?: number
}

type KeptRow = { readonly [Name in keyof Required<KeptPicture>]: KeptPicture[Name] | null }

const MEMBERS = 'o.url, o.hash, o.type, o.size, o.width, o.height'

function toKept(row: KeptRow): KeptPicture {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as KeptPicture
}

/** Of each of these hashes that there is a picture of, the first picture. */
export async function loadKeptPictures(db: Db, hashes: readonly string[]): Promise<Map<string, KeptPicture>> {
  if (hashes.length === 0) return new Map()
  const rows = await db.all<KeptRow>(
    `SELECT ${MEMBERS} FROM json_each(?) AS j CROSS JOIN own_pictures o ON o.hash = j.value ORDER BY o.url DESC`,
    JSON.stringify(hashes),
  )
  return new Map(rows.map(toKept).map((picture) => [picture.hash, picture]))
}

/** The media type of a picture that no story has shown yet, whatever became of it. */
export async function loadUnshownType(db: Db, hash: string): Promise<string | undefined> {
  const row = await db.first<{ type: string }>(
    `SELECT o.type FROM own_pictures o WHERE o.hash = ? AND NOT EXISTS (
       SELECT 1 FROM pictures p CROSS JOIN item_pictures s ON s.picture = p.id WHERE p.hash = o.hash) LIMIT 1`,
    hash,
  )
  return row?.type
}

export async function loadKeptPicture(db: Db, url: string): Promise<KeptPicture | undefined> {
  const row = await db.first<KeptRow>(`SELECT ${MEMBERS} FROM own_pictures o WHERE o.url = ?`, url)
  return row && toKept(row)
}

/** Whether any picture has these bytes. */
export async function isKept(db: Db, hash: string): Promise<boolean> {
  const found = await db.first(
    'SELECT 1 FROM (SELECT 1) WHERE EXISTS (SELECT 1 FROM pictures WHERE hash = ?) OR EXISTS (SELECT 1 FROM own_pictures WHERE hash = ?)',
    hash,
    hash,
  )
  return found !== undefined
}

const DAY = 24 * 3_600_000
/** Until bytes of which no picture came are taken away. */
const ON_THE_WAY = 3_600_000

/** Says that bytes come. False: somebody takes them away at this moment, and they may be sent again in another. */
export async function expectBytes(db: Db, hash: string, now: number): Promise<boolean> {
  const expected = await db.run(
    `INSERT INTO loose_pictures (hash, due) VALUES (?, ?)
     ON CONFLICT (hash) DO UPDATE SET due = excluded.due, token = NULL WHERE token IS NULL OR due <= ?`,
    hash,
    now + ON_THE_WAY,
    now,
  )
  return expected > 0
}

/**
 * Keeps what is known of a picture whose bytes have come. Where stories show it already, which they do once it is handed
 * in behind them or anew, the log has a line for each.
 */
export async function saveOwnPicture(db: Db, picture: KeptPicture, now: number): Promise<void> {
  const { url, hash, type, size, width, height } = picture
  await db.batch([
    statement('DELETE FROM loose_pictures WHERE hash = ? AND token IS NULL', hash),
    statement(
      `INSERT INTO own_pictures (url, hash, type, size, width, height, look_at, unused_since)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (url) DO UPDATE SET hash = excluded.hash, type = excluded.type, size = excluded.size,
         width = excluded.width, height = excluded.height, look_at = excluded.look_at,
         unused_since = excluded.unused_since`,
      url,
      hash,
      type,
      size,
      width ?? null,
      height ?? null,
      now + DAY,
      now,
    ),
    ...toShownStatements(picture, now),
  ])
}

function toShownStatements({ url, hash, type, size }: KeptPicture, now: number): Statement[] {
  return [
    toLogStatement(
      `SELECT 'reclean', i.id, i.channel, i.revision, ?, 1, 0
       FROM pictures p CROSS JOIN item_pictures s ON s.picture = p.id CROSS JOIN items i ON i.id = s.item
       WHERE p.url = ? AND p.hash IS NOT ? AND i.state = 'live'`,
      now,
      url,
      hash,
    ),
    statement(
      `UPDATE pictures SET state = 'gone', due = NULL, hash = ?, type = ?, size = ?, failures = 0, fault = NULL,
         refused_at = NULL, own = 1 WHERE url = ?`,
      hash,
      type,
      size,
      url,
    ),
  ]
}

// Bytes that nobody has.

/** What goes into a batch that may leave bytes without a picture. */
export function toLooseStatement(hash: string, now: number): Statement {
  return statement('INSERT OR IGNORE INTO loose_pictures (hash, due) VALUES (?, ?)', hash, now)
}

export async function loadLooseBytes(db: Db, now: number, limit: number): Promise<string[]> {
  const rows = await db.all<{ hash: string }>(
    'SELECT hash FROM loose_pictures WHERE due <= ? ORDER BY due LIMIT ?',
    now,
    limit,
  )
  return rows.map(({ hash }) => hash)
}

/** Whether the bytes are no picture's, and nobody else takes them away: then whoever asks has to. */
export async function claimLooseBytes(
  db: Db,
  hash: string,
  token: string,
  now: number,
  leaseMs: number,
): Promise<boolean> {
  const [, claimed = 0] = await db.batch([
    statement(
      `DELETE FROM loose_pictures WHERE hash = ? AND due <= ? AND (
         EXISTS (SELECT 1 FROM pictures WHERE hash = ?) OR EXISTS (SELECT 1 FROM own_pictures WHERE hash = ?))`,
      hash,
      now,
      hash,
      hash,
    ),
    statement(
      'UPDATE loose_pictures SET token = ?, due = ? WHERE hash = ? AND due <= ?',
      token,
      now + leaseMs,
      hash,
      now,
    ),
  ])
  return claimed > 0
}

/** The bytes are gone. */
export async function forgetLooseBytes(db: Db, hash: string, token: string): Promise<void> {
  await db.run('DELETE FROM loose_pictures WHERE hash = ? AND token = ?', hash, token)
}
