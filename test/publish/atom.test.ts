import { describe, expect, test } from 'vitest'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { full, toItem, toView } from './view.ts'

const renderAtom = (view: FeedView) => new TextDecoder().decode(render('atom', view).bytes)

describe('renderAtom', () => {
  test('says language, authors with their pages, contributors, schemes and labels', () => {
    const xml = renderAtom(toView([full]))
    expect(xml).toContain('<entry xml:lang="ar">')
    expect(xml).toContain('<name>Egid Yousef</name>\n<uri>https://aranews.net/author/egid?a=1&amp;b=2</uri>')
    expect(xml).toContain('<contributor>\n<name>Jan Nasro</name>')
    expect(xml).toContain(
      '<category term="kobane" scheme="https://aranews.net/?tax=tag&amp;x=&quot;1&quot;" label="Kobanê"/>',
    )
  })

  test('links to the short link, enclosures and comments', () => {
    const xml = renderAtom(toView([full]))
    expect(xml).toContain('<link rel="shortlink" type="text/html" href="https://feeds.example/s/k3xp9a"/>')
    expect(xml).toContain('<link rel="enclosure" type="audio/mpeg" length="1234" title="Interview"')
    expect(xml).toContain('<link rel="replies" type="text/html"')
  })

  test('HTML is escaped once, and a title is plain text unless it could be taken for HTML', () => {
    const xml = renderAtom(toView([full]))
    expect(xml).toContain(
      '<content type="html" xml:base="https://aranews.net/2015/06/a-bridge-opens/">&lt;div dir="rtl" lang="ar" class="ara-text"&gt;&lt;p title="a]]&gt;b]]&gt;c"&gt;Tom &amp;amp; Jerry&lt;/p&gt;&lt;/div&gt;</content>',
    )
    expect(renderAtom(toView([toItem({ title: 'Tom & Jerry: a < b' })]))).toContain(
      '<title>Tom &amp; Jerry: a &lt; b</title>',
    )
  })

  test('a title that looks like HTML is said to be HTML, and reads the same', () => {
    expect(renderAtom(toView([full]))).toContain(
      '<title type="html">Tom &amp;amp; Jerry’s &amp;lt;b&amp;gt;bridge&amp;lt;/b&amp;gt; &amp;amp;amp; “more”</title>',
    )
  })

  test('updated is the stored time, or the published date where nothing was changed', () => {
    const changed = toItem({}, { updated: Date.UTC(2016, 0, 1) })
    expect(renderAtom(toView([changed]))).toContain('<updated>2016-01-01T00:00:00.000Z</updated>')
    expect(renderAtom(toView([toItem()]))).toContain('<updated>2015-06-07T08:30:00.000Z</updated>')
  })
})
