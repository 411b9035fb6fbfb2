/**
 * Who holds which token: decided once a request, before anything of it is answered. Promises: `API_TOKEN` opens
 * everything without a database; any other token is looked up each time, so that one that was taken away opens nothing
 * from then on; comparing takes the same time whatever is sent.
 */

import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context, Hono } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import { toTextHash } from '../model/hash.ts'
import { type TokenScope, toHeldScopes } from '../model/secrets/scopes.ts'
import { judgeToken } from '../model/secrets/token.ts'
import { type ApiToken, findToken } from '../store/access/tokens.ts'
import type { Backend } from './backend.ts'

/** Whose token a request carries. */
export type Holder = {
  /** The row of the token; 0 for `API_TOKEN`. */
  readonly id: number
  readonly name: string
  readonly scopes: ReadonlySet<TokenScope>
}

/** What a request carries: a token of ours, or why it is none, in a sentence. */
export type Carried = { readonly scheme: 'Bearer' | 'Basic' } & (
  | { readonly holder: Holder }
  | { readonly fault: string }
)

declare module 'hono' {
  interface ContextVariableMap {
    /** Absent where the request carries no token. */
    carried?: Carried
  }
}

/** The first of all tokens, which is no row of the table. */
export const FIRST: Holder = { id: 0, name: 'API_TOKEN', scopes: toHeldScopes(['admin']) }

/** Decides who it is that asks. */
export function addHolders(app: Hono, backend: Backend): void {
  app.use('*', async (c, next) => {
    const sent = findSent(c)
    if (sent !== undefined) c.set('carried', { scheme: sent.scheme, ...(await judge(backend, sent.token)) })
    await next()
  })
}

/** As a bearer (RFC 6750 §2.1), or as the password of Basic authentication, which is what feed readers can send. */
function findSent(c: Context): { readonly scheme: Carried['scheme']; readonly token: string } | undefined {
  const header = c.req.header('Authorization')
  if (header === undefined) return undefined
  const bearer = /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (bearer !== undefined) return { scheme: 'Bearer', token: bearer }
  const password = auth(c.req.raw)?.password
  return password === undefined ? undefined : { scheme: 'Basic', token: password }
}

const FOREIGN = 'The token is not this service’s.'
const MISTYPED = 'The token has a typing error in it, or a part of it is missing.'
const UNKNOWN = 'The token is not this service’s, or was taken away.'

async function judge(
  backend: Backend,
  sent: string,
): Promise<{ readonly holder: Holder } | { readonly fault: string }> {
  if (backend.token !== undefined && isSame(sent, backend.token)) return { holder: FIRST }
  const form = judgeToken(sent)
  if (form !== 'ours') return { fault: form === 'foreign' ? FOREIGN : MISTYPED }
  const found = await findToken(backend.db, toTextHash(sent))
  return found === undefined ? { fault: UNKNOWN } : toHolder(backend, found)
}

/** Milliseconds: when a token was used last is written no oftener. */
const MINUTE = 60_000

function toHolder({ now, noteUse }: Backend, { id, name, scopes, expires, used }: ApiToken) {
  const at = now()
  if (expires !== null && expires <= at) return { fault: `The token ended on ${new Date(expires).toISOString()}.` }
  if (used === null || Math.abs(at - used) >= MINUTE) noteUse?.(id, at)
  return { holder: { id, name, scopes: toHeldScopes(scopes) } }
}

/** Compares hashes bit by bit, so that the time it takes says nothing about either text. */
function isSame(a: string, b: string): boolean {
  const left = sha256(utf8ToBytes(a))
  const right = sha256(utf8ToBytes(b))
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0
}
