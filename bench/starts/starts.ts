/**
 * What a start takes: the first polls of 200 sources, and a folder of 20,000 stories that is read for the first time and
 * not read again. `npm run bench -- starts --only=sources,folder`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Served, serve } from '../process.ts'
import { writeStories } from './stories.ts'
import type { Watched } from './watch.ts'

const SOURCES = 200
const FILES = 20_000
/** What may be at most: megabytes, milliseconds of a hold, and seconds until all is ready. */
const MOST = { memory: 300, hold: 100, first: 180, again: 5 }

const STARTS: Readonly<Record<string, (folder: string) => Promise<boolean>>> = {
  sources: benchSources,
  folder: benchFolder,
}

export async function benchStarts(): Promise<boolean> {
  const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length)
  const met: boolean[] = []
  for (const name of only?.split(',') ?? Object.keys(STARTS)) {
    const folder = mkdtempSync(join(tmpdir(), 'ara-starts-'))
    try {
      met.push((await STARTS[name]?.(folder)) === true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return met.every(Boolean)
}

async function benchSources(folder: string): Promise<boolean> {
  console.log(`\nFirst polls of ${SOURCES} sources`)
  const papers = await serve([fileURLToPath(new URL('papers.ts', import.meta.url)), String(SOURCES)])
  const { port } = new URL(papers.base)
  // Each is a host of its own, or they would be asked one after the other.
  const sources = Array.from({ length: SOURCES }, (_, n) => ({
    id: `paper-${n}`,
    url: `http://127.1.0.${n + 1}:${port}/${n}`,
  }))
  const start = performance.now()
  const service = await startWatched(folder, sources)
  await until(() => countPolled(folder) === SOURCES)
  console.log(`  ${seconds(start).toFixed(1)} s until all are stored`)
  await service.stop()
  await papers.stop()
  const { memory } = readWatched(folder)
  return [isWithin('megabytes of memory', memory / 1e6, MOST.memory), reportHolds(folder)].every(Boolean)
}

async function benchFolder(folder: string): Promise<boolean> {
  console.log(`\nA folder of ${FILES} stories`)
  writeStories(join(folder, 'archive'), FILES)
  const met: boolean[] = []
  for (const [what, most] of [
    ['first', MOST.first],
    ['again', MOST.again],
  ] as const) {
    const start = performance.now()
    const service = await startWatched(folder, [])
    await until(async () => (await fetch(`${service.base}/readyz`)).ok)
    met.push(isWithin(`seconds until it is ready, ${what}`, seconds(start), most))
    await service.stop()
    met.push(reportHolds(folder))
    console.log(`         ${(readWatched(folder).memory / 1e6).toFixed(0)} MB of memory`)
  }
  return met.every(Boolean)
}

function seconds(start: number): number {
  return (performance.now() - start) / 1000
}

/** The service as `npm start` runs it, watched from when it says where it is. */
async function startWatched(folder: string, sources: readonly object[]): Promise<Served> {
  mkdirSync(join(folder, 'archive'), { recursive: true })
  const channel = { id: 'ara-news', title: 'ARA News', description: 'News.', language: 'en', tag: 'aranews.net,2013' }
  const channels = [{ ...channel, hosts: ['aranews.net'], linkTo: 'permalink', sources }]
  writeFileSync(join(folder, 'feeds.ts'), `export const channels = ${JSON.stringify(channels)}\n`)
  const watch = new URL('watch.ts', import.meta.url).href
  const service = await serve(['--max-semi-space-size=4', '--import', watch, 'bin/start.js'], {
    PORT: '0',
    API_TOKEN: 'bench',
    ALLOW_PRIVATE: '127.0.0.0/8',
    DATABASE: join(folder, 'ara.db'),
    ARCHIVE: join(folder, 'archive'),
    FEEDS: join(folder, 'feeds.ts'),
    WATCH: join(folder, 'watched.json'),
  })
  service.signal('SIGUSR2')
  return service
}

function countPolled(folder: string): number {
  const database = new DatabaseSync(join(folder, 'ara.db'), { readOnly: true, timeout: 1_000 })
  const row = database.prepare("SELECT count(*) AS polled FROM polls WHERE state ->> 'succeededAt' IS NOT NULL").get()
  database.close()
  return Number(row?.polled)
}

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isDone())) await wait(500)
}

function readWatched(folder: string): Watched {
  return JSON.parse(readFileSync(join(folder, 'watched.json'), 'utf8')) as Watched
}

function reportHolds(folder: string): boolean {
  const longest = readWatched(folder).holds.toSorted((a, b) => b - a)
  const many = longest.filter((held) => held > MOST.hold).length
  console.log(`  the loop was held ${many} times for longer than ${MOST.hold} ms: ${toWords(longest.slice(0, 5))}`)
  return isWithin('milliseconds of the longest hold', longest[0] ?? 0, MOST.hold)
}

function toWords(numbers: readonly number[]): string {
  return numbers.map((one) => one.toFixed(0)).join(', ')
}

function isWithin(what: string, number: number, most: number): boolean {
  const isMet = number <= most
  console.log(`  ${isMet ? 'met   ' : 'MISSED'} ${what}: ${number.toFixed(1)} (at most ${most})`)
  return isMet
}
