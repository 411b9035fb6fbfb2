import type { Context, Hono } from 'hono'
import type { Received } from '../../model/model.ts'
import type { Saved } from '../../store/saving/items.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'
import { toSentHold } from './item-fields.ts'
import { importEntries, importSchema, RECEIVED } from './received-fields.ts'
import { takeWithdrawn } from './withdrawal.ts'

/** What `ara import --to` sends, in chunks; sending one twice changes nothing. */
export function addImport(app: Hono, backend: Backend): void {
  addRoute(app, '/api/import', { POST: (c) => takeChunk(c, backend) })
}

async function takeChunk(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const body = await readJson(c)
  if (Object.hasOwn(body, 'withdrawn')) return takeWithdrawn(backend, body)
  refuseUnknown(body, Object.keys(importEntries))
  const { channel, items } = readFields(importSchema, body)
  if (channel !== undefined && !backend.channels.some(({ id }) => id === channel)) {
    throw fieldError('channel', 'There is no such channel here.')
  }
  const saved = await backend.takeReceived(items.map(withHold(body.items)), channel)
  return answerJson(toImportReport(saved))
}

/** With a word about being public that no member of a received item says. */
function withHold(sent: unknown): (one: Received, index: number) => Received {
  const list = Array.isArray(sent) ? sent : []
  return (one, index) => {
    const hold = toSentHold(list[index]?.item, RECEIVED)
    return hold === undefined ? one : { ...one, item: { ...one.item, hold } }
  }
}

/** What became of the items; `held`: why some could not be stored, a sentence each. */
export function toImportReport(saved: readonly Saved[]) {
  const count = (...outcomes: readonly string[]) => saved.filter(({ outcome }) => outcomes.includes(outcome)).length
  const held = saved.flatMap(({ outcome, reason }) => (outcome === 'held' && reason !== undefined ? [reason] : []))
  const [added, updated] = [count('added'), count('updated', 'proposed', 'retracted')]
  const unchanged = saved.length - added - updated - held.length
  return { added, updated, unchanged, ...(held.length > 0 ? { held } : {}) }
}
