import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderSafe } from '../../../src/clean/markup/markup.ts'
import { toWritten } from '../../../src/clean/story.ts'
import { parseHtml } from '../../../src/html/bounded.ts'
import { findActive } from './active.ts'

const attacks = readFileSync(new URL('../../fixtures/clean/attacks.html', import.meta.url), 'utf8')
const BASE = 'https://example.com/2015/06/story/'

const toHtml = (value: string, base: string | undefined = BASE) => toWritten({ value, type: 'html' }, { base }).html
/** What is written when written HTML is read and written again. */
const toAgain = (html: string) => renderSafe(parseHtml(html), {}).html
const toText = (value: string) => toWritten({ value, type: 'html' }, { base: BASE }).text

describe('nothing in a story can act', () => {
  const payloads = [...attacks.split('\n').filter(Boolean), attacks, attacks.split('\n').reverse().join('\n')]

  test.each(payloads.map((payload) => [payload.slice(0, 90), payload]))('%s', (_, payload) => {
    const html = toHtml(payload)
    expect(findActive(html)).toEqual([])
    expect(toAgain(html)).toBe(html)
  })

  const places = [
    (x: string) => `<table><tr><td>${x}</td></tr></table>`,
    (x: string) => `<table>${x}</table>`,
    (x: string) => `<math><mtext>${x}</mtext></math>`,
    (x: string) => `<svg><foreignObject>${x}</foreignObject></svg>`,
    (x: string) => `<select><option>${x}</select>`,
    (x: string) => `<p title='${x}'>x</p>`,
    (x: string) => `<noscript>${x}</noscript>`,
    (x: string) => `<object><a href=x>${x}</a></object>`,
    (x: string) => `<![CDATA[${x}]]>`,
    (x: string) => `<!--${x}-->`,
    (x: string) => `<xmp>${x}</xmp>`,
    (x: string) => `<div>`.repeat(70) + x,
  ]
  test.each(places.map((place) => [place('…'), place]))('wherever it stands: %s', (_, place) => {
    for (const payload of attacks.split('\n').filter(Boolean)) {
      const html = toHtml(place(payload))
      expect(findActive(html), payload).toEqual([])
      expect(toAgain(html), payload).toBe(html)
    }
  })

  test('what is written parses to the same tree again', () => {
    const odd = [
      '<p><object><p>x',
      '<a href=a><marquee><a href=b>x',
      '<table><b>x<tr><td>y</b>',
      '<a href=a><div><a href=b>x</a></div></a>',
      '<pre>\n\nx</pre>',
      '<xmp>\nx</xmp>',
      '<b><p>x</b>y</p>',
      '<li><object><li>x</li></object>',
      '<h1><applet><h2>x</h2></applet></h1>',
      '<math><mtext><p>x</p></mtext></math>',
      '<ruby>a<rt>b<rt>c</ruby>',
      '<table><td><table><td>x',
      '<p>a\r\nb&#13;c</p>',
    ]
    for (const html of odd) {
      const written = toHtml(html)
      expect(toAgain(written), html).toBe(written)
    }
  })
})

