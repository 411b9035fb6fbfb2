/**
 * Keeps the service busy with one kind of work until it is ended, and says `begun` when it is.
 * `node bench/loaded/load.ts KIND BASE ROUND FOLDER STORIES`
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { toParagraph } from '../documents.ts'
import { HOSTILE } from './hostile.ts'

const [kind = '', base = '', round = '0', folder = '', stories = '0'] = process.argv.slice(2)
const CONNECTIONS = 16
/** Items of the source that is refreshed. */
const ITEMS = 5_000
/** Milliseconds until a load has reached what it is to be measured in: the first documents are made and sent. */
const RISE = 1_500

const agent = new Agent({ connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 })
const token = { Authorization: 'Bearer bench' }
let asked = Number(round) * 1_000_000
let answered = 0

const LOADS: Readonly<Record<string, () => Promise<unknown>>> = {
  searches: () => askMany(SEARCHES),
  codes: () => askMany([(n) => `/s/${toCode(n)}.png?size=2048`]),
  archives: () =>
    askMany([(n) => `/archive/${(n % Math.floor(Number(stories) / 50)) + 1}.${n % 2 === 0 ? 'atom' : 'json'}`]),
  refresh: refreshMany,
  import: () => run(['src/node/cli.ts', 'import', join(folder, `export-${round}.xml`), '--to', base]),
  hostile: previewMany,
}

/** Each finds nearly all stories, and each but one. */
const SEARCHES = [
  (n: number) => `/feed.atom?q=reported+-no${n}&limit=200`,
  (n: number) => `/wp-json/wp/v2/posts?search=families+shops+${'x'.repeat(n % 7)}${n}`,
  (n: number) => `/wp-json/wp/v2/posts?search=families&per_page=50&page=${(n % 50) + 1}&_=${n}`,
  (n: number) => `/?q=border+town+story&before=${Date.now() + n}.1`,
  (n: number) => `/api/items?q=bridge+no${(n % Number(stories)) + 1}&limit=200`,
  (n: number) => `/?s=elders+${n}`,
]

/** Sixteen connections, each with one request at a time, of ever new addresses. */
async function askMany(paths: readonly ((n: number) => string)[]): Promise<void> {
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, one) => askOn(one, paths)))
}

async function askOn(one: number, paths: readonly ((n: number) => string)[]): Promise<void> {
  for (;;) {
    const n = asked++
    // Ever other senders: what is measured is what is answered, not what is refused.
    const headers = { 'X-Forwarded-For': `198.18.${(n >> 10) % 256}.${one + 1}`, 'Accept-Encoding': 'br' }
    const { statusCode, body } = await request(base + (paths[n % paths.length]?.(n) ?? '/'), {
      dispatcher: agent,
      headers,
    })
    await body.dump({ limit: 1e9 })
    if (statusCode >= 500 && statusCode !== 503) throw new Error(`${kind} was answered with ${statusCode}.`)
    answered++
  }
}

function toCode(n: number): string {
  return ((n % Number(stories)) + 1).toString(16).padStart(6, '0')
}

/** A source that is changed each time: half of its items are new, and a tenth of the others are corrected. */
async function refreshMany(): Promise<void> {
  let version = 0
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/rss+xml')
    response.end(toSource(version++))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`
  const { id } = (await post('/api/sources', JSON.stringify({ url }), 'application/json')) as { readonly id: string }
  for (;;) await post(`/api/sources/${id}/refresh`, '{}', 'application/json')
}

function toSource(version: number): string {
  const items = Array.from({ length: ITEMS }, (_, n) => toItem(n, version))
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Source ${round}</title>${items.join('\n')}</channel></rss>`
}

function toItem(n: number, version: number): string {
  const id = `${round}-${n % 2 === 0 ? n : `${n}-${version}`}`
  const title = n % 20 === 0 ? `Story ${id}, corrected ${version} times` : `Story ${id}`
  return `<item><title>${title}</title><link>https://large.example/${id}</link><guid>https://large.example/${id}</guid>
<description>&lt;p&gt;${toParagraph(n)}&lt;/p&gt;&lt;p&gt;${toParagraph(n + 1)} &lt;b&gt;more&lt;/b&gt;&lt;/p&gt;</description></item>`
}

async function previewMany(): Promise<void> {
  const documents = HOSTILE.map(({ type, text }) => ({ type, text: text() }))
  for (let n = 0; ; n++) {
    const { type, text } = documents[n % documents.length] ?? { type: '', text: '' }
    await post('/api/preview', text, type)
  }
}

async function post(path: string, body: string, type: string): Promise<unknown> {
  const headers = { ...token, 'Content-Type': type }
  const response = await request(base + path, { method: 'POST', body, headers, dispatcher: agent })
  const text = await response.body.text()
  if (response.statusCode >= 500 && response.statusCode < 502) throw new Error(`${path}: ${text.slice(0, 300)}`)
  answered++
  return JSON.parse(text) as unknown
}

/** A command of the service's own; one that has ended has done all that there was. */
async function run(parameters: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, parameters, {
    env: { ...process.env, API_TOKEN: 'bench', DATABASE: join(folder, 'import.db') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.once('exit', () => child.kill())
  await new Promise((resolve) => child.once('exit', resolve))
}

process.once('SIGTERM', () => {
  console.log(`answered ${answered}`)
  process.exit(0)
})
setTimeout(() => console.log('begun'), RISE)
await LOADS[kind]?.()
