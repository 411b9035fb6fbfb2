import { html, raw } from 'hono/html'
import type { ItemView } from './item-view.ts'
import type { Html } from './layout.ts'

/** What machines are told of a story's page: links, Open Graph, Twitter's card, schema.org. */
export function renderItemHead(view: ItemView): Html {
  return html`<link rel="shortlink" href="${view.shortUrl}">
${view.summary === '' ? '' : html`<meta name="description" content="${view.summary}">`}
${renderOpenGraph(view)}
<script type="application/ld+json">${raw(renderLinkedData(view))}</script>`
}

function renderOpenGraph(view: ItemView): Html {
  const { title, summary, address, image, caption, published, modified, site, tags, language } = view
  const meta: readonly (readonly [string, string | undefined])[] = [
    ['og:type', 'article'],
    ['og:site_name', site.title],
    ['og:title', title],
    ['og:description', summary],
    ['og:url', address],
    ['og:locale', language?.replace('-', '_')],
    ['og:image', image?.url],
    ['og:image:alt', image === undefined ? undefined : caption],
    ['article:published_time', new Date(published).toISOString()],
    ['article:modified_time', modified === undefined ? undefined : new Date(modified).toISOString()],
    ...tags.map(({ label }) => ['article:tag', label] as const),
  ]
  const present = meta.filter(([, value]) => value !== undefined && value !== '')
  const card = image === undefined ? 'summary' : 'summary_large_image'
  return html`${present.map(([name, value]) => html`<meta property="${name}" content="${value}">\n`)}<meta name="twitter:card" content="${card}">`
}

function toCorrection(at: number, text: string) {
  return { '@type': 'CorrectionComment', text, datePublished: new Date(at).toISOString() }
}

/** schema.org's NewsArticle as JSON-LD. Nothing in it may end the script element or start a comment. */
function renderLinkedData(view: ItemView): string {
  const { title, summary, address, image, published, modified, language, authors, agency, dateline, site, tags } = view
  const corrections = view.corrections.flatMap(({ at, note }) => (note === undefined ? [] : [toCorrection(at, note)]))
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title || undefined,
    description: summary || undefined,
    url: address,
    mainEntityOfPage: address,
    image: image?.url,
    datePublished: new Date(published).toISOString(),
    dateModified: new Date(modified ?? published).toISOString(),
    inLanguage: language,
    author: authors.map(({ name, url }) => ({ '@type': 'Person', name, url })),
    keywords: tags.length === 0 ? undefined : tags.map(({ label }) => label),
    isAccessibleForFree: true,
    correction: corrections.length === 0 ? undefined : corrections,
    publisher: { '@type': 'NewsMediaOrganization', name: agency ?? site.title },
    dateline,
  }
  return JSON.stringify(article).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
