/**
 * Tokens over the API: list, make, read, take away. Promises: a token is shown once, to whoever made it; one that was
 * taken away opens nothing from then on.
 */

import type { Context, Hono } from 'hono'
import { RequestError, StoreError } from '../../errors.ts'
import { toTextHash } from '../../model/hash.ts'
import { addedToken, TOKEN_TOLD } from '../../model/secrets/added-token.ts'
import { createApiToken, toTokenHint } from '../../model/secrets/token.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import {
  type ApiToken,
  addToken,
  findNamedToken,
  findToken,
  loadApiToken,
  loadTokens,
  removeToken,
} from '../../store/access/tokens.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import { FIRST } from '../holders.ts'
import { makeOnce, toShownOnce } from '../idempotency.ts'
import { serve } from '../operation.ts'
import { tokenOperations } from '../operations/tokens.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'

/** Nobody needs more, and each is a key to the house. */
const MOST = 200

const isTold = (name: string) => TOKEN_TOLD.some((one) => one === name)

const TOKENS = '/api/tokens'

export function addTokens(app: Hono, backend: Backend): void {
  addRoute(app, TOKENS, {
    GET: serve(backend, tokenOperations.listTokens, () => answerList(backend)),
    POST: serve(backend, tokenOperations.makeToken, ({ c }) => makeToken(c, backend)),
  })
  addRoute(app, `${TOKENS}/:id`, {
    GET: serve(backend, tokenOperations.readToken, async ({ c }) =>
      answerJson(toTokenJson(backend, await findOne(c, backend))),
    ),
    DELETE: serve(backend, tokenOperations.removeToken, ({ c }) => remove(c, backend)),
  })
}

async function answerList(backend: Backend): Promise<Response> {
  const tokens = await loadTokens(backend.db)
  return answerJson({ tokens: tokens.map((token) => toTokenJson(backend, token)) })
}

/** The token itself is in this answer and in no other. */
function makeToken(c: Context, backend: Backend): Promise<Response> {
  const by = demandToken(c, backend).name
  return makeOnce(c, backend, {
    make: (keep) => makeNamed(c, backend, by, keep),
    answer: (made) => answerMade(backend, made),
  })
}

type MadeToken = Made & { readonly token?: string }

async function makeNamed(c: Context, backend: Backend, by: string, keep: Keep): Promise<MadeToken> {
  const body = await readJson(c)
  refuseUnknown(body, addedToken, isTold)
  const { name, scopes, expires } = readFields(addedToken, body)
  await refuseName(backend, name)
  const token = createApiToken()
  const [hash, hint, created] = [toTextHash(token), toTokenHint(token), backend.now()]
  const facts = { name, hash, hint, scopes: [...new Set(scopes)], by, created, expires: readEnd(backend, expires) }
  const made = { name: hash, status: 201 }
  await addToken(backend.db, facts, keep(made)).catch((error: unknown) => {
    if (error instanceof StoreError && error.unique) throw toNameTaken(name, error)
    throw error
  })
  return { ...made, token }
}

/** It is known by its hash: its name may be another's by now. */
async function answerMade(backend: Backend, { name: hash, status, ...shown }: MadeToken): Promise<Response> {
  const made = await findToken(backend.db, hash)
  if (made === undefined) throw new RequestError(410, 'The token was taken away since it was made.')
  const location = { Location: `${backend.base}${TOKENS}/${made.id}` }
  return answerJson({ ...toTokenJson(backend, made), ...toShownOnce(shown) }, status, location)
}

/** @throws RequestError where there are too many, or one of this name */
async function refuseName({ db }: Backend, name: string): Promise<void> {
  if (name.toUpperCase() === FIRST.name) throw fieldError('name', `name is that of the first token, ${FIRST.name}.`)
  if ((await findNamedToken(db, name)) !== undefined) throw toNameTaken(name)
  if ((await loadTokens(db)).length < MOST) return
  throw new RequestError(409, `There are ${MOST} tokens already; take one away first.`)
}

function toNameTaken(name: string, cause?: unknown): RequestError {
  return new RequestError(
    409,
    `There is a token named ${name} already.`,
    { field: 'name' },
    { cause, kind: 'name-taken' },
  )
}

/** @throws RequestError 422 where it is past */
function readEnd({ now }: Backend, expires: string | null | undefined): number | null {
  if (expires === undefined || expires === null) return null
  const at = Date.parse(expires)
  if (at <= now()) throw fieldError('expires', 'expires is past: such a token would open nothing.')
  return at
}

/** @throws RequestError 404 */
async function findOne(c: Context, backend: Backend): Promise<ApiToken> {
  const id = c.req.param('id') ?? ''
  const token = /^[1-9]\d{0,14}$/.test(id) ? await loadApiToken(backend.db, Number(id)) : undefined
  if (token === undefined) throw new RequestError(404, 'There is no token with this id.')
  return token
}

async function remove(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findOne(c, backend)
  await removeToken(backend.db, id)
  return new Response(null, { status: 204 })
}

/** A token as the API shows it; never the token itself. */
function toTokenJson({ now }: Backend, { id, name, hint, scopes, by, created, expires, used }: ApiToken) {
  return {
    id: String(id),
    name,
    hint,
    scopes,
    by,
    created: toRfc3339(created),
    ...(expires === null ? {} : { expires: toRfc3339(expires) }),
    ...(used === null ? {} : { last_used: toRfc3339(used) }),
    state: expires !== null && expires <= now() ? 'ended' : 'live',
  }
}
