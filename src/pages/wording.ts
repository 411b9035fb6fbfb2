/**
 * The few words around a story, and its dates, by language. Promises: the same on both runtimes, whose own knowledge of
 * languages differs.
 */

import { toPrimaryLanguage } from '../clean/language/language.ts'

/** The few words that our own pages put around a story, in the languages the agency writes in. */
export type Wording = {
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
  by: 'By',
  photo: 'Photo',
  source: 'Source',
  shortLink: 'Short link',
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
      by: 'بقلم',
      photo: 'الصورة',
      source: 'المصدر',
      shortLink: 'رابط مختصر',
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
      by: 'نووسینی',
      photo: 'وێنە',
      source: 'سەرچاوە',
      shortLink: 'بەستەری کورت',
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
      by: 'Ji aliyê',
      photo: 'Wêne',
      source: 'Çavkanî',
      shortLink: 'Girêdana kurt',
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
      by: 'Yazan:',
      photo: 'Fotoğraf',
      source: 'Kaynak',
      shortLink: 'Kısa bağlantı',
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
])

/** The wording for a language (BCP 47); English where there is none. */
export function toWording(language: string | undefined): Wording {
  return WORDINGS.get(toPrimaryLanguage(language)) ?? ENGLISH
}

/** The date in the language's own form, in UTC as every page says it. */
export function toDateText(time: number, language: string | undefined): string {
  return toFormats(language).date.format(time)
}

/** The date with the time of the day. */
export function toDateTimeText(time: number, language: string | undefined): string {
  return toFormats(language).dateAndTime.format(time)
}

/** The name of a period that begins then: `2015`, `June 2015`, `7 June 2015`. */
export function toPeriodText(time: number, language: string | undefined, hasMonth: boolean, hasDay: boolean): string {
  if (!hasMonth) return String(new Date(time).getUTCFullYear())
  return hasDay ? toFormats(language).date.format(time) : toFormats(language).month.format(time)
}

type Formats = {
  readonly date: Intl.DateTimeFormat
  readonly dateAndTime: Intl.DateTimeFormat
  readonly month: Intl.DateTimeFormat
}

// Made once: a front page of thirty dates took 3 ms to make them each time.
const ENGLISH_FORMATS = newFormats('en-GB')

const FORMATS: ReadonlyMap<string, Formats> = new Map([
  // The months' names of the Levant, with the digits that the agency prints.
  ['ar', newFormats('ar-SY-u-nu-latn')],
  ['ckb', newFormats('ckb-IQ-u-nu-latn')],
  ['ku', newFormats('ku')],
  ['tr', newFormats('tr')],
])

function toFormats(language: string | undefined): Formats {
  return FORMATS.get(toPrimaryLanguage(language)) ?? ENGLISH_FORMATS
}

function newFormats(locale: string): Formats {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  return {
    date: new Intl.DateTimeFormat(locale, day),
    dateAndTime: new Intl.DateTimeFormat(locale, { ...day, ...clock }),
    month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  }
}

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'ckb', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The direction that a language is written in. */
export function toLanguageDirection(language: string | undefined): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(toPrimaryLanguage(language)) ? 'rtl' : 'ltr'
}
