/**
 * The door of publishing: stored items in, a feed document out. Promises that all formats state the same
 * facts, that the same view always gives the same bytes, that no text of an item can break the document, and that
 * nothing is read, fetched or timed on the way.
 * Specs: RSS 2.0 (rssboard.org), RFC 4287, RFC 6721, RFC 5005, JSON Feed 1.1.
 */
import type { StoredItem } from '../model/model.ts'
import { ATOM } from './atom.ts'
import { type Inherited, type Site, toInherited, toSite } from './facts.ts'
import { type Format, toContentType } from './formats.ts'
import { JSON_FEED } from './json.ts'
import { RSS } from './rss.ts'
import { createSheet, type Sheet, toWritable, type Writable } from './safe.ts'
import { type Story, toStory } from './story.ts'
import { type Tombstone, toTombstone } from './tombstone.ts'
import type { DiscussionFacts, DocumentHead, FeedNote, FeedView } from './view.ts'

/** What a format has to be able to write. */
type Renderer = {
  /** All that stands before a document's entries. */
  readonly head: (head: DocumentHead) => string
  readonly story: (story: Story, inherited: Inherited, base: string) => Writable
  /** What stands in place of a story that was taken back. */
  readonly notice: (tombstone: Tombstone, inherited: Inherited) => Writable
  readonly note: (note: FeedNote) => Writable
  /** What stands between two entries, and after the last one. */
  readonly between: string
  readonly end: string
}

const RENDERERS: Readonly<Record<Format, Renderer>> = { rss: RSS, atom: ATOM, json: JSON_FEED }

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

/** Comments or corrections as a document. */
export function renderNotes(format: Format, head: DocumentHead, notes: readonly FeedNote[]): RenderedDocument {
  return renderDocument(format, head, notes.map(RENDERERS[format].note))
}

export type RenderedDocument = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A document of drafted entries. */
function renderDocument(format: Format, head: DocumentHead, entries: readonly Writable[]): RenderedDocument {
  const renderer = RENDERERS[format]
  const { between, end } = renderer
  const frame = toWritable(head, (safe) => [renderer.head(safe)])
  const size = entries.reduce((sum, entry) => sum + entry.size + between.length, frame.size + end.length)
  // Most texts have a dash or a quotation mark that takes more than one byte; those that have many make the sheet grow.
  const sheet = createSheet(size + (size >>> 5) + 64)
  frame.write(sheet)
  for (const [index, entry] of entries.entries()) {
    if (index > 0 && between !== '') sheet.write(between)
    entry.write(sheet)
  }
  sheet.write(end)
  return { bytes: sheet.finish(), type: toContentType(format) }
}

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
      ? RENDERERS[format].notice(toTombstone(item, site), inherited)
      : RENDERERS[format].story(toStory(item, site, discussion, format), inherited, site.base)
  if (key === undefined || pieces === undefined) return draft
  const write = (sheet: Sheet) => {
    const start = sheet.length()
    draft.write(sheet)
    pieces.set(key, sheet.copy(start))
  }
  return { size: draft.size, write }
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
const RENDERER = 6

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
  return `${format}${RENDERER} ${item.key} ${item.row}.${item.seq} ${item.updated} ${linkTo} ${language} ${inherited.language} ${inherited.author} ${talk} ${site.base}`
}
