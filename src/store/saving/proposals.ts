/**
 * What a source says of a story that an editor has touched, and readers are not shown (docs/architecture.md, decision
 * 7). Promises: it is there until the editor has decided about it, by taking it, by refusing it, or by setting that very
 * field anew.
 */
import type { Content } from '../../model/content.ts'
import type { Edit, Patch } from '../../model/history.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { loadItem } from '../feeds/feeds.ts'
import { toShownSql } from '../source-names.ts'
import { isSame } from './editing.ts'
import { type EditOptions, writeEdited } from './edits.ts'
import { loadBeneath } from './sent.ts'

/** A version of the source, and which of its fields readers are not shown. */
export type Proposed = {
  readonly revision: number
  readonly at: number
  readonly by: string
  readonly fields: readonly (keyof Content)[]
  /** What readers would be shown. */
  readonly content: Content
}

type Row = {
  readonly revision: number
  readonly at: number
  readonly by: string
  readonly edit: string | null
  readonly proposed: number
  readonly content: string
}

/** What of a story waits for the editor; undefined: nothing. */
export async function loadProposed(
  db: Db,
  item: StoredItem,
  layOver: EditOptions['layOver'],
): Promise<Proposed | undefined> {
  const [edit, settled, rows] = await loadHistory(db, item.row)
  const sent = rows.filter((row) => row.edit === null)
  const last = sent.at(-1)
  if (last === undefined || last.revision <= settled) return undefined
  const edits = rows.filter((row) => row.edit !== null)
  const fresh = JSON.parse(last.content) as Content
  const names = last.proposed === 1 ? Object.keys({ ...item.content, ...fresh }) : toHeld(edit)
  const fields = toProposable(names).filter((name) => {
    const decided = Math.max(settled, ...edits.filter((row) => isAbout(row, name)).map(({ revision }) => revision))
    const before = sent.findLast(({ revision }) => revision <= decided)
    if (last.revision <= decided || isSame(fresh[name], item.content[name])) return false
    return before === undefined || !isSame((JSON.parse(before.content) as Content)[name], fresh[name])
  })
  if (fields.length === 0) return undefined
  const beneath = await loadBeneath(db, item.row, 'last')
  if (beneath === undefined) return undefined
  const content = layOver(beneath.sent, without(edit, fields))
  return { revision: last.revision, at: last.at, by: last.by, fields, content }
}

async function loadHistory(db: Db, row: number): Promise<[Edit, number, Row[]]> {
  const held = await db.first<{ edit: string | null; settled: number }>(
    `SELECT edit, settled FROM items i WHERE id = ? AND erased = 0
       AND (edit IS NOT NULL OR EXISTS (SELECT 1 FROM revisions WHERE item = i.id AND proposed = 1))`,
    row,
  )
  if (held === undefined) return [{}, 0, []]
  const rows = await db.all<Row>(
    `SELECT r.revision, r.at, ${toShownSql('r.by')} AS by, r.edit, r.proposed, coalesce(r.cleaned, i.shown) AS content
     FROM revisions r CROSS JOIN items i ON i.id = r.item WHERE r.item = ? ORDER BY r.revision`,
    row,
  )
  return [JSON.parse(held.edit ?? '{}') as Edit, held.settled, rows]
}

/** What follows from other fields is not proposed by itself. */
const FOLLOWING: readonly string[] = ['contentText', 'markup', 'modified', 'commentCount', 'comments', 'commentsFeed']

function toProposable(names: readonly string[]): (keyof Content)[] {
  return [...new Set(names)].filter((name) => !FOLLOWING.includes(name)) as (keyof Content)[]
}

/** Fields that the editor holds. */
function toHeld(edit: Edit): string[] {
  return Object.entries(edit).flatMap(([name, value]) => (value === null ? [] : [name === 'alt' ? 'image' : name]))
}

function isAbout({ edit }: Row, name: keyof Content): boolean {
  const said = JSON.parse(edit ?? '{}') as Record<string, unknown>
  return Object.hasOwn(said, name) || (name === 'image' && Object.hasOwn(said, 'alt'))
}

/** The members of an edit that go with these fields. */
const WITH: { readonly [Name in keyof Content]?: readonly (keyof Edit)[] } = {
  contentHtml: ['contentHtml', 'contentText', 'markup'],
  image: ['image', 'alt'],
}

function toMembers(fields: readonly (keyof Content)[]): readonly string[] {
  return fields.flatMap((name): readonly string[] => WITH[name] ?? [name])
}

function without(edit: Edit, fields: readonly (keyof Content)[]): Edit {
  const members = toMembers(fields)
  return Object.fromEntries(Object.entries(edit).filter(([name]) => !members.includes(name)))
}

/** Shows what is proposed. Undefined: the story is not there. @throws StoreError */
export async function acceptProposed(
  db: Db,
  item: StoredItem,
  { fields, content }: Proposed,
  at: EditOptions,
): Promise<StoredItem | undefined> {
  const beneath = await loadBeneath(db, item.row, 'last')
  if (beneath === undefined) return undefined
  const edit = without(beneath.edit ?? {}, fields)
  const patch: Patch = Object.fromEntries(toMembers(fields).map((name) => [name, null]))
  await writeEdited(db, item, { beneath, edit, patch, shown: content }, at)
  return loadItem(db, item.id)
}

/** What is shown stays; what the source said until now is not proposed again. Whether there was anything. */
export async function refuseProposed(db: Db, item: StoredItem): Promise<void> {
  await db.run(
    'UPDATE items SET settled = (SELECT max(revision) FROM revisions WHERE item = items.id) WHERE id = ?',
    item.row,
  )
}

/** Stories that files say something else of, the last ones first; which of them wait `loadProposed` tells. */
export async function loadContested(db: Db, limit: number): Promise<StoredItem[]> {
  const rows = await db.all<{ code: string }>(
    `SELECT i.code FROM (SELECT id FROM items WHERE edit IS NOT NULL UNION SELECT item FROM revisions WHERE proposed = 1) AS held
     CROSS JOIN items i ON i.id = held.id CROSS JOIN revisions r ON r.item = i.id
     WHERE i.erased = 0 AND r.by = 'archive' AND r.received IS NOT NULL AND r.revision > i.settled AND r.revision > 1
     GROUP BY i.id ORDER BY max(r.at) DESC LIMIT ?`,
    limit,
  )
  const items = await Promise.all(rows.map(({ code }) => loadItem(db, code)))
  return items.filter((item) => item !== undefined)
}
