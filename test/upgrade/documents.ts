/** The documents that filled the database, and from which a later version reads the same stories again. */
import { type Told, tellAll } from './texts.ts'

/** `coding`: in another one than UTF-8. */
export type Document = { readonly type: string; readonly body: string; readonly coding?: 'windows-1256' }

const HOUR = 3_600_000
const FIRST = Date.UTC(2016, 2, 10, 6)

/** What stands at each address; `build` is when its feed says that it was built. */
export function toDocuments(build: number): ReadonlyMap<string, Document> {
  const [full, pages] = toSummaries(build)
  return new Map<string, Document>([
    ['https://aranews.net/feed/', { type: 'application/rss+xml; charset=UTF-8', body: toRss(build) }],
    [
      'https://www.aranews.net/feed/',
      { type: 'application/rss+xml', body: toRss(build, 'https://www.aranews.net', 4) },
    ],
    ['https://atom.example/feed', { type: 'application/atom+xml', body: toAtom(build) }],
    ['https://json.example/feed', { type: 'application/feed+json', body: toJson(build) }],
    ['https://greek.example/feed', { type: 'application/rss+xml', body: toMislabelled(build), coding: 'windows-1256' }],
    ['https://page.example/news', { type: 'text/html; charset=utf-8', body: toPage(build) }],
    ['https://anchors.example/feed', { type: 'application/rss+xml', body: toAnchors(build) }],
    ['https://full.example/feed', { type: 'application/rss+xml', body: full }],
    ...pages,
  ])
}

/** As it is sent. */
export function toBytes({ body, coding }: Document): Uint8Array<ArrayBuffer> {
  if (coding === undefined) return Uint8Array.from(new TextEncoder().encode(body))
  const all = new TextDecoder(coding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from(body, (sign) => (sign < '\x80' ? sign.charCodeAt(0) : Math.max(0x3f, all.indexOf(sign))))
}

/** Files of the archive folder, by name. */
export function toFiles(): ReadonlyMap<string, string> {
  const stories = tellAll(300, 10).map((told, index): [string, string] => [
    `story-${index}.txt`,
    index % 2 === 0 ? toStoryText(told) : toMatter(told, index) + told.html,
  ])
  return new Map(stories)
}

/** What was posted to the API: text, or a JSON Feed item. */
export function toPosts(): readonly Document[] {
  const stories = tellAll(400, 6)
  return stories.map((told, index) =>
    index % 2 === 0
      ? { type: 'text/plain', body: toStoryText(told) }
      : { type: 'application/json', body: JSON.stringify(toJsonItem(told, 400 + index, 'https://api.example')) },
  )
}

/** An export of WordPress, and one of a JSON Feed, that were imported; by file name. */
export function toImports(): ReadonlyMap<string, string> {
  return new Map([
    ['export.xml', toWxr()],
    ['export.json', toJson(0, 600, 'https://old.example')],
  ])
}

/** The site, or a mirror that has some of it. */
function toRss(build: number, site = 'https://aranews.net', count = 24): string {
  const items = tellAll(0, count).map(
    (told, index) => `<item>
  <title>${told.title}</title><link>${site}/2016/03/story-number-${index}/</link>
  <guid isPermaLink="false">${site}/?p=${1000 + index}</guid>
  <dc:creator><![CDATA[${told.author}]]></dc:creator><pubDate>${toTime(index)}</pubDate>
  <category><![CDATA[Syria]]></category><slash:comments>${index}</slash:comments>
  <description><![CDATA[${told.html.replace(/<[^>]*>/g, ' ').slice(0, 120)} [&#8230;]]]></description>
  <content:encoded><![CDATA[${told.html}]]></content:encoded></item>`,
  )
  const space = `xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"`
  return toChannel('ARA News', site, build, items, space)
}

function toAtom(build: number): string {
  const entries = tellAll(100, 10).map(
    (told, index) => `<entry><id>tag:atom.example,2016:${index}</id><title type="html">${toEscaped(told.title)}</title>
  <link href="/a/${index}?utm_campaign=x"/><published>${toIso(index)}</published><updated>${toIso(index)}</updated>
  <author><name>${told.author}</name><email>desk@atom.example</email></author>
  <content type="html">${toEscaped(told.html)}</content></entry>`,
  )
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/"><title>Atom</title>
<id>urn:feed</id><updated>${new Date(build).toISOString()}</updated>${entries.join('\n')}</feed>`
}

function toJson(build: number, from = 200, site = 'https://json.example'): string {
  const items = tellAll(from, 8).map((told, index) => toJsonItem(told, from + index, site))
  const version = 'https://jsonfeed.org/version/1.1'
  return JSON.stringify({ version, title: 'JSON', home_page_url: `${site}/`, _built: build, items }, null, 1)
}

function toJsonItem(told: Told, number: number, site: string) {
  return {
    id: `${site}/${number}`,
    url: `${site}/${number}`,
    title: told.title,
    content_html: told.html,
    authors: [{ name: told.author }],
    date_published: toIso(number % 24),
    tags: ['Syria', 'Daily life'],
  }
}

/** Arabic that calls itself Greek: later versions read it right. */
function toMislabelled(build: number): string {
  const items = ['الخبز', 'الماء', 'المدرسة', 'الطريق', 'السوق'].map(
    (word, index) =>
      `<item><guid>greek-${index}</guid><link>https://greek.example/${index}</link><title>عودة ${word} إلى كوباني بعد عام</title><description>قال مصدر محلي إن ${word} عاد إلى مدينة كوباني بعد عام من الحرب، وإن الناس يعودون كل يوم.</description><pubDate>${toTime(index)}</pubDate></item>`,
  )
  return toChannel('Greek', 'https://greek.example', build, items, '', 'iso-8859-7')
}

