import { execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { runImport } from '../../../src/node/commands/transfer.ts'
import { install, toTarget } from '../installation.ts'
import { makeFolder, startService, TOKEN } from '../process.ts'
import { SITE, toComment, toExport, toPicture, toPost } from './export.ts'

/** An archive that moves: from WordPress here, and from here to another installation. */

const OLD_YEAR = { date: '2013-01-01 01:30:00' }

const items = [
  toPicture(900, `${SITE}/files/2014/10/bridge.jpg`, 'The bridge at night'),
  toPost({
    id: 1,
    name: 'bridge-opens',
    oldName: 'bridge-to-open',
    thumbnail: 900,
    text: 'ARA News\n\nKobane, Syria – The bridge over the river opened on Monday after a year of repairs, officials said.\n\nA second part.\n\nReporting by: Egid Yousef\n\nSource: ARA News\n\nShort link : http://wp.me/p3xk-1a',
    comments: [
      toComment(1, 0, 'Good news'),
      toComment(2, 1, 'Write to me: reader2@secret.example'),
      toComment(3, 0, 'Spam', 0),
    ],
  }),
  toPost({ id: 2, status: 'draft', title: 'A draft nobody may see' }),
  toPost({ id: 3, password: 'open', title: 'A passworded post' }),
  toPost({ id: 4, status: 'private', title: 'A private post' }),
  toPost({ id: 5, type: 'nav_menu_item', title: 'A menu' }),
  toPost({ id: 6, type: 'revision', title: 'A revision' }),
  toPost({ id: 7, ...OLD_YEAR }),
]

function writeExport(folder: string, posts: readonly string[]): string {
  const file = join(folder, 'wordpress.xml')
  writeFileSync(file, toExport(posts))
  return file
}

test('an export of WordPress is taken in once, with its dates, and nobody is told', async () => {
  const installation = install()
  const file = writeExport(installation.folder, items)
  const withheld = [
    '“A draft nobody may see” is not public (draft) and was left out.',
    '“A passworded post” is not public (behind a password) and was left out.',
    '“A private post” is not public (private) and was left out.',
  ]
  const left =
    'left out: 1 behind a password, 1 comment awaiting approval, 1 draft, 1 nav_menu_item, 1 private, 1 revision'
  expect(await installation.importFrom(file)).toBe([...withheld, '2 added, 0 updated, 0 unchanged', left].join('\n'))
  expect(await installation.importFrom(file)).toBe([...withheld, '0 added, 0 updated, 2 unchanged', left].join('\n'))
  expect(await installation.all('SELECT DISTINCT quiet FROM changes')).toEqual([{ quiet: 1 }])
  const feed = (await (await installation.ask('/feed.json')).json()) as { items: Record<string, unknown>[] }
  expect(feed.items).toMatchObject([
    {
      id: `${SITE}/?p=1`,
      url: 'https://feeds.example/2014/10/bridge-opens/',
      title: 'Story 1 of the river',
      content_text:
        'The bridge over the river opened on Monday after a year of repairs, officials said.\n\nA second part.',
      authors: [{ name: 'Egid Yousef' }],
      image: `${SITE}/files/2014/10/bridge.jpg`,
      tags: ['Syria'],
      date_published: '2014-10-01T10:30:00.000Z',
      _ara: { dateline: 'Kobane, Syria', caption: 'The bridge at night', comment_count: 2 },
    },
    { id: `${SITE}/?p=7`, date_published: '2012-12-31T22:30:00.000Z' },
  ])
})

test('every address that a post had leads to its page', async () => {
  const installation = install()
  await installation.importFrom(writeExport(installation.folder, items))
  const names = ['bridge-opens', 'bridge-to-open']
  const paths = names.flatMap((name) => [
    `/2014/10/${name}/`,
    `/2014/10/${name}`,
    `/files/2014/10/${name}/`,
    `/${name}/`,
  ])
  for (const path of [...paths, '/?p=1']) {
    const target = await toTarget(installation, path)
    expect(await toTarget(installation, target), path).toBe('/2014/10/bridge-opens/')
  }
  // Its page said January, in the site's own time, and says so here.
  expect(await toTarget(installation, '/?p=7')).toBe('/2013/01/story-7/')
  const shortLink = await installation.all(`SELECT item FROM identities WHERE value = 'https://wp.me/p3xk-1a'`)
  expect(shortLink).toHaveLength(1)
})

test('comments are shown in threads; e-mail and IP addresses, drafts and the like are nowhere in the database', async () => {
  const installation = install()
  await installation.importFrom(writeExport(installation.folder, items))
  const page = await (await installation.ask('/2014/10/bridge-opens/')).text()
  expect(page.replace(/\s+/g, ' ')).toMatch(/Good news<\/p><\/div> <ol><li id="comment-2">.*Write to me: \[…\]/)
  expect(page).not.toContain('Spam')
  await installation.all('PRAGMA wal_checkpoint(TRUNCATE)')
  const stored = readFileSync(installation.database, 'latin1')
  expect(stored).toContain('Good news')
  expect(stored).not.toMatch(/secret\.example|203\.0\.113|Spam|A draft|A passworded|A private|A menu|A revision/)
})

test('a post that changed in a later export is revised, and a comment that is new is added', async () => {
  const installation = install()
  await installation.importFrom(writeExport(installation.folder, [toPost({ id: 1 }), toPost({ id: 2 })]))
  const later = [
    toPost({ id: 1, text: 'The river did not rise at all, as it turned out when the water was measured.' }),
    toPost({ id: 2, comments: [toComment(9, 0, 'Late words')] }),
  ]
  expect(await installation.importFrom(writeExport(installation.folder, later))).toBe('0 added, 1 updated, 1 unchanged')
  expect(await (await installation.ask('/2014/10/story-2/')).text()).toContain('Late words')
})

test('an export of this service gives an empty one every name, form and comment', async () => {
  const [from, to] = [install(), install()]
  await from.importFrom(writeExport(from.folder, items))
  writeFileSync(
    join(from.folder, 'flood.txt'),
    'The flood\n\nARA News\n\nErbil – A flood came over the city in the night, and left with the morning.\n',
  )
  await from.importFrom(join(from.folder, 'flood.txt'))
  const file = join(from.folder, 'export.json')
  await from.exportTo(file)
  expect(await to.importFrom(file)).toBe('3 added, 0 updated, 0 unchanged')
  for (const sql of [
    'SELECT public_id, key, code, permalink, channel, position FROM items ORDER BY public_id',
    "SELECT d.hash, d.kind, d.value, i.key FROM identities d JOIN items i ON i.id = d.item WHERE kind <> 'guid' ORDER BY d.hash",
    'SELECT i.key, c.id, c.parent, c.author, c.url, c.at, c.html FROM comments c JOIN items i ON i.id = c.item ORDER BY i.key, c.id',
    `SELECT public_id, shown ->> 'title', shown ->> 'contentHtml', shown ->> 'dateline', shown ->> 'places', shown ->> 'url',
      shown ->> 'agency', shown ->> 'authors' FROM items ORDER BY public_id`,
  ]) {
    const rows = await from.all(sql)
    expect(rows.length).toBeGreaterThan(1)
    expect(await to.all(sql)).toEqual(rows)
  }
  expect(await to.importFrom(file)).toBe('0 added, 0 updated, 3 unchanged')
})

test('what is not public yet is left out and named, on this service and on another', async () => {
  const folder = install().folder
  const later = { date: '2999-01-01 13:30:00' }
  const posts = [
    toPost({ id: 1 }),
    toPost({ id: 2, status: 'future', title: 'To come', ...later }),
    toPost({ id: 3, status: 'pending', title: 'Under review' }),
    toPost({ id: 4, title: 'Published too early', ...later }),
    toPost({ id: 5, status: 'trash', title: 'Thrown away' }),
  ]
  writeExport(folder, posts)
  writeFileSync(join(folder, 'draft.txt'), '---\ndraft: true\n---\nThe flood\n\nA flood came in the night.\n')
  const feed = { items: [{ id: 'urn:a', title: 'Embargoed', content_text: 'A', publish_at: '2999-01-01' }] }
  writeFileSync(join(folder, 'feed.json'), JSON.stringify(feed))
  const running = await startService({ DATABASE: ':memory:', ARCHIVE: makeFolder(), FEEDS: install().feeds })
  try {
    for (const options of [{}, { to: running.base }]) {
      const installation = install()
      const said = vi.spyOn(console, 'log').mockImplementation(() => {})
      const failed = expect(runImport(installation.open, folder, { token: TOKEN, ...options })).rejects
      await failed.toThrow(
        /“The flood” was left out: draft is true\.\n“Embargoed” was left out: publish_at is 2999-01-01.*\n“Published too early” was left out: date_published is 2999-01-01/,
      )
      const lines = said.mock.calls.map(([line]) => String(line))
      said.mockRestore()
      expect(lines).toEqual([
        '“To come” is not public (future) and was left out.',
        '“Under review” is not public (pending) and was left out.',
        '1 added, 0 updated, 0 unchanged',
        'left out: 1 future, 1 pending, 1 trash',
      ])
    }
    const { items } = (await (await running.call('/feed.json')).json()) as { items: unknown[] }
    expect(items).toHaveLength(1)
  } finally {
    await running.stop()
  }
})

test('retracted stories are not exported, and an import does not bring them back', async () => {
  const installation = install()
  const file = writeExport(installation.folder, [toPost({ id: 1 }), toPost({ id: 2 })])
  await installation.importFrom(file)
  const opened = await installation.open()
  const id = encodeURIComponent(`${SITE}/?p=1`)
  const body = JSON.stringify({ reason: 'It was not so.' })
  await opened.call(`/api/items/${id}`, { method: 'DELETE', headers: { 'Content-Type': 'application/json' }, body })
  await opened.close()
  await installation.importFrom(file)
  expect((await installation.ask('/2014/10/story-1/')).status).toBe(410)
  await installation.exportTo(join(installation.folder, 'export.json'))
  const { items: exported } = JSON.parse(readFileSync(join(installation.folder, 'export.json'), 'utf8')) as {
    items: unknown[]
  }
  expect(exported).toMatchObject([{ id: `${SITE}/?p=2` }])
})

test('lists keep their addresses where an export goes, those of words that are written alike too', async () => {
  const [from, to] = [install(), install()]
  for (const [at, tag] of ['حرب', 'هرب'].entries()) {
    const item = { id: `urn:${at}`, title: `Story ${at}`, content_text: `Text of story ${at}.`, tags: [tag] }
    const date_published = `2015-06-0${2 - at}T12:00:00Z`
    const file = join(from.folder, `${at}.json`)
    writeFileSync(
      file,
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ ...item, date_published }] }),
    )
    await from.importFrom(file)
  }
  const file = join(from.folder, 'all.json')
  await from.exportTo(file)
  const exported = JSON.parse(readFileSync(file, 'utf8')) as { readonly items: unknown[] }
  writeFileSync(file, JSON.stringify({ ...exported, items: exported.items.toReversed() }))
  await to.importFrom(file)
  for (const installation of [from, to]) {
    const titles = ['hrb', 'hrb-2'].map(async (slug) => {
      const feed = (await (await installation.ask(`/tag/${slug}/feed.json`)).json()) as { items: { title: string }[] }
      return feed.items.map(({ title }) => title)
    })
    expect(await Promise.all(titles)).toEqual([['Story 0'], ['Story 1']])
  }
})

