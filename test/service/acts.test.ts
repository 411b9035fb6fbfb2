/** What an editor does once is one revision, one line of the log, one event for each webhook and one push of each topic. */
import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { channel, type Newsdesk, openNewsdesk } from './newsdesk.ts'

const BASE = 'https://feeds.example'
const CHANNELS: readonly Channel[] = [
  channel,
  { ...channel, id: 'sport', title: 'Sport', tag: 'sport.example,2014', hosts: [], sources: [] },
  { ...channel, id: 'other', title: 'Other', tag: 'other.example,2014', hosts: [], sources: [] },
]
const TOPICS = [
  ...['', '/ara-news', '/sport', '/other'].map((path) => `${path}/feed.atom`),
  '/feed.rss',
  '/ara-news/feed.json',
  '/ara-news/feed.atom?tag=roads',
  '/sport/feed.atom?tag=roads',
]
const HOOKS = [undefined, 'ara-news', 'sport', 'other']
const REST = `${'It is open to everybody who wants to go to the other side of the river. '.repeat(20)}`

const toDocument = (title: string, text: string) =>
  `<rss version="2.0"><channel><title>W</title><item><guid>urn:wire:1</guid><title>${title}</title>
   <description>${text} ${REST}</description></item></channel></rss>`

async function open() {
  const desk = await openNewsdesk(CHANNELS)
  desk.source.body = toDocument('From the wire', 'The bridge is open.')
  // A feed of a tag is there once a story has it, in each channel.
  for (const [id, to] of [
    ['urn:story', 'ara-news'],
    ['urn:gone', 'ara-news'],
    ['urn:sport', 'sport'],
    ['urn:other', 'other'],
  ])
    await desk.call(`/api/items?channel=${to}`, 'POST', {
      id,
      title: `Bridge ${id}`,
      content_text: `Of ${id}. ${REST}`,
      tags: ['Roads'],
    })
  await desk.call('/api/sources/wire/refresh', 'POST')
  await desk.patch('urn:wire:1', { title: 'As we say it' })
  desk.clock.now += 3_600_000
  desk.source.body = toDocument('The wire corrected it', 'The bridge is closed.')
  await desk.call('/api/sources/wire/refresh', 'POST')
  await desk.call(`/api/items/urn%3Agone`, 'DELETE', { reason: 'Wrong.' })
  for (const path of TOPICS) {
    const callback = `https://reader.example${path}`
    const body = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': `${BASE}${path}`,
      'hub.callback': callback,
    })
    await desk.service.app.request(`${BASE}/hub`, { method: 'POST', body })
  }
  for (const id of HOOKS)
    await desk.call('/api/webhooks', 'POST', {
      url: `https://partner.example/${id ?? 'all'}`,
      ...(id === undefined ? {} : { channel: id }),
    })
  await desk.push()
  desk.posted.length = 0
  return desk
}

type Line = { readonly kind: string; readonly quiet: boolean; readonly revision: number; readonly item: string }

async function count(desk: Newsdesk, id: string, does: (desk: Newsdesk) => Promise<unknown>) {
  const revisions = async () =>
    (
      await desk.db.first<{ n: number }>(
        'SELECT count(*) AS n FROM revisions r JOIN items i ON i.id = r.item WHERE i.public_id = ?',
        id,
      )
    )?.n ?? 0
  const log = async () => (await desk.call<{ changes: Line[] }>('/api/changes?limit=1000')).changes
  const [versions, lines] = [await revisions(), await log()]
  desk.clock.now += 3_600_000
  await does(desk)
  const fresh = (await log()).slice(lines.length)
  const made = (await revisions()) - versions
  await desk.push()
  const told = (host: string) =>
    desk.posted
      .map(({ url }) => new URL(url))
      .filter((url) => url.host === host)
      .map(({ pathname, search }) => pathname + search)
      .toSorted()
  return {
    revisions: made,
    lines: fresh.filter(({ quiet }) => !quiet).map(({ kind }) => kind),
    hooks: told('partner.example'),
    topics: told('reader.example'),
  }
}

