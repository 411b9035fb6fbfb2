import { describe, expect, test } from 'vitest'
import type { Channel, PollState, Source } from '../../src/model/model.ts'
import { toSourceSecret } from '../../src/model/secrets/secret.ts'
import { dueSources, pollDue } from '../../src/poll/poll.ts'
import { takePushed } from '../../src/poll/pushed.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { mayAdopt, toSourceUrl } from '../../src/poll/request.ts'
import { addSource } from '../../src/store/sources.ts'
import { openNewsroom, START, serve, toRss } from './newsroom.ts'

/** What a source may sign in with, and that nothing else ever leaves (docs/architecture.md, decision 24). */

const FEED = 'https://feeds.example/en'
const ELSEWHERE = 'https://else.example/1'
const story = { title: 'Kobane rebuilds', guid: 'g1', link: ELSEWHERE, date: START }
const REFUSED = [
  'API_TOKEN',
  'LOGIN',
  '',
  'SOURCE_',
  'source_login',
  'Source_Login',
  'SOURCE_A\n',
  ' SOURCE_A',
  'SOURCE-A',
]
const odd = [
  'SOURCE_A\0',
  'SOURCE_Ａ',
  'SOURCE_A.B',
  '__proto__',
  'constructor',
  'MY_SOURCE_A',
  `SOURCE_${'A'.repeat(200)}`,
]

type Credentials = Channel['sources'][number]['credentials']

describe.each([...REFUSED, ...odd])('a source whose secret is named %j', (secret) => {
  const credentials = { type: 'header', name: 'X-Leak', secret } as const

  test('is asked for nothing, whoever asks', async () => {
    const room = openNewsroom({ en: FEED }, { credentials, fullText: true })
    room.pages.set(FEED, serve(toRss([story])))
    await addSource(room.db, { id: 'added', channel: 'ara', url: 'https://added.example/', credentials }, START)
    expect(await dueSources(room.poller)).toEqual([])
    expect((await pollDue(room.poller)).size).toBe(0)
    for (const id of ['en', 'added']) {
      const skipped = await refreshSource(room.poller, id, { force: true })
      expect(skipped).toMatchObject({ outcome: 'skipped' })
      expect(skipped.reason).toMatch(/^The source \w+ is held and asked for nothing: .* set that secret as SOURCE_\w+ /)
      // Somebody may have written the secret itself where its name belongs.
      expect(skipped.reason).not.toContain(`(${secret})`)
    }
    const pushed = await takePushed(room.poller, 'en', new TextEncoder().encode(toRss([story])), 'application/rss+xml')
    expect(pushed).toMatchObject({ outcome: 'skipped' })
    expect([room.asked, await room.titles()]).toEqual([[], []])
  })

  test('has none, whatever the entries know', () => {
    const variables = { API_TOKEN: 'token', LOGIN: 'a:b', [secret]: 'leaked', SOURCE_OTHER: 'c' }
    expect(toSourceSecret(variables, secret)).toBeUndefined()
    expect(toSourceSecret(variables, 'SOURCE_OTHER')).toBe('c')
  })
})

test.each([null, 'SOURCE_A', {}, { type: 'basic' }, { type: 'basic', secret: ['SOURCE_A'] }])(
  'credentials in feeds/ that are %j hold their source too',
  async (credentials) => {
    const room = openNewsroom({ en: FEED }, { credentials: credentials as unknown as NonNullable<Credentials> })
    expect(await refreshSource(room.poller, 'en', { force: true })).toMatchObject({ outcome: 'skipped' })
    expect(room.asked).toEqual([])
  },
)

test('one that is renamed is due at once', async () => {
  const credentials = { type: 'basic', secret: 'LOGIN' } as const
  const room = openNewsroom({ en: FEED }, { credentials })
  room.pages.set(FEED, serve(toRss([story])))
  await pollDue(room.poller)
  const [channel] = room.poller.channels as [Channel]
  const sources = channel.sources.map((source) => ({
    ...source,
    credentials: { type: 'basic', secret: 'SOURCE_LOGIN' },
  }))
  const renamed = { ...room.poller, channels: [{ ...channel, sources }] as readonly Channel[] }
  expect((await pollDue(renamed)).get('en')).toMatchObject({ outcome: 'changed', added: 1 })
  expect(room.asked[0]?.headers.authorization).toBe(`Basic ${btoa('azad:secret')}`)
})

describe('what a source signs in with', () => {
  const source: Source = { id: 'en', url: 'https://a.example/feed', channel: 'c', declared: false, rank: 0 }
  const credentials = { type: 'basic', secret: 'SOURCE_LOGIN' } as const

  test.each([
    ['https://b.example/feed', false],
    ['https://a.example:8443/feed', false],
    ['http://a.example/feed', false],
    ['https://a.example.evil.example/feed', false],
    ['https://a.example/moved', true],
  ])('does not move to %s: %j', (target, moves) => {
    expect(mayAdopt({ ...source, credentials }, target)).toBe(moves)
    expect(mayAdopt({ ...source, url: 'https://u:p@a.example/feed' }, target)).toBe(moves)
    expect(mayAdopt(source, target)).toBe(true)
  })

  test('is not sent where the source had moved before it signed in', () => {
    const state: PollState = { source: 'en', due: 0, paused: false, gone: false, failures: 0 }
    const moved = { ...state, adoptedUrl: 'https://b.example/feed' }
    expect(toSourceUrl(source, moved)).toBe('https://b.example/feed')
    expect(toSourceUrl({ ...source, credentials }, moved)).toBe(source.url)
    expect(
      toSourceUrl({ ...source, credentials, url: 'http://a.example/feed' }, { ...state, adoptedUrl: source.url }),
    ).toBe(source.url)
  })

  test('stays behind when the source redirects to another host', async () => {
    const room = openNewsroom({ en: FEED }, { credentials: { type: 'header', name: 'X-Key', secret: 'SOURCE_LOGIN' } })
    const other = 'https://else.example/feed'
    room.pages.set(FEED, () => new Response('', { status: 302, headers: { location: other } }))
    room.pages.set(other, () => new Response('', { status: 302, headers: { location: `${FEED}?again` } }))
    room.pages.set(`${FEED}?again`, serve(toRss([story])))
    expect(await refreshSource(room.poller, 'en', { force: true })).toMatchObject({ outcome: 'changed' })
    expect(room.asked.map(({ headers }) => headers['x-key'])).toEqual(['azad:secret', undefined, undefined])
  })
})