test('what was taken back stays so where an export goes, whoever brings it there', async () => {
  const [from, to] = [install(), install()]
  const file = writeExport(from.folder, [toPost({ id: 1 }), toPost({ id: 2 }), toPost({ id: 3 })])
  await from.importFrom(file)
  await to.importFrom(writeExport(to.folder, [toPost({ id: 3 })]))
  const opened = await from.open()
  for (const [post, erase] of [
    [1, false],
    [2, true],
    [3, true],
  ] as const) {
    const body = JSON.stringify({ reason: `Not so (${post}).`, erase })
    const id = encodeURIComponent(`${SITE}/?p=${post}`)
    await opened.call(`/api/items/${id}`, { method: 'DELETE', headers: { 'Content-Type': 'application/json' }, body })
  }
  await opened.close()
  const moved = join(from.folder, 'export.json')
  await from.exportTo(moved)
  expect(readFileSync(moved, 'utf8')).not.toContain('The river rose')
  for (const _ of [1, 2]) await to.importFrom(moved)
  expect(await to.importFrom(file)).toBe('0 added, 0 updated, 3 unchanged')
  for (const post of [1, 2, 3]) {
    const response = await to.ask(`/2014/10/story-${post}/`)
    expect([response.status, await response.text()]).toEqual([410, expect.stringContaining(`Not so (${post}).`)])
  }
  const sql = 'SELECT public_id, key, code, permalink, state, reason, withdrawn FROM items ORDER BY public_id'
  const withdrawn = async (installation: typeof from) =>
    (await installation.all(sql)).map((row) => ({ ...row, withdrawn: undefined }))
  // Nothing is left there, of what was only retracted neither: not the words of its address.
  const toBare = (row: Readonly<Record<string, unknown>>) => ({ ...row, permalink: `/s/${row.code}` })
  expect(await withdrawn(to)).toEqual((await withdrawn(from)).map(toBare))
  expect(await to.all("SELECT count(*) AS n FROM items WHERE erased = 0 OR shown LIKE '%river%'")).toEqual([{ n: 0 }])
  expect(await to.all('SELECT count(*) AS n FROM revisions')).toEqual([{ n: 0 }])
})

