import { describe, expect, test } from 'vitest'
import { toLanguageDirection } from '../../src/clean/language/direction.ts'
import { toDateText, toDateTimeText, toPeriodText } from '../../src/pages/dates.ts'
import { renderFeedPage, type Teaser } from '../../src/pages/feed.ts'
import { renderFront } from '../../src/pages/front.ts'
import { type ItemView, renderItem } from '../../src/pages/item.ts'
import { renderError, renderMissing, renderRetracted } from '../../src/pages/layout.ts'
import { toPhrases } from '../../src/pages/phrases.ts'
import { renderVersions } from '../../src/pages/versions.ts'
import { toEachFormat } from '../../src/publish/formats.ts'

const BAD = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;`
const site = {
  title: 'ARA News',
  path: '/',
  description: 'News',
  language: 'en',
  base: 'https://feeds.example',
  version: '1',
}

const item: ItemView = {
  site,
  title: 'Bridge opens',
  summary: 'It is open.',
  contentHtml: '<p>It is open.</p>',
  authors: [],
  attachments: [],
  tags: [],
  direction: 'ltr',
  published: Date.UTC(2015, 5, 7, 8, 30),
  address: 'https://feeds.example/2015/06/bridge-opens/',
  shortUrl: 'https://feeds.example/s/k3xp9a',
  corrections: [],
}

const teaser: Teaser = {
  path: '/2015/06/bridge-opens/',
  title: 'Bridge opens',
  summary: 'It is open.',
  published: Date.UTC(2015, 5, 7),
  direction: 'ltr',
}

/** Whether nothing of `BAD` became markup. */
function isInert(page: string): boolean {
  const scripts = page.match(/<script[^>]*>/g) ?? []
  return !page.includes('<img src=x') && scripts.every((tag) => tag === '<script type="application/ld+json">')
}

describe('whatever a story holds, it stays text', () => {
  test('on its page', async () => {
    const page = await renderItem({
      ...item,
      site: { ...site, title: BAD, description: BAD },
      title: BAD,
      summary: BAD,
      authors: [{ name: BAD, url: `https://a.example/${BAD}` }],
      dateline: BAD,
      agency: BAD,
      source: BAD,
      image: { url: `https://a.example/${BAD}` },
      caption: BAD,
      credit: BAD,
      attachments: [{ url: `https://a.example/${BAD}`, title: BAD, type: BAD }],
      tags: [{ label: BAD, path: `/tag/${BAD}/` }],
      language: BAD,
      versions: BAD,
      feeds: { title: BAD, ...toEachFormat(() => BAD) },
      corrections: [{ at: 0, note: BAD }],
      rights: BAD,
    })
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(isInert(page)).toBe(true)
  })

  test('on the front page and on notices', async () => {
    const bad = { ...teaser, path: BAD, title: BAD, summary: BAD, dateline: BAD, image: BAD, language: BAD }
    const status = BAD
    const feeds = { title: BAD, ...toEachFormat(() => BAD) }
    const note = { author: BAD, text: BAD, title: BAD, path: BAD, at: 0 }
    const list = { teasers: [bad], status, heading: BAD, words: BAD, canonical: BAD, feeds, older: BAD, newer: BAD }
    const version = { at: 0, note: BAD, title: BAD, contentText: BAD }
    const story = { title: BAD, path: BAD, canonical: BAD, language: BAD, direction: 'ltr' } as const
    const pages = await Promise.all([
      renderFront({ site, ...list }),
      renderFeedPage({ site, title: BAD, description: BAD, address: BAD, feeds, teasers: [bad], notes: [note] }),
      renderVersions({ site, ...story, versions: [version, { ...version, contentText: `${BAD}!` }] }),
      renderMissing(site, BAD, BAD),
      renderRetracted(site, BAD),
      renderError(site, BAD, BAD),
    ])
    expect(pages.filter((page) => !isInert(page))).toEqual([])
  })
})

describe('item page', () => {
  test('a headline or summary of the other direction keeps its order', async () => {
    const arabic = { ...teaser, language: 'ar', direction: 'rtl', title: 'They left!', summary: 'لقد غادروا!' } as const
    const front = await renderFront({ site, teasers: [arabic], status: '' })
    expect(front).toContain('<bdi dir="ltr">They left!</bdi></a></h2>')
    expect(front).toContain('<p class="summary">لقد غادروا!</p>')
    const page = await renderItem({ ...item, language: 'en', direction: 'ltr', title: 'لقد غادروا!' })
    expect(page).toContain('<h1><bdi dir="rtl">لقد غادروا!</bdi></h1>')
  })

  test('a picture that the text shows already is not shown twice', async () => {
    const image = { url: 'https://a.example/x.jpg?a=1&b=2' }
    const inText = '<p><img src="https://a.example/x.jpg?a=1&amp;b=2"></p>'
    const once = await renderItem({ ...item, image, contentHtml: inText, caption: 'The bridge' })
    expect(once.match(/<img/g)).toHaveLength(1)
    expect(once).toContain('The bridge')
    expect((await renderItem({ ...item, image })).match(/<img/g)).toHaveLength(1)
  })

  test('says who, where and what stands in the picture, also without the picture', async () => {
    const page = await renderItem({
      ...item,
      authors: [{ name: 'Egid Yousef' }, { name: 'Jan Nasro' }],
      dateline: 'Qamishli, Syria',
      caption: 'The bridge',
      credit: 'File photo',
    })
    for (const words of [
      'By <bdi>Egid Yousef</bdi> and <bdi>Jan Nasro</bdi>',
      'Qamishli, Syria',
      'The bridge',
      'File photo',
    ]) {
      expect(page).toContain(words)
    }
  })

  test('a story without a headline has no empty one', async () => {
    const page = await renderItem({ ...item, title: '' })
    expect(page).not.toContain('<h1')
    expect(page).toContain('<title>It is open. · ARA News</title>')
  })
})

