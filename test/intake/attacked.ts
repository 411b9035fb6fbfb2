/** Documents of every kind that we read, with one text in every field. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function toEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}

function toRss(text: string, value: string): string {
  const name = (tag: string) => `<${tag}>${text}</${tag}>`
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:georss="http://www.georss.org/georss"><channel>${['title', 'description', 'language', 'managingEditor', 'itunes:author', 'copyright'].map(name).join('')}
  <generator>ara-feeds</generator><link>${value}</link><image><url>${value}</url></image><item><link>${value}</link>
  ${['title', 'description', 'content:encoded', 'author', 'dc:creator', 'dc:contributor', 'category', 'dc:rights', 'dc:language', 'georss:featurename', 'comments', 'dc:coverage', 'dc:publisher', 'dc:source'].map(name).join('')}
  <source url="${value}">${text}</source><category domain="${value}">x</category>
  <media:content url="https://x.org/i.jpg" type="image/jpeg">${['media:title', 'media:description', 'media:credit'].map(name).join('')}</media:content>
  <enclosure url="https://x.org/a.mp3" type="${value}" title="${value}"/><enclosure url="${value}"/>
  <georss:point>1 2</georss:point></item></channel></rss>`
}

function toAtom(text: string, value: string, type: string): string {
  const named = (tag: string) => `<${tag} type="${type}">${text}</${tag}>`
  return `<feed xmlns="http://www.w3.org/2005/Atom">${named('title')}${named('subtitle')}<icon>${value}</icon>
  <entry xml:base="${value}"><id>urn:1</id><link href="${value}"/><link rel="via" href="${value}"/>
  ${['title', 'summary', 'content', 'rights'].map(named).join('')}<author><name>${text}</name><uri>${value}</uri></author>
  <category term="${value}" label="${value}" scheme="${value}"/><source>${named('title')}<id>${text}</id></source></entry></feed>`
}

function toJsonFeed(attack: string): string {
  const person = { name: attack, url: attack, avatar: attack }
  const own = {
    key: '0'.repeat(64),
    caption: attack,
    credit: attack,
    comments: attack,
    rights: attack,
    dateline: attack,
    agency: attack,
  }
  const more = { ...own, source: attack, places: [{ name: attack, slug: attack }], contributors: [person] }
  const texts = { title: attack, summary: attack, content_html: attack, language: attack, tags: [attack] }
  const links = { url: attack, external_url: attack, image: attack, banner_image: attack }
  const attachments = [
    { url: attack, mime_type: attack },
    { url: 'https://x.org/a', mime_type: attack, title: attack },
  ]
  const item = { id: '1', ...texts, ...links, authors: [person], attachments, _ara: more }
  const feed = { title: attack, description: attack, language: attack, authors: [person], icon: attack }
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', ...feed, home_page_url: attack, items: [item] })
}

function toPosts(attack: string): string {
  const rendered = { rendered: attack }
  const media = { source_url: attack, caption: rendered }
  const embedded = { author: [{ name: attack, url: attack }], 'wp:featuredmedia': [media] }
  const terms = { 'wp:term': [[{ name: attack, taxonomy: 'post_tag' }]] }
  const texts = { title: rendered, content: rendered, excerpt: rendered, guid: rendered }
  return JSON.stringify([{ id: 1, link: attack, slug: attack, ...texts, _embedded: { ...embedded, ...terms } }])
}

function toStory(attack: string): string {
  const value = JSON.stringify(attack)
  return `---\ntitle: ${value}\nauthor: ${value}\ntags: [${value}]\n---\nKobane – ${attack} was all that people in the town had to say.\n\n(Photo: ${attack})\n\nReporting by: ${attack}\n\nSource: ${attack}`
}

function toPage(attack: string): string {
  const value = toEscaped(attack)
  const image = { url: attack, caption: attack, creditText: attack }
  const story = {
    headline: attack,
    author: { name: attack, url: attack },
    image,
    keywords: [attack],
    articleBody: attack,
  }
  const data = JSON.stringify({ '@type': 'NewsArticle', ...story }).replaceAll('</', '<\\/')
  return `<title>${value}</title><meta property="og:image" content="${value}"><meta name="author" content="${value}">
  <script type="application/ld+json">${data}</script><article><h1>${attack}</h1>
  <p>The well of the upper village was dug by two brothers who did not speak to each other.</p>${attack}
  <figure><img src="https://x.org/i.jpg"><figcaption>${attack} Photo: ${attack}</figcaption></figure></article>`
}

/** By its name: the document, and the type it is sent with; `page` stands for a page that is read as an article. */
export const KINDS: Readonly<Record<string, (attack: string) => readonly [document: string, type: string]>> = {
  'RSS, escaped': (attack) => [toRss(toEscaped(attack), toEscaped(attack)), 'text/xml'],
  'RSS, escaped twice': (attack) => [toRss(toEscaped(escape(attack)), toEscaped(attack)), 'text/xml'],
  'RSS, as it stands': (attack) => [toRss(attack, toEscaped(attack)), 'text/xml'],
  'Atom text': (attack) => [toAtom(toEscaped(attack), toEscaped(attack), 'text'), 'text/xml'],
  'Atom HTML': (attack) => [toAtom(toEscaped(attack), toEscaped(attack), 'html'), 'text/xml'],
  'Atom XHTML': (attack) => [toAtom(attack, toEscaped(attack), 'xhtml'), 'text/xml'],
  'JSON Feed': (attack) => [toJsonFeed(attack), 'application/feed+json'],
  WordPress: (attack) => [toPosts(attack), 'application/json'],
  'story text': (attack) => [toStory(attack), 'text/plain'],
  page: (attack) => [toPage(attack), 'page'],
}
