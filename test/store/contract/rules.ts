import { describe, expect, test } from 'vitest'
import type { Item, Received } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import type { Rules } from '../../../src/store/saving/arrival.ts'
import { editItem, loadRevisions, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { loadPublished } from '../../../src/store/saving/lookups.ts'
import { type Arrival, saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, hash, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const LATER = NOW + DAY
const APPEAL = ' Follow us, like us, share us, tell your friends of us, and give what you can to us today.'
const WORDS = 'Nine men of the village went to the river for water in the morning, and came back in the evening.'

/** What a source sends of a story, as version 1 of the rules stores it, or a later one, which leaves appeals out. */
function sent(rules: number, text: string, id = ID): Item {
  const received: Received = {
    item: {
      guid: id,
      title: { value: `Story ${id}`, type: 'text' },
      content: { value: text, type: 'text' },
      authors: [],
      categories: [],
      attachments: [],
      pictures: [],
    },
    context: { rules },
  }
  return cleaned(received, rules)
}

function cleaned(received: Received, rules: number): Item {
  const { guid = '', title, content } = received.item
  const text = content?.value ?? ''
  const shown = rules === 1 ? text : text.replace(APPEAL, '')
  const item = story({ guid, title: title?.value ?? '', text: shown })
  // Version 2 tells lower case from upper case no more.
  const facts = rules === 1 ? text : text.toLowerCase()
  return { ...item, fingerprint: `${received.context.rules}.${rules}:${hash(facts)}`, received }
}

/** Rules that tell exactly: what is stored is cleaned again, and says the same or does not. */
function rulesOf(version: number): Rules {
  const again = (received: Received) => {
    const item = cleaned(received, version)
    return { ...item, fingerprint: `${version}.${version}:${item.fingerprint.replace(/^.*:/, '')}` }
  }
  return {
    clean: again,
    renew: async (pairs) =>
      pairs.map(({ stored, arriving }) => {
        const item = again(stored)
        const same = item.fingerprint === arriving.fingerprint
        return { same, item: same ? arriving : item }
      }),
  }
}

function upgraded(changes: Partial<Arrival> = {}): Arrival {
  return arrival({ rules: rulesOf(2), now: LATER, ...changes })
}

async function loadKept(db: Db) {
  return db.all('SELECT fingerprint, owner, revision, updated FROM items ORDER BY id')
}

async function loadReceived(db: Db) {
  const rows = await db.all<{ received: string }>('SELECT received FROM revisions WHERE received IS NOT NULL')
  return rows.map(({ received }) => (JSON.parse(received) as Received).context.rules)
}

async function listKinds(db: Db) {
  const rows = await db.all<{ kind: string; quiet: number }>('SELECT kind, quiet FROM changes ORDER BY seq')
  return rows.map(({ kind, quiet }) => (quiet ? `${kind} quietly` : kind))
}

/** A database whose first batch waits until `first` was done. */
function interrupted(db: Db, first: () => Promise<unknown>): Db {
  let done = false
  return {
    all: db.all.bind(db),
    first: db.first.bind(db),
    run: db.run.bind(db),
    batch: async (statements) => {
      if (!done) {
        done = true
        await first()
      }
      return db.batch(statements)
    },
  }
}

export function rulesContract(openDb: OpenDb): void {
  describe('other rules than those a story was stored by', () => {
    test('show the same story better, and nobody is told', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS + APPEAL)], arrival())
      const before = await loadItem(db, ID)
      const fresh = sent(2, WORDS + APPEAL)
      expect((await saveItems(db, [fresh], upgraded())).map(({ outcome }) => outcome)).toEqual(['unchanged'])
      const after = await loadItem(db, ID)
      expect(after).toEqual({ ...before, content: fresh.content, seq: 2 })
      expect(await listKinds(db)).toEqual(['create', 'reclean quietly'])
      expect(await loadKept(db)).toMatchObject([
        { fingerprint: fresh.fingerprint, revision: 1, updated: before?.updated },
      ])
      expect(await loadReceived(db)).toEqual([2])
      expect((await loadRevisions(db, ID)).map(({ content }) => content)).toEqual([fresh.content])
      expect([
        await loadItems(db, { words: 'river', limit: 9 }),
        await loadItems(db, { words: 'friends', limit: 9 }),
      ]).toEqual([[after], []])
    })

    test('leave no line where readers see no difference, and ask no second time', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS)], arrival())
      const asked: number[] = []
      const { clean, renew } = rulesOf(2)
      const counting: Rules = {
        clean,
        renew: (pairs, pause) => {
          asked.push(pairs.length)
          return renew(pairs, pause)
        },
      }
      for (let time = 0; time < 3; time++) await saveItems(db, [sent(2, WORDS)], upgraded({ rules: counting }))
      expect([await listKinds(db), asked]).toEqual([['create'], [1]])
    })

    test('leave dates to those that are read in another zone, quietly and where they differ', async () => {
      const db = await openDb()
      const dated = (published: number, id: string) => {
        const item = sent(2, WORDS, id)
        return { ...item, content: { ...item.content, published } }
      }
      await saveItems(db, [dated(DAY, 'urn:1'), dated(DAY, 'urn:2')], upgraded({ now: NOW }))
      const again = [dated(2 * DAY, 'urn:1'), dated(DAY, 'urn:2')]
      await saveItems(db, again, upgraded())
      expect((await loadItem(db, ID))?.content.published).toBe(DAY)
      expect((await saveItems(db, again, upgraded({ redates: true }))).map(({ outcome }) => outcome)).toEqual([
        'unchanged',
        'unchanged',
      ])
      const item = await loadItem(db, ID)
      expect(item?.content.published).toBe(2 * DAY)
      expect(await listKinds(db)).toEqual(['create', 'create', 'reclean quietly'])
      expect(item).toMatchObject({ revision: 1 })
      expect(await loadPublished(db, [item?.row ?? 0])).toEqual(new Map([[item?.row, 2 * DAY]]))
    })

    test('hide no edit: it is told once, and measured by what readers would have seen before', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS + APPEAL)], arrival())
      const before = await loadItem(db, ID)
      const edited = sent(2, WORDS.replace('Nine', 'Ten') + APPEAL)
      const outcomes = [await saveItems(db, [edited], upgraded()), await saveItems(db, [edited], upgraded())]
      expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged'])
      expect(await listKinds(db)).toEqual(['create', 'reclean quietly', 'revise'])
      // A word of twenty: the appeal that is gone does not count.
      expect(await loadItem(db, ID)).toMatchObject({ updated: before?.updated, revision: 2, content: edited.content })
      expect(await loadReceived(db)).toEqual([1, 2])
    })

    test('propose nothing where an editor holds what is shown, or took the story back', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS + APPEAL), sent(1, WORDS + APPEAL, 'urn:2')], arrival())
      await editItem(db, ID, { title: 'An editor’s' }, { now: NOW, toIndex, layOver })
      await retractItem(db, 'urn:2', 'Wrong', NOW)
      const kinds = await listKinds(db)
      await saveItems(db, [sent(2, WORDS + APPEAL), sent(2, WORDS + APPEAL, 'urn:2')], upgraded())
      expect(await listKinds(db)).toEqual([...kinds, 'reclean quietly'])
      expect((await loadItem(db, ID))?.content).toMatchObject({ title: 'An editor’s', contentText: WORDS })
      expect(await db.all('SELECT item FROM revisions WHERE proposed = 1')).toEqual([])
      expect(await loadItem(db, 'urn:2')).toMatchObject({ state: 'retracted', revision: 1 })
    })

    test('keep a proposal that waits, and what is shown beside it', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS + APPEAL)], arrival())
      await editItem(
        db,
        ID,
        { contentText: 'An editor’s', summary: 'x', contentHtml: 'x' },
        { now: NOW, toIndex, layOver },
      )
      await saveItems(db, [sent(1, `${WORDS} More.${APPEAL}`)], arrival())
      const fresh = sent(2, `${WORDS} More.${APPEAL}`)
      expect((await saveItems(db, [fresh], upgraded()))[0]?.outcome).toBe('unchanged')
      expect((await loadItem(db, ID))?.content.contentText).toBe('An editor’s')
      const revisions = await loadRevisions(db, ID)
      expect(revisions.map(({ proposed, content }) => [proposed, content.contentText])).toEqual([
        [false, WORDS],
        [false, 'An editor’s'],
        [true, `${WORDS} More.`],
      ])
      expect(await loadReceived(db)).toEqual([1, 2])
    })

    test('leave alone what a stranger sends, and what was erased', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS), sent(1, WORDS, 'urn:2')], arrival())
      await eraseItem(db, 'urn:2', 'Danger', { now: NOW, toIndex })
      const kept = await loadKept(db)
      const stranger = upgraded({ owner: 'second', source: 'second' })
      await saveItems(db, [sent(2, `${WORDS} Not so.`), sent(2, WORDS, 'urn:2')], stranger)
      await saveItems(db, [sent(2, WORDS, 'urn:2')], upgraded())
      expect(await loadKept(db)).toEqual(kept)
      expect(await listKinds(db)).toEqual(['create', 'create', 'erase'])
    })

    test('let who ranks above have what says the same', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS)], ownArrival('import'))
      expect((await saveItems(db, [sent(2, WORDS)], upgraded()))[0]?.outcome).toBe('named')
      expect(await loadKept(db)).toMatchObject([{ owner: 'main', revision: 1 }])
      expect(await listKinds(db)).toEqual(['create'])
    })

    test('are looked at again where somebody edits or erases a story meanwhile', async () => {
      const db = await openDb()
      await saveItems(db, [sent(1, WORDS + APPEAL), sent(1, WORDS + APPEAL, 'urn:2')], arrival())
      const busy = interrupted(db, async () => {
        await editItem(db, ID, { title: 'An editor’s' }, { now: NOW, toIndex, layOver })
        await eraseItem(db, 'urn:2', 'Danger', { now: NOW, toIndex })
      })
      await saveItems(busy, [sent(2, WORDS + APPEAL), sent(2, WORDS + APPEAL, 'urn:2')], upgraded())
      expect((await loadItem(db, ID))?.content).toMatchObject({ title: 'An editor’s', contentText: WORDS })
      expect(await loadItem(db, 'urn:2')).toMatchObject({ erased: true, content: { contentText: '' } })
      expect(await loadReceived(db)).toEqual([2])
      expect(await listKinds(db)).not.toContain('revise quietly')
    })

    test('renew more stories than one batch holds, in place', async () => {
      const db = await openDb()
      const all = (rules: number) => Array.from({ length: 130 }, (_, index) => sent(rules, WORDS, `urn:${index}`))
      await saveItems(db, all(1), arrival())
      const saved = await saveItems(db, all(2), upgraded())
      expect(new Set(saved.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
      expect(new Set(await loadReceived(db))).toEqual(new Set([2]))
      expect((await loadReceived(db)).length).toBe(130)
    })
  })
}
