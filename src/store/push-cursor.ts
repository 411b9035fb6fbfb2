/** How far the change log was distributed. */
import type { Db } from './db.ts'

/** Where distributing stands: up to `from` it is done, `to` is the last change, and whether any between is news. */
export type Undistributed = { readonly from: number; readonly to: number; readonly isNews: boolean }

/** What is left to be distributed; undefined when nothing changed. Quiet changes are told to nobody. */
export async function loadUndistributed(db: Db): Promise<Undistributed | undefined> {
  const row = await db.first<{ from: number; to: number; news: number }>(
    `SELECT m."from", m."to", EXISTS (SELECT 1 FROM changes WHERE seq > m."from" AND quiet = 0) AS news FROM (
       SELECT CAST(value AS INTEGER) AS "from", (SELECT coalesce(max(seq), 0) FROM changes) AS "to"
       FROM meta WHERE name = 'distributed') m`,
  )
  if (row === undefined || row.to <= row.from) return undefined
  return { from: row.from, to: row.to, isNews: row.news === 1 }
}

/** Everything up to `to` is distributed; never goes back. */
export async function saveDistributed(db: Db, to: number): Promise<void> {
  await db.run(`UPDATE meta SET value = ? WHERE name = 'distributed' AND CAST(value AS INTEGER) < ?`, String(to), to)
}

/** The first part of every cursor (decision 10). */
export async function loadEpoch(db: Db): Promise<string> {
  const row = await db.first<{ value: string }>(`SELECT value FROM meta WHERE name = 'epoch'`)
  return row?.value ?? ''
}
