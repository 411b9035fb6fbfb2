/** What follows from the items that a batch writes: what they are found by, their pictures, their archive documents. */
import type { Content, Facet, Index } from '../../model/content.ts'
import type { Statement } from '../db.ts'
import { HELD, NEWEST, QUIET } from '../feeds/archives.ts'
import { overList, overTexts, ROW, statement, toListElement, toTextSql } from '../statements.ts'
import { type Arrival, isQuiet, type Pause } from './arrival.ts'
import { toNameStatements } from './naming.ts'

export type Indexed = { readonly row: number; readonly position: number; readonly content: Content }

/**
 * What contents are found by is told before anything is written, with a pause after each; what was told is not told
 * again.
 */
export function createIndexer(toIndex: Arrival['toIndex'], pause: Pause) {
  const found = new WeakMap<Content, Index>()
  const prepare = async (contents: readonly Content[]) => {
    for (const content of contents) {
      if (found.has(content)) continue
      found.set(content, toIndex(content))
      await pause()
    }
  }
  return { prepare, toIndex: (content: Content) => found.get(content) ?? toIndex(content) }
}

const INSERT_FACETS = `
  INSERT OR IGNORE INTO facets (kind, value, position, item, label, channel)
  SELECT n.kind, n.slug, i.position, i.id, j.value ->> 'label', i.channel
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = ${ROW}
  CROSS JOIN names n ON n.kind = j.value ->> 'kind' AND n.word = j.value ->> 'word' AND n.own = 1`

const INSERT_SEARCH = `
  INSERT INTO search (rowid, title, text) SELECT ${ROW}, value ->> 'title', ${toTextSql('key')} FROM json_each(?)`

/** Facets, search words and pictures of items, in place of what they had. */
export function toIndexStatements(items: readonly Indexed[], toIndex: Arrival['toIndex']): Statement[] {
  const facets: string[] = []
  const search: string[] = []
  const texts: string[] = []
  const showing: Showing[] = []
  const names: Facet[] = []
  for (const { row, position, content } of items) {
    const { title, text, facets: found, pictures = [] } = toIndex(content)
    search.push(toListElement({ row, title }))
    texts.push(text)
    showing.push({ row, position, pictures })
    for (const { kind, value, label } of found) facets.push(toListElement({ row, kind, word: value, label }))
    names.push(...found)
  }
  const before = items.filter(({ row }) => row > 0).map(({ row }) => String(row))
  return [
    ...overList('DELETE FROM facets WHERE item IN (SELECT value FROM json_each(?))', before),
    ...overList('DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))', before),
    ...toNameStatements(names),
    ...overList(INSERT_FACETS, facets),
    ...overTexts(INSERT_SEARCH, search, texts),
    ...toPictureStatements(showing),
  ]
}

// Which pictures stories show.

/** An item, by its row as `ROW` has it, and the addresses of the pictures that it shows now. */
type Showing = { readonly row: number; readonly position: number; readonly pictures: readonly string[] }

// What is known of an address already stays so. One that was handed in is nowhere but here.
const INSERT_PICTURES = `
  INSERT OR IGNORE INTO pictures (url, host, state, due, hash, type, size, own)
  SELECT j.value ->> 'url', j.value ->> 'host', iif(o.url IS NULL, 'due', 'gone'),
    iif(o.url IS NULL, j.value ->> 'due', NULL), o.hash, o.type, o.size, o.url IS NOT NULL
  FROM json_each(?) AS j LEFT JOIN own_pictures o ON o.url = j.value ->> 'url'`

const INSERT_ITEM_PICTURES = `
  INSERT OR IGNORE INTO item_pictures (item, picture)
  SELECT ${ROW}, p.id FROM json_each(?) AS j CROSS JOIN pictures p ON p.url = j.value ->> 'url'`

/** Pictures of items, in place of those they had. */
function toPictureStatements(items: readonly Showing[]): Statement[] {
  const before = items.filter(({ row }) => row > 0).map(({ row }) => String(row))
  const shown = items.flatMap((item) => item.pictures.flatMap((url) => toShown(item, url)))
  return [
    ...overList('DELETE FROM item_pictures WHERE item IN (SELECT value FROM json_each(?))', before),
    ...overList(INSERT_PICTURES, shown),
    ...overList(INSERT_ITEM_PICTURES, shown),
  ]
}

/** All are due at once, since that is long ago; by minus the position those of the newest story come first. */
function toShown({ row, position }: Showing, url: string): string[] {
  return URL.canParse(url) ? [toListElement({ row, url, host: new URL(url).hostname, due: -position })] : []
}

