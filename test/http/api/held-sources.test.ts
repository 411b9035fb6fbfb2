import { expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { savePoll } from '../../../src/store/polls.ts'
import { addSource } from '../../../src/store/sources.ts'
import { channel, NOW, openBackend } from '../backend.ts'

/** Sources that name a secret which is not for sources. */

const leak = (secret: unknown) => ({ type: 'header', name: 'X-Leak', secret })
const NAMES = [
  'API_TOKEN',
  'LOGIN',
  'SOURCE_',
  'source_a',
  'SOURCE_A\n',
  ' SOURCE_A',
  'SOURCE_A B',
  '__proto__',
  '',
  5,
  null,
]

test.each(NAMES)('POST and PATCH of a source with the secret %j are refused and named', async (secret) => {
  const backend = openBackend()
  const refused = async (path: string, method: string, json: unknown) => {
    const response = await backend.ask(path, { method, token: true, json })
    expect([response.status, await response.json()]).toEqual([
      422,
      expect.objectContaining({ field: 'credentials.secret' }),
    ])
  }
  const url = 'https://example.org/feed'
  await refused('/api/sources', 'POST', { url, credentials: leak(secret) })
  await refused('/api/sources', 'POST', { url, discover: true, credentials: { type: 'basic', secret } })
  await backend.ask('/api/sources', { method: 'POST', token: true, json: { url, id: 'one' } })
  await refused('/api/sources/one', 'PATCH', { credentials: leak(secret) })
  expect(await (await backend.ask('/api/sources/one', { token: true })).json()).not.toHaveProperty('credentials')
})

test('a name of its own is taken, and the source is asked at once with what is new', async () => {
  const backend = openBackend()
  const json = { url: 'https://example.org/feed', id: 'one', credentials: leak('SOURCE_ONE') }
  expect((await backend.ask('/api/sources', { method: 'POST', token: true, json })).status).toBe(201)
  await savePoll(backend.db, { source: 'one', due: NOW + 86_400_000, paused: false, gone: false, failures: 9 })
  const patch = { credentials: leak('SOURCE_TWO') }
  const changed = await backend.ask('/api/sources/one', { method: 'PATCH', token: true, json: patch })
  expect(await changed.json()).toMatchObject({ credentials: leak('SOURCE_TWO') })
  const health = await backend.ask('/api/sources/one/health', { token: true })
  expect(await health.json()).toMatchObject({ due: '2015-06-10T12:00:00.000Z' })
})

test('one that is stored or declared is held with a sentence, which names the secret to the editor alone', async () => {
  const credentials = { type: 'basic', secret: 'geheim' } as const
  const [declared] = channel.sources
  if (declared === undefined) throw new Error('The channel has no source.')
  const backend = openBackend({ channels: [{ ...channel, sources: [{ ...declared, credentials }] }] })
  await addSource(backend.db, { id: 'stored', channel: channel.id, url: 'https://a.example/', credentials }, NOW)
  await savePoll(backend.db, { source: 'stored', due: NOW, polledAt: NOW - 5, paused: false, gone: false, failures: 0 })
  for (const id of ['aranews', 'stored']) {
    const open = (await (await backend.ask(`/api/sources/${id}/health`)).json()) as Record<string, string>
    expect([open.health, open.fault]).toEqual(['held', undefined])
    expect(JSON.stringify(open)).not.toContain('geheim')
    const trusted = (await (await backend.ask(`/api/sources/${id}/health`, { token: true })).json()) as Record<
      string,
      string
    >
    expect(trusted.fault).toMatch(
      new RegExp(`^The source ${id} is held .*\\(geheim\\).* set that secret as SOURCE_${id.toUpperCase()} `),
    )
  }
  const front = await (await backend.ask('/')).text()
  expect(front).toMatch(/2 sources · some news may come late/)
  expect(front).not.toMatch(/is held|geheim/)
  const faults = new Uint8Array(await (await backend.ask('/api/faults.atom', { token: true })).arrayBuffer())
  const { items } = parse(faults, { contentType: 'application/atom+xml' })
  expect(items.map(({ content }) => content?.value)).toEqual([
    expect.stringMatching(/The source stored is held .*\(geheim\)/),
    expect.stringMatching(/The source aranews is held .*\(geheim\)/),
  ])
  const patch = { method: 'PATCH', token: true, json: { credentials: null } }
  expect((await backend.ask('/api/sources/stored', patch)).status).toBe(200)
  expect(await (await backend.ask('/api/sources/stored/health')).json()).toMatchObject({ health: 'ok' })
})
