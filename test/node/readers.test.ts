/** Threads that read large documents: what comes of it is what comes of it in place, and none of them can end others. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { araNews } from '../../feeds/ara-news.ts'
import {
  AT_ONCE,
  type Calm,
  cleanCalmly,
  readArticleCalmly,
  readCalmly,
  readGiven,
  receiveCalmly,
} from '../../src/calm/calm.ts'
import { unpack } from '../../src/calm/pieces.ts'
import { doWork } from '../../src/calm/works.ts'
import { ParseError } from '../../src/errors.ts'
import { openReaders } from '../../src/node/readers.ts'

const folder = fileURLToPath(new URL('../fixtures', import.meta.url))
const fixtures = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
const { readers, close } = openReaders({ idle: 200 })
afterAll(close)
const threaded: Calm = { pause: setImmediate, readers }

/** Larger than what is read in place, without saying anything else. */
const PADDING = ' '.repeat(70_000)
const pad = (text: string) => new TextEncoder().encode(`${text}${PADDING}`)

async function show(work: Promise<unknown>): Promise<unknown> {
  try {
    // Members that are undefined are absent.
    return JSON.parse(JSON.stringify(await work))
  } catch (error) {
    if (error instanceof ParseError) return error.message
    throw error
  }
}

describe('a document that is read aside says what it says in place', () => {
  // Of pages as feeds there is one sentence to be said.
  const feeds = fixtures.filter((path) => !path.endsWith('.html'))
  const kinds = Map.groupBy(feeds, (path) => path.slice(folder.length + 1).split('/')[0])
  test.each([...kinds.keys()])('the fixtures of %s', async (kind) => {
    for (const path of kinds.get(kind) ?? []) {
      const bytes = pad(readFileSync(path, 'latin1'))
      const origin = { url: 'https://paper.example/feed', contentType: toType(path) }
      const read = async (calm: Calm) => {
        const { feed, received } = await receiveCalmly(calm, bytes, origin, {}, { channel: araNews, noise: [] })
        const items = await cleanCalmly(calm, received, { channel: araNews, source: 'wire' })
        return { feed, received, items, again: await readCalmly(calm, bytes, origin) }
      }
      expect(await show(read(threaded)), path).toEqual(await show(read(AT_ONCE)))
    }
  })

  test('pages too', async () => {
    const pages = fixtures.filter((one) => one.endsWith('.html'))
    for (const path of pages.filter((_, index) => index % 5 === 0)) {
      const bytes = pad(readFileSync(path, 'utf8'))
      const read = (calm: Calm) => readArticleCalmly(calm, bytes, { url: 'https://paper.example/1' }, {})
      expect(await show(read(threaded)), path).toEqual(await show(read(AT_ONCE)))
    }
  })
})

function toType(path: string): string {
  if (/json$/.test(path)) return 'application/json'
  return /html$/.test(path) ? 'text/html' : 'application/xml'
}

test('what comes back comes in pieces, and is what was sent', async () => {
  const items = Array.from({ length: 1000 }, (_, n) => ({ n, text: `${'x'.repeat(300)}\ud800"\u2028` }))
  const text = `{"version":"https://jsonfeed.org/version/1.1","items":${JSON.stringify(items.map(({ n, text: content_text }) => ({ id: `${n}`, content_text })))}}`
  const done = doWork('read', { bytes: new TextEncoder().encode(text), origin: {}, listing: {} } as never)
  if (!('pieces' in done)) throw new Error(done.fault)
  expect(done.pieces.length).toBeGreaterThan(3)
  for (const piece of done.pieces) expect(piece.length).toBeLessThan(110_000)
  let pauses = 0
  const feed = await unpack<{ items: unknown[] }>(done.pieces, async () => void pauses++)
  expect([feed.items.length, pauses]).toEqual([1000, done.pieces.length - 1])
})

test('what is small is read in place, and what is large is not', async () => {
  const asked: string[] = []
  const told: Calm = {
    pause: async () => {},
    readers: (name, input) => {
      asked.push(name)
      return readers(name, input)
    },
  }
  const toRss = (text: string) =>
    new TextEncoder().encode(
      `<rss><channel><item><guid>1</guid><description>${text}</description></item></channel></rss>`,
    )
  for (const text of ['short', 'long '.repeat(20_000)]) {
    const { received } = await receiveCalmly(told, toRss(text), {}, {}, { channel: araNews, noise: [] })
    await cleanCalmly(told, received, { channel: araNews })
  }
  expect(asked).toEqual(['receive', 'clean'])
})

test('bytes that nobody looks at afterwards are handed over, and no others', async () => {
  const toBytes = () => pad('<rss><channel><item><guid>1</guid></item></channel></rss>')
  const [kept, given, larger] = [toBytes(), toBytes(), new Uint8Array([32, ...toBytes()])]
  const part = larger.subarray(1)
  const feeds = [
    await readCalmly(threaded, kept, {}),
    await readGiven(threaded, given, {}),
    await readGiven(threaded, part, {}),
  ]
  expect(feeds.map(({ items }) => items[0]?.guid)).toEqual(['1', '1', '1'])
  // What was handed over is not there any more.
  expect([kept.length, given.length, larger.length]).toEqual([70_057, 0, 70_058])
})

describe('a thread', () => {
  const home = mkdtempSync(join(tmpdir(), 'ara-'))
  const entry = join(home, 'thread.mjs')
  writeFileSync(
    entry,
    `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ number, name, input }) => {
  if (input === 'die') process.exit(3)
  if (input === 'throw') throw new Error('boom')
  if (input === 'hang') for (;;);
  if (input === 'grow') { const all = []; for (;;) all.push(new Array(1e6).fill(1.5)) }
  parentPort.postMessage({ number, done: { pieces: [new TextEncoder().encode(JSON.stringify({ said: input }))] } })
})`,
  )
  const open = (longest: number) => openReaders({ entry: pathToFileURL(entry), threads: 1, memory: 32, longest })

  test('that dies, throws or takes too much memory is replaced, and only its document fails', async () => {
    const threads = open(30_000)
    const inputs = ['one', 'die', 'two', 'throw', 'three', 'grow', 'four']
    const done = await Promise.all(inputs.map((input) => threads.readers('read', input)))
    expect(done.map((one) => ('fault' in one ? [one.fault, one.isDocument] : one.pieces.length))).toEqual([
      1,
      ['The document could not be read: its thread ended.', true],
      1,
      ['The document could not be read: boom.', true],
      1,
      ['The document could not be read: it takes more memory than there is for one.', true],
      1,
    ])
    await threads.close()
  })

  test('that is kept busy gets another beside it, which reads what waits', async () => {
    const threads = openReaders({ entry: pathToFileURL(entry), threads: 2, patience: 1, longest: 60_000 })
    const hung = threads.readers('read', 'hang')
    expect(await threads.readers('read', 'one')).toHaveProperty('pieces')
    expect(await Promise.race([hung, 'is still read'])).toBe('is still read')
    await threads.close()
  })

  test('that takes too long is ended, and the next document is read', async () => {
    const threads = open(1_000)
    const [hung, read] = await Promise.all(['hang', 'one'].map((input) => threads.readers('read', input)))
    expect(hung).toMatchObject({ fault: 'The document could not be read: it takes more than 1 seconds.' })
    expect(read).toHaveProperty('pieces')
    await threads.close()
    expect(await threads.readers('read', 'one')).toMatchObject({ fault: 'The service is ending.', isDocument: false })
  })
})
