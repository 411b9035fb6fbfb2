/** Which items a feed shows, as one statement that walks an index in feed order wherever there is one. */
import type { Content, Facet, Sought } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import type { SqlValue, Statement } from '../db.ts'
import { SCOPE_SQL, toShownSql } from '../source-names.ts'
import { statement } from '../statements.ts'
import { toFtsExpression } from './words.ts'

/** What narrows a feed; all that is given has to hold, of several names each. Slugs as facets have them. */
export type ItemQuery = {
  readonly channel?: string
  readonly tag?: readonly string[]
  readonly place?: readonly string[]
  readonly author?: readonly string[]
  readonly lang?: readonly string[]
  /** Ids of sources. */
  readonly source?: readonly string[]
  /** All of them have to be there; in a text its words as they stand, folded. */
  readonly words?: string | readonly Sought[]
  /** Beginning of permalinks: `/2014/10/`. */
  readonly folder?: string
  /** Published (where nobody says, first seen) from the first on, before the second. */
  readonly between?: readonly [number, number]
  readonly limit: number
  /** So many of the first are left out. */
  readonly offset?: number
  /** Only items after this one in feed order: its position and row. */
  readonly before?: { readonly position: number; readonly row: number }
  /** `live` where nothing is said. */
  readonly state?: 'live' | 'retracted' | 'any'
}

/** What narrows a list, without the part of it that is asked for. */
export type ItemFilter = Omit<ItemQuery, 'limit' | 'offset' | 'before'>

/** Those that tell most apart first: the first one that is given is walked, unless `toRarest` knows better. */
const KINDS: readonly Facet['kind'][] = ['author', 'place', 'tag', 'lang']
/** So many rows of a name are counted: who has more is common. */
const COMMON = 1_000

/**
 * A way to come to items in feed order; `lookup` asks the same of an item that another way came to, by what that one's
 * index knows of it, so that no item is read in vain.
 */
type Walk = {
  readonly from: string
  readonly where: Condition
  readonly lookup: (walk: Pick<Walk, 'position' | 'row'>) => Condition
  readonly position: string
  readonly row: string
}
export type FacetName = Pick<Facet, 'kind' | 'value'>
export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] }

/**
 * Asks which of several names has the fewest items (`place` among them): that one is to be walked. Undefined where there
 * is nothing to choose from.
 */
export function toRarest(query: ItemQuery): Statement | undefined {
  const names = toNames(query)
  if (names.length < 2 || query.words !== undefined || query.folder !== undefined) return undefined
  const [own, ...values] = query.channel === undefined ? [''] : ['channel = ? AND', query.channel]
  const counted = `SELECT 1 FROM facets WHERE ${own} kind = j.value ->> 'kind' AND value = j.value ->> 'value'`
  return statement(
    `SELECT j.key AS place, (SELECT count(*) FROM (${counted} LIMIT ${COMMON})) AS items FROM json_each(?) AS j
     ORDER BY items, place LIMIT 1`,
    ...values,
    JSON.stringify(names),
  )
}

/**
 * The rows of `ITEM_COLUMNS` that are asked for; the caller puts them in order.
 * @param rarest place among the query's names of the one to be walked
 */
export function toSelection(query: ItemQuery, rarest = 0): Statement {
  const { limit, offset = 0 } = query
  const page = isDivided(query) ? toUnion(query) : toItemPage(query, limit, offset, rarest)
  return statement(
    `WITH page (id, position) AS (${page.sql}) SELECT ${ITEM_COLUMNS} FROM page CROSS JOIN items i ON i.id = page.id`,
    ...page.values,
  )
}

/** Where nothing else is walked, live items and retracted ones stand in indexes of their own. */
function isDivided(query: ItemQuery): boolean {
  return query.state === 'any' && toWalks(query).length === 0
}

function toUnion(query: ItemQuery): Condition {
  const { limit, offset = 0 } = query
  const parts = (['live', 'retracted'] as const).map((state) => toItemPage({ ...query, state }, limit + offset, 0))
  return {
    sql: `${parts.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ALL ')}
      ORDER BY position DESC, id DESC LIMIT ? OFFSET ?`,
    values: [...parts.flatMap(({ values }) => values), limit, offset],
  }
}