// New items go to the recent ones, and what is no longer recent into closed archive documents, in the very batch that
// stores the items: a client that follows the documents misses none and gets none twice. However the items of a call are
// parted into batches, its documents are the same.

/** Items of one document. */
const MOST_ITEMS = 50

// Rows are given one after the last.
const INSERT_RECENT = `
  INSERT INTO recent (channel, item, position, quiet)
  SELECT channel, id, position, ? FROM items WHERE id > (SELECT max(id) FROM items) - ?`

// What arrived quietly is closed by quiet batches, by itself: full documents, and with the last batch of the call a
// short one, since old stories are not to stand in the subscription document. Everything else waits there, seen by
// whoever polls, until there is enough for a document.
const INSERT_ARCHIVED = `
  WITH others (item, apart) AS MATERIALIZED (
    SELECT item, quiet > 0 AND ? FROM recent WHERE channel = ? AND again = 0 AND item NOT IN (
      SELECT item FROM recent WHERE channel = ? AND again = 0 ORDER BY position DESC, item DESC LIMIT ${NEWEST}
    )
  ), counted (apart, items) AS (
    SELECT coalesce(sum(apart), 0), coalesce(sum(NOT apart), 0) FROM others
  ), closing (apart, items) AS MATERIALIZED (
    SELECT iif(?, apart, apart / ${MOST_ITEMS} * ${MOST_ITEMS}), items / ${MOST_ITEMS} * ${MOST_ITEMS} FROM counted
  )
  INSERT INTO archived (item, number)
  SELECT item, (SELECT coalesce(max(number), 0) FROM archives) + 1 + (place - 1) / ${MOST_ITEMS}
    + iif(others.apart, 0, (closing.apart + ${MOST_ITEMS - 1}) / ${MOST_ITEMS})
  FROM (SELECT item, apart, row_number() OVER (PARTITION BY apart ORDER BY item) AS place FROM others) AS others
  CROSS JOIN closing
  WHERE place <= iif(others.apart, closing.apart, closing.items)`

// Only the first may be shown together with what was closed before: of the others each is full, or follows a full one.
const INSERT_ARCHIVES = `
  WITH closed (number, items) AS MATERIALIZED (
    SELECT number, count(*) FROM archived WHERE number > (SELECT coalesce(max(number), 0) FROM archives) GROUP BY number
  ), next (number, of_channel, of_all) AS MATERIALIZED (
    SELECT min(number), (SELECT max(number) FROM archives WHERE channel = ?), (SELECT max(number) FROM archives)
    FROM closed
  )
  INSERT INTO archives (number, channel, items, seq, at, first, held, first_of_all, held_of_all)
  SELECT closed.number, ?, closed.items, (SELECT coalesce(max(seq), 0) FROM changes), ?,
    iif(own.held + closed.items <= ${MOST_ITEMS}, own.first, closed.number),
    iif(own.held + closed.items <= ${MOST_ITEMS}, own.held + closed.items, closed.items),
    iif(one.held_of_all + closed.items <= ${MOST_ITEMS}, one.first_of_all, closed.number),
    iif(one.held_of_all + closed.items <= ${MOST_ITEMS}, one.held_of_all + closed.items, closed.items)
  FROM closed
  LEFT JOIN next ON next.number = closed.number
  LEFT JOIN archives own ON own.number = next.of_channel
  LEFT JOIN archives one ON one.number = next.of_all`

const DELETE_RECENT = `
  DELETE FROM recent WHERE channel = ? AND again = 0 AND EXISTS (SELECT 1 FROM archived WHERE item = recent.item)`

// What the call has stored waits for no more of it.
const SETTLE_RECENT = `UPDATE recent SET quiet = ${QUIET} WHERE channel = ? AND quiet = ${HELD}`

/**
 * @param created how many items the batch created, of the arrival's channel
 * @param isLast whether no other batch of the call follows
 */
export function toClosingStatements(created: number, arrival: Arrival, isLast: boolean): Statement[] {
  const channel = arrival.channel.id
  const quiet = isQuiet(arrival)
  const ends = quiet && isLast
  if (created === 0 && !ends) return []
  return [
    ...(created === 0 ? [] : [statement(INSERT_RECENT, quiet ? HELD : 0, created)]),
    statement(INSERT_ARCHIVED, quiet ? 1 : 0, channel, channel, ends ? 1 : 0),
    statement(INSERT_ARCHIVES, channel, channel, arrival.now),
    statement(DELETE_RECENT, channel),
    ...(ends ? [statement(SETTLE_RECENT, channel)] : []),
  ]
}
