/** Who is to hear of changes: subscribers of our WebSub hub, hubs that we follow, webhooks; and what is on its way. */
export default [
  `-- What has to be asked or told of another server: at most one errand for each subject, whatever happens meanwhile.
CREATE TABLE errands (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- verify: ask a callback whether it wants what was asked of the hub. ping: send a topic's document.
  -- hook: send a webhook its events. follow: ask a hub of others.
  kind TEXT NOT NULL CHECK (kind IN ('verify', 'ping', 'hook', 'follow')),
  -- Row of hub_requests, subscriptions, webhooks or follows.
  subject INTEGER NOT NULL,
  -- Host and port that is asked.
  host TEXT NOT NULL,
  -- What is to be brought there. An errand that got another content meanwhile is not over when it is done.
  content TEXT NOT NULL,
  due INTEGER NOT NULL,
  -- That failed, in a row.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Who runs it, and until when at most.
  token TEXT,
  lease INTEGER NOT NULL DEFAULT 0,
  -- Workers: until when a queue has it.
  queued INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, subject)
) STRICT`,
  `CREATE INDEX errands_by_host ON errands (host, attempts, due)`,
  `CREATE INDEX errands_by_due ON errands (due)`,
  `-- What was asked of the hub and is not verified yet; of two requests for the same the later one counts.
CREATE TABLE hub_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('subscribe', 'unsubscribe')),
  secret TEXT,
  -- Milliseconds.
  lease INTEGER NOT NULL,
  UNIQUE (topic, callback)
) STRICT`,
  `-- Requests of the hub by the host of their callback, in a window of time.
CREATE TABLE hub_hosts (
  host TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  requests INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  `-- Verified subscriptions to our feeds (WebSub, section 5): one for each topic and callback.
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  host TEXT NOT NULL,
  -- Signs what is sent; null: it is not signed. Never shown.
  secret TEXT,
  expires INTEGER NOT NULL,
  UNIQUE (topic, callback)
) STRICT`,
  `CREATE INDEX subscriptions_by_expiry ON subscriptions (expires)`,
  `-- The document that was last distributed, or that stood there when the first subscriber came: SHA-256 of its bytes.
CREATE TABLE topics (
  topic TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  -- The change up to which it was looked at, so that distributing goes on where it was broken off.
  seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID`,
  `-- Hubs that we asked to send us what sources publish.
CREATE TABLE follows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL UNIQUE,
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  -- Names the subscription in its callback; nobody but the hub is told.
  token TEXT NOT NULL UNIQUE,
  secret TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'verified', 'denied')),
  -- Until when the hub keeps it; 0 until it was verified.
  expires INTEGER NOT NULL DEFAULT 0
) STRICT`,
  `-- Partners who are told of every change.
CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  -- Signs what is sent. Shown once, when the webhook is made.
  secret TEXT NOT NULL,
  -- Null: every channel.
  channel TEXT,
  -- JSON list of kinds of changes; null: every kind.
  kinds TEXT,
  -- Changes up to this number are delivered, or not for this webhook.
  cursor INTEGER NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  -- Why it was paused.
  reason TEXT,
  -- In a row.
  failures INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL
) STRICT`,
  `-- What became of the last deliveries of each webhook. No content of stories.
CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook INTEGER NOT NULL,
  event TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Milliseconds until it was answered.
  took INTEGER NOT NULL,
  -- HTTP status, where there was an answer.
  status INTEGER,
  -- One sentence; null when it was delivered.
  fault TEXT
) STRICT`,
  `CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, id)`,
  `-- The change up to which everything was distributed; what was there before this table is not.
INSERT INTO meta (name, value) SELECT 'distributed', coalesce(max(seq), 0) FROM changes`,
]
