/** Requests that are put to both runtimes: every route, narrowed, conditional, in every coding and method, and wrong. */

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const FEEDS = [
  '/feed.rss',
  '/feed.atom',
  '/feed.json',
  '/ara-news/feed.rss',
  '/ara-news/feed.atom',
  '/ara-news/feed.json',
]
const NARROWED = [
  '?tag=kobane',
  '?place=qamishli',
  '?author=lava',
  '?lang=ar',
  '?lang=ku',
  '?q=bread',
  '?limit=2',
  '?limit=0',
  '?limit=x',
  '?tag=none',
  '?utm_source=x',
  '?q=%D8%AE%D8%A8%D8%B2',
]
const PAGES = [
  '/',
  '/ara-news/',
  '/tag/kobane/',
  '/place/qamishli/',
  '/lang/ckb/',
  '/lang/ku/',
  '/lang/ar/',
  '/2016/',
  '/2016/03/',
  '/2016/03/10/',
  '/search/bread/',
  '/?s=bread',
  '/?q=bread',
  '/none/',
  '/2016/03/none/',
  '/2016/13/',
  '/%00',
  '/%E0%A4%A',
  '/a%2Fb/',
  '//',
  '/feed',
  '/feed/',
  '/feed/atom/',
  '/?feed=rss2',
  '/?feed=atom',
  '/?p=1',
  '/wp-content/x.jpg',
  '/comments/feed/',
]
const MACHINES = [
  '/healthz',
  '/robots.txt',
  '/opml.xml',
  '/favicon.ico',
  '/sitemap.xml',
  '/sitemap-news.xml',
  '/archive.json',
  '/archive/1.atom',
  '/archive/9.atom',
  '/manifest.json',
  '/hub',
  '/docs',
  '/docs/',
  '/docs/errors/',
  '/docs/errors/conflict',
  '/docs/errors/none',
  '/openapi.json',
]
const API = [
  '/api',
  '/api/',
  '/api/items',
  '/api/items?limit=2',
  '/api/items/urn%3A1',
  '/api/items/none',
  '/api/sources',
  '/api/sources/none',
  '/api/links',
  '/api/links/none',
  '/api/changes',
  '/api/changes?after=x',
  '/api/changes?limit=1',
  '/api/webhooks',
  '/api/drafts',
  '/api/drafts/none',
  '/api/tokens',
  '/api/search',
  '/api/search?q=bread',
  '/api/search?q=%D8%AE%D8%A8%D8%B2&lang=ar',
  '/api/search?q=bread&limit=x',
  '/api/faults.atom',
  '/api/none',
  '/api/items?q=%00',
  '/api/items/urn%3A1/revisions',
]
const WORDPRESS = [
  '/wp-json/',
  '/wp-json/wp/v2/posts',
  '/wp-json/wp/v2/posts?per_page=2',
  '/wp-json/wp/v2/posts?search=bread',
  '/wp-json/wp/v2/posts?page=99',
  '/wp-json/wp/v2/posts/1',
  '/wp-json/wp/v2/tags',
  '/wp-json/wp/v2/categories',
  '/wp-json/wp/v2/users',
  '/wp-json/wp/v2/none',
  '/?rest_route=/wp/v2/posts',
  '/wp-login.php',
  '/xmlrpc.php',
  '/wp-sitemap.xml',
]
const LINKS = [
  '/s/none',
  '/s/CODE',
  '/s/CODE+',
  '/s/CODE.svg',
  '/s/CODE.png',
  '/s/CODE.png?size=64',
  '/s/CODE?x=1',
  '/s/',
]

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'Accept-Encoding': 'gzip' },
  { 'Accept-Encoding': 'br;q=1, gzip;q=0.5' },
  { 'If-None-Match': '*' },
  { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
  { Range: 'bytes=0-9' },
  { Accept: 'text/html', 'Sec-Fetch-Dest': 'document' },
]