test('of a folder what can be read goes in, and what can not is named', async () => {
  const installation = install()
  const folder = install().folder
  writeExport(folder, [toPost({ id: 1 })])
  writeFileSync(
    join(folder, 'flood.txt'),
    'The flood\n\nA flood came over the city in the night, and left with the morning.\n',
  )
  writeFileSync(join(folder, 'nothing.txt'), '')
  writeFileSync(
    join(folder, 'half.json'),
    '{"title": "Half", "items": [{"id": "urn:a", "content_text": "A"}, {"id": "urn',
  )
  symlinkSync('/etc/hostname', join(folder, 'stray.txt'))
  execFileSync('mkfifo', [join(folder, 'pipe.txt')])
  await expect(installation.importFrom(folder)).rejects.toThrow(
    /half\.json: the document breaks off.*nothing\.txt: The document is empty.*pipe\.txt: This is no regular file.*stray\.txt: This is a link/s,
  )
  expect(await installation.all('SELECT count(*) AS n FROM items')).toEqual([{ n: 3 }])
})

test('Markdown of a folder is Markdown, whatever it begins with; what is about the folder is none', async () => {
  const [folder, installation] = [makeFolder(), install()]
  writeFileSync(join(folder, 'tag.md'), '<b>Bold</b> words\n\n**It** is open.\n')
  writeFileSync(join(folder, 'link.markdown'), '[The dock](https://a.example/) was opened to all.\n')
  writeFileSync(join(folder, 'todo.md'), '# Ask the mayor\n\nHe knows.\n')
  expect(await installation.importFrom(folder)).toBe('2 added, 0 updated, 0 unchanged')
  const texts = await installation.all(`SELECT shown ->> 'contentHtml' AS html FROM items ORDER BY html`)
  expect(texts.map(({ html }) => html)).toEqual([
    '<p><a href="https://a.example/">The dock</a> was opened to all.</p>',
    '<p><strong>It</strong> is open.</p>',
  ])
})

test('a gzip file is imported as what is packed in it, and one that breaks off is named', async () => {
  const installation = install()
  const bytes = gzipSync(toExport(Array.from({ length: 300 }, (_, n) => toPost({ id: n + 1 }))))
  const file = join(installation.folder, 'export.xml.gz')
  writeFileSync(file, bytes)
  expect(await installation.importFrom(file)).toBe('300 added, 0 updated, 0 unchanged')
  writeFileSync(
    join(installation.folder, 'story.txt.gz'),
    gzipSync('The flood\n\nA flood came over the city in the night.\n'),
  )
  expect(await installation.importFrom(join(installation.folder, 'story.txt.gz'))).toBe(
    '1 added, 0 updated, 0 unchanged',
  )
  writeFileSync(file, bytes.subarray(0, bytes.length / 2))
  await expect(installation.importFrom(file)).rejects.toThrow(
    'export.xml.gz is a gzip file that is damaged or breaks off.',
  )
})

test.each(['nowhere.xml', 'ftp://example.org/feed'])('%s is refused with a sentence', async (target) => {
  await expect(install().importFrom(target)).rejects.toThrow('is no file, folder or address.')
})
