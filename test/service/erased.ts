/**
 * A story whose every field is a word of its own, erased, and then every address that can be asked for without a token.
 * For both runtimes: `open` brings the database.
 */
import { channels } from '../../feeds/index.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import type { Parts } from '../../src/parts.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { saveComments } from '../../src/store/feeds/comments.ts'
import { loadItem } from '../../src/store/feeds/feeds.ts'
import { type Blobs, loadDuePictures, savePicture } from '../../src/store/pictures.ts'
import { KEY } from './parts.ts'

export const BASE = 'https://feeds.example'
/** Of the id, which notices need, and nobody else is told. */
const ID_WORD = 'zqxvidword'
const ID = `https://aranews.net/2015/06/${ID_WORD}/`
const SITE = 'https://aranews.net'
const NOW = Date.UTC(2015, 5, 10, 12)
const HASH = 'ab'.repeat(32)

/** Whatever begins so is of the erased story. No letter of it is folded into another. */
const MARK = /zqxv[a-z]+/gi

const FIELDS = {
  id: ID,
  url: `${SITE}/2015/06/zqxvadaptable-zqxvbench-zqxvcentre-zqxvdecade/`,
  title: 'Zqxvheart',
  content_html: `<p>Zqxvtext was there, and people in the street said much about it. <a href="${SITE}/zqxvanchor">x</a></p>
    <img src="${SITE}/wp-content/uploads/2015/06/zqxvpicture.png">`,
  summary: 'Zqxvsummary',
  image: `${SITE}/wp-content/uploads/2015/06/zqxvpicture.png`,
  authors: [{ name: 'Zqxvauthor', url: `${SITE}/zqxvauthorpage` }],
  tags: ['Zqxvtag'],
  date_published: '2015-06-10T10:00:00Z',
  attachments: [{ url: `${SITE}/zqxvattachment.mp3`, mime_type: 'audio/mpeg' }],
  _ara: {
    dateline: 'Zqxvdateline',
    caption: 'Zqxvcaption',
    credit: 'Zqxvcredit',
    agency: 'Zqxvagency',
    source: 'Zqxvsource',
    places: [{ name: 'Zqxvplace', slug: 'zqxvplace' }],
  },
}

type Call = (path: string, init?: { readonly method?: string; readonly json?: unknown }) => Promise<Response>

/** How requests reach the service; straight to it where nothing is said. */
export type Way = (request: Request, answer: (request: Request) => Promise<Response>) => Promise<Response>

type Given = {
  readonly db: Db
  readonly way?: Way
  readonly letGo?: () => Promise<void>
  /** What each address is asked with; some where it takes long. */
  readonly queries?: readonly string[]
}

