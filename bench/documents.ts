/** Documents of the size and shape that a news site sends. */

const words =
  'the agency reported on thursday that fighters near the border town had left their positions after talks with local elders while families returned to find shops open and the bridge repaired'.split(
    ' ',
  )

export function toParagraph(seed: number): string {
  return Array.from({ length: 60 }, (_, n) => words[(seed * 7 + n * 13) % words.length]).join(' ')
}

function toBody(n: number): string {
  const paragraphs = Array.from({ length: 6 }, (_, part) => `<p>${toParagraph(n + part)} &amp; more.</p>`)
  return `<p><img src="https://site.example/pictures/${n}.jpg" alt="A street"></p>${paragraphs.join('\n')}<p><a href="https://site.example/${n}">Read on</a></p>`
}

function toDate(n: number): Date {
  return new Date(Date.UTC(2015, 5, 1) - n * 3_600_000)
}

/** An RSS 2.0 document as WordPress writes it. */
export function createRss(items: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Site</title><atom:link href="https://site.example/feed/" rel="self" type="application/rss+xml" />
<link>https://site.example</link><description>News</description><language>en-US</language>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
${Array.from({ length: items }, (_, n) => toRssItem(n)).join('\n')}
</channel></rss>`
}

function toRssItem(n: number): string {
  return `<item><title>Story ${n} &#8211; what happened</title><link>https://site.example/2015/06/story-${n}/</link>
<comments>https://site.example/2015/06/story-${n}/#comments</comments><pubDate>${toDate(n).toUTCString()}</pubDate>
<dc:creator><![CDATA[Reporter ${n % 9}]]></dc:creator><category><![CDATA[Syria]]></category><category><![CDATA[News]]></category>
<guid isPermaLink="false">https://site.example/?p=${n}</guid><description><![CDATA[${toParagraph(n)} [&#8230;]]]></description>
<content:encoded><![CDATA[${toBody(n)}]]></content:encoded><slash:comments>${n % 5}</slash:comments></item>`
}

/** An Atom 1.0 document with escaped HTML. */
export function createAtom(entries: number): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Site</title><id>https://site.example/</id>
<updated>${toDate(0).toISOString()}</updated><link rel="self" href="https://site.example/atom.xml"/><link href="https://site.example/"/>
${Array.from({ length: entries }, (_, n) => toEntry(n)).join('\n')}
</feed>`
}

function toEntry(n: number): string {
  return `<entry><title type="html">Story ${n} &amp;#8211; what happened</title><id>https://site.example/?p=${n}</id>
<link href="https://site.example/2015/06/story-${n}/"/><published>${toDate(n).toISOString()}</published><updated>${toDate(n).toISOString()}</updated>
<author><name>Reporter ${n % 9}</name></author><category term="Syria"/><category term="News"/>
<summary type="text">${toParagraph(n)}</summary><content type="html">${toEscaped(toBody(n))}</content></entry>`
}

function toEscaped(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** RSS as badly kept sites send it: bare ampersands, HTML's names, and an end that never came. */
export function createBrokenRss(items: number): string {
  const text = createRss(items)
    .replaceAll('what happened', 'Fish & chips&nbsp;tonight')
    .replaceAll('</category><category>', '<category>')
  return text.slice(0, text.lastIndexOf('</item>') - 200)
}
