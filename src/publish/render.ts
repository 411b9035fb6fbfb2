/**
 * The door of publishing: stored items in, a feed document out. Promises that the three formats state the same
 * facts, that the same view always gives the same bytes, and that nothing is read, fetched or timed on the way.
 * Specs: RSS 2.0 (rssboard.org), RFC 4287, JSON Feed 1.1.
 */

import { renderAtom } from './atom.ts'
import { renderJson } from './json.ts'
import { renderRss } from './rss.ts'
import { toUtf8 } from './utf8.ts'
import { type FeedView, type Format, mediaTypes } from './view.ts'

/** The document's bytes (UTF-8) and its Content-Type. */
export function render(format: Format, view: FeedView): { bytes: Uint8Array<ArrayBuffer>; type: string } {
  const text = WRITERS[format](view)
  return { bytes: toUtf8(text), type: `${mediaTypes[format]}; charset=utf-8` }
}

const WRITERS: Readonly<Record<Format, (view: FeedView) => string>> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJson,
}
