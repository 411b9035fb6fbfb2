/**
 * Secrets that webhooks had before. Promises: whoever checks by one of them is not cut off while the new one is on its
 * way to everybody.
 */
import type { Db } from '../db.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { statement, toRefusal } from '../statements.ts'
import { toWebhookPlace } from './webhooks.ts'

/** Of a webhook, beside its own: what is sent has a signature of each. */
export const MOST_FORMER = 5

/** Those that were replaced and sign besides, the last one first; without what no key opens. */
export async function loadFormerSecrets(db: Db, id: number, now: number): Promise<string[]> {
  const rows = await db.all<{ secret: string }>(
    'SELECT secret FROM webhook_secrets WHERE webhook = ? AND until > ? ORDER BY id DESC',
    id,
    now,
  )
  const opened = await Promise.all(rows.map(({ secret }) => openSecret(db, secret, toWebhookPlace(id))))
  return opened.filter((secret) => secret !== undefined)
}

/**
 * Replaces a webhook's secret. The ones before it go on signing until `until`, none of them longer than it was to.
 * @throws KeyError, and StoreError with `unique` set where as many do already as `MOST_FORMER`
 */
export async function rotateWebhookSecret(db: Db, id: number, secret: string, now: number, until: number) {
  const sealed = await sealSecret(db, secret, toWebhookPlace(id))
  await db.batch([
    statement('UPDATE webhook_secrets SET until = min(until, ?) WHERE webhook = ?', until, id),
    statement('DELETE FROM webhook_secrets WHERE webhook = ? AND until <= ?', id, now),
    toRefusal(`webhook_secrets WHERE webhook = ? GROUP BY webhook HAVING count(*) >= ${MOST_FORMER}`, id),
    statement(
      'INSERT INTO webhook_secrets (webhook, secret, until) SELECT id, secret, ? FROM webhooks WHERE id = ?',
      until,
      id,
    ),
    statement('DELETE FROM webhook_secrets WHERE webhook = ? AND until <= ?', id, now),
    statement('UPDATE webhooks SET secret = ? WHERE id = ?', sealed, id),
  ])
}
