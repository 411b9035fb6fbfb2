/**
 * What a database of an older version has to live through under this one: the same documents come again, by every way
 * they came, and nobody is told anything; what a source edits meanwhile is told once.
 */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Content } from '../../src/model/content.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { type Document, toDocuments, toFiles, toImports, toPosts } from './documents.ts'
import { BUILT, bring } from './filling.ts'
import { DAY, type House, live, openHouse, START } from './house.ts'

type Line = { readonly kind: string; readonly id: string; readonly quiet: number }

/** @param openFilled a new database with the older version's rows, brought up to date */
export function upgradeContract(name: string, openFilled: () => Promise<Db>): void {
  describe(name, () => {
    let db: Db
    let documents: Map<string, Document>
    let house: House
    let before: unknown

    beforeEach(async () => {
      db = await openFilled()
      documents = new Map(toDocuments(BUILT + DAY))
      house = openHouse(createService, db, documents)
      house.clock.now = START + 10 * DAY
      before = await loadNames(db)
    })

    /** The lines that the log got since, but for quiet ones of stories that are shown better. */
    const news = async (): Promise<Line[]> => {
      const lines = await db.all<Line>(
        `SELECT c.kind, i.public_id AS id, c.quiet FROM changes c CROSS JOIN items i ON i.id = c.item
         WHERE c.at >= ? AND (c.kind <> 'reclean' OR c.quiet = 0) ORDER BY c.seq`,
        START + 10 * DAY,
      )
      return lines
    }

    /** What one of the source's documents says instead. */
    const alter = (url: string, from: string, to: string) => {
      const document = documents.get(url)
      if (document !== undefined) documents.set(url, { ...document, body: change(document.body, from, to) })
    }

    const shownOf = async (id: string) => {
      const row = await db.first<{ shown: string }>('SELECT shown FROM items WHERE public_id = ?', id)
      return JSON.parse(row?.shown ?? '{}') as Content
    }

    /** Of the story with this number in its source's document. */
    const idOf = async (source: string, number: number) => {
      const rows = await db.all<{ id: string }>(
        `SELECT i.public_id AS id FROM item_sources s CROSS JOIN items i ON i.id = s.item
         WHERE s.source = ? ORDER BY s.position DESC, i.id`,
        source,
      )
      return rows[number]?.id ?? ''
    }

    const updatedOf = async (id: string) => {
      const row = await db.first<{ updated: number }>('SELECT updated FROM items WHERE public_id = ?', id)
      return row?.updated
    }

    test('the same stories come again from everywhere, and nothing happens', async () => {
      await live(house, 0)
      expect(house.asked).toContain('https://full.example/feed')
      expect(house.asked).not.toContain('https://full.example/1')
      await bring(house)
      await live(house, DAY)
      expect(await news()).toEqual([])
      expect(house.sent).toEqual([])
      expect(await loadNames(db)).toEqual(before)
      expect(await loadFaults(db)).toEqual([])
    })

    test('what is read better is shown better', async () => {
      const id = await idOf('greek', 0)
      expect((await shownOf(id)).title).not.toContain('كوباني')
      await live(house, 0)
      expect((await shownOf(id)).title).toContain('كوباني')
      expect(await news()).toEqual([])
    })

    test('nor after everything that is stored was cleaned again', async () => {
      await house.service.reclean()
      await live(house, 0)
      await bring(house)
      expect(await news()).toEqual([])
      expect(house.sent).toEqual([])
      expect(await loadNames(db)).toEqual(before)
    })

    test('once brought up to date, it costs and changes nothing to have all of it again', async () => {
      await live(house, 0)
      await bring(house)
      const then = await loadAll(db)
      for (const [url, document] of toDocuments(BUILT + 2 * DAY)) documents.set(url, document)
      await live(house, DAY)
      await bring(house)
      expect(await loadAll(db)).toEqual(then)
    })

    test.each(EDITS)('$what is told once', async ({ url, from, to, shows, moves, ...story }) => {
      const id = story.id ?? (await idOf('page', 2))
      const was = await updatedOf(id)
      alter(url, from, to)
      await live(house, 0)
      await bring(house)
      await live(house, DAY)
      expect(await news()).toEqual([{ kind: 'revise', id, quiet: 0 }])
      expect(JSON.stringify(await shownOf(id))).toContain(shows ?? to)
      expect((await updatedOf(id)) !== was).toBe(moves)
      expect(house.sent.filter((one) => one.url === 'https://hook.example/').length).toBe(1)
      expect(house.sent.filter((one) => one.url === 'https://subscriber.example/').length).toBe(1)
    })

    test.each(HELD)('$what is proposed once, and not shown', async ({ url, from, to, id }) => {
      const shown = await shownOf(id)
      alter(url, from, to)
      await live(house, 0)
      await live(house, DAY)
      expect(await news()).toEqual([])
      expect((await shownOf(id)).title).toEqual(shown.title)
      const proposals = await db.all(
        'SELECT r.revision FROM revisions r CROSS JOIN items i ON i.id = r.item WHERE i.public_id = ? AND proposed = 1',
        id,
      )
      expect(proposals.length).toBe(1)
    })

    test('a page that is asked for again because its summary changed is told once', async () => {
      alter('https://full.example/feed', 'What 2 is about', 'What 2 is really about')
      alter('https://full.example/2', 'It was said again on Sunday', 'It was taken back on Monday')
      await live(house, 0)
      await live(house, DAY)
      const lines = await news()
      expect(lines.map(({ kind }) => kind)).toEqual(['revise'])
      expect((await shownOf(lines[0]?.id ?? '')).contentText).toContain('It was taken back on Monday')
    })

    test('a file, a post and an export that say something else are told of, once', async () => {
      const [name = '', text = ''] = [...toFiles()][0] ?? []
      const take = async (more: string) => {
        const bytes = new TextEncoder().encode(change(text, 'We had no flour', `We had ${more} flour`))
        expect(await house.service.takeFile(name, bytes)).toBeUndefined()
        return (await news()).length
      }
      expect([await take('much'), await take('much')]).toEqual([1, 1])
      const [, post] = toPosts()
      const posted = async () =>
        (await house.ask('/api/items', 'POST', change(post?.body ?? '', '1972', '1973'), post?.type)).status
      expect([await posted(), await posted()]).toEqual([200, 200])
      const [, [file = '', json = ''] = []] = [...toImports()]
      const received = house.service.readFile(file, new TextEncoder().encode(change(json, '1972', '1973')))
      const first = await house.service.takeReceived(received)
      const second = await house.service.takeReceived(received)
      const count = (saved: readonly { outcome: string }[]) =>
        saved.filter(({ outcome }) => outcome === 'updated').length
      expect([count(first), count(second)]).toEqual([1, 0])
      expect((await news()).map(({ kind }) => kind)).toEqual(['revise', 'revise', 'revise'])
    })
  })
}

