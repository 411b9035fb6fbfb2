import { describe, expect, test } from 'vitest'
import type { Withdrawn } from '../../../src/model/moved.ts'
import type { Item, Received } from '../../../src/model.ts'
import { loadChanges } from '../../../src/store/changes.ts'
import { loadComments, saveComments } from '../../../src/store/comments.ts'
import { countItems } from '../../../src/store/counts.ts'
import type { Db } from '../../../src/store/db.ts'
import { editItem, loadRevisions, recleanItems, restoreItem, retractItem } from '../../../src/store/edits.ts'
import { eraseItem } from '../../../src/store/erasure.ts'
import { loadFacetLabel } from '../../../src/store/facets.ts'
import { loadFeedItems, loadItem, loadItemAt, loadItems, saveItems } from '../../../src/store/items.ts'
import { loadDuePictures, savePicture } from '../../../src/store/pictures.ts'
import { saveWithdrawn } from '../../../src/store/withdrawn.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, DAY, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const WORD = 'zyxwitness'
const HEX = Array.from(WORD, (sign) => sign.charCodeAt(0).toString(16).toUpperCase()).join('')
const SECRET = story({
  guid: ID,
  slug: 'a',
  title: `Of ${WORD}`,
  text: `Seen by ${WORD}.`,
  url: `https://news.example/${WORD}`,
  file: `${WORD}.txt`,
  authors: [{ name: WORD }],
  categories: [{ name: WORD }],
  places: [{ name: WORD, slug: WORD }],
  caption: WORD,
  image: { url: `https://news.example/${WORD}.jpg` },
  published: NOW - DAY,
})

const OTHER = story({ guid: 'urn:2', title: 'Another' })

function toCleaned({ item }: Received): Item {
  return item.title?.value === 'Another' ? OTHER : SECRET
}

/** Whether the word stands anywhere in the database, in the blocks of the search index too. */
async function isSaid(db: Db): Promise<boolean> {
  const tables = await db.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  for (const { name } of tables) {
    const columns = await db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', name)
    const where = columns.map((column) => `instr(hex("${column.name}"), '${HEX}') > 0`)
    if ((await db.first(`SELECT 1 FROM "${name}" WHERE ${where.join(' OR ')}`)) !== undefined) return true
  }
  return false
}

/** A story with everything that a story can have, in several versions. */
async function storeSecret(db: Db): Promise<number> {
  const [saved] = await saveItems(db, [SECRET, OTHER], arrival())
  const row = saved?.row ?? 0
  await saveItems(db, [story({ guid: ID, title: `More of ${WORD}`, published: NOW - DAY })], arrival())
  await editItem(db, ID, { title: `Corrected ${WORD}` }, { now: NOW, toIndex, layOver, note: WORD })
  await saveComments(db, [{ row, comments: [{ id: '1', author: WORD, html: `<p>${WORD}</p>` }] }])
  return row
}

const AT = { now: NOW + DAY, toIndex, layOver }

