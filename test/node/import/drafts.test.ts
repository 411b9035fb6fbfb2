/** What is not public comes in with `--drafts` as drafts and scheduled stories, and is named without it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import { withToken } from '../../../src/node/commands/commands.ts'
import { type Installation, install } from '../installation.ts'
import { TOKEN } from '../process.ts'

type Post = {
  readonly id: number
  readonly status: string
  readonly title: string
  /** In the site's own time, two hours ahead. */
  readonly date: string
  /** Absent: none was chosen. */
  readonly gmt?: string
  readonly more?: string
}

const NONE = '0000-00-00 00:00:00'

function toItem({ id, status, title, date, gmt = NONE, more = '' }: Post): string {
  const path = status === 'publish' ? `2015/06/${title.toLowerCase()}/` : `?p=${id}`
  return `<item><title>${title}</title><link>https://aranews.net/${path}</link>
    <pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><dc:creator><![CDATA[azad]]></dc:creator>
    <guid isPermaLink="false">https://aranews.net/?p=${id}</guid>
    <content:encoded><![CDATA[${title} was there, and said so.]]></content:encoded>
    <wp:post_id>${id}</wp:post_id><wp:post_date>${date}</wp:post_date><wp:post_date_gmt>${gmt}</wp:post_date_gmt>
    <wp:post_modified_gmt>2015-06-03 08:00:00</wp:post_modified_gmt>
    <wp:post_name>${status === 'draft' ? '' : `the-${title.toLowerCase()}`}</wp:post_name>
    <wp:status>${status}</wp:status><wp:post_type>post</wp:post_type>
    <category domain="post_tag" nicename="tag-of-${id}"><![CDATA[Tag of ${id}]]></category>${more}</item>`
}