describe('front page', () => {
  test('an empty one says so', async () => {
    expect(await renderFront({ site, teasers: [], status: '0 stories' })).toContain('There are no stories here yet.')
  })

  test('a story without a headline is linked by its first words', async () => {
    const page = await renderFront({ site, teasers: [{ ...teaser, title: '' }], status: '' })
    expect(page).toContain('<h2><a href="/2015/06/bridge-opens/">It is open.</a></h2>')
  })
})

describe('wording', () => {
  test('names are listed as each language lists them', async () => {
    const authors = ['A', 'B', 'C'].map((name) => ({ name }))
    const toByline = async (language: string) => {
      const page = await renderItem({ ...item, authors, language })
      return /<span class="author">(.*?)<\/span>/s.exec(page)?.[1]?.replaceAll(/<\/?bdi>/g, '')
    }
    expect(await toByline('en-GB')).toBe('By A, B and C')
    expect(await toByline('ar')).toBe('بقلم A، B وC')
    expect(await toByline('kmr-Latn')).toBe('Ji aliyê A, B û C')
  })

  test('our own words are in the language of the publication, and in its direction', async () => {
    const page = await renderFront({ site: { ...site, language: 'ckb' }, teasers: [] })
    expect(page).toContain('<html lang="ckb" dir="rtl">')
    expect(page).toContain(toPhrases('ckb').empty)
    expect(toPhrases('kmr')).toBe(toPhrases('ku'))
    expect(toPhrases('xx')).toBe(toPhrases('en'))
    expect([toLanguageDirection('ar-SY'), toLanguageDirection('tr'), toLanguageDirection(undefined)]).toEqual([
      'rtl',
      'ltr',
      'ltr',
    ])
  })

  test('a period is named', () => {
    const time = Date.UTC(2015, 5, 7)
    expect(toPeriodText(time, 'en', false, false)).toBe('2015')
    expect(toPeriodText(time, 'en', true, false)).toBe('June 2015')
    expect(toPeriodText(time, 'ar', true, true)).toBe('7 حزيران 2015')
  })

  test('dates are in UTC, in the language, with the Levant’s months', () => {
    const time = Date.UTC(2015, 5, 7, 0, 5)
    expect(toDateText(time, 'en')).toBe('7 June 2015')
    expect(toDateText(time, 'ar-SY')).toBe('7 حزيران 2015')
    expect(toDateTimeText(time, 'tr')).toBe('7 Haziran 2015 00:05 UTC')
    expect(toDateText(time, 'xx-nonsense-!')).toBe('7 June 2015')
  })
})

describe('a story in a language without wording', () => {
  test('has English words and dates that say so, isolated', async () => {
    const page = await renderItem({ ...item, language: 'he', direction: 'rtl', authors: [{ name: 'A' }] })
    expect(page).toContain('<html lang="en" dir="ltr">')
    expect(page).toContain('<span lang="en" dir="ltr">By</span> <bdi>A</bdi>')
    expect(page).toContain('<span lang="en" dir="ltr">Short link:</span>')
    expect(page).toContain('lang="en" dir="ltr">7 June 2015 at 08:30 UTC</time>')
  })

  test('Persian has its own, and a frame of its own', async () => {
    const page = await renderItem({ ...item, language: 'fa', direction: 'rtl', dateline: 'Kobane' })
    expect(page).toContain('<html lang="fa" dir="rtl">')
    expect(page).toContain('<p class="motto" lang="en" dir="auto">News</p>')
    expect(page).toContain('<p class="dateline"><bdi>Kobane</bdi></p>')
    expect(page).toContain('پیوند کوتاه: <a')
    expect(page).toMatch(/dir="rtl">۷ ژوئن ۲۰۱۵[^<]*<\/time>/)
  })
})

test('what is wider than the page can be moved by keyboard', async () => {
  const contentHtml = '<pre>code</pre><table><tbody><tr><td>a</td></tr></tbody></table>'
  const page = await renderItem({ ...item, contentHtml })
  expect(page).toContain('<pre tabindex="0">code</pre><div class="wide" tabindex="0"><table>')
  expect(page).toContain('</table></div>')
})

test('a page that is missing has one search box', async () => {
  expect((await renderMissing(site)).match(/role="search"/g)).toHaveLength(1)
})
