/** Files of the folder of stories: how each was when it was last taken in, and which are gone. */
import type { Db, Statement } from './db.ts'
import { statement } from './statements.ts'

/** A file as it was taken in. */
export type KnownFile = {
  readonly name: string
  /** What tells, without reading it, that a file is as it was. */
  readonly version: string
  /** SHA-256 of its bytes, hex. */
  readonly hash: string
  /** The versions of pictures beside it, by name. */
  readonly beside: Readonly<Record<string, string>>
  /** The row of its story; absent for a file of several. */
  readonly item?: number
  /** Since when it is gone. */
  readonly gone?: number
}

type FileRow = { readonly [Name in keyof Required<KnownFile>]: KnownFile[Name] | null } & { readonly beside: string }

/** Every file that is known, those that are gone too. */
export async function loadFiles(db: Db): Promise<KnownFile[]> {
  const rows = await db.all<FileRow>('SELECT name, version, hash, beside, item, gone FROM files ORDER BY name')
  return rows.map((row) => {
    const known = Object.entries(row).filter(([, value]) => value !== null)
    return { ...Object.fromEntries(known), beside: JSON.parse(row.beside) } as KnownFile
  })
}

/** Keeps how files are now; they are there. */
export async function saveFiles(db: Db, files: readonly KnownFile[]): Promise<void> {
  await db.batch(files.map(toFileStatement))
}

function toFileStatement({ name, version, hash, beside, item }: KnownFile): Statement {
  return statement(
    `INSERT INTO files (name, version, hash, beside, item) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version, hash = excluded.hash, beside = excluded.beside,
       item = excluded.item, gone = NULL`,
    name,
    version,
    hash,
    JSON.stringify(beside),
    item ?? null,
  )
}

/** Of a file that is gone the editor is told, unless its story has another file, is taken back, or there is none. */
export async function loseFile(db: Db, name: string, now: number): Promise<void> {
  await db.run(
    `UPDATE files SET gone = ? WHERE name = ? AND gone IS NULL AND item IN (SELECT id FROM items WHERE state = 'live')
       AND NOT EXISTS (SELECT 1 FROM files o WHERE o.item = files.item AND o.name <> files.name AND o.gone IS NULL)`,
    now,
    name,
  )
  await db.run('DELETE FROM files WHERE name = ? AND gone IS NULL', name)
}

/** The editor knows that files of a story are gone. Whether there was one. */
export async function forgetGoneFiles(db: Db, item: number): Promise<boolean> {
  return (await db.run('DELETE FROM files WHERE item = ? AND gone IS NOT NULL', item)) > 0
}

/** A file that is gone, and its story, which stays. */
export type GoneFile = {
  readonly name: string
  readonly gone: number
  readonly code: string
  readonly title: string
  readonly permalink: string
  /** How many there are in all. */
  readonly total: number
}

/** Files that are gone and whose stories are public, the last ones first. */
export async function loadGoneFiles(db: Db, limit: number): Promise<GoneFile[]> {
  return db.all(
    `SELECT f.name, f.gone, i.code, i.shown ->> 'title' AS title, i.permalink, count(*) OVER () AS total
     FROM files f CROSS JOIN items i ON i.id = f.item
     WHERE f.gone IS NOT NULL AND i.state = 'live' AND NOT EXISTS (
       SELECT 1 FROM files o WHERE o.item = f.item AND o.gone IS NULL)
     ORDER BY f.gone DESC LIMIT ?`,
    limit,
  )
}
