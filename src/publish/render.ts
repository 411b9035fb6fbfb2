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
import { toFeedLanguage } from './head.ts'
import { renderJson, toJsonStory, toJsonTombstone } from './json.ts'
import { join, type Pieces, toPieceKey } from './pieces.ts'
import { renderRss } from './rss.ts'
import { renderRssItem, renderRssTombstone } from './rss-item.ts'
import { writeJson, writeXml } from './safe.ts'
import { toStory, toTombstone } from './story.ts'
import { toUtf8 } from './utf8.ts'
import { type Discussion, type DocumentHead, type FeedView, type Format, mediaTypes } from './view.ts'

/**
 * The document's bytes (UTF-8) and its Content-Type.
 * @param pieces items as they were rendered before; what is missing there is put in
 */
export function render(format: Format, view: FeedView, pieces?: Pieces): RenderedDocument {
  const writer = { format, site: toSite(view), language: toFeedLanguage(view) }
  if (pieces === undefined) {
    return renderDocument(
      format,
      view,
      view.items.map((item) => writeItem(item, writer, view.discussions?.get(item.row))),
    )
  }
  const [before, after] = renderFrame(format, view)
  const items = view.items.map((item) => takePiece(item, writer, view.discussions?.get(item.row), pieces))
  const bytes = join([toUtf8(before), join(items, SEPARATORS[format]), toUtf8(after)], NOTHING)
  return { bytes, type: toType(format) }
}

export type RenderedDocument = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A document of entries that are rendered already. */
export function renderDocument(format: Format, head: DocumentHead, entries: readonly string[]): RenderedDocument {
  const [before, after] = renderFrame(format, head)
  const separator = format === 'json' ? ',' : ''
  return { bytes: toUtf8(before + entries.join(separator) + after), type: toType(format) }
}

const NOTHING = new Uint8Array()
const SEPARATORS: Readonly<Record<Format, Uint8Array>> = { rss: NOTHING, atom: NOTHING, json: toUtf8(',') }

function toType(format: Format): string {
  return `${mediaTypes[format]}; charset=utf-8`
}

function renderFrame(format: Format, head: DocumentHead): readonly [before: string, after: string] {
  return { rss: renderRss, atom: renderAtom, json: renderJson }[format](head)
}

type Writer = { readonly format: Format; readonly site: Site; readonly language: string }

function takePiece(
  item: StoredItem,
  writer: Writer,
  discussion: Discussion | undefined,
  pieces: Pieces,
): Uint8Array<ArrayBuffer> {
  const key = toPieceKey(writer.format, item, writer.site, writer.language, discussion)
  const known = key === undefined ? undefined : pieces.get(key)
  if (known !== undefined) return known
  const bytes = toUtf8(writeItem(item, writer, discussion))
  if (key !== undefined) pieces.set(key, bytes)
  return bytes
}

function writeItem(item: StoredItem, writer: Writer, discussion: Discussion | undefined): string {
  const { format, site, language } = writer
  if (format === 'json') {
    const value =
      item.state === 'retracted'
        ? toJsonTombstone(toTombstone(item, site))
        : toJsonStory(toStory(item, site, discussion, format), site.base)
    return writeJson(value)
  }
  const isRss = format === 'rss'
  if (item.state === 'retracted') {
    return writeXml(toTombstone(item, site), isRss ? renderRssTombstone : renderDeletedEntry)
  }
  const renderStory = isRss ? renderRssItem : renderAtomEntry
  return writeXml(toStory(item, site, discussion, format), (story) => renderStory(story, language))
}
