import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadKeys, loadToken } from '../../src/node/keys.ts'
import { openService } from '../../src/node/open.ts'
import { writeFeeds } from './installation.ts'
import { makeFolder } from './process.ts'

/** Who can read what lies in the data folder, and the key that is kept there (docs/architecture.md, decision 24). */

const closing: (() => unknown)[] = []
const umask = process.umask()

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  process.umask(umask)
})

const toMode = (path: string) => (statSync(path).mode & 0o777).toString(8)

async function open(database: string, secretKeys: readonly string[] = []) {
  const said: string[] = []
  const say = (message: string, facts?: object) => void said.push(`${message} ${JSON.stringify(facts)}`)
  const config = { baseUrl: 'https://feeds.example', apiToken: 'token', allowPrivate: [], host: '127.0.0.1', port: 0 }
  const feeds = writeFeeds(makeFolder())
  const opened = await openService(
    { ...config, ...(secretKeys.length === 0 ? {} : { secretKeys }), database, archive: makeFolder(), feeds },
    {},
    { info: say, warn: say, error: say },
  )
  const call = async (path: string, method = 'GET', json?: unknown) => {
    const headers = { authorization: 'Bearer token', 'content-type': 'application/json' }
    return opened.service.app.request(path, {
      method,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
  }
  return { ...opened, call, said }
}

test.each([0o000, 0o022, 0o077])('under the umask %o nobody else reads anything of it', async (mask) => {
  process.umask(mask)
  const folder = join(makeFolder(), 'new', 'data')
  const file = join(folder, 'ara.db')
  loadToken(undefined, file)
  const { database, close } = await open(file)
  await database.backup(join(folder, 'backup.db'))
  mkdirSync(join(folder, 'media'), { recursive: true })
  expect([
    toMode(folder),
    ...readdirSync(folder)
      .filter((name) => name !== 'media')
      .map((name) => toMode(join(folder, name))),
  ]).toEqual(['700', '600', '600', '600', '600', '600', '600'])
  await close()
})

test('what an older version left open is closed at the start, with a line in the log, and nothing of others', async () => {
  const folder = join(makeFolder(), 'data')
  const file = join(folder, 'ara.db')
  await (await open(file)).close()
  writeFileSync(join(folder, 'before.db'), '')
  mkdirSync(join(folder, 'media'))
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), name === 'media' ? 0o755 : 0o644)
  chmodSync(folder, 0o755)
  const first = await open(file)
  await first.close()
  const modes = Object.fromEntries(readdirSync(folder).map((name) => [name, toMode(join(folder, name))]))
  expect(modes).toMatchObject({ 'ara.db': '600', key: '600', 'before.db': '600', media: '700' })
  expect(toMode(folder)).toBe('700')
  expect(first.said.filter((line) => line.includes('was open to others'))).toHaveLength(1)
  writeFileSync(join(folder, 'notes.txt'), '', { mode: 0o644 })
  chmodSync(folder, 0o755)
  const second = await open(file)
  await second.close()
  expect([toMode(folder), toMode(join(folder, 'notes.txt'))]).toEqual(['755', '644'])
  expect(second.said.filter((line) => line.includes('open to others'))).toEqual([])
})

test('the key is made once, is in no backup, and one that is set opens what it encrypted', async () => {
  const folder = join(makeFolder(), 'data')
  const file = join(folder, 'ara.db')
  const first = await open(file)
  const added = await (
    await first.call('/api/webhooks', 'POST', { url: 'https://user:zqxvpw@partner.example/' })
  ).json()
  const { secret } = added as { secret: string }
  await first.database.backup(join(folder, 'backup.db'))
  await first.close()
  const key = readFileSync(join(folder, 'key'), 'utf8').trim()
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    expect([bytes.includes(secret), bytes.includes('zqxvpw'), name !== 'key' && bytes.includes(key)], name).toEqual([
      false,
      false,
      false,
    ])
  }
  expect(loadKeys([], file)).toEqual([key])
  const other = 'another key that is set, of more than 32'.replaceAll(' ', '-')
  const second = await open(file, [other])
  await second.service.runSteps()
  expect(await second.service.secretsState()).toEqual({ ready: true })
  await second.close()
  expect(readFileSync(join(folder, 'key'), 'utf8').trim()).toBe(key)
})

test('a database without its key starts, says so, and goes on once the key is back', async () => {
  const folder = join(makeFolder(), 'data')
  const file = join(folder, 'ara.db')
  const first = await open(file)
  await first.call('/api/webhooks', 'POST', { url: 'https://partner.example/' })
  await first.close()
  const key = readFileSync(join(folder, 'key'), 'utf8')
  rmSync(join(folder, 'key'))
  const second = await open(file)
  await second.service.runSteps()
  const state = {
    ready: false,
    reason: expect.stringMatching(/^A stored secret was encrypted with another SECRET_KEY/),
  }
  expect(await second.service.secretsState()).toEqual(state)
  const ready = await second.call('/readyz')
  expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ wrong: [state.reason] })])
  expect(await (await second.call('/api/faults.atom')).text()).toContain(
    'A stored secret was encrypted with another SECRET_KEY',
  )
  expect(await (await second.call('/api/webhooks/1/test', 'POST')).json()).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('is locked'),
  })
  await second.close()
  writeFileSync(join(folder, 'key'), key + readFileSync(join(folder, 'key'), 'utf8'))
  const third = await open(file)
  await third.service.runSteps()
  expect(await third.service.secretsState()).toEqual({ ready: true })
  expect((await third.call('/readyz')).status).toBe(200)
  expect(await (await third.call('/api/faults.atom')).text()).not.toContain('SECRET_KEY')
  await third.close()
  expect(existsSync(join(folder, 'key'))).toBe(true)
})

test('a key that is too short, or a file of one that is empty, stops the start with a sentence', () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'key'), 'short\n')
  expect(() => loadKeys([], join(folder, 'ara.db'))).toThrow(/key is too short: a key has 32 characters/)
  writeFileSync(join(folder, 'key'), '')
  expect(() => loadKeys([], join(folder, 'ara.db'))).toThrow(/key is empty: put back/)
})
