/** What the store knows of a batch before it is decided upon: two or three set-based reads, whatever its size. */
import type { Content } from '../../model/content.ts'
import { toPathHash } from '../../model/hash.ts'
import type { Edit } from '../../model/history.ts'
import type { Item } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { toShownSql } from '../source-names.ts'
import { toAddedRank } from '../sources.ts'
import { MOST_TEXTS, toTextSql, toTextValues } from '../statements.ts'

/** A stored item, as far as deciding needs it. */
export type KnownItem = {
  readonly row: number
  readonly key: string
  readonly id: string
  readonly code: string
  readonly channel: string
  readonly owner: string
  /** The rank of its owner, where that is a source that was added. */
  readonly added?: number
  readonly fingerprint: string
  readonly state: 'live' | 'retracted'
  readonly erased: boolean
  readonly position: number
  readonly updated: number
  /** The number of the revision that is shown, and of the last one, which may be a proposal. */
  readonly revision: number
  readonly last: number
  readonly sources: readonly string[]
}

type KnownRow = Omit<KnownItem, 'erased' | 'sources' | 'added'> & {
  readonly added: number | null
  readonly hash: string
  readonly erased: number
  readonly sources: string
}

/** The items that own any of these identity hashes. */
export async function loadKnownItems(db: Db, hashes: readonly string[]): Promise<Map<string, KnownItem>> {
  const rows = await db.all<KnownRow>(
    `SELECT d.hash, i.id AS row, i.key, i.public_id AS id, i.code, i.channel, i.owner, i.fingerprint, i.state, i.erased, i.position,
       i.updated, i.revision,
       (SELECT coalesce(max(revision), i.revision) FROM revisions WHERE item = i.id) AS last,
       (SELECT json_group_array(source) FROM item_sources WHERE item = i.id) AS sources,
       (SELECT rowid FROM sources WHERE id = ${toShownSql('i.owner')}) AS added
     FROM json_each(?) AS h CROSS JOIN identities d ON d.hash = h.value CROSS JOIN items i ON i.id = d.item`,
    JSON.stringify(hashes),
  )
  return new Map(rows.map(({ hash, ...row }) => [hash, toKnown(row)]))
}

/** The stored item that an item is, by the strongest of its names that is known. */
export function findKnown({ identities }: Pick<Item, 'identities'>, known: ReadonlyMap<string, KnownItem>) {
  return identities.map(({ hash }) => known.get(hash)).find((one) => one !== undefined)
}

function toKnown({ erased, sources, added, ...row }: Omit<KnownRow, 'hash'>): KnownItem {
  const rank = added === null ? {} : { added: toAddedRank(added) }
  return { ...row, ...rank, erased: erased === 1, sources: JSON.parse(sources) as string[] }
}

/** What readers are shown of an item, and the editor's fields in it. */
export type ShownItem = { readonly shown: Content; readonly edit: Edit | undefined }

/** What is shown of these rows: only asked for items that a source changed. */
export async function loadShown(db: Db, rows: readonly number[]): Promise<Map<number, ShownItem>> {
  if (rows.length === 0) return new Map()
  const found = await db.all<{ row: number; shown: string; edit: string | null }>(
    'SELECT i.id AS row, i.shown, i.edit FROM json_each(?) AS r CROSS JOIN items i ON i.id = r.value',
    JSON.stringify(rows),
  )
  return new Map(found.map((item) => [item.row, toShownItem(item)]))
}

function toShownItem({ shown, edit }: { shown: string; edit: string | null }): ShownItem {
  return { shown: JSON.parse(shown) as Content, edit: edit === null ? undefined : (JSON.parse(edit) as Edit) }
}

/** When these rows were published, as far as that is known. */
export async function loadPublished(db: Db, rows: readonly number[]): Promise<Map<number, number>> {
  const found = await db.all<{ row: number; published: number | null }>(
    `SELECT i.id AS row, i.shown ->> 'published' AS published
     FROM json_each(?) AS r CROSS JOIN items i ON i.id = r.value`,
    JSON.stringify(rows),
  )
  return new Map(found.flatMap(({ row, published }) => (published === null ? [] : [[row, published] as const])))
}

/** Names that new items would like to have. */
export type WantedNames = {
  readonly codes: readonly string[]
  readonly ids: readonly string[]
  /** Permalinks without their last slash: `/2015/06/slug`; once for each item that would like it. */
  readonly permalinks: readonly string[]
}

/** Names that are given out already, each of its own kind; of permalinks the numbered ones (`…/slug-2/`) too. */
export type TakenNames = {
  readonly codes: Set<string>
  readonly ids: Set<string>
  readonly permalinks: Set<string>
  /** The number up to which a path's permalinks are known to be taken. */
  readonly tried: Map<string, number>
}

