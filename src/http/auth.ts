/**
 * Who may do what, and the sender for limits. Promises: nothing is written without a token that is for it, and a right
 * token is never refused for who else asks.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { toTextHash } from '../model/hash.ts'
import type { TokenScope } from '../model/secrets/scopes.ts'
import { isLoopback, toBlock } from '../net/senders.ts'
import type { Backend } from './backend.ts'
import type { Carried, Holder } from './holders.ts'
import { demandPatience } from './patience.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** What a token has to be for here: what the operation says (operation.ts). */
    scope?: TokenScope | undefined
  }
}

/** An operation that does not say so is nobody's by oversight. */
function toOperationScope(c: Context): TokenScope {
  return c.get('scope') ?? 'admin'
}

/**
 * Lets only holders of a token go on that is for the operation. Comes before anything of the body is read.
 * @param schemes it may be sent by (RFC 9110, section 11.6.1) @throws RequestError 401, 403, 429
 */
export function demandToken(c: Context, backend: Backend, schemes: readonly Carried['scheme'][] = ['Bearer']): Holder {
  const holder = findHolder(c, schemes)
  if (holder === undefined) throw toRefusal(c, backend, schemes)
  const scope = toOperationScope(c)
  if (holder.scopes.has(scope)) return holder
  const detail = `The token ${holder.name} is not for this: it lacks the scope ${scope}.`
  throw new RequestError(403, detail, { scope, error: 'insufficient_scope' })
}

function toRefusal(c: Context, backend: Backend, schemes: readonly Carried['scheme'][]): RequestError {
  const carried = c.get('carried')
  if (carried !== undefined && 'fault' in carried) {
    // Bearer tokens were counted when they came (addTokenLimit).
    if (carried.scheme === 'Basic') demandPatience(c, backend, 'wrongTokens', toSender(c, backend))
    const detail = [carried.fault, ...toOwnFaults(backend)].join(' ')
    return new RequestError(401, detail, { schemes, error: 'invalid_token' })
  }
  demandPatience(c, backend, 'withoutToken', toSender(c, backend))
  const [detail = 'Send the API token: Authorization: Bearer TOKEN.'] = toOwnFaults(backend)
  return new RequestError(401, detail, { schemes })
}

const NONE =
  'This service has no API_TOKEN, so nothing can be changed through its API without a token that was made before.'

/** Why the first of all tokens opens nothing here. */
function toOwnFaults({ token, tokenFault }: Backend): string[] {
  if (token !== undefined) return []
  return [tokenFault ?? NONE]
}

/** As `demandToken`; the token may also be the password of Basic authentication, which is what feed readers can send. */
export function demandTokenOrPassword(c: Context, backend: Backend): Holder {
  return demandToken(c, backend, ['Basic', 'Bearer'])
}

/** Whether the request carries a token that is for the operation, so that more may be told. */
export function hasToken(c: Context, _: Backend): boolean {
  return hasScope(c, toOperationScope(c))
}

/** Whether the request carries a token that is for this, whatever it asks. */
export function hasScope(c: Context, scope: TokenScope): boolean {
  return findHolder(c, ['Bearer'])?.scopes.has(scope) ?? false
}

function findHolder(c: Context, schemes: readonly Carried['scheme'][]): Holder | undefined {
  const carried = c.get('carried')
  return carried !== undefined && 'holder' in carried && schemes.includes(carried.scheme) ? carried.holder : undefined
}

/** What can be read without a token shows more with it, so that one that is wrong is a try there too. @throws RequestError 429 */
export function addTokenLimit(app: Hono, backend: Backend): void {
  app.use('/api/*', (c, next) => {
    const carried = c.get('carried')
    if (carried?.scheme === 'Bearer' && 'fault' in carried) {
      demandPatience(c, backend, 'wrongTokens', toSender(c, backend))
    }
    return next()
  })
}

// Who sends requests, as limits count them (docs/architecture.md, decision 22).

/**
 * The sender's address block; undefined for those who are never refused because of who they are: this machine and
 * holders of a token, and where the runtime can't tell.
 */
export function toSender(c: Context, backend: Backend): string | undefined {
  if (findHolder(c, ['Bearer', 'Basic']) !== undefined) return undefined
  const address = backend.sender?.(c.req.raw, c.env)
  return address === undefined || isLoopback(address) ? undefined : toBlock(address)
}

/** A block as the database may keep it: comparable, and nobody's address without the token. */
export function toSenderHash(backend: Backend, sender: string): string {
  return toTextHash(`${backend.token ?? ''} ${sender}`).slice(0, 32)
}
