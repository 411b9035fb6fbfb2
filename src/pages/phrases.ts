/** What our own pages say of themselves, by language. Promises: every language has every phrase. */

import { toPrimaryLanguage } from '../clean/language/language.ts'

/** What our own pages say of themselves, in the languages the agency writes in. */
export type Phrases = {
  readonly skip: string
  readonly subscribe: string
  readonly search: string
  /** What the search box is for, for those who do not see it. */
  readonly searchWords: string
  readonly latest: string
  readonly older: string
  readonly newer: string
  readonly empty: string
  readonly nothingFound: string
  readonly front: string
  readonly notFound: string
  readonly noPage: string
  readonly lookFurther: string
  readonly retracted: string
  readonly retractedWhy: string
  readonly feedIs: string
  readonly feedAddress: string
  readonly feedOpen: string
  readonly feedReaders: string
  readonly feedOthers: string
  readonly feedStories: string
  readonly corrections: string
}

const ENGLISH: Phrases = {
  skip: 'Skip to the stories',
  subscribe: 'Follow in any feed reader:',
  search: 'Search',
  searchWords: 'Words to search for',
  latest: 'Latest stories',
  older: 'Older stories',
  newer: 'Newer stories',
  empty: 'There are no stories here yet.',
  nothingFound: 'No story has all of these words. Fewer words find more.',
  front: 'Front page',
  notFound: 'Not found',
  noPage: 'There is no page at this address.',
  lookFurther: 'You may find the story by some of its words, or among the latest ones:',
  retracted: 'Story retracted',
  retractedWhy: 'This story has been retracted:',
  feedIs:
    'This is a feed. A feed reader collects new stories from it and tells you of them: no account, no algorithm, nobody who watches.',
  feedAddress: 'Copy this address into your feed reader:',
  feedOpen: 'Open in a feed reader',
  feedReaders:
    'None yet? NetNewsWire for iPhone and Mac, Feeder for Android, Thunderbird and newsboat for computers are free; FreshRSS and Miniflux run on a server of your own.',
  feedOthers: 'The same stories in other formats:',
  feedStories: 'In this feed',
  corrections: 'Corrections',
}

const ARABIC: Phrases = {
  skip: 'انتقل إلى الأخبار',
  subscribe: 'تابعنا بأي قارئ خلاصات:',
  search: 'بحث',
  searchWords: 'كلمات البحث',
  latest: 'آخر الأخبار',
  older: 'أخبار أقدم',
  newer: 'أخبار أحدث',
  empty: 'لا توجد أخبار هنا بعد.',
  nothingFound: 'لا يوجد خبر فيه كل هذه الكلمات. جرّب كلمات أقل.',
  front: 'الصفحة الرئيسية',
  notFound: 'غير موجود',
  noPage: 'لا توجد صفحة على هذا العنوان.',
  lookFurther: 'قد تجد الخبر ببعض كلماته، أو بين آخر الأخبار:',
  retracted: 'خبر مسحوب',
  retractedWhy: 'سُحب هذا الخبر:',
  feedIs: 'هذه خلاصة أخبار. يجمع قارئ الخلاصات الأخبار الجديدة منها ويخبرك بها: بلا حساب وبلا خوارزمية وبلا رقيب.',
  feedAddress: 'انسخ هذا العنوان إلى قارئ الخلاصات:',
  feedOpen: 'افتح في قارئ الخلاصات',
  feedReaders:
    'ليس لديك قارئ بعد؟ NetNewsWire لآيفون وماك، وFeeder لأندرويد، وThunderbird وnewsboat للحاسوب، كلها مجانية؛ وFreshRSS وMiniflux لخادمك الخاص.',
  feedOthers: 'الأخبار نفسها بصيغ أخرى:',
  feedStories: 'في هذه الخلاصة',
  corrections: 'التصحيحات',
}

