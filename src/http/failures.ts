/**
 * Answers for what leads nowhere and for every error. Promises: a sentence for whoever asked, a problem document for
 * programs, and nothing of an unexpected error.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { renderError, renderMissing, renderRetracted } from '../pages/layout.ts'
import type { Backend } from './backend.ts'
import { isForPrograms } from './documents/headers.ts'
import { addErrorHeaders, toInternalProblem, toProblem, toRequestError, toStatusTitle } from './problem.ts'
import { answerNotice, toSiteView } from './site/page.ts'
import { answerOldAddress } from './wordpress/wordpress.ts'

/** Answers for what leads nowhere and for every error: problem documents for programs, pages for people. */
export function addFailures(app: Hono, backend: Backend): void {
  app.notFound((c) => answerMissing(c, backend))
  app.onError((error, c) => answerError(c, backend, error))
}

async function answerMissing(c: Context, backend: Backend): Promise<Response> {
  if (isForPrograms(c.req.path)) return toProblem(new RequestError(404, 'There is nothing at this address.'), backend)
  // Thrown from here, an error would pass by the headers that every answer has.
  const old = await answerOldAddress(c, backend).catch((error: unknown) => answerError(c, backend, error))
  return old ?? answerNotice(404, await renderMissing(toSiteView(backend), undefined, toWords(c)))
}

async function answerError(c: Context, backend: Backend, error: unknown): Promise<Response> {
  const requestError = toRequestError(backend, error)
  if (requestError === undefined) report(c, backend, error)
  const response = isForPrograms(c.req.path)
    ? toProblemOf(requestError, backend)
    : await toPageOf(c, backend, requestError)
  if (requestError !== undefined) addErrorHeaders(response.headers, requestError)
  return response
}

function toProblemOf(error: RequestError | undefined, backend: Backend): Response {
  return error === undefined ? toInternalProblem(backend) : toProblem(error, backend)
}

async function toPageOf(c: Context, backend: Backend, error: RequestError | undefined): Promise<Response> {
  const site = toSiteView(backend)
  const status = error?.status ?? 500
  const { reason } = error?.members ?? {}
  if (status === 410)
    return answerNotice(410, await renderRetracted(site, typeof reason === 'string' ? reason : undefined))
  if (status === 404) return answerNotice(404, await renderMissing(site, error?.message, toWords(c)))
  const message = error?.message ?? 'Something went wrong here. It has been logged; trying again may help.'
  return answerNotice(status, await renderError(site, toStatusTitle(status), message), 0)
}

function report(c: Context, backend: Backend, error: unknown): void {
  const reason = error instanceof Error ? error.stack : String(error)
  // What stands there is known to the hub alone.
  const path = c.req.path.replace(/^(\/hub\/callback\/).+/s, '$1…').slice(0, 200)
  backend.log.error('A request failed.', { method: c.req.method, path, reason })
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
