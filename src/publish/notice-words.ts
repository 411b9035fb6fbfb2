import { toPrimary } from '../clean/primary.ts'

/** What is said of a story that was corrected, taken back or shown again, in the languages the agency writes in. */
export type NoticeWords = {
  /** Each stands for a title, alone or before the story's own. */
  readonly titles: Readonly<Record<NoticeKind, string>>
  /** Each stands where nobody said why. */
  readonly sentences: Readonly<Record<NoticeKind, string>>
}

export type NoticeKind = 'revise' | 'retract' | 'restore'

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
  return WORDS.get(toPrimary(language)) ?? ENGLISH
}

/** The title of what is said of a story; of one whose title is not to be said, the word alone. */
export function toNoticeTitle(kind: NoticeKind, title: string, language: string | undefined): string {
  const word = toNoticeWords(language).titles[kind]
  return title === '' ? word : `${word}: ${title}`
}
