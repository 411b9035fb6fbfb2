/**
 * The page of one story: text, picture, who wrote it, what readers said. Promises: it reads well in the story's own
 * language and direction.
 */

import { html, raw } from 'hono/html'
import { withFigures } from '../clean/markup/figures.ts'
import { isShownIn } from '../clean/shown-pictures.ts'
import type { Attachment, Comment, Person, Picture } from '../model/content.ts'
import { renderDateTime } from './dates.ts'
import { renderIsolated } from './isolated.ts'
import { type Html, type PageFeeds, renderPage, type SiteView } from './layout.ts'
import { withScrolling } from './scrolling.ts'
import { type ShownWording, toShownWording } from './wording.ts'

/** The page of one story. */
export function renderItem(view: ItemView): Promise<string> {
  const words = toShownWording(view.language)
  const main = html`<article class="story" lang="${view.language ?? 'und'}" dir="${view.direction}">
${renderHead(view, words)}
${renderFigure(view)}
<div class="body">
${raw(withScrolling(withFigures(view.contentHtml, view.pictures ?? [])))}
</div>
${renderFiles(toFiles(view), words)}
${renderCorrections(view, words)}
${renderFoot(view, words)}
${renderDiscussion(view.discussion, view.language, words)}
</article>`
  const { site, address: canonical, feeds } = view
  const title = view.title || view.summary.slice(0, 80) || site.title
  return renderPage({
    title,
    site,
    language: view.language,
    head: renderItemHead(view),
    main,
    canonical,
    feeds,
    isStory: true,
  })
}

function renderHead(view: ItemView, words: ShownWording): Html {
  const { authors, dateline, language, published, modified } = view
  return html`<header>
${dateline === undefined ? '' : html`<p class="dateline"><bdi>${dateline}</bdi></p>`}
${view.title === '' ? '' : html`<h1>${renderIsolated(view.title, view.direction)}</h1>`}
<p class="byline">${authors.length === 0 ? '' : html`<span class="author">${words.by} ${renderNames(authors, words)}</span>`}
${renderDateTime(published, language)}${modified === undefined ? '' : html` <span class="updated">${words.updated} ${renderDateTime(modified, language)}</span>`}</p>
</header>`
}

function renderNames(authors: ItemView['authors'], { comma, and }: ShownWording): Html[] {
  return authors.map(({ name, path }, index) => {
    const before = index === 0 ? '' : index === authors.length - 1 ? and : comma
    return html`${before}${path === undefined ? html`<bdi>${name}</bdi>` : html`<a rel="author" href="${path}"><bdi>${name}</bdi></a>`}`
  })
}

function renderFigure({ image, caption, credit, contentHtml }: ItemView): Html | '' {
  if (image === undefined && caption === undefined && credit === undefined) return ''
  const words = html`${caption === undefined ? '' : html`<bdi>${caption}</bdi>`}${credit === undefined ? '' : html` <span class="credit"><bdi>${credit}</bdi></span>`}`
  const hasWords = caption !== undefined || credit !== undefined
  // Many sources show the main picture in the text as well: once is enough.
  const shown = image !== undefined && !isShownIn(contentHtml, image.url)
  if (!shown) return hasWords ? html`<p class="caption">${words}</p>` : ''
  const size = image.width && image.height ? html` width="${image.width}" height="${image.height}"` : ''
  return html`<figure>
<img src="${image.url}" alt="${image.alt ?? caption ?? ''}"${size}>
${hasWords ? html`<figcaption>${words}</figcaption>` : ''}
</figure>`
}

/** A picture that is shown is no file besides. */
function toFiles({ attachments, image, pictures = [] }: ItemView): readonly Attachment[] {
  const shown = new Set([...(image === undefined ? [] : [image]), ...pictures].map(({ url }) => url))
  return attachments.filter(({ url }) => !shown.has(url))
}

function renderFiles(files: readonly Attachment[], words: ShownWording): Html | '' {
  if (files.length === 0) return ''
  const items = files.map(({ url, title, type }) => {
    return html`<li><a href="${url}"><bdi>${title ?? url.split('/').at(-1) ?? url}</bdi></a>${type === undefined ? '' : html` <bdi>(${type})</bdi>`}</li>`
  })
  return html`<section class="files"><h2>${words.files}</h2><ul>${items}</ul></section>`
}

function renderCorrections({ corrections, versions, language }: ItemView, words: ShownWording): Html | '' {
  if (corrections.length === 0 && versions === undefined) return ''
  const lines = corrections.map(({ at, note }) => {
    return html`<p><strong>${words.corrected}</strong> ${renderDateTime(at, language)}${note === undefined ? '' : html`: <bdi>${note}</bdi>`}</p>`
  })
  const all = versions === undefined ? '' : html`<p><a href="${versions}">${words.versions}</a></p>`
  return html`<aside class="correction">${lines}${all}</aside>`
}

function renderFoot(view: ItemView, words: ShownWording): Html {
  const { agency, source, tags, shortUrl, original, rights } = view
  const from = source ?? agency
  return html`<footer>
${tags.length === 0 ? '' : html`<ul class="tags">${tags.map(({ label, path }) => html`<li><a rel="tag" href="${path}"><bdi>${label}</bdi></a></li>`)}</ul>`}
${from === undefined ? '' : html`<p class="source">${words.source} <bdi>${from}</bdi></p>`}
<p class="shortlink">${words.shortLink} <a rel="shortlink" href="${shortUrl}" dir="ltr">${shortUrl.replace(/^https?:\/\//, '')}</a></p>
${original === undefined ? '' : html`<p class="original">${words.original} <a href="${original}" dir="ltr">${new URL(original).host}</a></p>`}
${rights === undefined ? '' : html`<p class="rights" dir="auto">${rights}</p>`}
</footer>`
}

