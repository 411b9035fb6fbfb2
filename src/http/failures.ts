import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { renderError, renderMissing, renderRetracted } from '../pages/notice.ts'
import type { Desk } from './desk.ts'
import { isReadable } from './documents/headers.ts'
import { toInternalProblem, toProblem, toRefusal, toRetryHeader, toTitle } from './problem.ts'
import { answerNotice, toSite } from './site/page.ts'
import { answerOldAddress } from './wordpress/wordpress.ts'

/** Answers for what leads nowhere and for every error: problem documents for programs, pages for people. */
export function addFailures(app: Hono, desk: Desk): void {
  app.notFound((c) => answerMissing(c, desk))
  app.onError((error, c) => answerError(c, desk, error))
}

async function answerMissing(c: Context, desk: Desk): Promise<Response> {
  if (isForPrograms(c)) return toProblem(new RequestError(404, 'There is nothing at this address.'))
  // Thrown from here, an error would pass by the headers that every answer has.
  const old = await answerOldAddress(c, desk).catch((error: unknown) => answerError(c, desk, error))
  return old ?? answerNotice(404, await renderMissing(toSite(desk), undefined, toWords(c)))
}

async function answerError(c: Context, desk: Desk, error: unknown): Promise<Response> {
  const known = toRefusal(desk, error)
  if (known === undefined) report(c, desk, error)
  const response = isForPrograms(c) ? toProblemOf(known) : await toPageOf(c, desk, known)
  for (const [name, value] of Object.entries(known === undefined ? {} : toRetryHeader(known))) {
    response.headers.set(name, value)
  }
  const allow = known?.members.allow
  if (Array.isArray(allow)) response.headers.set('Allow', allow.join(', '))
  return response
}

function toProblemOf(error: RequestError | undefined): Response {
  return error === undefined ? toInternalProblem() : toProblem(error)
}

async function toPageOf(c: Context, desk: Desk, error: RequestError | undefined): Promise<Response> {
  const site = toSite(desk)
  const status = error?.status ?? 500
  const { reason } = error?.members ?? {}
  if (status === 410)
    return answerNotice(410, await renderRetracted(site, typeof reason === 'string' ? reason : undefined))
  if (status === 404) return answerNotice(404, await renderMissing(site, error?.message, toWords(c)))
  const message = error?.message ?? 'Something went wrong here. It has been logged; trying again may help.'
  return answerNotice(status, await renderError(site, toTitle(status), message), 0)
}

function report(c: Context, desk: Desk, error: unknown): void {
  const reason = error instanceof Error ? error.stack : String(error)
  desk.log.error('A request failed.', { method: c.req.method, path: c.req.path.slice(0, 200), reason })
}

function isForPrograms(c: Context): boolean {
  return c.req.path === '/api' || isReadable(c.req.path)
}

/** The words of the address that was asked for: `iran will save assad`. */
function toWords(c: Context): string {
  const part = c.req.path.split('/').findLast((one) => /\p{L}/u.test(one)) ?? ''
  const name = part.length > 200 ? '' : part.replace(/\.[a-z]{2,4}$/i, '').replace(/%[0-9a-f]{2}/gi, ' ')
  return name
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 100)
}
