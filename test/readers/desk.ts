/** A service of its own, filled with sixty stories, and what its newsroom does while readers are subscribed. */
import { join } from 'node:path'
import type { PostedItem } from '../../src/model/item.ts'
import { type Format, toEachFormat } from '../../src/publish/formats.ts'
import { writeFeeds } from '../node/installation.ts'
import { type Running, startService } from '../node/process.ts'
import { tellSixty } from '../stories.ts'

/** What it does, each to a story of its own; the one that is restored was retracted before. */
export const ACTS = ['correct', 'retitle', 'retract', 'erase', 'restore'] as const
export type Act = (typeof ACTS)[number]

/** Stories by what is done to them; `keep` is left as it is. */
export const FATES = [...ACTS, 'keep'] as const
export type Fate = (typeof FATES)[number]

export const FIRST_TEXT = 'It says what was said first'
export const NEW_TEXT = 'It says something else by now'
export const NEW_HEADLINE = 'Another headline of it'
export const REASON = 'The number could not be confirmed'

export type Desk = {
  /** The address of the feed of everything. */
  readonly feeds: Readonly<Record<Format, string>>
  readonly post: (item: PostedItem) => Promise<void>
  readonly act: (act: Act) => Promise<void>
  readonly stop: () => Promise<unknown>
}

/** @param folder for its database and its files */
export async function openDesk(folder: string): Promise<Desk> {
  const variables = { DATABASE: join(folder, 'ara.db'), ARCHIVE: folder, FEEDS: writeFeeds(folder) }
  const service = await startService(variables)
  const post = (item: PostedItem) => send(service, 'POST', '/api/items', item)
  for (const item of [...tellSixty(), ...FATES.map(toStory)]) await post(item)
  return {
    feeds: toEachFormat((format) => `${service.base}/feed.${format}`),
    post,
    act: (act) => perform(service, act),
    stop: service.stop,
  }
}

async function perform(service: Running, act: Act): Promise<void> {
  const tell = (method: string, body: object, fate: Fate = act, path = '') =>
    send(service, method, `/api/items/${encodeURIComponent(toId(fate))}${path}`, body)
  const words = `<p>${NEW_TEXT}, and nothing of what it said before: the bridge is closed, and so are the schools.</p>`
  const acts: Readonly<Record<Act, () => Promise<void>>> = {
    correct: () => tell('PATCH', { content_html: words, note: 'All of it was wrong.' }),
    retitle: () => tell('PATCH', { title: NEW_HEADLINE, note: 'The headline was wrong.' }),
    retract: async () => {
      for (const fate of ['retract', 'restore'] as const) await tell('DELETE', { reason: `${REASON}.` }, fate)
    },
    erase: () => tell('DELETE', { reason: `${REASON}.`, erase: true }),
    restore: () => tell('POST', {}, 'restore', '/restore'),
  }
  await acts[act]()
}

export const toId = (fate: Fate) => `tag:desk.example,2015:${fate}`
export const toHeadline = (fate: Fate) => `The bridge, told to ${fate}`

function toStory(fate: Fate): PostedItem {
  return {
    id: toId(fate),
    title: toHeadline(fate),
    content_html: `<p>${FIRST_TEXT} of what is to ${fate}: the bridge is open, and so are the schools.</p>`,
    language: 'en',
    date_published: '2015-06-07T08:00:00Z',
  }
}

async function send(service: Running, method: string, path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await service.call(path, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}\n${JSON.stringify(body)}`)
}