function toExport(...posts: readonly Post[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><link>https://aranews.net</link>
    <wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://aranews.net</wp:base_site_url>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login>azad</wp:author_login>
    <wp:author_display_name><![CDATA[Azad K.]]></wp:author_display_name></wp:author>
    ${posts.map(toItem).join('\n')}</channel></rss>`
}

const day = '2015-06-02 10:00:00'
const password = '<wp:post_password>secret</wp:post_password>'
const reply = `<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Reader</wp:comment_author>
  <wp:comment_content>Zqxvreply</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>`

const POSTS: readonly Post[] = [
  { id: 1, status: 'publish', title: 'Open', date: day, gmt: '2015-06-02 08:00:00' },
  { id: 2, status: 'draft', title: 'Zqxvdraft', date: day, more: reply },
  { id: 3, status: 'draft', title: 'Zqxvchosen', date: day, gmt: '2014-01-01 08:00:00' },
  { id: 4, status: 'pending', title: 'Zqxvpending', date: day },
  { id: 5, status: 'future', title: 'Zqxvfuture', date: '2066-06-02 10:00:00', gmt: '2066-06-02 08:00:00' },
  { id: 6, status: 'future', title: 'Zqxvmissed', date: day, gmt: '2015-06-02 08:00:00' },
  { id: 7, status: 'private', title: 'Zqxvprivate', date: day, gmt: '2015-06-02 08:00:00' },
  { id: 8, status: 'draft', title: 'Zqxvlocked', date: day, more: password },
  { id: 9, status: 'publish', title: 'Zqxvpassworded', date: day, gmt: '2015-06-02 08:00:00', more: password },
  { id: 10, status: 'trash', title: 'Zqxvtrash', date: day },
  { id: 11, status: 'auto-draft', title: 'Zqxvauto', date: day },
  // Its former name is also a draft's.
  {
    id: 12,
    status: 'publish',
    title: 'Second',
    date: day,
    gmt: '2015-06-02 08:00:00',
    more: `<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>the-zqxvpending</wp:meta_value></wp:postmeta>`,
  },
]

function write(installation: Installation, text: string, name = 'export.xml'): string {
  const file = join(installation.folder, `${Math.random().toString(36).slice(2)}-${name}`)
  writeFileSync(file, text)
  return file
}

type DraftJson = { readonly title: string; readonly publish_at?: string; readonly _ara: { readonly code: string } }

async function call(installation: Installation, path: string, method = 'GET', body?: unknown): Promise<Response> {
  const opened = await installation.open()
  try {
    const headers = { 'Content-Type': 'application/json' }
    const init = { method, ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }) }
    return await opened.service.app.request(path, withToken(init, TOKEN))
  } finally {
    await opened.close()
  }
}

async function listDrafts(installation: Installation): Promise<DraftJson[]> {
  return ((await (await call(installation, '/api/drafts')).json()) as { items: DraftJson[] }).items
}

/** What of a database nobody sees without the token. */
const PUBLIC_TABLES = ['items', 'links', 'old_names', 'facets', 'facet_names', 'changes', 'comments', 'identities']

async function dumpPublic(installation: Installation): Promise<string> {
  const tables = (await installation.all("SELECT name FROM sqlite_schema WHERE type = 'table'")).map(({ name }) => name)
  const rows = PUBLIC_TABLES.filter((name) => tables.includes(name)).map((name) =>
    installation.all(`SELECT * FROM ${name}`),
  )
  return JSON.stringify(await Promise.all(rows), (name, value) =>
    /^(?:at|since|first_seen|updated)$/.test(name) ? 0 : value,
  )
}

test('drafts of a WordPress are drafts, and scheduled posts scheduled stories, when they are asked for', async () => {
  const house = install()
  const file = write(house, toExport(...POSTS))
  const said = await house.importFrom(file, { drafts: true })
  expect(said).toContain('2 added, 0 updated, 0 unchanged, 5 kept as drafts')
  for (const [title, word] of [
    ['Zqxvprivate', 'private'],
    ['Zqxvlocked', 'draft'],
    ['Zqxvpassworded', 'behind a password'],
  ])
    expect(said).toContain(`“${title}” is not public (${word}) and was left out.`)
  expect(said).toContain('left out: 1 auto-draft, 1 behind a password, 1 draft, 1 private, 1 trash')
  const drafts = await listDrafts(house)
  expect(drafts.map(({ title, publish_at = null }) => [title, publish_at]).toSorted()).toEqual([
    ['Zqxvchosen', null],
    ['Zqxvdraft', null],
    ['Zqxvfuture', '2066-06-02T08:00:00.000Z'],
    ['Zqxvmissed', null],
    ['Zqxvpending', null],
  ])
  const byTitle = (title: string) => drafts.find((one) => one.title === title)
  expect(byTitle('Zqxvchosen')).toMatchObject({ date_published: '2014-01-01T08:00:00.000Z', tags: ['Tag of 3'] })
  expect(byTitle('Zqxvdraft')).not.toHaveProperty('date_published')
  expect(byTitle('Zqxvfuture')).toMatchObject({
    authors: [{ name: 'Azad K.' }],
    date_published: '2066-06-02T08:00:00.000Z',
  })
  expect(byTitle('Zqxvfuture')?._ara).toMatchObject({ permalink: 'https://feeds.example/2066/06/the-zqxvfuture/' })
  // Again: nothing is new, what an editor changed stays, and what was changed there follows.
  const code = byTitle('Zqxvpending')?._ara.code ?? ''
  await call(house, `/api/drafts/${code}`, 'PATCH', { title: 'Edited' })
  const changed = POSTS.map((post) => (/draft|pending/.test(post.status) ? { ...post, title: `${post.title}s` } : post))
  expect(await house.importFrom(write(house, toExport(...changed)), { drafts: true })).toContain(
    '0 added, 0 updated, 5 unchanged, 2 kept as drafts',
  )
  expect((await listDrafts(house)).map(({ title }) => title).toSorted()).toEqual([
    'Edited',
    'Zqxvchosens',
    'Zqxvdrafts',
    'Zqxvfuture',
    'Zqxvmissed',
  ])
  // Published, it is of now, and the old site's address leads to it by number alone.
  const published = await call(house, `/api/drafts/${code}/publish`, 'POST')
  expect(await published.json()).toMatchObject({ title: 'Edited', date_published: expect.stringMatching(/^20[23]/) })
  expect((await house.ask('/?p=4')).status).toBe(301)
  expect((await house.ask('/?p=2')).status).not.toBe(301)
  expect((await house.ask('/2015/06/the-zqxvpending/')).headers.get('location')).toMatch(/second/)
  expect(await house.importFrom(file, { drafts: true })).toContain('0 added, 0 updated, 5 unchanged, 2 kept as drafts')
})

test('nothing that is public tells of drafts that were imported, to the last row', async () => {
  const [without, within, never] = [install(), install(), install()]
  const file = write(without, toExport(...POSTS))
  const said = await without.importFrom(file)
  expect(said).toContain('2 added, 0 updated, 0 unchanged\n')
  expect(said).toContain('“Zqxvfuture” is not public (future) and was left out.')
  await within.importFrom(file, { drafts: true })
  await never.importFrom(
    write(never, toExport(...POSTS.filter(({ status, more }) => status === 'publish' && more !== password))),
  )
  expect(await listDrafts(without)).toEqual([])
  expect(await dumpPublic(within)).toBe(await dumpPublic(without))
  expect(await dumpPublic(within)).toBe(await dumpPublic(never))
})

test('a post that was published there meanwhile is public here under the code of the draft', async () => {
  const house = install()
  await house.importFrom(write(house, toExport(...POSTS)), { drafts: true })
  const codes = new Map((await listDrafts(house)).map(({ title, _ara }) => [title, _ara.code]))
  const later = POSTS.map((post) => (post.id === 2 ? { ...post, status: 'publish', gmt: '2015-06-05 08:00:00' } : post))
  expect(await house.importFrom(write(house, toExport(...later)))).toContain('1 added, 0 updated, 2 unchanged')
  expect((await listDrafts(house)).map(({ title }) => title)).not.toContain('Zqxvdraft')
  expect((await house.ask(`/s/${codes.get('Zqxvdraft')}`)).headers.get('location')).toMatch(/zqxvdraft/)
})

test('drafts go to a running service, from every kind of document', async () => {
  const [here, there] = [install(), install()]
  const opened = await there.open()
  const server = serve({ fetch: opened.service.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const options = { to: `http://127.0.0.1:${port}`, drafts: true }
  const at = '2066-06-04T06:00:00Z'
  const json = (...items: readonly object[]) =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items })
  const item = (n: number, more: object) => ({ id: `urn:${n}`, title: `J${n}`, content_text: `It is ${n}.`, ...more })
  const rest = (id: number, status: string, more: object = {}) => ({
    id,
    status,
    type: 'post',
    link: `https://aranews.net/?p=${id}`,
    date: '2066-06-04T08:00:00',
    date_gmt: '2066-06-04T06:00:00',
    title: { rendered: `R${id}` },
    content: { rendered: '<p>It was there, and said so.</p>', protected: false, ...more },
  })
  try {
    const all: [string, string][] = [
      [toExport(...POSTS), 'export.xml'],
      [
        json(
          item(1, { draft: true }),
          item(2, { publish_at: at }),
          item(3, { date_published: at }),
          item(4, { status: 'future', date_published: at }),
          item(5, { status: 'pending' }),
          item(6, { private: true }),
          item(7, { visibility: 'hidden' }),
          item(8, { status: 'trash' }),
          item(9, { password: 'x' }),
          item(10, { expires: '2020-01-01' }),
          item(11, { published: false }),
        ),
        'feed.json',
      ],
      [
        JSON.stringify([
          rest(21, 'draft'),
          rest(22, 'future'),
          rest(23, 'private'),
          rest(24, 'draft', { protected: true }),
        ]),
        'posts.json',
      ],
      [`---\ndate: ${at}\n---\nText story\n\nIt was there, and said so.\n`, 'story.md'],
      ['---\nstatus: draft\n---\nText draft\n\nIt was there, and said so.\n', 'draft.txt'],
    ]
    const said: string[] = []
    for (const [text, name] of all)
      said.push(await here.importFrom(write(here, text, name), options).catch((error: Error) => error.message))
    expect(said[0]).toContain('2 added, 0 updated, 0 unchanged, 5 kept as drafts')
    for (const n of [6, 7, 8, 9, 10]) expect(said[1]).toContain(`“J${n}” was left out`)
    expect((await listDrafts(here)).length).toBe(0)
    const drafts = (await (await opened.call('/api/drafts?limit=100')).json()) as { items: DraftJson[] }
    expect(
      drafts.items.map(({ title, publish_at = null }) => `${title} ${publish_at?.slice(0, 4)}`).toSorted(),
    ).toEqual([
      'J1 undefined',
      'J11 undefined',
      'J2 2066',
      'J3 2066',
      'J4 2066',
      'J5 undefined',
      'R21 undefined',
      'R22 2066',
      'Text draft undefined',
      'Text story 2066',
      'Zqxvchosen undefined',
      'Zqxvdraft undefined',
      'Zqxvfuture 2066',
      'Zqxvmissed undefined',
      'Zqxvpending undefined',
    ])
    // A list of drafts, as another service gives it out, is one that can be taken in.
    const third = install()
    const file = write(third, JSON.stringify(drafts), 'drafts.json')
    expect(await third.importFrom(file, { drafts: true })).toContain('15 kept as drafts')
    expect((await listDrafts(third)).filter(({ publish_at }) => publish_at !== undefined).length).toBe(6)
  } finally {
    server.close()
    await opened.close()
  }
})
