/**
 * Decisions as statements: about a dozen for a batch, each over one list in a JSON parameter.
 *
 * Rows of new items are not known before they are written: they are counted back from the last one, 0, -1, -2 …,
 * which holds inside the batch because nobody else writes meanwhile.
 */
import type { Identity } from '../../model/content.ts'
import type { SqlValue, Statement } from '../db.ts'
import { foldCode } from '../links/fold.ts'
import {
  overList,
  overLogList,
  overTexts,
  ROW,
  toErasedRefusal,
  toListElement,
  toTextSql,
  toUnreserved,
} from '../statements.ts'
import { type Arrival, isQuiet } from './arrival.ts'
import type { Creation, Decision, Proposal, Revising } from './decisions.ts'
import { type Indexed, toClosingStatements, toIndexStatements } from './indexing.ts'

/** What a batch writes, as elements of its lists; each is a JSON object. */
type Lists = {
  /** Rows of stored items of which something is written that erasing would have to find. */
  readonly touched: number[]
  readonly created: string[]
  /** What is shown of each created item. */
  readonly shown: string[]
  readonly links: string[]
  /** Short links that a story's own text names. */
  readonly aliases: string[]
  readonly revised: string[]
  /** What is shown of each from now on; undefined where that stays as it is. */
  readonly reshown: (string | undefined)[]
  readonly identities: string[]
  readonly revisions: string[]
  /** What was received with each revision. */
  readonly received: string[]
  /** Revisions that read otherwise than their item, and how. */
  readonly apart: string[]
  readonly cleaned: string[]
  readonly sources: string[]
  readonly changes: string[]
  /** Items whose shown content is new, for facets and search. */
  readonly indexed: Indexed[]
}

/**
 * Everything a batch writes, in an order that every rule of the tables allows.
 * @param isLast whether no other batch of the call follows
 */
export function toStatements(decisions: readonly Decision[], arrival: Arrival, isLast: boolean): Statement[] {
  const lists = toLists(decisions, arrival)
  const shownAnew = decisions.flatMap((one) => (one.kind === 'revise' ? [one.match.known.row] : []))
  return [
    ...toErasedRefusal(lists.touched),
    ...overTexts(INSERT_ITEMS, lists.created, lists.shown),
    ...overList(INSERT_LINKS, lists.links),
    ...overList(INSERT_ALIASES, lists.aliases),
    ...overList(INSERT_EXACT_ALIASES, lists.aliases),
    ...toRevisionTextStatements(shownAnew),
    ...overTexts(UPDATE_ITEMS, lists.revised, lists.reshown),
    ...overList(INSERT_IDENTITIES, lists.identities),
    ...overTexts(INSERT_REVISIONS, lists.revisions, lists.received),
    ...overTexts(UPDATE_REVISIONS, lists.apart, lists.cleaned),
    ...overList(INSERT_SOURCES, lists.sources),
    ...toIndexStatements(lists.indexed, arrival.toIndex),
    ...toClosingStatements(lists.created.length, arrival, isLast),
    ...overLogList(CHANGES, lists.changes),
  ]
}

function toLists(decisions: readonly Decision[], arrival: Arrival): Lists {
  const lists: Lists = {
    touched: [],
    created: [],
    shown: [],
    links: [],
    aliases: [],
    revised: [],
    reshown: [],
    identities: [],
    revisions: [],
    received: [],
    apart: [],
    cleaned: [],
    sources: [],
    changes: [],
    indexed: [],
  }
  const rows = toRows(decisions)
  for (const [index, decision] of decisions.entries()) addTo(lists, decision, rows[index] ?? 0, arrival)
  return lists
}

/** The row of each decision's item: its own, or for a new one its place counted back from the last. */
function toRows(decisions: readonly Decision[]): number[] {
  const created = decisions.filter((one) => one.kind === 'create')
  const places = new Map(created.map((one, index) => [one.match, index + 1 - created.length]))
  return decisions.map(({ match }) => {
    if (match.kind === 'seen') return match.known.row
    return places.get(match.kind === 'twin' ? match.first : match) ?? 0
  })
}

