import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { type Installation, install } from '../installation.ts'
import { author, category, comment, post, tag, term, toSite, upload } from './moved-export.ts'

/** A WordPress that moved here whole: every address that it answered answers. */

const ARABIC = '%d8%b3%d9%88%d8%b1%d9%8a%d8%a7'

const EXPORT = toSite(
  author(7, 'nupel', 'Nûpel Kaya'),
  author(8, 'e.yousef@aranews.net', 'Egid Yousef'),
  author(9, 'Desk Team', 'The Desk'),
  author(10, 'never', 'Never Wrote'),
  category(2, 'world', 'World'),
  category(3, 'news-all', 'News & All'),
  category(4, 'rojava', 'Western Kurdistan', 'world'),
  tag(11, 'afrin-2', 'Afrin'),
  tag(12, ARABIC, 'سوريا'),
  tag(13, 'unused', 'Unused'),
  term(21, 'region', 'the-north', 'Northern Region'),
  post({
    id: 101,
    name: 'harvest',
    terms: [
      ['category', 'news-all', 'News & All'],
      ['post_tag', 'afrin-2', 'Afrin'],
      ['post_format', 'post-format-aside', 'Aside'],
      ['region', 'the-north', 'Northern Region'],
    ],
    meta: [
      ['_thumbnail_id', '52'],
      ['_wp_old_slug', 'first-name'],
    ],
    more: comment(1, '1') + comment(2, 'spam') + comment(3, '0') + comment(4, '1', 'pingback'),
  }),
  post({
    id: 102,
    name: 'egid-writes',
    creator: 'e.yousef@aranews.net',
    terms: [
      ['category', 'rojava', 'Western Kurdistan'],
      ['post_tag', ARABIC, 'سوريا'],
    ],
  }),
  post({ id: 103, name: 'desk-writes', creator: 'Desk Team', terms: [['category', 'rojava', 'Western Kurdistan']] }),
  post({ id: 104, name: 'a-draft', status: 'draft' }),
  post({ id: 105, name: 'locked', password: 'x' }),
  post({ id: 106, name: 'secret', status: 'private' }),
  post({ id: 107, name: 'to-come', status: 'future' }),
  post({ id: 108, name: 'binned', status: 'trash' }),
  post({ id: 110, name: 'about', type: 'page', link: 'https://aranews.net/about/' }),
  post({ id: 111, name: 'episode-1', type: 'podcast', link: 'https://aranews.net/podcast/episode-1/' }),
  post({ id: 112, name: 'menu', type: 'nav_menu_item' }),
  upload({ id: 51, file: 'tree.jpg', parent: 101, link: '/2014/10/harvest/tree/' }),
  upload({ id: 52, file: 'lead.jpg', link: '/lead-picture/' }),
  upload({ id: 53, file: 'draft.jpg', parent: 104, link: '/draft-picture/' }),
  upload({ id: 54, file: 'stray.jpg', link: '/stray/' }),
)

