/** What there is of stories that are to be erased, beside the rows that name them: all of them are looked through together. */
import type { Content } from '../../model/content.ts'
import { isErasedPath } from '../../model/hash.ts'
import type { Db } from '../db.ts'
import { findTraces, loadTraceRows, type Traces } from '../links/erasure.ts'
import type { Arrival } from './arrival.ts'

/** A story that is to be erased, and everything that is known of it. */
export type Remains = {
  readonly row: number
  readonly code: string
  readonly permalink: string
  readonly published: number | null
  /** The number of its last revision, proposals too. */
  readonly last: number
  /** What every version of it reads like. */
  readonly contents: readonly Content[]
  readonly traces: Traces
}

type ItemRow = Pick<Remains, 'row' | 'code' | 'permalink' | 'published'>
type OfItem<T> = T & { readonly row: number }

/** Of these rows of items, those that are there. */
export async function loadRemains(db: Db, rows: readonly number[]): Promise<Remains[]> {
  const list = JSON.stringify(rows)
  const of = <T>(sql: string) => db.all<OfItem<T>>(sql, list)
  const items = await of<ItemRow>(
    `SELECT i.id AS row, i.code, i.permalink, i.shown ->> 'published' AS published
     FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value`,
  )
  const versions = await of<{ revision: number; content: string }>(
    `SELECT r.item AS row, r.revision, coalesce(r.cleaned, i.shown) AS content
     FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value CROSS JOIN revisions r ON r.item = i.id
     ORDER BY r.item, r.revision`,
  )
  const addresses = await of<{ value: string }>(
    `SELECT d.item AS row, d.value FROM json_each(?) AS j CROSS JOIN identities d ON d.item = j.value
     WHERE d.kind IN ('address', 'guid')`,
  )
  const names = await of<{ code: string }>(
    `SELECT l.item AS row, l.code FROM json_each(?) AS j CROSS JOIN links l ON l.item = j.value WHERE l.name IS NOT NULL`,
  )
  const traces = await loadTraceRows(db)
  const mine = <T>(all: readonly OfItem<T>[], item: ItemRow) => all.filter(({ row }) => row === item.row)
  return items.map((item) => {
    const own = mine(versions, item)
    const contents = own.map(({ content }) => JSON.parse(content) as Content)
    const places = toPlaces(item, contents, mine(addresses, item))
    const codes = mine(names, item).map(({ code }) => code)
    return { ...item, contents, last: own.at(-1)?.revision ?? 0, traces: findTraces(traces, codes, places) }
  })
}

/** Every address that it ever had, ours and its own. */
function toPlaces(
  { permalink }: ItemRow,
  contents: readonly Content[],
  identities: readonly { readonly value: string }[],
): string[] {
  const urls = contents.flatMap(({ url }) => (url === undefined ? [] : [url]))
  const addresses = identities.map(({ value }) => value).filter((value) => /^https?:/i.test(value))
  return [...(isErasedPath(permalink) ? [] : [permalink]), ...urls, ...addresses]
}

/** A picture, with the hash of its copy where that is no other picture's copy. */
type OwnPicture = { readonly id: number; readonly hash: string | null }

/** Pictures of the stories, those that they show and those they showed before, that no other story shows. */
export async function loadOwnPictures(
  db: Db,
  remains: readonly Remains[],
  toIndex: Arrival['toIndex'],
): Promise<OwnPicture[]> {
  const rows = JSON.stringify(remains.map(({ row }) => row))
  const urls = remains.flatMap(({ contents }) => contents.flatMap((content) => toIndex(content).pictures ?? []))
  return db.all<OwnPicture>(
    `WITH gone (item) AS (SELECT value FROM json_each(?)),
     own (id) AS (
       SELECT s.picture FROM gone CROSS JOIN item_pictures s ON s.item = gone.item
       UNION SELECT p.id FROM json_each(?) AS j CROSS JOIN pictures p ON p.url = j.value),
     alone (id) AS (SELECT id FROM own WHERE NOT EXISTS (
       SELECT 1 FROM item_pictures s WHERE s.picture = own.id AND s.item NOT IN (SELECT item FROM gone)))
     SELECT p.id, iif(EXISTS (SELECT 1 FROM pictures o WHERE o.hash = p.hash AND o.id NOT IN (SELECT id FROM alone))
       OR EXISTS (SELECT 1 FROM own_pictures o WHERE o.hash = p.hash
         AND o.url NOT IN (SELECT url FROM pictures WHERE id IN (SELECT id FROM alone))),
       NULL, p.hash) AS hash
     FROM alone CROSS JOIN pictures p ON p.id = alone.id`,
    rows,
    JSON.stringify([...new Set(urls)]),
  )
}
