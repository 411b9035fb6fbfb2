/**
 * What is left of a story that was taken back, as a tombstone and as a notice (RFC 6721). Promises: of an erased one
 * the id, the dates and the reason, and not a word more.
 */

import { toTextDirection } from '../clean/language/direction.ts'
import type { StoredItem } from '../model/model.ts'
import { type Site, toPublished, toReaderLink, toRfc3339, toShortUrl } from './facts.ts'
import { toNoticeTitle, toNoticeWords } from './notice-words.ts'
import { type Attributes, element, textElement, toUri } from './safe.ts'

/** The namespace of RFC 6721. */
export const TOMBSTONES = 'http://purl.org/atompub/tombstones/1.0'

/**
 * What is left of a story that was taken back. Hardly a feed reader knows tombstones, and all keep what they once saw:
 * so besides there is a notice in every format, under the story's own id, that stands in place of its text.
 */
export type Tombstone = {
  readonly id: string
  readonly link: string
  /** When the story was published, so that it stays in its place. */
  readonly published: number
  /** When it was taken back: the tombstone's `when`, and when the notice was last changed. */
  readonly at: number
  /** What the notice is titled, and what it says: the reason, else that it was taken back. */
  readonly title: string
  readonly text: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** Why, as the editor says; empty where nobody did. */
  readonly reason: string
}

/** A retracted item; of an erased one nothing but its id, its dates and the reason is said, not its language either. */
export function toTombstone(item: StoredItem, site: Site): Tombstone {
  const { title, language: own } = item.content
  const channel = site.channels.find(({ id }) => id === item.channel) ?? site.channels[0]
  const language = (item.erased ? undefined : own) ?? channel?.language ?? 'en'
  const reason = item.reason ?? ''
  const words = toNoticeWords(language, channel?.language)
  const text = reason === '' ? words.sentences.retract : reason
  return {
    id: item.id,
    // The permalink of an erased story still has words of its headline in it.
    link: item.erased ? toShortUrl(item, site.base) : toUri(toReaderLink(item, site)),
    published: toPublished(item),
    at: item.withdrawn ?? item.updated,
    title: toNoticeTitle('retract', item.erased ? '' : title, words),
    text,
    language,
    direction: toTextDirection(text, language),
    reason,
  }
}

/**
 * RFC 6721, in Atom beside the notice, in RSS within it: who knows it deletes the story, and our own reader takes the
 * notice for no story. The notice's `updated` is this very `when`: earlier, and readers who go by it would keep the
 * story; later, and it would stand for an entry that came back after it was deleted, as a restored story does.
 */
export function renderTombstone({ id, at, reason }: Tombstone, attributes: Attributes = {}): string {
  const named = { ...attributes, ref: id, when: toRfc3339(at) }
  return element('at:deleted-entry', named, textElement('at:comment', reason))
}
