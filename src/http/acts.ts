/** The log of acts: who changed what through the API. Whoever reads the service in public is told nothing of it. */

import type { Context } from 'hono'
import type { Backend } from './backend.ts'
import type { Holder } from './holders.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** What is done, and to what, where the operation's name and the address do not say so. */
    act?: { readonly id: string; readonly at: string }
  }
}

/** What was asked for: the name of the operation, and its method. */
type OperationName = { readonly id: string; readonly method: string }

/** Characters of an address. */
const LONGEST = 200

/** Says what went well: one line with the name of the token, what was done with it, and to what. */
export function logAct(
  c: Context,
  { log, base }: Backend,
  { id, method }: OperationName,
  by: Holder,
  answer: Response,
) {
  if (method === 'GET' || !answer.ok || answer.headers.has('Idempotent-Replayed')) return
  const made = answer.headers.get('Location')?.replace(base, '')
  const act = c.get('act') ?? { id, at: made ?? c.req.path }
  log.info('The API was used.', { act: act.id, by: by.name, at: act.at.slice(0, LONGEST) })
}
