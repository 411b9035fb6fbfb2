import { html } from 'hono/html'
import { type Html, renderPage, type Site } from './layout.ts'
import { toDate } from './wording.ts'

/** A story as lists show it. */
export type Teaser = {
  /** Path of the story's page. */
  readonly path: string
  readonly title: string
  readonly summary: string
  readonly dateline?: string | undefined
  readonly authors: readonly string[]
  /** Milliseconds since 1970. */
  readonly published: number
  readonly image?: string | undefined
  readonly language?: string | undefined
  readonly direction: 'ltr' | 'rtl'
}

/** What the editor, and anybody else, should know of the service's health; one sentence each. */
export type Status = { readonly summary: string; readonly faults: readonly string[] }

export type FrontView = {
  readonly site: Site
  readonly teasers: readonly Teaser[]
  readonly status: Status
  /** What the list is narrowed to, in words; absent on the front page itself. */
  readonly narrowed?: string | undefined
  /** Query of the narrowed list: `?tag=kobane`. */
  readonly query?: string | undefined
  /** Path of the page with older stories. */
  readonly older?: string | undefined
}

/** The front page: the latest stories, and how the service is doing. */
export function renderFront(view: FrontView): Promise<string> {
  const { site, narrowed, older } = view
  const main = html`${narrowed === undefined ? html`<h1 class="hidden">Latest stories</h1>` : html`<h1 class="narrowed">${narrowed}</h1>`}
${view.teasers.length === 0 ? html`<p class="empty">There are no stories here yet.</p>` : renderTeasers(view.teasers)}
${older === undefined ? '' : html`<nav class="pager"><a rel="next" href="${older}">Older stories</a></nav>`}
${renderStatus(view.status)}`
  const description = html`<meta name="description" content="${site.description}">`
  return renderPage({ title: narrowed ?? site.title, site, main, head: description, query: view.query })
}

function renderTeasers(teasers: readonly Teaser[]): Html {
  return html`<ol class="stories">${teasers.map((teaser) => renderTeaser(teaser))}</ol>`
}

function renderTeaser(teaser: Teaser): Html {
  const { path, title, summary, image, language, direction } = teaser
  const heading = title || summary.slice(0, 80) || toDate(teaser.published, language)
  return html`<li><article lang="${language ?? 'und'}" dir="${direction}"${image === undefined ? '' : html` class="pictured"`}>
${image === undefined ? '' : html`<a class="picture" href="${path}" tabindex="-1" aria-hidden="true"><img src="${image}" alt="" loading="lazy" decoding="async"></a>`}
<h2><a href="${path}">${heading}</a></h2>
${summary === '' || title === '' ? '' : html`<p class="summary">${summary}</p>`}
${renderMeta(teaser)}
</article></li>
`
}

function renderMeta({ dateline, published, language }: Teaser): Html {
  const place = dateline === undefined ? '' : html`<span class="dateline">${dateline}</span> `
  const iso = new Date(published).toISOString()
  return html`<p class="meta">${place}<time datetime="${iso}">${toDate(published, language)}</time></p>`
}

function renderStatus({ summary, faults }: Status): Html {
  const list = faults.length === 0 ? '' : html`<ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>`
  const more =
    faults.length === 0 ? html`<p>${summary}</p>` : html`<details open><summary>${summary}</summary>${list}</details>`
  return html`<aside class="status" lang="en" dir="ltr" aria-label="Status of the service">${more}</aside>`
}
