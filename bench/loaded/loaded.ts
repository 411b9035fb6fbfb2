/**
 * How long what is cheap takes while the service is busy with something else: a finished feed, a redirect and a 304 at
 * 200 requests a second, quiet and under each load, in turns, each in a process of its own.
 * `npm run bench -- loaded --only=searches,refresh --rounds=1`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeExport } from '../exports.ts'
import { startStored } from '../installation.ts'
import { median } from '../rate.ts'

const STORIES = 100_000
const SECONDS = 6
const LOADS: Readonly<Record<string, string>> = {
  searches: '16 connections of ever new searches',
  codes: '16 connections of ever new QR codes of 2,048 pixels',
  archives: '16 connections of cold archive documents',
  refresh: 'a source of 5,000 items is refreshed',
  import: 'an export of 20,000 posts is imported',
  hostile: 'hostile documents of 9 MB come by preview',
}
/** Posts of an export; each round has one of its own. */
const POSTS = 20_000

/** Milliseconds, by what was asked. */
type Times = Readonly<Record<string, number>>
type Round = { readonly quiet: Times; readonly loaded: Times }

/** Prints what was measured, and says whether each stays within twice its quiet time and ten milliseconds. */
export async function benchLoaded(): Promise<boolean> {
  const names = readOption('only')?.split(',') ?? Object.keys(LOADS)
  const rounds = Number(readOption('rounds') ?? 3)
  const folder = mkdtempSync(join(tmpdir(), 'ara-loaded-'))
  try {
    if (names.includes('import')) await writeExports(folder, rounds)
    const variables = { ALLOW_PRIVATE: '127.0.0.0/8', TRUST_PROXY: '127.0.0.1' }
    const service = await startStored(folder, STORIES, variables)
    console.log(`\nWhat is cheap beside what is not: p99 in milliseconds, medians of ${rounds} rounds`)
    const met: boolean[] = []
    for (const name of names) met.push(report(name, await compare(name, service.base, folder, rounds)))
    await service.stop()
    return met.every(Boolean)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readOption(name: string): string | undefined {
  return process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)
}

async function writeExports(folder: string, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await writeExport(join(folder, `export-${round}.xml`), POSTS, round * POSTS + 1)
  }
}

async function compare(name: string, base: string, folder: string, rounds: number): Promise<Round[]> {
  const all: Round[] = []
  for (let round = 0; round < rounds; round++) {
    const quiet = await probe(base, 'settled')
    const load = await start([name, base, String(round), folder, String(STORIES)])
    const loaded = await probe(base)
    await end(load)
    all.push({ quiet, loaded })
  }
  return all
}

async function probe(base: string, ...more: readonly string[]): Promise<Times> {
  const child = spawnOwn('probe.ts', [base, '000001', String(SECONDS), ...more])
  return JSON.parse(await readUntil(child, /\n/)) as Times
}

async function start(parameters: readonly string[]): Promise<ChildProcess> {
  const child = spawnOwn('load.ts', parameters)
  await readUntil(child, /begun/)
  return child
}

function spawnOwn(file: string, parameters: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  return child
}

/** What a process says until then. @throws Error where it ends before */
function readUntil(child: ChildProcess, said: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk
      if (said.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}.`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.stdout?.on('data', (chunk: Buffer) => process.stdout.write(`    ${chunk}`))
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function report(name: string, rounds: readonly Round[]): boolean {
  console.log(`  ${LOADS[name] ?? name}`)
  return Object.keys(rounds[0]?.quiet ?? {})
    .map((kind) => {
      const [quiet, loaded] = [toMedian(rounds, 'quiet', kind), toMedian(rounds, 'loaded', kind)]
      const most = 2 * quiet + 10
      const isMet = loaded <= most
      const line = `quiet ${quiet.toFixed(1)}, loaded ${loaded.toFixed(1)} (at most ${most.toFixed(1)})`
      console.log(`    ${isMet ? 'met   ' : 'MISSED'} ${kind.padEnd(10)}${line}`)
      return isMet
    })
    .every(Boolean)
}

function toMedian(rounds: readonly Round[], side: keyof Round, kind: string): number {
  return median(rounds.map((round) => round[side][kind] ?? Number.POSITIVE_INFINITY))
}
