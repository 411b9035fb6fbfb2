import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/node/sqlite/sqlite.ts'
import { install } from '../installation.ts'
import { until } from '../process.ts'
import { SITE, toComment, toExport, toPost } from './export.ts'

/** kill -9 in the middle of an import: the same command finishes it, and no post is lost, doubled or half there. */

const POSTS = 1_500
const root = fileURLToPath(new URL('../../..', import.meta.url))
const text = (id: number) =>
  `Part of post ${id}: ${'the river rose and fell again '.repeat(20 + (id % 7))}end of ${id}.`

test('an import that was killed is finished by the same command', async () => {
  const installation = install()
  const file = join(installation.folder, 'wordpress.xml')
  const posts = Array.from({ length: POSTS }, (_, n) =>
    toPost({
      id: n + 1,
      text: text(n + 1),
      comments: n % 50 === 0 ? [toComment(n + 1, 0, `Words under ${n + 1}`)] : [],
    }),
  )
  writeFileSync(file, toExport(posts))
  // The tables are there, so that they can be looked into from the first moment on.
  openDatabase(installation.database).close()
  await killAfter(installation, file, 200)
  const stored = count(installation.database)
  expect(stored).toBeLessThan(POSTS)
  expect(await installation.importFrom(file)).toBe(`${POSTS - stored} added, 0 updated, ${stored} unchanged`)
  const rows = await installation.all(
    `SELECT public_id AS id, revision, shown ->> 'contentText' AS text FROM items ORDER BY items.id`,
  )
  expect(rows).toEqual(
    Array.from({ length: POSTS }, (_, n) => ({ id: `${SITE}/?p=${n + 1}`, revision: 1, text: text(n + 1) })),
  )
  for (const table of ['search', 'links', 'revisions', 'changes']) {
    expect(await installation.all(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: POSTS }])
  }
  expect(await installation.all('SELECT count(DISTINCT item) AS n FROM comments')).toEqual([{ n: POSTS / 50 }])
})

/** Starts the command and kills it once so many posts are there. */
async function killAfter(installation: ReturnType<typeof install>, file: string, posts: number): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    DATABASE: installation.database,
    FEEDS: installation.feeds,
    ARCHIVE: installation.folder,
  }
  const child = spawn(process.execPath, ['bin/ara.js', 'import', file], { cwd: root, env })
  const exit = new Promise((resolve) => child.once('exit', resolve))
  await until(() => (count(installation.database) >= posts ? true : undefined))
  child.kill('SIGKILL')
  await exit
}

function count(database: string): number {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM items').get()?.n)
  } finally {
    db.close()
  }
}
