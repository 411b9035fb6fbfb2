/**
 * Receipts of what was made by a post, under its Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). Promises: of
 * those who ask the same at once one makes it; the receipt is written in the batch that makes it, or that batch is refused.
 */
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'

/** What was made, by a name of its own, and the status of the answer. */
export type Made = { readonly name: string; readonly status: number }

/** Statements that go into the batch which makes it. */
export type Keep = (made: Made) => readonly Statement[]

/** Whose key, and what is asked under it; all but the holder are hashes. */
export type KeyedRequest = { readonly holder: number; readonly key: string; readonly request: string }

/** The right to make it. */
export type Claim = KeyedRequest & { readonly claim: string }

export type OpenedReceipt =
  | { readonly outcome: 'claimed'; readonly claim: Claim }
  | { readonly outcome: 'made'; readonly made: Made }
  | { readonly outcome: 'busy' | 'other' }

/** Milliseconds that a receipt is kept. */
export const KEPT = 24 * 3_600_000
/** Milliseconds after which somebody who never came to an end is given up: longer than any request takes. */
const LEASE = 120_000

/** Claims a key, or says what became of it: somebody is at it (`busy`), or it was another request's (`other`). */
export async function openReceipt(db: Db, asked: KeyedRequest, token: string, now: number): Promise<OpenedReceipt> {
  const { holder, key, request } = asked
  const claimed = await db.run(
    `INSERT INTO receipts (holder, key, request, claim, lease, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (holder, key) DO UPDATE SET request = ?3, claim = ?4, lease = ?5, at = ?6, made = NULL, status = NULL
     WHERE made IS NULL AND lease NOT BETWEEN ?6 AND ?5 OR at NOT BETWEEN ?6 - ${KEPT} AND ?6 + ${KEPT}`,
    holder,
    key,
    request,
    token,
    now + LEASE,
    now,
  )
  if (claimed > 0) return { outcome: 'claimed', claim: { ...asked, claim: token } }
  return loadOpened(db, asked)
}

type ReceiptRow = { readonly request: string; readonly made: string | null; readonly status: number | null }

async function loadOpened(db: Db, { holder, key, request }: KeyedRequest): Promise<OpenedReceipt> {
  const sql = 'SELECT request, made, status FROM receipts WHERE holder = ? AND key = ?'
  const row = await db.first<ReceiptRow>(sql, holder, key)
  // Whoever was at it has just let go.
  if (row === undefined) return { outcome: 'busy' }
  if (row.request !== request) return { outcome: 'other' }
  if (row.made === null || row.status === null) return { outcome: 'busy' }
  return { outcome: 'made', made: { name: row.made, status: row.status } }
}

/** Refuses the batch where somebody else has claimed the key meanwhile (`RECEIPT_LOST`). What was kept first stays. */
export function toReceiptStatement({ holder, key, claim }: Claim, { name, status }: Made): Statement {
  return statement(
    `UPDATE receipts SET claim = iif(claim = ?, claim, NULL), made = coalesce(made, ?), status = coalesce(status, ?)
     WHERE holder = ? AND key = ?`,
    claim,
    name,
    status,
    holder,
    key,
  )
}

/** Keeps what was made where the batch that made it did not. @throws StoreError `RECEIPT_LOST` */
export async function closeReceipt(db: Db, claim: Claim, made: Made): Promise<void> {
  await db.batch([toReceiptStatement(claim, made)])
}

/** Lets go of a key under which nothing was made: the next try is the first. */
export async function dropReceipt(db: Db, { holder, key, claim }: Claim): Promise<void> {
  await db.run('DELETE FROM receipts WHERE holder = ? AND key = ? AND claim = ? AND made IS NULL', holder, key, claim)
}

/** Lets go of every key that a killed process left claimed. Only for a database that nobody else works from. */
export async function dropOpenReceipts(db: Db): Promise<void> {
  await db.run('DELETE FROM receipts WHERE made IS NULL')
}

/** Forgets receipts that are a day old, and those of a clock that was wrong. */
export async function forgetReceipts(db: Db, now: number): Promise<void> {
  await db.run(`DELETE FROM receipts WHERE at < ?1 - ${KEPT} OR at > ?1 + ${KEPT}`, now)
}
