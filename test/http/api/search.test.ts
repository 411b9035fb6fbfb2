import { beforeAll, describe, expect, test } from 'vitest'
import { countHits } from '../../../src/store/feeds/hits.ts'
import { channel, openBackend, story, type TestBackend } from '../backend.ts'

type Hit = {
  readonly title: string
  readonly _ara: { readonly found: { readonly title: string; readonly text: string } }
}
type Answer = {
  readonly items: readonly Hit[]
  readonly next_url?: string
  readonly _ara: { readonly hits: number; readonly more_hits: boolean }
}

let backend: TestBackend

/** One place in the spellings of five languages, and what is not it. */
const KOBANE = ['Kobane', 'Kobanî', 'Kobani', 'كوباني', 'کۆبانێ']

beforeAll(async () => {
  const places = [['Mishtenur', 'مشته نور']]
  backend = openBackend({ channels: [{ ...channel, places }] })
  for (const [index, spelling] of KOBANE.entries()) {
    backend.clock.now += 60_000
    await backend.take(story(`Bakery ${index} opens`, `The bakery of ${spelling} & its <b>oven</b> are "open".`))
  }
  backend.clock.now += 60_000
  await backend.take(story('Bridge closed', 'On the hill of Mishtenur the front line moved.'))
  await backend.take(story('جسر', 'قال السكان إن الجسر في مشته‌نور مغلق.'))
})

const ask = (query: string) => backend.ask(`/api/search?${query}`)

async function search(query: string, more = ''): Promise<Answer> {
  const response = await ask(`q=${encodeURIComponent(query)}${more}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

const titles = ({ items }: Answer) => items.map(({ title }) => title)

describe('GET /api/search', () => {
  test('finds a place by any of its spellings in all, newest first, and says how many', async () => {
    for (const spelling of [...KOBANE, 'KOBANÊ', 'عين العرب', 'kobanê’ye']) {
      const answer = await search(spelling)
      expect([spelling, titles(answer)]).toEqual([spelling, [4, 3, 2, 1, 0].map((n) => `Bakery ${n} opens`)])
      expect(answer._ara).toMatchObject({ hits: 5, more_hits: false })
    }
  })

  test('marks what was found in the letters of the story, as HTML that does nothing', async () => {
    const { items } = await search('kobane bakery')
    expect(items[0]?._ara.found.title).toBe('<mark>Bakery</mark> 4 opens')
    expect(items[0]?._ara.found.text).toContain(
      '<mark>bakery</mark> of <mark>کۆبانێ</mark> &amp; its &lt;b&gt;oven&lt;/b&gt; are &quot;open&quot;.',
    )
  })

  test('knows phrases, beginnings, exclusions, and places of the channel’s file', async () => {
    expect(titles(await search('"front line"'))).toEqual(['Bridge closed'])
    expect(titles(await search('"line front"'))).toEqual([])
    expect(titles(await search('bri*'))).toEqual(['Bridge closed'])
    expect(titles(await search('friday -bakery'))).toEqual(['جسر', 'Bridge closed'])
    expect(titles(await search('friday -Kobanê'))).toEqual(['جسر', 'Bridge closed'])
    expect(titles(await search('"kobani"'))).toEqual(['Bakery 2 opens', 'Bakery 1 opens'])
    expect(titles(await search('mishtenur'))).toEqual(['جسر', 'Bridge closed'])
  })

  test('finds what feeds and pages find', async () => {
    for (const query of ['kobane', '"front line"', 'friday -bakery', 'bak*', 'mishtenur']) {
      const feed = (await (await backend.ask(`/feed.json?q=${encodeURIComponent(query)}`)).json()) as Answer
      expect([query, titles(feed)]).toEqual([query, titles(await search(query))])
    }
  })

  test('is narrowed as feeds are', async () => {
    expect((await search('kobane', '&lang=ar'))._ara.hits).toBe(0)
    expect((await search('kobane', '&channel=ara-news&date=2015-06&author=egid-yousef'))._ara.hits).toBe(5)
    expect((await search('kobane', '&date=2014'))._ara.hits).toBe(0)
    expect((await ask('q=kobane&channel=nowhere')).status).toBe(400)
  })

  test('goes on from page to page, while stories are added', async () => {
    const seen: string[] = []
    let url: string | undefined = '/api/search?q=kobane&limit=2'
    while (url !== undefined) {
      const answer = (await (await backend.ask(url)).json()) as Answer
      seen.push(...titles(answer))
      expect(answer._ara.hits).toBeGreaterThanOrEqual(5)
      url = answer.next_url?.replace('https://feeds.example', '')
      backend.clock.now += 60_000
      if (url !== undefined) await backend.take(story(`Later ${seen.length}`, 'Later in Kobane.'))
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `Bakery ${n} opens`))
  })

  test('refuses with a sentence what can not be searched for, and breaks at nothing', async () => {
    for (const query of [
      '',
      'q=',
      'q=%22%22',
      'q=-kobane',
      'q=k*',
      `q=${'a'.repeat(201)}`,
      'q=a&after=x',
      'q=a&limit=0',
    ]) {
      const response = await ask(query)
      const problem = (await response.json()) as { readonly detail: string; readonly field: string }
      expect([query, response.status]).toEqual([query, 400])
      expect(problem.detail).toMatch(/^(?:q|after|limit) .+\.$/)
    }
    const odd = [
      'AND',
      'a OR',
      'NEAR(a b)',
      'title:a',
      'a"b',
      '"a',
      '^a',
      '(((',
      'a -"',
      '{a}',
      '\u0627\u0640',
      '\ud800a',
      "a'b",
      'a*b*',
      '- -a b',
      '\u200f-a b',
    ]
    for (const query of odd) {
      const { status } = await ask(`q=${encodeURIComponent(query.toWellFormed())}`)
      expect([query, status === 200 || status === 400]).toEqual([query, true])
    }
  })

  test('is answered 304 where nothing changed', async () => {
    const first = await ask('q=kobane')
    const etag = first.headers.get('ETag') ?? ''
    const again = await backend.ask('/api/search?q=kobane', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })

  test('counts exactly so far and no further', async () => {
    const count = (most: number) => countHits(backend.backend.db, { words: [['bakery']] }, most)
    expect(await count(4)).toEqual({ hits: 4, isMore: true })
    expect(await count(5)).toEqual({ hits: 5, isMore: false })
    const narrowed = { words: [['bakery']], lang: ['en'] }
    expect(await countHits(backend.backend.db, narrowed, 4)).toEqual({ hits: 4, isMore: true })
    expect(await countHits(backend.backend.db, narrowed, 9)).toEqual({ hits: 5, isMore: false })
  })
})
