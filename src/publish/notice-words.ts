/**
 * What is said of a story that was corrected, taken back, shown again or commented on, by language. Promises: names and
 * titles of the other direction keep their place among the words.
 */

import { toLanguageDirection } from '../clean/language/direction.ts'
import { isolate } from '../clean/language/isolate.ts'
import { toPrimaryLanguage } from '../clean/language/language.ts'

type NoticeWords = {
  /** Which language they are in. */
  readonly language: string
  /** Each stands for a title, alone or before the story's own. */
  readonly titles: Readonly<Record<NoticeKind, string>>
  /** Each stands where nobody said why. */
  readonly sentences: Readonly<Record<NoticeKind, string>>
  /** The title of a comment, by nobody in particular and by somebody. */
  readonly on: string
  readonly by: string
}

type NoticeKind = 'revise' | 'retract' | 'restore'

const ENGLISH: NoticeWords = {
  language: 'en',
  titles: { revise: 'Corrected', retract: 'Retracted', restore: 'Restored' },
  sentences: {
    revise: 'The story was changed.',
    retract: 'The story was retracted.',
    restore: 'The story is shown again.',
  },
  on: 'On {story}',
  by: 'By {author} on {story}',
}

const WORDS: ReadonlyMap<string, NoticeWords> = new Map([
  [
    'ar',
    {
      language: 'ar',
      titles: { revise: 'تصحيح', retract: 'خبر مسحوب', restore: 'أُعيد نشره' },
      sentences: { revise: 'عُدّل هذا الخبر.', retract: 'سُحب هذا الخبر.', restore: 'أُعيد نشر هذا الخبر.' },
      on: 'عن {story}',
      by: 'من {author} عن {story}',
    },
  ],
  [
    'ckb',
    {
      language: 'ckb',
      titles: { revise: 'ڕاستکرایەوە', retract: 'هەواڵی کشێنراوە', restore: 'گەڕێنرایەوە' },
      sentences: {
        revise: 'ئەم هەواڵە گۆڕدراوە.',
        retract: 'ئەم هەواڵە کشێنراوەتەوە.',
        restore: 'ئەم هەواڵە گەڕێنراوەتەوە.',
      },
      on: 'لەبارەی {story}',
      by: '{author} لەبارەی {story}',
    },
  ],
  [
    'ku',
    {
      language: 'ku',
      titles: { revise: 'Hat rastkirin', retract: 'Hat vekişandin', restore: 'Dîsa hat weşandin' },
      sentences: {
        revise: 'Ev nûçe hatiye guhertin.',
        retract: 'Ev nûçe hatiye vekişandin.',
        restore: 'Ev nûçe dîsa hatiye weşandin.',
      },
      on: 'Li ser {story}',
      by: '{author} li ser {story}',
    },
  ],
  [
    'tr',
    {
      language: 'tr',
      titles: { revise: 'Düzeltildi', retract: 'Geri çekildi', restore: 'Yeniden yayımlandı' },
      sentences: {
        revise: 'Bu haber değiştirildi.',
        retract: 'Bu haber geri çekildi.',
        restore: 'Bu haber yeniden yayımlandı.',
      },
      on: '{story} üzerine',
      by: '{author}: {story} üzerine',
    },
  ],
  [
    'fa',
    {
      language: 'fa',
      titles: { revise: 'اصلاح شد', retract: 'پس گرفته شد', restore: 'بازنشر شد' },
      sentences: {
        revise: 'این خبر تغییر کرده است.',
        retract: 'این خبر پس گرفته شده است.',
        restore: 'این خبر بازنشر شده است.',
      },
      on: 'دربارهٔ {story}',
      by: '{author} دربارهٔ {story}',
    },
  ],
])

/** The words of the first of these languages (BCP 47) that has some: the story's own, else its channel's; else English. */
export function toNoticeWords(...languages: readonly (string | undefined)[]): NoticeWords {
  const known = languages.map((language) => WORDS.get(toPrimaryLanguage(language)) ?? toEnglish(language))
  return known.find((words) => words !== undefined) ?? ENGLISH
}

function toEnglish(language: string | undefined): NoticeWords | undefined {
  return toPrimaryLanguage(language) === 'en' ? ENGLISH : undefined
}

/** The title of what is said of a story; of one whose title is not to be said, the word alone. */
export function toNoticeTitle(kind: NoticeKind, title: string, { titles, language }: NoticeWords): string {
  const word = titles[kind]
  return title === '' ? word : `${word}: ${isolate(title, toLanguageDirection(language))}`
}

/** The title of a comment on a story; `author` is empty where nobody signed. */
export function toCommentTitle(author: string, story: string, { on, by, language }: NoticeWords): string {
  const around = toLanguageDirection(language)
  const values = { story: isolate(story, around), author: isolate(author, around) }
  // At once: what a name holds is no place of another.
  return (author === '' ? on : by).replace(/\{(story|author)\}/g, (_, name: 'story' | 'author') => values[name])
}
