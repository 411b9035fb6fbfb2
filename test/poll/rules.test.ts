import { expect, test } from 'vitest'
import { refreshSource } from '../../src/poll/refresh.ts'
import { HOUR, openNewsroom, START, type Story, toRss } from './newsroom.ts'

const URL = 'https://aranews.net/feed/'
const STORIES: Story[] = Array.from({ length: 60 }, (_, index) => ({
  title: `Story ${index}`,
  link: `https://aranews.net/2015/06/a-story-of-number-${index}/`,
  date: START - index * HOUR,
}))

async function open() {
  const room = openNewsroom({ main: URL })
  const refresh = async (stories: readonly Story[], title: string) => {
    room.pages.set(URL, () => new Response(toRss(stories, `<title>${title}</title>`)))
    return refreshSource(room.poller, 'main', { force: true })
  }
  await refresh(STORIES, 'One')
  /** As rules that name and fingerprint stories otherwise would have left them. */
  await room.db.run(`UPDATE identities SET hash = 'other ' || hash`)
  await room.db.run(`UPDATE items SET fingerprint = '1.1:' || fingerprint`)
  await room.db.run(`UPDATE polls SET state = json_remove(state, '$.rules')`)
  return { ...room, refresh }
}

const count = (table: string) => `SELECT count(*) AS count FROM ${table}`

test('stories that other rules named are found again, and none is stored twice', async () => {
  const room = await open()
  const fresh: Story = { title: 'News', link: 'https://aranews.net/2015/06/news-of-the-day-itself/', date: START }
  expect(await room.refresh([fresh, ...STORIES], 'Two')).toMatchObject({ added: 1, updated: 0 })
  expect(await room.db.first(count('items'))).toEqual({ count: 61 })
  expect(await room.db.first(count('revisions'))).toEqual({ count: 61 })
  expect(await room.stateOf('main')).toMatchObject({ rules: expect.any(Number) })
})

test('once the source was read by today’s rules nothing is named again', async () => {
  const room = await open()
  await room.refresh(STORIES, 'Two')
  await room.db.run(`DELETE FROM identities WHERE hash LIKE 'other %'`)
  const before = await room.db.first(count('identities'))
  expect(await room.refresh([...STORIES, { title: 'Last', guid: 'urn:last' }], 'Three')).toMatchObject({ added: 1 })
  const after = await room.db.first<{ count: number }>(count('identities'))
  expect(after?.count).toBe(((before?.count as number | undefined) ?? 0) + 1)
})
