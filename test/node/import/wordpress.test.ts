import { afterEach, expect, test } from 'vitest'
import { install } from '../installation.ts'
import { startServer, startService } from '../process.ts'
import { answerAsWordPress } from './site.ts'

/** From a WordPress into this service, and from this service's own WordPress API into another. */

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('what came from a WordPress goes on as from one, with its ids, dates, people, pictures and comments', async () => {
  const first = install()
  const site = await startServer((request, response) =>
    answerAsWordPress({ posts: 130, comments: 12, asked: [] }, request, response),
  )
  closing.push(site.close)
  await first.importFrom(`${site.base}/`)
  const service = await startService({ DATABASE: first.database, FEEDS: first.feeds, ARCHIVE: first.folder })
  closing.push(service.stop)
  const second = install()
  expect(await second.importFrom(`${service.base}/wp-json/`)).toBe('128 added, 0 updated, 0 unchanged')
  for (const sql of [
    `SELECT public_id, permalink, position, shown ->> '$.title' AS title, shown ->> '$.contentHtml' AS html,
       shown ->> '$.published' AS published, shown ->> '$.authors[0].name' AS author, shown ->> '$.image.url' AS image,
       shown ->> '$.image.caption' AS caption, shown ->> '$.categories' AS categories, shown ->> '$.language' AS language
     FROM items ORDER BY public_id`,
    'SELECT id, parent, author, at, html FROM comments ORDER BY id',
  ]) {
    const moved = await second.all(sql)
    expect(moved.length).toBeGreaterThan(10)
    expect(moved).toEqual(await first.all(sql))
  }
  expect(await second.importFrom(`${service.base}/?rest_route=/wp/v2/posts`)).toBe('0 added, 0 updated, 128 unchanged')
})

test('its feeds are read page by page to the first story, as a WordPress’s are', async () => {
  const first = install()
  const site = await startServer((request, response) =>
    answerAsWordPress({ posts: 70, hasRest: false, asked: [] }, request, response),
  )
  closing.push(site.close)
  await first.importFrom(`${site.base}/`)
  const service = await startService({ DATABASE: first.database, FEEDS: first.feeds, ARCHIVE: first.folder })
  closing.push(service.stop)
  const second = install()
  expect(await second.importFrom(`${service.base}/?feed=rss2&paged=1`)).toBe('70 added, 0 updated, 0 unchanged')
})
