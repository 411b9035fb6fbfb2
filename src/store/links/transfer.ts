/**
 * Short links that move from one installation to another: their codes and names, where they led before, and how often
 * they were followed. Promises: what is here already stays, unless it is what the link itself once was; taking them in
 * again changes nothing.
 */
import type { TransferredLink } from '../../model/transfer.ts'
import type { Db } from '../db.ts'
import { overList, toUnreserved } from '../statements.ts'

/** A link that arrives. `item`: the row of the item that it leads to, else it leads to `lead`. */
export type ArrivedLink = Omit<TransferredLink, 'item' | 'url'> & {
  readonly item?: number
  readonly lead?: string
  readonly channel: string
}

const AT_ONCE = 100

/** Takes links in. Answers for each, in their order, whether its code now leads where it is to lead. */
export async function saveTransferredLinks(db: Db, links: readonly ArrivedLink[], now: number): Promise<boolean[]> {
  const isThere: boolean[] = []
  for (let at = 0; at < links.length; at += AT_ONCE) {
    const elements = links.slice(at, at + AT_ONCE).map((link) => toElement(link, now))
    await db.batch(STEPS.flatMap((sql) => overList(sql, elements)))
    const rows = await db.all<{ there: number }>(THERE, `[${elements.join(',')}]`)
    isThere.push(...rows.map(({ there }) => there === 1))
  }
  return isThere
}

function toElement({ retired, ...link }: ArrivedLink, now: number): string {
  const state = retired === undefined ? {} : { state: 'retired', reason: retired.reason ?? null }
  return JSON.stringify({ since: now, history: [], ...link, ...state })
}

/** The element and, as `l`, the link of its code. */
const WITH_LINK = `json_each(?) AS j CROSS JOIN links l ON l.code = j.value ->> 'code'`

/** Whether the link leads where the element says. */
const IS_SAME = `l.item IS j.value ->> 'item' AND (l.item IS NOT NULL OR l.lead = j.value ->> 'lead')`

/** Whether it leads where the moved one once led, and nobody has moved it here. */
const IS_FORMER = `NOT EXISTS (SELECT 1 FROM link_history WHERE code = l.code) AND EXISTS (
  SELECT 1 FROM json_each(j.value -> 'history') AS h WHERE h.value ->> 'lead' = l.lead)`

const COLUMNS = `j.value ->> 'code', i.id, coalesce(i.channel, j.value ->> 'channel'),
  coalesce(i.permalink, j.value ->> 'lead', ''), coalesce(j.value ->> 'state', i.state, 'live'), j.value ->> 'since',
  coalesce(j.value ->> 'name', j.value ->> 'code'), j.value ->> 'reason'`

// What an erased item had is not brought back.
const STEPS = [
  // A story's own text may have given it a name that an editor moved later.
  `DELETE FROM links WHERE name IS NOT NULL AND code IN (
     SELECT l.code FROM ${WITH_LINK} WHERE ${IS_FORMER})`,
  `INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name, reason)
   SELECT ${COLUMNS} FROM json_each(?) AS j LEFT JOIN items i ON i.id = j.value ->> 'item'
   WHERE i.erased IS NOT 1 AND ${toUnreserved("j.value ->> 'code'")}`,
  `UPDATE links AS l SET since = min(l.since, j.value ->> 'since')
   FROM json_each(?) AS j WHERE l.code = j.value ->> 'code' AND ${IS_SAME}`,
  `INSERT OR IGNORE INTO link_history (code, at, item, lead, note)
   SELECT l.code, h.value ->> 'at', (SELECT item FROM identities WHERE hash = h.value ->> 'item'), h.value ->> 'lead',
     h.value ->> 'note'
   FROM ${WITH_LINK} CROSS JOIN json_each(j.value -> 'history') AS h WHERE ${IS_SAME} AND NOT EXISTS (
     SELECT 1 FROM identities d CROSS JOIN items i ON i.id = d.item WHERE d.hash = h.value ->> 'item' AND i.erased = 1)`,
  `INSERT INTO clicks (code, day, people, bots, previews, heads)
   SELECT l.code, c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3, c.value ->> 4
   FROM ${WITH_LINK} CROSS JOIN json_each(j.value -> 'clicks') AS c WHERE ${IS_SAME}
   ON CONFLICT (code, day) DO UPDATE SET people = max(people, excluded.people), bots = max(bots, excluded.bots),
     previews = max(previews, excluded.previews), heads = max(heads, excluded.heads)`,
  `INSERT INTO referrers (code, host, clicks)
   SELECT l.code, r.value ->> 0, r.value ->> 1
   FROM ${WITH_LINK} CROSS JOIN json_each(j.value -> 'referrers') AS r WHERE ${IS_SAME}
   ON CONFLICT (code, host) DO UPDATE SET clicks = max(clicks, excluded.clicks)`,
]

const THERE = `
  SELECT EXISTS (SELECT 1 FROM links l WHERE l.code = j.value ->> 'code' AND ${IS_SAME}) AS there
  FROM json_each(?) AS j ORDER BY j.key`

type TransferredRow = {
  readonly code: string
  readonly name: string | null
  readonly since: number
  readonly state: string
  readonly channel: string
  readonly item: string | null
  readonly lead: string
  readonly reason: string | null
  readonly history: string
  readonly clicks: string
  readonly referrers: string
}

// Of a retracted item only the tombstone is exported, to which no name leads: names go without it, as retired.
const TRANSFERRED = `
  SELECT l.code, l.name, l.since, l.state, l.channel, iif(i.state = 'live' OR l.name IS NULL, i.key, NULL) AS item, l.lead,
    coalesce(l.reason, iif(i.state = 'retracted', i.reason, NULL)) AS reason,
    (SELECT json_group_array(json_object('at', h.at, 'lead', h.lead, 'item', f.key, 'note', h.note))
      FROM link_history h LEFT JOIN items f ON f.id = h.item WHERE h.code = l.code) AS history,
    (SELECT json_group_array(json_array(day, people, bots, previews, heads)) FROM clicks
      WHERE code = l.code) AS clicks,
    (SELECT json_group_array(json_array(host, clicks)) FROM referrers WHERE code = l.code) AS referrers
  FROM links l LEFT JOIN items i ON i.id = l.item WHERE l.code > ? AND l.channel = coalesce(?, l.channel)
  ORDER BY l.code LIMIT ?`

/** Links as an export carries them, in the order of their codes. @param channel only links of this one */
export async function loadTransferredLinks(
  db: Db,
  after: string,
  channel: string | undefined,
  limit: number,
): Promise<readonly TransferredLink[]> {
  return (await db.all<TransferredRow>(TRANSFERRED, after, channel ?? null, limit)).map(toTransferredLink)
}

function toTransferredLink({
  code,
  name,
  since,
  state,
  channel,
  item,
  lead,
  reason,
  ...lists
}: TransferredRow): TransferredLink {
  const full = Object.entries(lists).filter(([, json]) => json !== '[]')
  return {
    code,
    ...(name === null ? {} : { name }),
    ...(item === null ? { url: lead } : { item }),
    channel,
    since,
    ...(state === 'live' ? {} : { retired: reason ? { reason } : {} }),
    ...Object.fromEntries(full.map(([list, json]) => [list, toList(json)])),
  }
}

/** Without what is not known. */
function toList(json: string): unknown {
  return JSON.parse(json, (_, value: unknown) => (value === null ? undefined : value))
}
