/**
 * Notices that a story was taken back where it comes from. Promises: none is ever stored as a story; the story of its
 * names is retracted here, with the reason, where whoever brings the notice may revise it
 * (docs/architecture.md, decision 2); a story that was never here, is somebody else's, or was restored here since,
 * stays as it is.
 */
import type { Item } from '../../model/model.ts'
import type { Db, Statement } from '../db.ts'
import { statement, toLogStatement } from '../statements.ts'
import { type Arrival, mayRevise } from './arrival.ts'
import { type KnownItem, loadKnownItems } from './lookups.ts'

/** What became of one: `passed` is one that nothing was done about. */
export type Noted = {
  readonly outcome: 'retracted' | 'passed'
  readonly key: string
  readonly id: string
  readonly code: string
  readonly row: number
}

/** Hashes that are asked for at once, and stories that are taken back in one batch. */
const AT_ONCE = 100

/** What became of each notice, in their order. @throws StoreError */
export async function saveNotices(db: Db, notices: readonly Item[], arrival: Arrival): Promise<Noted[]> {
  const noted: Noted[] = []
  for (let start = 0; start < notices.length; start += AT_ONCE) {
    noted.push(...(await saveSome(db, notices.slice(start, start + AT_ONCE), arrival)))
  }
  return noted
}

async function saveSome(db: Db, notices: readonly Item[], arrival: Arrival): Promise<Noted[]> {
  const hashes = notices.flatMap(({ identities }) => identities.map(({ hash }) => hash))
  const known = hashes.length === 0 ? new Map<string, KnownItem>() : await loadKnownItems(db, hashes)
  const found = notices.map((notice) => findOwn(notice, known, arrival))
  const restored = await loadRestored(db, found)
  const due = notices.flatMap((notice, index) => {
    const story = found[index]
    return story !== undefined && isDue(notice, story, restored) ? [{ notice, story }] : []
  })
  if (due.length > 0) await db.batch(due.flatMap(({ notice, story }) => toStatements(notice, story.row, arrival.now)))
  const rows = new Set(due.map(({ story }) => story.row))
  return notices.map((_, index) => toNoted(found[index], rows))
}

/** The live story that is meant, if it may be taken back. */
function findOwn({ identities }: Item, known: ReadonlyMap<string, KnownItem>, arrival: Arrival): KnownItem | undefined {
  const story = identities.map(({ hash }) => known.get(hash)).find((one) => one !== undefined)
  return story?.state === 'live' && mayRevise(arrival, story) ? story : undefined
}

/** When each story was last restored here: that an editor did so outlives the notices that came before. */
async function loadRestored(db: Db, stories: readonly (KnownItem | undefined)[]): Promise<ReadonlyMap<number, number>> {
  const rows = stories.flatMap((story) => (story === undefined ? [] : [story.row]))
  if (rows.length === 0) return new Map()
  const found = await db.all<{ item: number; at: number }>(
    `SELECT c.item, max(c.at) AS at FROM json_each(?) AS j CROSS JOIN changes c ON c.item = j.value
     WHERE c.kind = 'restore' GROUP BY c.item`,
    JSON.stringify(rows),
  )
  return new Map(found.map(({ item, at }) => [item, at]))
}

function isDue({ withdrawn }: Item, { row }: KnownItem, restored: ReadonlyMap<number, number>): boolean {
  const since = restored.get(row)
  return since === undefined || (withdrawn?.at ?? 0) > since
}

/** Each only where it still is live: somebody else may have taken it back since. */
function toStatements({ withdrawn }: Item, row: number, now: number): Statement[] {
  return [
    toLogStatement(
      `SELECT 'retract', id, channel, revision, ?, 0, 1 FROM items WHERE id = ? AND state = 'live'`,
      now,
      row,
    ),
    statement(
      `UPDATE items SET state = 'retracted', reason = ?, withdrawn = ? WHERE id = ? AND state = 'live'`,
      withdrawn?.reason ?? '',
      now,
      row,
    ),
  ]
}

function toNoted(story: KnownItem | undefined, rows: ReadonlySet<number>): Noted {
  if (story === undefined) return { outcome: 'passed', key: '', id: '', code: '', row: 0 }
  const { key, id, code, row } = story
  return { outcome: rows.has(row) ? 'retracted' : 'passed', key, id, code, row }
}
