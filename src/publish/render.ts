/**
 * The door of publishing: stored items in, a feed document out. Promises that the three formats state the same
 * facts, that the same view always gives the same bytes, that no text of an item can break the document, and that
 * nothing is read, fetched or timed on the way.
 * Specs: RSS 2.0 (rssboard.org), RFC 4287, RFC 6721, RFC 5005, JSON Feed 1.1.
 */

import type { StoredItem } from '../model.ts'
import { renderAtom } from './atom.ts'
import { renderAtomEntry, renderDeletedEntry } from './atom-entry.ts'
import { type Site, toSite } from './facts.ts'
import { type Inherited, toInherited } from './head.ts'
import { renderJson, renderJsonItem, toJsonStory, toJsonTombstone } from './json.ts'
import { type Pieces, toPieceKey } from './pieces.ts'
import { renderRss } from './rss.ts'
import { renderRssItem, renderRssTombstone } from './rss-item.ts'
import { writeSafely } from './safe.ts'
import { createSheet, type Sheet } from './sheet.ts'
import { type Story, type Tombstone, toStory, toTombstone } from './story.ts'
import { type Discussion, type DocumentHead, type FeedView, type Format, mediaTypes } from './view.ts'

/**
 * The document's bytes (UTF-8) and its Content-Type.
 * @param pieces items as they were rendered before; what is missing there is put in
 */
export function render(format: Format, view: FeedView, pieces?: Pieces): RenderedDocument {
  const desk = { format, site: toSite(view), inherited: toInherited(view), pieces }
  const writers = view.items.map((item) => (sheet: Sheet) => {
    addItem(sheet, item, view.discussions?.get(item.row), desk)
  })
  return renderDocument(format, toHead(view), writers)
}

function toHead({ items, discussions, ...head }: FeedView): DocumentHead {
  return head
}

export type RenderedDocument = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A document of entries, each of which is written when it is its turn. */
export function renderDocument(
  format: Format,
  head: DocumentHead,
  writers: readonly ((sheet: Sheet) => void)[],
): RenderedDocument {
  const sheet = createSheet(FRAME + writers.length * ENTRY)
  writeSafely(sheet, head, (safe) => [FRAMES[format](safe)])
  for (const [index, write] of writers.entries()) {
    if (index > 0 && format === 'json') sheet.write(',')
    write(sheet)
  }
  sheet.write(ENDS[format])
  return { bytes: sheet.take(0), type: `${mediaTypes[format]}; charset=utf-8` }
}

/** Bytes that suffice for most documents and entries. */
const FRAME = 4096
const ENTRY = 6144

/** What stands before a document's entries, and after them. */
const FRAMES = { rss: renderRss, atom: renderAtom, json: renderJson }
const ENDS = { rss: '</channel>\n</rss>\n', atom: '</feed>\n', json: ']}\n' }

type Desk = {
  readonly format: Format
  readonly site: Site
  readonly inherited: Inherited
  readonly pieces: Pieces | undefined
}

function addItem(sheet: Sheet, item: StoredItem, discussion: Discussion | undefined, desk: Desk): void {
  const { format, site, inherited, pieces } = desk
  const key = pieces && toPieceKey(format, item, site, inherited, discussion)
  const known = key === undefined ? undefined : pieces?.get(key)
  if (known !== undefined) {
    sheet.append(known)
    return
  }
  const start = sheet.length()
  if (item.state === 'retracted') writeTombstone(sheet, toTombstone(item, site), format)
  else writeStory(sheet, toStory(item, site, discussion, format), desk)
  if (key !== undefined) pieces?.set(key, sheet.take(start))
}

function writeStory(sheet: Sheet, story: Story, { format, inherited, site }: Desk): void {
  if (format === 'rss') writeSafely(sheet, story, (safe) => renderRssItem(safe, inherited.language))
  else if (format === 'atom') writeSafely(sheet, story, (safe) => renderAtomEntry(safe, inherited))
  else writeSafely(sheet, toJsonStory(story, site.base, inherited), renderJsonItem)
}

function writeTombstone(sheet: Sheet, tombstone: Tombstone, format: Format): void {
  if (format === 'rss') writeSafely(sheet, tombstone, renderRssTombstone)
  else if (format === 'atom') writeSafely(sheet, tombstone, renderDeletedEntry)
  else writeSafely(sheet, toJsonTombstone(tombstone), renderJsonItem)
}