/** What machines are told of a story's page: links, Open Graph, Twitter's card, schema.org. */
function renderItemHead(view: ItemView): Html {
  return html`<link rel="shortlink" href="${view.shortUrl}">
${view.summary === '' ? '' : html`<meta name="description" content="${view.summary}">`}
${renderOpenGraph(view)}
<script type="application/ld+json">${raw(renderLinkedData(view))}</script>`
}

function renderOpenGraph(view: ItemView): Html {
  const { title, summary, address, image, caption, pictures = [], published, modified, site, tags, language } = view
  const meta: readonly (readonly [string, string | undefined])[] = [
    ['og:type', 'article'],
    ['og:site_name', site.title],
    ['og:title', title],
    ['og:description', summary],
    ['og:url', address],
    ['og:locale', language?.replace('-', '_')],
    ['og:image', image?.url],
    ['og:image:alt', image === undefined ? undefined : (image.alt ?? caption)],
    ...pictures.flatMap(({ url, alt, caption: line }) => [
      ['og:image', url] as const,
      ['og:image:alt', alt ?? line] as const,
    ]),
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
  const { title, summary, address, image, pictures = [], published, modified } = view
  const { language, authors, agency, dateline, site, tags } = view
  const corrections = view.corrections.flatMap(({ at, note }) => (note === undefined ? [] : [toCorrection(at, note)]))
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title || undefined,
    description: summary || undefined,
    url: address,
    mainEntityOfPage: address,
    image: pictures.length === 0 ? image?.url : [image, ...pictures].map((picture) => picture?.url),
    datePublished: new Date(published).toISOString(),
    dateModified: new Date(Math.max(modified ?? published, view.revised ?? published)).toISOString(),
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

/** A story's page. All addresses absolute, `contentHtml` made safe by `clean`. */
export type ItemView = {
  readonly site: SiteView
  readonly title: string
  readonly summary: string
  readonly contentHtml: string
  /** With the path of the list of their stories. */
  readonly authors: readonly (Person & { readonly path?: string | undefined })[]
  readonly dateline?: string | undefined
  readonly agency?: string | undefined
  readonly source?: string | undefined
  readonly image?: Picture | undefined
  /** Further ones, which the text does not show. */
  readonly pictures?: readonly Picture[] | undefined
  /** Of the picture; shown without one too, for the agency's texts name pictures that are lost. */
  readonly caption?: string | undefined
  readonly credit?: string | undefined
  readonly attachments: readonly Attachment[]
  /** What people read, and the path of the list it stands for. */
  readonly tags: readonly { readonly label: string; readonly path: string }[]
  readonly language?: string | undefined
  readonly direction: 'ltr' | 'rtl'
  /** Milliseconds since 1970. */
  readonly published: number
  readonly modified?: number | undefined
  readonly address: string
  readonly shortUrl: string
  /** The story's own address, where that is not this page. */
  readonly original?: string | undefined
  /** The page with every version; absent while there is but one. */
  readonly versions?: string | undefined
  /** The feeds of its comments. */
  readonly feeds?: PageFeeds | undefined
  /** What was changed since, in the editor's words. */
  readonly corrections: readonly { readonly at: number; readonly note?: string | undefined }[]
  /** When it was last changed, in substance or not. */
  readonly revised?: number
  readonly rights?: string | undefined
  /** What readers wrote, oldest first. */
  readonly discussion?: readonly Comment[]
}

/** Deeper answers stand beside those they answer. */
const DEEPEST = 6

type Thread = ReadonlyMap<string | undefined, readonly Comment[]>

/** What readers wrote under a story, each answer below what it answers. */
export function renderDiscussion(
  comments: readonly Comment[] | undefined,
  language: string | undefined,
  words: ShownWording,
): Html | '' {
  if (comments === undefined || comments.length === 0) return ''
  const answers = toAnswers(comments)
  return html`<section class="comments" id="comments"><h2>${words.comments}</h2>
${renderList(undefined, answers, language, words)}
</section>`
}

/** Comments by the one they stand under; one whose like is not here, or comes after it, stands under none. */
function toAnswers(comments: readonly Comment[]): Thread {
  const answers = new Map<string | undefined, Comment[]>()
  const places = new Map<string | undefined, { readonly depth: number; readonly above: string | undefined }>()
  for (const comment of comments) {
    const asked = places.get(comment.parent)
    const isDeep = asked !== undefined && asked.depth >= DEEPEST
    const above = isDeep ? asked.above : asked && comment.parent
    places.set(comment.id, { depth: isDeep ? DEEPEST : (asked?.depth ?? 0) + 1, above })
    const list = answers.get(above)
    if (list === undefined) answers.set(above, [comment])
    else list.push(comment)
  }
  return answers
}

function renderList(
  parent: string | undefined,
  answers: Thread,
  language: string | undefined,
  words: ShownWording,
): Html | '' {
  const list = answers.get(parent) ?? []
  if (list.length === 0) return ''
  const items = list.map((comment) => {
    return html`<li id="comment-${comment.id}">${renderComment(comment, language, words)}
${renderList(comment.id, answers, language, words)}</li>`
  })
  return html`<ol>${items}</ol>`
}

function renderComment(
  { author, url, at, html: text }: Comment,
  language: string | undefined,
  words: ShownWording,
): Html {
  const name = author === '' ? words.anonymous : html`<bdi>${author}</bdi>`
  const signed = url === undefined ? name : html`<a href="${url}" rel="nofollow ugc">${name}</a>`
  const time = at === undefined ? '' : html` ${renderDateTime(at, language)}`
  return html`<p class="byline"><span class="author">${signed}</span>${time}</p><div dir="auto">${raw(text)}</div>`
}
