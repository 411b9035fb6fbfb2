/**
 * What is answered of a story: as it is now, with its version; or why it is not shown. Promises: reading, writing and
 * 412 show the same of it.
 */

import type { Context } from 'hono'
import { RequestError } from '../../errors.ts'
import type { OwnName } from '../../model/item.ts'
import { toJsonItem } from '../../publish/json.ts'
import { loadVersionedItem, type VersionedItem } from '../../store/feeds/feeds.ts'
import { foldCode } from '../../store/links/links.ts'
import { isSource } from '../../store/saving/arrival.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerCurrent, type Current, toVersionTag } from '../conditions.ts'
import { toChannel } from '../route.ts'
import { toProposedMember } from './proposals.ts'

/** Where items are. */
export const ITEMS_PATH = '/api/items'

/** Path of an item in the API. */
export function toItemPath(id: string): string {
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
  const proposed = item.state === 'live' && hasToken(c, backend) ? await toProposedMember(backend, item) : {}
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
export async function answerItem(
  c: Context,
  backend: Backend,
  item: VersionedItem,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const cached = { 'Cache-Control': 'no-cache, no-transform' }
  return answerCurrent(c, await toCurrentItem(c, backend, item), status, { ...cached, ...headers })
}

/** @throws RequestError 410 of what was taken back */
export function toLive(item: VersionedItem): VersionedItem {
  if (item.state === 'live') return item
  const message = item.erased ? 'This story was erased.' : 'This story was retracted.'
  throw new RequestError(410, message, { item: item.id, reason: item.reason, etag: toVersionTag(item.version) })
}
