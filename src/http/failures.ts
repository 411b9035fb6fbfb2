import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { renderError, renderMissing } from '../pages/notice.ts'
import type { Desk } from './desk.ts'
import { isReadable } from './headers.ts'
import { findAddress } from './legacy.ts'
import { answerNotice, toSite } from './page.ts'
import { toInternalProblem, toProblem, toTitle } from './problem.ts'
import { toUrl } from './route.ts'

/** Answers for what leads nowhere and for every error: problem documents for programs, pages for people. */
export function addFailures(app: Hono, desk: Desk): void {
  app.notFound((c) => answerMissing(c, desk))
  app.onError((error, c) => answerError(c, desk, error))
}

async function answerMissing(c: Context, desk: Desk): Promise<Response> {
  if (isForPrograms(c)) return toProblem(new RequestError(404, 'There is nothing at this address.'))
  const moved = await findAddress(desk, toUrl(c))
  if (moved !== undefined) return c.redirect(moved, 301)
  return answerNotice(404, await renderMissing(toSite(desk), 'There is no page at this address.'))
}

async function answerError(c: Context, desk: Desk, error: Error): Promise<Response> {
  const known = error instanceof RequestError ? error : undefined
  if (known === undefined) report(c, desk, error)
  const response = isForPrograms(c) ? toProblemOf(known) : await toPageOf(desk, known)
  const allow = known?.members.allow
  if (Array.isArray(allow)) response.headers.set('Allow', allow.join(', '))
  return response
}

function toProblemOf(error: RequestError | undefined): Response {
  return error === undefined ? toInternalProblem() : toProblem(error)
}

async function toPageOf(desk: Desk, error: RequestError | undefined): Promise<Response> {
  const status = error?.status ?? 500
  const message = error?.message ?? 'Something went wrong here. It has been logged; trying again may help.'
  return answerNotice(status, await renderError(toSite(desk), toTitle(status), message), 0)
}

function report(c: Context, desk: Desk, error: Error): void {
  desk.log.error('A request failed.', { method: c.req.method, path: c.req.path.slice(0, 200), reason: error.stack })
}

function isForPrograms(c: Context): boolean {
  return c.req.path === '/api' || isReadable(c.req.path)
}
