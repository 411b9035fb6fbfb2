/**
 * `node bench/compare.ts OLD NEW`: fills a service of each of two checkouts with the fixtures of the new one, and
 * compares every answer, header and row of the database. Prints what differs; ends with 1 where anything does.
 * Both run with a clock that stands still and the same random numbers (`still.ts`).
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { serve } from './process.ts'

const PORT = '8790'
const BASE = `http://127.0.0.1:${PORT}`
/** Where the fixtures are served as sources. */
const SOURCES = 8791
const MOST_SOURCES = 150
const TOKEN = 'known-to-both-checkouts'
const MOST_ADDRESSES = 6_000
const SHOWN = 40

type Answers = ReadonlyMap<string, string>

async function main([old, fresh, ...without]: readonly string[]): Promise<boolean> {
  if (old === undefined || fresh === undefined) throw new Error('Usage: node bench/compare.ts OLD NEW')
  const [before, after] = [
    await runIn(resolve(old), resolve(fresh), without),
    await runIn(resolve(fresh), resolve(fresh), without),
  ]
  const differences = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  )
  for (const name of differences.slice(0, SHOWN)) console.log(renderDifference(name, before.get(name), after.get(name)))
  console.log(`${before.size} answers and tables before, ${after.size} after, ${differences.length} differ.`)
  return differences.length === 0
}

/** Everything that a service of this checkout answers and stores, by name. */
async function runIn(checkout: string, fixtures: string, without: readonly string[]): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-compare-'))
  cpSync(join(fixtures, 'test/fixtures/stories'), join(folder, 'archive'), { recursive: true })
  const still = pathToFileURL(join(import.meta.dirname, 'still.ts')).href
  const database = join(folder, 'ara.db')
  const served = await serve(['--import', still, join(checkout, 'src/node/main.ts')], {
    ...{ PORT, HOST: '127.0.0.1', BASE_URL: BASE, API_TOKEN: TOKEN, DATABASE: database },
    ...{ ALLOW_PRIVATE: '127.0.0.1', ARCHIVE: join(folder, 'archive'), FEEDS: join(checkout, 'feeds/index.ts') },
  })
  const answers = new Map<string, string>()
  const answersOf = [served.base, fixtures, answers, without] as const
  await poll(...answersOf)
  await fill(...answersOf)
  await walk(served.base, answers)
  await served.stop()
  addTables(database, answers)
  rmSync(folder, { recursive: true })
  return answers
}

/** Adds fixtures as sources, from a server of our own, and refreshes each twice. */
async function poll(
  base: string,
  fixtures: string,
  answers: Map<string, string>,
  without: readonly string[],
): Promise<void> {
  const folder = join(fixtures, 'test/fixtures/read')
  const server = createServer((request, response) => {
    response
      .writeHead(200, { Date: '' })
      .end(readFileSync(join(folder, decodeURIComponent(request.url ?? '').slice(1))))
  }).listen(SOURCES, '127.0.0.1')
  const names = readdirSync(folder)
    .filter((name) => /\.(xml|rss|atom|json|rdf)$/.test(name) && !without.includes(name))
    .sort()
  const step = Math.max(1, Math.floor(names.length / MOST_SOURCES))
  for (const [at, name] of names.filter((_, index) => index % step === 0).entries()) {
    const source = { id: `source-${at}`, url: `http://127.0.0.1:${SOURCES}/${encodeURIComponent(name)}` }
    answers.set(`add ${name}`, await ask(`${base}/api/sources`, 'POST', Buffer.from(JSON.stringify(source))))
    for (const turn of ['first', 'second']) {
      answers.set(`refresh ${name}, ${turn}`, await ask(`${base}/api/sources/source-${at}/refresh`, 'POST'))
    }
  }
  await new Promise((done) => server.close(done))
}

