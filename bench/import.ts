import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { araNews } from '../feeds/ara-news.ts'
import { cleanItem } from '../src/clean/clean.ts'
import { toIndex } from '../src/clean/content.ts'
import { createLayOver } from '../src/clean/edited.ts'
import type { Item } from '../src/model/model.ts'
import { openWxrFile } from '../src/node/import/export-file.ts'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import { STORY_TYPES } from '../src/read/wordpress/wxr/wxr.ts'
import { saveItems } from '../src/store/saving/saving.ts'
import { openBare } from './bare.ts'
import { writeExport } from './exports.ts'
import { isMet, median } from './rate.ts'

const POSTS = 100_000
/** Items that storing alone is measured with, and how many at a time. */
const STORED = 20_000
const SLICE = 1_000
/** Of a million bytes each. */
const MEGABYTES = 256

/** Importing an export of 100,000 posts: storing beside bare inserts of the same rows, then the whole command. */
export async function benchImport(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ara-bench-'))
  try {
    const file = join(folder, 'export.xml')
    console.log(`\nImport of ${POSTS} posts`)
    await writeExport(file, POSTS)
    const { stored, bare } = await measureStoring(file, folder)
    print('bare node:sqlite inserts', bare)
    print('storing items', stored)
    const first = await runCommand(file, folder)
    print('the whole command (read, cleaned, stored)', POSTS / first.seconds, bare)
    const again = await runCommand(file, folder)
    print('the same command again', POSTS / again.seconds, bare)
    const memory = Math.max(first.megabytes, again.megabytes)
    console.log(`  ${'largest resident set'.padEnd(44)} ${memory.toFixed(0).padStart(10)} MB`)
    const isFast = isMet('storing against bare inserts', stored / bare, 0.5)
    return isMet(`${MEGABYTES} MB against the largest resident set`, MEGABYTES / memory, 1) && isFast
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function print(name: string, rate: number, bare?: number): void {
  const share = bare === undefined ? '' : `  ${(rate / bare).toFixed(2)} of bare inserts`
  console.log(`  ${name.padEnd(44)} ${rate.toFixed(0).padStart(10)} items/s${share}`)
}

/** Both in turns, so that whatever else the machine does meets them alike; items a second, medians. */
async function measureStoring(file: string, folder: string): Promise<{ stored: number; bare: number }> {
  const db = openDatabase(join(folder, 'stored.db'))
  // As the command does.
  await db.all('PRAGMA mmap_size = 0')
  const inserts = openBare(join(folder, 'bare.db'))
  const rates = { stored: [] as number[], bare: [] as number[] }
  let row = 0
  for await (const items of toSlices(file)) {
    rates.stored.push(await time(() => store(db, items)))
    const rows = await inserts.load(db, row, items)
    rates.bare.push(await time(() => inserts.insert(rows)))
    row += items.length
  }
  inserts.close()
  db.close()
  return { stored: median(rates.stored), bare: median(rates.bare) }
}

/** Items as they come out of cleaning. */
async function* toSlices(file: string): AsyncGenerator<Item[]> {
  let items: Item[] = []
  let count = 0
  const warn = { left: console.error, withheld: () => {}, count: () => {} }
  for await (const cargo of openWxrFile(file, 'utf-8', { types: STORY_TYPES }, warn).items) {
    if (!('item' in cargo)) continue
    items.push(cleanItem(cargo, { channel: araNews }))
    if (items.length < SLICE) continue
    yield items
    count += items.length
    items = []
    if (count >= STORED) return
  }
}

/** As an import does it: a hundred at a time. */
async function store(db: Parameters<typeof saveItems>[0], items: readonly Item[]): Promise<void> {
  const layOver = createLayOver([araNews])
  const ranks = {}
  const arrival = {
    channel: araNews,
    owner: 'import',
    ranks,
    mode: 'import',
    now: Date.now(),
    toIndex,
    layOver,
  } as const
  for (let at = 0; at < items.length; at += 100) await saveItems(db, items.slice(at, at + 100), arrival)
}

async function time(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (SLICE * 1000) / (performance.now() - start)
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Says the largest resident set, in KB, when the process ends. */
const HOOK = `data:text/javascript,process.on('exit',()=>console.error('maxRSS='+process.resourceUsage().maxRSS))`

/** The command as a person runs it, in processes of its own: npm's, and the one that it starts. */
function runCommand(file: string, folder: string): Promise<{ seconds: number; megabytes: number }> {
  const service = { DATABASE: join(folder, 'ara.db'), ARCHIVE: folder, API_TOKEN: 'bench' }
  const env = { PATH: process.env.PATH, HOME: folder, NODE_OPTIONS: `--import=${HOOK}`, ...service }
  const start = performance.now()
  const child = spawn('npm', ['run', '--silent', 'ara', '--', 'import', file], { env, cwd: ROOT })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const kilobytes = Math.max(...Array.from(said.matchAll(/maxRSS=(\d+)/g), ([, digits]) => Number(digits)))
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, megabytes: (kilobytes * 1024) / 1e6 })
      else reject(new Error(`The import ended with ${code}: ${said}`))
    })
  })
}
