import { describe, expect, test } from 'vitest'
import { openBackend, type TestBackend } from '../backend.ts'

type Json = Readonly<Record<string, unknown>>
type Found = { readonly title: string; readonly items: readonly { readonly title: string }[] }

async function post(backend: TestBackend, ...stories: readonly Json[]): Promise<void> {
  for (const [index, fields] of stories.entries()) {
    const json = { title: `${index + 1}`, content_text: `Text ${index + 1}`, ...fields }
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json })
    expect(response.status).toBe(201)
  }
}

async function find(backend: TestBackend, kind: string, name: string): Promise<string> {
  const path = await backend.ask(`/${kind}/${encodeURIComponent(name)}/feed.json`)
  const query = await backend.ask(`/feed.json?${kind}=${encodeURIComponent(name)}`)
  const all = await Promise.all(
    [path, query].map(async (one) => (one.status === 200 ? ((await one.json()) as Found).items : [])),
  )
  const [found, other] = all.map((items) =>
    items
      .map(({ title }) => title)
      .sort()
      .join(' '),
  )
  expect(found).toBe(other)
  return found ?? ''
}

/** What two stories have that are of one name, or of two. */
const KINDS: readonly (readonly [kind: string, toFields: (name: string) => Json])[] = [
  ['tag', (name) => ({ tags: [name] })],
  ['author', (name) => ({ authors: [{ name }] })],
  ['place', (name) => ({ _ara: { places: [{ name }] } })],
]

const APART: readonly (readonly [string, string])[] = [
  ['حرب', 'هرب'],
  ['صورة', 'سورة'],
  ['نصر', 'نسر'],
  ['سيف', 'صيف'],
  ['قلب', 'كلب'],
  ['C++', 'C#'],
  ['C', 'C++'],
  ['叙利亚', '伊拉克'],
  ['叙利亚 2015', '伊拉克 2015'],
  ['🔥', '🌊'],
  ['News 🔥', 'News 🌊'],
  ['Сирия', 'Ирак'],
  ['100€', '100$'],
]

const ONE: readonly (readonly [string, string])[] = [
  ['علي حسن', 'على حسن'],
  ['فاطمة علي', 'فاطمه علي'],
  ['هه‌ولێری نوێ', 'هەولێری نوێ'],
  ['ﻣﻘﺎﻻﺕ', 'مقالات'],
  ['أخبار', 'اخبار'],
  ['محمّد', 'محمد'],
  ['كردستاني', 'کردستانی'],
  ['Kurdî', 'KURDI'],
  ['Şırnaklı', 'Sirnakli'],
  ['İnsan', 'insan'],
  ['al-Asad', 'al Asad'],
  ["Sana'ani", 'Sana’ani'],
  ['Ｎｅｗｓ', 'News'],
  ['Straße', 'STRASSE'],
  ['❤️', '❤'],
  ['#Syria now', 'Syria now'],
  ['١٢ آذار', '12 اذار'],
]

const isPlace = (kind: string, name: string) => kind !== 'place' || /\p{L}/u.test(name)

describe.each(KINDS)('a %s', (kind, toFields) => {
  test.each(APART.filter(([name]) => isPlace(kind, name)))(
    '%s is not %s, and each has its address',
    async (one, other) => {
      const backend = openBackend()
      await post(backend, toFields(one), toFields(other), toFields(one))
      expect([await find(backend, kind, one), await find(backend, kind, other)]).toEqual(['1 3', '2'])
      const slugs = (
        await backend.db.all<{ slug: string }>('SELECT DISTINCT value AS slug FROM facets WHERE kind = ?', kind)
      ).map(({ slug }) => slug)
      expect(slugs).toHaveLength(2)
      expect((await Promise.all(slugs.map((slug) => find(backend, kind, slug)))).sort()).toEqual(['1 3', '2'])
    },
  )

  test.each(ONE.filter(([name]) => isPlace(kind, name)))('%s is %s', async (one, other) => {
    const backend = openBackend()
    await post(backend, toFields(one), toFields(other))
    expect([await find(backend, kind, one), await find(backend, kind, other)]).toEqual(['1 2', '1 2'])
    const rows = await backend.db.all<{ slug: string }>(
      'SELECT DISTINCT value AS slug FROM facets WHERE kind = ?',
      kind,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.slug).not.toBe('')
  })
})

describe('names of stories', () => {
  test('are listed on their pages under their own address, which is shown as most spell it', async () => {
    const backend = openBackend()
    await post(backend, { tags: ['حرب'] }, { tags: ['هرب'] }, { tags: ['هرب'] })
    const page = await (await backend.ask('/2015/06/2/')).text()
    expect(page).toContain('href="/tag/hrb-2/"')
    expect(await (await backend.ask('/tag/hrb-2/')).text()).toContain('هرب')
    expect(((await (await backend.ask('/tag/hrb/feed.json')).json()) as Found).title).toContain('حرب')
    type Term = { readonly id: number; readonly name: string; readonly slug: string; readonly count: number }
    const terms = (await (await backend.ask('/wp-json/wp/v2/tags')).json()) as Term[]
    expect(terms.map(({ name, slug, count }) => [name, slug, count])).toEqual([
      ['حرب', 'hrb', 1],
      ['هرب', 'hrb-2', 2],
    ])
    const posts = (await (await backend.ask(`/wp-json/wp/v2/posts?tags=${terms[1]?.id}`)).json()) as {
      tags: number[]
    }[]
    expect(posts.map(({ tags }) => tags)).toEqual([[terms[1]?.id], [terms[1]?.id]])
  })

  test('a list has one address, however it is asked for', async () => {
    const backend = openBackend()
    await post(backend, { tags: ['كوباني الجديدة'] }, { tags: ['كوبانى الجديدة'] })
    const selves = await Promise.all(
      ['كوباني الجديدة', 'كوبانى الجديدة', 'کۆبانی الجدیدە'].map(async (name) => {
        const { feed_url } = (await (await backend.ask(`/feed.json?tag=${encodeURIComponent(name)}`)).json()) as {
          feed_url: string
        }
        return feed_url
      }),
    )
    expect(new Set(selves).size).toBe(1)
    expect(selves[0]).toMatch(/tag=[a-z-]+$/)
  })
})

test('of several names of which any will do each is found by its word', async () => {
  const backend = openBackend()
  await post(backend, { tags: ['حرب'] }, { tags: ['هرب'] }, { tags: ['Kobanê'] }, { tags: ['Syria'] })
  expect(await find(backend, 'tag', 'هرب|KOBANE|')).toBe('2 3')
  expect(await find(backend, 'tag', 'hrb|hrb-2')).toBe('1 2')
})
