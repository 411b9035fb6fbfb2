/** What an erased item leaves of its links: its code, which answers that it is gone. */
import { type Statement, statement } from './db.ts'

/** Names may hold words of the story, so they go, with where they led and how often; the item's own code stays. */
export function toLinkErasure(row: number): Statement[] {
  const named = 'SELECT code FROM links WHERE item = ? AND name IS NOT NULL'
  return [
    statement(`DELETE FROM clicks WHERE code IN (${named})`, row),
    statement(`DELETE FROM referrers WHERE code IN (${named})`, row),
    statement(`DELETE FROM link_history WHERE item = ? OR code IN (${named})`, row, row),
    statement('DELETE FROM link_changes WHERE seq IN (SELECT seq FROM changes WHERE item = ?)', row),
    statement('DELETE FROM originals WHERE item = ?', row),
    statement('DELETE FROM links WHERE item = ? AND name IS NOT NULL', row),
  ]
}
