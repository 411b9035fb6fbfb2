/**
 * What sources say of stories that an editor has touched: shown to the editor, taken or refused. Promises: nothing is
 * decided about what came after the editor looked.
 */
import type { Context } from 'hono'
import type * as v from 'valibot'
import { toIndex } from '../../clean/content.ts'
import { createLayOver } from '../../clean/edited.ts'
import { RequestError } from '../../errors.ts'
import type { StoredItem } from '../../model/model.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import { toJsonItem } from '../../publish/json.ts'
import { forgetGoneFiles } from '../../store/files.ts'
import { acceptProposed, loadProposed, type Proposed, refuseProposed } from '../../store/saving/proposals.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import { decision } from '../operations/items.ts'
import { toChannel } from '../route.ts'

/** What waits for the editor of a story. */
export function findProposed(
  backend: Pick<Backend, 'db' | 'channels'>,
  item: StoredItem,
): Promise<Proposed | undefined> {
  return loadProposed(backend.db, item, createLayOver(backend.channels))
}

/** `_ara.proposed`: whose version it is, and the members that would be others; nothing where nothing waits. */
export async function toProposedMember(backend: Backend, item: StoredItem): Promise<{ readonly proposed?: object }> {
  const proposed = await findProposed(backend, item)
  if (proposed === undefined) return {}
  const { revision, at, by, content } = proposed
  const channel = toChannel(backend, item.channel)
  const [now, then] = [item, { ...item, content }].map((one) => toJsonItem(one, backend.base, channel))
  const own = toOthers(now?._ara ?? {}, then?._ara ?? {})
  const { _ara, ...others } = toOthers({ ...now, _ara: 0 }, { ...then, _ara: 0 })
  const members = { ...others, ...(Object.keys(own).length === 0 ? {} : { _ara: own }) }
  return { proposed: { revision, at: toRfc3339(at), by, ...members } }
}

/** Members that are others then; `null`: it would have none. */
export function toOthers(now: object, then: object): Record<string, unknown> {
  const [before, after] = [new Map(Object.entries(now)), new Map(Object.entries(then))]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const changed = names.filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)))
  return Object.fromEntries(changed.map((name) => [name, after.get(name) ?? null]))
}

/** Shows what is proposed. */
export async function acceptProposal(c: Context, backend: Backend, item: StoredItem): Promise<void> {
  const { revision, ...options } = await readDecision(c)
  if (item.state === 'retracted') {
    throw new RequestError(
      409,
      'This story was taken back: restore it first.',
      { item: item.id },
      { kind: 'withdrawn' },
    )
  }
  const proposed = await findProposed(backend, item)
  if (proposed === undefined) throw new RequestError(409, 'Nothing is proposed for this story.', { item: item.id })
  refuseOther(proposed, revision)
  const at = { now: backend.now(), toIndex, layOver: createLayOver(backend.channels), ...options }
  await acceptProposed(backend.db, item, proposed, at)
}

/** Leaves the story as it is: what its source says until now, and that its file is gone, is told of no more. */
export async function refuseProposal(c: Context, backend: Backend, item: StoredItem): Promise<void> {
  const { revision } = await readDecision(c)
  const proposed = await findProposed(backend, item)
  if (proposed !== undefined) {
    refuseOther(proposed, revision)
    await refuseProposed(backend.db, item)
  }
  const isGone = await forgetGoneFiles(backend.db, item.row)
  if (proposed !== undefined || isGone) return
  throw new RequestError(409, 'Nothing is proposed for this story, and no file of it is gone.', { item: item.id })
}

function refuseOther({ revision }: Proposed, asked: number | undefined): void {
  if (asked === undefined || asked === revision) return
  throw new RequestError(409, `What is proposed now is revision ${revision}.`, { field: 'revision' })
}

/** The body may be left out. */
async function readDecision(c: Context): Promise<v.InferOutput<typeof decision>> {
  if (!c.req.header('content-type')) return {}
  const body = await readJson(c)
  refuseUnknown(body, decision)
  return readFields(decision, body)
}