describe('what is harmless stays', () => {
  const kept = [
    '<h2>Head</h2><p>One<br>two <strong>three</strong> <em>four</em></p><hr>',
    '<ul><li>a</li><li>b<ol start="3" type="a"><li value="7">c</li></ol></li></ul>',
    '<dl><dt>a</dt><dd>b</dd></dl>',
    '<table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col" abbr="a">h</th></tr></thead><tbody><tr><td colspan="2" rowspan="1" align="right">d</td></tr></tbody></table>',
    '<figure><img src="https://example.com/a.jpg" alt="A &quot;b&quot;" width="640" height="480"><figcaption>c</figcaption></figure>',
    '<blockquote cite="https://example.com/q"><p>q</p></blockquote><p><q cite="https://example.com/q">x</q> <cite>y</cite></p>',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>',
    '<p dir="rtl" lang="ar">مرحبا <bdo dir="ltr">abc</bdo> <bdi>x</bdi></p>',
    '<pre><code>if (a &lt; b) {\n  x()\n}</code></pre><p><kbd>k</kbd> <samp>s</samp> <var>v</var></p>',
    '<p><abbr title="Kurdistan Region">KR</abbr> <time datetime="2015-06-04T10:00:00Z">now</time> H<sub>2</sub>O x<sup>2</sup></p>',
    '<p><del datetime="2015-06-04">a</del><ins cite="https://example.com/c">b</ins> <mark>m</mark> <small>s</small> <u>u</u> <s>t</s></p>',
    '<details open><summary>s</summary><p>d</p></details>',
    '<p style="text-align:right;direction:rtl">x</p>',
    '<p><a href="https://example.com/x" title="t" hreflang="ku">x</a> <a href="mailto:a@example.com">m</a> <a href="tel:+964">t</a></p>',
    '<audio controls src="https://example.com/a.mp3"></audio><video controls poster="https://example.com/p.jpg" width="640"><source src="https://example.com/v.mp4" type="video/mp4"><track src="https://example.com/v.vtt" kind="subtitles" srclang="en" label="English"></video>',
    '<picture><source srcset="https://example.com/a.webp 1x, https://example.com/b.webp 2x" type="image/webp"><img src="https://example.com/a.jpg"></picture>',
    '<math display="block"><mrow><msup><mi>x</mi><mn>2</mn></msup><mo stretchy="false">(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac></mrow></math>',
    '<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="dot"></p>',
  ]
  test.each(kept)('%s', (html) => {
    expect(toHtml(html)).toBe(html)
  })

  test('old elements keep their meaning under new names', () => {
    expect(toHtml('<center>a</center>')).toBe('<div style="text-align:center">a</div>')
    expect(toHtml('<p><acronym title="x">a</acronym><tt>b</tt><strike>c</strike><font color=red>d</font></p>')).toBe(
      '<p><abbr title="x">a</abbr><code>b</code><s>c</s>d</p>',
    )
    expect(toHtml('<form><fieldset>x<input></fieldset></form>')).toBe('<div><div>x</div></div>')
  })

  test('styles keep only what says how text runs', () => {
    expect(toHtml('<p style="color:red; TEXT-ALIGN : Center !important; float:left; direction:rtl">x</p>')).toBe(
      '<p style="text-align:center;direction:rtl">x</p>',
    )
  })

  test('names that pages and scripts could meet are gone', () => {
    expect(toHtml('<p id="a" class="b" name="c" data-x="y" aria-label="z">x</p>')).toBe('<p>x</p>')
  })
})

describe('addresses', () => {
  test('are absolute wherever they stand', () => {
    expect(
      toHtml(
        '<a href="../x">l</a><img src="a.jpg" srcset="a.jpg 1x, /b.jpg 2x"><video src="v.mp4" poster="p.jpg"></video><blockquote cite="q">z</blockquote>',
      ),
    ).toBe(
      '<a href="https://example.com/2015/06/x">l</a><img src="https://example.com/2015/06/story/a.jpg" srcset="https://example.com/2015/06/story/a.jpg 1x, https://example.com/b.jpg 2x"><video controls src="https://example.com/2015/06/story/v.mp4" poster="https://example.com/2015/06/story/p.jpg"></video><blockquote cite="https://example.com/2015/06/story/q">z</blockquote>',
    )
  })

  test('that lead nowhere go, what they stood around stays', () => {
    expect(toHtml('<p><a href="javascript:x">text</a> <img src="cid:1" alt="a"> end</p>')).toBe('<p>text  end</p>')
    expect(toWritten({ value: '<a href="x">t</a>', type: 'html' }, {}).html).toBe('t')
  })

  test('a srcset may have commas in its addresses', () => {
    expect(toHtml('<img src="a.jpg" srcset="/w_1,h_2/a.jpg 320w,/w_3,h_4/a.jpg 640w, javascript:x 2x">')).toBe(
      '<img src="https://example.com/2015/06/story/a.jpg" srcset="https://example.com/w_1%2Ch_2/a.jpg 320w, https://example.com/w_3%2Ch_4/a.jpg 640w">',
    )
  })

  test('lose what only says who clicked', () => {
    expect(toHtml('<a href="/x?utm_source=rss&amp;id=3&amp;fbclid=z#.VXyz1234abc">l</a>')).toBe(
      '<a href="https://example.com/x?id=3">l</a>',
    )
  })
})

