import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import { loadChanges } from '../../store/feeds/changes.ts'
import type { Backend } from '../backend.ts'
import { readNumberParam } from '../lists/narrowing.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'

/** The change log, in order and replayable from any cursor it gave out. */
export function addChanges(app: Hono, backend: Backend): void {
  addRoute(app, '/api/changes', { GET: (c) => answerChanges(c, backend) })
}

async function answerChanges(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  const limit = readNumberParam(searchParams, 'limit', 100, 1000)
  const loaded = await loadChanges(backend.db, searchParams.get('after') || undefined, limit)
  if (loaded === undefined) {
    const message = 'after is no cursor of this log, or of before a restore; start over without it.'
    throw new RequestError(410, message, { field: 'after' })
  }
  const changes = loaded.changes.map(({ seq, kind, at, item, revision, quiet, link }) => ({
    seq,
    kind,
    at: toRfc3339(at),
    item,
    revision,
    quiet,
    ...(link === undefined ? {} : { link }),
  }))
  return answerJson({ changes, next: loaded.next })
}
