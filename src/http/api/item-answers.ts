/**
 * What is answered of a story: as it is now, with its version; or why it is not shown. Promises: reading, writing and
 * 412 show the same of it.
 */

import type { Context } from 'hono'
import { RequestError } from '../../errors.ts'
import type { OwnName } from '../../model/item.ts'
import { toJsonItem } from '../../publish/json.ts'
import type { Made } from '../../store/access/receipts.ts'
import { loadVersionedItem, type VersionedItem } from '../../store/feeds/feeds.ts'
import { foldCode } from '../../store/links/links.ts'
import { isSource } from '../../store/saving/arrival.ts'
import type { Saved } from '../../store/saving/saving.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerCurrent, type Current, toVersionTag } from '../conditions.ts'
import { toChannel } from '../route.ts'
import { answerDraftOf, findDraftCode, toMadeDraft } from './drafts/draft-answers.ts'
import { toProposedMember } from './proposals.ts'

/** Where items are. */
export const ITEMS_PATH = '/api/items'

/** Path of an item in the API. */
function toItemPath(id: string): string {
  return `${ITEMS_PATH}/${encodeURIComponent(id)}`
}

/** @param name id or code */
export async function findNamedItem({ db }: Backend, name: string): Promise<VersionedItem | undefined> {
  return (await loadVersionedItem(db, name)) ?? loadVersionedItem(db, foldCode(name))
}

/** As `findNamedItem`. @throws RequestError 404 */
export async function loadNamedItem(backend: Backend, name: string): Promise<VersionedItem> {
  const item = await findNamedItem(backend, name)
  if (item !== undefined) return item
  throw new RequestError(404, 'There is no item with this id or code.')
}

/** The item as whoever asks is shown it; what is proposed only to the token. */
export async function toCurrentItem(c: Context, backend: Backend, item: VersionedItem): Promise<Current> {
  const isAsked = item.state === 'live' && hasToken(c, backend)
  return toChangedItem(backend, item, isAsked ? await toProposedMember(backend, item) : {})
}

/** The item as whoever changed it is shown it: what is proposed is read with it. */
export function toChangedItem(
  backend: Backend,
  item: VersionedItem,
  proposed: { readonly [Name in OwnName]?: object } = {},
): Current {
  const beside = { ...toBeside(item), ...proposed }
  return {
    of: { kind: 'item', subject: String(item.row) },
    version: item.version,
    etag: toVersionTag(item.version, Object.keys(beside).length === 0 ? undefined : beside),
    json: toJson(backend, item, proposed),
  }
}

/** What no editor made: who else carries the story, and pictures that are gone from where they were. */
function toBeside({ owner, sources, lost }: VersionedItem) {
  const own = isSource(owner) ? [owner] : []
  const others = sources.filter((source) => !own.includes(source))
  return { ...(others.length === 0 ? {} : { sources }), ...(lost === undefined ? {} : { lost }) }
}

function toJson(backend: Backend, item: VersionedItem, own: { readonly [Name in OwnName]?: object }): object {
  const { id, state, reason, erased } = item
  if (state === 'retracted') return { id, state, ...(erased ? { erased } : {}), reason }
  const { _ara, ...json } = toJsonItem(item, backend.base, toChannel(backend, item.channel))
  return { ...json, _ara: { ..._ara, ...own } }
}

/** The item as JSON, with its version. */
export function answerItem(
  c: Context,
  current: Current,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return answerCurrent(c, current, status, { 'Cache-Control': 'no-cache, no-transform', ...headers })
}

/** A story that was posted is known by its id, a draft by its code. */
export function toMade({ id, outcome, edited, code, isNew }: Saved): Made {
  if (outcome === 'drafted') return toMadeDraft(code, isNew === true)
  // An editor's fields stand over what is posted (docs/architecture.md, decision 7).
  const isBeneath = outcome === 'proposed' || edited
  return { name: id, status: !isBeneath && outcome === 'added' ? 201 : 200 }
}

/** The story that a draft became. */
export function answerSaved(c: Context, backend: Backend, saved: Saved): Promise<Response> {
  return answerPosted(c, backend, toMade(saved))
}

/** The story that a post became, or the draft. */
export async function answerPosted(c: Context, backend: Backend, { name, status }: Made): Promise<Response> {
  const code = findDraftCode(name)
  if (code !== undefined) return answerDraftOf(c, backend, code, status)
  const item = await loadVersionedItem(backend.db, name)
  if (item === undefined) throw new Error(`The item ${name} was saved but is not there.`)
  if (item.state === 'retracted') {
    const message = item.erased
      ? 'This story was erased, and stays so.'
      : 'This story was retracted, and stays so until it is restored.'
    throw new RequestError(409, message, { item: item.id, reason: item.reason }, { kind: 'withdrawn' })
  }
  return answerItem(c, await toCurrentItem(c, backend, item), status, {
    Location: `${backend.base}${toItemPath(item.id)}`,
  })
}

/** @throws RequestError 410 of what was taken back */
export function toLive(item: VersionedItem): VersionedItem {
  if (item.state === 'live') return item
  const message = item.erased ? 'This story was erased.' : 'This story was retracted.'
  throw new RequestError(410, message, { item: item.id, reason: item.reason, etag: toVersionTag(item.version) })
}
