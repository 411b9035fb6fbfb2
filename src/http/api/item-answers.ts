/** What is answered of a story: as it is now, after a post too. */

import { RequestError } from '../../errors.ts'
import type { OwnName } from '../../model/item.ts'
import type { StoredItem } from '../../model/model.ts'
import { toJsonItem } from '../../publish/json.ts'
import type { Made } from '../../store/access/receipts.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import type { Saved } from '../../store/saving/saving.ts'
import type { Backend } from '../backend.ts'
import { answerJson, toChannel } from '../route.ts'
import { answerDraftOf, findDraftCode, toMadeDraft } from './draft-answers.ts'
import { toProposedMember } from './proposals.ts'

/** Where stories are. */
export const FOLDER = '/api/items/'

/** A story that was posted is known by its id, a draft by its code. */
export function toMade({ id, outcome, edited, code, isNew }: Saved): Made {
  if (outcome === 'drafted') return toMadeDraft(code, isNew === true)
  // An editor's fields stand over what is posted (docs/architecture.md, decision 7).
  const isBeneath = outcome === 'proposed' || edited
  return { name: id, status: !isBeneath && outcome === 'added' ? 201 : 200 }
}

/** The story that a draft became. */
export function answerSaved(backend: Backend, saved: Saved): Promise<Response> {
  return answerPosted(backend, toMade(saved))
}

/** The story that a post became, or the draft. */
export async function answerPosted(backend: Backend, { name, status }: Made): Promise<Response> {
  const code = findDraftCode(name)
  if (code !== undefined) return answerDraftOf(backend, code, status)
  const item = await loadItem(backend.db, name)
  if (item === undefined) throw new Error(`The item ${name} was saved but is not there.`)
  if (item.state === 'retracted') {
    const message = item.erased
      ? 'This story was erased, and stays so.'
      : 'This story was retracted, and stays so until it is restored.'
    throw new RequestError(409, message, { item: item.id, reason: item.reason }, { kind: 'withdrawn' })
  }
  return answerThere(backend, item, status === 200 ? await toProposedMember(backend, item) : {}, status)
}

/** A story that was posted, as it is now, and what is said of the post. */
export function answerThere(
  backend: Backend,
  item: StoredItem,
  said: { readonly proposed?: object } = {},
  status = 200,
) {
  return answerItem(backend, item, status, { Location: `${backend.base}${toItemPath(item.id)}` }, said)
}

/** Path of an item in the API. */
function toItemPath(id: string): string {
  return FOLDER + encodeURIComponent(id)
}

/** The item as JSON. */
export function answerItem(
  backend: Backend,
  item: StoredItem,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
  own: { readonly [Name in OwnName]?: object } = {},
): Response {
  const { _ara, ...json } = toJsonItem(item, backend.base, toChannel(backend, item.channel))
  return answerJson({ ...json, _ara: { ..._ara, ...own } }, status, { 'Cache-Control': 'no-cache', ...headers })
}
