/**
 * A story goes to another channel. Promises: it keeps its id, code and permalink; documents of the channel that it
 * leaves show it no more, closed ones too, and those of the other show it from now on.
 */
import type { Identity } from '../../model/content.ts'
import type { Statement } from '../db.ts'
import { overList, statement, toListElement, toLogStatement } from '../statements.ts'

/** Where to, and the forms under which it is known there: a guid that is posted is one of its channel. */
export type ChannelMove = { readonly channel: string; readonly forms: readonly Identity[] }

// Documents that show what was closed together count it together.
const UNCOUNT = `
  UPDATE archives SET items = items - (archives.number = a.number),
    held = held - (archives.first <= a.number AND archives.channel = i.channel),
    held_of_all = held_of_all - (archives.first_of_all <= a.number)
  FROM archived a CROSS JOIN items i ON i.id = a.item
  WHERE a.item = ? AND archives.number >= a.number`

const INSERT_RECENT =
  'INSERT INTO recent (channel, item, position) SELECT channel, id, position FROM items WHERE id = ?'

const INSERT_FORMS = `
  INSERT OR IGNORE INTO identities (hash, kind, value, item)
  SELECT value ->> 'hash', value ->> 'kind', value ->> 'value', value ->> 'row' FROM json_each(?)`

/** What comes before the story's own new version, which the log names with the new channel. */
export function toMoveStatements(row: number, { channel, forms }: ChannelMove, now: number): Statement[] {
  return [
    // Tells what is kept of the channel that it leaves; nobody there has anything new to read.
    toLogStatement(`SELECT 'revise', id, channel, revision, ?, 1, 0 FROM items WHERE id = ?`, now, row),
    statement(UNCOUNT, row),
    statement('DELETE FROM archived WHERE item = ?', row),
    statement('DELETE FROM recent WHERE item = ?', row),
    statement('UPDATE items SET channel = ? WHERE id = ?', channel, row),
    statement('UPDATE links SET channel = ? WHERE item = ?', channel, row),
    statement(INSERT_RECENT, row),
    ...overList(
      INSERT_FORMS,
      forms.map(({ hash, kind, value }) => toListElement({ row, hash, kind, value })),
    ),
  ]
}
