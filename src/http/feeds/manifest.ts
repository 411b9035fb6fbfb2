import type { Context, Hono } from 'hono'
import { render } from '../../publish/render.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { type Archive, type ArchiveLine, loadArchive, loadArchives } from '../../store/feeds/archives.ts'
import { loadMark } from '../../store/feeds/changes.ts'
import type { Desk } from '../desk.ts'
import { answerRecipe, type Made } from '../documents/recipe.ts'
import { FORMATS } from '../lists/address.ts'
import { readNumber } from '../lists/narrowing.ts'
import { addRoute, toUrl } from '../route.ts'
import { type ArchiveAddress, readFolder, toArchivePath, toArchiveView } from './archives.ts'

type Folder = Pick<ArchiveAddress, 'channel'>

/** Documents a page: hashing the three formats of each may mean rendering them all. */
const AT_ONCE = 20
const HIGHEST = 999_999_999

/** What every closed document of the archive hashes to now, so that a library can prove that its copy is whole. */
export function addManifest(app: Hono, desk: Desk): void {
  for (const folder of ['', '/:channel']) {
    addRoute(app, `${folder}/archive.json`, { GET: (c) => answerManifest(c, desk, readFolder(c, desk)) })
  }
}

/** `{documents: [{number, items, updated, files: [{format, url, sha256}]}], next}`, the oldest first. */
async function answerManifest(c: Context, desk: Desk, folder: Folder): Promise<Response> {
  const after = readNumber(toUrl(c).searchParams, 'after', 0, HIGHEST)
  const path = `${folder.channel === undefined ? '' : `/${folder.channel}`}/archive.json`
  const toAddress = (from: number) => (from === 0 ? path : `${path}?after=${from}`)
  const address = toAddress(after)
  const make = async (): Promise<Made> => {
    const found = await loadArchives(desk.db, after, AT_ONCE + 1, folder.channel)
    const shown = found.slice(0, AT_ONCE)
    const last = shown.at(-1)?.number ?? 0
    const next = found.length > shown.length ? { next: `${desk.base}${toAddress(last)}` } : {}
    const bytes = toUtf8(`${JSON.stringify({ documents: await describe(desk, folder, shown), ...next })}\n`)
    return {
      bytes,
      type: 'application/json; charset=utf-8',
      links: { self: `${desk.base}${address}`, ...next },
      modified: async () => (shown.length === 0 ? undefined : Math.max(...shown.map(({ at }) => at))),
    }
  }
  return answerRecipe(c, desk, { address, mark: () => loadMark(desk.db, folder.channel), make })
}

async function describe(desk: Desk, folder: Folder, lines: readonly ArchiveLine[]): Promise<object[]> {
  const described: object[] = []
  for (const line of lines) {
    const { number, size, at } = line
    described.push({
      number,
      items: size,
      updated: new Date(at).toISOString(),
      files: await loadFiles(desk, folder, line),
    })
  }
  return described
}

type Hashed = { readonly format: string; readonly url: string; readonly sha256: string }

/** `sha256` is over the document's bytes as they are without a Content-Encoding. */
async function loadFiles(desk: Desk, folder: Folder, line: ArchiveLine): Promise<Hashed[]> {
  const key = `${toArchivePath({ number: line.number, format: 'json', ...folder })} ${line.seq}`
  const kept = desk.cache.hashes.get(key)
  if (kept !== undefined) return JSON.parse(kept) as Hashed[]
  const archive = await loadArchive(desk.db, line.number, folder.channel)
  if (archive === undefined) return []
  const files = await hashEach(desk, folder, archive)
  // A change since the line was read belongs to the next answer, and to another key.
  if (archive.seq === line.seq) desk.cache.hashes.set(key, JSON.stringify(files))
  return files
}

async function hashEach(desk: Desk, folder: Folder, archive: Archive): Promise<Hashed[]> {
  const files: Hashed[] = []
  for (const format of FORMATS) {
    const address = { number: archive.number, format, ...folder }
    const { nextArchive: _, ...view } = toArchiveView(desk, archive, address)
    const { bytes } = render(format, view, desk.cache.pieces)
    files.push({ format, url: view.self, sha256: toHex(await crypto.subtle.digest('SHA-256', bytes)) })
  }
  return files
}

function toHex(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
