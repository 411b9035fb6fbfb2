/** Publishing: rendering, then serving through what `npm start` runs, beside a bare node:http in turns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureCold } from './cold.ts'
import { compare, loadDocument } from './compared.ts'
import { startStored } from './installation.ts'
import { hasWrk } from './load.ts'
import { serve } from './process.ts'
import { isMet } from './rate.ts'
import { benchRender } from './render.ts'

const FEWEST = 1_000
const MOST = 1_000_000
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
  const compared = { bare: 'bare node:http', addresses, client } as const
  const load = { connections: CONNECTIONS }
  const whole = await compare({ ...compared, what: '200', load })
  const unchanged = await compare({ ...compared, what: '304', load: { ...load, headers: { 'If-None-Match': etag } } })
  await Promise.all([service.stop(), bare.stop()])
  return [isMet('a cached feed ÷ bare node:http', whole, 0.85), isMet('a 304 ÷ bare node:http', unchanged, 0.9)].every(
    Boolean,
  )
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