const SORANI: Phrases = {
  skip: 'بڕۆ بۆ هەواڵەکان',
  subscribe: 'بە هەر خوێنەرێکی فید شوێنمان بکەوە:',
  search: 'گەڕان',
  searchWords: 'وشەکانی گەڕان',
  latest: 'نوێترین هەواڵەکان',
  older: 'هەواڵە کۆنترەکان',
  newer: 'هەواڵە نوێترەکان',
  empty: 'هێشتا هیچ هەواڵێک لێرە نییە.',
  nothingFound: 'هیچ هەواڵێک هەموو ئەم وشانەی تێدا نییە. وشەی کەمتر تاقی بکەوە.',
  front: 'پەڕەی سەرەکی',
  notFound: 'نەدۆزرایەوە',
  noPage: 'هیچ پەڕەیەک لەم ناونیشانەدا نییە.',
  lookFurther: 'لەوانەیە هەواڵەکە بە هەندێک لە وشەکانی بدۆزیتەوە، یان لەنێو نوێترینەکاندا:',
  retracted: 'هەواڵی کشێنراوە',
  retractedWhy: 'ئەم هەواڵە کشێنراوەتەوە:',
  feedIs:
    'ئەمە فیدی هەواڵە. خوێنەری فید هەواڵە نوێیەکانی لێ کۆ دەکاتەوە و ئاگادارت دەکات: بێ هەژمار، بێ ئەلگۆریتم، بێ چاودێر.',
  feedAddress: 'ئەم ناونیشانە بۆ خوێنەری فیدەکەت کۆپی بکە:',
  feedOpen: 'لە خوێنەری فیددا بیکەوە',
  feedReaders:
    'هێشتا نیتە؟ NetNewsWire بۆ ئایفۆن و ماک، Feeder بۆ ئەندرۆید، Thunderbird و newsboat بۆ کۆمپیوتەر بەخۆڕایین؛ FreshRSS و Miniflux بۆ ڕاژەی خۆت.',
  feedOthers: 'هەمان هەواڵ بە شێوازی تر:',
  feedStories: 'لەم فیدەدا',
  corrections: 'ڕاستکردنەوەکان',
}

const KURMANJI: Phrases = {
  skip: 'Derbasî nûçeyan bibe',
  subscribe: 'Bi her xwînerê feedan me bişopîne:',
  search: 'Lêgerîn',
  searchWords: 'Peyvên lêgerînê',
  latest: 'Nûçeyên dawî',
  older: 'Nûçeyên kevintir',
  newer: 'Nûçeyên nûtir',
  empty: 'Hê nûçe li vir tune ne.',
  nothingFound: 'Nûçeyek bi van hemû peyvan tune ye. Bi kêmtir peyvan biceribîne.',
  front: 'Rûpela sereke',
  notFound: 'Nehat dîtin',
  noPage: 'Li ser vê navnîşanê rûpel tune ye.',
  lookFurther: 'Dibe ku tu nûçeyê bi hin peyvên wê, an di nav yên dawî de bibînî:',
  retracted: 'Nûçe hatiye vekişandin',
  retractedWhy: 'Ev nûçe hatiye vekişandin:',
  feedIs: 'Ev feedek e. Xwînerê feedan nûçeyên nû jê kom dike û agahiyê dide te: bê hesab, bê algorîtma, bê çavdêr.',
  feedAddress: 'Vê navnîşanê li xwînerê xwe yê feedan kopî bike:',
  feedOpen: 'Di xwînerê feedan de veke',
  feedReaders:
    'Hê tune ye? NetNewsWire ji bo iPhone û Mac, Feeder ji bo Android, Thunderbird û newsboat ji bo komputeran belaş in; FreshRSS û Miniflux ji bo servera te bi xwe.',
  feedOthers: 'Heman nûçe bi awayên din:',
  feedStories: 'Di vê feedê de',
  corrections: 'Sererastkirin',
}

