/** Whose requests wait to be verified, so that nobody's keep others out. */
export default [
  `-- The sender's address block, hashed; empty where it is not known or not counted.
ALTER TABLE hub_requests ADD COLUMN sender TEXT NOT NULL DEFAULT ''`,
  `-- Registrable domain of the callback, or the block of its address.
ALTER TABLE hub_requests ADD COLUMN domain TEXT NOT NULL DEFAULT ''`,
  `-- 1: counts for no limit, because there is a subscription already or it came with the token.
ALTER TABLE hub_requests ADD COLUMN free INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX hub_requests_by_sender ON hub_requests (free, sender)`,
  `CREATE INDEX hub_requests_by_domain ON hub_requests (free, domain)`,
  `-- As above; empty where an older version took the subscription.
ALTER TABLE subscriptions ADD COLUMN domain TEXT NOT NULL DEFAULT ''`,
  `CREATE INDEX subscriptions_by_domain ON subscriptions (domain, host)`,
]
