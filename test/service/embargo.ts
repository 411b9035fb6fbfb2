/**
 * Two services that were fed alike, one of which has drafts and scheduled stories besides, whose every word is marked.
 * For both runtimes: `open` brings a database with nothing in it.
 */
import type { Channel } from '../../src/model/model.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { COMMON_PARTS } from './parts.ts'
import { toPaths } from './routes.ts'

const BASE = 'https://feeds.example'
const NOW = Date.UTC(2015, 5, 10, 12)
const HOUR = 3_600_000
const MARK = /zqxv[a-z]+/i

const common = { description: 'News', hosts: [], linkTo: 'permalink', sources: [] } as const
const channels: readonly Channel[] = [
  { ...common, id: 'news', title: 'News', language: 'en', tag: 'news.example,2013' },
  { ...common, id: 'desk', title: 'Desk', language: 'de', tag: 'desk.example,2013' },
]

const toMarked = (number: number) => ({
  id: `https://news.example/zqxvid${number}`,
  title: `Zqxvtitle ${number}`,
  content_html: `<p>Zqxvtext ${number} was there, and people in the street said much about it.</p>`,
  authors: [{ name: `Zqxvauthor ${number % 7}` }],
  tags: ['Zqxvtag', 'Bridge'],
  language: 'tr',
  channel: 'desk',
  _ara: { dateline: 'Zqxvdateline', places: [{ name: 'Zqxvplace' }] },
})

const toPlainStory = (number: number) => ({
  id: `https://news.example/${number}`,
  title: `The bridge ${number} opens`,
  content_text: `The bridge ${number} over the river was opened again.`,
  authors: [{ name: 'Azad' }],
  tags: ['Bridge'],
  date_published: new Date(NOW - number * HOUR).toISOString(),
})

type Desk = Awaited<ReturnType<typeof openDesk>>

async function openDesk(db: Db) {
  const clock = { now: NOW }
  const service = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels,
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
  })
  const call = async (path: string, json: unknown): Promise<{ code: string }> => {
    const headers = { authorization: 'Bearer token', 'content-type': 'application/json' }
    const response = await service.app.request(path, { method: 'POST', headers, body: JSON.stringify(json) })
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return ((await response.json()) as { _ara: { code: string } })._ara
  }
  // The change log's epoch is made at random with the database.
  await db.run(`UPDATE meta SET value = 'epoch' WHERE name = 'epoch'`)
  for (let number = 1; number <= 3; number++) await call('/api/items', toPlainStory(number))
  return { service, clock, call }
}

/** Every other one waits for its time, half of them posted as items. */
async function addDrafts({ call }: Desk, count: number): Promise<readonly string[]> {
  const codes: string[] = []
  for (let number = 0; number < count; number++) {
    const at = new Date(NOW + HOUR + (number % 5) * 1000).toISOString()
    const story = toMarked(number)
    const { code } =
      number % 4 === 0
        ? await call('/api/items', { ...story, date_published: at })
        : await call('/api/drafts', number % 2 === 0 ? { ...story, publish_at: at } : { ...story, note: 'Zqxvnote' })
    codes.push(code)
  }
  return codes
}

const QUERIES = ['', '?q=bridge', '?q=zqxvtext', '?tag=zqxvtag', '?author=zqxvauthor-1', '?place=zqxvplace', '?lang=tr']

function listPaths({ service }: Desk, codes: readonly string[]): string[] {
  const paths = toPaths(service.app, {
    channel: ['news', 'desk'],
    facet: ['tag', 'place', 'author', 'lang', 'source'],
    value: ['zqxvtag', 'zqxvplace', 'zqxvauthor-1', 'tr', 'bridge'],
    year: ['2015'],
    month: ['06'],
    slug: ['zqxvtitle-1', 'the-bridge-1-opens'],
    code: codes.flatMap((code) => [code, `${code}+`, `${code}.svg`, `${code}.png`]),
    hash: ['0'.repeat(64)],
    id: ['1'],
    token: ['none'],
    part: ['sitemap-0.xml'],
    '/api/items/*': [...codes, 'https%3A%2F%2Fnews.example%2Fzqxvid1'],
    '/wp-json/*': ['wp/v2/posts', 'wp/v2/tags', 'wp/v2/users', 'wp/v2/categories', 'wp/v2/posts/4', 'wp/v2/search'],
  })
  const queried = ['/', '/feed.atom', '/desk/feed.json', '/api/items', '/opml.xml'].flatMap((path) =>
    QUERIES.map((query) => path + query),
  )
  return [...new Set([...paths, ...queried, '/2015/06/', '/no-such-page', '/?p=4'])]
}

async function ask({ service }: Desk, path: string): Promise<string> {
  const response = await service.app.request(BASE + path, { redirect: 'manual' })
  return JSON.stringify([response.status, [...response.headers], await response.text()])
}

type Found = {
  /** Addresses whose answers differ, or that say a marked word unless they were asked by it. */
  readonly told: readonly string[]
  readonly asked: number
  /** Titles of the feed of the channel after the tick, and how many lines the change log got. */
  readonly titles: readonly string[]
  readonly lines: number
}

/** The second database is opened when nothing is asked of the first any more: a Worker's tests have one. */
export async function findLeaks(open: () => Promise<Db>, count: number): Promise<Found> {
  const other = await openDesk(await open())
  const codes = await addDrafts(other, count)
  const paths = listPaths(other, codes.slice(0, 4))
  const withDrafts = await askAll(other, paths)
  const published = await publish(other)
  const without = await askAll(await openDesk(await open()), paths)
  const told = paths.filter((path, index) => {
    const answer = withDrafts[index] ?? ''
    return answer !== without[index] || (MARK.test(answer) && !MARK.test(path))
  })
  return { told, asked: paths.length, ...published }
}

/** What is answered a second before the first is due. */
async function askAll(desk: Desk, paths: readonly string[]): Promise<string[]> {
  desk.clock.now = NOW + HOUR - 1000
  await desk.service.publishDue()
  const answers: string[] = []
  for (const path of paths) answers.push(await ask(desk, path))
  return answers
}

async function publish(desk: Desk): Promise<Pick<Found, 'titles' | 'lines'>> {
  const { service, clock } = desk
  const before = await loadLines(desk)
  clock.now = NOW + HOUR + 60_000
  await Promise.all([service.publishDue(), service.publishDue()])
  await service.publishDue()
  const feed = await (await service.app.request(`${BASE}/desk/feed.json?limit=200`)).json()
  const titles = (feed as { items: { title: string }[] }).items.map(({ title }) => title)
  return { titles, lines: (await loadLines(desk)) - before }
}

async function loadLines({ service }: Desk): Promise<number> {
  const { changes } = (await (await service.app.request('/api/changes?limit=1000')).json()) as { changes: unknown[] }
  return changes.length
}

export function toDueTitles(count: number): string[] {
  return Array.from({ length: count / 2 }, (_, index) => `Zqxvtitle ${index * 2}`).sort()
}
