/**
 * Idempotency-Key: a post that is sent again makes nothing again (draft-ietf-httpapi-idempotency-key-header). Promises:
 * whoever sends the same with the same key within a day is answered what was made the first time, as it is now, however
 * often and wherever it broke off; what was refused made nothing, and may be tried again with the same key.
 */

import type { Context } from 'hono'
import { RequestError, StoreError } from '../errors.ts'
import { toBodyHash, toTextHash } from '../model/hash.ts'
import {
  type Claim,
  closeReceipt,
  dropReceipt,
  type Keep,
  type KeyedRequest,
  type Made,
  openReceipt,
  toReceiptStatement,
} from '../store/access/receipts.ts'
import { RECEIPT_LOST } from '../store/db.ts'
import { demandToken } from './auth.ts'
import type { Backend } from './backend.ts'
import { BODY_LIMIT, readRequestBody } from './body.ts'
import { answerJson, toRequestUrl } from './route.ts'

/** A post that makes something, in two halves. */
type Making<M extends Made> = {
  /** Makes it; what `keep` answers is written with it, in one batch. */
  readonly make: (keep: Keep) => Promise<M>
  /** The answer to what was made: right away by all that is known of it, and again by its name. */
  readonly answer: (made: M | Made) => Promise<Response>
  /** Bytes that the body may have. */
  readonly limit?: number
}

/** Makes it once for each key. Comes before anything of the body is read. @throws RequestError 400, 401, 403, 409, 422 */
export async function makeOnce<M extends Made>(c: Context, backend: Backend, making: Making<M>): Promise<Response> {
  const { id } = demandToken(c, backend)
  const key = readKey(c)
  if (key === undefined) return making.answer(await making.make(() => []))
  const asked = { holder: id, key: toTextHash(key), request: await toRequestHash(c, making.limit) }
  const opened = await openReceipt(backend.db, asked, crypto.randomUUID(), backend.now())
  if (opened.outcome === 'claimed') return making.answer(await makeClaimed(backend, making, opened.claim))
  if (opened.outcome !== 'made') throw toRefusal(opened.outcome)
  const response = await making.answer(opened.made)
  response.headers.set('Idempotent-Replayed', 'true')
  return response
}

async function makeClaimed<M extends Made>({ db }: Backend, { make }: Making<M>, claim: Claim): Promise<M> {
  try {
    const made = await make((one) => [toReceiptStatement(claim, one)])
    await closeReceipt(db, claim, made)
    return made
  } catch (error) {
    if (error instanceof StoreError && error.message === RECEIPT_LOST) throw toRefusal('busy', error)
    await dropReceipt(db, claim)
    throw error
  }
}

/** Seconds: most of what is made is made sooner. */
const SOON = 2

function toRefusal(why: 'busy' | 'other', cause?: unknown): RequestError {
  const field = { field: 'Idempotency-Key' }
  if (why === 'other') {
    const detail = 'Another request was sent with this Idempotency-Key: each has a key of its own.'
    return new RequestError(422, detail, field)
  }
  const detail = 'The request of this Idempotency-Key is under way: ask again in a moment.'
  return new RequestError(409, detail, { ...field, retryAfter: SOON }, { cause, kind: 'request-in-flight' })
}

/** Characters of a key. */
export const LONGEST = 255

/** As a string of RFC 9651, or bare as most send it. @throws RequestError 400 */
function readKey(c: Context): string | undefined {
  const sent = c.req.header('Idempotency-Key')
  if (sent === undefined) return undefined
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(sent)?.[1]?.replace(/\\(.)/g, '$1')
  const key = quoted ?? sent
  if (/^[\x20-\x7e]+$/.test(key) && key.length <= LONGEST && (quoted !== undefined || !/["\\,]/.test(key))) return key
  const detail = `Idempotency-Key has to be 1 to ${LONGEST} characters of ASCII, in quotation marks or bare.`
  throw new RequestError(400, detail, { field: 'Idempotency-Key' })
}

/** What is asked: the same under one key, or it is an error of who asks. */
async function toRequestHash(c: Context, limit = BODY_LIMIT): Promise<KeyedRequest['request']> {
  const { pathname, search } = toRequestUrl(c)
  const body = await toBodyHash(await readRequestBody(c, limit))
  const about = ['Content-Type', 'Content-Location', 'Content-Language'].map((name) => c.req.header(name) ?? '')
  return toTextHash([c.req.method, `${pathname}${search}`, ...about, body].join('\n'))
}

/**
 * As `makeOnce`, where the same asked twice makes nothing twice by itself: pictures, and what is imported. The answer
 * itself, which is short, is kept when all is done. @param limit bytes that the body may have
 */
export function answerOnce(
  c: Context,
  backend: Backend,
  make: () => Promise<Response>,
  limit = BODY_LIMIT,
): Promise<Response> {
  return makeOnce(c, backend, {
    make: async () => {
      const response = await make()
      return { name: await response.text(), status: response.status }
    },
    answer: async ({ name, status }) => answerJson(JSON.parse(name), status),
    limit,
  })
}

/** A secret that was made just now; whoever asks again is told that it was shown. */
export function toShownOnce(secrets: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const note =
    'What is secret was shown once, with the first answer: whoever missed it takes this away and makes another.'
  return Object.keys(secrets).length > 0 ? secrets : { note }
}
