import { describe, expect, test } from 'vitest'
import { renderAtom } from '../../src/publish/atom.ts'
import { full, toItem, toView } from './view.ts'

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

  test('HTML is escaped once, and a title is plain text', () => {
    const xml = renderAtom(toView([full]))
    expect(xml).toContain(
      '<content type="html">&lt;p title="a]]&gt;b]]&gt;c"&gt;Tom &amp;amp; Jerry&lt;/p&gt;</content>',
    )
    expect(xml).toContain('<title>Tom &amp; Jerry’s &lt;b&gt;bridge&lt;/b&gt; &amp;amp; “more”</title>')
  })

  test('updated is the stored time, or the published date where nothing was changed', () => {
    const changed = toItem({}, { updated: Date.UTC(2016, 0, 1) })
    expect(renderAtom(toView([changed]))).toContain('<updated>2016-01-01T00:00:00.000Z</updated>')
    expect(renderAtom(toView([toItem()]))).toContain('<updated>2015-06-07T08:30:00.000Z</updated>')
  })
})
