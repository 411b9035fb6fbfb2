/**
 * The proof that an embargo can't leak: two services that were fed alike, one of which has drafts and scheduled stories
 * besides. For both runtimes: `open` brings a database with nothing in it.
 */
import type { Db } from '../../src/store/db.ts'
import { addDrafts, begin, carryOn, type Desk, DUE, goOn, openDesk } from './embargo-desk.ts'
import { ask, listQuestions, type Question } from './embargo-questions.ts'

const MARK = /zqxv[a-z]+/i

/** What was found of a second before, and of after. */
export type Found = {
  /** Questions whose answers differ, or that tell a marked word unless they were asked by it. */
  readonly told: readonly string[]
  readonly asked: number
  /** What others were asked and told, pictures and hub and webhooks, that differs. */
  readonly sent: readonly string[]
  readonly after: After
}

/** What each place has after the tick: titles, so that one is found that is there twice. */
export type After = Readonly<
  Record<'items' | 'changes' | 'webhook' | 'sitemap' | 'pages' | 'feed' | 'hub' | 'posts', readonly string[]>
>

type Look = (desk: Desk) => Promise<readonly string[]>

/** `look`: what else a runtime shows, such as exports. `isAsked`: which questions are asked where each takes long. */
type Ways = { readonly look?: Look; readonly isAsked?: (question: Question) => boolean }

/** The second database is opened when nothing is asked of the first any more: a Worker's tests have one. */
export async function findLeaks(
  open: () => Promise<Db>,
  count: number,
  { look = async () => [], isAsked = () => true }: Ways = {},
): Promise<Found> {
  const other = await openDesk(await open())
  await begin(other)
  const codes = await addDrafts(other, count)
  const questions = listQuestions(other, codes.slice(0, 3)).filter(isAsked)
  const within = await askAll(other, questions, look)
  const sent = toSent(other)
  const after = await publish(other)
  const plain = await openDesk(await open())
  await begin(plain)
  const without = await askAll(plain, questions, look)
  const told = within.filter((answer, index) => {
    const path = questions[index]?.path ?? ''
    return answer !== without[index] || (MARK.test(answer) && !MARK.test(path))
  })
  return { told, asked: within.length, sent: toDifferences(sent, toSent(plain)), after }
}

/** A second before the first is due. */
async function askAll(desk: Desk, questions: readonly Question[], look: Look): Promise<string[]> {
  await carryOn(desk)
  desk.clock.now = DUE - 1000
  await goOn(desk.service)
  const answers: string[] = []
  for (const question of questions) answers.push(`${question.method} ${question.path} ${await ask(desk, question)}`)
  return [...answers, ...(await look(desk))]
}

/** What a callback is asked for is made at random. */
function toSent({ sent }: Desk): string[] {
  return sent.map((one) => JSON.stringify(one).replace(/hub\.challenge=[\w-]+/, ''))
}

function toDifferences(within: readonly string[], without: readonly string[]): string[] {
  const marked = within.filter((one) => MARK.test(one))
  return [...marked, ...within.filter((one, index) => one !== without[index]), ...without.slice(within.length)]
}

/** By several who try at once, and again. */
async function publish(desk: Desk): Promise<After> {
  const { service, clock, sent } = desk
  const before = { at: sent.length, lines: (await loadChanges(desk)).length }
  clock.now = DUE + 60_000
  await Promise.all([service.publishDue(), service.publishDue()])
  await goOn(service)
  await goOn(service)
  const bodies = sent.slice(before.at).flatMap(({ method, url, body }) => (method === 'POST' ? [{ url, body }] : []))
  const items = await loadAll(desk)
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  const changes = (await loadChanges(desk)).slice(before.lines)
  return {
    items: items.map(({ title }) => title).sort(),
    changes: changes.map(({ kind, item }) => `${kind} ${titles.get(item)}`).sort(),
    webhook: bodies.flatMap(({ url, body }) => (url.includes('partner') ? toHooked(body) : [])).sort(),
    sitemap: await findInSitemap(desk, items),
    pages: await findPages(desk, items),
    feed: toTitles(await load(desk, '/desk/feed.json?limit=200')),
    hub: bodies.flatMap(({ url, body }) => (url.endsWith('/feed.json') ? toTitles(JSON.parse(body) as Feed) : [])),
    posts: await findPosts(desk),
  }
}

type Feed = { readonly items: readonly Story[]; readonly next_url?: string }
type Story = {
  readonly id: string
  readonly title: string
  readonly _ara: { readonly permalink: string; readonly short_url: string }
}

async function loadText({ service }: Desk, path: string): Promise<string> {
  return (await service.app.request(path)).text()
}

async function load<T = Feed>(desk: Desk, path: string): Promise<T> {
  return JSON.parse(await loadText(desk, path)) as T
}

function toTitles({ items }: Feed): string[] {
  return items.map(({ title }) => title)
}

async function loadAll(desk: Desk): Promise<Story[]> {
  const all: Story[] = []
  for (let path: string | undefined = '/api/items?channel=desk&limit=200'; path !== undefined; ) {
    const page: Feed = await load(desk, path)
    all.push(...page.items)
    path = page.next_url
  }
  return all
}

type Change = { readonly kind: string; readonly item: string }

async function loadChanges(desk: Desk): Promise<readonly Change[]> {
  return (await load<{ changes: Change[] }>(desk, '/api/changes?limit=1000')).changes
}

function toHooked(body: string): string[] {
  const { kind, item } = JSON.parse(body) as { kind: string; item?: { title?: string } }
  return [`${kind} ${item?.title}`]
}

async function findInSitemap(desk: Desk, items: readonly Story[]): Promise<string[]> {
  const index = await loadText(desk, '/sitemap.xml')
  const parts = [...index.matchAll(/sitemap-\d+\.xml/g)].map(([name]) => loadText(desk, `/${name}`))
  const text = (await Promise.all(parts)).join('')
  return items
    .flatMap(({ title, _ara }) =>
      text
        .split(`<loc>${_ara.permalink}</loc>`)
        .slice(1)
        .map(() => title),
    )
    .sort()
}

/** Those whose page is there, to which their short link leads. */
async function findPages({ service }: Desk, items: readonly Story[]): Promise<string[]> {
  const found: string[] = []
  for (const { title, _ara } of items) {
    const link = await service.app.request(_ara.short_url)
    const page = await service.app.request(link.headers.get('location') ?? '/none')
    if (page.status === 200 && (await page.text()).includes(title)) found.push(title)
  }
  return found.sort()
}

async function findPosts(desk: Desk): Promise<string[]> {
  const found: string[] = []
  for (let page = 1; page < 20; page++) {
    const response = await desk.service.app.request(`/wp-json/wp/v2/posts?search=zqxvtext&per_page=100&page=${page}`)
    if (response.status !== 200) break
    const posts = (await response.json()) as { title: { rendered: string } }[]
    found.push(...posts.map(({ title }) => title.rendered))
    if (posts.length < 100) break
  }
  return found.sort()
}
