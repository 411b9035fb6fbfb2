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
    authors: ['سيروان حسن', 'شيرين علي'],
    language: 'ar',
    html: '<p>فتح الجسر &amp; العمل.</p>',
  },
  { title: 'پردی هەولێر', authors: ['ڕێبین'], language: 'ckb', html: '<p>پرد کرایەوە.</p>' },
  {
    title: 'Pira Kobanê ji nû ve vebû',
    authors: ['Şêrko Bêkes'],
    language: 'kmr',
    html: '<p>Pir vebû û xelk hat.</p>',
  },
  {
    title: 'Talks & bridges: what “opens” <now>',
    authors: ['Egid Yousef', 'Adib Abdulmajid, Jr.', 'Lava Hesen'],
    language: 'en',
    html: '<p>It is a < b.</p>',
  },
]

const items = stories.map(({ title, authors, language, html }, row) =>
  toItem(
    {
      title,
      language,
      contentHtml: html,
      summary: 'Lede.',
      authors: authors.map((name) => ({ name })),
      published: Date.UTC(2015, 5, 7, 8, row),
    },
    { row: row + 1, id: `tag:aranews.net,2013:${row}`, permalink: `/2015/06/story-${row}/` },
  ),
)

/** Title, link, time in seconds, author, text; `toLine` is how the reader shows several authors. */
function toExpected(toLine: (names: readonly string[]) => string | undefined) {
  return items.map(({ content, permalink }) => [
    content.title,
    `https://feeds.example${permalink}`,
    (content.published ?? 0) / 1000,
    toLine(content.authors.map(({ name }) => name)),
    content.contentHtml,
  ])
}

/** RSS names them in one line, each language in its own way; of Atom's authors newsboat makes a line, sfeed takes the first. */
const AUTHORS = {
  rss: {
    newsboat: (names: readonly string[]) => names.join(/[\u0600-\u06ff]/.test(names.join()) ? '، ' : ', '),
    sfeed: (names: readonly string[]) => names.join(/[\u0600-\u06ff]/.test(names.join()) ? '، ' : ', '),
  },
  atom: {
    newsboat: (names: readonly string[]) => names.join(', '),
    sfeed: ([first]: readonly string[]) => first,
  },
}

describe.each(['rss', 'atom'] as const)('%s', (format) => {
  const document = render(format, toView(items)).bytes

  test.skipIf(!has('sfeed'))('sfeed holds every story as it is stored', () => {
    const lines = execFileSync('sfeed', [], { input: document, encoding: 'utf8' }).trim().split('\n')
    const found = lines.map((line) => line.split('\t'))
    expect(found.map(([time, title, link, text, , , author]) => [title, link, Number(time), author, text])).toEqual(
      toExpected(AUTHORS[format].sfeed),
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
        toExpected(AUTHORS[format].newsboat),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
