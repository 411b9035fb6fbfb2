/**
 * Which stored item a sighting is of (docs/architecture.md, decision 1): matched by its identities, strongest first.
 * Pure.
 */
import type { Identity } from '../../model/content.ts'
import type { Received } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { overList, toListElement } from '../statements.ts'
import { type Arrival, mayRevise, type Sighting } from './arrival.ts'
import { type KnownItem, loadKnownItems } from './lookups.ts'

/** A sighting of an item that is not stored yet. */
export type Fresh = {
  readonly kind: 'fresh'
  readonly sighting: Sighting
  /** Identities to add; the first one's hash is the key. */
  readonly forms: Identity[]
}

/** A sighting of a stored item. `again`: the same call brought it before, which is only one more sighting. */
export type Seen = {
  readonly kind: 'seen'
  readonly sighting: Sighting
  readonly known: KnownItem
  readonly again: boolean
  readonly forms: readonly Identity[]
}

/** One more sighting of an item that is new in the same batch. */
type Twin = {
  readonly kind: 'twin'
  readonly sighting: Sighting
  readonly first: Fresh
  readonly added: boolean
}

export type Match = Fresh | Seen | Twin

/** What the whole call brings: rows that earlier batches brought, and the hash of every identity. */
export type CallContents = { readonly rows: ReadonlySet<number>; readonly names: ReadonlySet<string> }

/** Which stored item each of these is. @throws StoreError */
export async function loadMatches(
  db: Db,
  sightings: readonly Sighting[],
  { rows, names }: CallContents,
  arrival: Arrival,
): Promise<Match[]> {
  const hashes = sightings.flatMap(({ item }) => item.identities.map(({ hash }) => hash))
  const known = await loadKnownItems(db, hashes)
  const renamed = await loadRenamed(db, sightings, known, names, arrival)
  return toMatches(sightings, known, rows, arrival, renamed)
}

/**
 * @param known the stored items that own any identity of the batch, by hash
 * @param before rows that earlier batches of the same call brought
 * @param renamed rows that a source now carries under other names (`loadRenamed`)
 */
function toMatches(
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, KnownItem>,
  before: ReadonlySet<number>,
  arrival: Arrival,
  renamed: ReadonlySet<number>,
): Match[] {
  const owners = new Map<string, KnownItem | Fresh>(known)
  const seen = new Set(before)
  return sightings.map((sighting) => {
    const owner = findOwner(sighting, owners, arrival, renamed)
    const match = toMatch(sighting, owner, owners, seen, arrival)
    if (match.kind === 'seen') seen.add(match.known.row)
    return match
  })
}

type Owners = Map<string, KnownItem | Fresh>

function findOwner(
  { item }: Sighting,
  owners: Owners,
  arrival: Arrival,
  renamed: ReadonlySet<number>,
): KnownItem | Fresh | undefined {
  const hasOwnName = item.identities.some(({ kind }) => kind === 'guid' || kind === 'address')
  for (const { kind, hash } of item.identities) {
    const owner = owners.get(hash)
    if (owner === undefined) continue
    // Two stories of one source may begin alike (a daily bulletin); then their own names tell them apart. What was
    // erased comes back under no name.
    if (isErased(owner)) return owner
    if (kind === 'text' && hasOwnName && isOfSameSource(owner, arrival) && !isRenamed(owner, renamed)) continue
    return owner
  }
  // Every form belongs to somebody although none counts: not an item of its own then.
  const isFree = item.identities.some(({ hash }) => !owners.has(hash))
  return isFree ? undefined : owners.get(item.identities[0]?.hash ?? '')
}

function isErased(owner: KnownItem | Fresh): boolean {
  return !('kind' in owner) && owner.erased
}

function isRenamed(owner: KnownItem | Fresh, renamed: ReadonlySet<number>): boolean {
  return !('kind' in owner) && renamed.has(owner.row)
}

