/**
 * The door of pages: what a browser is shown. Promises plain HTML that reads well without its style sheet, without
 * script and in either direction, with everything escaped that is not HTML which `clean` made safe.
 */
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of finished HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** What every page says of the service. */
export type Site = {
  readonly title: string
  readonly description: string
  readonly language: string
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  readonly version: string
}

/** One page. */
export type Page = {
  readonly title: string
  readonly site: Site
  /** Further elements of the head. */
  readonly head?: Html | undefined
  readonly main: Html
  readonly language?: string | undefined
  readonly direction?: 'ltr' | 'rtl' | undefined
  /** Query of the narrowed feeds this page is about: `?tag=kobane`. */
  readonly query?: string | undefined
}

/** A whole page. */
export async function renderPage(page: Page): Promise<string> {
  const { site } = page
  const title = page.title === site.title ? site.title : `${page.title} · ${site.title}`
  const document = await html`<!doctype html>
<html lang="${page.language ?? site.language}" dir="${page.direction ?? 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/style.css?v=${site.version}">
${renderFeedLinks(site, page.query ?? '')}
${page.head ?? ''}
</head>
<body>
<a class="skip" href="#main">Skip to the stories</a>
<header class="masthead" lang="${site.language}" dir="ltr">
<a class="name" href="/">${site.title}</a>
<p>${site.description}</p>
</header>
<main id="main">
${page.main}
</main>
${renderFooter(site, page.query ?? '')}
</body>
</html>
`
  return document.toString()
}

const FORMATS = [
  { name: 'RSS', file: 'feed.rss', type: 'application/rss+xml' },
  { name: 'Atom', file: 'feed.atom', type: 'application/atom+xml' },
  { name: 'JSON Feed', file: 'feed.json', type: 'application/feed+json' },
]

function renderFeedLinks(site: Site, query: string): Html[] {
  return FORMATS.map(
    ({ name, file, type }) =>
      html`<link rel="alternate" type="${type}" title="${site.title} (${name})" href="${site.base}/${file}${query}">\n`,
  )
}

function renderFooter(site: Site, query: string): Html {
  const links = FORMATS.map(({ name, file }) => html`<li><a href="/${file}${query}">${name}</a></li>`)
  return html`<footer class="foot" lang="en" dir="ltr">
<p>Follow ${site.title} in any feed reader:</p>
<ul class="feeds">${links}<li><a href="/opml.xml">OPML</a></li></ul>
</footer>`
}
