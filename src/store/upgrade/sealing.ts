/**
 * A step (upgrade.ts): every secret that is stored is brought under the key there is now: those in clear, from before
 * there was one, and those of older keys. What no key opens stays as it is. Promises: once it is done none of them is
 * left in clear in the database's files.
 */
import { toTextHash } from '../../model/hash.ts'
import { isSealed, type Vault } from '../../model/secrets/vault.ts'
import type { Db, SqlValue, Statement } from '../db.ts'
import { openLogin, sealLogin } from '../logins.ts'
import { toHubPlace } from '../push/hub-requests.ts'
import { toFollowPlace } from '../push/subscriber.ts'
import { toWebhookPlace } from '../push/webhooks.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { statement } from '../statements.ts'
import type { Part, Step } from './upgrade.ts'

/** Rows of a part. */
const AT_ONCE = 20
const NAME = 'secrets under the key '

type Row = Readonly<Record<string, SqlValue>>

/** A table with secrets, the columns that it takes to seal them, and what is to stand in some of these. */
type Holder = {
  readonly table: string
  readonly columns: readonly string[]
  readonly seal: (db: Db, row: Row) => Promise<Row>
}

const HOLDERS: readonly Holder[] = [
  { table: 'webhooks', columns: ['secret', 'url'], seal: sealWebhook },
  { table: 'webhook_secrets', columns: ['webhook', 'secret'], seal: sealFormer },
  { table: 'sources', columns: ['url'], seal: async (db, { url }) => ({ url: await resealLogin(db, 'sources', url) }) },
  { table: 'subscriptions', columns: ['topic', 'callback', 'secret'], seal: sealOfHub },
  { table: 'hub_requests', columns: ['topic', 'callback', 'secret'], seal: sealOfHub },
  { table: 'follows', columns: ['token', 'callback', 'secret'], seal: sealFollow },
]

async function sealWebhook(db: Db, { row, secret, url }: Row): Promise<Row> {
  return {
    secret: await reseal(db, secret, toWebhookPlace(Number(row))),
    url: await resealLogin(db, 'webhooks', url),
  }
}

async function sealFormer(db: Db, { webhook, secret }: Row): Promise<Row> {
  return { secret: await reseal(db, secret, toWebhookPlace(Number(webhook))) }
}

async function sealOfHub(db: Db, { topic, callback, secret }: Row): Promise<Row> {
  return { secret: await reseal(db, secret, toHubPlace({ topic: String(topic), callback: String(callback) })) }
}

/** Once its token is sealed, it is found by the hash of that. */
async function sealFollow(db: Db, { token, callback, secret }: Row): Promise<Row> {
  const hash = callback === null ? toTextHash(String(token)) : String(token)
  return {
    token: hash,
    callback: await reseal(db, callback ?? token, toFollowPlace('callback', hash)),
    secret: await reseal(db, secret, toFollowPlace('secret', hash)),
  }
}

async function reseal(db: Db, stored: SqlValue | undefined, place: string): Promise<SqlValue> {
  if (typeof stored !== 'string' || isOfNow(db, stored)) return stored ?? null
  const secret = await openSecret(db, stored, place)
  return secret === undefined ? stored : sealSecret(db, secret, place)
}

async function resealLogin(db: Db, table: 'sources' | 'webhooks', stored: SqlValue | undefined): Promise<SqlValue> {
  const url = URL.parse(String(stored))
  if (url === null || isOfNow(db, url.username)) return stored ?? null
  return sealLogin(db, table, await openLogin(db, table, String(stored)))
}

function isOfNow({ vault }: Db, stored: string): boolean {
  return isSealed(stored) && stored.startsWith(`sealed.${vault?.keys[0]}.`)
}

/** Another step for each set of keys: what an old key opens that is put back is to be done too. */
export function toSealingStep({ keys }: Vault): Step {
  const name = `${NAME}${keys.join(' ')}`
  return { name, load: (db, cursor) => loadPart(db, name, readCursor(cursor)) }
}

/** `hasSealed`: something that stood there in clear, or under an older key. */
type Cursor = { readonly holder: number; readonly after: number; readonly hasSealed: boolean }

function readCursor(text: string): Cursor {
  return text === '' ? { holder: 0, after: 0, hasSealed: false } : (JSON.parse(text) as Cursor)
}

async function loadPart(db: Db, name: string, { holder, after, hasSealed }: Cursor): Promise<Part> {
  const one = HOLDERS[holder]
  if (one === undefined) return finish(db, name, hasSealed)
  const { table, columns } = one
  const rows = await db.all<Row>(
    `SELECT rowid AS row, ${columns.join(', ')} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${AT_ONCE}`,
    after,
  )
  const statements = (await Promise.all(rows.map((row) => toStatements(db, one, row)))).flat()
  const last = rows.at(-1)?.row
  const place = rows.length < AT_ONCE ? { holder: holder + 1, after: 0 } : { holder, after: Number(last) }
  const next: Cursor = { ...place, hasSealed: hasSealed || statements.length > 0 }
  return { statements, next: JSON.stringify(next) }
}

/** Nothing where the row was changed since it was read: what is written now is sealed by whoever writes it. */
async function toStatements(db: Db, { table, seal }: Holder, row: Row): Promise<Statement[]> {
  const sealed = Object.entries(await seal(db, row)).filter(([column, value]) => value !== row[column])
  if (sealed.length === 0) return []
  const set = sealed.map(([column]) => `${column} = ?`).join(', ')
  const same = sealed.map(([column]) => `${column} IS ?`).join(' AND ')
  const before = sealed.map(([column]) => row[column] ?? null)
  const sql = `UPDATE ${table} SET ${set} WHERE rowid = ? AND ${same}`
  return [statement(sql, ...sealed.map(([, value]) => value), row.row ?? 0, ...before)]
}

/** What polls of older versions remembered had the source's login in its address; without that it is the same source. */
const BARE = `UPDATE polls SET state = json_remove(state, '$.url') WHERE instr(state ->> 'url', '@') > 0`

/** What stood there in clear is still in the pages that it stood on, and what was taken out before. */
async function finish(db: Db, name: string, hasSealed: boolean): Promise<Part> {
  const bared = await db.run(BARE)
  if (hasSealed || bared > 0 || (await hasHeld(db))) await db.purge?.()
  // Where an older key is taken again, there is all to do once more.
  return { statements: [statement(`DELETE FROM steps WHERE name LIKE '${NAME}%' AND name <> ?`, name)] }
}

async function hasHeld(db: Db): Promise<boolean> {
  const tables = `'webhooks', 'webhook_secrets', 'subscriptions', 'hub_requests', 'follows'`
  return (await db.first(`SELECT 1 FROM sqlite_sequence WHERE name IN (${tables}) AND seq > 0 LIMIT 1`)) !== undefined
}