describe('pictures', () => {
  const lazy = [
    ['<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/a.jpg">', '/a.jpg'],
    ['<img src="/blank.gif" data-lazy-src="/a.jpg">', '/a.jpg'],
    ['<img data-original="/a.jpg" class="lazy">', '/a.jpg'],
    ['<img src="/lazy.png" data-srcset="/s.jpg 300w, /a.jpg 900w">', '/a.jpg'],
    [
      '<img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><noscript><img src="/a.jpg"></noscript>',
      '/a.jpg',
    ],
    ['<noscript><img src="/a.jpg"></noscript>', '/a.jpg'],
    ['<img data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>', '/a.jpg'],
    ['<img src="/a.jpg" data-orig-file="/big.jpg">', '/a.jpg'],
    ['<amp-img src="/a.jpg" width="4" height="3"></amp-img>', '/a.jpg'],
    ['<img src="/a.jpg" data-lazy="true" data-src="{&quot;x&quot;:1}">', '/a.jpg'],
  ]
  test.each(lazy)('%s', (html, path) => {
    const sources = [...toHtml(html ?? '').matchAll(/ src="([^"]+)"/g)].map((match) => match[1])
    expect(sources).toEqual([`https://example.com${path}`])
  })

  test('of sources and players that a script fills in', () => {
    const of = (html: string) =>
      [...toHtml(html).matchAll(/ (?:src|srcset|poster)="([^" ]+)/g)].map((match) => match[1])
    const at = (...names: string[]) => names.map((name) => `https://example.com/${name}`)
    const picture = '<picture><source data-srcset="/a.webp 1x"><img data-src="/a.jpg"></picture>'
    expect(of(picture)).toEqual(at('a.webp', 'a.jpg'))
    expect(of('<video src="" data-src="/a.mp4" data-poster="/a.jpg"></video>')).toEqual(at('a.mp4', 'a.jpg'))
    expect(of('<audio><source data-src="/a.mp3"><source src="/b.ogg" data-src="/c"></audio>')).toEqual(
      at('a.mp3', 'b.ogg'),
    )
    expect(toHtml('<video data-src="javascript:alert(1)"></video>')).toBe('')
  })

  test.each([
    '<img src="https://pixel.wp.com/b.gif?host=x" alt="">',
    '<img src="https://stats.wordpress.com/b.gif?x" >',
    '<img src="http://feeds.feedburner.com/~r/ara/~4/x" height="1" width="1">',
    '<img src="https://example.com/open?id=3" width="1" height="1">',
    '<img src="https://example.com/x.png" style="display: none">',
    '<a href="http://feeds.feedburner.com/~ff/ara?a=x"><img src="http://feeds.feedburner.com/~ff/ara?d=x" border="0"></a>',
    '<img src="https://www.facebook.com/tr?id=1&amp;ev=PageView">',
  ])('that only count readers are gone: %s', (html) => {
    expect(toHtml(`<p>x${html}</p>`)).toBe('<p>x</p>')
  })
})

test('boxes that only stood around what is gone go too', () => {
  expect(
    toHtml(
      '<p>x</p><div class="feedflare"><a href="http://feeds.feedburner.com/~ff/a?a=x"><img src="http://feeds.feedburner.com/~ff/a?d=x"></a> </div><p><iframe src="https://evil.example/"></iframe></p><p></p>',
    ),
  ).toBe('<p>x</p><p></p>')
})

