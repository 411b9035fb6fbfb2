import { expect, test } from 'vitest'
import { EVERY_FORMAT, FORMATS, type Format, WORDPRESS_FORMATS } from '../../../src/publish/formats.ts'
import { saveComments } from '../../../src/store/feeds/comments.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { BASE, list, openBackend, story, type TestBackend, TOKEN } from '../backend.ts'

/** Walks the table of formats, so that a new one is asked for everything without a word here. */

const TITLE = 'Bridge opens at last'
const COMMENT = 'Good news for the eastern quarters.'
const NOTE = 'It was the other bridge.'

/** A story with a comment and a correction, under so many others that a part of the archive is closed. */
async function openFull() {
  const backend = openBackend()
  const id = await backend.take(story(TITLE, 'The bridge over the river is open again.'))
  for (let from = 0; from < 150; from += 50) {
    backend.clock.now += 60_000
    await backend.backend.takeReceived(Array.from({ length: 50 }, (_, index) => toReceived(from + index)))
  }
  const item = await loadItem(backend.db, id)
  const comments = [{ id: '1', author: 'Rojda', html: `<p>${COMMENT}</p>`, at: backend.clock.now }]
  await saveComments(backend.db, [{ row: item?.row ?? 0, comments }])
  backend.clock.now += 60_000
  const json = { tags: ['Bridges'], note: NOTE, substantive: true }
  await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: TOKEN, json })
  const [listed] = (await list(backend, '/tag/bridges/feed.json')) ?? []
  return { backend, permalink: new URL(listed?._ara.permalink ?? '').pathname }
}

function toReceived(number: number) {
  const text = (value: string) => ({ type: 'text' as const, value })
  const title = text(`Story ${number}`)
  const content = text(`What happened on day ${number} in town ${number}.`)
  const item = {
    guid: `urn:story:${number}`,
    title,
    content,
    authors: [],
    categories: [],
    attachments: [],
    pictures: [],
  }
  return { item, context: {} }
}

const full = await openFull()

/** Every kind of document that a format has, with what has to stand in it. */
const DOCUMENTS: readonly (readonly [path: string, text: string])[] = [
  ['/', 'Story 149'],
  ['/ara-news/', 'Story 149'],
  ['/tag/bridges/', TITLE],
  ['/ara-news/tag/bridges/', TITLE],
  ['/archive/1.', TITLE],
  ['/ara-news/archive/1.', TITLE],
  ['/comments/', COMMENT],
  ['/ara-news/comments/', COMMENT],
  ['/corrections/', NOTE],
  ['/ara-news/corrections/', NOTE],
  [full.permalink, COMMENT],
]

function toPath(place: string, format: Format): string {
  return place.endsWith('.') ? `${place}${format}` : `${place}feed.${format}`
}

/** The address that a document calls its own: what a path narrows is said in the query there. */
function toOwnAddress(place: string, format: Format): string {
  const [, folder = '', tag = ''] = /^(.*\/)tag\/(\w+)\/$/.exec(place) ?? []
  return `${BASE}${tag === '' ? toPath(place, format) : `${toPath(folder, format)}?tag=${tag}`}`
}

const cases = EVERY_FORMAT.flatMap((format) =>
  DOCUMENTS.map(([path, text]) => [toPath(path, format), path, text, format] as const),
)

test.each(cases)('%s is there', async (path, place, text, format) => {
  const response = await full.backend.ask(path)
  const body = await response.text()
  expect([response.status, response.headers.get('Content-Type')]).toEqual([
    200,
    `${FORMATS[format].mediaType}; charset=utf-8`,
  ])
  expect(body).toContain(text)
  expect(response.headers.get('Link')).toContain(`<${toOwnAddress(place, format)}>; rel="self"`)
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  const again = await full.backend.ask(path, { headers: { 'If-None-Match': response.headers.get('ETag') ?? '' } })
  expect(again.status).toBe(304)
  // Readers take any alternate for the site.
  for (const other of EVERY_FORMAT) {
    expect(body).not.toContain(`rel="alternate" type="${FORMATS[other].mediaType}"`)
  }
})

test.each(['/', '/tag/bridges/', full.permalink])('the page %s leads to every format', async (path) => {
  const page = await (await full.backend.ask(path)).text()
  for (const format of EVERY_FORMAT) {
    const { name, mediaType } = FORMATS[format]
    expect(page).toContain(
      `<link rel="alternate" type="${mediaType}" title="ARA News (${name})" href="${BASE}/feed.${format}">`,
    )
    if (path !== '/tag/bridges/') expect(page).toContain(`<a href="${BASE}/feed.${format}" dir="ltr">${name}</a>`)
  }
})

test.each(EVERY_FORMAT)('a script of any site may read why %s was refused', async (format) => {
  const refused = await full.backend.ask(`/feed.${format}?limit=0`)
  expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([400, '*'])
})

test.each(EVERY_FORMAT)('a person who opens %s is shown the others', async (format) => {
  const page = await (await full.backend.ask(`/feed.${format}`, { headers: { 'Sec-Fetch-Dest': 'document' } })).text()
  for (const other of EVERY_FORMAT.filter((one) => one !== format)) {
    expect(page).toContain(`<a href="${BASE}/feed.${other}" dir="ltr">${FORMATS[other].name}</a>`)
  }
})

test('the manifest hashes every format of a closed document', async () => {
  const { documents } = (await (await full.backend.ask('/archive.json')).json()) as Manifest
  expect(documents[0]?.files.map(({ format }) => format)).toEqual(EVERY_FORMAT)
  for (const { url, sha256 } of documents[0]?.files ?? []) {
    const bytes = await (await full.backend.ask(url.replace(BASE, ''))).arrayBuffer()
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')).toBe(sha256)
  }
})

type Manifest = {
  readonly documents: readonly {
    readonly files: readonly { readonly [name in 'format' | 'url' | 'sha256']: string }[]
  }[]
}

test.each(EVERY_FORMAT)('a WordPress’s address of %s answers the same', async (format) => {
  const same = await toText(full.backend, `/feed.${format}`)
  expect(await toText(full.backend, `/feed/${format}/`)).toBe(same)
  expect(await toText(full.backend, `/?feed=${format}`)).toBe(same)
})

test.each([...WORDPRESS_FORMATS])('WordPress’s own name %s means %s', async (name, format) => {
  const same = await toText(full.backend, `/feed.${format}`)
  for (const path of [`/feed/${name}/`, `/?feed=${name}`, `/${name}/`, `/wp-${name}.php`])
    expect(await toText(full.backend, path)).toBe(same)
})

test.each([...EVERY_FORMAT, ...WORDPRESS_FORMATS.keys()])('%s is the name of no short link', async (name) => {
  const json = { url: 'https://aranews.net/elsewhere/', alias: name }
  const refused = await full.backend.ask('/api/links', { method: 'POST', token: TOKEN, json })
  expect(refused.status).toBe(422)
})

async function toText(backend: TestBackend, path: string): Promise<string> {
  const response = await backend.ask(path)
  return `${response.status} ${await response.text()}`
}