function toPage(build: number): string {
  const items = tellAll(130, 6).map(
    (told, index) => `<div class="item"><h2><a href="/news/${index}">${told.title}</a></h2>
<span class="by">${told.author}</span><time datetime="${toIso(index)}">x</time><div class="text">${told.html}</div></div>`,
  )
  return `<!doctype html><html lang="en"><head><title>News</title></head><body><p>${build}</p>${items.join('\n')}</body></html>`
}

function toAnchors(build: number): string {
  const items = tellAll(160, 3).map(
    ({ title, html }, index) =>
      `<item><title>${title}</title><link>https://anchors.example/${index}#entry</link><pubDate>${toTime(index)}</pubDate><description><![CDATA[${html}]]></description></item>`,
  )
  return toChannel('Anchors', 'https://anchors.example', build, items)
}

/** A feed of summaries, and its pages; one of them is not there. */
function toSummaries(build: number): [string, [string, Document][]] {
  const stories = tellAll(180, 5)
  const items = stories.map(
    ({ title, author }, index) =>
      `<item><guid>full-${index}</guid><title>${title}</title><link>https://full.example/${index}</link><author>${author}</author><pubDate>${toTime(index)}</pubDate><description>What ${index} is about, in one sentence.</description></item>`,
  )
  const pages = stories.slice(1).map(({ title, html }, index): [string, Document] => {
    const text =
      html.repeat(2) + '<p>It was said again on Sunday, by those who had said it before, and by others.</p>'.repeat(3)
    const body = `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${text}</article></body></html>`
    return [`https://full.example/${index + 1}`, { type: 'text/html; charset=utf-8', body }]
  })
  return [toChannel('Full', 'https://full.example', build, items), pages]
}

function toWxr(): string {
  const items = tellAll(500, 6).map(
    (
      told,
      index,
    ) => `<item><title>${told.title}</title><link>https://aranews.net/2015/01/old-story-of-number-${index}/</link>
  <guid isPermaLink="false">https://aranews.net/?p=${index + 1}</guid><dc:creator><![CDATA[egid]]></dc:creator>
  <content:encoded><![CDATA[${told.html}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
  <wp:post_id>${index + 1}</wp:post_id><wp:post_date>2015-01-0${index + 1} 10:00:00</wp:post_date>
  <wp:post_date_gmt>2015-01-0${index + 1} 08:00:00</wp:post_date_gmt><wp:post_name>old-story-of-number-${index}</wp:post_name>
  <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>`,
  )
  const space =
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
  const head =
    '<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>egid</wp:author_login><wp:author_display_name>Egid Yousef</wp:author_display_name></wp:author>'
  return toChannel('ARA News', 'https://aranews.net', 0, [head, ...items], space)
}

function toChannel(title: string, site: string, build: number, items: readonly string[], space = '', coding = 'UTF-8') {
  return `<?xml version="1.0" encoding="${coding}"?>
<rss version="2.0" ${space}><channel><title>${title}</title><link>${site}</link><description>News</description>
<lastBuildDate>${new Date(build).toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>`
}

function toStoryText({ title, html, author }: Told): string {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/\n+/g, '\n\n')
  return `${title}\n\nBy ${author}\n\n${text}\n\n(Source: ARA News)`
}

function toMatter(told: Told, index: number): string {
  return `---\ntitle: ${JSON.stringify(told.title)}\ndate: 2016-03-0${(index % 9) + 1}\nauthor: ${told.author}\ntags: [Syria, Daily life]\n---\n`
}

function toTime(hours: number): string {
  return new Date(FIRST - hours * HOUR).toUTCString()
}

function toIso(hours: number): string {
  return new Date(FIRST - hours * HOUR).toISOString()
}

function toEscaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
