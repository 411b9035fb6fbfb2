/** How often links are followed: sums a day and a referring host, and nothing of any person. */
import type { Db, Statement } from '../db.ts'
import { overList, statement } from '../statements.ts'

/** Who followed a link: `people` do what no program says of itself. */
export type ClickKind = 'people' | 'bots' | 'previews' | 'heads'

/** Counted clicks that are alike. `day`: days since 1970, UTC; `host`: of the page that people came from. */
export type ClickGroup = {
  readonly day: number
  readonly kind: ClickKind
  readonly host?: string
  readonly clicks: number
  /** JSON list, a code for each click. */
  readonly codes: string
}

/** An original that was led to: it is worth a look. */
export type ClickedOriginal = { readonly item: number; readonly url: string }

/** What is written together: at most some hundred groups, some thousand clicks. */
export type Counted = { readonly groups: readonly ClickGroup[]; readonly wanted: readonly ClickedOriginal[] }

/** Hosts that are told apart for one link; what comes from more is the sum of the others. */
const MOST_HOSTS = 200
/** Stands for all further hosts. */
export const OTHERS = '…'
/** Lines of the journal, and characters of their codes, that are added to the sums together: a millisecond or two. */
const LINES = 200
const CHARACTERS = 5_000
/** A queue delivers again within days. */
const MEMORY = 4 * 86_400_000
const WEEK = 7 * 86_400_000

const WRITE = `
  INSERT INTO click_journal (day, kind, host, codes)
  SELECT value ->> 'day', value ->> 'kind', value ->> 'host', value ->> 'codes' FROM json_each(?)`

/** The first lines of the journal that have about so many characters of codes together, and one at least. */
const FIRST = `
  SELECT coalesce(max(id) FILTER (WHERE characters <= ?), min(id)) AS last FROM (
    SELECT id, sum(length(codes)) OVER (ORDER BY id) AS characters
    FROM (SELECT id, codes FROM click_journal ORDER BY id LIMIT ${LINES}))`

// What is read is what the same transaction takes away: whoever does this at the same time adds nothing twice. Names
// that were erased meanwhile are not brought back. GROUP BY brings codes that stand together in the table together.
const CLICKED = `
  FROM click_journal c CROSS JOIN json_each(c.codes) j
  WHERE c.id <= ? AND EXISTS (SELECT 1 FROM links l WHERE l.code = j.value)`

const ADD_DAYS = `
  INSERT INTO clicks (code, day, people, bots, previews, heads)
  SELECT j.value, c.day, sum(c.kind = 'people'), sum(c.kind = 'bots'), sum(c.kind = 'previews'), sum(c.kind = 'heads')
  ${CLICKED} GROUP BY j.value, c.day
  ON CONFLICT (code, day) DO UPDATE SET people = people + excluded.people, bots = bots + excluded.bots,
    previews = previews + excluded.previews, heads = heads + excluded.heads`

const ADD_HOSTS = `
  INSERT INTO referrers (code, host, clicks)
  SELECT code, iif(
    (SELECT count(*) FROM referrers r WHERE r.code = s.code) < ${MOST_HOSTS}
      OR EXISTS (SELECT 1 FROM referrers r WHERE r.code = s.code AND r.host = s.host),
    host, '${OTHERS}'), clicks
  FROM (SELECT j.value AS code, c.host AS host, count(*) AS clicks ${CLICKED} AND c.host IS NOT NULL GROUP BY 1, 2) AS s
  WHERE true
  ON CONFLICT (code, host) DO UPDATE SET clicks = clicks + excluded.clicks`

// Each is looked at weekly at most; a host that was clicked on is looked at again in some minutes.
const WANT = `
  INSERT INTO originals (item, url, host, wanted)
  SELECT i.id, value ->> 1, value ->> 2, 1 FROM json_each(?) CROSS JOIN items i ON i.id = value ->> 0 AND i.erased = 0
  WHERE true
  ON CONFLICT (item) DO UPDATE SET
    wanted = iif(url <> excluded.url OR checked <= ?, 1, wanted),
    fault = iif(url <> excluded.url, NULL, fault), url = excluded.url, host = excluded.host`

