import { html, raw } from 'hono/html'
import type { Attachment } from '../model.ts'
import { renderDiscussion } from './discussion.ts'
import { renderItemHead } from './item-head.ts'
import type { ItemView } from './item-view.ts'
import { type Html, renderPage } from './layout.ts'
import { toDateAndTime, toList, toWording, type Wording } from './wording.ts'

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
  const head = renderItemHead(view)
  // The page itself stays in the service's language; the story says its own.
  return renderPage({ title: view.title || view.summary.slice(0, 80) || view.site.title, site: view.site, head, main })
}

function renderHead(view: ItemView, words: Wording): Html {
  const { authors, dateline, language, published, modified } = view
  const names = toList(
    authors.map(({ name }) => name),
    words,
  )
  return html`<header>
${dateline === undefined ? '' : html`<p class="dateline">${dateline}</p>`}
${view.title === '' ? '' : html`<h1>${view.title}</h1>`}
<p class="byline">${names === '' ? '' : html`<span class="author">${words.by} ${names}</span>`}
${renderTime(published, language)}${modified === undefined ? '' : html` <span class="updated">${words.updated} ${renderTime(modified, language)}</span>`}</p>
</header>`
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

function renderCorrections({ corrections, language }: ItemView, words: Wording): Html | '' {
  if (corrections.length === 0) return ''
  const lines = corrections.map(({ at, note }) => {
    return html`<p>${words.updated} ${renderTime(at, language)}${note === undefined ? '' : html`: <bdi>${note}</bdi>`}</p>`
  })
  return html`<aside class="correction">${lines}</aside>`
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
