/**
 * What every closed document of the archive hashes to. Promises: as long as a hash stays, so do the document's bytes.
 */

import type { Context, Hono } from 'hono'
import { toBodyHash } from '../../model/hash.ts'
import { EVERY_FORMAT } from '../../publish/formats.ts'
import { render } from '../../publish/render.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { type Archive, type ArchiveLine, loadArchive, loadArchives } from '../../store/feeds/archives.ts'
import { loadMark } from '../../store/feeds/changes.ts'
import type { Backend } from '../backend.ts'
import { answerRecipe, type MadeDocument } from '../documents/documents.ts'
import type { ArchiveAddress } from '../lists/address.ts'
import { readNumberParam } from '../lists/narrowing.ts'
import { withOperation } from '../operation.ts'
import { feedOperations } from '../operations/feeds.ts'
import { addRoute, toRequestUrl } from '../route.ts'
import { readFolder, toArchiveView } from './archives.ts'

type Folder = Pick<ArchiveAddress, 'channel'>

/** Documents a page: hashing every format of each may mean rendering them all. */
const AT_ONCE = 20
const HIGHEST = 999_999_999

/** What every closed document of the archive hashes to now, so that a library can prove that its copy is whole. */
export function addManifest(app: Hono, backend: Backend): void {
  for (const [index, folder] of ['', '/:channel'].entries()) {
    const operation = feedOperations.manifests[index] ?? []
    addRoute(app, `${folder}/archive.json`, {
      GET: withOperation(operation, (c) => answerManifest(c, backend, readFolder(c, backend))),
    })
  }
}

/** `{documents: [{number, items, updated, files: [{format, url, sha256}]}], next}`, the oldest first. */
async function answerManifest(c: Context, backend: Backend, folder: Folder): Promise<Response> {
  const after = readNumberParam(toRequestUrl(c).searchParams, 'after', 0, HIGHEST)
  const path = `${folder.channel === undefined ? '' : `/${folder.channel}`}/archive.json`
  const toAddress = (from: number) => (from === 0 ? path : `${path}?after=${from}`)
  const address = toAddress(after)
  const make = async (): Promise<MadeDocument> => {
    const found = await loadArchives(backend.db, after, AT_ONCE + 1, folder.channel)
    const shown = found.slice(0, AT_ONCE)
    const last = shown.at(-1)?.number ?? 0
    const next = found.length > shown.length ? { next: `${backend.base}${toAddress(last)}` } : {}
    const bytes = toUtf8(`${JSON.stringify({ documents: await describe(backend, folder, shown), ...next })}\n`)
    return {
      bytes,
      type: 'application/json; charset=utf-8',
      links: { self: `${backend.base}${address}`, ...next },
      modified: async () => (shown.length === 0 ? undefined : Math.max(...shown.map(({ at }) => at))),
    }
  }
  return answerRecipe(c, backend, { address, mark: () => loadMark(backend.db, folder.channel), make })
}

async function describe(backend: Backend, folder: Folder, lines: readonly ArchiveLine[]): Promise<object[]> {
  const described: object[] = []
  for (const line of lines) {
    const { number, size, at } = line
    described.push({
      number,
      items: size,
      updated: new Date(at).toISOString(),
      files: await loadFiles(backend, folder, line),
    })
  }
  return described
}

type Hashed = { readonly format: string; readonly url: string; readonly sha256: string }

/** `sha256` is over the document's bytes as they are without a Content-Encoding. */
async function loadFiles(backend: Backend, folder: Folder, line: ArchiveLine): Promise<Hashed[]> {
  const key = `${folder.channel ?? ''}/archive/${line.number} ${line.seq}`
  const cached = backend.cache.hashes.get(key)
  if (cached !== undefined) return JSON.parse(cached) as Hashed[]
  const archive = await loadArchive(backend.db, line.number, folder.channel)
  if (archive === undefined) return []
  const files = await hashEach(backend, folder, archive)
  // A change since the line was read belongs to the next answer, and to another key.
  if (archive.seq === line.seq) backend.cache.hashes.set(key, JSON.stringify(files))
  return files
}

async function hashEach(backend: Backend, folder: Folder, archive: Archive): Promise<Hashed[]> {
  const files: Hashed[] = []
  for (const format of EVERY_FORMAT) {
    const address = { number: archive.number, format, ...folder }
    const { nextArchive: _, ...view } = toArchiveView(backend, archive, address)
    const { bytes } = render(format, view, backend.cache.pieces)
    files.push({ format, url: view.self, sha256: await toBodyHash(bytes) })
  }
  return files
}
