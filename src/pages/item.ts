import { html, raw } from 'hono/html'
import type { Attachment } from '../model/content.ts'
import { renderDiscussion } from './discussion.ts'
import { renderItemHead } from './item-head.ts'
import type { ItemView } from './item-view.ts'
import { type Html, renderPage } from './layout.ts'
import { toDateAndTime, toWording, type Wording } from './wording.ts'

/** The page of one story. */
export function renderItem(view: ItemView): Promise<string> {
  const words = toWording(view.language)
  const main = html`<article class="story" lang="${view.language ?? 'und'}" dir="${view.direction}">
${renderHead(view, words)}
${renderFigure(view)}
<div class="body">
${raw(view.contentHtml)}
</div>
${renderFiles(view.attachments, words)}
${renderCorrections(view, words)}
${renderFoot(view, words)}
${renderDiscussion(view.discussion, view.language, words)}
</article>`
  const { site, address: canonical, feeds } = view
  const title = view.title || view.summary.slice(0, 80) || site.title
  // The page itself stays in the service's language; the story says its own.
  return renderPage({ title, site, head: renderItemHead(view), main, canonical, feeds, isStory: true })
}

function renderHead(view: ItemView, words: Wording): Html {
  const { authors, dateline, language, published, modified } = view
  return html`<header>
${dateline === undefined ? '' : html`<p class="dateline">${dateline}</p>`}
${view.title === '' ? '' : html`<h1>${view.title}</h1>`}
<p class="byline">${authors.length === 0 ? '' : html`<span class="author">${words.by} ${renderNames(authors, words)}</span>`}
${renderTime(published, language)}${modified === undefined ? '' : html` <span class="updated">${words.updated} ${renderTime(modified, language)}</span>`}</p>
</header>`
}

function renderNames(authors: ItemView['authors'], { comma, and }: Wording): Html[] {
  return authors.map(({ name, path }, index) => {
    const before = index === 0 ? '' : index === authors.length - 1 ? and : comma
    return html`${before}${path === undefined ? name : html`<a rel="author" href="${path}">${name}</a>`}`
  })
}

function renderTime(time: number, language: string | undefined): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${toDateAndTime(time, language)}</time>`
}

function renderFigure({ image, caption, credit, contentHtml }: ItemView): Html | '' {
  if (image === undefined && caption === undefined && credit === undefined) return ''
  const words = html`${caption ?? ''}${credit === undefined ? '' : html` <span class="credit">${credit}</span>`}`
  const hasWords = caption !== undefined || credit !== undefined
  // Many sources show the lead picture in the text as well: once is enough.
  const shown = image !== undefined && !contentHtml.includes(image.url.replaceAll('&', '&amp;'))
  if (!shown) return hasWords ? html`<p class="caption">${words}</p>` : ''
  const size = image.width && image.height ? html` width="${image.width}" height="${image.height}"` : ''
  return html`<figure>
<img src="${image.url}" alt="${caption ?? ''}"${size}>
${hasWords ? html`<figcaption>${words}</figcaption>` : ''}
</figure>`
}

function renderFiles(files: readonly Attachment[], words: Wording): Html | '' {
  if (files.length === 0) return ''
  const items = files.map(({ url, title, type }) => {
    return html`<li><a href="${url}"><bdi>${title ?? url.split('/').at(-1) ?? url}</bdi></a>${type === undefined ? '' : ` (${type})`}</li>`
  })
  return html`<section class="files"><h2>${words.files}</h2><ul>${items}</ul></section>`
}

function renderCorrections({ corrections, versions, language }: ItemView, words: Wording): Html | '' {
  if (corrections.length === 0 && versions === undefined) return ''
  const lines = corrections.map(({ at, note }) => {
    return html`<p><strong>${words.corrected}</strong> ${renderTime(at, language)}${note === undefined ? '' : html`: <bdi>${note}</bdi>`}</p>`
  })
  const all = versions === undefined ? '' : html`<p><a href="${versions}">${words.versions}</a></p>`
  return html`<aside class="correction">${lines}${all}</aside>`
}

function renderFoot(view: ItemView, words: Wording): Html {
  const { agency, source, tags, shortUrl, original, rights } = view
  const from = source ?? agency
  return html`<footer>
${tags.length === 0 ? '' : html`<ul class="tags">${tags.map(({ label, path }) => html`<li><a rel="tag" href="${path}">${label}</a></li>`)}</ul>`}
${from === undefined ? '' : html`<p class="source">${words.source}: ${from}</p>`}
<p class="shortlink">${words.shortLink}: <a rel="shortlink" href="${shortUrl}" dir="ltr">${shortUrl.replace(/^https?:\/\//, '')}</a></p>
${original === undefined ? '' : html`<p class="original">${words.original} <a href="${original}" dir="ltr">${new URL(original).host}</a></p>`}
${rights === undefined ? '' : html`<p class="rights">${rights}</p>`}
</footer>`
}