/** The item of the same source that begins like this one, whose names move with its address and are nobody's yet. */
function findLookalike(
  { item }: Sighting,
  known: ReadonlyMap<string, KnownItem>,
  arrival: Arrival,
): KnownItem | undefined {
  // A name without an address in it does not move with one: a new guid then means a new story, but of the very moment.
  const isNamed = item.identities.some(({ kind, value }) => kind === 'guid' && !/(?:^| )https?:/i.test(value))
  if (isNamed && item.content.published === undefined) return undefined
  const isKnown = item.identities.some(({ kind, hash }) => kind !== 'text' && known.has(hash))
  const text = item.identities.find(({ kind }) => kind === 'text')
  const owner = isKnown || text === undefined ? undefined : known.get(text.hash)
  return owner !== undefined && isOfSameSource(owner, arrival) ? owner : undefined
}

function isOfSameSource(owner: KnownItem | Fresh, arrival: Arrival): boolean {
  if ('kind' in owner) return true
  return owner.owner === arrival.owner || (arrival.source !== undefined && owner.sources.includes(arrival.source))
}

function toMatch(
  sighting: Sighting,
  owner: KnownItem | Fresh | undefined,
  owners: Owners,
  seen: ReadonlySet<number>,
  arrival: Arrival,
): Match {
  if (owner === undefined) {
    const fresh: Fresh = { kind: 'fresh', sighting, forms: [] }
    fresh.forms.push(...takeForms(sighting, fresh, owners))
    return fresh
  }
  if ('kind' in owner) {
    const forms = takeForms(sighting, owner, owners)
    owner.forms.push(...forms)
    return { kind: 'twin', sighting, first: owner, added: forms.length > 0 }
  }
  // A stranger's words and links say nothing of the item: only the stranger's own name for it is kept.
  const forms = takeForms(sighting, owner, owners, mayRevise(arrival, owner) ? undefined : 'guid')
  return { kind: 'seen', sighting, known: owner, again: seen.has(owner.row), forms }
}

/** The sighting's forms that are nobody's yet; from now on they are this owner's. */
function takeForms({ item }: Sighting, owner: KnownItem | Fresh, owners: Owners, only?: Identity['kind']): Identity[] {
  return item.identities.filter(({ kind, hash }) => {
    if (owners.has(hash) || (only !== undefined && kind !== only)) return false
    owners.set(hash, owner)
    return true
  })
}

// Stories that a source moved: another address, and with it another guid where the guid is the address, but the same
// headline and first paragraph. They have to be told from two stories that begin alike, such as a daily bulletin.

type Row = { readonly row: number; readonly published: number | null; readonly text: string; readonly names: string }

/**
 * Rows of items that one of the sightings is, under new names: the document names them no more under any old name,
 * and their published date, or where there is none their whole text, is the same.
 * @param names hashes of every identity in the whole document
 */
async function loadRenamed(
  db: Db,
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, KnownItem>,
  names: ReadonlySet<string>,
  arrival: Arrival,
): Promise<Set<number>> {
  const alike = sightings.flatMap((sighting) => {
    const owner = findLookalike(sighting, known, arrival)
    return owner === undefined ? [] : [[owner.row, sighting] as const]
  })
  if (alike.length === 0) return new Set()
  const rows = await db.all<Row>(
    `SELECT i.id AS row, i.shown ->> 'published' AS published, i.shown ->> 'contentText' AS text,
       (SELECT json_group_array(hash) FROM identities WHERE item = i.id AND kind IN ('guid', 'address')) AS names
     FROM json_each(?) AS r CROSS JOIN items i ON i.id = r.value`,
    JSON.stringify(alike.map(([row]) => row)),
  )
  const before = new Map(rows.map((one) => [one.row, one]))
  return new Set(alike.filter(([row, sighting]) => hasNewNames(before.get(row), sighting, names)).map(([row]) => row))
}

function hasNewNames(before: Row | undefined, { item }: Sighting, names: ReadonlySet<string>): boolean {
  if (before === undefined) return false
  if ((JSON.parse(before.names) as string[]).some((hash) => names.has(hash))) return false
  const { published, contentText } = item.content
  return published === undefined || item.received.item.reckoned
    ? before.text === contentText
    : before.published === published
}

