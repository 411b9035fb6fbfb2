import { copyFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { once } from '../../src/rounds.ts'
import { writeFeeds } from './installation.ts'
import { makeFolder, type Running, startServer, startService, until } from './process.ts'

/** A disk that is full, a lock that somebody holds, a file that is cut off: real processes, none of which may end. */

const FULL_DISK = fileURLToPath(new URL('full-disk.js', import.meta.url))
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Room = { readonly database: string; readonly archive: string; readonly variables: Record<string, string> }

function makeRoom(): Room {
  const folder = makeFolder()
  const [database, archive] = [join(folder, 'ara.db'), makeFolder()]
  const variables = { DATABASE: database, ARCHIVE: archive, FEEDS: writeFeeds(folder), ALLOW_PRIVATE: '127.0.0.1' }
  return { database, archive, variables }
}

async function start(variables: Record<string, string>, onOutput?: (output: string) => void): Promise<Running> {
  const running = await startService(variables, onOutput)
  closing.push(running.stop)
  return running
}

function story(headline: string, paragraphs = 1): string {
  const text = Array.from(
    { length: paragraphs },
    (_, n) => `The river rose on day ${n}, and fell again on day ${n + 1}.`,
  )
  return `${headline}\n\nARA News\n\nKobane, Syria – ${text.join('\n\n')}\n`
}

function post(running: Running, text: string): Promise<Response> {
  return running.call('/api/items', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text })
}

/** Each time another address, so that nothing answers from memory. */
let asked = 0
function read(running: Running): Promise<Response> {
  return running.call(`/api/items?limit=${(asked++ % 90) + 10}`)
}

const untilSaid = (running: Running, words: string) =>
  until(() => (running.output().includes(words) ? true : undefined))

const untilPublished = (running: Running, headline: string) =>
  until(async () => ((await (await read(running)).text()).includes(headline) ? true : undefined))

const count = (text: string, words: string) => text.split(words).length - 1

async function expectRefused(response: Response, status: number, retryAfter: string): Promise<void> {
  const { headers } = response
  expect([response.status, headers.get('content-type'), headers.get('retry-after')]).toEqual([
    status,
    'application/problem+json',
    retryAfter,
  ])
  expect(((await response.json()) as { readonly detail: string }).detail).toMatch(/^(The database|The disk|Another)/)
}

test('a full disk ends nothing: what can be read is, and the file is in when there is room again', async () => {
  const { archive, variables } = makeRoom()
  writeFileSync(join(archive, 'a.txt'), story('The first story'))
  const running = await start({ ...variables, NODE_OPTIONS: `--import=${FULL_DISK}` })
  running.signal('SIGUSR2')
  await untilSaid(running, 'The disk is filled.')
  writeFileSync(join(archive, 'b.txt'), story('The second story', 1_000))
  await untilSaid(running, 'A scan of the archive folder broke off')
  expect(running.output()).toContain('The disk is full: nothing can be written to the database.')
  expect(await (await read(running)).text()).toContain('The first story')
  await expectRefused(await post(running, story('A posted story', 1_000)), 507, '60')

  running.signal('SIGUSR2')
  await untilSaid(running, 'The disk is cleared up.')
  writeFileSync(join(archive, 'c.txt'), story('The third story'))
  await untilPublished(running, 'The second story')
  await untilPublished(running, 'The third story')
  expect((await post(running, story('A posted story', 1_000))).status).toBe(201)
  expect(running.output()).toContain('A scan of the archive folder went well again.')
  expect(await running.stop()).toBe(0)
})

