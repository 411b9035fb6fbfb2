/**
 * The front page and every narrowed list. Promises: of how the service does it has one line, and nothing of the newsroom's.
 */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { renderTeasers, type Teaser } from './feed.ts'
import { type Html, type PageFeeds, renderPage, type SiteView } from './layout.ts'
import { type Phrases, toPhrasedLanguage, toPhrases } from './phrases.ts'

/** A list of stories as a page. Addresses absolute but for `older` and `newer`, which are paths. */
type FrontView = {
  readonly site: SiteView
  readonly teasers: readonly Teaser[]
  /** How the service does, in a line; on the front page alone. */
  readonly status?: string | undefined
  /** What the list is narrowed to, as people say it; absent on the front page itself. */
  readonly heading?: string | undefined
  /** Of the list, where it is one of stories in a language. */
  readonly language?: string | undefined
  /** The words that were searched for. */
  readonly words?: string | undefined
  readonly canonical?: string | undefined
  /** The feeds of the same list. */
  readonly feeds?: PageFeeds | undefined
  readonly older?: string | undefined
  readonly newer?: string | undefined
}

/** The front page, or a narrowed list: its stories and where it goes on. */
export function renderFront(view: FrontView): Promise<string> {
  const { site, heading, words, canonical, feeds, teasers } = view
  const language = toPhrasedLanguage(view.language, site.language)
  const phrases = toPhrases(language)
  const main = html`<div class="list">
${renderHeading(heading, phrases, language)}
${teasers.length === 0 ? renderEmpty(words, phrases, language) : renderTeasers(teasers)}
${renderPager(view, phrases, language)}
${view.status === undefined ? '' : renderStatus(view.status)}
</div>`
  const title = heading ?? site.title
  return renderPage({ title, site, language, main, head: renderHead(view), canonical, feeds, words })
}

function renderHeading(heading: string | undefined, phrases: Phrases, language: string): Html {
  if (heading === undefined) return html`<h1 class="hidden" lang="${language}">${phrases.latest}</h1>`
  return html`<h1 class="narrowed" dir="auto">${heading}</h1>`
}

/** Lists of words that were searched for are nothing that a search engine should keep. */
function renderHead({ site, heading, words, canonical }: FrontView): Html {
  const robots = words === undefined ? '' : html`<meta name="robots" content="noindex, follow">\n`
  return html`${robots}<meta name="description" content="${site.description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${site.title}">
<meta property="og:title" content="${heading ?? site.title}">
<meta property="og:description" content="${site.description}">
${canonical === undefined ? '' : html`<meta property="og:url" content="${canonical}">`}
<meta name="twitter:card" content="summary">`
}

function renderEmpty(words: string | undefined, phrases: Phrases, language: string): Html {
  const text = words === undefined ? phrases.empty : phrases.nothingFound
  return html`<p class="empty" lang="${language}" dir="${toLanguageDirection(language)}">${text}</p>`
}

function renderPager({ older, newer }: FrontView, phrases: Phrases, language: string): Html | '' {
  if (older === undefined && newer === undefined) return ''
  return html`<nav class="pager" lang="${language}" dir="${toLanguageDirection(language)}" aria-label="${phrases.older}">
${newer === undefined ? '' : html`<a rel="prev" href="${newer}">${phrases.newer}</a>`}
${older === undefined ? '' : html`<a rel="next" href="${older}">${phrases.older}</a>`}
</nav>`
}

function renderStatus(status: string): Html {
  return html`<aside class="status" lang="en" dir="ltr" aria-label="Status of the service"><p>${status}</p></aside>`
}
