import { describe, expect, test } from 'vitest'
import type { Item, Received } from '../../../src/model/model.ts'
import type { Withdrawn } from '../../../src/model/transfer.ts'
import type { Db } from '../../../src/store/db.ts'
import { saveFault } from '../../../src/store/faults.ts'
import { loadBySlug } from '../../../src/store/feeds/addresses.ts'
import { loadChanges, loadCorrections } from '../../../src/store/feeds/changes.ts'
import { loadComments, saveComments } from '../../../src/store/feeds/comments.ts'
import { countItems, loadFacetLabel } from '../../../src/store/feeds/facets.ts'
import { loadFeedItems, loadItem, loadItemAt, loadItems } from '../../../src/store/feeds/feeds.ts'
import { loadClicks, saveClicks, settleClicks } from '../../../src/store/links/clicks.ts'
import { addLink, leadLinkElsewhere, loadHistory } from '../../../src/store/links/editing.ts'
import { foldCode, loadLink, loadLinks, loadTarget } from '../../../src/store/links/links.ts'
import { addSample } from '../../../src/store/links/originals.ts'
import { loadDuePictures, savePicture } from '../../../src/store/pictures.ts'
import { saveHubRequest } from '../../../src/store/push/hub-requests.ts'
import { editItem, loadRevisions, recleanItems, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem, finishErased } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { saveWithdrawn } from '../../../src/store/saving/withdrawn.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, DAY, layOver, NOW, nameLink, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const WORD = 'zyxwitness'
const HEX = Array.from(WORD, (sign) => sign.charCodeAt(0).toString(16).toUpperCase()).join('')
const SECRET = story({
  guid: ID,
  slug: `of-${WORD}`,
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

const PERMALINK = `/2016/03/of-${WORD}/`

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
  await saveTraces(db, row)
  return row
}

/** Whatever names the story elsewhere: links and what became of them, clicks, faults, and what was asked of the hub. */
async function saveTraces(db: Db, row: number): Promise<void> {
  const lead = { item: row, channel: 'english', permalink: PERMALINK }
  const other = { item: row + 1, channel: 'english', permalink: '/2016/03/another/' }
  await addLink(db, `${WORD}-name`, lead, NOW)
  // Names that lead to it as an address, by way of a mirror or with a query; one that led there and was moved.
  await addLink(db, `to-${WORD}`, { url: `http://www.news.example/${WORD}/?utm=1`, channel: 'english' }, NOW)
  await addLink(db, 'elsewhere', { url: `${PERMALINK}?page=2`, channel: 'english' }, NOW)
  const link = await nameLink(db, 'moved', lead, NOW)
  await leadLinkElsewhere(db, link, other, NOW + 1)
  const former = await nameLink(db, 'former', { url: `https://news.example/${WORD}#top`, channel: 'english' }, NOW)
  await leadLinkElsewhere(db, former, other, NOW + 1)
  const codes = JSON.stringify([foldCode(`${WORD}-name`), foldCode('moved')])
  await saveClicks(db, { groups: [{ day: 1, kind: 'people', clicks: 2, codes }], wanted: [] }, NOW)
  await saveFault(db, `file:${WORD}.txt`, `${WORD}.txt: It has no headline.`, NOW)
  const topic = `https://feeds.example${PERMALINK}feed.atom`
  await saveHubRequest(db, { topic, callback: 'https://reader.example/', mode: 'subscribe', lease: DAY }, NOW)
}

/** A write of a link to a story that was erased since it was read is refused. */
function isGone(error: unknown): boolean {
  return error instanceof Error
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
        permalink: `/s/${before?.code}`,
        seq: 9,
        content: { ...empty, categories: [], attachments: [], places: [], direction: 'ltr', published: NOW - DAY },
      })
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
      const told = log?.changes.map(({ kind }) => kind).filter((kind) => kind !== 'link')
      expect(told).toEqual(['create', 'create', 'revise', 'revise', 'erase'])
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
        (db) => addLink(db, `late-${WORD}`, { item: 1, channel: 'english', permalink: PERMALINK }, NOW).catch(isGone),
        (db) => saveClicks(db, { groups: [], wanted: [{ item: 1, url: `https://news.example/${WORD}` }] }, NOW),
        (db) => addSample(db, [{ item: 1, url: `https://news.example/${WORD}` }], NOW),
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

    test('is still found where it stood, which is never given to another, and listed nowhere', async () => {
      const db = await openDb()
      await storeSecret(db)
      const { code = '' } = (await eraseItem(db, ID, 'In danger', AT)) ?? {}
      expect(await loadItemAt(db, PERMALINK)).toMatchObject({ id: ID, erased: true, permalink: `/s/${code}` })
      expect(await loadBySlug(db, `of-${WORD}`)).toEqual({ row: 1, permalink: `/s/${code}` })
      for (const name of [`${WORD}-name`, `To ${WORD}`, 'elsewhere', code]) {
        expect(await loadLink(db, name)).toMatchObject({ code, state: 'retracted', lead: `/s/${code}` })
        expect(await loadTarget(db, name)).toMatchObject({ code, state: 'retracted' })
      }
      expect((await addLink(db, `${WORD}-name`, { url: '/x/', channel: 'english' }, NOW)).outcome).toBe('taken')
      // The moved ones are the other story's; where they led before nobody is told.
      expect((await loadLinks(db, { limit: 9, named: true })).map(({ name }) => name).sort()).toEqual([
        'former',
        'moved',
      ])
      expect([...(await loadHistory(db, ['f0rmer', 'm0ved'])).keys()]).toEqual([])
      while (await settleClicks(db));
      expect((await loadClicks(db, foldCode('moved'))).total.people).toBe(1)
      const again = [1, 2, 3].map((number) =>
        story({ guid: `urn:again:${number}`, slug: `of-${WORD}`, title: `${number}`, published: NOW - DAY }),
      )
      await saveItems(db, again, arrival())
      const paths = (await loadItems(db, { limit: 9 })).map(({ permalink }) => permalink)
      expect(paths.filter((path) => path.startsWith('/2016/03/of-')).sort()).toEqual(
        [2, 3, 4].map((number) => `/2016/03/of-${WORD}-${number}/`),
      )
    })

    test('of numbered names none that was erased is given again', async () => {
      const db = await openDb()
      const toDaily = (number: number) => story({ guid: `urn:${number}`, slug: 'daily', title: `${number}` })
      await saveItems(db, [1, 2, 3].map(toDaily), arrival())
      for (const id of ['urn:2', 'urn:3']) await eraseItem(db, id, 'In danger', AT)
      await saveItems(db, [4, 5].map(toDaily), arrival())
      const items = await loadItems(db, { limit: 9 })
      expect(items.map(({ id, permalink }) => `${id} ${permalink}`).sort()).toEqual([
        'urn:1 /2016/03/daily/',
        'urn:4 /2016/03/daily-4/',
        'urn:5 /2016/03/daily-5/',
      ])
    })

    test('of before paths were hashed is finished, in parts, and told to nobody', async () => {
      const db = await openDb()
      await storeSecret(db)
      await saveItems(db, [story({ guid: 'urn:3', slug: `third-${WORD}`, title: 'Third' })], arrival())
      const { code } = (await eraseItem(db, ID, 'In danger', AT)) ?? {}
      await eraseItem(db, 'urn:3', 'In danger', AT)
      // As earlier versions left it.
      await db.run(`DELETE FROM identities WHERE kind = 'path'`)
      await db.run(`UPDATE items SET permalink = ? WHERE public_id = ?`, PERMALINK, ID)
      await db.run(`UPDATE items SET permalink = ? WHERE public_id = 'urn:3'`, `/2016/03/third-${WORD}/`)
      await addLink(db, 'old', { url: `https://feeds.example${PERMALINK}`, channel: 'english' }, NOW)
      const log = await loadChanges(db, undefined, 99)
      const corrections = await loadCorrections(db, { limit: 99 })
      expect(await isSaid(db)).toBe(true)
      await finishErased(db, AT, 1)
      expect(await isSaid(db)).toBe(true)
      await finishErased(db, AT, 9)
      expect(await isSaid(db)).toBe(false)
      expect(await loadItemAt(db, PERMALINK)).toMatchObject({ id: ID, erased: true, reason: 'In danger' })
      expect(await loadLink(db, 'old')).toMatchObject({ code, state: 'retracted' })
      expect(await loadChanges(db, undefined, 99)).toEqual(log)
      expect((await loadCorrections(db, { limit: 99 })).length).toBe(corrections.length)
      // Looked for once, not for ever.
      await db.run(`UPDATE items SET permalink = '/2016/03/later/' WHERE public_id = ?`, ID)
      await finishErased(db, AT)
      expect((await loadItem(db, ID))?.permalink).toBe('/2016/03/later/')
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
        expect(present.map(({ row }) => row)).toEqual([(await loadItem(db, 'urn:2'))?.row])
      }
      expect(await saveItems(db, [SECRET], arrival())).toMatchObject([{ outcome: 'unchanged', id: ID, code: 'aaaaaa' }])
      expect(await loadItem(db, ID)).toMatchObject({
        state: 'retracted',
        erased: true,
        reason: 'Wrong',
        withdrawn: NOW - DAY,
        permalink: '/s/aaaaaa',
      })
      expect(await loadItemAt(db, '/2016/03/aaaaaa/')).toMatchObject({ id: ID })
      expect((await loadItems(db, { limit: 9 })).map(({ id }) => id)).toEqual(['urn:2'])
      expect((await loadChanges(db, undefined, 9))?.changes.map(({ kind }) => kind)).toEqual(['create', 'erase'])
      expect(await isSaid(db)).toBe(false)
    })
  })
}
