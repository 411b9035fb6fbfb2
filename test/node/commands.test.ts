import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callCommand, type Installation, install } from './installation.ts'
import { TOKEN } from './process.ts'

/** Commands as a person calls them: words in; the code, standard output and standard error out. */

const call = (installation: Installation, words: readonly string[], token: string | undefined = TOKEN) =>
  callCommand(installation, words, token)

let installation: Installation
const at = (name: string) => join(installation.folder, name)

beforeEach(() => {
  installation = install()
})
afterEach(() => void vi.restoreAllMocks())

describe('called wrongly', () => {
  test.each([
    [['nonsense'], 'unknown command'],
    [['refresh', '--now'], "unknown option '--now'"],
    [['add'], "missing required argument 'url'"],
    [['add', 'ftp://feeds.test/x'], 'An address begins with http:// or https://.'],
    [['add', ''], 'An address begins with http:// or https://.'],
    [['refresh', ''], 'It is empty.'],
    [['preview', ' '], 'It is empty.'],
    [['import', ''], 'It is empty.'],
    [['import', 'x.txt', '--to', 'localhost'], 'An address begins with http:// or https://.'],
    [['export', '--out', ''], 'It is empty.'],
    [['export', '--channel', ''], 'It is empty.'],
    [['backup', ''], 'It is empty.'],
    [['backup', 'a.db', 'b.db'], 'too many arguments'],
  ])('%j ends with 2 and a sentence, and opens nothing', async (words, sentence) => {
    const { code, out, err } = await call(installation, words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(existsSync(installation.database)).toBe(false)
  })
})

test('the version and the help are answers', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  expect(await call(installation, ['--version'])).toMatchObject({ code: 0, err: '' })
  expect((await call(installation, ['--version'])).out).toContain(version)
  const { code, out, err } = await call(installation, ['help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const name of ['add', 'refresh', 'preview', 'import', 'export', 'backup', 'reclean']) expect(out).toContain(name)
})

describe('what can not be done', () => {
  test.each([
    [['add', 'http://127.0.0.1:9/', '--channel', 'culture'], 'There is no channel culture here; there are: desk.'],
    [['refresh', 'partner'], 'There is no source partner; there is none yet.'],
    [['preview', 'nofile'], 'nofile is no file that is there, and no http or https address.'],
    [['preview', 'test'], 'test is a folder: name one of its files.'],
    [['import', 'nofile'], 'nofile is no file, folder or address.'],
    [['import', 'LICENSE'], 'LICENSE: Its name has no ending: text that is a story ends in .txt or .md.'],
    [['import', 'README.md', '--types', 'post,a b'], '--types: “a b” is no type of posts'],
    [['import', 'README.md', '--channel', 'culture'], 'There is no channel culture here; there are: desk.'],
    [['export', '--channel', 'culture'], 'There is no channel culture here; there are: desk.'],
    [['export', '--out', 'test'], 'test is a folder: name a file in it.'],
    [['export', '--out', 'nowhere/all.json'], 'There is no folder nowhere for nowhere/all.json.'],
    [['export', '--opml', '--out', 'nowhere/all.opml'], 'There is no folder nowhere for nowhere/all.opml.'],
    [['backup', 'package.json'], 'package.json is there already; a backup overwrites nothing.'],
    [['backup', 'nowhere/ara.db'], 'There is no folder nowhere for nowhere/ara.db.'],
  ])('%j ends with 1 and one sentence', async (words, sentence) => {
    const { code, out, err } = await call(installation, words)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('an empty file is no preview, and its name is said', async () => {
    writeFileSync(at('empty.txt'), '')
    expect(await call(installation, ['preview', at('empty.txt')])).toEqual({
      code: 1,
      out: '',
      err: `${at('empty.txt')} is empty.\n`,
    })
  })
})

const STORY = 'Bridge opens\n\nKobane, Syria – The bridge over the river opened on Monday after a year of repairs.'

describe('what is done', () => {
  test('a story comes in, is known again, and goes out into a file and to standard output alike', async () => {
    writeFileSync(at('bridge.txt'), STORY)
    expect(await call(installation, ['import', at('bridge.txt')])).toEqual({
      code: 0,
      out: '1 added, 0 updated, 0 unchanged\n',
      err: '',
    })
    expect((await call(installation, ['import', at('bridge.txt')])).out).toBe('0 added, 0 updated, 1 unchanged\n')
    const file = at('all.json')
    expect(await call(installation, ['export', '--out', file])).toEqual({ code: 0, out: '', err: '' })
    const { out } = await call(installation, ['export'])
    expect(readFileSync(file, 'utf8')).toBe(out)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    chmodSync(file, 0o640)
    expect((await call(installation, ['export', '--out', file])).code).toBe(0)
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect((JSON.parse(out) as { items: unknown[] }).items).toMatchObject([{ title: 'Bridge opens' }])
    expect((await call(installation, ['reclean'])).out).toContain('0 stories changed.')
  })

  test('a file that was there stays whole where an export breaks off', async () => {
    mkdirSync(at('out'))
    writeFileSync(at('out/all.json'), 'the last export')
    const broken: Installation = {
      ...installation,
      open: async () => ({ ...(await installation.open()), call: async () => new Response('no', { status: 500 }) }),
    }
    expect(await call(broken, ['export', '--out', at('out/all.json')])).toMatchObject({ code: 1, out: '' })
    expect(readFileSync(at('out/all.json'), 'utf8')).toBe('the last export')
  })

  test('a service without sources, and one with nothing due, say so', async () => {
    expect(await call(installation, ['refresh'])).toEqual({
      code: 0,
      out: 'There are no sources yet: add one by its address.\n',
      err: '',
    })
    await expectAdded()
    expect((await call(installation, ['refresh'])).out).toMatch(/^Nothing is due: the next is 127-0-0-1, at 20/)
    expect((await call(installation, ['refresh', 'partner'])).err).toBe(
      'There is no source partner; there are: 127-0-0-1.\n',
    )
  })

  test('a list of sources goes into a file', async () => {
    await expectAdded()
    expect(await call(installation, ['export', '--opml', '--out', at('all.opml')])).toMatchObject({ code: 0, out: '' })
    expect(readFileSync(at('all.opml'), 'utf8')).toContain('xmlUrl="http://127.0.0.1:')
  })

  test('a backup is a database of its own, and is not written twice', async () => {
    expect(await call(installation, ['backup', at('before.db')])).toEqual({
      code: 0,
      out: `Backed up to ${at('before.db')}.\n`,
      err: '',
    })
    expect((await call(installation, ['backup', at('before.db')])).code).toBe(1)
  })

  async function expectAdded(): Promise<void> {
    const site = await serve((_path, answer) =>
      answer(200, '<rss version="2.0"><channel><title>Site</title></channel></rss>', { 'Content-Type': 'text/xml' }),
    )
    const added = await call(installation, ['add', site.base])
    site.close()
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toContain('Added 127-0-0-1.')
  }
})

describe('a service that runs elsewhere', () => {
  const send = (to: string, token?: string) => {
    writeFileSync(at('bridge.txt'), STORY)
    return call(installation, ['import', at('bridge.txt'), '--to', to], token)
  }

  test('no token, and a host that is not there', async () => {
    expect((await send('http://127.0.0.1:9', '')).err).toBe(
      'API_TOKEN is missing: set it to the token of the service that --to names.\n',
    )
    const { code, err } = await send('http://127.0.0.1:9')
    expect(code).toBe(1)
    expect(err).toMatch(/127\.0\.0\.1:9 could not be reached \(.+\)/)
  })

  test.each([
    [401, '{}', {}, 'does not take the token that stands in API_TOKEN.'],
    [301, '', { Location: 'https://feeds.test/' }, 'leads on to https://feeds.test/: name that with --to.'],
    [200, '<p>A shop', { 'Content-Type': 'text/html' }, 'answered 200, and not as ara-feeds does'],
    [503, '{"detail":"The disk is full."}', { 'Content-Type': 'application/problem+json' }, 'The disk is full.'],
  ] as const)('an answer of %i', async (status, body, headers, sentence) => {
    const { base, close } = await serve((_path, answer) => answer(status, body, headers))
    const { code, err } = await send(base)
    close()
    expect(code).toBe(1)
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

type Answer = (status: number, body: string, headers: Readonly<Record<string, string>>) => void

async function serve(run: (path: string, answer: Answer) => void) {
  const server = createServer((request, response) => {
    request.resume()
    run(request.url ?? '', (status, body, headers) => response.writeHead(status, headers).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }
}
