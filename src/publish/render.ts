/**
 * The door of publishing: stored items in, a feed document out. Promises that the three formats state the same
 * facts, that the same view always gives the same bytes, that no text of an item can break the document, and that
 * nothing is read, fetched or timed on the way.
 * Specs: RSS 2.0 (rssboard.org), RFC 4287, RFC 6721, RFC 5005, JSON Feed 1.1.
 */
import type { StoredItem } from '../model/model.ts'
import { renderAtom, renderAtomEntry, renderAtomNotice } from './atom.ts'
import { type Site, toSite } from './facts.ts'
import { type Inherited, toInherited } from './head.ts'
import { renderJson, renderJsonItem, toJsonNotice, toJsonStory } from './json.ts'
import { renderRss, renderRssItem, renderRssNotice } from './rss.ts'
import { createSheet, type Sheet, toWritable, type Writable } from './safe.ts'
import { type Story, toStory } from './story.ts'
import { type Tombstone, toTombstone } from './tombstone.ts'
import { type DiscussionFacts, type DocumentHead, type FeedView, type Format, mediaTypes } from './view.ts'

/**
 * The document's bytes (UTF-8) and its Content-Type.
 * @param pieces items as they were rendered before; what is missing there is put in
 */
export function render(format: Format, view: FeedView, pieces?: Pieces): RenderedDocument {
  const context = { format, site: toSite(view), inherited: toInherited(view), pieces }
  const drafts = view.items.map((item) => toWritableItem(item, view.discussions?.get(item.row), context))
  return renderDocument(format, toHead(view), drafts)
}

function toHead({ items, discussions, ...head }: FeedView): DocumentHead {
  return head
}

export type RenderedDocument = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A document of drafted entries. */
export function renderDocument(format: Format, head: DocumentHead, entries: readonly Writable[]): RenderedDocument {
  const frame = toWritable(head, (safe) => [FRAMES[format](safe)])
  const size = entries.reduce((sum, entry) => sum + entry.size + 1, frame.size + ENDS[format].length)
  // Most texts have a dash or a quotation mark that takes more than one byte; those that have many make the sheet grow.
  const sheet = createSheet(size + (size >>> 5) + 64)
  frame.write(sheet)
  for (const [index, entry] of entries.entries()) {
    if (index > 0 && format === 'json') sheet.append(COMMA)
    entry.write(sheet)
  }
  sheet.write(ENDS[format])
  return { bytes: sheet.finish(), type: `${mediaTypes[format]}; charset=utf-8` }
}

/** What stands before a document's entries, and after them. */
const FRAMES = { rss: renderRss, atom: renderAtom, json: renderJson }
const COMMA = new Uint8Array([0x2c])
const ENDS = { rss: '</channel>\n</rss>\n', atom: '</feed>\n', json: ']}\n' }

type ItemContext = {
  readonly format: Format
  readonly site: Site
  readonly inherited: Inherited
  readonly pieces: Pieces | undefined
}

function toWritableItem(item: StoredItem, discussion: DiscussionFacts | undefined, context: ItemContext): Writable {
  const { format, site, inherited, pieces } = context
  const key = pieces && toPieceKey(format, item, site, inherited, discussion)
  const known = key === undefined ? undefined : pieces?.get(key)
  if (known !== undefined) return { size: known.byteLength, write: (sheet) => sheet.append(known) }
  const draft =
    item.state === 'retracted'
      ? draftNotice(toTombstone(item, site), context)
      : toWritableStory(toStory(item, site, discussion, format), context)
  if (key === undefined || pieces === undefined) return draft
  const write = (sheet: Sheet) => {
    const start = sheet.length()
    draft.write(sheet)
    pieces.set(key, sheet.copy(start))
  }
  return { size: draft.size, write }
}

function toWritableStory(story: Story, { format, inherited, site }: ItemContext): Writable {
  if (format === 'rss') return toWritable(story, (safe) => renderRssItem(safe, inherited.language))
  if (format === 'atom') return toWritable(story, (safe) => renderAtomEntry(safe, inherited))
  return toWritable(toJsonStory(story, site.base, inherited), renderJsonItem)
}

function draftNotice(tombstone: Tombstone, { format, inherited }: ItemContext): Writable {
  if (format === 'rss') return toWritable(tombstone, (safe) => renderRssNotice(safe, inherited.language))
  if (format === 'atom') return toWritable(tombstone, (safe) => renderAtomNotice(safe, inherited))
  return toWritable(toJsonNotice(tombstone, inherited), renderJsonItem)
}

/**
 * Finished items. An item's bytes are the same in every document of a format and language, so a feed that one story
 * was added to is put together of the others as they were rendered before.
 */
export type Pieces = {
  readonly get: (key: string) => Uint8Array<ArrayBuffer> | undefined
  readonly set: (key: string, bytes: Uint8Array<ArrayBuffer>) => void
}

/** To be raised with every change of what an item looks like, for caches that outlive the process. */
const RENDERER = 4

/**
 * Everything that an item's bytes depend on; undefined where that is not known. The change log's number stands for its
 * content, state, reason and pictures: whatever of them readers are shown another way has a line there.
 */
function toPieceKey(
  format: Format,
  item: StoredItem,
  site: Site,
  inherited: Inherited,
  discussion: DiscussionFacts | undefined,
): string | undefined {
  if (item.seq === undefined) return undefined
  const { linkTo = '', language = '' } = site.channels.find(({ id }) => id === item.channel) ?? {}
  const talk = discussion === undefined ? '' : `${discussion.count}@${discussion.updated ?? ''}`
  return `${format}${RENDERER} ${item.row}.${item.seq} ${linkTo} ${language} ${inherited.language} ${inherited.author} ${talk} ${site.base}`
}
