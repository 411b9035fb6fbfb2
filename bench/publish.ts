/** Publishing: rendering, then serving through what `npm start` runs, beside a bare node:http in turns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BareDocument } from './bare-http.ts'
import { measureCold } from './cold.ts'
import { startStored } from './installation.ts'
import { hasWrk, type Load, measureLoad } from './load.ts'
import { serve } from './process.ts'
import { isMet, median } from './rate.ts'
import { benchRender } from './render.ts'

const FEWEST = 1_000
const MOST = 1_000_000
const ROUNDS = 11
const CONNECTIONS = 16

/** Prints what was measured and says whether the floors of issue 4 are met. */
export async function benchPublish(): Promise<boolean> {
  const isRendered = await benchRender()
  const folder = mkdtempSync(join(tmpdir(), 'ara-bench-'))
  try {
    const isCached = await benchCached(folder)
    const isCold = await benchCold(folder)
    return isRendered && isCached && isCold
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function benchCached(folder: string): Promise<boolean> {
  const service = await startStored(join(folder, String(FEWEST)), FEWEST)
  const url = `${service.base}/feed.atom`
  const { document, etag } = await loadDocument(url)
  writeFileSync(join(folder, 'bare.json'), JSON.stringify(document))
  const bare = await serve(['bench/bare-http.ts', join(folder, 'bare.json')])
  const client = hasWrk() ? 'wrk' : 'sockets'
  const kilobytes = (Buffer.from(document.bytes, 'base64').byteLength / 1024).toFixed(0)
  console.log(`\nA finished feed of ${kilobytes} KiB over ${CONNECTIONS} connections (${client})`)
  const addresses = { service: url, bare: `${bare.base}/feed.atom` }
  const whole = await compare('200', addresses, {}, client)
  const unchanged = await compare('304', addresses, { 'If-None-Match': etag }, client)
  await Promise.all([service.stop(), bare.stop()])
  return [isMet('a cached feed ÷ bare node:http', whole, 0.85), isMet('a 304 ÷ bare node:http', unchanged, 0.9)].every(
    Boolean,
  )
}

/** What the service answers, for the bare server to answer the same. */
async function loadDocument(url: string): Promise<{ document: BareDocument; etag: string }> {
  const plain = { 'Accept-Encoding': 'identity' }
  const response = await fetch(url, { headers: plain })
  const bytes = Buffer.from(await response.arrayBuffer()).toString('base64')
  const etag = response.headers.get('ETag') ?? ''
  const again = await fetch(url, { headers: { ...plain, 'If-None-Match': etag } })
  if (again.status !== 304) throw new Error(`The service answered ${again.status} where 304 was expected.`)
  return { document: { headers: toOwn(response), unchanged: toOwn(again), bytes }, etag }
}

/** Without those that node:http sets itself. */
function toOwn({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)))
}

async function compare(
  what: string,
  addresses: Readonly<Record<'service' | 'bare', string>>,
  headers: NonNullable<Load['headers']>,
  client: 'wrk' | 'sockets',
): Promise<number> {
  const rates = { service: [] as number[], bare: [] as number[] }
  const rounds: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    // Each goes first as often: whatever else the machine does comes and goes within a round.
    const order = round % 2 === 0 ? (['service', 'bare'] as const) : (['bare', 'service'] as const)
    const now = { service: 0, bare: 0 }
    for (const side of order) {
      now[side] = await measureLoad({ url: addresses[side], headers, connections: CONNECTIONS, seconds: 1 }, client)
    }
    // The first round warms both up.
    if (round === 0) continue
    rates.service.push(now.service)
    rates.bare.push(now.bare)
    rounds.push(now.service / now.bare)
  }
  const [service, bare] = [median(rates.service), median(rates.bare)]
  console.log(`  ${what}  ara-feeds ${service.toFixed(0)}/s  bare node:http ${bare.toFixed(0)}/s`)
  return median(rounds)
}

async function benchCold(folder: string): Promise<boolean> {
  const few = await startStored(join(folder, String(FEWEST + 1)), FEWEST + 1)
  const many = await startStored(join(folder, String(MOST)), MOST)
  const met: boolean[] = []
  console.log('\nA cold feed of 30 stories, from the request to its last byte')
  for (const path of ['/feed.atom', '/feed.atom?limit=30', '/feed.atom?place=kobane']) {
    const times = await measureCold(
      [
        { base: few.base, database: join(folder, String(FEWEST + 1), 'ara.db') },
        { base: many.base, database: join(folder, String(MOST), 'ara.db') },
      ],
      path,
    )
    const [least = 0, most = 0] = times
    console.log(`  ${path}  ${least.toFixed(2)} ms of ${FEWEST}, ${most.toFixed(2)} ms of ${MOST} stored`)
    // As a rate, so that it has a floor like all the others.
    met.push(isMet('its rate at a million stored ÷ at a thousand', least / most, 0.77))
  }
  await Promise.all([few.stop(), many.stop()])
  return met.every(Boolean)
}
