import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder, type Running, startService, until } from '../node/process.ts'
import { findDifferences, findRow, loadRows, ROWS } from './differences.ts'
import { API_TOKEN, type Asked, REQUESTS, STATICS, STORIES } from './requests.ts'
import { askOverWire } from './wire.ts'
import { findPort, type RunningWorker, startWorker } from './workers.ts'

/** The service as Node serves it and as Cloudflare would: what is otherwise stands in docs/workers.md, line by line. */

const BASE_URL = 'https://feeds.example'
let node: Running
let worker: RunningWorker
let base = ''

beforeAll(async () => {
  const starting = startWorker({ BASE_URL, API_TOKEN })
  const port = await findPort()
  base = `http://127.0.0.1:${port}`
  // No source can be asked by either, so that both are told of the same faults.
  const folder = { DATABASE: ':memory:', ARCHIVE: makeFolder() }
  node = await startService({ BASE_URL, API_TOKEN, PORT: String(port), ...folder })
  worker = await starting
  await fetch(`${worker.base}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)
  await until(async () => ((await isFailing(base)) && (await isFailing(worker.base))) || undefined)
}, 180_000)

/** Asked for before, and changed since: for a minute a data centre has the old one still. */
function isKept(asked: Asked): boolean {
  return asked.path === '/feed.atom' && REQUESTS.indexOf(asked) > REQUESTS.findIndex(({ method }) => method === 'PATCH')
}

async function isFailing(service: string): Promise<boolean> {
  const { sources } = (await (await fetch(`${service}/api/sources`)).json()) as { sources: { health: string }[] }
  return sources.every(({ health }) => health === 'failing')
}

afterAll(async () => {
  await worker.stop()
  await node.stop()
})

test('the two answer alike, but for what docs/workers.md says', { timeout: 180_000 }, async () => {
  const unexplained: object[] = []
  const used = new Set<string>()
  for (const asked of [...STORIES, ...STATICS, ...REQUESTS.filter((one) => !isKept(one))]) {
    const answers = { node: await askOverWire(base, asked), worker: await askOverWire(worker.base, asked) }
    for (const difference of findDifferences(asked, answers.node, answers.worker)) {
      const row = findRow(difference, answers)
      if (row === undefined) unexplained.push(difference)
      else used.add(row)
    }
  }
  expect(unexplained).toEqual([])
  // Each row is there, and each is still true.
  expect(loadRows()).toEqual(ROWS)
  expect(ROWS.slice(0, -1).filter((row) => !used.has(row))).toEqual([])
})
