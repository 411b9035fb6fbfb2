/** What is answered of a source: its settings, with their version; and by itself how it is doing. */

import type { Context } from 'hono'
import { RequestError } from '../../../errors.ts'
import type { Source } from '../../../model/model.ts'
import { loadPoll } from '../../../store/polls.ts'
import { findSource } from '../../../store/sources.ts'
import { loadVersionOf } from '../../../store/versions.ts'
import { hasToken } from '../../auth.ts'
import type { Backend } from '../../backend.ts'
import { answerCurrent, type Current, toVersionTag } from '../../conditions.ts'
import { answerJson } from '../../route.ts'
import { toHealthJson, toSettingsJson } from './source-fields.ts'

/** Where sources are. */
export const SOURCES_PATH = '/api/sources'

/** The source that a path names. @throws RequestError 404 */
export function findAskedSource(c: Context, backend: Backend): Promise<Source> {
  return loadNamedSource(backend, c.req.param('id') ?? '')
}

/** @param name what it is called, or was @throws RequestError 404 */
export async function loadNamedSource(backend: Backend, name: string): Promise<Source> {
  const source = await findSource(backend.db, backend.channels, name)
  if (source !== undefined) return source
  throw new RequestError(404, 'There is no source with this id.')
}

/** The source of a name as whoever asks is shown it. @throws RequestError 404 */
export async function loadCurrentSource(c: Context, backend: Backend, name: string): Promise<Current> {
  const of = { kind: 'source', subject: (await loadNamedSource(backend, name)).id } as const
  // Before what it is the version of.
  const version = await loadVersionOf(backend.db, of)
  const source = await loadNamedSource(backend, name)
  const trusted = hasToken(c, backend)
  const json = toSettingsJson(source, await loadPoll(backend.db, source.id), trusted)
  // What is declared changes with its file; and to whom less is shown, that has a tag of its own.
  return { of, version, etag: toVersionTag(version, trusted && !source.declared ? undefined : json), json }
}

export async function answerSource(c: Context, backend: Backend, name: string): Promise<Response> {
  return answerCurrent(c, await loadCurrentSource(c, backend, name))
}

/** A name of before leads to the one of now. */
export async function answerFound(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findAskedSource(c, backend)
  if (id === c.req.param('id')) return answerSource(c, backend, id)
  return c.redirect(`${backend.base}${SOURCES_PATH}/${encodeURIComponent(id)}`, 301)
}

export async function answerHealth(c: Context, backend: Backend): Promise<Response> {
  const source = await findAskedSource(c, backend)
  const state = await loadPoll(backend.db, source.id)
  return answerJson({ id: source.id, ...toHealthJson(source, state, hasToken(c, backend)) })
}
