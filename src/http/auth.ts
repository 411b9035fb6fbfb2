import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import { RequestError } from '../errors.ts'
import type { Backend } from './backend.ts'

/** Lets only holders of the token go on. Comes before anything of the body is read. @throws RequestError 401 */
export function demandToken(c: Context, backend: Backend): void {
  if (backend.token === undefined) {
    throw new RequestError(401, 'This service has no API_TOKEN, so nothing can be changed through its API.')
  }
  if (hasToken(c, backend)) return
  const sent = c.req.header('Authorization') !== undefined
  throw new RequestError(
    401,
    sent ? 'The token is not this service’s.' : 'Send the API token: Authorization: Bearer TOKEN.',
  )
}

/** As `demandToken`; the token may also be the password of Basic authentication, which is what feed readers can send. */
export function demandTokenOrPassword(c: Context, backend: Backend): void {
  const password = auth(c.req.raw)?.password
  if (backend.token !== undefined && password !== undefined && isSame(password, backend.token)) return
  demandToken(c, backend)
}

/** Whether the request carries the token (RFC 6750 §2.1). */
export function hasToken(c: Context, backend: Backend): boolean {
  const sent = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  return backend.token !== undefined && sent !== undefined && isSame(sent, backend.token)
}

/** Compares hashes bit by bit, so that the time it takes says nothing about either text. */
function isSame(a: string, b: string): boolean {
  const left = sha256(utf8ToBytes(a))
  const right = sha256(utf8ToBytes(b))
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0
}
