import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/publish/render.ts'
import { toItem, toView } from './view.ts'

/** Readers that people use, where the machine has them; where it has not, the tests are reported as skipped. */
const has = (program: string) => spawnSync('which', [program]).status === 0

const stories = [
  {
    title: 'جسر القامشلي يفتح أمام «الجميع»',
    author: 'سيروان حسن',
    language: 'ar',
    html: '<p>فتح الجسر &amp; العمل.</p>',
  },
  { title: 'پردی هەولێر', author: 'ڕێبین', language: 'ckb', html: '<p>پرد کرایەوە.</p>' },
  { title: 'Pira Kobanê ji nû ve vebû', author: 'Şêrko Bêkes', language: 'kmr', html: '<p>Pir vebû û xelk hat.</p>' },
  { title: 'Talks & bridges: what “opens” <now>', author: 'Egid Yousef', language: 'en', html: '<p>It is a < b.</p>' },
]

const items = stories.map(({ title, author, language, html }, row) =>
  toItem(
    {
      title,
      language,
      contentHtml: html,
      summary: 'Lede.',
      authors: [{ name: author }],
      published: Date.UTC(2015, 5, 7, 8, row),
    },
    { row: row + 1, id: `tag:aranews.net,2013:${row}`, permalink: `/2015/06/story-${row}/` },
  ),
)

/** Title, link, time in seconds, author, text. */
const expected = items.map(({ content, permalink }) => [
  content.title,
  `https://feeds.example${permalink}`,
  (content.published ?? 0) / 1000,
  content.authors[0]?.name,
  content.contentHtml,
])

describe.each(['rss', 'atom'] as const)('%s', (format) => {
  const document = render(format, toView(items)).bytes

  test.skipIf(!has('sfeed'))('sfeed holds every story as it is stored', () => {
    const lines = execFileSync('sfeed', [], { input: document, encoding: 'utf8' }).trim().split('\n')
    const found = lines.map((line) => line.split('\t'))
    expect(found.map(([time, title, link, text, , , author]) => [title, link, Number(time), author, text])).toEqual(
      expected,
    )
  })

  test.skipIf(!has('newsboat'))('newsboat holds every story as it is stored, and nothing new the second time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ara-newsboat-'))
    try {
      writeFileSync(join(folder, 'feed.xml'), document)
      writeFileSync(join(folder, 'urls'), `file://${folder}/feed.xml\n`)
      writeFileSync(join(folder, 'config'), '')
      const options = ['-u', join(folder, 'urls'), '-c', join(folder, 'cache.db'), '-C', join(folder, 'config')]
      for (let time = 0; time < 2; time++) {
        execFileSync('newsboat', [...options, '-x', 'reload'], { env: { ...process.env, HOME: folder } })
      }
      const db = new DatabaseSync(join(folder, 'cache.db'))
      const rows = db.prepare('SELECT title, url, pubDate, author, content FROM rss_item ORDER BY pubDate').all()
      db.close()
      expect(rows.map(({ title, url, pubDate, author, content }) => [title, url, pubDate, author, content])).toEqual(
        expected,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
