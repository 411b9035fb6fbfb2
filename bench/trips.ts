/**
 * `npm run bench -- trips`: how many files and functions of src a value enters on its way, by V8's own coverage.
 * Each trip is walked once before it is counted, so that nothing of a first time counts. With `--files` it says which.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type Profiler, Session } from 'node:inspector/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Log } from '../src/log.ts'
import { type Opened, openService } from '../src/node/open.ts'

/** At most so many files, a third fewer than before the rooms had doors of their own (110, 85 and 39). */
const MOST_FILES: Readonly<Record<string, number>> = {
  'a polled document of 3 items': 73,
  'a posted story': 56,
  'a cold feed': 26,
}
const SOURCE = pathToFileURL(join(import.meta.dirname, '../src')).href
const BASE = 'http://feeds.example'
const TOKEN = 'a-token-of-the-bench'
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** `prepare` is done before each walk and not counted. */
type Trip = {
  readonly name: string
  readonly prepare?: (turn: number) => Promise<unknown>
  readonly walk: (turn: number) => Promise<unknown>
}
type Count = { readonly files: readonly string[]; readonly functions: number }

/** Prints the counts; whether each is at most what it may be. */
export async function benchTrips(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-trips-'))
  const site = await openSite()
  const opened = await open(folder)
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  let isMet = true
  for (const { name, prepare, walk } of toTrips(opened, site.address)) {
    await prepare?.(0)
    await walk(0)
    await prepare?.(1)
    const { files, functions } = await count(session, () => walk(1))
    const most = MOST_FILES[name]
    const said = most === undefined ? '' : ` (at most ${most} files)`
    console.log(
      `${name.padEnd(32)} ${String(files.length).padStart(4)} files ${String(functions).padStart(5)} functions${said}`,
    )
    if (process.argv.includes('--files')) console.log(files.join('\n'))
    if (most !== undefined && files.length > most) isMet = false
  }
  session.disconnect()
  await opened.close()
  site.server.close()
  rmSync(folder, { recursive: true })
  return isMet
}

async function count(session: Session, walk: () => Promise<unknown>): Promise<Count> {
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await session.post('Profiler.takePreciseCoverage')
  await walk()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  await session.post('Profiler.stopPreciseCoverage')
  const entered = result
    .filter(({ url }) => url.startsWith(SOURCE))
    .map(({ url, functions }) => ({ url, names: functions.filter(isEntered).map(({ functionName }) => functionName) }))
    .filter(({ names }) => names.length > 0)
  const files = entered.map(({ url, names }) => `  ${url.slice(SOURCE.length + 1)}: ${names.filter(Boolean).join(' ')}`)
  return { files, functions: entered.reduce((sum, { names }) => sum + names.length, 0) }
}

function isEntered({ ranges }: Profiler.FunctionCoverage): boolean {
  return (ranges[0]?.count ?? 0) > 0
}

function toTrips({ service }: Opened, address: string): Trip[] {
  const ask = (path: string, init?: RequestInit) => service.app.request(`${BASE}${path}`, withToken(init))
  const post = async (path: string, value: unknown) => {
    const response = await ask(path, { method: 'POST', body: JSON.stringify(value) })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  const get = async (path: string) => (await ask(path)).arrayBuffer()
  return [
    {
      name: 'a polled document of 3 items',
      prepare: (turn) => post('/api/sources', { id: `source-${turn}`, url: `${address}/${turn}` }),
      walk: (turn) => service.refreshDue(`source-${turn}`),
    },
    { name: 'a posted story', walk: (turn) => post('/api/items', toStory(turn)) },
    { name: 'a cold feed', walk: (turn) => get(`/feed.atom?limit=${10 + turn}`) },
    { name: 'a cached feed', walk: () => get('/feed.atom') },
    {
      name: 'a click',
      prepare: () => post('/api/links', { item: 'https://site.example/posted-0', alias: 'clicked' }),
      walk: () => get('/s/clicked'),
    },
    {
      name: 'a webhook delivery',
      prepare: async (turn) => {
        if (turn === 0) await post('/api/webhooks', { url: `${address}/hook` })
        await post('/api/items', toStory(2 + turn))
      },
      walk: () => service.push(),
    },
    {
      name: 'an import',
      walk: (turn) => service.takeReceived(service.readFile(`${turn}.xml`, Buffer.from(toFeed(10 + turn)))),
    },
  ]
}

function toStory(turn: number): Readonly<Record<string, string>> {
  return {
    id: `https://site.example/posted-${turn}`,
    title: `Posted ${turn}`,
    content_html: '<p>A bridge was opened on Monday.</p>',
  }
}

/** A feed of three stories; `number` tells it from others. */
function toFeed(number: number): string {
  const items = [1, 2, 3].map(
    (at) =>
      `<item><guid>https://site.example/${number}/${at}</guid><link>https://site.example/${number}/${at}</link>` +
      `<title>Story ${at} of ${number}</title><pubDate>Thu, 04 Jun 2015 09:20:0${at} GMT</pubDate>` +
      `<description>&lt;p&gt;What ${number} says of ${at}.&lt;/p&gt;</description></item>`,
  )
  return `<rss version="2.0"><channel><title>Site</title>${items.join('')}</channel></rss>`
}

/** Serves feeds by their number, and takes whatever is sent. */
async function openSite(): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/rss+xml' }).end(toFeed(Number(request.url?.slice(1)) || 0))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { server, address: `http://127.0.0.1:${port}` }
}

function open(folder: string): Promise<Opened> {
  const feeds = join(folder, 'feeds.ts')
  const channel = { id: 'desk', title: 'Desk', description: 'News.', language: 'en', tag: 'aranews.net,2013' }
  const rest = { hosts: ['aranews.net'], linkTo: 'permalink', agency: 'ARA News', sources: [] }
  writeFileSync(feeds, `export const channels = [${JSON.stringify({ ...channel, ...rest })}]\n`)
  const files = { database: join(folder, 'ara.db'), archive: folder, feeds }
  const config = { baseUrl: BASE, apiToken: TOKEN, allowPrivate: ['127.0.0.1'], host: '127.0.0.1', port: 0, ...files }
  return openService(config, {}, silent)
}

function withToken(init: RequestInit = {}): RequestInit {
  return { ...init, headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' } }
}
