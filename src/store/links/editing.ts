/** What an editor does to short links: give names, move them, retire them. Where they led before is kept. */
import { StoreError } from '../../errors.ts'
import type { Db, Statement } from '../db.ts'
import { statement, toErasedRefusal, toLogStatement, toRefusal } from '../statements.ts'
import { foldCode, type Link, loadLink } from './links.ts'

/** Where a link is to lead: an item's page, or an address. */
export type Lead =
  | { readonly item: number; readonly channel: string; readonly permalink: string }
  | { readonly url: string; readonly channel: string }

/** `taken`: the name, or one that reads like it, leads elsewhere. `reserved`: it leads nowhere, and is given to nothing. */
type Added =
  | { readonly outcome: 'added' | 'there' | 'taken'; readonly link: Link }
  | { readonly outcome: 'reserved'; readonly link?: undefined }

/**
 * Gives a lead a name of its own. Answers the link, new or there already with the same lead.
 * @param name as it is spoken, already judged
 * @param more what is written with a new one
 */
export async function addLink(
  db: Db,
  name: string,
  lead: Lead,
  now: number,
  more: (code: string) => readonly Statement[] = () => [],
): Promise<Added> {
  // One that is kept under an older form of the name is found first.
  const isAdded = (await loadLink(db, name)) === undefined && (await insert(db, foldCode(name), name, lead, now, more))
  const link = await loadLink(db, name)
  if (link === undefined) return { outcome: 'reserved' }
  if (isAdded) return { outcome: 'added', link }
  return { outcome: isSameLead(link, lead) && link.state !== 'retired' ? 'there' : 'taken', link }
}

async function insert(
  db: Db,
  code: string,
  name: string,
  lead: Lead,
  now: number,
  more: (code: string) => readonly Statement[],
): Promise<boolean> {
  const { item, channel, path } = toColumns(lead)
  try {
    await db.batch([
      ...toErasedRefusal(item === null ? [] : [item]),
      toRefusal('reserved_codes WHERE code = ?', code),
      statement(
        `INSERT INTO links (code, item, channel, lead, state, since, name) VALUES (?, ?, ?, ?, ${STATE}, ?, ?)`,
        code,
        item,
        channel,
        path,
        item,
        now,
        name,
      ),
      ...toLinkChange(item, { link: name, leads: path }, now),
      ...more(code),
    ])
    return true
  } catch (error) {
    if (error instanceof StoreError && error.unique) return false
    throw error
  }
}

/** Of the item as it is now: it may have been retracted since it was looked at. */
const STATE = `coalesce((SELECT state FROM items WHERE id = ?), 'live')`

function toColumns(lead: Lead) {
  if ('url' in lead) return { item: null, channel: lead.channel, path: lead.url }
  return { item: lead.item, channel: lead.channel, path: lead.permalink }
}

/** Whether the link leads there already, were it in use. */
export function isSameLead(link: Link, lead: Lead): boolean {
  return 'url' in lead ? link.item === undefined && link.lead === lead.url : link.item?.row === lead.item
}

/** Leads a link elsewhere; a retired one is in use again. Where it led is kept. */
export async function leadLinkElsewhere(db: Db, link: Link, lead: Lead, now: number, note?: string): Promise<void> {
  const { item, channel, path } = toColumns(lead)
  const detail = { link: link.name ?? link.code, leads: path, was: link.lead, ...(note ? { reason: note } : {}) }
  await db.batch([
    ...toErasedRefusal([item, link.item?.row].filter((row) => typeof row === 'number')),
    toHistory(link, now, note),
    statement(
      `UPDATE links SET item = ?, channel = ?, lead = ?, state = ${STATE}, reason = NULL WHERE code = ?`,
      item,
      channel,
      path,
      item,
      link.code,
    ),
    ...toLinkChange(item ?? link.item?.row ?? null, detail, now),
  ])
}

/** Takes a link out of use for good; its name is never given to anything else unless an editor moves it. */
export async function retireLink(db: Db, link: Link, now: number, reason?: string): Promise<void> {
  const detail = { link: link.name ?? link.code, retired: true, was: link.lead, ...(reason ? { reason } : {}) }
  await db.batch([
    ...toErasedRefusal(link.item === undefined ? [] : [link.item.row]),
    toHistory(link, now, reason),
    statement(`UPDATE links SET state = 'retired', reason = ? WHERE code = ?`, reason ?? null, link.code),
    ...toLinkChange(link.item?.row ?? null, detail, now),
  ])
}

/** Two moves within a millisecond: the second is a moment later. */
function toHistory(link: Link, now: number, note: string | undefined): Statement {
  return statement(
    `INSERT INTO link_history (code, at, item, lead, note)
     VALUES (?, max(?, coalesce((SELECT max(at) + 1 FROM link_history WHERE code = ?), 0)), ?, ?, ?)`,
    link.code,
    now,
    link.code,
    link.item?.row ?? null,
    link.lead,
    note ?? null,
  )
}

/** A line of the change log with what happened; none where no item is concerned, or an erased one. Nobody is told. */
export function toLinkChange(item: number | null, detail: Readonly<Record<string, unknown>>, now: number): Statement[] {
  if (item === null) return []
  return [
    toLogStatement(`SELECT 'link', id, channel, revision, ?, 1, 0 FROM items WHERE id = ? AND erased = 0`, now, item),
    statement(
      `INSERT INTO link_changes (seq, detail)
       SELECT c.seq, ? FROM items i CROSS JOIN changes c ON c.item = i.id
       WHERE i.id = ? AND i.erased = 0 ORDER BY c.seq DESC LIMIT 1`,
      JSON.stringify(detail),
      item,
    ),
  ]
}

/** Where a link led before. `at`: until when. */
export type FormerLead = {
  readonly at: number
  /** Public id of the item, where it led to one. */
  readonly item?: string
  readonly lead: string
  readonly note?: string
}

type FormerRow = { readonly [Name in keyof Required<FormerLead>]: FormerLead[Name] | null }

/** Where links led before, oldest first, by code. */
export async function loadHistory(db: Db, codes: readonly string[]): Promise<Map<string, FormerLead[]>> {
  const rows = await db.all<FormerRow & { readonly code: string }>(
    `SELECT h.code, h.at, i.public_id AS item, h.lead, h.note FROM json_each(?) AS j
     CROSS JOIN link_history h ON h.code = j.value LEFT JOIN items i ON i.id = h.item ORDER BY h.code, h.at`,
    JSON.stringify(codes),
  )
  const found = new Map<string, FormerLead[]>()
  for (const { code, ...row } of rows) {
    const former = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as FormerLead
    found.set(code, [...(found.get(code) ?? []), former])
  }
  return found
}
