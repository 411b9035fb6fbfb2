/**
 * Secrets as the database holds them: sealed where there is a key. Promises: none is taken in without a key; those that
 * stand there in clear, from before there was one, are read as they are.
 */
import { KeyError } from '../errors.ts'
import { isSealed } from '../model/secrets/vault.ts'
import type { Db } from './db.ts'

/** The sealed form. @param place table, column and row @throws KeyError where there is no key */
export async function sealSecret({ vault }: Db, secret: string, place: string): Promise<string> {
  if (vault === undefined) throw new KeyError()
  return vault.seal(secret, place)
}

/** The secret; undefined where no key opens it. */
export async function openSecret({ vault }: Db, stored: string, place: string): Promise<string | undefined> {
  return isSealed(stored) ? vault?.open(stored, place) : stored
}

/** Where secrets stand, and what of it is one. */
const PLACES = [
  ['webhooks', 'secret'],
  ['webhook_secrets', 'secret'],
  ['subscriptions', 'secret'],
  ['hub_requests', 'secret'],
  ['follows', 'secret'],
  ['sources', 'url'],
  ['webhooks', 'url'],
] as const

/** How many are sealed with keys that are not there. */
export async function countLocked(db: Db): Promise<number> {
  const sums = PLACES.map(([table, column]) => `(SELECT count(*) FROM ${table} WHERE ${toLocked(column)})`)
  const row = await db.first<{ locked: number }>(
    `WITH keys (name) AS (SELECT value FROM json_each(?)) SELECT ${sums.join(' + ')} AS locked`,
    JSON.stringify(db.vault?.keys ?? []),
  )
  return row?.locked ?? 0
}

function toLocked(column: 'secret' | 'url'): string {
  const start = column === 'url' ? '//sealed.' : 'sealed.'
  const at = column === 'url' ? `instr(url, '${start}')` : "instr(secret, 'sealed.') = 1"
  const name = column === 'url' ? `substr(url, instr(url, '${start}') + ${start.length}, 8)` : `substr(secret, 8, 8)`
  return `${at} AND ${name} NOT IN (SELECT name FROM keys)`
}
