/**
 * New items go to the recent ones, and what is no longer recent into closed archive documents, in the very batch that
 * stores the items: a client that follows the documents misses none and gets none twice.
 */

import { type Statement, statement } from '../db.ts'
import { type Arrival, isQuiet } from './arrival.ts'

/** The newest items of a channel, by position, are in no document. */
const NEWEST = 30
/** Items of one document. */
const MOST_ITEMS = 50

// Rows are given one after the last.
const INSERT_RECENT = `
  INSERT INTO recent (channel, item, position, quiet)
  SELECT channel, id, position, ? FROM items WHERE id > (SELECT max(id) FROM items) - ?`

// What arrived quietly is closed with a quiet batch, by itself and the last part short: old stories are not to stand in
// the subscription document. Everything else waits there, seen by whoever polls, until there is enough for a document.
const INSERT_ARCHIVED = `
  WITH others (item, apart) AS MATERIALIZED (
    SELECT item, quiet AND ? FROM recent WHERE channel = ? AND again = 0 AND item NOT IN (
      SELECT item FROM recent WHERE channel = ? AND again = 0 ORDER BY position DESC, item DESC LIMIT ${NEWEST}
    )
  ), closing (documents, items) AS MATERIALIZED (
    SELECT (coalesce(sum(apart), 0) + ${MOST_ITEMS - 1}) / ${MOST_ITEMS},
      coalesce(sum(NOT apart), 0) / ${MOST_ITEMS} * ${MOST_ITEMS} FROM others
  )
  INSERT INTO archived (item, number)
  SELECT item, (SELECT coalesce(max(number), 0) FROM archives) + 1 + (place - 1) / ${MOST_ITEMS}
    + iif(apart, 0, (SELECT documents FROM closing))
  FROM (SELECT item, apart, row_number() OVER (PARTITION BY apart ORDER BY item) AS place FROM others)
  WHERE apart OR place <= (SELECT items FROM closing)`

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

/** @param created how many items the batch created, of the arrival's channel */
export function toClosingStatements(created: number, arrival: Arrival): Statement[] {
  if (created === 0) return []
  const channel = arrival.channel.id
  const quiet = isQuiet(arrival) ? 1 : 0
  return [
    statement(INSERT_RECENT, quiet, created),
    statement(INSERT_ARCHIVED, quiet, channel, channel),
    statement(INSERT_ARCHIVES, channel, channel, arrival.now),
    statement(DELETE_RECENT, channel),
  ]
}
