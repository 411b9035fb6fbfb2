/**
 * Who asks: the token, and the sender for limits. Promises: nothing is written without the token, comparing takes the same
 * time whatever is sent, and a right token is never refused.
 */

import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context, Hono } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import { RequestError } from '../errors.ts'
import { toTextHash } from '../model/hash.ts'
import { isLoopback, toBlock } from '../net/senders.ts'
import type { Backend } from './backend.ts'

/**
 * Lets only holders of the token go on. Comes before anything of the body is read.
 * @param schemes it may be sent by (RFC 9110, section 11.6.1) @throws RequestError 401, 429
 */
export function demandToken(c: Context, backend: Backend, schemes: readonly string[] = ['Bearer']): void {
  if (backend.token === undefined) {
    throw new RequestError(401, 'This service has no API_TOKEN, so nothing can be changed through its API.')
  }
  if (hasToken(c, backend)) return
  const sent = c.req.header('Authorization') !== undefined
  // Bearer tokens were counted when they came (addTokenLimit).
  if (findBearer(c) === undefined) {
    backend.limit(sent ? 'wrongTokens' : 'withoutToken', toSender(c, backend), backend.now())
  }
  throw new RequestError(
    401,
    sent ? 'The token is not this service’s.' : 'Send the API token: Authorization: Bearer TOKEN.',
    { schemes },
  )
}

/** As `demandToken`; the token may also be the password of Basic authentication, which is what feed readers can send. */
export function demandTokenOrPassword(c: Context, backend: Backend): void {
  if (!hasPassword(c, backend)) demandToken(c, backend, ['Basic', 'Bearer'])
}

/** Whether the request carries the token (RFC 6750 §2.1). */
export function hasToken(c: Context, { token }: Backend): boolean {
  const sent = findBearer(c)
  return token !== undefined && sent !== undefined && isSame(sent, token)
}

function hasPassword(c: Context, { token }: Backend): boolean {
  const sent = auth(c.req.raw)?.password
  return token !== undefined && sent !== undefined && isSame(sent, token)
}

function findBearer(c: Context): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1]
}

/** What can be read without a token shows more with it, so that one that is wrong is a try there too. @throws RequestError 429 */
export function addTokenLimit(app: Hono, backend: Backend): void {
  app.use('/api/*', (c, next) => {
    if (findBearer(c) !== undefined && !hasToken(c, backend)) {
      backend.limit('wrongTokens', toSender(c, backend), backend.now())
    }
    return next()
  })
}

/** Compares hashes bit by bit, so that the time it takes says nothing about either text. */
function isSame(a: string, b: string): boolean {
  const left = sha256(utf8ToBytes(a))
  const right = sha256(utf8ToBytes(b))
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0
}

// Who sends requests, as limits count them (docs/architecture.md, decision 22).

/**
 * The sender's address block; undefined for those who are never refused because of who they are: this machine and
 * holders of the token, and where the runtime can't tell.
 */
export function toSender(c: Context, backend: Backend): string | undefined {
  if (hasToken(c, backend) || hasPassword(c, backend)) return undefined
  const address = backend.sender?.(c.req.raw, c.env)
  return address === undefined || isLoopback(address) ? undefined : toBlock(address)
}

/** A block as the database may keep it: comparable, and nobody's address without the token. */
export function toSenderHash(backend: Backend, sender: string): string {
  return toTextHash(`${backend.token ?? ''} ${sender}`).slice(0, 32)
}