/** Rows and positions of a part of the items, in feed order. */
export function toItemPage(query: ItemQuery, limit: number, offset = 0, rarest = 0): Condition {
  const { from, position, row, conditions } = toConditions(query, rarest)
  return {
    sql: `SELECT i.id AS id, ${position} AS position FROM ${from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
      ORDER BY ${position} DESC, ${row} DESC LIMIT ? OFFSET ?`,
    values: [...conditions.flatMap(({ values }) => values), limit, offset],
  }
}

function toConditions(
  query: Omit<ItemQuery, 'limit'>,
  rarest = 0,
): Walk & { readonly conditions: readonly Condition[] } {
  const [walk = EVERYTHING, ...others] = toWalks(query, rarest)
  const conditions = [
    walk.where,
    ...others.map(({ lookup }) => lookup(walk)),
    ...toState(query),
    ...toChannel(query, walk),
    ...toBetween(query),
    ...toBefore(query, walk),
  ]
  return { ...walk, conditions }
}

/** How many items a query finds, not counted beyond `most`; in no order, for else all would be put in order first. */
export function toCountStatement(query: ItemFilter, most = Number.MAX_SAFE_INTEGER): Statement {
  const { from, conditions } = toConditions(query)
  const found = `SELECT 1 FROM ${from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} LIMIT ?`
  const values = conditions.flatMap((one) => one.values)
  return statement(`SELECT count(*) AS items FROM (${found})`, ...values, most)
}

/** What an item under the name `i` has to meet for a query, in whatever order items are come to: `` or ` AND …`. */
export function toLookup(query: ItemFilter): Condition {
  const words = toSearch(query).map(({ where: { values } }) => ({ sql: FOUND, values }))
  const lookups = [...toFolder(query), ...toFacets(query), ...toSources(query)].map(({ lookup }) => lookup(EVERYTHING))
  const conditions = [...words, ...lookups, ...toChannel(query, EVERYTHING), ...toBetween(query)]
  return {
    sql: conditions.map(({ sql }) => ` AND ${sql}`).join(''),
    values: conditions.flatMap(({ values }) => values),
  }
}

const TRUE: Condition = { sql: 'true', values: [] }
const EVERYTHING: Walk = { from: 'items i', where: TRUE, lookup: () => TRUE, position: 'i.position', row: 'i.id' }

const FOUND = 'i.id IN (SELECT rowid FROM search WHERE search MATCH ?)'

function toWalks(query: ItemFilter, rarest = 0): Walk[] {
  return [...toSearch(query), ...toFolder(query), ...toFacets(query, rarest), ...toSources(query)]
}

/** Written out, for only so are the partial indexes found. */
function toState({ state = 'live' }: ItemFilter): Condition[] {
  return state === 'any' ? [] : [{ sql: `i.state = '${state === 'live' ? 'live' : 'retracted'}'`, values: [] }]
}

function toSearch({ words }: ItemFilter): Walk[] {
  const match = toFtsExpression(words ?? '')
  if (match === '') return []
  return [
    {
      from: 'search CROSS JOIN items i ON i.id = search.rowid',
      where: { sql: 'search MATCH ?', values: [match] },
      // Always walked: nothing else finds words.
      lookup: () => TRUE,
      position: 'i.position',
      row: 'i.id',
    },
  ]
}

/** A month has some hundred stories: they are put in order, which is quicker than to walk all that came later. */
function toFolder({ folder }: ItemFilter): Walk[] {
  if (folder === undefined) return []
  const where = toFolderCondition(folder)
  return [{ ...EVERYTHING, where, lookup: () => where }]
}

/** Permalinks in a folder: `/2014/10/`. */
export function toFolderCondition(folder: string): Condition {
  // Up to the character after the slash, which no permalink of the folder has in its place.
  return { sql: 'i.permalink >= ? AND i.permalink < ?', values: [folder, folder.replace(/\/$/, '0')] }
}

function toFacets(query: ItemFilter, rarest = 0): Walk[] {
  const walks = toNames(query).map(({ kind, value }) => toFacet(kind, value, query.channel))
  return [...walks.slice(rarest, rarest + 1), ...walks.slice(0, rarest), ...walks.slice(rarest + 1)]
}

/** The names that narrow a query; a value may be several of which any will do. */
export function toNames(query: ItemFilter): FacetName[] {
  return KINDS.flatMap((kind) => (query[kind] ?? []).map((value) => ({ kind, value })))
}

/** Between names of which any will do, in the place of one: `syria|lebanon`. */
export const ANY_OF = '|'

