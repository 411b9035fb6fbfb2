import { describe, expect, test } from 'vitest'
import { saveFault } from '../../../src/store/faults.ts'
import { savePoll } from '../../../src/store/polls.ts'
import { BASE, list, NOW, openBackend, story, type TestBackend } from '../backend.ts'

async function withStory() {
  const backend = openBackend()
  const id = await backend.take(story('Bridge <b> opens & "more"', 'The bridge is open.'))
  const [listed] = await list(backend)
  if (listed === undefined) throw new Error('The story is not in the feed.')
  return { backend, id, path: new URL(listed._ara.permalink).pathname, code: listed._ara.code }
}

async function retract(backend: TestBackend, id: string) {
  const path = `/api/items/${encodeURIComponent(id)}`
  return backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'It was <not> true.' } })
}

describe('front page', () => {
  test('shows stories, feeds and how the service does, and runs no script', async () => {
    const { backend, path } = await withStory()
    const response = await backend.ask('/')
    const text = await response.text()
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(text).toContain(`<a href="${path}">Bridge &lt;b&gt; opens &amp; &quot;more&quot;</a>`)
    for (const file of ['feed.rss', 'feed.atom', 'feed.json']) expect(text).toContain(`href="${BASE}/${file}"`)
    expect(text).toContain('1 story · 1 source')
    expect(text).not.toContain('<script')
  })

  test('has one line for whatever is wrong, and nothing of the newsroom’s', async () => {
    const { backend } = await withStory()
    const state = { source: 'aranews', due: NOW, paused: false, gone: false, failures: 2 }
    const status = async () =>
      /<aside class="status"[^>]*>(.*?)<\/aside>/s.exec(await (await backend.ask('/')).text())?.[1]
    for (const subject of ['file:x.txt', 'held:y.txt', 'store:aranews', 'webhook:1', 'caches:zone'])
      await saveFault(backend.db, subject, 'x.txt of partner.example: key=hidden.', NOW)
    expect(await status()).toBe('<p>1 story · 1 source</p>')
    for (const more of [{}, { held: true }, { gone: true }]) {
      await savePoll(backend.db, { ...state, ...more, fault: 'partner.example does not answer at /private.' })
      expect(await status()).toBe('<p>1 story · 1 source · some news may come late</p>')
    }
  })

  test('leads to older stories, to the very last', async () => {
    const backend = openBackend()
    for (let number = 0; number < 35; number++)
      await backend.take(story(`Story ${number}`, `Number ${number} happened.`))
    const first = await (await backend.ask('/')).text()
    const older = /href="([^"]*before=[^"]*)"/.exec(first)?.[1] ?? ''
    const second = await (await backend.ask(older.replaceAll('&amp;', '&'))).text()
    expect(first.match(/<article/g)).toHaveLength(30)
    expect(second.match(/<article/g)).toHaveLength(5)
    expect(second).not.toContain('before=')
  })

  test('an Arabic story stands from right to left in the list', async () => {
    const backend = openBackend()
    await backend.take('افتتاح جسر جديد\n\nالقامشلي – افتتح المجلس جسراً جديداً في المدينة يوم الخميس.\n')
    expect(await (await backend.ask('/')).text()).toContain('<article lang="ar" dir="rtl"')
  })
})

describe('item page', () => {
  test('has the story, its short link and what machines want to know', async () => {
    const { backend, path, code } = await withStory()
    const response = await backend.ask(path)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('Link')).toContain(`<${BASE}/s/${code}>; rel="shortlink"`)
    expect(text).toContain(`<link rel="shortlink" href="${BASE}/s/${code}">`)
    expect(text).toContain(`<link rel="canonical" href="${BASE}${path}">`)
    expect(text).toContain('<p>The bridge is open.</p>')
    expect(text).toContain('By <a rel="author" href="/author/egid-yousef/"><bdi>Egid Yousef</bdi></a>')
    expect(text).toContain('Qamishli, Syria')
    expect(text).toContain('<meta property="og:type" content="article">')
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
    expect(data).not.toContain('<')
    expect(JSON.parse(data)).toMatchObject({ '@type': 'NewsArticle', headline: 'Bridge <b> opens & "more"' })
  })

  test('its address without the last slash leads to it', async () => {
    const { backend, path } = await withStory()
    const response = await backend.ask(path.slice(0, -1))
    expect(response.status).toBe(301)
    expect(response.headers.get('Location')).toBe(`${BASE}${path}`)
  })

  test('an Arabic story reads from right to left, and says so in Arabic', async () => {
    const backend = openBackend()
    await backend.take(
      'افتتاح جسر جديد\n\nالقامشلي – افتتح المجلس جسراً جديداً في المدينة يوم الخميس.\n\nSource: ARA News\n',
    )
    const [listed] = await list(backend)
    const text = await (await backend.ask(new URL(listed?._ara.permalink ?? '').pathname)).text()
    expect(text).toContain('<article class="story" lang="ar" dir="rtl">')
    expect(text).toContain('المصدر: <bdi>ARA News</bdi>')
    expect(text).toContain('حزيران 2015')
  })

  test('a correction says when and what', async () => {
    const { backend, id, path } = await withStory()
    backend.clock.now += 86_400_000
    const json = { title: 'Bridge closed', note: 'It is <closed>.', substantive: true }
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json })
    const text = await (await backend.ask(path)).text()
    expect(text).toContain('<h1>Bridge closed</h1>')
    expect(text).toContain('<bdi>It is &lt;closed&gt;.</bdi>')
    expect(text).toContain('<strong>Corrected</strong> <time datetime="2015-06-11T12:00:00.000Z">')
  })

  test('a retracted story is gone, and says why', async () => {
    const { backend, id, path, code } = await withStory()
    await retract(backend, id)
    for (const gone of [path, `/s/${code}`]) {
      const response = await backend.ask(gone)
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('It was &lt;not&gt; true.')
    }
  })

  test('what is not there is a page that helps', async () => {
    const response = await openBackend().ask('/2015/06/nothing/')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('<form class="search"')
  })
})

