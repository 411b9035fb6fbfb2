/** How often links are followed: sums a day and a referring host, and nothing of any person. */
import { type Db, type Statement, statement } from './db.ts'
import { overList } from './lists.ts'

/** Who followed a link: `people` do what no program says of itself. */
export type ClickKind = 'people' | 'bots' | 'previews' | 'heads'

/** Clicks of one link on one day (days since 1970, UTC), by kind. */
export type DaySum = { readonly code: string; readonly day: number } & { readonly [Kind in ClickKind]: number }

/** People's clicks of one link from the pages of one host. */
export type HostSum = { readonly code: string; readonly host: string; readonly clicks: number }

/** An original that was led to: it is worth a look. */
export type Wanted = { readonly item: number; readonly url: string }

/** What is written together. Lists of at most a few hundred. */
export type ClickSums = {
  readonly days: readonly DaySum[]
  readonly hosts: readonly HostSum[]
  readonly wanted: readonly Wanted[]
}

/** Hosts that are told apart for one link; what comes from more is the sum of the others. */
const MOST_HOSTS = 200
/** Stands for all further hosts. */
export const OTHERS = '…'
/** A queue delivers again within days. */
const MEMORY = 4 * 86_400_000
const WEEK = 7 * 86_400_000

const ADD_DAYS = `
  INSERT INTO clicks (code, day, people, bots, previews, heads)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?) WHERE true
  ON CONFLICT (code, day) DO UPDATE SET people = people + excluded.people, bots = bots + excluded.bots,
    previews = previews + excluded.previews, heads = heads + excluded.heads`

// Of a day's links most were followed once by one person: a list of bare codes is read in half the time.
const ADD_ALIKE = `
  INSERT INTO clicks (code, day, people, bots, previews, heads) SELECT value, ?, ?, ?, ?, ? FROM json_each(?) WHERE true
  ON CONFLICT (code, day) DO UPDATE SET people = people + excluded.people, bots = bots + excluded.bots,
    previews = previews + excluded.previews, heads = heads + excluded.heads`

const ADD_HOSTS = `
  INSERT INTO referrers (code, host, clicks)
  SELECT j.value ->> 0, iif(
    (SELECT count(*) FROM referrers WHERE code = j.value ->> 0) < ${MOST_HOSTS}
      OR EXISTS (SELECT 1 FROM referrers WHERE code = j.value ->> 0 AND host = j.value ->> 1),
    j.value ->> 1, '${OTHERS}'), j.value ->> 2
  FROM json_each(?) AS j WHERE true
  ON CONFLICT (code, host) DO UPDATE SET clicks = clicks + excluded.clicks`

// Each is looked at weekly at most; a host that was clicked on is looked at again in some minutes.
const WANT = `
  INSERT INTO originals (item, url, host, wanted)
  SELECT value ->> 0, value ->> 1, value ->> 2, 1 FROM json_each(?) WHERE true
  ON CONFLICT (item) DO UPDATE SET
    wanted = iif(url <> excluded.url OR checked <= ?, 1, wanted),
    fault = iif(url <> excluded.url, NULL, fault), url = excluded.url, host = excluded.host`

const HURRY = `
  INSERT INTO original_hosts (host, due) SELECT DISTINCT value ->> 2, ? FROM json_each(?) WHERE true
  ON CONFLICT (host) DO UPDATE SET due = min(due, checked + ?)`

/** How long a host that is clicked on is left alone between two looks. */
const REST = 5 * 60_000

/**
 * Adds sums to those that are there, all or none. `message`: what they came with; the same one is added once only.
 * @throws StoreError
 */
export async function saveClicks(db: Db, sums: ClickSums, now: number, message?: string): Promise<void> {
  if (message !== undefined && (await isKnown(db, message))) return
  await db.batch([
    ...toMessageStatements(message, now),
    ...toDayStatements(sums.days),
    ...overList(
      ADD_HOSTS,
      sums.hosts.map(({ code, host, clicks }) => JSON.stringify([code, host, clicks])),
    ),
    ...toWantedStatements(sums.wanted, now),
  ])
}

/** Fewer than this with the same counts are not worth a statement of their own. */
const ALIKE = 20

function toDayStatements(days: readonly DaySum[]): Statement[] {
  const groups = Map.groupBy(days, ({ day, people, bots, previews, heads }) =>
    [day, people, bots, previews, heads].join(),
  )
  const rest: string[] = []
  const alike = [...groups].flatMap(([counts, group]) => {
    if (group.length >= ALIKE) {
      const codes = JSON.stringify(group.map(({ code }) => code))
      return [statement(ADD_ALIKE, ...counts.split(',').map(Number), codes)]
    }
    for (const sum of group) rest.push(toDay(sum))
    return []
  })
  return [...alike, ...overList(ADD_DAYS, rest)]
}

function toDay({ code, day, people, bots, previews, heads }: DaySum): string {
  return JSON.stringify([code, day, people, bots, previews, heads])
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

function toWantedStatements(wanted: readonly Wanted[], now: number): Statement[] {
  const elements = wanted.map(({ item, url }) => JSON.stringify([item, url, new URL(url).host]))
  if (elements.length === 0) return []
  const list = `[${elements.join(',')}]`
  return [statement(WANT, list, now - WEEK), statement(HURRY, now, list, REST)]
}

/** Clicks of a link in all, by day (oldest first) and by referring host (most first). */
export type Clicks = {
  readonly total: { readonly [Kind in ClickKind]: number }
  readonly days: readonly ({ readonly day: number } & { readonly [Kind in ClickKind]: number })[]
  readonly hosts: readonly { readonly host: string; readonly clicks: number }[]
}

/** The newest `limit` days; the total is of all. */
export async function loadClicks(db: Db, code: string, limit = 400): Promise<Clicks> {
  const [total, days, hosts] = await Promise.all([
    db.first<Clicks['total']>(
      `SELECT coalesce(sum(people), 0) AS people, coalesce(sum(bots), 0) AS bots,
         coalesce(sum(previews), 0) AS previews, coalesce(sum(heads), 0) AS heads FROM clicks WHERE code = ?`,
      code,
    ),
    db.all<Clicks['days'][number]>(
      'SELECT day, people, bots, previews, heads FROM clicks WHERE code = ? ORDER BY day DESC LIMIT ?',
      code,
      limit,
    ),
    db.all<Clicks['hosts'][number]>(
      'SELECT host, clicks FROM referrers WHERE code = ? ORDER BY clicks DESC, host',
      code,
    ),
  ])
  return { total: total ?? { people: 0, bots: 0, previews: 0, heads: 0 }, days: days.toReversed(), hosts }
}

/** People's and all clicks of several links, by code. */
export async function loadClickTotals(db: Db, codes: readonly string[]): Promise<Map<string, Clicks['total']>> {
  const rows = await db.all<Clicks['total'] & { readonly code: string }>(
    `SELECT c.code, sum(people) AS people, sum(bots) AS bots, sum(previews) AS previews, sum(heads) AS heads
     FROM json_each(?) AS j CROSS JOIN clicks c ON c.code = j.value GROUP BY c.code`,
    JSON.stringify(codes),
  )
  return new Map(rows.map(({ code, ...total }) => [code, total]))
}