describe('after an export was imported', () => {
  let house: Installation
  let said = ''

  beforeAll(async () => {
    house = install()
    const file = join(house.folder, 'site.wxr')
    writeFileSync(file, EXPORT)
    said = await house.importFrom(file)
  })

  test('it is said what was left out, by kind and number', () => {
    const line = said.split('\n').find((one) => one.startsWith('left out: '))
    expect(line?.slice('left out: '.length).split(', ').sort()).toEqual([
      '1 behind a password',
      '1 comment awaiting approval',
      '1 draft',
      '1 future',
      '1 nav_menu_item',
      '1 page',
      '1 pingback',
      '1 podcast',
      '1 private',
      '1 spam comment',
      '1 trash',
      '2 attachment',
    ])
    expect(said).toContain('3 added, 0 updated, 0 unchanged')
  })

  const TITLES: Readonly<Record<string, string>> = { 101: 'Story 101', 102: 'Story 102', 103: 'Story 103' }

  test.each([
    ['/author/nupel/', ['101']],
    ['/author/NUPEL', ['101']],
    ['/author/e-yousefaranews-net/', ['102']],
    ['/author/desk-team/', ['103']],
    ['/author/Desk%20Team/', ['103']],
    ['/author/nûpel-kaya/', ['101']],
    ['/?author=7', ['101']],
    ['/?author_name=nupel', ['101']],
    ['/?author=nupel', ['101']],
    ['/category/news-all/', ['101']],
    ['/category/news-all/page/1/', ['101']],
    ['/category/rojava/', ['102', '103']],
    ['/category/world/rojava/', ['102', '103']],
    ['/category/world/', ['102', '103']],
    ['/?cat=3', ['101']],
    ['/?cat=4', ['102', '103']],
    ['/?cat=2', ['102', '103']],
    ['/?category_name=news-all', ['101']],
    ['/?category_name=world/rojava', ['102', '103']],
    ['/tag/afrin-2/', ['101']],
    ['/?tag=afrin-2', ['101']],
    ['/?tag_id=11', ['101']],
    [`/tag/${ARABIC}/`, ['102']],
    [`/tag/${ARABIC.toUpperCase()}/`, ['102']],
    [`/?tag=${ARABIC}`, ['102']],
    ['/region/the-north/', ['101']],
    ['/?region=the-north', ['101']],
    ['/?taxonomy=region&term=the-north', ['101']],
    ['/2014/', ['101', '102', '103']],
    ['/2014/10/14/', ['101', '102', '103']],
    ['/?m=201410', ['101', '102', '103']],
  ])('%s lists its stories', async (path, ids) => {
    const text = await (await follow(house, path)).text()
    for (const [id, title] of Object.entries(TITLES))
      expect(text.includes(title), `${path} ${id}`).toBe(ids.includes(id))
  })

  test.each([
    ['/author/nupel/feed/', ['101']],
    ['/author/nupel/feed/atom/', ['101']],
    ['/author/nupel/feed/rss2', ['101']],
    ['/?feed=rss2&author=7', ['101']],
    ['/feed/?author=7', ['101']],
    ['/feed/?author_name=nupel', ['101']],
    ['/?author_name=nupel&feed=atom', ['101']],
    ['/category/news-all/feed/', ['101']],
    ['/category/world/rojava/feed/', ['102', '103']],
    ['/category/world/feed/', ['102', '103']],
    ['/feed/?cat=3', ['101']],
    ['/?cat=3&feed=rss2', ['101']],
    ['/tag/afrin-2/feed/', ['101']],
    ['/feed/?tag=afrin-2', ['101']],
    [`/tag/${ARABIC}/feed/`, ['102']],
    ['/region/the-north/feed/', ['101']],
    ['/feed/', ['101', '102', '103']],
  ])('%s is the feed of its stories', async (path, ids) => {
    const response = await follow(house, path)
    const { items } = parse(new Uint8Array(await response.arrayBuffer()))
    expect(items.map(({ guid }) => guid?.replace(/.*=/, '')).sort()).toEqual(ids)
  })

  test.each([
    '/?p=101',
    '/?p=101&preview=true',
    '/harvest/',
    '/?name=harvest',
    '/2014/10/harvest/',
    '/2014/10/first-name/',
    '/2014/10/harvest/tree/',
    '/2014/10/harvest/attachment/tree/',
    '/?attachment_id=51',
    '/?p=51',
    '/lead-picture/',
    '/?attachment_id=52',
  ])('%s is the story', async (path) => {
    expect(await (await follow(house, path)).text()).toContain('Story 101')
  })

  test.each([
    '/wp-json/wp/v2/posts?author=7',
    '/wp-json/wp/v2/posts?categories=3',
    '/wp-json/wp/v2/posts?tags=11',
    '/wp-json/wp/v2/posts?include=101',
  ])('%s lists the story', async (path) => {
    expect((await (await follow(house, path)).json()) as unknown[]).toMatchObject([
      { id: 101, author: 7, categories: [3] },
    ])
  })

  test.each([
    ['/wp-json/wp/v2/users/7', { id: 7, slug: 'nupel', name: 'Nûpel Kaya' }],
    ['/wp-json/wp/v2/categories/3', { id: 3, slug: 'news-all', taxonomy: 'category' }],
    ['/wp-json/wp/v2/tags/11', { id: 11, slug: 'afrin-2', taxonomy: 'post_tag' }],
  ])('%s is what it was', async (path, members) => {
    expect(await (await follow(house, path)).json()).toMatchObject(members)
  })

  test.each([
    '/author/never/',
    '/author/nobody/',
    '/author/never/feed/',
    '/?author=10',
    '/?author=77',
    '/?cat=99',
    '/category/nothing/',
    '/category/unused/',
    '/tag/unused/',
    '/tag/nothing/feed/',
    '/region/the-south/',
    '/stray/',
    '/draft-picture/',
    '/?attachment_id=53',
    '/?attachment_id=54',
    '/?p=104',
    '/2014/10/a-draft/',
    '/about/',
    '/2014/10/harvest/other/',
  ])('%s never was anything', async (path) => {
    expect((await house.ask(path)).status).toBe(404)
  })

  test('again it changes nothing', async () => {
    const names = await house.all('SELECT * FROM old_names ORDER BY taxonomy, name')
    const file = join(house.folder, 'site.wxr')
    expect(await house.importFrom(file)).toContain('0 added, 0 updated, 3 unchanged')
    expect(await house.all('SELECT * FROM old_names ORDER BY taxonomy, name')).toEqual(names)
    expect(JSON.stringify(names)).not.toContain('@')
  })

  test('what an older version took in gets its names with the next import', async () => {
    const other = install()
    const file = join(other.folder, 'site.wxr')
    writeFileSync(file, EXPORT)
    await other.importFrom(file)
    await other.all('DELETE FROM old_names RETURNING name')
    expect((await other.ask('/author/nupel/')).status).toBe(404)
    expect(await other.importFrom(file)).toContain('0 added, 0 updated, 3 unchanged')
    expect((await other.ask('/author/nupel/')).status).toBe(200)
  })

  test('other types are stories where they are asked for, under their addresses', async () => {
    const other = install()
    const file = join(other.folder, 'site.wxr')
    writeFileSync(file, EXPORT)
    expect(await other.importFrom(file, { types: 'post,page,podcast' })).toContain('5 added')
    for (const path of ['/about/', '/?page_id=110', '/podcast/episode-1/', '/?p=111'])
      expect((await follow(other, path)).status, path).toBe(200)
  })
})

/** The answer, led on at most three times. */
async function follow(house: Installation, path: string): Promise<Response> {
  let response = await house.ask(path)
  for (let hop = 0; hop < 3 && response.status === 301; hop++) {
    const { pathname, search } = new URL(response.headers.get('location') ?? '')
    response = await house.ask(pathname + search)
  }
  expect(response.status, path).toBe(200)
  return response
}
