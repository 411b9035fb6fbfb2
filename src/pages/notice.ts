import { html } from 'hono/html'
import { type Html, renderPage, type Site } from './layout.ts'

/** The page for an address that leads nowhere. */
export function renderMissing(site: Site, message: string): Promise<string> {
  return renderNotice(
    site,
    'Not found',
    html`<p>${message}</p>
<p>You may find the story on the <a href="/">front page</a>, or search for it:</p>
${renderSearch()}`,
  )
}

/** The page of a story that was taken back. */
export function renderRetracted(site: Site, reason: string | undefined): Promise<string> {
  const why = reason === undefined ? '' : html`<blockquote>${reason}</blockquote>`
  const main = html`<p>${site.title} has retracted this story${reason === undefined ? '.' : ':'}</p>
${why}
<p>The latest stories are on the <a href="/">front page</a>.</p>`
  return renderNotice(site, 'Story retracted', main)
}

/** The page for a request that can't be answered, or an error of ours. */
export function renderError(site: Site, title: string, message: string): Promise<string> {
  return renderNotice(site, title, html`<p>${message}</p><p><a href="/">Front page</a></p>`)
}

function renderNotice(site: Site, title: string, body: Html): Promise<string> {
  const main = html`<section class="notice" lang="en" dir="ltr"><h1>${title}</h1>
${body}</section>`
  return renderPage({ title, site, main, language: 'en', head: html`<meta name="robots" content="noindex">` })
}

function renderSearch(): Html {
  return html`<form class="search" action="/" role="search"><input type="search" name="q" aria-label="Words of the story" required> <button>Search</button></form>`
}
