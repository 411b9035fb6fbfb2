import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import type { Db } from '../../src/store/db.ts'
import { loadLastChange } from '../../src/store/feeds/changes.ts'
import { addLink } from '../../src/store/links/editing.ts'
import { loadDuePictures, savePicture } from '../../src/store/pictures.ts'
import { editItem, recleanItems, restoreItem, retractItem } from '../../src/store/saving/edits.ts'
import { eraseItem } from '../../src/store/saving/erasure.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { watchChanges } from '../../src/store/statements.ts'
import { toFollowingStep } from '../../src/store/upgrade/refollowing.ts'
import { runSteps } from '../../src/store/upgrade/upgrade.ts'
import { arrival, DAY, hash, layOver, NOW, story, toIndex } from './stories.ts'

/** Whoever tells others of changes is woken by each write that adds to the change log, and by no other. */

const ID = 'urn:1'
const AT = { now: NOW, toIndex, layOver }
const first = story({ guid: ID, title: 'One', text: 'Ten words.', image: { url: 'https://news.example/a.jpg' } })

let database: Database
let db: Db
let woken: number

beforeEach(async () => {
  database = openDatabase(':memory:')
  db = watchChanges(database, () => woken++)
  await saveItems(database, [first], arrival())
  woken = 0
})

afterEach(() => {
  database.close()
})

async function savePictureAs(state: 'gone' | 'kept'): Promise<void> {
  const [picture] = await loadDuePictures(database, 'news.example', NOW + DAY, 1)
  if (picture === undefined) throw new Error('There is no picture.')
  await savePicture(db, { ...picture, state, hash: hash('a'), type: 'image/jpeg', size: 1, due: NOW }, NOW)
}

const notice = { ...first, withdrawn: { at: NOW, reason: 'Wrong' } }

const WRITES: Readonly<Record<string, () => Promise<unknown>>> = {
  'an item comes': () => saveItems(db, [story({ guid: 'urn:2', title: 'Two', text: 'Another.' })], arrival()),
  'an item is revised': () => saveItems(db, [story({ guid: ID, title: 'New', text: 'All new words.' })], arrival()),
  'an item is taken back by its source': () => saveItems(db, [notice], arrival()),
  'an editor corrects': () => editItem(db, ID, { title: 'Corrected' }, AT),
  'an editor retracts': () => retractItem(db, ID, 'Wrong', NOW),
  'an editor restores': async () => {
    await retractItem(database, ID, 'Wrong', NOW)
    await restoreItem(db, ID, NOW)
  },
  'an item is erased': () => eraseItem(db, ID, 'Danger', AT),
  'a short link gets a name': () => addLink(db, 'name', { item: 1, channel: 'english', permalink: '/x/' }, NOW),
  'items are cleaned again': () => recleanItems(db, () => story({ guid: ID, title: 'Cleaner' }), NOW, AT),
  'a picture goes': () => savePictureAs('gone'),
  'what is derived of edits follows': async () => {
    await editItem(database, ID, { title: 'Corrected' }, AT)
    const other: typeof layOver = (sent, edit) => ({ ...layOver(sent, edit), summary: 'Derived anew' })
    await runSteps(db, [toFollowingStep({ now: () => NOW, toIndex, layOver: other })], { now: () => NOW })
  },
}

for (const [name, write] of Object.entries(WRITES)) {
  test(`is woken where ${name}`, async () => {
    const before = await loadLastChange(database)
    await write()
    expect((await loadLastChange(database))?.seq).toBeGreaterThan(before?.seq ?? 0)
    expect(woken).toBeGreaterThan(0)
  })
}

test('sleeps on where nothing changes that anybody is shown', async () => {
  await saveItems(db, [first], arrival())
  await savePictureAs('kept')
  await restoreItem(db, ID, NOW)
  await recleanItems(db, () => first, NOW, AT)
  expect(woken).toBe(0)
})

test('the log is written to in one way only', () => {
  const folder = new URL('../../src/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const writing = files.filter((name) => /INTO\s+changes\b/i.test(readFileSync(new URL(name, folder), 'utf8')))
  expect(writing).toEqual(['store/statements.ts'])
})
