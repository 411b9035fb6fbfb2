/** What was read elsewhere, taken in chunks. Promises: a chunk that is sent twice changes nothing. */

import type { Context, Hono } from 'hono'
import { createBounding } from '../../model/bounds/bounding.ts'
import { parsedItem, type Received, received } from '../../model/received.ts'
import { saveListAddresses } from '../../store/saving/naming.ts'
import type { Saved } from '../../store/saving/saving.ts'
import type { Backend } from '../backend.ts'
import { type JsonObject, readFields, readJson, refuseUnknown } from '../body.ts'
import { answerOnce } from '../idempotency.ts'
import { serve } from '../operation.ts'
import { addressChunk, chunk, MOST, movingOperations } from '../operations/moving.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'
import { toSentHold } from './item-fields.ts'
import { takeWithdrawn } from './withdrawal.ts'

/** Members of items that only a later version has are left out: what is known of the item goes in. */
function isNested(_: string, path: string): boolean {
  return path !== ''
}

/** What `ara import --to` sends, in chunks; sending one twice changes nothing. */
export function addImport(app: Hono, backend: Backend): void {
  addRoute(app, '/api/import', {
    POST: serve(backend, movingOperations.importItems, ({ c }) => answerOnce(c, backend, () => takeChunk(c, backend))),
  })
}

async function takeChunk(c: Context, backend: Backend): Promise<Response> {
  const body = await readJson(c)
  if (Object.hasOwn(body, 'withdrawn')) return takeWithdrawn(backend, body)
  if (Object.hasOwn(body, 'addresses')) return takeAddresses(backend, body)
  refuseUnknown(body, chunk, isNested)
  const { channel, drafts, items, names = [] } = readFields(chunk, { ...body, items: toBounded(body.items) })
  if (channel !== undefined && !backend.channels.some(({ id }) => id === channel)) {
    throw fieldError('channel', 'There is no such channel here.')
  }
  if (names.length > 0) await backend.takeNames(names, channel)
  const saved = await backend.takeReceived(items.map(withHold(body.items)), channel, drafts)
  return answerJson(toImportReport(saved))
}

/** Where lists were found before: sent ahead of the stories, which else give their names addresses as they come. */
async function takeAddresses({ db }: Backend, body: JsonObject): Promise<Response> {
  refuseUnknown(body, addressChunk)
  const { addresses } = readFields(addressChunk, body)
  await saveListAddresses(db, addresses)
  return answerJson({ taken: addresses.length })
}

const bound = createBounding(received)

/** Items are cut as their document would be: what sends them may be of a version that has no bounds. */
function toBounded(items: unknown): unknown {
  return Array.isArray(items) && items.length <= MOST ? items.map((item) => bound(item)) : items
}

/** With a word about being public that no member of a received item says. */
function withHold(sent: unknown): (one: Received, index: number) => Received {
  const list = Array.isArray(sent) ? sent : []
  return (one, index) => {
    const hold = toSentHold(list[index]?.item, Object.keys(parsedItem.entries))
    return hold === undefined ? one : { ...one, item: { ...one.item, hold } }
  }
}

/** What became of the items; `held`: why some could not be stored, a sentence each. */
export function toImportReport(saved: readonly Saved[]) {
  const count = (...outcomes: readonly string[]) => saved.filter(({ outcome }) => outcomes.includes(outcome)).length
  const held = saved.flatMap(({ outcome, reason }) => (outcome === 'held' && reason !== undefined ? [reason] : []))
  const [added, updated] = [count('added'), count('updated', 'proposed', 'retracted')]
  const drafts = count('drafted')
  const unchanged = saved.length - added - updated - drafts - held.length
  return { added, updated, unchanged, ...(drafts > 0 ? { drafts } : {}), ...(held.length > 0 ? { held } : {}) }
}