function addTo(lists: Lists, decision: Decision, row: number, arrival: Arrival): void {
  const { match } = decision
  // A twin's forms and source are its first sighting's.
  if (match.kind === 'twin') return
  const isErased = match.kind === 'seen' && match.known.erased
  if (match.kind === 'seen' && !isErased && (decision.kind !== 'name' || match.forms.length > 0))
    lists.touched.push(row)
  for (const form of match.forms) lists.identities.push(toListElement({ row, ...toIdentityMembers(form, isErased) }))
  if (isErased) return
  addSource(lists, decision, row, arrival)
  if (decision.kind !== 'name' || match.forms.length > 0) addAliases(lists, match, row, arrival)
  if (decision.kind === 'create') addCreation(lists, decision, row, arrival)
  if (decision.kind === 'revise') addRevising(lists, decision, arrival)
  if (decision.kind === 'propose') addProposal(lists, decision, arrival)
}

/** Of an erased item only the hash is kept, so that it is known again. */
function toIdentityMembers({ hash, kind, value }: Identity, isErased: boolean): Record<string, SqlValue> {
  return { hash, kind, value: isErased ? '' : value }
}

function addAliases(lists: Lists, { sighting }: Decision['match'], row: number, { now }: Arrival): void {
  for (const name of sighting.item.aliases ?? []) {
    lists.aliases.push(toListElement({ row, code: foldCode(name), name, now }))
  }
}

function addSource(lists: Lists, { match }: Decision, row: number, { source, now }: Arrival): void {
  if (source === undefined || match.kind === 'twin') return
  if (match.kind === 'seen' && match.known.sources.includes(source)) return
  const position = match.kind === 'seen' ? match.known.position : match.sighting.position
  lists.sources.push(toListElement({ row, source, now, position }))
}

function addCreation(lists: Lists, creation: Creation, row: number, arrival: Arrival): void {
  const { key, id, code, permalink, updated, match } = creation
  const { item, position, content, received } = match.sighting
  const { owner, now, channel } = arrival
  const members = { key, id, code, permalink, updated, position, owner, now, channel: channel.id }
  lists.created.push(toListElement({ ...members, fingerprint: item.fingerprint }))
  lists.shown.push(content)
  lists.links.push(toListElement({ row, code, now, permalink, channel: channel.id }))
  lists.revisions.push(toRevision(row, 1, arrival, false))
  lists.received.push(received)
  lists.changes.push(toChange(row, 'create', 1, arrival, false))
  lists.indexed.push({ row, position, content: item.content })
}

function addRevising(lists: Lists, { match, shown, edited, updated }: Revising, arrival: Arrival): void {
  const { known, sighting } = match
  const revision = known.last + 1
  const { fingerprint } = sighting.item
  const { row } = known
  lists.revised.push(toListElement({ row, fingerprint, owner: arrival.owner, revision, updated }))
  lists.reshown.push(edited ? JSON.stringify(shown) : sighting.content)
  lists.revisions.push(toRevision(row, revision, arrival, false))
  lists.received.push(sighting.received)
  if (edited) addApart(lists, row, revision, sighting.content)
  lists.changes.push(toChange(known.row, 'revise', revision, arrival, updated > known.updated))
  lists.indexed.push({ row: known.row, position: known.position, content: shown })
}

function addProposal(lists: Lists, { match: { known, sighting } }: Proposal, arrival: Arrival): void {
  const { row, revision, updated, last } = known
  const { fingerprint } = sighting.item
  lists.revised.push(toListElement({ row, fingerprint, owner: arrival.owner, revision, updated }))
  lists.reshown.push(undefined)
  lists.revisions.push(toRevision(row, last + 1, arrival, true))
  lists.received.push(sighting.received)
  addApart(lists, row, last + 1, sighting.content)
}

function addApart(lists: Lists, row: number, revision: number, cleaned: string): void {
  lists.apart.push(toListElement({ row, revision }))
  lists.cleaned.push(cleaned)
}

function toRevision(row: number, revision: number, { now, owner }: Arrival, proposed: boolean): string {
  return toListElement({ row, revision, now, by: owner, proposed: proposed ? 1 : 0 })
}

