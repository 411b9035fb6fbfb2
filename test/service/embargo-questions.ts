/** All that anybody can ask: every route by every method, filters, searches, the addresses of a WordPress. */
import { BASE, type Desk } from './embargo-desk.ts'
import { toPaths } from './routes.ts'

export type Question = { readonly method: string; readonly path: string; readonly headers: Record<string, string> }

const FILTERS = [
  'q=bridge',
  'q=zqxvtext',
  'q=-bridge',
  'tag=zqxvtag',
  'tag=bridge',
  'author=zqxvauthor-1',
  'place=zqxvplace',
  'lang=tr',
  'source=wire',
  'source=zqxv',
  'channel=desk',
  'limit=1',
  'limit=200',
  'state=retracted',
  'state=draft',
  'state=scheduled',
  'after=0',
  'before=9',
  'page=2',
]
const FILTERED = [
  '/',
  '/desk/',
  '/feed.atom',
  '/feed.rss',
  '/feed.json',
  '/desk/feed.json',
  '/api/items',
  '/api/changes',
]
const LISTS = ['/opml.xml', '/archive.json', '/desk/archive.json', '/sitemap.xml', '/api/sources', '/api/links']

/** As a WordPress had them. */
const WORDPRESS = [
  ...['p=1', 'p=4', 'p=9', 'cat=1', 'tag=zqxvtag', 'author=1', 'author_name=zqxvauthor-1', 's=zqxvtext', 'feed=rss2'],
  ...[
    'm=201506',
    'year=2015&monthnum=6',
    'page_id=1',
    'attachment_id=1',
    'name=zqxvtitle-0',
    'rest_route=/wp/v2/posts',
  ],
].map((query) => `/?${query}`)
const OLD = `/feed/ /comments/feed/ /tag/zqxvtag/ /tag/zqxvtag/feed/ /category/zqxvtag/ /author/zqxvauthor-1/ /author/zqxvauthor-1/feed/
  /2015/06/ /2015/ /2015/06/10/ /2015/06/zqxvtitle-0/ /2015/06/zqxvtitle-0/feed/ /2015/06/zqxv-file/ /zqxvtitle-0/ /wp-sitemap.xml
  /sitemap-0.xml /wp-login.php /xmlrpc.php /no-such-page /zqxvfile.md /media/zqxv /zqxvtag/feed.atom /place/zqxvplace/feed.atom`

const REST = `posts posts?search=zqxvtext posts?slug=zqxvtitle-0 posts?per_page=1 posts?tags=1 posts?author=1 posts/1 posts/4 posts/9
  posts?status=draft posts?status=future tags tags?search=zqxv users users?search=zqxv categories pages comments search?search=zqxv types
  statuses taxonomies media`

/** @param codes some of drafts' */
export function listQuestions({ service, channels }: Desk, codes: readonly string[]): Question[] {
  const fillings = {
    channel: channels.map(({ id }) => id),
    facet: ['tag', 'place', 'author', 'lang', 'source'],
    value: ['zqxvtag', 'zqxvplace', 'zqxvauthor-1', 'tr', 'bridge'],
    year: ['2015'],
    month: ['06'],
    slug: ['zqxvtitle-0', 'zqxv-file', 'the-bridge-1-opens'],
    code: codes.flatMap((code) => ['', '+', '.svg', '.png'].flatMap((end) => [code + end, code.toUpperCase() + end])),
    hash: ['0'.repeat(64)],
    id: ['1', 'zqxv'],
    token: ['none'],
    part: ['sitemap-0.xml', 'sitemap-1.xml'],
    '/api/items/*': [...codes, 'https%3A%2F%2Fnews.example%2Fzqxvid1', `${codes[0]}/restore`],
    '/wp-json/*': REST.split(/\s+/).map((route) => `wp/v2/${route}`),
  }
  const filtered = FILTERED.flatMap((path) => FILTERS.map((filter) => `${path}?${filter}`))
  const paths = [...toPaths(service.app, fillings), ...filtered, ...LISTS, ...WORDPRESS, ...OLD.split(/\s+/)]
  const gets = [...new Set(paths)]
  const toQuestion =
    (method: string, headers: Record<string, string> = {}) =>
    (path: string) => ({ method, path, headers })
  return [
    ...gets.map(toQuestion('GET')),
    ...gets.map(toQuestion('GET', { 'accept-encoding': 'gzip' })),
    ...gets
      .filter((path) => /^\/(?:api\/drafts|s\/|opml)/.test(path))
      .map(toQuestion('GET', { authorization: 'Bearer wrong-token-of-somebody' })),
    ...gets.map(toQuestion('HEAD')),
    ...gets.filter((path) => !/[?]/.test(path)).map(toQuestion('OPTIONS')),
    ...['POST', 'PATCH', 'DELETE'].flatMap((method) =>
      toPaths(service.app, fillings, method).map(toQuestion(method, { 'content-type': 'application/json' })),
    ),
  ]
}

/** Status, headers and body, to the last byte. */
export async function ask({ service }: Desk, { method, path, headers }: Question): Promise<string> {
  const body = headers['content-type'] === undefined ? {} : { body: '{}' }
  const response = await service.app.request(BASE + path, { method, headers, redirect: 'manual', ...body })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = headers['accept-encoding'] === undefined ? new TextDecoder().decode(bytes) : bytes.join()
  return JSON.stringify([response.status, [...response.headers], text])
}
