/** The few words around a story, by language. Promises: where a language has none it is told that they are English. */

import { html } from 'hono/html'
import { toPrimaryLanguage } from '../clean/language/language.ts'
import type { Html } from './layout.ts'

/** The few words that our own pages put around a story, in the languages the agency writes in. */
export type Wording = {
  /** Which language they are in. */
  readonly language: string
  readonly by: string
  readonly photo: string
  readonly source: string
  readonly shortLink: string
  readonly original: string
  readonly updated: string
  readonly corrected: string
  /** The page with every version of a story. */
  readonly versions: string
  readonly firstVersion: string
  readonly files: string
  readonly comments: string
  /** Stands for a reader who gave no name. */
  readonly anonymous: string
  /** What stands between two names, and before the last. */
  readonly comma: string
  readonly and: string
}

const ENGLISH: Wording = {
  language: 'en',
  by: 'By',
  photo: 'Photo',
  source: 'Source:',
  shortLink: 'Short link:',
  original: 'First published at',
  updated: 'Updated',
  corrected: 'Corrected',
  versions: 'All versions',
  firstVersion: 'First published',
  files: 'Files',
  comments: 'Comments',
  anonymous: 'A reader',
  comma: ', ',
  and: ' and ',
}

const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  [
    'ar',
    {
      language: 'ar',
      by: 'بقلم',
      photo: 'الصورة',
      source: 'المصدر:',
      shortLink: 'رابط مختصر:',
      original: 'نُشر أولاً في',
      updated: 'آخر تحديث',
      corrected: 'تصحيح',
      versions: 'كل النسخ',
      firstVersion: 'نُشر أولاً',
      files: 'ملفات',
      comments: 'التعليقات',
      anonymous: 'قارئ',
      comma: '، ',
      and: ' و',
    },
  ],
  [
    'ckb',
    {
      language: 'ckb',
      by: 'نووسینی',
      photo: 'وێنە',
      source: 'سەرچاوە:',
      shortLink: 'بەستەری کورت:',
      original: 'یەکەم جار بڵاو کراوەتەوە لە',
      updated: 'نوێکرایەوە',
      corrected: 'ڕاستکرایەوە',
      versions: 'هەموو وەشانەکان',
      firstVersion: 'یەکەم بڵاوکردنەوە',
      files: 'پەڕگەکان',
      comments: 'سەرنجەکان',
      anonymous: 'خوێنەرێک',
      comma: '، ',
      and: ' و ',
    },
  ],
  [
    'ku',
    {
      language: 'ku',
      by: 'Ji aliyê',
      photo: 'Wêne',
      source: 'Çavkanî:',
      shortLink: 'Girêdana kurt:',
      original: 'Cara ewil hat weşandin li',
      updated: 'Hat nûkirin',
      corrected: 'Hat rastkirin',
      versions: 'Hemû guherto',
      firstVersion: 'Weşana yekem',
      files: 'Pel',
      comments: 'Şîrove',
      anonymous: 'Xwendevanek',
      comma: ', ',
      and: ' û ',
    },
  ],
  [
    'tr',
    {
      language: 'tr',
      by: 'Yazan:',
      photo: 'Fotoğraf',
      source: 'Kaynak:',
      shortLink: 'Kısa bağlantı:',
      original: 'İlk yayımlandığı yer',
      updated: 'Güncellendi',
      corrected: 'Düzeltildi',
      versions: 'Tüm sürümler',
      firstVersion: 'İlk yayım',
      files: 'Dosyalar',
      comments: 'Yorumlar',
      anonymous: 'Bir okur',
      comma: ', ',
      and: ' ve ',
    },
  ],
  [
    'fa',
    {
      language: 'fa',
      by: 'نویسنده:',
      photo: 'عکس',
      source: 'منبع:',
      shortLink: 'پیوند کوتاه:',
      original: 'نخستین بار منتشرشده در',
      updated: 'به‌روزرسانی',
      corrected: 'اصلاح شد',
      versions: 'همهٔ نسخه‌ها',
      firstVersion: 'نخستین انتشار',
      files: 'پرونده‌ها',
      comments: 'دیدگاه‌ها',
      anonymous: 'یک خواننده',
      comma: '، ',
      and: ' و ',
    },
  ],
])

/** The wording for a language (BCP 47); English where there is none. */
export function toWording(language: string | undefined): Wording {
  return WORDINGS.get(toPrimaryLanguage(language)) ?? ENGLISH
}

export type ShownWording = Readonly<Record<keyof Wording, Html | string>>

/** The words as they stand in a story's page: English ones among those of another language say that they are. */
export function toShownWording(language: string | undefined): ShownWording {
  const words = toWording(language)
  if (words.language !== 'en' || toPrimaryLanguage(language) === 'en' || language === undefined) return words
  const shown = Object.entries(words).map(([name, word]) => [name, html`<span lang="en" dir="ltr">${word}</span>`])
  return Object.fromEntries(shown) as ShownWording
}