/** Long enough to open something where others reach the service, as they do on Workers. */
export const API_TOKEN = 'secret-of-this-house'
const TOKEN = { Authorization: `Bearer ${API_TOKEN}`, 'Content-Type': 'application/json' }

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Asked => ({ method: 'GET', path, headers })
const send = (
  method: string,
  path: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = TOKEN,
): Asked => {
  return { method, path, headers, body: typeof value === 'string' ? value : JSON.stringify(value) }
}

const PATHS = [...FEEDS, ...PAGES, ...MACHINES, ...API, ...WORDPRESS, ...LINKS]

/** What is there to be read. */
export const STORIES: readonly Asked[] = [
  send('POST', '/api/items', {
    id: 'urn:1',
    title: 'Bread in Kobane',
    content_html: '<p>Bread <b>again</b>.</p>',
    tags: ['Kobane'],
    authors: [{ name: 'Lava' }],
    language: 'en',
    date_published: '2016-03-10T10:00:00Z',
    _ara: { places: [{ name: 'Qamishli' }] },
  }),
  send('POST', '/api/items', {
    id: 'urn:2',
    title: 'خبز في كوباني',
    content_text: 'خبز وماء للجميع في المدينة.',
    language: 'ar',
    date_published: '2016-03-09T10:00:00Z',
  }),
  send('POST', '/api/items', {
    id: 'urn:3',
    title: 'Nan li Kobanê',
    content_text: 'Nan û av li bajêr ji bo her kesî hene.',
    language: 'ku',
    date_published: '2016-01-07T10:00:00Z',
  }),
  send('POST', '/api/items', {
    id: 'urn:4',
    title: 'نان لە کۆبانێ',
    content_text: 'نان و ئاو بۆ هەموو کەس هەیە لە شارەکە.',
    language: 'ckb',
    date_published: '2015-11-07T10:00:00Z',
  }),
  send('POST', '/api/items', {
    id: 'urn:5',
    title: 'Taken back',
    content_text: 'This was wrong.',
    date_published: '2015-10-07T10:00:00Z',
  }),
  send('DELETE', '/api/items/urn%3A5', { reason: 'Wrong' }),
]

export const REQUESTS: readonly Asked[] = [
  ...PATHS.flatMap((path) => HEADERS.slice(0, path.startsWith('/api') ? 2 : 5).map((headers) => get(path, headers))),
  ...[...FEEDS, '/'].flatMap((path) => HEADERS.slice(5).map((headers) => get(path, headers))),
  ...FEEDS.slice(0, 3).flatMap((path) => NARROWED.map((query) => get(`${path}${query}`))),
  ...API.map((path) => get(path, TOKEN)),
  ...PATHS.filter((_, at) => at % 3 === 0).flatMap((path) =>
    ['HEAD', 'OPTIONS', 'POST'].map((method) => ({ method, path })),
  ),
  send('POST', '/api/items', '{'),
  send('POST', '/api/items', '[]'),
  send('POST', '/api/items', { title: 1 }),
  send('POST', '/api/items', { titel: 'x' }),
  send('POST', '/api/items', { title: 'x' }, {}),
  send('PATCH', '/api/items/urn%3A1', { title: 'Bread, and water' }),
  send('PATCH', '/api/items/none', { title: 'x' }),
  send('POST', '/api/links', { url: 'https://aranews.net/x', alias: 'bread' }),
  send('POST', '/api/links', { url: 'https://elsewhere.example/', alias: 'else' }),
  send('POST', '/api/import', { items: [] }),
  send('POST', '/api/import', { items: {} }),
  send('PUT', '/api/items', {}),
  send('POST', '/hub', 'hub.mode=subscribe', { 'Content-Type': 'application/x-www-form-urlencoded' }),
  get('/feed.atom'),
  get('/api/items?limit=9'),
]

/** The files of public/, which Cloudflare answers itself. */
export const STATICS: readonly Asked[] = [
  '/style.css',
  '/icon.png',
  '/favicon.svg',
  '//style.css',
  '/%73tyle.css',
  '/swagger/swagger-ui.css',
  '/swagger/swagger-ui-bundle.js',
].flatMap((path) => [
  ...HEADERS.slice(0, 6).map((headers) => get(path, headers)),
  ...['HEAD', 'OPTIONS', 'POST'].map((method) => ({ method, path })),
])
