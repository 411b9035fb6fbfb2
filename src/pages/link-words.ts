/** What is said of short links, by language. Promises: every language has every word. */

import { toPrimaryLanguage } from '../clean/language/language.ts'

export type LinkWords = {
  readonly preview: string
  readonly leads: string
  readonly leadsOutside: string
  readonly since: string
  readonly open: string
  readonly clicks: string
  readonly times: string
  readonly others: string
  readonly never: string
  readonly former: string
  readonly until: string
  readonly qr: string
  readonly names: string
  readonly retired: string
  readonly retiredWhy: string
  readonly retiredPlain: string
  readonly retracted: string
  readonly missing: string
  /** `…` stands for what was typed. */
  readonly missingNamed: string
}

const ENGLISH: LinkWords = {
  preview: 'Short link',
  leads: 'It leads to',
  leadsOutside: 'It leads out of this site, to',
  since: 'Given out on',
  open: 'Follow it',
  clicks: 'Followed by people',
  times: 'times',
  others: 'Not counted among them: bots, link previews',
  never: 'Nobody followed it yet.',
  former: 'Before, it led to',
  until: 'until',
  qr: 'QR code',
  names: 'Other names of the same story',
  retired: 'Short link retired',
  retiredWhy: 'This short link was taken out of use:',
  retiredPlain: 'This short link was taken out of use.',
  retracted: 'This story was retracted.',
  missing: 'No short link has this address. A letter may have been mistyped.',
  missingNamed: 'There is no short link named “…”. A letter may have been mistyped.',
}

const ARABIC: LinkWords = {
  preview: 'رابط مختصر',
  leads: 'يقود إلى',
  leadsOutside: 'يقود إلى خارج هذا الموقع، إلى',
  since: 'أُنشئ في',
  open: 'افتح الرابط',
  clicks: 'عدد مرات فتحه من قِبل القراء',
  times: 'مرة',
  others: 'دون حساب البرامج ومعاينات الروابط',
  never: 'لم يفتحه أحد بعد.',
  former: 'كان يقود إلى',
  until: 'حتى',
  qr: 'رمز QR',
  names: 'أسماء أخرى للخبر نفسه',
  retired: 'رابط مختصر ملغى',
  retiredWhy: 'أُلغي هذا الرابط المختصر:',
  retiredPlain: 'أُلغي هذا الرابط المختصر.',
  retracted: 'سُحب هذا الخبر.',
  missing: 'لا يوجد رابط مختصر بهذا العنوان. ربما كُتب حرف خطأً.',
  missingNamed: 'لا يوجد رابط مختصر باسم «…». ربما كُتب حرف خطأً.',
}

const SORANI: LinkWords = {
  preview: 'بەستەری کورت',
  leads: 'دەبات بۆ',
  leadsOutside: 'دەبات بۆ دەرەوەی ئەم ماڵپەڕە، بۆ',
  since: 'دروست کراوە لە',
  open: 'بیکەرەوە',
  clicks: 'چەند جار خوێنەران کردوویانەتەوە',
  times: 'جار',
  others: 'بێ ژماردنی بۆت و پێشبینینی بەستەرەکان',
  never: 'هێشتا کەس نەیکردووەتەوە.',
  former: 'پێشتر دەیبرد بۆ',
  until: 'تا',
  qr: 'کۆدی QR',
  names: 'ناوەکانی تری هەمان هەواڵ',
  retired: 'بەستەری کورت لابراوە',
  retiredWhy: 'ئەم بەستەرە کورتە لابراوە:',
  retiredPlain: 'ئەم بەستەرە کورتە لابراوە.',
  retracted: 'ئەم هەواڵە کشێنراوەتەوە.',
  missing: 'هیچ بەستەرێکی کورت ئەم ناونیشانەی نییە. لەوانەیە پیتێک بە هەڵە نووسرابێت.',
  missingNamed: 'هیچ بەستەرێکی کورت بە ناوی «…» نییە. لەوانەیە پیتێک بە هەڵە نووسرابێت.',
}

