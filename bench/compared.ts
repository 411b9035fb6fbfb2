/** The service beside a bare server that has its answer in memory, in turns. */
import type { BareDocument } from './bare-http.ts'
import { type Load, measureLoad } from './load.ts'
import { median } from './rate.ts'

const ROUNDS = 11

/** What the service answers, for the bare server to answer the same. `etag` is empty where it names none. */
export async function loadDocument(url: string): Promise<{ document: BareDocument; etag: string }> {
  const plain = { 'Accept-Encoding': 'identity' }
  const response = await fetch(url, { headers: plain })
  const bytes = Buffer.from(await response.arrayBuffer()).toString('base64')
  const etag = response.headers.get('ETag') ?? ''
  const again = await fetch(url, { headers: { ...plain, 'If-None-Match': etag } })
  if (etag !== '' && again.status !== 304)
    throw new Error(`The service answered ${again.status} where 304 was expected.`)
  return { document: { headers: toOwn(response), unchanged: toOwn(again), bytes }, etag }
}

/** Without those that node:http sets itself. */
function toOwn({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)))
}

export type Compared = {
  /** What is asked for, and what it is compared with, for the report. */
  readonly what: string
  readonly bare: string
  readonly addresses: Readonly<Record<'service' | 'bare', string>>
  readonly load: Pick<Load, 'headers' | 'connections'>
  readonly client: 'wrk' | 'sockets'
  readonly rounds?: number
}

/** The service's rate by the bare server's, of the middle round. Prints both. */
export async function compare({ what, bare, addresses, load, client, rounds = ROUNDS }: Compared): Promise<number> {
  const rates = { service: [] as number[], bare: [] as number[] }
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // Each goes first as often: whatever else the machine does comes and goes within a round.
    const order = round % 2 === 0 ? (['service', 'bare'] as const) : (['bare', 'service'] as const)
    const now = { service: 0, bare: 0 }
    for (const side of order) now[side] = await measureLoad({ ...load, url: addresses[side], seconds: 1 }, client)
    // The first round warms both up.
    if (round === 0) continue
    rates.service.push(now.service)
    rates.bare.push(now.bare)
    ratios.push(now.service / now.bare)
  }
  console.log(`  ${what}  ara-feeds ${median(rates.service).toFixed(0)}/s  ${bare} ${median(rates.bare).toFixed(0)}/s`)
  return median(ratios)
}
