/** How long searches take, one after the other, and what is cheap meanwhile. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Served } from '../process.ts'
import { createBeginnings, createQueries } from './queries.ts'

/** Of each kind: eight kinds make two hundred. */
const EACH = 25
/** Milliseconds that 95 of 100 searches are answered within. */
const MOST = 50
/** Seconds that what is cheap is asked for. */
const SECONDS = 6

/** Prints what was measured, and says whether searches and what is cheap stay within their bounds (decision 22). */
export async function benchSearches({ base, pid }: Pick<Served, 'base' | 'pid'>): Promise<boolean> {
  const kinds = createQueries(EACH)
  await ask(base, kinds[0]?.queries[0] ?? '')
  const quiet = await probe(base, SECONDS, 'settled')
  const loading = { ended: false }
  const probed = probe(base, SECONDS).finally(() => {
    loading.ended = true
  })
  const times: Took[] = []
  for (const { kind, queries } of kinds) {
    const own: Took[] = []
    for (const query of queries) own.push(await time(base, query, pid))
    print(kind, own)
    times.push(...own)
  }
  // Searched for once more, nothing is as slow: these are no longer counted.
  const all = kinds.flatMap(({ queries }) => queries)
  for (let at = 0; !loading.ended; at++) await ask(base, all[at % all.length] ?? '')
  const loaded = await probed
  const isQuick = print('all of them', times, MOST)
  console.log('Beginnings, which no bound is said of')
  for (const query of createBeginnings()) print(query, [await time(base, query, pid)])
  return [isQuick, ...Object.keys(quiet).map((kind) => isUndisturbed(kind, quiet[kind], loaded[kind]))].every(Boolean)
}

/** Milliseconds: until the last byte, and of the service's processor, which others on the machine do not add to. */
type Took = { readonly time: number; readonly processor: number }

async function time(base: string, query: string, pid: number): Promise<Took> {
  const [start, used] = [performance.now(), readProcessor(pid)]
  await ask(base, query)
  return { time: performance.now() - start, processor: readProcessor(pid) - used }
}

/** @throws Error where it is no answer, and none that says to try again */
async function ask(base: string, query: string): Promise<void> {
  const response = await fetch(`${base}/api/search?${query}`)
  const text = await response.text()
  // What takes longer than anybody waits is given up.
  if (!response.ok && response.status !== 503) {
    throw new Error(`${query} was answered with ${response.status}: ${text.slice(0, 200)}`)
  }
}

/** Of all threads of a process, where the system says it: in nanoseconds, first of a line. */
function readProcessor(pid: number): number {
  const folder = `/proc/${pid}/task`
  if (!existsSync(folder)) return 0
  const used = readdirSync(folder).map((thread) =>
    Number.parseInt(readFileSync(`${folder}/${thread}/schedstat`, 'utf8'), 10),
  )
  return used.reduce((sum, one) => sum + one, 0) / 1e6
}

function print(what: string, took: readonly Took[], most = Number.POSITIVE_INFINITY): boolean {
  const times = took.map(({ time }) => time)
  const isMet = toQuantile(times, 0.95) <= most
  const verdict = most === Number.POSITIVE_INFINITY ? '      ' : isMet ? 'met   ' : 'MISSED'
  const bound = most === Number.POSITIVE_INFINITY ? '' : ` (p95 at most ${most})`
  const processor = toFigures(took.map((one) => one.processor))
  console.log(`  ${verdict} ${what.padEnd(22)}${toFigures(times)} ms, of the processor ${processor} ms${bound}`)
  return isMet
}

function toFigures(times: readonly number[]): string {
  const figures = [0.5, 0.95, 1].map((share) => toQuantile(times, share).toFixed(1))
  return times.length === 1 ? (figures[0] ?? '') : `half ${figures[0]}, p95 ${figures[1]}, longest ${figures[2]}`
}

function toQuantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.POSITIVE_INFINITY
}

type Times = Readonly<Record<string, number>>

async function probe(base: string, seconds: number, ...more: readonly string[]): Promise<Times> {
  const file = fileURLToPath(new URL('../loaded/probe.ts', import.meta.url))
  const child = spawn(process.execPath, [file, base, '000001', String(seconds), ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  let text = ''
  for await (const chunk of child.stdout) text += chunk
  return JSON.parse(text) as Times
}

function isUndisturbed(kind: string, quiet = Infinity, loaded = Infinity): boolean {
  const most = 2 * quiet + 10
  const isMet = loaded <= most
  const line = `quiet ${quiet.toFixed(1)}, beside searches ${loaded.toFixed(1)} (at most ${most.toFixed(1)})`
  console.log(`  ${isMet ? 'met   ' : 'MISSED'} p99 of ${kind.padEnd(15)}${line}`)
  return isMet
}
