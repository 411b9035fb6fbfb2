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

const PICTURED = ['a', 'b', 't'].map((name) => ({ name, url: `https://aranews.net/up/${name}.jpg` }))
const GALLERY = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Daily</title><item>
<guid>g</guid><title>Bazaar</title><description>At the bazaar of Kobane.</description>
${PICTURED.slice(0, 2).map(({ name, url }) => `<media:content url="${url}" medium="image"><media:description>Alt ${name}</media:description></media:content>`)}
<media:thumbnail url="${PICTURED[2]?.url}"/></item></channel></rss>`

type Row = { readonly received: string; readonly shown: string }
type Shown = { readonly image?: object; readonly pictures?: readonly object[] }

test('a story of which one picture was shown shows all of them, and is no other', async () => {
  const room = openNewsroom({ main: URL })
  const refresh = (text: string) => {
    room.pages.set(URL, () => new Response(text))
    return refreshSource(room.poller, 'main', { force: true })
  }
  await refresh(GALLERY)
  // As older rules left it: all that was named, no alternative texts, and one picture that is shown.
  const pictures = PICTURED.map(({ name, url }) => ({ url, ...(name === 't' ? {} : { caption: `Alt ${name}` }) }))
  const row = await room.db.first<Row>('SELECT r.received, i.shown FROM revisions r JOIN items i ON i.id = r.item')
  const { item, context } = JSON.parse(row?.received ?? '')
  const { spares, ...rest } = item
  const { pictures: shown, ...content } = JSON.parse(row?.shown ?? '')
  expect([spares, shown]).toEqual([[PICTURED[2]?.url], [{ url: PICTURED[1]?.url, alt: 'Alt b' }]])
  const old = { item: { ...rest, pictures }, context: { ...context, rules: 4 } }
  await room.db.run('UPDATE revisions SET received = ?', JSON.stringify(old))
  await room.db.run('UPDATE items SET shown = ?', JSON.stringify({ ...content, image: pictures[0] }))
  await room.db.run(`UPDATE items SET fingerprint = '4.4:older'`)
  await room.db.run(`UPDATE polls SET state = json_remove(state, '$.rules')`)

  expect(await refresh(GALLERY.replace('Daily', 'Weekly'))).toMatchObject({ added: 0, updated: 0 })
  expect(await room.db.first(count('revisions'))).toEqual({ count: 1 })
  const after = await room.db.first<Row>('SELECT shown FROM items')
  const { image, pictures: all }: Shown = JSON.parse(after?.shown ?? '')
  expect(image).toEqual({ url: PICTURED[0]?.url, alt: 'Alt a' })
  expect(all).toEqual([{ url: PICTURED[1]?.url, alt: 'Alt b' }])

  const rotated = GALLERY.replace(/(<media:content.*<\/media:content>),(<media:content.*<\/media:content>)/, '$2$1')
  expect(rotated).not.toBe(GALLERY)
  expect(await refresh(rotated.replaceAll('.jpg"', '-800x600.jpg"'))).toMatchObject({ updated: 0 })
  expect(await refresh(GALLERY.replaceAll('b.jpg', 'c.jpg'))).toMatchObject({ updated: 1 })
})
