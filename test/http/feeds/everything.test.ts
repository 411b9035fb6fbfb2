import { describe, expect, test } from 'vitest'
import { saveComments } from '../../../src/store/feeds/comments.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { BASE, channel, list, openBackend, story, type TestBackend } from '../backend.ts'

type Feed = { readonly title: string; readonly feed_url: string; readonly items: readonly Record<string, unknown>[] }

const ARABIC =
  'الحرب في كوباني\n\nARA News\n\nKobane, Syria – قال سكان المدينة يوم الخميس إن المعارك انتهت وإن الناس عادوا إلى بيوتهم في الأحياء الشرقية.\n\nReporting by: Lina Hamo\n'

async function withStories() {
  const backend = openBackend()
  const ids = [await backend.take(story('Bridge opens', 'The bridge over the river is open again.'))]
  backend.clock.now += 60_000
  ids.push(await backend.take(ARABIC))
  backend.clock.now += 60_000
  return { ...backend, ids }
}

async function read(backend: TestBackend, path: string): Promise<Feed> {
  const response = await backend.ask(path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.json()) as Feed
}

describe('feeds of everything', () => {
  test.each([
    ['/feed.json?place=Kobanî', 'ARA News: stories about Kobane'],
    ['/place/kobane/feed.json?lang=ar', 'ARA News: stories about Kobane, in Arabic'],
    ['/author/egid-yousef/feed.json', 'ARA News: stories by Egid Yousef'],
    ['/lang/ar/feed.json', 'ARA News: stories in Arabic'],
    ['/source/aranews/feed.json', 'ARA News: stories from ARA News'],
    ['/feed.json?q=Bridge', 'ARA News: stories with “Bridge”'],
    ['/ara-news/author/egid-yousef/feed.json?q=river', 'ARA News: stories by Egid Yousef, with “river”'],
    ['/corrections/feed.json', 'ARA News: corrections'],
    ['/ara-news/corrections/feed.json?author=egid-yousef', 'ARA News: corrections of stories by Egid Yousef'],
    ['/comments/feed.json', 'ARA News: comments'],
    ['/comments/feed.json?place=kobane', 'ARA News: comments on stories about Kobane'],
  ])('%s is “%s”', async (path, title) => {
    expect((await read(await withStories(), path)).title).toBe(title)
  })

  test.each([
    ['/feed.json?place=Kobanî', 'آرا نيوز: \u2068Kobane\u2069'],
    ['/feed.json?lang=ar&q=المدينة', 'آرا نيوز: العربية · “المدينة”'],
    ['/corrections/feed.json', 'آرا نيوز: التصحيحات'],
    ['/comments/feed.json?place=kobane', 'آرا نيوز: التعليقات · \u2068Kobane\u2069'],
    ['/feed.json', 'آرا نيوز'],
  ])('%s of an Arabic site is “%s”', async (path, title) => {
    const backend = openBackend({ channels: [{ ...channel, title: 'آرا نيوز', language: 'ar' }] })
    await backend.take(ARABIC)
    expect((await read(backend, path)).title).toBe(title)
  })

  test('each narrows, by path as by query', async () => {
    const backend = await withStories()
    const titles = async (path: string) => (await list(backend, path)).map((item) => item.title)
    expect(await titles('/lang/ar/feed.json')).toEqual(['الحرب في كوباني'])
    expect(await titles('/ara-news/place/qamishli/feed.json')).toEqual(['Bridge opens'])
    expect(await titles('/author/lina-hamo/feed.json?place=kobane&lang=ar')).toEqual(['الحرب في كوباني'])
    expect(await titles('/author/lina-hamo/feed.json?place=qamishli')).toEqual([])
    const byPath = await backend.ask('/ara-news/lang/AR/feed.atom?place=Kobani')
    const byQuery = await backend.ask('/feed.atom?channel=ara-news&place=kobane&lang=ar')
    expect(await byPath.text()).toBe(await byQuery.text())
    expect(byPath.headers.get('Link')).toContain(`<${BASE}/ara-news/feed.atom?place=kobane&lang=ar>; rel="self"`)
  })

  test('a name that is given twice narrows twice, and in any order to the same feed', async () => {
    const backend = openBackend()
    const toItem = (title: string, ...tags: string[]) => ({
      id: title,
      title,
      tags,
      content_text: `${title} happened.`,
    })
    const items = [toItem('Both', 'Syria', 'Kobane'), toItem('One', 'Syria'), toItem('Other', 'Kobane')]
    await backend.take(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }), 'application/feed+json')
    const both = `${BASE}/feed.json?tag=kobane&tag=syria`
    for (const path of [
      '/feed.json?tag=syria&tag=kobane',
      '/feed.json?tag=kobane&tag=&tag=Syria&tag=kobane',
      '/tag/kobane/feed.json?tag=syria',
      '/tag/kobane/feed/json/?tag=syria',
    ]) {
      const feed = await read(backend, path)
      expect([path, feed.feed_url, feed.items.map(({ title }) => title)]).toEqual([path, both, ['Both']])
      expect(feed.title).toBe('ARA News: stories tagged Kobane, tagged Syria')
    }
    expect((await read(backend, '/feed.json?q=both&q=happened')).feed_url).toBe(`${BASE}/feed.json?q=both+happened`)
    const page = await (await backend.ask('/?tag=syria&tag=kobane')).text()
    expect(page.match(/<article/g)).toHaveLength(1)
    expect(page).toContain(`href="${both.replace('&', '&amp;')}"`)
    const api = await read(backend, '/api/items?tag=syria&tag=kobane')
    expect(api.items.map((item) => item.title)).toEqual(['Both'])
    for (const query of [
      'tag=a&tag=b&tag=c&tag=d&tag=e&tag=f',
      'date=2014&date=2015',
      'date=2014-13',
      'channel=a&channel=b',
    ]) {
      expect([query, (await backend.ask(`/feed.json?${query}`)).status]).toEqual([query, 400])
    }
  })

  test('a language is one, whichever tag names it', async () => {
    const backend = openBackend()
    const toStory = (title: string) => ({ title, content_text: `${title}: Li Hesekê du kes hatin kuştin.` })
    const said = { ...toStory('Şerê Kobanê berdewam e'), language: 'kmr' }
    for (const json of [said, toStory('Hêzên kurdî li Kobanê pêş ketin')]) {
      expect((await backend.ask('/api/items', { method: 'POST', token: true, json })).status).toBe(201)
    }
    for (const lang of ['ku', 'kmr', 'KMR']) expect(await list(backend, `/lang/${lang}/feed.json`)).toHaveLength(2)
  })

  test.each([
    '/feed.rss?tag=nothing',
    '/tag/%D9%83/feed.atom',
    '/place/atlantis/feed.rss',
    '/author/nobody/feed.atom',
    '/lang/xx/feed.json',
    '/source/nobody/feed.rss',
    '/feed.rss?channel=nobody',
    '/nobody/tag/syria/feed.rss',
    '/corrections/feed.rss?author=nobody',
    '/comments/feed.rss?place=atlantis',
    '/nobody/comments/feed.rss',
    '/tag/__proto__/feed.json',
    '/feed.json?tag=constructor',
    '/2015/06/nothing/feed.atom',
  ])('%s is 404, a problem and not an empty feed', async (path) => {
    const response = await (await withStories()).ask(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })

  test.each(['/?source=nobody', '/?tag=nothing', '/2013/01/'])('%s is no page either', async (path) => {
    expect((await (await withStories()).ask(path)).status).toBe(404)
  })

  test('a channel’s feeds know only its own names', async () => {
    const other = { ...channel, id: 'other', title: 'Other', sources: [] }
    const backend = openBackend({ channels: [channel, other] })
    await backend.take(story('Bridge opens', 'The bridge is open.'))
    expect((await backend.ask('/other/author/egid-yousef/feed.rss')).status).toBe(404)
    expect((await read(backend, '/author/egid-yousef/feed.json')).title).toBe(
      'ARA News · Other: stories by Egid Yousef',
    )
  })

  test('corrections show what changed, newest first, page by page', async () => {
    const backend = await withStories()
    const [first = '', second = ''] = backend.ids
    const patch = (id: string, json: object) =>
      backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json })
    await patch(first, { title: 'Bridge to open', note: 'It is not open yet.' })
    backend.clock.now += 60_000
    await backend.ask(`/api/items/${encodeURIComponent(second)}`, {
      method: 'DELETE',
      token: true,
      json: { reason: 'The source was wrong.' },
    })
    const atom = await (await backend.ask('/corrections/feed.atom')).text()
    expect(atom.indexOf('The source was wrong.')).toBeGreaterThan(0)
    expect(atom.indexOf('It is not open yet.')).toBeGreaterThan(atom.indexOf('The source was wrong.'))
    expect((await read(backend, '/corrections/feed.json?author=egid-yousef')).items).toHaveLength(1)
    const page = (await read(backend, '/corrections/feed.json?limit=1')) as Feed & { readonly next_url: string }
    expect(page.items).toHaveLength(1)
    const next = (await read(backend, page.next_url.replace(BASE, ''))) as Feed & { readonly next_url?: string }
    expect(JSON.stringify(next.items)).toContain('It is not open yet.')
    expect(next.next_url).toBeUndefined()
  })

  test('comments have feeds, of all stories and of each', async () => {
    const backend = await withStories()
    const [first = ''] = backend.ids
    const item = await loadItem(backend.db, first)
    const comments = [1, 2, 3].map((n) => ({ id: `${n}`, author: 'Dilan', at: n * 1_000, html: `<p>Comment ${n}</p>` }))
    const before = await backend.ask('/comments/feed.atom')
    await saveComments(backend.db, [{ row: item?.row ?? 0, comments }])
    const all = await backend.ask('/comments/feed.atom')
    expect(all.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
    expect(await all.text()).toContain('Comment 3')
    const path = new URL(item?.permalink ?? '', BASE).pathname
    const own = await read(backend, `${path}feed.json`)
    expect([own.title, own.items.length]).toEqual(['ARA News: comments on “Bridge opens”', 3])
    const page = (await read(backend, '/comments/feed.json?limit=2')) as Feed & { readonly next_url: string }
    expect(page.next_url).toBe(`${BASE}/comments/feed.json?limit=2&page=2`)
    expect((await read(backend, page.next_url.replace(BASE, ''))).items).toHaveLength(1)
    expect((await backend.ask('/comments/feed.json?limit=2&page=3')).status).toBe(404)
  })
})