/** A story may have several of them, so that none of their indexes is walked. */
function toAnyFacet(kind: Facet['kind'], value: string): Walk {
  const where = {
    sql: 'EXISTS (SELECT 1 FROM facets a WHERE a.item = i.id AND a.kind = ? AND a.value IN (SELECT value FROM json_each(?)))',
    values: [kind, JSON.stringify(value.split(ANY_OF))],
  }
  return { ...EVERYTHING, where, lookup: () => where }
}

function toFacet(kind: Facet['kind'], value: string, channel: string | undefined): Walk {
  if (value.includes(ANY_OF)) return toAnyFacet(kind, value)
  const named = [kind, value]
  const where =
    channel === undefined
      ? { sql: 'f.kind = ? AND f.value = ?', values: named }
      : { sql: 'f.kind = ? AND f.value = ? AND f.channel = ?', values: [...named, channel] }
  return {
    from: 'facets f CROSS JOIN items i ON i.id = f.item',
    where,
    lookup: ({ position, row }) => ({
      sql: `EXISTS (SELECT 1 FROM facets WHERE kind = ? AND value = ? AND position = ${position} AND item = ${row})`,
      values: named,
    }),
    position: 'f.position',
    row: 'f.item',
  }
}

function toSources({ source = [] }: ItemFilter): Walk[] {
  return source.map((id) => ({
    from: 'item_sources s CROSS JOIN items i ON i.id = s.item',
    where: { sql: `s.source = ${SCOPE_SQL}`, values: [id, id] },
    lookup: ({ row }) => ({
      sql: `EXISTS (SELECT 1 FROM item_sources WHERE item = ${row} AND source = ${SCOPE_SQL})`,
      values: [id, id],
    }),
    position: 's.position',
    row: 's.item',
  }))
}

/** With a plus where another way is walked, so that no index of channels is taken instead. */
function toChannel({ channel }: ItemFilter, walk: Walk): Condition[] {
  return channel === undefined ? [] : [{ sql: `${walk === EVERYTHING ? '' : '+'}i.channel = ?`, values: [channel] }]
}

/** Each story's text has to be read for that, so it is for those of a month. */
function toBetween({ between }: ItemFilter): Condition[] {
  if (between === undefined) return []
  const published = `coalesce(i.shown ->> '$.published', min(i.shown ->> '$.modified', i.first_seen), i.first_seen)`
  return [{ sql: `${published} >= ? AND ${published} < ?`, values: between }]
}

function toBefore({ before }: Omit<ItemQuery, 'limit'>, { position, row }: Walk): Condition[] {
  if (before === undefined) return []
  return [{ sql: `(${position}, ${row}) < (?, ?)`, values: [before.position, before.row] }]
}

// Rows of the items table as values.

/** What `toStoredItem` needs, of the table under the name `i`. */
export const ITEM_COLUMNS = `
  i.id AS row, i.key, i.public_id AS id, i.channel, i.owner, i.permalink, i.code, i.position, i.first_seen AS firstSeen,
  i.updated, i.revision, i.state, i.reason, i.withdrawn, i.erased, i.shown,
  (SELECT max(seq) FROM changes WHERE item = i.id) AS seq,
  (SELECT json_group_array(${toShownSql('source')}) FROM (SELECT source FROM item_sources WHERE item = i.id ORDER BY since, source))
    AS sources,
  (SELECT json_group_object(p.url, p.hash) FROM item_pictures s CROSS JOIN pictures p ON p.id = s.picture
    WHERE s.item = i.id AND p.state = 'gone') AS lost`

export type ItemRow = Omit<StoredItem, 'reason' | 'withdrawn' | 'erased' | 'sources' | 'content' | 'seq' | 'lost'> & {
  readonly reason: string | null
  readonly withdrawn: number | null
  readonly erased: number
  readonly sources: string
  readonly seq: number | null
  readonly lost: string
  readonly shown: string
}

export function toStoredItem({ reason, withdrawn, erased, sources, shown, seq, lost, ...rest }: ItemRow): StoredItem {
  return {
    ...rest,
    ...(reason === null ? {} : { reason }),
    ...(withdrawn === null ? {} : { withdrawn }),
    ...(erased === 1 ? { erased: true } : {}),
    sources: JSON.parse(sources) as string[],
    content: JSON.parse(shown) as Content,
    ...(seq === null ? {} : { seq }),
    ...(lost === '{}' ? {} : { lost: JSON.parse(lost) as Record<string, string> }),
  }
}
