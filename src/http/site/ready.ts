/** Whether the service is ready. Promises: 200, or 503 and what is wrong, in sentences that anybody may read. */

import type { Hono } from 'hono'
import type { Backend } from '../backend.ts'
import { withOperation } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { addRoute, answerJson } from '../route.ts'

/** Seconds. */
const SOON = '5'

export function addReady(app: Hono, backend: Backend): void {
  addRoute(app, '/readyz', { GET: withOperation(siteOperations.readReadiness, () => answerReady(backend)) })
}

async function answerReady({ findTroubles, version }: Backend): Promise<Response> {
  return toReadyAnswer(version, await findTroubles())
}

/** The answer, also of a runtime that has no service yet. @param wrong what is, in sentences */
export function toReadyAnswer(version: string, wrong: readonly string[]): Response {
  if (wrong.length === 0) return answerJson({ status: 'ready', version, wrong })
  return answerJson({ status: 'not ready', version, wrong }, 503, { 'Retry-After': SOON })
}