const KURMANJI: LinkWords = {
  preview: 'Girêdana kurt',
  leads: 'Dibe',
  leadsOutside: 'Dibe derveyî vê malperê,',
  since: 'Hatiye çêkirin di',
  open: 'Veke',
  clicks: 'Çend caran ji aliyê xwendevanan ve hat vekirin',
  times: 'car',
  others: 'Bêyî bot û pêşdîtinên girêdanan',
  never: 'Hê kesî venekiriye.',
  former: 'Berê dibir',
  until: 'heta',
  qr: 'Koda QR',
  names: 'Navên din ên heman nûçeyê',
  retired: 'Girêdana kurt hat rakirin',
  retiredWhy: 'Ev girêdana kurt hat rakirin:',
  retiredPlain: 'Ev girêdana kurt hat rakirin.',
  retracted: 'Ev nûçe hat paşvekişandin.',
  missing: 'Tu girêdana kurt bi vê navnîşanê tune. Dibe ku tîpek şaş hatibe nivîsandin.',
  missingNamed: 'Girêdana kurt bi navê “…” tune. Dibe ku tîpek şaş hatibe nivîsandin.',
}

const TURKISH: LinkWords = {
  preview: 'Kısa bağlantı',
  leads: 'Götürdüğü yer',
  leadsOutside: 'Bu sitenin dışına götürür:',
  since: 'Verildiği tarih',
  open: 'Bağlantıyı aç',
  clicks: 'Okurların açma sayısı',
  times: 'kez',
  others: 'Botlar ve bağlantı önizlemeleri sayılmadı',
  never: 'Henüz kimse açmadı.',
  former: 'Önceden götürdüğü yer',
  until: 'şu tarihe kadar:',
  qr: 'QR kodu',
  names: 'Aynı haberin öteki adları',
  retired: 'Kısa bağlantı kaldırıldı',
  retiredWhy: 'Bu kısa bağlantı kullanımdan kaldırıldı:',
  retiredPlain: 'Bu kısa bağlantı kullanımdan kaldırıldı.',
  retracted: 'Bu haber geri çekildi.',
  missing: 'Bu adreste kısa bağlantı yok. Bir harf yanlış yazılmış olabilir.',
  missingNamed: '“…” adında bir kısa bağlantı yok. Bir harf yanlış yazılmış olabilir.',
}

const PERSIAN: LinkWords = {
  preview: 'پیوند کوتاه',
  leads: 'می‌رساند به',
  leadsOutside: 'به بیرون از این وبگاه می‌رساند، به',
  since: 'داده‌شده در',
  open: 'باز کردن پیوند',
  clicks: 'دفعاتی که خوانندگان باز کرده‌اند',
  times: 'بار',
  others: 'بدون شمارش ربات‌ها و پیش‌نمایش پیوندها',
  never: 'هنوز کسی بازش نکرده است.',
  former: 'پیش‌تر می‌رساند به',
  until: 'تا',
  qr: 'کد QR',
  names: 'نام‌های دیگر همین خبر',
  retired: 'پیوند کوتاه برداشته شده',
  retiredWhy: 'این پیوند کوتاه برداشته شده است:',
  retiredPlain: 'این پیوند کوتاه برداشته شده است.',
  retracted: 'این خبر پس گرفته شده است.',
  missing: 'هیچ پیوند کوتاهی این نشانی را ندارد. شاید حرفی نادرست تایپ شده است.',
  missingNamed: 'پیوند کوتاهی به نام «…» نیست. شاید حرفی نادرست تایپ شده است.',
}

const WORDS: ReadonlyMap<string, LinkWords> = new Map([
  ['ar', ARABIC],
  ['ckb', SORANI],
  ['ku', KURMANJI],
  ['tr', TURKISH],
  ['fa', PERSIAN],
])

/** The words of a language (BCP 47); English where there are none. */
export function toLinkWords(language: string | undefined): LinkWords {
  return WORDS.get(toPrimaryLanguage(language)) ?? ENGLISH
}