describe('players become links', () => {
  const players = [
    [
      'https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
    ],
    [
      '//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=30',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=30',
      'https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
    ],
    [
      'https://youtu.be/dQw4w9WgXcQ',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
    ],
    ['https://www.youtube.com/embed/videoseries?list=PLabc', 'https://www.youtube.com/playlist?list=PLabc', undefined],
    ['https://player.vimeo.com/video/76979871?h=8272103f6e', 'https://vimeo.com/76979871/8272103f6e', undefined],
    [
      'https://www.dailymotion.com/embed/video/x7tgad0',
      'https://www.dailymotion.com/video/x7tgad0',
      'https://www.dailymotion.com/thumbnail/video/x7tgad0',
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569&amp;color=0066cc',
      'https://api.soundcloud.com/tracks/34019569',
      undefined,
    ],
    [
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fara%2Fvideos%2F1%2F',
      'https://www.facebook.com/ara/videos/1/',
      undefined,
    ],
    ['https://platform.twitter.com/embed/Tweet.html?id=606150462', 'https://twitter.com/i/status/606150462', undefined],
    [
      'https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2',
      'https://open.spotify.com/episode/4rOoJ6Egrf8K2',
      undefined,
    ],
    ['https://archive.org/embed/some-film', 'https://archive.org/details/some-film', undefined],
  ]
  test.each(players)('%s', (src, link, picture) => {
    const html = toHtml(`<p>before</p><iframe src="${src}" allowfullscreen></iframe>`)
    expect(html).toContain(`<a href="${link}">`)
    expect(/ src="([^"]+)"/.exec(html)?.[1]).toBe(picture)
    expect(html).not.toContain('iframe')
  })

  test('of the older kind too', () => {
    const html = toHtml(
      '<object width="425"><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ&hl=en"><embed src="http://www.youtube.com/v/dQw4w9WgXcQ&hl=en"></object>',
    )
    expect(html).toBe(
      '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><img src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg" alt="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></a>',
    )
  })

  test('but not inside another link, and not from hosts nobody knows', () => {
    expect(
      toHtml('<a href="/x"><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe></a>').match(/<a /g),
    ).toHaveLength(1)
    expect(toHtml('<p>x</p><iframe src="https://evil.example/player"></iframe>')).toBe('<p>x</p>')
  })
})

describe('plain text of a story', () => {
  test('has paragraphs, breaks, bullets and cells', () => {
    const html =
      '<h2>Head</h2>\n<p>One&nbsp;&amp; two<br/>three</p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table><p>end <img src="x.jpg" alt="no"></p>'
    expect(toText(html)).toBe('Head\n\nOne\u00a0& two\nthree\n\n• a\n• b\n1. c\n\n1\t2\n3\n\nend')
  })
  test('keeps the lines of pre, and blanks where inline elements meet', () => {
    expect(toText('<pre>a\n  b</pre><p><b>x</b> <i>y</i><b> z</b></p>')).toBe('a\n  b\n\nx y z')
  })
  test('leaves out scripts, styles and forms', () => {
    expect(toText('<style>p{}</style><p>x</p><script>y</script><textarea>z</textarea>')).toBe('x')
  })
})

describe('floods end in time, and in bounded HTML', () => {
  const million = 1024 * 1024
  const floods: [string, string][] = [
    ['nested', '<div>'.repeat(2 * million)],
    ['nested lists', '<ul><li>'.repeat(200_000)],
    ['attributes', `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>x`],
    ['formatting that is never closed', '<p><b a=1><i><u>x</p>'.repeat(100_000)],
    ['formatting of a thousand kinds', Array.from({ length: 50_000 }, (_, i) => `<p><b a=${i}>x</p>`).join('')],
    ['links in links', '<a href=x>'.repeat(500_000)],
    ['text in tables', '<table>x<b>'.repeat(100_000)],
    ['open brackets', '<'.repeat(5 * million)],
    ['references', '&amp;'.repeat(2 * million)],
    ['comments', '<!--x-->'.repeat(million)],
    ['noscripts', 'x<img><noscript></noscript>'.repeat(100_000)],
    ['a srcset of commas', `<img src=a srcset="${','.repeat(million)}">`],
    ['a style of semicolons', `<p style="${'a:b;'.repeat(million)}">x`],
    ['line breaks', '<br>'.repeat(million)],
    ['words without blanks', `<p>${'x'.repeat(5 * million)}`],
    ['lines', `<p>${'By x<br>'.repeat(200_000)}`],
  ]
  test.each(floods)(
    '%s',
    (_, html) => {
      const written = toHtml(html)
      expect(written.length).toBeLessThan(html.length * 20)
      expect(findDepth(written)).toBeLessThanOrEqual(70)
    },
    20_000,
  )
})

function findDepth(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [tag] of html.matchAll(/<\/?(?!br|img|hr|wbr|col|source|track)[a-z0-9]+/g)) {
    depth += tag.startsWith('</') ? -1 : 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
