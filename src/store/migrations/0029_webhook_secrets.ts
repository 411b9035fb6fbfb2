/** Secrets of webhooks that were replaced, and sign beside the new one until their time is over. */
export default [
  `CREATE TABLE webhook_secrets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook INTEGER NOT NULL,
  -- As in webhooks, where it stood before.
  secret TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT`,
  `CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (webhook, until)`,
]