/** @param promised codes that were reserved for these very items */
export async function loadTakenNames(
  db: Db,
  wanted: WantedNames,
  promised: readonly string[] = [],
): Promise<TakenNames> {
  const taken: TakenNames = { codes: new Set(), ids: new Set(), permalinks: new Set(), tried: new Map() }
  if (wanted.ids.length === 0) return taken
  const rows = await db.all<{ kind: keyof WantedNames; name: string }>(
    // From '-' up to '.', the character after it: every name that goes on with a hyphen; of those, only the numbered ones.
    `SELECT 'codes' AS kind, l.code AS name FROM json_each(?) AS j CROSS JOIN links l ON l.code = j.value
     UNION ALL
     SELECT 'codes', c.code FROM json_each(?) AS j CROSS JOIN reserved_codes c ON c.code = j.value
     UNION ALL
     SELECT 'ids', i.public_id FROM json_each(?) AS j CROSS JOIN items i ON i.public_id = j.value
     UNION ALL
     SELECT 'ids', '' WHERE EXISTS (SELECT 1 FROM identities WHERE kind = 'path')
     UNION ALL
     SELECT 'permalinks', i.permalink FROM json_each(?) AS j CROSS JOIN items i
       ON i.permalink = j.value || '/'
       OR (i.permalink > j.value || '-' AND i.permalink < j.value || '.'
         AND rtrim(rtrim(i.permalink, '/'), '0123456789') = j.value || '-')`,
    JSON.stringify(wanted.codes),
    JSON.stringify(wanted.codes.filter((code) => !promised.includes(code))),
    JSON.stringify(wanted.ids),
    // A daily bulletin asks for the same path every time.
    JSON.stringify([...new Set(wanted.permalinks)]),
  )
  for (const { kind, name } of rows) taken[kind].add(name)
  // Of erased stories there is a sign only: their paths are hashes, so that each name has to be asked for.
  if (taken.ids.delete('')) await addErased(db, wanted.permalinks, taken)
  return taken
}

/** Adds the names, of those that would be given next, under which an erased story stood. */
async function addErased(db: Db, paths: readonly string[], taken: TakenNames): Promise<void> {
  for (;;) {
    const names = toNext(paths, taken.permalinks)
    const byHash = new Map(names.map((name) => [toPathHash(name), name]))
    const gone = await db.all<{ hash: string }>(
      'SELECT d.hash FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value',
      JSON.stringify([...byHash.keys()]),
    )
    if (gone.length === 0) return
    for (const { hash } of gone) taken.permalinks.add(byHash.get(hash) ?? '')
  }
}

/** As many free names of each path as there are stories that ask for it. */
function toNext(paths: readonly string[], taken: ReadonlySet<string>): string[] {
  const asking = Map.groupBy(paths, (path) => path)
  return [...asking].flatMap(([path, { length }]) => {
    const names: string[] = []
    for (let number = 1; names.length < length; number++) {
      const name = toNumbered(path, number)
      if (!taken.has(name)) names.push(name)
    }
    return names
  })
}

/** The permalink of a path: `/2015/06/slug/`, the second `/2015/06/slug-2/`. */
export function toNumbered(path: string, number: number): string {
  return number === 1 ? `${path}/` : `${path}-${number}/`
}

// Whether items came before exactly as they come now: then nothing has to be cleaned or decided.

/** An item as received, as JSON, and the hash of one form under which it would be known. */
type Arrived = { readonly hash: string; readonly received: string }

export type UnchangedItem = {
  readonly row: number
  readonly key: string
  readonly id: string
  readonly code: string
}

const SELECT = `
  SELECT j.value AS hash, i.id AS row, i.key, i.public_id AS id, i.code
  FROM json_each(?) AS j
  CROSS JOIN identities d ON d.hash = j.value
  CROSS JOIN items i ON i.id = d.item
  CROSS JOIN revisions r ON r.item = i.id
    AND r.revision = (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)
  WHERE r.received = ${toTextSql('j.key')}`

/** Those whose last version as received is the very same, by their hash. */
export async function loadUnchanged(db: Db, arrived: readonly Arrived[]): Promise<Map<string, UnchangedItem>> {
  const found = new Map<string, UnchangedItem>()
  for (let at = 0; at < arrived.length; at += MOST_TEXTS) {
    const some = arrived.slice(at, at + MOST_TEXTS)
    const hashes = JSON.stringify(some.map(({ hash }) => hash))
    const texts = toTextValues(some.map(({ received }) => received))
    const rows = await db.all<UnchangedItem & { readonly hash: string }>(SELECT, hashes, ...texts)
    for (const { hash, ...item } of rows) found.set(hash, item)
  }
  return found
}
