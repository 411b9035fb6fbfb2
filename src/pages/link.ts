/**
 * The pages of a short link: what it is, and that it was taken out of use. Promises: they can be read in every language
 * of the agency.
 */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { toPrimaryLanguage } from '../clean/language/language.ts'
import { renderDate } from './dates.ts'
import { type Html, renderPage, type SiteView } from './layout.ts'
import { type LinkWords, toLinkWords } from './link-words.ts'
import { toPhrasedLanguage } from './phrases.ts'

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
  const language = toPhrasedLanguage(site.language)
  const words = toLinkWords(language)
  const shown = toShown(address)
  const main = html`<section class="notice link" lang="${language}" dir="${toLanguageDirection(language)}">
<p class="dateline">${words.preview}</p>
<h1><bdi dir="auto">${renderBreakable(shown)}</bdi></h1>
${view.gone === undefined ? renderLead(view, words) : renderGone(view.gone, words)}
<p>${words.since} ${renderDate(view.since, language)}. ${renderClicks(view, words)}</p>
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
  const language = toPrimaryLanguage(toPhrasedLanguage(site.language))
  // Kurmanji writes numbers as Turkish does, and not every runtime knows it.
  const count = new Intl.NumberFormat(`${language === 'ku' ? 'tr' : language}-u-nu-latn`).format(people)
  return html`${words.clicks}: <strong>${count}</strong> <small>(${words.others})</small>`
}

function renderFormer({ former, site }: LinkView, words: LinkWords): Html | '' {
  if (former.length === 0) return ''
  const lines = former.map(
    ({ leads, at }) =>
      html`<li><span dir="ltr">${toShown(leads)}</span> (${words.until} ${renderDate(at, toPhrasedLanguage(site.language))})</li>`,
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
  const language = toPhrasedLanguage(site.language)
  const words = toLinkWords(language)
  const why = reason === undefined ? '' : html`<blockquote dir="auto">${reason}</blockquote>`
  const main = html`<section class="notice" lang="${language}" dir="${toLanguageDirection(language)}"><h1>${words.retired}</h1>
<p>${reason === undefined ? words.retiredPlain : words.retiredWhy}</p>
${why}</section>`
  return renderPage({ title: words.retired, site, main, head: html`<meta name="robots" content="noindex">` })
}