/** Previews and takes in every document among the fixtures, then edits, retracts, erases and names some stories. */
async function fill(
  base: string,
  fixtures: string,
  answers: Map<string, string>,
  without: readonly string[],
): Promise<void> {
  const read = join(fixtures, 'test/fixtures/read')
  for (const name of readdirSync(read)
    .filter((one) => !without.includes(one))
    .sort()) {
    const bytes = readFileSync(join(read, name))
    const address = encodeURIComponent(`https://blog.example/${name}`)
    answers.set(`preview ${name}`, await ask(`${base}/api/preview?url=${address}`, 'POST', bytes))
    if (/\.(xml|rss|atom|json|rdf)$/.test(name)) {
      const type = name.endsWith('.json') ? 'application/feed+json' : 'application/xml'
      answers.set(`post ${name}`, await ask(`${base}/api/items`, 'POST', bytes, type))
    }
  }
  const pages = join(fixtures, 'test/fixtures/pages')
  for (const name of readdirSync(pages).sort()) {
    if (!name.endsWith('.html')) continue
    const address = encodeURIComponent(`https://news.example/2020/05/${name}`)
    answers.set(
      `article ${name}`,
      await ask(`${base}/api/preview?as=article&url=${address}`, 'POST', readFileSync(join(pages, name)), 'text/html'),
    )
  }
  const listed = (await (await fetch(`${base}/api/items?limit=60`, { headers: toHeaders() })).json()) as {
    readonly items: readonly { readonly id: string; readonly title?: string }[]
  }
  for (const { id, title } of listed.items) {
    // Chosen by the id, so that one story more or less does not shift the others.
    const at = [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
    const address = `${base}/api/items/${encodeURIComponent(id)}`
    const json = (value: unknown) => Buffer.from(JSON.stringify(value))
    if (at % 6 === 0)
      answers.set(`edit ${id}`, await ask(address, 'PATCH', json({ title: `${title} (right)`, note: 'The title.' })))
    if (at % 6 === 1)
      answers.set(
        `text ${id}`,
        await ask(
          address,
          'PATCH',
          json({ content_html: '<p>Qamishli, Syria – Nine were hurt.</p><p>More.</p>', note: 'The number.' }),
        ),
      )
    if (at % 6 === 2) answers.set(`retract ${id}`, await ask(address, 'DELETE', json({ reason: 'It was not so.' })))
    if (at % 12 === 3)
      answers.set(`erase ${id}`, await ask(address, 'DELETE', json({ reason: 'In danger.', erase: true })))
    if (at % 6 === 4)
      answers.set(
        `name ${id}`,
        await ask(`${base}/api/links`, 'POST', json({ item: id, alias: `name-${at}-${id.length}` })),
      )
  }
  answers.set('webhook', await ask(`${base}/api/webhooks`, 'POST', Buffer.from('{"url": "http://127.0.0.1:9/hook"}')))
  answers.set('source', await ask(`${base}/api/sources`, 'POST', Buffer.from('{"url": "http://127.0.0.1:9/feed"}')))
}

/** Follows every address of this service that a page or document names. */
async function walk(base: string, answers: Map<string, string>): Promise<void> {
  const open = [
    ...[
      '/',
      '/feed.rss',
      '/feed.atom',
      '/feed.json',
      '/archive.json',
      '/sitemap.xml',
      '/sitemap-news.xml',
      '/opml.xml',
    ],
    ...[
      '/corrections/feed.atom',
      '/comments/feed.rss',
      '/robots.txt',
      '/healthz',
      '/api/items?limit=200',
      '/api/links',
    ],
    ...['/api/changes', '/api/sources', '/api/webhooks', '/api/faults.atom', '/feed/', '/?feed=rss2', '/wp-json/'],
    ...['/wp-json/wp/v2/posts?per_page=100', '/wp-json/wp/v2/tags?per_page=100', '/wp-json/wp/v2/users', '/?q=school'],
    ...['/nothing/here/', '/tag/%00/feed.atom', '/feed.atom?limit=0', '/s/zzzzzz', '/s/zzzzzz+'],
  ]
  const seen = new Set(open)
  for (let path = open.shift(); path !== undefined && seen.size < MOST_ADDRESSES; path = open.shift()) {
    const answer = await ask(`${base}${path}`, 'GET')
    answers.set(`GET ${path}`, answer)
    for (const [, found = ''] of answer.matchAll(/http:\/\/127\.0\.0\.1:8790(\/[^\s"'<>\\#)]*)/g)) add(found)
    for (const [, found = ''] of answer.matchAll(/(?:href|src)="(\/[^"#]*)"/g)) add(found)
  }
  function add(found: string): void {
    const path = found.replaceAll('&amp;', '&').replaceAll('&#38;', '&')
    if (seen.has(path) || seen.size >= MOST_ADDRESSES) return
    seen.add(path)
    open.push(path)
  }
}

/** Status, headers and body as one text; what is no text, in hexadecimal. */
async function ask(url: string, method: string, body?: Uint8Array, type = 'application/json'): Promise<string> {
  const headers = { ...toHeaders(), ...(body === undefined ? {} : { 'Content-Type': type }) }
  const sent = body === undefined ? {} : { body: new Uint8Array(body) }
  const response = await fetch(url, { method, headers, redirect: 'manual', ...sent })
  const bytes = Buffer.from(await response.arrayBuffer())
  const said = [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
  const text = bytes.toString('utf8')
  // An epoch of the change log is made at random by SQL.
  const shown = (Buffer.from(text).equals(bytes) ? text : bytes.toString('hex'))
    .replace(/\b[0-9a-f]{8}(?=\.\d+")/g, 'epoch')
    .replace(/whsec_[^"]*/g, 'whsec_')
    // The walk itself follows links, and what it followed is summed some seconds later.
    .replace(/"people":\d+/g, '"people":0')
  return `${response.status}\n${said.map((one) => one.join(': ')).join('\n')}\n\n${shown}`
}

function toHeaders(): Record<string, string> {
  return { Authorization: `Bearer ${TOKEN}`, 'Accept-Encoding': 'identity' }
}

function addTables(file: string, answers: Map<string, string>): void {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    .all()
  for (const { name } of tables) {
    const rows = database.prepare(`SELECT * FROM "${name}"`).all()
    const lines = rows.map((row) => JSON.stringify(row).replace(/"(token|secret|due)":[^,}]*/g, '')).sort()
    if (name !== 'migrations' && name !== 'meta') answers.set(`table ${name}`, lines.join('\n'))
  }
  database.close()
}

/** The first place where two texts part. */
function renderDifference(name: string, before = '(nothing)', after = '(nothing)'): string {
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 140))
  return `${name}\n  before ${around(before)}\n  after  ${around(after)}`
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
