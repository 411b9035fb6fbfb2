/** Live stories as WordPress lists them: in any of its orders, by page, and counted. */
import type { Sought } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db, SqlValue } from '../db.ts'
import { loadInOrder } from './feeds.ts'
import { countFound, findNear } from './near.ts'
import { type Condition, ITEM_COLUMNS, type ItemRow, toFolderCondition, toStoredItem } from './selection.ts'
import { toFtsExpression } from './words.ts'

/** Which stories; all that is given has to hold. Times are milliseconds since 1970. */
export type PostFilter = {
  readonly channel?: string
  /** Facet values; any of those of one kind. */
  readonly tags?: readonly string[]
  /** Of these one too. */
  readonly categories?: readonly string[]
  readonly withoutTags?: readonly string[]
  readonly authors?: readonly string[]
  /** All of them have to be there. */
  readonly words?: string | readonly Sought[]
  /** Feed positions, exclusive. */
  readonly after?: number
  readonly before?: number
  readonly modifiedAfter?: number
  readonly modifiedBefore?: number
  readonly rows?: readonly number[]
  readonly withoutRows?: readonly number[]
  /** Last parts of permalinks. */
  readonly slugs?: readonly string[]
  /** Beginning of permalinks: `/2014/10/`. */
  readonly folder?: string
}

export type PostQuery = PostFilter & {
  /** `given`: as `rows` are. */
  readonly by: 'date' | 'modified' | 'row' | 'slug' | 'given'
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly offset: number
}

/** Each ends with the row, so that no two pages share a story. */
const COLUMNS: Readonly<Record<Exclude<PostQuery['by'], 'given'>, readonly string[]>> = {
  date: ['i.position', 'i.id'],
  modified: ['i.updated', 'i.id'],
  row: ['i.id'],
  slug: ['substr(i.permalink, 10)', 'i.id'],
}

/** One page of a list. */
export async function loadPosts(db: Db, query: PostQuery): Promise<StoredItem[]> {
  return ((await loadNear(db, query)) ?? (await loadPage(db, query))).map(toStoredItem)
}

/** Of orders that an index has. */
async function loadNear(db: Db, query: PostQuery): Promise<ItemRow[] | undefined> {
  const { words, by, ...rest } = query
  if (words === undefined || by === 'given' || by === 'slug') return undefined
  const { sql, values } = toWhere(rest)
  const order = toOrder(query)
  const list = (most: number) => ({
    sql: `SELECT i.id AS id FROM items i WHERE ${sql} ORDER BY ${order.sql} LIMIT ?`,
    values: [...values, most],
  })
  const found = await findNear(db, { ...query, words, list })
  return found && loadInOrder(db, found)
}

async function loadPage(db: Db, query: PostQuery): Promise<ItemRow[]> {
  const where = toWhere(query)
  const order = toOrder(query)
  return db.all<ItemRow>(
    `WITH page (id) AS (SELECT i.id FROM items i WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ? OFFSET ?)
     SELECT ${ITEM_COLUMNS} FROM page CROSS JOIN items i ON i.id = page.id ORDER BY ${order.sql}`,
    ...where.values,
    ...order.values,
    query.limit,
    query.offset,
    ...order.values,
  )
}

/** How many stories a list has. */
export async function countPosts(db: Db, query: PostFilter & Partial<PostQuery>): Promise<number> {
  const { words, by: _b, order: _o, limit: _l, offset: _f, ...filter } = query
  if (words !== undefined && Object.keys(filter).length === 0) return countFound(db, words)
  const { sql, values } = toWhere(query)
  const row = await db.first<{ stories: number }>(`SELECT count(*) AS stories FROM items i WHERE ${sql}`, ...values)
  return row?.stories ?? 0
}

function toOrder({ by, order, rows = [] }: PostQuery): Condition {
  if (by === 'given') {
    return { sql: '(SELECT min(key) FROM json_each(?) WHERE value = i.id)', values: [JSON.stringify(rows)] }
  }
  const direction = order === 'asc' ? 'ASC' : 'DESC'
  return { sql: COLUMNS[by].map((column) => `${column} ${direction}`).join(', '), values: [] }
}

function toWhere(filter: PostFilter): Condition {
  const conditions = [
    // Written out, for only so are the partial indexes found.
    { sql: `i.state = 'live'`, values: [] },
    ...toEqual('i.channel = ?', filter.channel),
    ...toFaceted('tag', filter.tags, 'IN'),
    ...toFaceted('tag', filter.categories, 'IN'),
    ...toFaceted('tag', filter.withoutTags, 'NOT IN'),
    ...toFaceted('author', filter.authors, 'IN'),
    ...toFound(filter.words),
    ...toEqual('i.position > ?', filter.after),
    ...toEqual('i.position < ?', filter.before),
    ...toEqual('i.updated > ?', filter.modifiedAfter),
    ...toEqual('i.updated < ?', filter.modifiedBefore),
    ...toListed('i.id IN', filter.rows),
    ...toListed('i.id NOT IN', filter.withoutRows),
    ...toFolder(filter.folder),
    ...toListed(
      'substr(i.permalink, 10) IN',
      filter.slugs?.map((slug) => `${slug}/`),
    ),
  ]
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

function toEqual(sql: string, value: SqlValue | undefined): Condition[] {
  return value === undefined ? [] : [{ sql, values: [value] }]
}

function toFolder(folder: string | undefined): Condition[] {
  return folder === undefined ? [] : [toFolderCondition(folder)]
}

function toListed(sql: string, list: readonly SqlValue[] | undefined): Condition[] {
  return list === undefined ? [] : [{ sql: `${sql} (SELECT value FROM json_each(?))`, values: [JSON.stringify(list)] }]
}

function toFaceted(kind: string, list: readonly string[] | undefined, operator: 'IN' | 'NOT IN'): Condition[] {
  if (list === undefined) return []
  const sql = `i.id ${operator} (SELECT f.item FROM json_each(?) AS j CROSS JOIN facets f ON f.kind = ? AND f.value = j.value)`
  return [{ sql, values: [JSON.stringify(list), kind] }]
}

function toFound(words: PostFilter['words']): Condition[] {
  const match = toFtsExpression(words ?? '')
  return match === '' ? [] : [{ sql: 'i.id IN (SELECT rowid FROM search WHERE search MATCH ?)', values: [match] }]
}