test('a lock ends nothing, and after it the archive is scanned, sources are polled, changes are told of', {
  timeout: 300_000,
}, async () => {
  const { database, archive, variables } = makeRoom()
  const told: string[] = []
  const hook = await startServer((request, response) => {
    told.push(request.url ?? '')
    response.end(request.url === '/feed' ? '<rss version="2.0"><channel><title>F</title></channel></rss>' : '')
  })
  closing.push(hook.close)
  const running = await start(variables)
  const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const body = JSON.stringify({ url: `${hook.base}/hook` })
  expect((await running.call('/api/webhooks', { ...json, body })).status).toBe(201)
  const source = JSON.stringify({ url: `${hook.base}/feed` })
  const other = new DatabaseSync(database, { timeout: 5_000 })
  closing.push(() => other.close())
  expect((await running.call('/api/sources', { ...json, body: source })).status).toBe(201)
  other.exec('BEGIN EXCLUSIVE')
  const before = told.length
  writeFileSync(join(archive, 'a.txt'), story('A story of that time'))
  await untilSaid(running, 'A scan of the archive folder broke off')
  await expectRefused(await post(running, story('A posted story')), 503, '5')
  expect((await read(running)).status).toBe(200)
  expect(count(running.output(), 'A scan of the archive folder broke off')).toBe(1)

  const ready = (await (await running.call('/readyz')).json()) as { readonly wrong: readonly string[] }
  expect(ready.wrong.join(' ')).toMatch(/^Another process holds the lock of the database: what is to be written waits/)

  other.exec('COMMIT')
  await until(() => (told.slice(before).includes('/feed') ? true : undefined), 2)
  await untilPublished(running, 'A story of that time')
  await until(() => (told.slice(before).includes('/hook') ? true : undefined), 2)
})

test('a database that is locked at the start is waited for', async () => {
  const { database, variables } = makeRoom()
  const first = await startService(variables)
  await first.stop()
  const other = new DatabaseSync(database)
  closing.push(() => other.close())
  other.exec('BEGIN EXCLUSIVE')
  const running = await start(variables, (output) => {
    if (other.isTransaction && output.includes('The service waits for its database.')) other.exec('COMMIT')
  })
  expect((await post(running, story('A story'))).status).toBe(201)
})

test('SIGTERM ends it while somebody holds the lock and clicks wait to be written', async () => {
  const { database, variables } = makeRoom()
  const running = await start(variables)
  const posted = await post(running, story('A story'))
  const { _ara } = (await posted.json()) as { readonly _ara: { readonly code: string } }
  const other = new DatabaseSync(database)
  closing.push(() => other.close())
  other.exec('BEGIN EXCLUSIVE')
  expect((await running.call(`/s/${_ara.code}`, { redirect: 'manual' })).status).toBe(302)
  expect(await running.stop()).toBe(0)
})

/** A database with stories in it, which each of these tests has a copy of: storing them takes longer than what they look at. */
const fillRoom = once(async () => {
  const room = makeRoom()
  const running = await startService(room.variables)
  for (let n = 0; n < 20; n++) expect((await post(running, story(`Story ${n}`, 200))).status).toBe(201)
  await running.stop()
  return room
})

const half = (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2) + 77)

test.each<[string, (file: string) => void]>([
  ['emptied', (file) => truncateSync(file, 0)],
  ['cut off in the middle', half],
  ['cut off after some pages', (file) => truncateSync(file, 4096 * 3)],
  ['overwritten', (file) => writeFileSync(file, 'garbage '.repeat(statSync(file).size / 8))],
  ['taken away', (file) => rmSync(file)],
  ['robbed of its log', (file) => rmSync(`${file}-wal`)],
])('a database that is %s under the service ends nothing, and the log says it once', async (_, damage) => {
  const { database, archive, variables } = makeRoom()
  copyFileSync((await fillRoom()).database, database)
  const running = await start(variables)
  expect((await post(running, story('The last story', 200))).status).toBe(201)
  const other = new DatabaseSync(database, { timeout: 5_000 })
  await until(() => (other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0 ? true : undefined))
  other.close()
  damage(database)
  for (let n = 0; n < 40; n++) {
    const response = await read(running)
    if (response.status === 200) await response.arrayBuffer()
    else await expectRefused(response, 503, '60')
    expect([200, 503]).toContain((await running.call(`/feed.json?limit=${n + 1}`)).status)
  }
  await expectRefused(await post(running, story('A posted story')), 503, '60')
  writeFileSync(join(archive, 'a.txt'), story('A story from a file'))
  await untilSaid(running, 'A scan of the archive folder broke off')
  await expectRefused(await post(running, story('A posted story')), 503, '60')
  expect((await running.call('/healthz')).status).toBe(200)
  // A sentence may come in two wordings: for what is read and for what is written.
  expect(count(running.output(), 'Requests can not be answered.')).toBeGreaterThan(0)
  expect(count(running.output(), 'Requests can not be answered.')).toBeLessThanOrEqual(3)
  expect(await running.stop()).toBe(0)
})
