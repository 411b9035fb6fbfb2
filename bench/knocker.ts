/** Load from outside: wrk where the machine has it, else a client of our own; the same one for all that is compared. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How it went: requests a second, and the milliseconds that 99 of 100 were answered within. */
export type Knocked = { readonly rate: number; readonly p99: number }

export type Load = {
  /** Origin of the server. */
  readonly base: string
  /** Paths, one of which is drawn for each request. */
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
}

/** @throws Error where answers are no successes or redirects */
export async function knock(load: Load): Promise<Knocked> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-bench-'))
  try {
    return hasWrk() ? await runWrk(load, folder) : await runOwn(load, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What knocks, for the report. */
export function nameKnocker(): string {
  return hasWrk() ? 'wrk' : 'our own client'
}

function hasWrk(): boolean {
  return spawnSync('wrk', ['-v']).error === undefined
}

async function runWrk({ base, paths, connections, seconds }: Load, folder: string): Promise<Knocked> {
  const [list, script] = [join(folder, 'paths.txt'), join(folder, 'draw.lua')]
  writeFileSync(list, paths.join('\n'))
  writeFileSync(script, DRAW.replace('LIST', list))
  const text = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, base])
  if (/Non-2xx|Socket errors/.test(text)) throw new Error(`Some answers were wrong:\n${text}`)
  return { rate: toNumber(/rate (\S+)/, text), p99: toNumber(/p99 (\S+)/, text) / 1000 }
}

/** Requests are written out before; drawing one costs next to nothing. */
const DRAW = `
local requests = {}
function init()
  for path in io.lines("LIST") do requests[#requests + 1] = wrk.format("GET", path) end
  math.randomseed(os.time())
end
function request() return requests[math.random(#requests)] end
function done(summary, latency)
  io.write(string.format("rate %f\\np99 %f\\n", summary.requests * 1000000 / summary.duration, latency:percentile(99)))
end
`

async function runOwn(load: Load, folder: string): Promise<Knocked> {
  const file = join(folder, 'load.json')
  writeFileSync(file, JSON.stringify(load))
  const client = fileURLToPath(new URL('knocking.ts', import.meta.url))
  return JSON.parse(await run(process.execPath, [client, file])) as Knocked
}

function toNumber(pattern: RegExp, text: string): number {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`The load's report has no ${pattern.source}:\n${text}`)
  return Number(found)
}

function run(command: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}.`))))
  })
}