/** What was said of it where nothing should be, one line each. */
export async function findErased({
  db,
  way = (request, answer) => answer(request),
  letGo,
  queries = QUERIES,
}: Given): Promise<string[]> {
  const said: string[] = []
  const service = createService(toParts(db, said, letGo))
  const ask = (path: string, init: RequestInit = {}) =>
    way(new Request(`${BASE}${path}`, { redirect: 'manual', ...init }), async (request) => service.app.fetch(request))
  const call: Call = async (path, { method = 'GET', json } = {}) => {
    const headers = { Authorization: 'Bearer secret', 'Content-Type': 'application/json' }
    const response = await ask(path, { method, headers, ...(json === undefined ? {} : { body: JSON.stringify(json) }) })
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
  await fill(db, call, ask)
  await service.saveClicks()
  const item = await loadItem(db, ID)
  const paths = toPaths(service.app.routes, queries, { code: item?.code ?? '', row: item?.row ?? 0 })
  const before = await walk(ask, paths)
  for (const word of EVERYWHERE) {
    if (!before.some((line) => line.split(': ')[1]?.includes(word))) throw new Error(`${word} was shown nowhere.`)
  }
  said.length = 0
  await call(`/api/items/${encodeURIComponent(ID)}`, { method: 'DELETE', json: { reason: 'In danger', erase: true } })
  await service.push()
  await service.saveClicks()
  const asEditor = (path: string) => ask(path, { headers: { Authorization: 'Bearer secret' } })
  const api = paths.filter((path) => path.startsWith('/api/'))
  const after = [...(await walk(ask, paths)), ...(await walk(asEditor, api))]
  return [
    ...before.filter((line) => line.includes(LONG)),
    ...after,
    ...(await findInTables(db)),
    ...said.filter((line) => line.match(MARK)).map((line) => `log: ${line}`),
  ]
}

/** Shown before, somewhere: else the walk would prove nothing. */
const EVERYWHERE =
  'zqxvheart zqxvtext zqxvauthor zqxvtag zqxvcaption zqxvplace zqxvpicture zqxvname zqxvcomment zqxvnote zqxvcentre'.split(
    ' ',
  )

function toParts(db: Db, said: string[], letGo?: () => Promise<void>): Parts {
  const say = (message: string, facts?: object) => said.push(`${message} ${JSON.stringify(facts)}`)
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const blobs: Blobs = {
    put: async (hash, bytes) => void kept.set(hash, new Uint8Array(bytes)),
    get: async (hash) => kept.get(hash),
    delete: async (hash) => void kept.delete(hash),
  }
  return {
    db,
    blobs,
    fetch: () => Promise.reject(new TypeError('There is no network here.')),
    channels,
    config: { baseUrl: BASE, apiToken: 'secret', allowPrivate: [] },
    version: '1.2.3',
    log: { info: say, warn: say, error: say },
    now: () => NOW,
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
    vault: createVault([KEY]),
    ...(letGo === undefined ? {} : { letGo }),
  }
}

/** The story, and others around it; edits, a proposal, comments, links and clicks, a picture, a webhook. */
async function fill(db: Db, call: Call, ask: (path: string) => Promise<Response>): Promise<void> {
  const post = (path: string, json: unknown) => call(path, { method: 'POST', json })
  const path = `/api/items/${encodeURIComponent(ID)}`
  await post('/api/items', { id: 'urn:other', title: 'Another story', content_text: 'It is about something else.' })
  await post('/api/items', FIELDS)
  await post('/api/items', { ...FIELDS, content_html: '<p>Zqxvsecond was there, and much more was said of it.</p>' })
  await post('/api/items', FIELDS)
  await call(path, {
    method: 'PATCH',
    json: { title: 'Zqxvheart again', note: 'Zqxvnote', _ara: { places: [{ name: 'Zqxvplace' }] } },
  })
  await post('/api/items', { ...FIELDS, title: 'Zqxvproposal' })
  const row = (await loadItem(db, ID))?.row ?? 0
  await saveComments(db, [{ row, comments: [{ id: '1', author: 'Zqxvreader', html: '<p>Zqxvcomment</p>' }] }])
  for (const { id, url } of await loadDuePictures(db, 'aranews.net', NOW, 9)) {
    await savePicture(db, { id, url, state: 'kept', hash: HASH, type: 'image/png', size: 3, failures: 0 }, NOW)
  }
  await post('/api/webhooks', { url: 'https://partner.example/' })
  for (const alias of ['zqxvname', 'zqxvmoved', 'zqxvanother']) await post('/api/links', { item: ID, alias })
  await call('/api/links/zqxvmoved', { method: 'PATCH', json: { item: ID, note: 'Zqxvlinknote' } })
  await post('/api/links', {
    url: `${BASE}/2015/06/zqxvadaptable-zqxvbench-zqxvcentre-zqxvdecade/?page=2`,
    alias: 'sheet',
  })
  await post('/api/links', { item: ID, alias: 'plain' })
  await call('/api/links/plain', { method: 'PATCH', json: { item: 'urn:other', note: 'It is this one.' } })
  for (const name of ['zqxvname', 'plain', 'sheet']) await ask(`/s/${name}`)
}

type Named = { readonly code: string; readonly row: number }

/** What stands for each parameter of a route. A new one has to be added here. */
function toValues({ code }: Named): Readonly<Record<string, readonly string[]>> {
  const links = [code, 'zqxvname', 'zqxvmoved', 'plain', 'sheet']
  return {
    // Of an error.
    name: ['conflict'],
    channel: ['ara-news'],
    file: ['feed.rss', 'feed.atom', 'feed.json', '1.rss', '1.atom', '1.json'],
    facet: ['tag', 'place', 'author', 'source'],
    value: ['zqxvtag', 'zqxvplace', 'zqxvauthor', 'archive'],
    year: ['2015'],
    month: ['06'],
    slug: ['zqxvadaptable-zqxvbench-zqxvcentre-zqxvdecade', 'another-story'],
    code: links.flatMap((name) => ['', '+', '.svg', '.png'].map((part) => `${name}${part}`)),
    hash: [HASH],
    id: ['aranews', '1'],
    part: ['sitemap-0.xml', 'sitemap-1.xml'],
    token: ['x'],
    '*': [encodeURIComponent(ID), ...links],
  }
}

const QUERIES = [
  '',
  '?limit=50',
  '?q=zqxvtext',
  '?q=something',
  '?tag=zqxvtag',
  '?author=zqxvauthor',
  '?place=zqxvplace',
  '?date=2015-06',
  '?page=1&channel=ara-news',
  `?item=${encodeURIComponent(ID)}`,
  '?named=1',
  '?state=retracted',
]

/** Of the old site, which no route names. */
function toOldPaths({ row }: Named): string[] {
  const slug = 'zqxvadaptable-zqxvbench-zqxvcentre-zqxvdecade'
  const rest = '/wp-json/wp/v2'
  return [
    ...['posts', 'tags', 'users', 'categories', 'comments', 'media', 'pages', 'search?search=zqxvtext'].map(
      (name) => `${rest}/${name}`,
    ),
    ...[`posts/${row}`, `posts?slug=${slug}`, `comments?post=${row}`, `media?parent=${row}`].map(
      (name) => `${rest}/${name}`,
    ),
    ...[
      '/wp-json/',
      '/feed/',
      '/feed/atom/',
      '/comments/feed/',
      '/2015/',
      '/2015/06/',
      '/2015/06/10/',
      '/2015/06/feed/',
    ],
    ...[
      `/?p=${row}`,
      `/?p=${1_000_000 + row}`,
      `/?name=${slug}`,
      '/?feed=rss2',
      '/?feed=comments-rss2',
      `/?feed=rss2&p=${row}`,
    ],
    ...[
      `/${slug}/`,
      `/${slug}`,
      `/2014/01/${slug}/`,
      `/2015/06/${slug}/amp/`,
      `/files/2015/06/10/${slug}/`,
      `/${slug}/feed/`,
    ],
    ...['/tag/zqxvtag/', '/author/zqxvauthor/', '/place/zqxvplace/', '/tag/zqxvtag/feed/', '/search/zqxvtext/'],
    ...['/wp-content/uploads/2015/06/zqxvpicture.png', '/nothing', '/api/nothing'],
  ]
}

type Route = { readonly method: string; readonly path: string }

function toPaths(routes: readonly Route[], queries: readonly string[], named: Named): string[] {
  const values = toValues(named)
  const patterns = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const paths = [...patterns].flatMap((pattern) => toConcrete(pattern, values))
  return [...new Set([...paths.flatMap((path) => queries.map((query) => path + query)), ...toOldPaths(named)])]
}

function toConcrete(pattern: string, values: Readonly<Record<string, readonly string[]>>): string[] {
  const found = /:(\w+)(?:\{((?:[^{}]|\{[^}]*\})*)\})?|(\*)/.exec(pattern)
  if (found === null) return [pattern]
  const [whole, name, form, star] = found
  const all = values[name ?? star ?? '']
  if (all === undefined) throw new Error(`What is to be asked for as ${whole} of ${pattern}?`)
  const fitting = form === undefined ? all : all.filter((value) => new RegExp(`^(?:${form})$`).test(value))
  // A function, so that no sign of a value means anything.
  return fitting.flatMap((value) =>
    toConcrete(
      pattern.replace(whole, () => value),
      values,
    ),
  )
}

