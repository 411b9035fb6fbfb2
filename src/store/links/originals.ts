/** Originals that short links lead to, and the hosts they are on: which are to be looked at, and what was found. */
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'
import { toLinkChange } from './editing.ts'

export type Original = {
  /** Row of its item. */
  readonly item: number
  readonly url: string
  /** Why it is not there; absent while it is. */
  readonly fault?: string
}

export type OriginalHost = {
  readonly host: string
  readonly due: number
  readonly checked: number
  /** Looks in a row that failed. */
  readonly failures: number
  readonly fault?: string
  /** Since when it is lost. */
  readonly lost?: number
}

type HostRow = { readonly [Name in keyof Required<OriginalHost>]: OriginalHost[Name] | null }
type OriginalRow = { readonly item: number; readonly url: string; readonly fault: string | null }

/** Hosts that are due, the longest waiting first. */
export async function loadDueHosts(db: Db, now: number, limit: number): Promise<OriginalHost[]> {
  const rows = await db.all<HostRow>(
    'SELECT host, due, checked, failures, fault, lost FROM original_hosts WHERE due <= ? ORDER BY due LIMIT ?',
    now,
    limit,
  )
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as OriginalHost,
  )
}

/** Of one host: those that were clicked; fewer than `sample` are made up for with those not looked at for longest. */
export async function loadLookedFor(db: Db, host: string, wanted: number, sample: number): Promise<Original[]> {
  const clicked = await db.all<OriginalRow>(
    'SELECT item, url, fault FROM originals WHERE host = ? AND wanted = 1 ORDER BY checked LIMIT ?',
    host,
    wanted,
  )
  const others = await db.all<OriginalRow>(
    'SELECT item, url, fault FROM originals WHERE host = ? ORDER BY checked LIMIT ?',
    host,
    sample,
  )
  const known = new Set(clicked.map(({ item }) => item))
  const rest = others.filter(({ item }) => !known.has(item))
  return [...clicked, ...rest.slice(0, Math.max(0, sample - clicked.length))].map(({ fault, ...row }) => ({
    ...row,
    ...(fault === null ? {} : { fault }),
  }))
}

/**
 * Saves what was found of an original. Where its link leads elsewhere from now on, the log says so.
 * @param fault why it is not there; undefined: it is
 */
export async function saveOriginal(db: Db, original: Original, fault: string | undefined, now: number): Promise<void> {
  const changes = (fault === undefined) === (original.fault === undefined) ? [] : toSwitch(original, fault, now)
  await db.batch([
    ...changes,
    statement(
      'UPDATE originals SET checked = ?, wanted = 0, fault = ? WHERE item = ? AND url = ?',
      now,
      fault ?? null,
      original.item,
      original.url,
    ),
  ])
}

function toSwitch({ item, url }: Original, fault: string | undefined, now: number): Statement[] {
  const detail = fault === undefined ? { leads: 'original', url } : { leads: 'page', url, reason: fault }
  return toLinkChange(item, detail, now)
}

/**
 * Saves what was found of a host. Where it is lost, or back, all its links lead elsewhere at once: the log says so with
 * the item that was looked at, and the faults with a sentence until it is back.
 */
export async function saveHost(
  db: Db,
  before: OriginalHost,
  after: OriginalHost,
  item: number | undefined,
  now: number,
): Promise<void> {
  const isSwitch = (before.lost === undefined) !== (after.lost === undefined)
  const detail = { host: after.host, leads: after.lost === undefined ? 'original' : 'page' }
  const reason = after.fault === undefined ? {} : { reason: after.fault }
  await db.batch([
    ...(isSwitch && item !== undefined ? toLinkChange(item, { ...detail, ...reason }, now) : []),
    ...(isSwitch ? toFaultStatements(after, now) : []),
    statement(
      'UPDATE original_hosts SET due = ?, checked = ?, failures = ?, fault = ?, lost = ? WHERE host = ?',
      after.due,
      after.checked,
      after.failures,
      after.fault ?? null,
      after.lost ?? null,
      after.host,
    ),
  ])
}

function toFaultStatements({ host, fault = '', lost }: OriginalHost, now: number): Statement[] {
  const subject = `originals:${host}`
  if (lost === undefined) return [statement('DELETE FROM faults WHERE subject = ?', subject)]
  const sentence = `${fault} Until it is back, short links lead to the copies here of the stories on ${host}.`
  return [statement('REPLACE INTO faults (subject, sentence, at) VALUES (?, ?, ?)', subject, sentence, now)]
}

/** Some live items with an address of their own, of a channel, from a row on: to be looked at besides those clicked. */
export async function loadSample(db: Db, channel: string, from: number, limit: number): Promise<Original[]> {
  return db.all<{ item: number; url: string }>(
    `SELECT id AS item, shown ->> '$.url' AS url FROM items
     WHERE id >= ? AND channel = ? AND state = 'live' AND shown ->> '$.url' IS NOT NULL LIMIT ?`,
    from,
    channel,
    limit,
  )
}

/** Whether any host is known. */
export async function hasHosts(db: Db): Promise<boolean> {
  return (await db.first('SELECT 1 FROM original_hosts LIMIT 1')) !== undefined
}

/** The largest row of an item. */
export async function loadLastRow(db: Db): Promise<number> {
  return (await db.first<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM items'))?.last ?? 0
}

/** Remembers originals that nobody clicked, and their hosts, which are due at once where they are new. */
export async function addSample(db: Db, originals: readonly Original[], now: number): Promise<void> {
  await db.batch(
    originals.flatMap(({ item, url }) => [
      statement(
        'INSERT OR IGNORE INTO originals (item, url, host) SELECT id, ?, ? FROM items WHERE id = ? AND erased = 0',
        url,
        new URL(url).host,
        item,
      ),
      statement('INSERT OR IGNORE INTO original_hosts (host, due) VALUES (?, ?)', new URL(url).host, now),
    ]),
  )
}