describe('short links', () => {
  test('lead to the page, in whatever form they were typed', async () => {
    const { backend, path, code } = await withStory()
    for (const typed of [code, code.toUpperCase(), `${code}.`, code.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      const response = await backend.ask(`/s/${typed}`)
      expect(response.status).toBe(302)
      expect(response.headers.get('Location')).toBe(`${BASE}${path}`)
      expect(response.headers.get('Link')).toBe(`<${BASE}${path}>; rel="canonical"`)
    }
    expect((await backend.ask(`/s/${code}`, { method: 'HEAD' })).status).toBe(302)
  })

  test('a retracted story’s edit and restore bring the link back', async () => {
    const { backend, id, code } = await withStory()
    await retract(backend, id)
    await backend.ask(`/api/items/${encodeURIComponent(id)}/restore`, { method: 'POST', token: true })
    expect((await backend.ask(`/s/${code}`)).status).toBe(302)
  })

  test.each([
    'zzzzzz',
    '%00',
    'a'.repeat(5000),
    '..%2f..%2fetc',
    '%ff%fe',
    '%E2%82',
    'a%20b',
    '%',
    '%22%3E%3Cscript%3E',
  ])('an unknown one is a page, never an error: %s', async (code) => {
    const { backend } = await withStory()
    const response = await backend.ask(`/s/${code}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('Cache-Control')).toContain('max-age=60')
    const text = await response.text()
    expect(text).toContain('<form class="search"')
    expect(text).not.toContain('<script')
    expect(backend.logged).toEqual([])
  })
})

describe('old addresses of the agency', () => {
  test('lead to our page of the story', async () => {
    const backend = openBackend()
    const item = {
      id: 'https://aranews.net/?p=17',
      url: 'https://aranews.net/2014/10/old-bridge/',
      title: 'Old bridge',
    }
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: [{ ...item, content_text: 'Old.' }] }
    await backend.take(JSON.stringify(feed), 'application/feed+json')
    const [listed] = await list(backend)
    const response = await backend.ask('/files/2014/10/old-bridge/')
    expect(response.status).toBe(301)
    expect(response.headers.get('Location')).toBe(listed?._ara.permalink)
  })
})

test('an address of the old site with a number leads there too', async () => {
  const backend = openBackend()
  const item = { id: 'x', url: 'https://www.aranews.net/?p=17', title: 'Old bridge', content_text: 'Old.' }
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: [item] }
  await backend.take(JSON.stringify(feed), 'application/feed+json')
  const [listed] = await list(backend)
  expect((await backend.ask('/?p=17')).headers.get('Location')).toBe(listed?._ara.permalink)
  expect((await backend.ask('/?p=18')).status).toBe(404)
})

describe('bad addresses', () => {
  test.each([
    '/%',
    '/%00',
    '/%c0%ae%c0%ae/',
    '/2015/06/%00/',
    '/tag/%00/',
    '/tag/%00/feed.atom',
    '/tag/terror%00ism/feed.json',
    '/author/%00/',
    '/category/%00/feed/',
    '/tag/%20/',
    '/place/%01/feed.rss',
    '/lang/%09/',
    '/feed.rss?tag=%00',
    '/feed.json?author=%20',
    '/feed.json?source=%00',
    '/?q=a%00b',
    '/?author_name=%00',
    '/?cat=%00',
    '/?%00=1',
    '/wp-json/wp/v2/posts?search=a%00b',
    '/api/changes?after=%00',
    '/corrections/feed.atom?place=%00',
    '/2015/06/%ff/',
    '/2015/99/x/',
    '/a/b/c/d',
    '/?before=x',
    '/?limit=0',
    '/?channel=nobody',
    `/?q=${'x'.repeat(5000)}`,
    `/${'a/'.repeat(2000)}`,
    '/__proto__/feed.rss',
    '/constructor/feed.rss',
    '/api',
    '/api/',
    '/api/nothing',
  ])('%s is answered, and is nobody’s fault but the sender’s', async (path) => {
    const { backend } = await withStory()
    const response = await backend.ask(path)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(await response.text()).not.toMatch(/\bat .*\.ts:/)
    expect(backend.logged).toEqual([])
  })
})

test('a language has a page of its own, in its own words', async () => {
  const backend = openBackend()
  await backend.take('افتتاح جسر جديد\n\nالقامشلي – افتتح المجلس جسراً جديداً في المدينة يوم الخميس.\n')
  const text = await (await backend.ask('/lang/ar/')).text()
  expect(text).toContain('<html lang="ar" dir="rtl">')
  expect(text).toContain(`<link rel="canonical" href="${BASE}/lang/ar/">`)
  expect((await backend.ask('/lang/he/')).status).toBe(404)
  expect((await backend.ask('/lang/ar')).status).toBe(301)
})
