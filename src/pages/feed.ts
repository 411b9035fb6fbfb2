/**
 * The page that a person sees who opens a feed in a browser. Promises: it says what a feed is for and which address to
 * copy.
 */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { EVERY_FORMAT, FORMATS } from '../publish/formats.ts'
import { renderDate, renderDateTime, toDateText } from './dates.ts'
import { renderIsolated } from './isolated.ts'
import { type Html, type PageFeeds, renderPage, type SiteView } from './layout.ts'
import { type Phrases, toPhrasedLanguage, toPhrases } from './phrases.ts'

/** A comment or a correction as the page of its feed shows it. */
export type Note = {
  /** Who wrote it; of a correction nobody is named. */
  readonly author?: string | undefined
  /** Plain text. */
  readonly text: string
  readonly at?: number | undefined
  /** The story it is about, and where it stands. */
  readonly title: string
  readonly path: string
}

/** What a person sees who opens a feed in a browser. Addresses absolute. */
type FeedPage = {
  readonly site: SiteView
  readonly title: string
  readonly description: string
  /** The address to subscribe to. */
  readonly address: string
  readonly feeds: PageFeeds
  readonly teasers: readonly Teaser[]
  readonly notes: readonly Note[]
}

/** The page of a feed: what it is, the address to copy, and what is in it. */
export function renderFeedPage(page: FeedPage): Promise<string> {
  const { site, title, description, address, feeds, teasers, notes } = page
  const language = toPhrasedLanguage(site.language)
  const phrases = toPhrases(language)
  const main = html`<section class="subscribe" lang="${language}" dir="${toLanguageDirection(language)}">
<h1 dir="auto">${title}</h1>
${description === '' ? '' : html`<p class="motto" dir="auto">${description}</p>`}
<p>${phrases.feedIs}</p>
<p id="address">${phrases.feedAddress}</p>
<p class="address" dir="ltr"><code aria-labelledby="address">${address}</code></p>
<p><a class="button" href="feed:${address}">${phrases.feedOpen}</a></p>
<p class="hint">${phrases.feedReaders}</p>
${renderOthers(feeds, address, phrases)}
</section>
<section class="list" aria-labelledby="stories">
<h2 class="narrowed" id="stories" lang="${language}" dir="${toLanguageDirection(language)}">${phrases.feedStories}</h2>
${teasers.length === 0 && notes.length === 0 ? html`<p class="empty" lang="${language}">${phrases.empty}</p>` : ''}
${teasers.length === 0 ? '' : renderTeasers(teasers)}
${notes.length === 0 ? '' : renderNotes(notes, site)}
</section>`
  // A copy of the list's own page; only that one is to be found.
  const head = html`<meta name="robots" content="noindex, follow">`
  return renderPage({ title, site, main, head, feeds })
}

function renderOthers(feeds: PageFeeds, address: string, phrases: Phrases): Html {
  const others = EVERY_FORMAT.filter((format) => feeds[format] !== address)
  return html`<p>${phrases.feedOthers} ${others.map((format, index) => html`${index === 0 ? '' : ' · '}<a href="${feeds[format]}" dir="ltr">${FORMATS[format].name}</a>`)}</p>`
}

function renderNotes(notes: readonly Note[], { language }: SiteView): Html {
  return html`<ol class="stories notes">${notes.map((note) => renderNote(note, language))}</ol>`
}

function renderNote({ author, text, at, title, path }: Note, language: string): Html {
  const time = at === undefined ? '' : renderDateTime(at, toPhrasedLanguage(language))
  return html`<li><article>
<h3 dir="auto"><a href="${path}">${title}</a></h3>
<p class="summary" dir="auto">${text}</p>
<p class="meta">${author ? html`<bdi>${author}</bdi> · ` : ''}${time}</p>
</article></li>
`
}

/** A story as lists show it. */
export type Teaser = {
  /** Path of the story's page. */
  readonly path: string
  readonly title: string
  readonly summary: string
  readonly dateline?: string | undefined
  /** Milliseconds since 1970. */
  readonly published: number
  readonly image?: string | undefined
  readonly language?: string | undefined
  readonly direction: 'ltr' | 'rtl'
}

/** Stories, newest first. */
export function renderTeasers(teasers: readonly Teaser[]): Html {
  return html`<ol class="stories">${teasers.map((teaser) => renderTeaser(teaser))}</ol>`
}

function renderTeaser(teaser: Teaser): Html {
  const { path, title, summary, image, language, direction, published } = teaser
  const heading = title || summary.slice(0, 80) || toDateText(published, language)
  return html`<li><article lang="${language ?? 'und'}" dir="${direction}"${image === undefined ? '' : html` class="pictured"`}>
${image === undefined ? '' : html`<a class="picture" href="${path}" tabindex="-1" aria-hidden="true"><img src="${image}" alt="" loading="lazy" decoding="async"></a>`}
<h2><a href="${path}">${renderIsolated(heading, direction)}</a></h2>
${summary === '' || title === '' ? '' : html`<p class="summary">${renderIsolated(summary, direction)}</p>`}
${renderMeta(teaser)}
</article></li>
`
}

function renderMeta({ dateline, published, language }: Teaser): Html {
  const place = dateline === undefined ? '' : html`<span class="dateline"><bdi>${dateline}</bdi></span> `
  return html`<p class="meta">${place}${renderDate(published, language)}</p>`
}
