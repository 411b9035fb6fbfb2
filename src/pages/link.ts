/**
 * The pages of a short link: what it is, and that it was taken out of use. Promises: they can be read in every language
 * of the agency.
 */

import { html } from 'hono/html'
import { toPrimaryLanguage } from '../clean/language/language.ts'
import { type Html, renderPage, type SiteView } from './layout.ts'
import { toDateText, toLanguageDirection } from './wording.ts'

/** A short link as its preview shows it. Addresses are absolute, times milliseconds since 1970. */
export type LinkView = {
  readonly site: SiteView
  readonly address: string
  /** Of the QR code. */
  readonly picture: string
  readonly leads: string
  /** Whether it leads to another site. */
  readonly isOutside: boolean
  /** Of the story, in its own language. */
  readonly title?: string | undefined
  readonly language?: string | undefined
  readonly since: number
  /** Why it leads nowhere any more; empty where nobody said. */
  readonly gone?: { readonly kind: 'retracted' | 'retired'; readonly reason?: string | undefined } | undefined
  readonly people: number
  /** Other names of the same story, as addresses. */
  readonly names: readonly string[]
  /** Where it led before, oldest first. `at`: until when. */
  readonly former: readonly { readonly leads: string; readonly at: number }[]
}

/** The page `/s/CODE+`: what a short link is, before anybody follows it. */
export function renderLink(view: LinkView): Promise<string> {
  const { site, address } = view
  const { language } = site
  const words = toLinkWords(language)
  const shown = toShown(address)
  const main = html`<section class="notice link" lang="${language}" dir="${toLanguageDirection(language)}">
<p class="dateline">${words.preview}</p>
<h1><bdi dir="auto">${renderBreakable(shown)}</bdi></h1>
${view.gone === undefined ? renderLead(view, words) : renderGone(view.gone, words)}
<p>${words.since} <time datetime="${new Date(view.since).toISOString()}">${toDateText(view.since, language)}</time>. ${renderClicks(view, words)}</p>
${renderFormer(view, words)}
${renderNames(view, words)}
<p><img src="${view.picture}" alt="${words.qr}: ${shown}" width="200" height="200"></p>
</section>`
  const head = html`<meta name="robots" content="noindex">`
  return renderPage({ title: `${words.preview}: ${shown}`, site, head, main })
}

/** A code that is copied from a page should stand on one line. */
function renderBreakable(shown: string): Html {
  const at = shown.lastIndexOf('/') + 1
  return html`${shown.slice(0, at)}<wbr>${shown.slice(at)}`
}

function renderLead({ leads, isOutside, title, language, address }: LinkView, words: LinkWords): Html {
  const name =
    title === undefined || title === ''
      ? ''
      : html`<strong lang="${language ?? 'und'}" dir="auto"><bdi>${title}</bdi></strong><br>`
  return html`<p>${isOutside ? words.leadsOutside : words.leads}:<br>
${name}<a href="${leads}" rel="nofollow" dir="ltr">${toShown(leads)}</a></p>
<p><a href="${address}" rel="nofollow">${words.open}</a></p>`
}

function renderGone({ kind, reason }: NonNullable<LinkView['gone']>, words: LinkWords): Html {
  const why = reason === undefined ? '' : html`<blockquote dir="auto">${reason}</blockquote>`
  return html`<p>${kind === 'retired' ? words.retiredPlain : words.retracted}</p>${why}`
}

function renderClicks({ people, site }: LinkView, words: LinkWords): Html | string {
  if (people === 0) return words.never
  const count = new Intl.NumberFormat(`${site.language}-u-nu-latn`).format(people)
  return html`${words.clicks}: <strong>${count}</strong> <small>(${words.others})</small>`
}

function renderFormer({ former, site }: LinkView, words: LinkWords): Html | '' {
  if (former.length === 0) return ''
  const lines = former.map(
    ({ leads, at }) =>
      html`<li><span dir="ltr">${toShown(leads)}</span> (${words.until} ${toDateText(at, site.language)})</li>`,
  )
  return html`<p>${words.former}:</p><ul>${lines}</ul>`
}

function renderNames({ names }: LinkView, words: LinkWords): Html | '' {
  if (names.length === 0) return ''
  const list = names.map((name) => html`<li><a href="${name}+" rel="nofollow"><bdi>${toShown(name)}</bdi></a></li>`)
  return html`<p>${words.names}:</p><ul>${list}</ul>`
}

/** The address as people read it: without its scheme, and in its own letters. */
function toShown(address: string): string {
  const short = address.replace(/^https?:\/\//, '')
  try {
    const plain = decodeURI(short)
    return /[\p{C}\s\u200e-\u202e]/u.test(plain) ? short : plain
  } catch (error) {
    if (error instanceof URIError) return short
    throw error
  }
}

/** The page of a short link that an editor took out of use. */
export function renderRetired(site: SiteView, reason: string | undefined): Promise<string> {
  const { language } = site
  const words = toLinkWords(language)
  const why = reason === undefined ? '' : html`<blockquote dir="auto">${reason}</blockquote>`
  const main = html`<section class="notice" lang="${language}" dir="${toLanguageDirection(language)}"><h1>${words.retired}</h1>
<p>${reason === undefined ? words.retiredPlain : words.retiredWhy}</p>
${why}</section>`
  return renderPage({ title: words.retired, site, main, head: html`<meta name="robots" content="noindex">` })
}

/** What is said of short links, in the languages the agency writes in. */
type LinkWords = {
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

const WORDS: ReadonlyMap<string, LinkWords> = new Map([
  ['ar', ARABIC],
  ['ckb', SORANI],
  ['ku', KURMANJI],
  ['tr', TURKISH],
])

/** The words of a language (BCP 47); English where there are none. */
export function toLinkWords(language: string | undefined): LinkWords {
  return WORDS.get(toPrimaryLanguage(language)) ?? ENGLISH
}