function change(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`The document does not say ${from}.`)
  return text.replaceAll(from, to)
}

const WIRE = 'https://aranews.net/feed/'
const ATOM = 'https://atom.example/feed'

/**
 * What a source changes while the service is brought up to date. `moves`: it moves `updated`
 * (docs/architecture.md, decision 9).
 */
const EDITS = [
  {
    what: 'another number in a sentence',
    url: WIRE,
    from: '107 families came back',
    to: '170 families came back',
    id: 'https://aranews.net/?p=1007',
    moves: false,
  },
  {
    what: 'another headline',
    url: WIRE,
    from: 'Bakery of Derik opens “after 106 months”',
    to: 'Derik has bread',
    id: 'https://aranews.net/?p=1006',
    moves: true,
  },
  {
    what: 'one more paragraph',
    url: WIRE,
    from: '<blockquote>It is ours, and it is cold.</blockquote>\n<ul><li>Blankets: 321',
    to: '<p>Snow fell in the night, and the road was shut again until noon.</p><ul><li>Blankets: 321',
    shows: 'Snow fell in the night',
    id: 'https://aranews.net/?p=1007',
    moves: true,
  },
  {
    what: 'one sentence less',
    url: WIRE,
    from: 'the council of Amuda said. It ran for two in winter.',
    to: 'the council of Amuda said.',
    id: 'https://aranews.net/?p=1005',
    moves: false,
  },
  {
    what: 'another picture',
    url: WIRE,
    from: 'bakery-112-660x330.jpg',
    to: 'oven-660x330.jpg',
    shows: 'oven-660x330.jpg',
    id: 'https://aranews.net/?p=1012',
    moves: false,
  },
  {
    what: 'another author',
    url: 'https://json.example/feed',
    from: '"name": "Egid Yousef"\n    }\n   ],\n   "date_published": "2016-03-09T22:00:00.000Z"',
    to: '"name": "Egid Yusif"\n    }\n   ],\n   "date_published": "2016-03-09T22:00:00.000Z"',
    shows: 'Egid Yusif',
    id: 'https://json.example/200',
    moves: false,
  },
  {
    what: 'another tag',
    url: 'https://json.example/feed',
    from: '"date_published": "2016-03-09T22:00:00.000Z",\n   "tags": [\n    "Syria"',
    to: '"date_published": "2016-03-09T22:00:00.000Z",\n   "tags": [\n    "Iraq"',
    shows: 'Iraq',
    id: 'https://json.example/200',
    moves: false,
  },
  {
    what: 'a text with a new date of change',
    url: ATOM,
    from: '<updated>2016-03-10T05:00:00.000Z</updated>\n  <author><name>Lava Kobani</name>',
    to: '<updated>2016-03-12T05:00:00.000Z</updated>\n  <author><name>Lava Hesen</name>',
    shows: 'Lava Hesen',
    id: 'tag:atom.example,2016:1',
    moves: false,
  },
  {
    what: 'a story of a page',
    url: 'https://page.example/news',
    from: 'We had no flour',
    to: 'We had no salt',
    shows: 'We had no salt',
    moves: false,
  },
]

