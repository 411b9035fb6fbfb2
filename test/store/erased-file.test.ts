import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBlobs } from '../../src/node/blobs.ts'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { saveComments } from '../../src/store/feeds/comments.ts'
import { loadItem, loadItems } from '../../src/store/feeds/feeds.ts'
import { loadDuePictures, savePicture } from '../../src/store/pictures.ts'
import { editItem } from '../../src/store/saving/edits.ts'
import { eraseItem } from '../../src/store/saving/erasure.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { arrival, hash, layOver, NOW, story, toIndex } from './stories.ts'

const WORD = 'zyxwitness'
const BYTES = new TextEncoder().encode(`A picture of ${WORD}`)
const HASH = hash(`A picture of ${WORD}`)
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ara-erased-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Names of the files, anywhere in the folder, whose bytes have the word. */
function findWord(): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  return files.filter((one) => readFileSync(join(one.parentPath, one.name)).includes(WORD)).map(({ name }) => name)
}

function toSecret(version: number) {
  return story({
    guid: 'urn:secret',
    slug: 'a',
    title: `Version ${version} of ${WORD}`,
    text: `${WORD} said ${version}. `.repeat(200 * version),
    url: `https://news.example/${WORD}/${version}`,
    authors: [{ name: WORD }],
    categories: [{ name: WORD }],
    image: { url: `https://news.example/${WORD}.png`, caption: WORD },
  })
}

/** A database in use: other stories before, between and after the versions of the one. */
async function fill(db: Database): Promise<void> {
  const toOthers = (from: number, text: string) =>
    Array.from({ length: 60 }, (_, index) =>
      story({
        guid: `urn:${from + index}`,
        title: `Story ${from + index}`,
        text: `${text} ${from + index}. `.repeat(90),
      }),
    )
  for (const version of [1, 2, 3, 4]) {
    await saveItems(db, toOthers(version * 100, 'News'), arrival())
    const [saved] = await saveItems(db, [toSecret(version)], arrival())
    await saveComments(db, [{ row: saved?.row ?? 0, comments: [{ id: `${version}`, author: WORD, html: WORD }] }])
  }
  await editItem(db, 'urn:secret', { caption: `${WORD}, corrected` }, { now: NOW, toIndex, layOver, note: WORD })
  await saveItems(db, toOthers(100, 'Other news'), arrival())
}

describe('erasure in files', () => {
  test('leaves the words in no byte of the database, its log and the pictures', async () => {
    const file = join(folder, 'ara.db')
    const blobs = openBlobs(file)
    const db = openDatabase(file)
    const reader = openDatabase(file)
    await fill(db)
    const [picture] = await loadDuePictures(db, 'news.example', NOW, 1)
    await blobs.put(HASH, BYTES, 'image/png')
    await savePicture(
      db,
      { id: picture?.id ?? 0, url: picture?.url ?? '', state: 'kept', hash: HASH, failures: 0 },
      NOW,
    )
    await db.run('PRAGMA wal_checkpoint(PASSIVE)')
    await editItem(db, 'urn:secret', { credit: WORD }, { now: NOW, toIndex, layOver })
    expect(findWord().sort()).toEqual(['ara.db', 'ara.db-wal', HASH].sort())

    await eraseItem(db, 'urn:secret', 'In danger', { now: NOW, toIndex, blobs })
    expect(findWord()).toEqual([])
    expect(await blobs.get(HASH)).toBeUndefined()
    // Whoever else has the file open goes on reading, and all else is there.
    expect(await loadItems(reader, { words: 'news', limit: 500 })).toHaveLength(240)
    expect(await db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    reader.close()
    db.close()
    expect(findWord()).toEqual([])
  })

  test('says so when somebody holds on to what was there, and is finished by the same call again', async () => {
    const file = join(folder, 'ara.db')
    const db = openDatabase(file)
    await fill(db)
    const other = new DatabaseSync(file)
    other.exec('BEGIN')
    other.prepare('SELECT count(*) FROM items').get()
    const order: string[] = []
    const erased = eraseItem(db, 'urn:secret', 'In danger', { now: NOW, toIndex }).finally(() => order.push('erased'))
    // The item is erased before its file is written anew, for which the other one is waited.
    const refused = expect(erased).rejects.toThrow(/Somebody else reads/)
    while ((await loadItem(db, 'urn:secret'))?.erased !== true) await nextTurn()
    await nextTurn()
    const written = saveItems(db, [story({ guid: 'urn:late' })], arrival()).then(() => order.push('written'))
    expect(await loadItems(db, { words: 'news', limit: 500 })).toHaveLength(240)
    order.push('read')
    await Promise.all([refused, written])
    expect(order).toEqual(['read', 'erased', 'written'])
    expect(findWord()).not.toEqual([])
    other.close()
    expect(await eraseItem(db, 'urn:secret', 'In danger', { now: NOW, toIndex })).toMatchObject({
      erased: true,
    })
    expect(findWord()).toEqual([])
    db.close()
  })
})
