import { html } from 'hono/html'
import { type Html, renderPage, renderSearch, type SiteView } from './layout.ts'
import { toPhrases } from './phrases.ts'
import { toLanguageDirection } from './wording.ts'

/** The page for an address that leads nowhere, with a search box that holds the `words` of the address already. */
export function renderMissing(site: SiteView, message = toPhrases(site.language).noPage, words = ''): Promise<string> {
  const phrases = toPhrases(site.language)
  const body = html`<p dir="auto">${message}</p>
<p>${phrases.lookFurther}</p>
${renderSearch(site, words)}
<p><a href="/">${phrases.front}</a></p>`
  return renderNotice(site, phrases.notFound, body)
}

/** The page of a story that was taken back. Nothing of the story itself stands on it. */
export function renderRetracted(site: SiteView, reason: string | undefined): Promise<string> {
  const phrases = toPhrases(site.language)
  const why = reason === undefined ? '' : html`<blockquote dir="auto">${reason}</blockquote>`
  const body = html`<p>${reason === undefined ? phrases.retractedWhy.replace(/(?:(?<!\s)\s+)?:$/, '.') : phrases.retractedWhy}</p>
${why}
<p><a href="/">${phrases.front}</a></p>`
  return renderNotice(site, phrases.retracted, body)
}

/** The page for a request that can't be answered, or an error of ours; `message` is English. */
export function renderError(site: SiteView, title: string, message: string): Promise<string> {
  const body = html`<p lang="en" dir="ltr">${message}</p><p><a href="/">${toPhrases(site.language).front}</a></p>`
  return renderNotice(site, title, body)
}

function renderNotice(site: SiteView, title: string, body: Html): Promise<string> {
  const { language } = site
  const main = html`<section class="notice" lang="${language}" dir="${toLanguageDirection(language)}"><h1>${title}</h1>
${body}</section>`
  return renderPage({ title, site, main, head: html`<meta name="robots" content="noindex">` })
}