const HURRY = `
  INSERT INTO original_hosts (host, due) SELECT DISTINCT value ->> 2, ? FROM json_each(?) WHERE true
  ON CONFLICT (host) DO UPDATE SET due = min(due, iif(
    lost IS NULL AND EXISTS (SELECT 1 FROM originals o WHERE o.host = excluded.host AND o.wanted = 1),
    excluded.due, checked + ?))`

/** How long a host that is clicked on is left alone between two looks, when there is none to look at that was not. */
const REST = 5 * 60_000

/**
 * Writes what was counted into the journal, all or none. `message`: what it came with; the same one is written once
 * only. @throws StoreError
 */
export async function saveClicks(db: Db, { groups, wanted }: Counted, now: number, message?: string): Promise<void> {
  if (message !== undefined && (await isKnown(db, message))) return
  await db.batch([
    ...toMessageStatements(message, now),
    ...overList(
      WRITE,
      groups.map(({ day, kind, host, codes }) => JSON.stringify({ day, kind, host, codes })),
    ),
    ...toWantedStatements(wanted, now),
  ])
}

/** Adds the first of the journal's clicks to the sums; whether there were any. @throws StoreError */
export async function settleClicks(db: Db): Promise<boolean> {
  const last = (await db.first<{ readonly last: number | null }>(FIRST, CHARACTERS))?.last
  if (typeof last !== 'number') return false
  await db.batch([
    statement(ADD_DAYS, last),
    statement(ADD_HOSTS, last),
    statement('DELETE FROM click_journal WHERE id <= ?', last),
  ])
  return true
}

async function isKnown(db: Db, message: string): Promise<boolean> {
  return (await db.first('SELECT 1 FROM click_messages WHERE id = ?', message)) !== undefined
}

/** Two deliveries at once: the second fails on the key, and is known when it is tried again. */
function toMessageStatements(message: string | undefined, now: number): Statement[] {
  if (message === undefined) return []
  return [
    statement('DELETE FROM click_messages WHERE at < ?', now - MEMORY),
    statement('INSERT INTO click_messages (id, at) VALUES (?, ?)', message, now),
  ]
}

function toWantedStatements(wanted: readonly ClickedOriginal[], now: number): Statement[] {
  const elements = wanted.map(({ item, url }) => JSON.stringify([item, url, new URL(url).host]))
  if (elements.length === 0) return []
  const list = `[${elements.join(',')}]`
  return [statement(WANT, list, now - WEEK), statement(HURRY, now, list, REST)]
}

/** Counted clicks of a link in all, by day (oldest first) and by referring host (most first). */
export type ClickSums = {
  readonly total: { readonly [Kind in ClickKind]: number }
  readonly days: readonly ({ readonly day: number } & { readonly [Kind in ClickKind]: number })[]
  readonly hosts: readonly { readonly host: string; readonly clicks: number }[]
}

/** The newest `limit` days; the total is of all. */
export async function loadClicks(db: Db, code: string, limit = 400): Promise<ClickSums> {
  const [total, days, hosts] = await Promise.all([
    db.first<ClickSums['total']>(
      `SELECT coalesce(sum(people), 0) AS people, coalesce(sum(bots), 0) AS bots,
         coalesce(sum(previews), 0) AS previews, coalesce(sum(heads), 0) AS heads FROM clicks WHERE code = ?`,
      code,
    ),
    db.all<ClickSums['days'][number]>(
      'SELECT day, people, bots, previews, heads FROM clicks WHERE code = ? ORDER BY day DESC LIMIT ?',
      code,
      limit,
    ),
    db.all<ClickSums['hosts'][number]>(
      'SELECT host, clicks FROM referrers WHERE code = ? ORDER BY clicks DESC, host',
      code,
    ),
  ])
  return { total: total ?? { people: 0, bots: 0, previews: 0, heads: 0 }, days: days.toReversed(), hosts }
}

/** People's and all clicks of several links, by code. */
export async function loadClickTotals(db: Db, codes: readonly string[]): Promise<Map<string, ClickSums['total']>> {
  const rows = await db.all<ClickSums['total'] & { readonly code: string }>(
    `SELECT c.code, sum(people) AS people, sum(bots) AS bots, sum(previews) AS previews, sum(heads) AS heads
     FROM json_each(?) AS j CROSS JOIN clicks c ON c.code = j.value GROUP BY c.code`,
    JSON.stringify(codes),
  )
  return new Map(rows.map(({ code, ...total }) => [code, total]))
}
