import { expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { saveFault } from '../../../src/store/faults.ts'
import { loseFile, saveFiles } from '../../../src/store/files.ts'
import { loadDuePictures, savePicture } from '../../../src/store/pictures.ts'
import { ensurePolls, savePoll } from '../../../src/store/polls.ts'
import { loadSources } from '../../../src/store/sources.ts'
import { BASE, channel, NOW, openBackend, TOKEN } from '../backend.ts'

/** The editor's own feed of what is wrong. */

const basic = (password: string) => ({ Authorization: `Basic ${btoa(`editor:${password}`)}` })

test('a failing source and an unreadable file are entries, each with its sentence and since when', async () => {
  const { db, ask } = openBackend()
  await ensurePolls(db, await loadSources(db, [channel]), NOW)
  await savePoll(db, {
    source: 'aranews',
    due: NOW,
    paused: false,
    gone: false,
    failures: 2,
    fault: 'aranews.net answered 500 <Internal> Error.',
    faultSince: NOW - 60_000,
  })
  await saveFault(db, 'file:bad.txt', 'bad.txt: The story file is empty.', NOW)
  const response = await ask('/api/faults.atom', { token: true })
  expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
  const bytes = new Uint8Array(await response.arrayBuffer())
  const { items } = parse(bytes, { contentType: 'application/atom+xml' })
  expect(items.map((item) => [item.title?.value, item.content?.value, item.modified])).toEqual([
    ['bad.txt', 'bad.txt: The story file is empty.', NOW],
    ['ARA News', 'ARA News: aranews.net answered 500 <Internal> Error.', NOW - 60_000],
  ])
  expect(new TextDecoder().decode(bytes)).toContain(`${BASE}/api/faults.atom`)
})

test('pictures that were given up are entries, the last fifty of them, and no files', async () => {
  const { db, ask } = openBackend()
  const images = Array.from({ length: 60 }, (_, n) => `<img src="https://aranews.net/${n}.png">`).join('')
  const story = { id: 'urn:a', title: 'The flood', content_html: images, date_published: '2015-06-04T09:00:00Z' }
  await ask('/api/items', { method: 'POST', token: true, json: story })
  for (const picture of await loadDuePictures(db, 'aranews.net', NOW, 99)) {
    const { due, ...rest } = picture
    await savePicture(db, { ...rest, state: 'refused', fault: 'It is too big.', refusedAt: NOW + picture.id }, NOW)
  }
  await saveFault(db, 'store:aranews', 'What ARA News sent could not be stored.', NOW + 99)
  const bytes = new Uint8Array(await (await ask('/api/faults.atom', { token: true })).arrayBuffer())
  const { items } = parse(bytes, { contentType: 'application/atom+xml' })
  expect(items).toHaveLength(51)
  expect(items[1]?.title?.value).toBe('A picture of “The flood”')
  expect(items[1]?.content?.value).toMatch(
    /^No copy is kept of https:\/\/aranews\.net\/\d+\.png, which .*: It is too big\.$/,
  )
  expect(await (await ask('/')).text()).not.toContain('could not be read')
})

test('files that are gone are entries, the last fifty of them, and a line says how many more there are', async () => {
  const { db, ask } = openBackend()
  for (let number = 0; number < 53; number++) {
    const story = { title: `Story ${number}`, content_text: `Text of story ${number}.` }
    await ask('/api/items', { method: 'POST', token: true, json: story })
    const row = await db.first<{ id: number }>('SELECT max(id) AS id FROM items')
    await saveFiles(db, [{ name: `${number}.txt`, version: '1', hash: '', beside: {}, item: row?.id ?? 0 }])
    await loseFile(db, `${number}.txt`, NOW + number)
  }
  const bytes = new Uint8Array(await (await ask('/api/faults.atom', { token: true })).arrayBuffer())
  const told = parse(bytes, { contentType: 'application/atom+xml' }).items.map(({ content }) => content?.value ?? '')
  expect(told.filter((line) => /^\d+\.txt is gone/.test(line))).toHaveLength(50)
  expect(told.at(-1)).toBe('3 files more are gone, before those named here; their stories stay.')
})

test('a reader that can only send a password gets in with the token, and nobody without it', async () => {
  const { ask } = openBackend()
  const status = async (headers?: Record<string, string>) =>
    (await ask('/api/faults.atom', headers === undefined ? {} : { headers })).status
  expect(await status(basic(TOKEN))).toBe(200)
  expect(await status(basic('wrong'))).toBe(401)
  expect(await status({ Authorization: `bASIC ${btoa(`:${TOKEN}`)}` })).toBe(200)
  expect(await status({ Authorization: `Basic ${btoa(`editor:wrong:${TOKEN}`)}` })).toBe(401)
  for (const broken of ['===', '', 'A', btoa('editor'), btoa(':'), `${'A'.repeat(10_000)}!`, `${' '.repeat(10_000)}!`])
    expect(await status({ Authorization: `Basic ${broken}` })).toBe(401)
  expect(await status()).toBe(401)
})

test('the feed is the same bytes until something changes', async () => {
  const { db, ask } = openBackend()
  const first = await ask('/api/faults.atom', { token: true })
  const etag = first.headers.get('ETag') ?? ''
  const headers = { 'If-None-Match': etag }
  expect((await ask('/api/faults.atom', { token: true, headers })).status).toBe(304)
  await saveFault(db, 'file:bad.txt', 'bad.txt: The story file is empty.', NOW)
  expect((await ask('/api/faults.atom', { token: true, headers })).status).toBe(200)
})
