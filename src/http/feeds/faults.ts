/** What needs the editor, as a feed for the editor's own reader. Promises: it is shown to nobody without the token. */

import type { Context, Hono } from 'hono'
import { isolate } from '../../clean/language/isolate.ts'
import { type Fault, renderFaults } from '../../publish/faults.ts'
import { toContentType } from '../../publish/formats.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadFaults } from '../../store/faults.ts'
import { loadRefusedPictures, type RefusedPicture } from '../../store/pictures.ts'
import { loadPolls } from '../../store/polls.ts'
import { loadSources } from '../../store/sources.ts'
import { toToldState } from '../api/source-fields.ts'
import { demandTokenOrPassword } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { addRoute } from '../route.ts'

/** What needs the editor, as a feed for the editor's own reader. */
export function addFaults(app: Hono, backend: Backend): void {
  addRoute(app, '/api/faults.atom', { GET: (c) => answerFaults(c, backend) })
}

async function answerFaults(c: Context, backend: Backend): Promise<Response> {
  demandTokenOrPassword(c, backend)
  const [channel] = backend.channels
  const text = channel === undefined ? '' : renderFaults(await loadAllFaults(backend), channel, backend.base)
  const bytes = toUtf8(text)
  const document = { bytes, type: toContentType('atom'), etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'private, no-cache' })
}

/** Pictures that are told of: a site that lost its folder of pictures must not bury the rest. */
const PICTURES = 50

/** Sources that fail or are held, files that can't be read, what could not be stored, and pictures that were given up. */
async function loadAllFaults({ db, channels, base }: Backend): Promise<Fault[]> {
  const [sources, polls, others, pictures] = await Promise.all([
    loadSources(db, channels),
    loadPolls(db),
    loadFaults(db),
    loadRefusedPictures(db, PICTURES),
  ])
  const failing = sources.flatMap((source): Fault[] => {
    const { id, title: name = id } = source
    const { fault, faultSince = 0 } = toToldState(source, polls.get(id)) ?? {}
    return fault === undefined
      ? []
      : [{ subject: `source:${id}`, title: name, sentence: `${isolate(name, 'ltr')}: ${fault}`, at: faultSince }]
  })
  const rest = others.map(({ subject, sentence, at }) => ({
    subject,
    title: subject.replace(/^[a-z]+:/, ''),
    sentence,
    at,
  }))
  return [...failing, ...rest, ...pictures.map((picture) => toPictureFault(picture, base))]
}

function toPictureFault({ id, url, fault, refusedAt, title, permalink }: RefusedPicture, base: string): Fault {
  return {
    subject: `picture:${id}`,
    title: `A picture of “${isolate(title, 'ltr')}”`,
    sentence: `No copy is kept of ${url}, which ${base}${permalink} shows: ${fault}`,
    at: refusedAt,
  }
}