// Stored items that other rules made than today's (docs/architecture.md, decision 18), or that another zone dated.

/** Those of the matches: they are renewed before anything is decided about them (`renewal.ts`). */
export function toOutruled(matches: readonly Match[], arrival: Arrival): Seen[] {
  if (arrival.rules === undefined) return []
  return matches.flatMap((match) => (match.kind === 'seen' && isOutruled(match, arrival) ? [match] : []))
}

function isOutruled({ again, known, sighting }: Seen, arrival: Arrival): boolean {
  const isAsked = !again && !known.erased && mayRevise(arrival, known)
  return isAsked && (arrival.redates === true || isOfOtherRules(known.fingerprint, sighting.item.fingerprint))
}

/** Whether two fingerprints were made by other rules, whose version stands before each. */
export function isOfOtherRules(one: string, other: string): boolean {
  return toRules(one) !== toRules(other)
}

function toRules(fingerprint: string): string {
  return fingerprint.slice(0, fingerprint.indexOf(':') + 1)
}

// The names of a source's stories under today's rules, added to those that the rules of their time gave them: else a
// story that is named otherwise now would come in as a new one.

type ReceivedForms = { readonly row: number; readonly received: string }

/** The newest stories of a source: no document holds more. */
const NEWEST = 500
const AT_ONCE = 25

const SELECT_NEWEST = `
  SELECT s.item AS row, r.received
  FROM item_sources s CROSS JOIN revisions r ON r.item = s.item
    AND r.revision = (SELECT max(revision) FROM revisions WHERE item = s.item AND received IS NOT NULL)
  WHERE s.source = ? AND r.by = s.source ORDER BY s.position DESC, s.item DESC LIMIT ? OFFSET ?`

// Of an erased item nothing is written any more.
const INSERT_FORMS = `
  INSERT OR IGNORE INTO identities (hash, kind, value, item)
  SELECT j.value ->> 'hash', j.value ->> 'kind', j.value ->> 'value', i.id
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'row' AND i.erased = 0`

/**
 * Answers how many stories the source has that may have got names.
 * @param toForms what an item as the source sent it is known by
 * @throws StoreError
 */
export async function addForms(
  db: Db,
  source: string,
  toForms: (received: Received) => readonly Identity[],
  pause: () => Promise<void>,
): Promise<number> {
  let count = 0
  for (let at = 0; at < NEWEST; at += AT_ONCE) {
    const rows = await db.all<ReceivedForms>(SELECT_NEWEST, source, AT_ONCE, at)
    const forms = rows.flatMap(({ row, received }) =>
      toForms(JSON.parse(received) as Received).map(({ hash, kind, value }) =>
        toListElement({ row, hash, kind, value }),
      ),
    )
    const statements = overList(INSERT_FORMS, forms)
    if (statements.length > 0) await db.batch(statements)
    count += rows.length
    if (rows.length < AT_ONCE) break
    await pause()
  }
  return count
}

/**
 * Rows of stories that come again from who brought them, with another date and nothing else. No fingerprint tells of
 * dates, which sources move without an edit; who hands a story in again with another one has put it right.
 */
export async function loadRedated(db: Db, matches: readonly Match[], arrival: Arrival): Promise<ReadonlySet<number>> {
  const dates = new Map(arrival.source === undefined ? matches.flatMap((match) => toDate(match, arrival)) : [])
  if (dates.size === 0) return new Set()
  // What an editor set of a story stays, and its date may be that.
  const rows = await db.all<{ row: number; published: number | null }>(
    `SELECT i.id AS row, i.shown ->> '$.published' AS published
     FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value WHERE i.edit IS NULL`,
    JSON.stringify([...dates.keys()]),
  )
  return new Set(rows.flatMap(({ row, published }) => (published === dates.get(row) ? [] : [row])))
}

function toDate(match: Match, { owner }: Arrival): [row: number, published: number | null][] {
  if (match.kind !== 'seen' || match.again || match.known.state !== 'live' || match.known.owner !== owner) return []
  return [[match.known.row, match.sighting.item.content.published ?? null]]
}
