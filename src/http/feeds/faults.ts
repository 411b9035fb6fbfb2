/** What needs the editor, as a feed for the editor's own reader. Promises: it is shown to nobody without the token. */

import type { Context, Hono } from 'hono'
import { isolate } from '../../clean/language/isolate.ts'
import type { StoredItem } from '../../model/model.ts'
import { type Fault, renderFaults } from '../../publish/faults.ts'
import { toContentType } from '../../publish/formats.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadFaults } from '../../store/faults.ts'
import { type GoneFile, loadGoneFiles } from '../../store/files.ts'
import { loadRefusedPictures, type RefusedPicture } from '../../store/pictures.ts'
import { loadPolls } from '../../store/polls.ts'
import { loadContested, type Proposed } from '../../store/saving/proposals.ts'
import { loadSources } from '../../store/sources.ts'
import { findProposed } from '../api/proposals.ts'
import { toToldState } from '../api/sources/source-fields.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { serve } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { addRoute } from '../route.ts'

/** What needs the editor, as a feed for the editor's own reader. */
export function addFaults(app: Hono, backend: Backend): void {
  addRoute(app, '/api/faults.atom', {
    GET: serve(backend, siteOperations.listFaults, ({ c }) => answerFaults(c, backend)),
  })
}

async function answerFaults(c: Context, backend: Backend): Promise<Response> {
  const [channel] = backend.channels
  const text = channel === undefined ? '' : renderFaults(toNewest(await loadAllFaults(backend)), channel, backend.base)
  const bytes = toUtf8(text)
  const document = { bytes, type: toContentType('atom'), etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'private, no-cache' })
}

/** Pictures, and stories, that are told of: a site that lost its folder of them must not bury the rest. */
const MOST = 50

/** Entries of the feed: a server of hundreds of sources that went away must not make a document of megabytes. */
const MOST_TOLD = 200

/** The newest; of the others one line says how many there are. */
function toNewest(faults: readonly Fault[]): readonly Fault[] {
  if (faults.length <= MOST_TOLD) return faults
  const newest = faults.toSorted((a, b) => b.at - a.at)
  const left = newest.slice(MOST_TOLD)
  const sentence = `${left.length} things more need the editor, older than those here; GET /api/sources says which sources fail.`
  return [...newest.slice(0, MOST_TOLD), { subject: 'more', title: 'More', sentence, at: left[0]?.at ?? 0 }]
}

/** Sources that fail or are held, files that can't be read, what could not be stored, and pictures that were given up. */
async function loadAllFaults(backend: Backend): Promise<Fault[]> {
  const { db, channels, base } = backend
  const [sources, polls, others, pictures, contested, gone] = await Promise.all([
    loadSources(db, channels),
    loadPolls(db),
    loadFaults(db),
    loadRefusedPictures(db, MOST),
    loadContestedFaults(backend),
    loadGoneFiles(db, MOST),
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
  return [
    ...failing,
    ...rest,
    ...contested,
    ...toGoneFaults(gone, base),
    ...pictures.map((picture) => toPictureFault(picture, base)),
  ]
}

function toPictureFault({ id, url, fault, refusedAt, title, permalink }: RefusedPicture, base: string): Fault {
  return {
    subject: `picture:${id}`,
    title: `A picture of “${isolate(title, 'ltr')}”`,
    sentence: `No copy is kept of ${url}, which ${base}${permalink} shows: ${fault}`,
    at: refusedAt,
  }
}

/** Files that say something else of a story than the editor. */
async function loadContestedFaults(backend: Backend): Promise<Fault[]> {
  const items = await loadContested(backend.db, MOST)
  const faults = items.map(async (item): Promise<Fault[]> => {
    const proposed = await findProposed(backend, item)
    return proposed?.by === 'archive' ? [toContestedFault(item, proposed, backend.base)] : []
  })
  return (await Promise.all(faults)).flat()
}

function toContestedFault(item: StoredItem, { at, fields }: Proposed, base: string): Fault {
  const title = isolate(item.content.title, 'ltr')
  const path = `/api/items/${item.code}`
  const what = fields.map((name) => NAMES[name] ?? name).join(', ')
  const said = item.state === 'live' ? `what an editor set (${what}) stays` : 'it was taken back, and stays so'
  const take = item.state === 'live' ? `POST ${path}/accept takes it` : `POST ${path}/restore, then …/accept, takes it`
  return {
    subject: `proposed:${item.code}`,
    title: `The file of “${title}”`,
    sentence: `The file of “${title}” (${base}${item.permalink}) was changed: ${said}. What the file says now is proposed (_ara.proposed of GET ${path}): ${take}, POST ${path}/refuse leaves the story as it is.`,
    at,
  }
}

/** As the members of a JSON item are called. */
const NAMES: Readonly<Record<string, string>> = {
  contentHtml: 'text',
  categories: 'tags',
  published: 'date_published',
}

/** A folder that was emptied must not bury the rest either. */
function toGoneFaults(files: readonly GoneFile[], base: string): Fault[] {
  const faults = files.map((file) => toGoneFault(file, base))
  const [more, last] = [(files[0]?.total ?? 0) - files.length, files.at(-1)]
  if (more <= 0 || last === undefined) return faults
  const sentence = `${more} files more are gone, before those named here; their stories stay.`
  return [...faults, { subject: 'gone', title: 'More files', sentence, at: last.gone }]
}

function toGoneFault({ name, gone, code, title, permalink }: GoneFile, base: string): Fault {
  const path = `/api/items/${code}`
  return {
    subject: `gone:${name}`,
    title: name,
    sentence: `${name} is gone; its story “${isolate(title, 'ltr')}” (${base}${permalink}) stays. DELETE ${path} takes it back; POST ${path}/refuse says that it is to stay, as does the file when it is there again.`,
    at: gone,
  }
}