/** What a source changes beneath what an editor holds. */
const HELD = [
  {
    what: 'a headline beneath an editor’s',
    url: WIRE,
    from: 'Bakery of Qamishli opens “after 100 months”',
    to: 'Bread in Qamishli',
    id: 'https://aranews.net/?p=1000',
  },
  {
    what: 'a change of what was taken back',
    url: WIRE,
    from: '101 families came back',
    to: '110 families came back',
    id: 'https://aranews.net/?p=1001',
  },
]

/** Everything of the stories that an upgrade must leave as it is. */
export async function loadNames(db: Db): Promise<unknown> {
  return {
    items: await db.all(
      `SELECT id, key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision, state, reason,
         edit, erased, withdrawn FROM items ORDER BY id`,
    ),
    revisions: await db.all(
      'SELECT item, revision, at, by, note, proposed, edit FROM revisions ORDER BY item, revision',
    ),
    links: await db.all('SELECT code, item, state FROM links ORDER BY code'),
    sources: await db.all('SELECT item, source, since FROM item_sources ORDER BY item, source'),
    webhooks: await db.all('SELECT * FROM webhook_deliveries'),
  }
}

/** All that is kept of stories, and what everybody is told. */
async function loadAll(db: Db): Promise<unknown> {
  return {
    items: await db.all('SELECT * FROM items ORDER BY id'),
    revisions: await db.all('SELECT * FROM revisions ORDER BY item, revision'),
    identities: await db.all('SELECT * FROM identities ORDER BY hash'),
    changes: await db.all('SELECT * FROM changes ORDER BY seq'),
  }
}

export async function loadFaults(db: Db): Promise<unknown[]> {
  return db.all(
    `SELECT source, state FROM polls WHERE state ->> 'fault' IS NOT NULL OR state ->> 'succeededAt' < ?`,
    START + 10 * DAY,
  )
}