const OWN = ['/ara-news/feed.atom', '/ara-news/feed.json', '/feed.atom', '/feed.rss']
const TAGGED = [...OWN, '/ara-news/feed.atom?tag=roads'].toSorted()
const HEARD = ['/all', '/ara-news']

type Act = {
  readonly name: string
  readonly does: (desk: Newsdesk) => Promise<unknown>
  readonly id?: string
  readonly revisions?: number
  readonly kind?: string
  readonly hooks?: readonly string[]
  readonly topics?: readonly string[]
}

const at = (id: string, act = '') => `/api/items/${encodeURIComponent(id)}${act}`
const patch = (fields: object) => (desk: Newsdesk) => desk.patch('urn:story', fields)

const ACTS: readonly Act[] = [
  { name: 'correct', does: patch({ content_text: `It is closed. ${REST}`, note: 'It is closed.' }) },
  { name: 'retitle', does: patch({ title: 'A bridge' }) },
  {
    name: 'set many fields',
    does: patch({ title: 'A bridge', authors: [{ name: 'Egid' }], _ara: { dateline: 'Amuda' } }),
  },
  {
    name: 'retract',
    does: (desk) => desk.call(at('urn:story'), 'DELETE', { reason: 'Wrong.' }),
    revisions: 0,
    kind: 'retract',
  },
  {
    name: 'erase',
    does: (desk) => desk.call(at('urn:story'), 'DELETE', { reason: 'Danger.', erase: true }),
    kind: 'erase',
    revisions: -1,
  },
  {
    name: 'restore',
    id: 'urn:gone',
    does: (desk) => desk.call(at('urn:gone', '/restore'), 'POST'),
    revisions: 0,
    kind: 'restore',
  },
  {
    // Feeds of all channels show it as before.
    name: 'move',
    does: patch({ channel: 'sport' }),
    hooks: ['/all', '/ara-news', '/sport'],
    topics: [
      ...TAGGED.filter((path) => path.startsWith('/ara-news')),
      '/sport/feed.atom',
      '/sport/feed.atom?tag=roads',
    ],
  },
  {
    name: 'move and retitle',
    does: patch({ channel: 'sport', title: 'A bridge' }),
    hooks: ['/all', '/ara-news', '/sport'],
    topics: [...TAGGED, '/sport/feed.atom', '/sport/feed.atom?tag=roads'].toSorted(),
  },
  {
    name: 'accept a proposal',
    id: 'urn:wire:1',
    does: (desk) => desk.call(at('urn:wire:1', '/accept'), 'POST'),
    topics: OWN,
  },
]

describe('one act', () => {
  test.each(ACTS)('$name', async ({ id = 'urn:story', does, ...expected }) => {
    const { revisions = 1, kind = 'revise', hooks = HEARD, topics = TAGGED } = expected
    expect(await count(await open(), id, does)).toEqual({ revisions, lines: [kind], hooks, topics })
  })

  test('that changes nothing readers see is none: to refuse a proposal, to set what is there, to retract again', async () => {
    const desk = await open()
    const none = { revisions: 0, lines: [], hooks: [], topics: [] }
    expect(await count(desk, 'urn:wire:1', () => desk.call(at('urn:wire:1', '/refuse'), 'POST'))).toEqual(none)
    expect(await count(desk, 'urn:story', patch({ channel: 'ara-news' }))).toEqual(none)
    expect(await count(desk, 'urn:story', patch({ title: 'Bridge urn:story' }))).toEqual(none)
    const again = () => desk.call(at('urn:gone'), 'DELETE', { reason: 'Wrong.' })
    expect(await count(desk, 'urn:gone', again)).toEqual(none)
    expect(await count(desk, 'urn:story', () => desk.call(at('urn:story', '/restore'), 'POST'))).toEqual(none)
  })
})
