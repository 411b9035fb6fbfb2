/**
 * The door of pages: what a browser is shown. Promises plain HTML that reads well without its style sheet, without
 * script and in either direction, with everything escaped that is not HTML which `clean` made safe.
 */

import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { isolate } from '../clean/language/isolate.ts'
import { EVERY_FORMAT, FORMATS, type Format, toEachFormat, toFeedFile } from '../publish/formats.ts'
import { toPhrasedLanguage, toPhrases } from './phrases.ts'

/** A piece of finished HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** What every page says of the service, or of the one of its channels that the page is of. */
export type SiteView = {
  readonly title: string
  /** Path of its own front page, with a slash at its end: its feeds and its search stand there. */
  readonly path: string
  readonly description: string
  readonly language: string
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  readonly version: string
  /** All channels, where there are several. */
  readonly channels?: readonly { readonly title: string; readonly path: string; readonly language: string }[]
}

/** A list as feeds: the same stories in every format. Absolute addresses. */
export type PageFeeds = Readonly<Record<Format, string>> & { readonly title: string }

/** One page. */
type Page = {
  readonly title: string
  readonly site: SiteView
  /** Further elements of the head. */
  readonly head?: Html | undefined
  readonly main: Html
  /** What is around its contents is in that language where there are phrases for it, else in the site's. */
  readonly language?: string | undefined
  /** The page's one true address; absent where it is none of its own (errors). */
  readonly canonical?: string | undefined
  /** The feeds of this very page. They stand first where the page is a list, after the site's where it is a story. */
  readonly feeds?: PageFeeds | undefined
  readonly isStory?: boolean | undefined
  /** The words that were searched for. */
  readonly words?: string | undefined
  /** The search box stands in the page itself. */
  readonly hasSearch?: boolean | undefined
}

/** A whole page. */
export async function renderPage(page: Page): Promise<string> {
  const { site } = page
  const language = toPhrasedLanguage(page.language, site.language)
  const direction = toLanguageDirection(language)
  const ofSite = isolate(site.title, direction)
  const isNamed = page.title === site.title || [site.title, ofSite].some((name) => page.title.startsWith(`${name}: `))
  const title = isNamed ? page.title : `${isolate(page.title, direction)} · ${ofSite}`
  const document = await html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/style.css?v=${site.version}">
${renderLinks(page)}
${page.head ?? ''}
</head>
<body>
${renderMasthead(page, language)}
<main id="main" tabindex="-1">
${page.main}
</main>
${renderFooter(page, language)}
</body>
</html>
`
  return document.toString()
}

/** The feeds of the whole site. */
function toSiteFeeds({ title, base, path }: SiteView): PageFeeds {
  return { title, ...toEachFormat((format) => `${base}${path}${toFeedFile(format)}`) }
}

/** What readers, hubs and search engines find a page's other forms by. */
function renderLinks({ site, canonical, feeds, isStory }: Page): Html {
  const whole = toSiteFeeds(site)
  const own = feeds === undefined || feeds.rss === whole.rss ? [] : [feeds]
  const all = isStory ? [whole, ...own] : [...own, whole]
  return html`${canonical === undefined ? '' : html`<link rel="canonical" href="${canonical}">\n`}${all.flatMap(renderFeedLinks)}<link rel="hub" href="${site.base}/hub">
<link rel="https://api.w.org/" href="${site.base}/wp-json/">`
}

function renderFeedLinks(feeds: PageFeeds): Html[] {
  return EVERY_FORMAT.map((format) => {
    const { name, mediaType } = FORMATS[format]
    return html`<link rel="alternate" type="${mediaType}" title="${isolate(feeds.title, 'ltr')} (${name})" href="${feeds[format]}">\n`
  })
}

/** @param language of the frame: the site's own name and motto may be in another */
function renderMasthead({ site, words, hasSearch }: Page, language: string): Html {
  return html`<a class="skip" href="#main">${toPhrases(language).skip}</a>
<header class="masthead" lang="${language}" dir="${toLanguageDirection(language)}">
<p class="brand"${renderOwn(site, language)}><a class="name" href="${site.path}">${site.title}</a></p>
${site.description === '' ? '' : html`<p class="motto"${renderOwn(site, language)}>${site.description}</p>`}
${hasSearch ? '' : renderSearch(site, language, words)}
</header>`
}

/** The site's own words are in its own language. */
function renderOwn({ language: own }: SiteView, around: string): Html | '' {
  return own === around ? '' : html` lang="${own}" dir="auto"`
}

/** The search box. Words are looked for in every story, old ones too. */
function renderSearch({ path }: SiteView, language: string, words = ''): Html {
  const { search, searchWords } = toPhrases(language)
  return html`<form class="search" action="${path}" role="search"><input type="search" name="q" value="${words}" dir="auto" aria-label="${searchWords}" placeholder="${search}" required maxlength="200"> <button>${search}</button></form>`
}

/** A story's own feeds are of its comments: whoever reads to its end wants more stories. */
function renderFooter({ site, feeds, isStory }: Page, language: string): Html {
  const phrases = toPhrases(language)
  const own = isStory ? toSiteFeeds(site) : (feeds ?? toSiteFeeds(site))
  const links = EVERY_FORMAT.map(
    (format) => html`<li><a href="${own[format]}" dir="ltr">${FORMATS[format].name}</a></li>`,
  )
  return html`<footer class="foot" lang="${language}" dir="${toLanguageDirection(language)}">
<p>${phrases.subscribe} <bdi>${own.title}</bdi></p>
<ul class="feeds">${links}<li><a href="/opml.xml" dir="ltr">OPML</a></li></ul>
${renderChannels(site)}
</footer>`
}

/** Each in its own language: whoever looks for one reads that. */
function renderChannels({ channels = [], path }: SiteView): Html | '' {
  if (channels.length === 0) return ''
  const links = channels.map((one) => {
    const here = one.path === path ? html` aria-current="page"` : ''
    return html`<li><a href="${one.path}" lang="${one.language}" hreflang="${one.language}"${here}><bdi>${one.title}</bdi></a></li>`
  })
  return html`<ul class="feeds channels">${links}</ul>`
}

/** The page for an address that leads nowhere, with a search box that holds the `words` of the address already. */
export function renderMissing(site: SiteView, message = toPhrases(site.language).noPage, words = ''): Promise<string> {
  const phrases = toPhrases(site.language)
  const body = html`<p dir="auto">${message}</p>
<p>${phrases.lookFurther}</p>
${renderSearch(site, toPhrasedLanguage(site.language), words)}
<p><a href="/">${phrases.front}</a></p>`
  return renderNotice(site, phrases.notFound, body, true)
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

function renderNotice(site: SiteView, title: string, body: Html, hasSearch = false): Promise<string> {
  const language = toPhrasedLanguage(site.language)
  const main = html`<section class="notice" lang="${language}" dir="${toLanguageDirection(language)}"><h1 dir="auto">${title}</h1>
${body}</section>`
  return renderPage({ title, site, main, hasSearch, head: html`<meta name="robots" content="noindex">` })
}
