/**
 * What is left of a story that was taken back, as a tombstone and as a notice (RFC 6721). Promises: of an erased one
 * the id, the dates and the reason, and not a word more.
 */

import { toPrimaryLanguage } from '../clean/language/language.ts'
import type { StoredItem } from '../model/model.ts'
import { type Site, toPublished, toReaderLink, toRfc3339, toShortUrl } from './facts.ts'
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
  /** Why, as the editor says; empty where nobody did. */
  readonly reason: string
}

/** A retracted item; of an erased one nothing but its id, its dates and the reason is said, not its language either. */
export function toTombstone(item: StoredItem, site: Site): Tombstone {
  const { title, language: own } = item.content
  const channel = site.channels.find(({ id }) => id === item.channel) ?? site.channels[0]
  const language = (item.erased ? undefined : own) ?? channel?.language ?? 'en'
  const reason = item.reason ?? ''
  return {
    id: item.id,
    // The permalink of an erased story still has words of its headline in it.
    link: item.erased ? toShortUrl(item, site.base) : toUri(toReaderLink(item, site)),
    published: toPublished(item),
    at: item.withdrawn ?? item.updated,
    title: toNoticeTitle('retract', item.erased ? '' : title, language),
    text: reason === '' ? toNoticeWords(language).sentences.retract : reason,
    language,
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

/** What is said of a story that was corrected, taken back or shown again, in the languages the agency writes in. */
type NoticeWords = {
  /** Each stands for a title, alone or before the story's own. */
  readonly titles: Readonly<Record<NoticeKind, string>>
  /** Each stands where nobody said why. */
  readonly sentences: Readonly<Record<NoticeKind, string>>
}

type NoticeKind = 'revise' | 'retract' | 'restore'

const ENGLISH: NoticeWords = {
  titles: { revise: 'Corrected', retract: 'Retracted', restore: 'Restored' },
  sentences: {
    revise: 'The story was changed.',
    retract: 'The story was retracted.',
    restore: 'The story is shown again.',
  },
}

const WORDS: ReadonlyMap<string, NoticeWords> = new Map([
  [
    'ar',
    {
      titles: { revise: 'تصحيح', retract: 'خبر مسحوب', restore: 'أُعيد نشره' },
      sentences: { revise: 'عُدّل هذا الخبر.', retract: 'سُحب هذا الخبر.', restore: 'أُعيد نشر هذا الخبر.' },
    },
  ],
  [
    'ckb',
    {
      titles: { revise: 'ڕاستکرایەوە', retract: 'هەواڵی کشێنراوە', restore: 'گەڕێنرایەوە' },
      sentences: {
        revise: 'ئەم هەواڵە گۆڕدراوە.',
        retract: 'ئەم هەواڵە کشێنراوەتەوە.',
        restore: 'ئەم هەواڵە گەڕێنراوەتەوە.',
      },
    },
  ],
  [
    'ku',
    {
      titles: { revise: 'Hat rastkirin', retract: 'Hat vekişandin', restore: 'Dîsa hat weşandin' },
      sentences: {
        revise: 'Ev nûçe hatiye guhertin.',
        retract: 'Ev nûçe hatiye vekişandin.',
        restore: 'Ev nûçe dîsa hatiye weşandin.',
      },
    },
  ],
  [
    'tr',
    {
      titles: { revise: 'Düzeltildi', retract: 'Geri çekildi', restore: 'Yeniden yayımlandı' },
      sentences: {
        revise: 'Bu haber değiştirildi.',
        retract: 'Bu haber geri çekildi.',
        restore: 'Bu haber yeniden yayımlandı.',
      },
    },
  ],
  [
    'fa',
    {
      titles: { revise: 'اصلاح شد', retract: 'پس گرفته شد', restore: 'بازنشر شد' },
      sentences: {
        revise: 'این خبر تغییر کرده است.',
        retract: 'این خبر پس گرفته شده است.',
        restore: 'این خبر بازنشر شده است.',
      },
    },
  ],
])

/** The words of a language (BCP 47); English where there are none. */
export function toNoticeWords(language: string | undefined): NoticeWords {
  return WORDS.get(toPrimaryLanguage(language)) ?? ENGLISH
}

/** The title of what is said of a story; of one whose title is not to be said, the word alone. */
export function toNoticeTitle(kind: NoticeKind, title: string, language: string | undefined): string {
  const word = toNoticeWords(language).titles[kind]
  return title === '' ? word : `${word}: ${title}`
}
