import { expect, test } from 'vitest'
import type { ParsedItem } from '../../src/model/model.ts'
import { parse } from '../../src/read/parse.ts'

/** A slip in one item (a tag dropped, half written or doubled, a sign too many) leaves its neighbours as they are. */

const STORIES = [0, 1, 2]

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Roj</title>
${STORIES.map(
  (n) => `<item><title>Story ${n} &amp; more</title><link>https://roj.example/${n}/</link>
<pubDate>Mon, 0${n + 1} Mar 2015 09:14:05 +0000</pubDate><dc:creator><![CDATA[Author ${n}]]></dc:creator>
<category>Tag${n}</category><guid isPermaLink="false">${n}</guid>
<description><![CDATA[<p>Summary ${n}.</p>]]></description>
<content:encoded><![CDATA[<p>Text <b>${n}</b> is long.</p>]]></content:encoded>
<media:content url="https://roj.example/${n}.jpg"><media:title type="html">Gate ${n}</media:title></media:content>
</item>`,
).join('\n')}
</channel></rss>`

const ATOM = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Roj</title>
${STORIES.map(
  (n) => `<entry><title type="html">Story ${n} &amp;amp; more</title><id>${n}</id>
<link rel="alternate" href="https://roj.example/${n}/"/><updated>2015-03-0${n + 1}T09:14:05Z</updated>
<author><name>Author ${n}</name></author><category term="Tag${n}"/><summary>Summary ${n}.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <b>${n}</b> is long.</p></div></content>
</entry>`,
).join('\n')}
</feed>`

const SIGNS = ['&', '<', '>', '"', ' < ', '<br>', '</p>', ']]>', '<!--', '&nbsp;', '<?', '\0', '<title>', '</channel>']

function read(text: string): readonly ParsedItem[] {
  return parse(new TextEncoder().encode(text)).items
}

/** Every way to write a tag wrongly; `<p>` as `p>`, `<p`, `<p><p>`, `<P>`, nothing, `<pq>`, without a quote, without any. */
function toSlips(tag: string): string[] {
  const cut = (at: number) => tag.slice(0, at) + tag.slice(at + 1)
  const quotes = tag.includes('"') ? [cut(tag.indexOf('"')), cut(tag.lastIndexOf('"')), tag.replaceAll('"', '')] : []
  return ['', tag.slice(1), tag.slice(0, -1), tag + tag, tag.toUpperCase(), tag.replace(/(?=[ />]|$)/, 'q'), ...quotes]
}

test.each([
  ['RSS', RSS, 'item'],
  ['Atom', ATOM, 'entry'],
])('a slip in one item of %s', (_, document, name) => {
  const whole = read(document).map((item) => JSON.stringify(item))
  const start = document.indexOf(`<${name}>`, document.indexOf(`</${name}>`))
  const end = document.indexOf(`</${name}>`, start) + name.length + 3
  const item = document.slice(start, end)
  const slips = [...item.matchAll(/<[^<>]*>/g)].flatMap(({ 0: tag, index }) =>
    toSlips(tag).map((slip) => item.slice(0, index) + slip + item.slice(index + tag.length)),
  )
  for (let at = name.length + 2; at < item.length - name.length - 3; at += 5) {
    for (const sign of SIGNS) slips.push(item.slice(0, at) + sign + item.slice(at))
  }
  for (const slip of slips) {
    const items = read(document.slice(0, start) + slip + document.slice(end)).map((one) => JSON.stringify(one))
    expect([items[0], items.at(-1)], slip).toEqual([whole[0], whole[2]])
  }
})

test.each([
  ['RSS', RSS],
  ['Atom', ATOM],
])('%s that ends anywhere keeps the items that are whole', (_, document) => {
  const whole = read(document).map((item) => JSON.stringify(item))
  for (let at = document.indexOf('</title>'); at < document.length; at += 3) {
    const text = document.slice(0, at)
    const count = text.split(/<\/(?:item|entry)>/).length - 1
    if (count === 0) continue
    expect(
      read(text)
        .slice(0, count)
        .map((item) => JSON.stringify(item)),
      text.slice(-80),
    ).toEqual(whole.slice(0, count))
  }
})
