import { expect, test } from 'vitest'
import { EVERY_FORMAT } from '../../../src/publish/formats.ts'
import { openBackend, story } from '../backend.ts'

/** Another database at the place of the one that documents were made of, with as many changes. */

test.each([
  ['of another epoch', `UPDATE meta SET value = 'other' WHERE name = 'epoch'`],
  ['whose last change was at another time', 'UPDATE changes SET at = at + 1'],
])('%s: nothing old is answered', async (_, becomesAnother) => {
  const backend = openBackend()
  await backend.take(story('Bridge', 'It happened.'))
  const paths = [...EVERY_FORMAT.map((format) => `/feed.${format}`), '/sitemap-news.xml']
  const ask = async () => Promise.all(paths.map(async (path) => (await backend.ask(path)).text()))
  expect((await ask()).map((text) => text.includes('Bridge'))).toEqual(paths.map(() => true))
  await backend.db.run(`UPDATE items SET shown = replace(shown, 'Bridge', 'Tunnel'), updated = updated + 1`)
  await backend.db.run(becomesAnother)
  expect((await ask()).map((text) => text.includes('Tunnel'))).toEqual(paths.map(() => true))
})
