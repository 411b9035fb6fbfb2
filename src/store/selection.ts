/** Which items a feed shows, as one statement that walks an index in feed order wherever there is one. */
import type { Facet } from '../model.ts'
import { type Statement, statement, type Value } from './db.ts'
import { ITEM_COLUMNS } from './rows.ts'

/** What narrows a feed; all that is given has to hold. Slugs as facets have them. */
export type ItemQuery = {
  readonly channel?: string
  readonly tag?: string
  readonly place?: string
  readonly author?: string
  readonly lang?: string
  /** A source's id. */
  readonly source?: string
  /** Folded; all of them have to be there. */
  readonly words?: string
  readonly limit: number
  /** So many of the first are left out. */
  readonly offset?: number
  /** Only items after this one in feed order: its position and row. */
  readonly before?: { readonly position: number; readonly row: number }
  /** `live` where nothing is said. */
  readonly state?: 'live' | 'retracted'
}

/** What narrows a list, without the part of it that is asked for. */
export type Narrowing = Omit<ItemQuery, 'limit' | 'offset' | 'before'>

/** Those that tell most apart first: the first one that is given is walked, the others are looked up. */
const KINDS: readonly Facet['kind'][] = ['author', 'place', 'tag', 'lang']
const MOST_WORDS = 32

/** A way to come to items in feed order; `lookup` asks the same of an item that another way came to. */
type Walk = {
  readonly from: string
  readonly where: Condition
  readonly lookup: Condition
  readonly position: string
  readonly row: string
}
export type Condition = { readonly sql: string; readonly values: readonly Value[] }

/**
 * The rows of `ITEM_COLUMNS` that are asked for; the caller puts them in order.
 * @param from only items before this one in feed order
 */
export function toSelection(query: ItemQuery, from?: ItemQuery['before']): Statement {
  const [walk = EVERYTHING, ...others] = toWalks(query)
  const conditions = [
    walk.where,
    ...others.map(({ lookup }) => lookup),
    toState(query),
    ...toChannel(query),
    ...toBefore(query, walk),
    ...toFrom(from, walk),
  ]
  return statement(
    `WITH page (id) AS (
       SELECT i.id FROM ${walk.from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
       ORDER BY ${walk.position} DESC, ${walk.row} DESC LIMIT ? OFFSET ?
     ) SELECT ${ITEM_COLUMNS} FROM page CROSS JOIN items i ON i.id = page.id`,
    ...conditions.flatMap(({ values }) => values),
    query.limit,
    query.offset ?? 0,
  )
}

/** How many items a query finds. */
export function toCount(query: Narrowing): Statement {
  const [walk = EVERYTHING, ...others] = toWalks(query)
  const conditions = [walk.where, ...others.map(({ lookup }) => lookup), toState(query), ...toChannel(query)]
  return statement(
    `SELECT count(*) AS items FROM ${walk.from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    ...conditions.flatMap(({ values }) => values),
  )
}

/** What an item under the name `i` has to meet for a query, in whatever order items are come to: `` or ` AND …`. */
export function toLookup(query: Narrowing): Condition {
  const words = toSearch(query).map(({ where: { values } }) => ({ sql: FOUND, values }))
  const lookups = [...toFacets(query), ...toSource(query)].map(({ lookup }) => lookup)
  const conditions = [...words, ...lookups, ...toChannel(query)]
  return {
    sql: conditions.map(({ sql }) => ` AND ${sql}`).join(''),
    values: conditions.flatMap(({ values }) => values),
  }
}

const TRUE: Condition = { sql: 'true', values: [] }
const EVERYTHING: Walk = { from: 'items i', where: TRUE, lookup: TRUE, position: 'i.position', row: 'i.id' }

const FOUND = 'i.id IN (SELECT rowid FROM search WHERE search MATCH ?)'

function toWalks(query: Narrowing): Walk[] {
  return [...toSearch(query), ...toFacets(query), ...toSource(query)]
}

/** Written out, for only so are the partial indexes found. */
function toState({ state }: Narrowing): Condition {
  return { sql: state === 'retracted' ? `i.state = 'retracted'` : `i.state = 'live'`, values: [] }
}

function toSearch({ words }: Narrowing): Walk[] {
  const match = toMatchExpression(words ?? '')
  if (match === '') return []
  return [
    {
      from: 'search CROSS JOIN items i ON i.id = search.rowid',
      where: { sql: 'search MATCH ?', values: [match] },
      // Always walked: nothing else finds words.
      lookup: TRUE,
      position: 'i.position',
      row: 'i.id',
    },
  ]
}

/** Each word quoted, so that none is taken for an operator of FTS5; side by side means all of them. */
export function toMatchExpression(words: string): string {
  const list = words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return list
    .slice(0, MOST_WORDS)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' ')
}

function toFacets(query: Narrowing): Walk[] {
  return KINDS.flatMap((kind) => {
    const value = query[kind]
    if (value === undefined) return []
    const named = [kind, value]
    const exists = `EXISTS (SELECT 1 FROM facets WHERE kind = ? AND value = ? AND position = i.position AND item = i.id)`
    const lookup = { sql: exists, values: named }
    const where =
      query.channel === undefined
        ? { sql: 'f.kind = ? AND f.value = ?', values: named }
        : { sql: 'f.kind = ? AND f.value = ? AND f.channel = ?', values: [...named, query.channel] }
    return [
      { from: 'facets f CROSS JOIN items i ON i.id = f.item', where, lookup, position: 'f.position', row: 'f.item' },
    ]
  })
}

function toSource({ source }: Narrowing): Walk[] {
  if (source === undefined) return []
  const lookup = { sql: 'EXISTS (SELECT 1 FROM item_sources WHERE item = i.id AND source = ?)', values: [source] }
  const from = 'item_sources s CROSS JOIN items i ON i.id = s.item'
  return [{ from, where: { sql: 's.source = ?', values: [source] }, lookup, position: 's.position', row: 's.item' }]
}

function toChannel({ channel }: Narrowing): Condition[] {
  return channel === undefined ? [] : [{ sql: 'i.channel = ?', values: [channel] }]
}

function toBefore({ before }: ItemQuery, { position, row }: Walk): Condition[] {
  if (before === undefined) return []
  return [{ sql: `(${position}, ${row}) < (?, ?)`, values: [before.position, before.row] }]
}

function toFrom(from: ItemQuery['before'], { position, row }: Walk): Condition[] {
  if (from === undefined) return []
  return [{ sql: `(${position}, ${row}) > (?, ?)`, values: [from.position, from.row] }]
}
