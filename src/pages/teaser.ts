import { html } from 'hono/html'
import type { Html } from './layout.ts'
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

/** Stories, newest first. */
export function renderTeasers(teasers: readonly Teaser[]): Html {
  return html`<ol class="stories">${teasers.map((teaser) => renderTeaser(teaser))}</ol>`
}

function renderTeaser(teaser: Teaser): Html {
  const { path, title, summary, image, language, direction, published } = teaser
  const heading = title || summary.slice(0, 80) || toDate(published, language)
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
