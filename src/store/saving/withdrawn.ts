/**
 * Stories that were taken back where they come from. Promises: one that is not here gets a tombstone, which no poll,
 * import or file gets past, and is shown to nobody before; one that is here is told of, for the caller to take back.
 */
import type { Content } from '../../model/content.ts'
import { toPermalinkForms } from '../../model/hash.ts'
import type { Sent } from '../../model/history.ts'
import type { Channel, Item } from '../../model/model.ts'
import type { Withdrawn } from '../../model/transfer.ts'
import type { Db, Statement } from '../db.ts'
import { overList, statement } from '../statements.ts'
import type { Arrival } from './arrival.ts'
import { toErasedContent } from './erasure.ts'
import { type KnownItem, loadKnownItems } from './lookups.ts'
import { saveItems } from './saving.ts'

/** A story that is here and live. */
export type Present = { readonly story: Withdrawn; readonly row: number }

/** Stores what is not here; answers those that are. At most a batch of them (100). @throws StoreError */
export async function saveWithdrawn(
  db: Db,
  stories: readonly Withdrawn[],
  { channel, base, now }: { readonly channel: Channel; readonly base: string; readonly now: number },
): Promise<Present[]> {
  const known = await loadKnownItems(
    db,
    stories.flatMap((story) => toHashes(story)),
  )
  const found = new Map(stories.map((story) => [story, find(story, known)]))
  const fresh = stories.filter((story) => found.get(story) === undefined)
  const arrival: Arrival = {
    channel,
    owner: 'import',
    ranks: {},
    mode: 'import',
    now,
    base,
    toIndex: toNothing,
    layOver,
  }
  if (fresh.length > 0) await saveItems(db, fresh.map(toItem), arrival, toBuried(fresh))
  return stories.flatMap((story) => {
    const here = found.get(story)
    const isLeft = here !== undefined && (here.state === 'live' || (story.erased === true && !here.erased))
    return isLeft ? [{ story, row: here.row }] : []
  })
}

function toHashes({ key, forms }: Withdrawn): string[] {
  return [...new Set([key, ...forms.filter(isOwn).map(({ hash }) => hash)])]
}

/** Whether no other story can have it: two may have stood under the same last part of a permalink. */
function isOwn({ kind }: Withdrawn['forms'][number]): boolean {
  return kind !== 'path'
}

function toPaths({ permalink, forms }: Withdrawn): string[] {
  const given = permalink === undefined ? [] : toPermalinkForms(permalink)
  return [...given, ...forms.filter((form) => !isOwn(form))].map(({ hash }) => hash)
}

function find(story: Withdrawn, known: ReadonlyMap<string, KnownItem>): KnownItem | undefined {
  return toHashes(story)
    .map((hash) => known.get(hash))
    .find((one) => one !== undefined)
}

/** None of them is there, so none is edited. */
function layOver({ content }: Sent): Content {
  return content
}

function toNothing() {
  return { title: '', text: '', facets: [] }
}

/** An item with the story's names and nothing to say; the first of its forms is its key. */
function toItem({ id, key, code, published, forms }: Withdrawn): Item {
  const kinds = new Map(forms.filter(isOwn).map(({ kind, hash }) => [hash, kind]))
  const others = [...kinds].filter(([hash]) => hash !== key)
  return {
    identities: [[key, kinds.get(key) ?? 'guid'] as const, ...others].map(([hash, kind]) => ({
      kind,
      hash,
      value: '',
    })),
    fingerprint: '',
    guid: id,
    code,
    content: toErasedContent(published),
    received: { item: { authors: [], categories: [], attachments: [], pictures: [] }, context: {} },
  }
}

const ROWS = 'SELECT d.item FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value'

/** With the batch that stores them, so that nobody ever sees them. */
function toBuried(stories: readonly Withdrawn[]): Statement[] {
  const keys = JSON.stringify(stories.map(({ key }) => key))
  const members = stories.map(({ key, reason, withdrawn }) => ({ key, reason, withdrawn }))
  return [
    statement(
      `UPDATE items SET state = 'retracted', erased = 1, reason = j.value ->> 'reason',
         withdrawn = j.value ->> 'withdrawn', permalink = '/s/' || items.code
       FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value ->> 'key' WHERE items.id = d.item`,
      JSON.stringify(members),
    ),
    ...overList(
      `INSERT OR IGNORE INTO identities (hash, kind, value, item) SELECT p.value, 'path', '', d.item
       FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value ->> 'key'
       CROSS JOIN json_each(j.value -> 'paths') AS p`,
      stories.map((story) => JSON.stringify({ key: story.key, paths: toPaths(story) })),
    ),
    statement(`UPDATE changes SET kind = 'erase' WHERE kind = 'create' AND item IN (${ROWS})`, keys),
    statement(`DELETE FROM revisions WHERE item IN (${ROWS})`, keys),
    statement(`DELETE FROM search WHERE rowid IN (${ROWS})`, keys),
  ]
}