/** Erasure: nothing that was said is left, and nothing brings it back. */
export function erasureContract(openDb: OpenDb): void {
  describe('erasure', () => {
    test('leaves a tombstone, and the words nowhere in the database', async () => {
      const db = await openDb()
      await storeSecret(db)
      const before = await loadItem(db, ID)
      expect(await isSaid(db)).toBe(true)
      const gone = await eraseItem(db, before?.code ?? '', 'In danger', AT)
      const empty = { title: '', summary: '', contentHtml: '', contentText: '', authors: [], contributors: [] }
      expect(gone).toEqual({
        ...before,
        state: 'retracted',
        erased: true,
        reason: 'In danger',
        withdrawn: AT.now,
        seq: 5,
        content: { ...empty, categories: [], attachments: [], places: [], direction: 'ltr', published: NOW - DAY },
      })
      expect(await loadItemAt(db, '/2016/03/a/')).toEqual(gone)
      expect(await isSaid(db)).toBe(false)
      expect(await loadRevisions(db, ID)).toEqual([])
      expect((await loadItems(db, { words: 'another', limit: 9 })).map(({ id }) => id)).toEqual(['urn:2'])
      expect(await eraseItem(db, 'urn:none', 'x', AT)).toBeUndefined()
    })

    test('is told of once, and stands in the feed’s window as what it is', async () => {
      const db = await openDb()
      await storeSecret(db)
      await eraseItem(db, ID, 'In danger', AT)
      await eraseItem(db, ID, 'In danger', AT)
      const log = await loadChanges(db, undefined, 99)
      expect(log?.changes.map(({ kind }) => kind)).toEqual(['create', 'create', 'revise', 'revise', 'erase'])
      const feed = await loadFeedItems(db, { source: ['main'], limit: 9 })
      expect(feed.map(({ id, erased, reason }) => [id, erased, reason])).toEqual([
        [ID, true, 'In danger'],
        ['urn:2', undefined, undefined],
      ])
      expect([await countItems(db), await loadFacetLabel(db, 'tag', WORD)]).toEqual([1, undefined])
    })

    test('outlives polls, other sources, imports, files, comments, edits, restoration and reclean', async () => {
      const db = await openDb()
      const row = await storeSecret(db)
      const gone = await eraseItem(db, ID, 'In danger', AT)
      const again = [
        SECRET,
        story({
          guid: 'urn:new',
          url: `https://news.example/${WORD}/2`,
          title: `Of ${WORD}`,
          text: `Seen by ${WORD}.`,
        }),
      ]
      const arrivals = [
        arrival(),
        arrival({ owner: 'second', source: 'second' }),
        ownArrival('import', { mode: 'import' }),
        ownArrival('archive'),
        ownArrival('editor'),
      ]
      for (const one of arrivals) {
        const saved = await saveItems(db, again, one)
        expect(saved.map(({ row, outcome }) => [row, outcome])).toEqual([
          [gone?.row, 'unchanged'],
          [gone?.row, 'unchanged'],
        ])
      }
      await saveComments(db, [{ row, comments: [{ id: '2', author: WORD, html: WORD }] }])
      await editItem(db, ID, { title: WORD }, AT)
      await restoreItem(db, ID, AT.now)
      await recleanItems(db, toCleaned, AT.now, { toIndex, layOver })
      expect(await loadItem(db, ID)).toEqual(gone)
      expect(await loadComments(db, row)).toEqual([])
      expect(await isSaid(db)).toBe(false)
    })

    test('is not undone by who read the story before and writes it after', async () => {
      const writers: ((db: Db) => Promise<unknown>)[] = [
        (db) => saveItems(db, [story({ guid: ID, title: `Late ${WORD}`, categories: [{ name: WORD }] })], arrival()),
        (db) => editItem(db, ID, { title: `Late ${WORD}` }, AT),
        (db) => recleanItems(db, toCleaned, AT.now, { toIndex, layOver }),
      ]
      for (const write of writers) {
        const db = await openDb()
        await storeSecret(db)
        let erased = false
        await write({
          all: db.all.bind(db),
          first: db.first.bind(db),
          run: db.run.bind(db),
          batch: async (statements) => {
            if (!erased) await eraseItem(db, ID, 'In danger', AT)
            erased = true
            return db.batch(statements)
          },
        })
        expect([erased, (await loadItem(db, ID))?.erased]).toEqual([true, true])
        expect(await isSaid(db)).toBe(false)
      }
    })

    test('looks again where a poll brings another version in between', async () => {
      const db = await openDb()
      await storeSecret(db)
      let polled = false
      const late = story({ guid: ID, title: 'Late', image: { url: `https://news.example/late-${WORD}.jpg` } })
      const busy: Db = {
        all: db.all.bind(db),
        first: db.first.bind(db),
        run: db.run.bind(db),
        batch: async (statements) => {
          if (!polled) await saveItems(db, [late], arrival())
          polled = true
          return db.batch(statements)
        },
      }
      await eraseItem(busy, ID, 'In danger', AT)
      expect(await isSaid(db)).toBe(false)
    })

    test('takes the copies of its pictures, of earlier versions too, but none that another story shows', async () => {
      const db = await openDb()
      const image = (name: string) => ({ url: `https://news.example/${name}.jpg` })
      await saveItems(db, [story({ guid: ID, image: image('before') })], arrival())
      await saveItems(db, [story({ guid: ID, image: image('shared') })], arrival())
      await saveItems(db, [story({ guid: ID, image: image('own') })], arrival())
      const others = ['shared', 'twin'].map((name) => story({ guid: `urn:${name}`, title: name, image: image(name) }))
      await saveItems(db, others, arrival())
      const hashes: Record<string, string> = { before: 'aa', shared: 'bb', own: 'cc', twin: 'cc' }
      for (const { id, url } of await loadDuePictures(db, 'news.example', NOW, 9)) {
        const hash = hashes[/(\w+)\.jpg/.exec(url)?.[1] ?? ''] ?? ''
        await savePicture(db, { id, url, state: 'kept', hash, type: 'image/png', failures: 0 }, NOW)
      }
      const deleted: string[] = []
      const blobs = {
        put: async () => undefined,
        get: async () => undefined,
        delete: async (hash: string) => {
          deleted.push(hash)
        },
      }
      await eraseItem(db, ID, 'In danger', { ...AT, blobs })
      expect(deleted).toEqual(['aa'])
      const left = await db.all<{ url: string }>('SELECT url FROM pictures ORDER BY url')
      expect(left.map(({ url }) => url)).toEqual([image('shared').url, image('twin').url])
      await eraseItem(db, 'urn:twin', 'In danger', { ...AT, blobs })
      expect(deleted).toEqual(['aa', 'cc'])
    })

    test('of a retracted story is a later notice: who has the first has its headline', async () => {
      const db = await openDb()
      await storeSecret(db)
      await retractItem(db, ID, WORD, NOW + 5)
      expect(await eraseItem(db, ID, 'In danger', AT)).toMatchObject({ withdrawn: AT.now, reason: 'In danger' })
      expect(await isSaid(db)).toBe(false)
      const again = await eraseItem(db, ID, 'In danger', { ...AT, now: AT.now + 9 })
      expect(again?.withdrawn).toBe(AT.now)
    })

    test('what was taken back elsewhere is here only as a tombstone, and told of where it is live', async () => {
      const db = await openDb()
      await saveItems(db, [OTHER], arrival())
      const toWithdrawn = ({ guid = '', identities }: Item, code: string): Withdrawn => ({
        id: guid,
        key: identities[0]?.hash ?? '',
        code,
        permalink: `/2016/03/${code}/`,
        withdrawn: NOW - DAY,
        reason: 'Wrong',
        forms: identities.map(({ kind, hash }) => ({ kind, hash })),
      })
      const stories = [toWithdrawn(SECRET, 'aaaaaa'), toWithdrawn(OTHER, 'bbbbbb')]
      const options = { channel, base: 'https://feeds.example', now: NOW }
      for (const _ of [1, 2]) {
        const present = await saveWithdrawn(db, stories, options)
        expect(present.map(({ id }) => id)).toEqual(['urn:2'])
      }
      expect(await saveItems(db, [SECRET], arrival())).toMatchObject([{ outcome: 'unchanged', id: ID, code: 'aaaaaa' }])
      expect(await loadItem(db, ID)).toMatchObject({
        state: 'retracted',
        erased: true,
        reason: 'Wrong',
        withdrawn: NOW - DAY,
        permalink: '/2016/03/aaaaaa/',
      })
      expect((await loadItems(db, { limit: 9 })).map(({ id }) => id)).toEqual(['urn:2'])
      expect((await loadChanges(db, undefined, 9))?.changes.map(({ kind }) => kind)).toEqual(['create', 'erase'])
      expect(await isSaid(db)).toBe(false)
    })
  })
}