/** @param substantive readers are told what was wrong (feeds/changes.ts), unless nobody is told anything */
function toChange(
  row: number,
  kind: 'create' | 'revise',
  revision: number,
  arrival: Arrival,
  substantive: boolean,
): string {
  const { now } = arrival
  const quiet = isQuiet(arrival)
  const correction = substantive && !quiet ? 1 : 0
  return toListElement({ row, kind, revision, now, quiet: quiet ? 1 : 0, correction })
}

// Rows are given in the list's order, one after the last: what `ROW` counts back from. A table that its own INSERT also
// reads would be written by way of a temporary one, stories and all.
const INSERT_ITEMS = `
  INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision,
    fingerprint, shown)
  SELECT value ->> 'key', value ->> 'id', value ->> 'channel', value ->> 'owner', value ->> 'permalink',
    value ->> 'code', value ->> 'position', value ->> 'now', value ->> 'updated', 1, value ->> 'fingerprint',
    ${toTextSql('key')}
  FROM json_each(?)`

const INSERT_LINKS = `
  INSERT INTO links (code, item, channel, lead, since)
  SELECT value ->> 'code', ${ROW}, value ->> 'channel', value ->> 'permalink', value ->> 'now' FROM json_each(?)`

// A name that is taken stays whose it is.
const INSERT_ALIASES = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'code', i.id, i.channel, i.permalink, i.state, j.value ->> 'now', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = ${ROW}
  WHERE ${toUnreserved("j.value ->> 'code'")}`

// Other services tell `p5-1aB` from `p5-1Ab`: what folds to another story's is kept as it is written.
const INSERT_EXACT_ALIASES = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'name', i.id, i.channel, i.permalink, i.state, j.value ->> 'now', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = ${ROW}
  WHERE j.value ->> 'name' NOT GLOB '*[^A-Za-z0-9_-]*' AND NOT EXISTS (
    SELECT 1 FROM links l WHERE l.code = j.value ->> 'code' AND (l.item IS i.id OR l.name = j.value ->> 'name'))
    AND ${toUnreserved("j.value ->> 'name'")}`

// No OR IGNORE: a form that became somebody's since it was read means that the batch must be decided again.
const INSERT_IDENTITIES = `
  INSERT INTO identities (hash, kind, value, item)
  SELECT value ->> 'hash', value ->> 'kind', value ->> 'value', ${ROW} FROM json_each(?)`

const UPDATE_ITEMS = `
  UPDATE items SET fingerprint = j.value ->> 'fingerprint', owner = j.value ->> 'owner',
    revision = j.value ->> 'revision', updated = j.value ->> 'updated', shown = coalesce(${toTextSql('j.key')}, shown)
  FROM json_each(?) AS j WHERE items.id = j.value ->> 'row'`

// The primary key refuses a revision that was decided upon from an item as it no longer is.
const INSERT_REVISIONS = `
  INSERT INTO revisions (item, revision, at, by, proposed, received)
  SELECT ${ROW}, value ->> 'revision', value ->> 'now', value ->> 'by', value ->> 'proposed',
    ${toTextSql('key')}
  FROM json_each(?)`

const UPDATE_REVISIONS = `
  UPDATE revisions AS r SET cleaned = ${toTextSql('j.key')}
  FROM json_each(?) AS j WHERE r.item = j.value ->> 'row' AND r.revision = j.value ->> 'revision'`

const INSERT_SOURCES = `
  INSERT OR IGNORE INTO item_sources (item, source, since, position)
  SELECT ${ROW}, value ->> 'source', value ->> 'now', value ->> 'position' FROM json_each(?)`

const CHANGES = `
  SELECT j.value ->> 'kind', i.id, i.channel, j.value ->> 'revision', j.value ->> 'now', j.value ->> 'quiet',
    j.value ->> 'correction'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = ${ROW}`

/** Before `shown` changes, the revision that relied on it gets a text of its own. */
export function toRevisionTextStatements(rows: readonly number[]): Statement[] {
  return overList(
    `UPDATE revisions SET cleaned = (SELECT shown FROM items WHERE id = revisions.item)
     WHERE cleaned IS NULL AND item IN (SELECT value FROM json_each(?))`,
    rows.map(String),
  )
}
