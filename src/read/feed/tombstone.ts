/**
 * Stories that were taken back, as this service's documents say it: `at:deleted-entry` (RFC 6721) beside the entry in
 * Atom, within the item in RSS, a mark under `_ara` in JSON Feed. What stands in the story's place is no story.
 */
import type { ParsedItem } from '../../model/model.ts'
import { type FeedBuilder, type Fields, readField } from '../builder.ts'
import { toDate } from '../date/date.ts'
import type { XmlElement } from '../xml/namespace.ts'

/** A tombstone, with the id of the entry it is of. */
export type ParsedTombstone = NonNullable<ParsedItem['withdrawn']> & { readonly ref: string }

/** Undefined where it names no entry. */
export function readTombstone(element: XmlElement): ParsedTombstone | undefined {
  const ref = element.attributes.get('ref')?.trim()
  const at = toDate(element.attributes.get('when'))
  const reason = element.children.find(({ name }) => name === 'at:comment')?.text.trim() ?? ''
  return ref ? { ref, reason, ...(at === undefined ? {} : { at }) } : undefined
}

/** The mark that an item of JSON Feed has. */
export function readWithdrawn(own: Fields, at: number | undefined): ParsedItem['withdrawn'] {
  const reason = readField(own, 'retracted')
  if (typeof reason !== 'string' && readField(own, 'state') !== 'retracted') return undefined
  return { reason: typeof reason === 'string' ? reason.trim() : '', ...(at === undefined ? {} : { at }) }
}

/**
 * Puts a feed's tombstones where they belong. An entry that was changed after it was deleted came back, and the
 * tombstone is of the past (RFC 6721 section 3); one that has no entry is a notice by itself.
 */
export function settleTombstones({ items }: FeedBuilder, tombstones: readonly ParsedTombstone[]): void {
  const places = new Map(items.map(({ guid }, index) => [guid, index]))
  for (const tombstone of tombstones) {
    const index = places.get(tombstone.ref)
    const item = index === undefined ? undefined : items[index]
    if (index === undefined || item === undefined) items.push(toNotice(NOTHING, tombstone))
    else if ((item.modified ?? 0) <= (tombstone.at ?? Number.POSITIVE_INFINITY))
      items[index] = toNotice(item, tombstone)
  }
}

const NOTHING: ParsedItem = { authors: [], categories: [], attachments: [], pictures: [] }

/** Names and the reason; whatever else stands there is said of the notice and not of the story. */
export function toNotice(item: ParsedItem, tombstone: ParsedTombstone = { ref: '', reason: '' }): ParsedItem {
  const { guid, url, base, published, moved } = item
  const { ref, ...withdrawn } = tombstone
  const name = guid ?? ref
  return {
    ...NOTHING,
    ...(name === '' ? {} : { guid: name }),
    ...(url === undefined ? {} : { url }),
    ...(base === undefined ? {} : { base }),
    ...(published === undefined ? {} : { published }),
    ...(moved === undefined ? {} : { moved }),
    withdrawn,
  }
}
