/** A WordPress that shared its host: every address in its folder leads where it led there, and none beside it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { type Installation, install } from '../installation.ts'
import { author, category, post, SITE, tag, term, toSite, upload } from './moved-export.ts'

const EXPORT = toSite(
  author(7, 'nupel', 'Nûpel Kaya'),
  category(3, 'news-all', 'News & All'),
  tag(11, 'afrin-2', 'Afrin'),
  term(21, 'region', 'the-north', 'Northern Region'),
  post({
    id: 101,
    name: 'harvest',
    terms: [
      ['category', 'news-all', 'News & All'],
      ['post_tag', 'afrin-2', 'Afrin'],
      ['region', 'the-north', 'Northern Region'],
    ],
  }),
  upload({ id: 51, file: 'tree.jpg', parent: 101, link: '/2014/10/harvest/tree/' }),
)

describe.each(['/news', '/Sites/news'])('in %s', (folder) => {
  let house: Installation

  beforeAll(async () => {
    house = install()
    const file = join(house.folder, 'site.wxr')
    writeFileSync(file, EXPORT.replaceAll(SITE, `${SITE}${folder}`))
    await house.importFrom(file)
  })

  test.each([
    '/',
    '',
    '/?p=101',
    '/?p=51',
    '/2014/10/harvest/',
    '/2014/10/harvest/amp/',
    '/2014/10/harvest/tree/',
    '/harvest/',
    '/?name=harvest',
    '/author/nupel/',
    '/author/nupel/page/1/',
    '/?author=7',
    '/?author_name=nupel',
    '/category/news-all/',
    '/?cat=3',
    '/tag/afrin-2/',
    '/?tag_id=11',
    '/region/the-north/',
    '/?region=the-north',
    '/2014/',
    '/2014/10/',
    '/2014/10/14/',
    '/?m=201410',
    '/page/1/',
    '/?s=olives',
    '/index.php/2014/10/harvest/',
    '/wp-json/wp/v2/posts?author=7',
  ])('%s shows the story', async (path) => {
    expect(await (await follow(house, folder + path)).text()).toContain('Story 101')
  })

  test.each([
    '/feed/',
    '/feed',
    '/feed/atom/',
    '/?feed=rss2',
    '/rss/',
    '/author/nupel/feed/',
    '/category/news-all/feed/',
    '/tag/afrin-2/feed/',
    '/region/the-north/feed/',
    '/feed/?cat=3',
    '/2014/10/feed/',
    '/wp-rss2.php',
  ])('%s is the feed of the story', async (path) => {
    const { items } = parse(new Uint8Array(await (await follow(house, folder + path)).arrayBuffer()))
    expect(items.map(({ guid }) => guid)).toEqual([`${SITE}${folder}/?p=101`])
  })

  test('feeds are answered where they are, whose readers may never learn another address', async () => {
    expect((await house.ask(`${folder}/feed/`)).status).toBe(200)
    expect((await house.ask(`${folder}/2014/10/harvest/feed/`)).status).toBe(200)
  })

  test.each(['/wp-login.php', '/xmlrpc.php', '/wp-admin/'])('%s is gone', async (path) => {
    expect((await house.ask(folder + path)).status).toBe(410)
  })

  test.each(['/other/feed/', '/newsroom-of-ours/feed/', '/other/author/nupel/', '/newsx/'])(
    '%s, beside it, never was anything',
    async (path) => {
      expect((await house.ask(path)).status).toBe(404)
    },
  )
})

/** The answer, led on at most four times. */
async function follow(house: Installation, path: string): Promise<Response> {
  let response = await house.ask(path)
  for (let hop = 0; hop < 4 && response.status === 301; hop++) {
    const { pathname, search } = new URL(response.headers.get('location') ?? '')
    response = await house.ask(pathname + search)
  }
  expect(response.status, path).toBe(200)
  return response
}
