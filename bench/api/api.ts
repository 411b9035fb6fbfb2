/**
 * The API: an item that the client has, a list and a search beside a bare Hono that answers the same, and how long
 * searches of every kind take while what is cheap is asked for 200 times a second.
 * `npm run bench -- api --stories=1000000 --database=FILE`: FILE is made where it is not there (a million stories take
 * seven minutes and 6.6 GB), and stays.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, loadDocument } from '../compared.ts'
import { startStored } from '../installation.ts'
import { hasWrk } from '../load.ts'
import { serve } from '../process.ts'
import { isMet } from '../rate.ts'
import { SEARCHED, toCommonWord } from '../searched.ts'
import { benchSearches } from './searches.ts'

const STORIES = 100_000
const CONNECTIONS = 4
const ROUNDS = 5
const ITEM = '/api/items/'
/** What a client asks again and again. */
const ASKED = [
  { what: 'a conditional GET of an item', path: ITEM, isHad: true, floor: 0.15 },
  { what: 'a list of 30', path: '/api/items?limit=30', isHad: false, floor: 0.01 },
  { what: 'a search', path: `/api/search?q=${toCommonWord(300, 'latin')}`, isHad: false, floor: 0.004 },
]

/** Prints what was measured and says whether the floors of issue 15 are met. */
export async function benchApi(): Promise<boolean> {
  const stories = Number(readOption('stories') ?? STORIES)
  const folder = mkdtempSync(join(tmpdir(), 'ara-api-'))
  try {
    console.log(`\nThe API over ${stories.toLocaleString('en')} stories that news' words stand in as often as in news`)
    const database = readOption('database') ?? join(folder, 'ara.db')
    const service = await startStored(folder, stories, { DATABASE: database }, SEARCHED)
    const met = await benchBeside(service.base, folder)
    const isQuick = await benchSearches(service)
    await service.stop()
    return met && isQuick
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readOption(name: string): string | undefined {
  return process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)
}

async function benchBeside(base: string, folder: string): Promise<boolean> {
  const client = hasWrk() ? 'wrk' : 'sockets'
  console.log(`Over ${CONNECTIONS} connections (${client})`)
  const met: boolean[] = []
  for (const { what, path: asked, isHad, floor } of ASKED) {
    const path = asked === ITEM ? ITEM + (await readCode(base)) : asked
    const { document, etag } = await loadDocument(base + path)
    if (isHad && etag === '') console.log(`  ${what}: it has no ETag, so that all of it is answered`)
    const file = join(folder, 'bare.json')
    writeFileSync(file, JSON.stringify(document))
    const bare = await serve(['bench/api/bare-hono.ts', file])
    const load = { connections: CONNECTIONS, headers: isHad && etag !== '' ? { 'If-None-Match': etag } : {} }
    const addresses = { service: base + path, bare: bare.base + path }
    const ratio = await compare({ what, bare: 'bare Hono', addresses, load, client, rounds: ROUNDS })
    await bare.stop()
    met.push(isMet(`${what} ÷ bare Hono`, ratio, floor) && !(isHad && etag === ''))
  }
  return met.every(Boolean)
}

/** Of the newest story. */
async function readCode(base: string): Promise<string> {
  const list = (await (await fetch(`${base}/api/items?limit=1`)).json()) as { items: { _ara: { code: string } }[] }
  return list.items[0]?._ara.code ?? ''
}