describe('pages of a list', () => {
  async function withMany(count: number) {
    const backend = openBackend()
    for (let number = 0; number < count; number++) {
      backend.clock.now += 60_000
      await backend.take(story(`Story ${number}`, `Number ${number} happened.`))
    }
    return backend
  }

  test.each(['limit=5', 'place=qamishli&limit=4', 'q=happened&limit=7'])('?%s leads to its end', async (query) => {
    const backend = await withMany(23)
    const seen: string[] = []
    let address: string | undefined = `/feed.json?${query}`
    for (let pages = 0; address !== undefined && pages < 10; pages++) {
      const feed = (await read(backend, address)) as Feed & { readonly next_url?: string }
      seen.push(...feed.items.map(({ id }) => String(id)))
      expect(feed.feed_url).toBe(`${BASE}${address}`)
      address = feed.next_url?.replace(BASE, '')
      // What comes in meanwhile is above everything that was seen.
      backend.clock.now += 60_000
      await backend.take(story(`Late ${pages}`, `Late ${pages} happened.`))
    }
    expect([seen.length, new Set(seen).size]).toEqual([23, 23])
  })

  test('a withdrawn story stands where it stood, on one page only', async () => {
    const backend = await withMany(9)
    const items = await list(backend)
    const gone = items[3]?.id ?? ''
    await backend.ask(`/api/items/${encodeURIComponent(gone)}`, {
      method: 'DELETE',
      token: true,
      json: { reason: 'No.' },
    })
    const seen: string[] = []
    let address: string | undefined = '/feed.json?limit=3'
    while (address !== undefined) {
      const feed = (await read(backend, address)) as Feed & { readonly next_url?: string }
      expect(feed.items.length).toBe(3)
      seen.push(...feed.items.map(({ id }) => String(id)))
      address = feed.next_url?.replace(BASE, '')
    }
    expect(seen).toEqual(items.map(({ id }) => id))
  })

  test('numbered pages end with 404, and say what lies before and after them', async () => {
    const backend = await withMany(7)
    const atom = await (await backend.ask('/feed.atom?limit=3&page=2')).text()
    for (const [rel, search] of [
      ['first', '?limit=3'],
      ['previous', '?limit=3&amp;page=1'],
      ['next', '?limit=3&amp;page=3'],
    ]) {
      expect(atom).toMatch(new RegExp(`rel="${rel}"[^>]*href="${BASE}/feed.atom${search?.replace('?', '\\?')}"`))
    }
    expect((await read(backend, '/feed.json?limit=3&page=3')).items).toHaveLength(1)
    for (const page of ['4', '10000', '99999'])
      expect((await backend.ask(`/feed.rss?limit=3&page=${page}`)).status).toBe(404)
    expect((await backend.ask('/feed.rss?limit=200&page=9999')).status).toBe(404)
    for (const page of ['0', '-1', '1.5', 'x']) {
      expect((await backend.ask(`/feed.rss?page=${page}`)).status).toBe(400)
    }
  })
})