const TURKISH: Phrases = {
  skip: 'Haberlere geç',
  subscribe: 'Herhangi bir akış okuyucuyla izleyin:',
  search: 'Ara',
  searchWords: 'Aranacak sözcükler',
  latest: 'Son haberler',
  older: 'Daha eski haberler',
  newer: 'Daha yeni haberler',
  empty: 'Burada henüz haber yok.',
  nothingFound: 'Bu sözcüklerin hepsini içeren haber yok. Daha az sözcükle deneyin.',
  front: 'Ana sayfa',
  notFound: 'Bulunamadı',
  noPage: 'Bu adreste bir sayfa yok.',
  lookFurther: 'Haberi bazı sözcükleriyle ya da son haberler arasında bulabilirsiniz:',
  retracted: 'Haber geri çekildi',
  retractedWhy: 'Bu haber geri çekildi:',
  feedIs:
    'Bu bir haber akışı. Akış okuyucu yeni haberleri buradan toplar ve size bildirir: hesap yok, algoritma yok, izleyen yok.',
  feedAddress: 'Bu adresi akış okuyucunuza kopyalayın:',
  feedOpen: 'Akış okuyucuda aç',
  feedReaders:
    'Henüz yok mu? iPhone ve Mac için NetNewsWire, Android için Feeder, bilgisayar için Thunderbird ve newsboat ücretsizdir; FreshRSS ve Miniflux kendi sunucunuzda çalışır.',
  feedOthers: 'Aynı haberler başka biçimlerde:',
  feedStories: 'Bu akışta',
  corrections: 'Düzeltmeler',
}

const PERSIAN: Phrases = {
  skip: 'رفتن به خبرها',
  subscribe: 'با هر خوراک‌خوانی ما را دنبال کنید:',
  search: 'جستجو',
  searchWords: 'واژه‌های جستجو',
  latest: 'تازه‌ترین خبرها',
  older: 'خبرهای قدیمی‌تر',
  newer: 'خبرهای تازه‌تر',
  empty: 'هنوز خبری در اینجا نیست.',
  nothingFound: 'هیچ خبری همهٔ این واژه‌ها را ندارد. با واژه‌های کمتر امتحان کنید.',
  front: 'صفحهٔ نخست',
  notFound: 'پیدا نشد',
  noPage: 'در این نشانی صفحه‌ای نیست.',
  lookFurther: 'شاید خبر را با چند واژه از آن یا در میان تازه‌ترین‌ها بیابید:',
  retracted: 'خبر پس گرفته شد',
  retractedWhy: 'این خبر پس گرفته شده است:',
  feedIs:
    'این یک خوراک خبری است. خوراک‌خوان خبرهای تازه را از آن گرد می‌آورد و به شما خبر می‌دهد: بی حساب کاربری، بی الگوریتم، بی ناظر.',
  feedAddress: 'این نشانی را در خوراک‌خوان خود کپی کنید:',
  feedOpen: 'باز کردن در خوراک‌خوان',
  feedReaders:
    'هنوز ندارید؟ NetNewsWire برای آیفون و مک، Feeder برای اندروید، Thunderbird و newsboat برای رایانه رایگان‌اند؛ FreshRSS و Miniflux روی سرور خودتان کار می‌کنند.',
  feedOthers: 'همین خبرها در قالب‌های دیگر:',
  feedStories: 'در این خوراک',
  corrections: 'اصلاحیه‌ها',
}

const PHRASES: ReadonlyMap<string, Phrases> = new Map([
  ['ar', ARABIC],
  ['ckb', SORANI],
  ['ku', KURMANJI],
  ['tr', TURKISH],
  ['fa', PERSIAN],
  ['en', ENGLISH],
])

/** The phrases of a language (BCP 47); English where there are none. */
export function toPhrases(language: string | undefined): Phrases {
  return PHRASES.get(toPrimaryLanguage(language)) ?? ENGLISH
}

/** The first of these languages that has phrases, as it was said; else English, which the phrases are then. */
export function toPhrasedLanguage(...languages: readonly (string | undefined)[]): string {
  return languages.find((language) => PHRASES.has(toPrimaryLanguage(language))) ?? 'en'
}