/** Addresses and the words of the story in what they answer; those that were asked with may be said again. */
async function walk(ask: (path: string) => Promise<Response>, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const response = await ask(path)
    const type = response.headers.get('Content-Type') ?? ''
    const body = type.startsWith('image/png') ? '' : await response.text()
    const text = `${response.statusText}\n${JSON.stringify([...response.headers])}\n${body}`.toLowerCase()
    const asked = new Set(response.status === 410 ? [] : path.toLowerCase().match(MARK))
    if (NOTICES.test(path)) asked.add(ID_WORD)
    const words = [...new Set(text.match(MARK))].filter((word) => !asked.has(word))
    if (words.length > 0) found.push(`GET ${path} ${response.status}: ${words.join(' ')}`)
    const caching = response.headers.get('Cache-Control') ?? 'nothing'
    if (!isShort(caching) && (words.length > 0 || path.startsWith('/media/')))
      found.push(`GET ${path} ${LONG} ${caching}`)
  }
  return found
}

/** What tells readers and callers that a story is gone. */
const NOTICES = /\/feed\.\w+|\/feed\/|[?&]feed=|\/archive\/\d|^\/api\/(?:changes|items)/

const LONG = 'is kept by others for more than a minute:'

/** Whether nobody keeps the answer for longer than the promise of erasure. */
function isShort(caching: string): boolean {
  if (/immutable|stale-/.test(caching)) return false
  return /no-store|no-cache/.test(caching) || Number(/max-age=(\d+)/.exec(caching)?.[1]) <= 60
}

/** Tables and columns in which the words stand, in whatever form. */
async function findInTables(db: Db): Promise<string[]> {
  const tables = await db.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
       AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    for (const column of await db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', name)) {
      if (column.name === 'public_id') continue
      const where = ['7A717876', '5A717876', '5A515856'].map((hex) => `instr(hex("${column.name}"), '${hex}') % 2 = 1`)
      const row = await db.first(`SELECT "${column.name}" AS value FROM "${name}" WHERE ${where.join(' OR ')}`)
      if (row !== undefined) found.push(`${name}.${column.name}: ${JSON.stringify(row)}`)
    }
  }
  return found
}
