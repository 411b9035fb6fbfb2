import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import type { Db } from '../../src/store/db.ts'
import { loadArchive, loadSubscription } from '../../src/store/feeds/archives.ts'
import { loadCorrections } from '../../src/store/feeds/changes.ts'
import { loadFacetLabel } from '../../src/store/feeds/facets.ts'
import { loadItem, loadItems } from '../../src/store/feeds/feeds.ts'
import { claimVerifications, loadStanding } from '../../src/store/push/hub-requests.ts'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ara-existing-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Stories as a database of before the archive documents has them, of two channels in turns. */
async function fill(db: Db, count: number): Promise<void> {
  await db.run(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
     INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision,
       fingerprint, shown)
     SELECT 'k' || n, 'urn:' || n, iif(n % 2, 'arabic', 'english'), 'main', '/' || n || '/', 'c' || n, n, n, n, 1, 'f',
       '{"title":"","contributors":[]}' FROM n`,
    count,
  )
  await db.run(`INSERT INTO changes (kind, item, channel, revision, at) SELECT 'create', id, channel, 1, id FROM items`)
}

describe('a database of before the archive documents', () => {
  test('has every story in one document once it is brought up to date', async () => {
    const file = join(folder, 'ara.db')
    const before = openDatabase(
      file,
      MIGRATIONS.filter(({ name }) => name < '0005'),
    )
    await fill(before, 280)
    await before.run(`UPDATE items SET state = 'retracted', reason = 'Wrong' WHERE id = 7`)
    await before.run(`INSERT INTO changes (kind, item, channel, revision, at) VALUES ('retract', 7, 'arabic', 1, 999)`)
    before.close()

    const db = openDatabase(file)
    for (const [channel, first] of [
      ['english', 2],
      ['arabic', 1],
    ] as const) {
      const { items, archive } = await loadSubscription(db, channel)
      expect(items.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, index) => 278 + first - 2 * index))
      const rows: number[] = []
      let number = archive
      while (number !== undefined) {
        const found = await loadArchive(db, number, channel)
        rows.unshift(...(found?.items ?? []).map(({ row }) => row))
        number = found?.previous
      }
      expect(rows).toEqual(Array.from({ length: 110 }, (_, index) => first + 2 * index))
    }
    const sizes = await db.all('SELECT channel, items FROM archives ORDER BY number')
    expect(sizes.map(({ channel, items }) => `${channel} ${items}`)).toEqual([
      'arabic 50',
      'english 50',
      'arabic 50',
      'english 50',
      'arabic 10',
      'english 10',
    ])
    expect(await loadItem(db, 'urn:7')).toMatchObject({ state: 'retracted', withdrawn: 999 })
    expect(await loadCorrections(db, { limit: 9 })).toMatchObject([{ kind: 'retract', note: 'Wrong', at: 999 }])
    db.close()
  })
})

describe('a database of before names knew their channel', () => {
  test('finds the stories of a channel by a name', async () => {
    const file = join(folder, 'ara.db')
    const before = openDatabase(
      file,
      MIGRATIONS.filter(({ name }) => name < '0012'),
    )
    await fill(before, 6)
    await before.run(
      `INSERT INTO facets (kind, value, position, item, label) SELECT 'tag', 'syria', id, id, id FROM items`,
    )
    before.close()
    const db = openDatabase(file)
    const rows = async (channel: string) =>
      (await loadItems(db, { channel, tag: ['syria'], limit: 9 })).map(({ row }) => row)
    expect([await rows('arabic'), await rows('english')]).toEqual([
      [5, 3, 1],
      [6, 4, 2],
    ])
    expect(await loadFacetLabel(db, 'tag', 'syria', 'arabic')).toBe('1')
    db.close()
  })
})

describe('a database of before the hub knew senders', () => {
  test('goes on with who is subscribed and who waits, and counts them', async () => {
    const file = join(folder, 'ara.db')
    const before = openDatabase(
      file,
      MIGRATIONS.filter(({ name }) => name < '0016'),
    )
    const [topic, callback] = ['https://feeds.example/feed.atom', 'https://reader.example/']
    await before.run(
      `INSERT INTO subscriptions (topic, callback, host, expires) VALUES (?, ?, 'reader.example', 9)`,
      topic,
      callback,
    )
    await before.run(
      `INSERT INTO hub_requests (topic, callback, mode, lease) VALUES (?, ?, 'subscribe', 9)`,
      topic,
      'https://a.example/',
    )
    await before.run(`INSERT INTO errands (kind, subject, host, content, due) VALUES ('verify', 1, 'a.example', '', 1)`)
    before.close()
    const db = openDatabase(file)
    const asker = { sender: 's', domain: 'reader.example' }
    expect(await loadStanding(db, { topic, callback }, asker, 1, 9)).toEqual({
      isKnown: true,
      bySender: 0,
      byDomain: 0,
      all: 1,
      active: 1,
    })
    const claim = { token: 't', now: 1, lease: 1 }
    expect(await claimVerifications(db, claim, { all: 9, bySender: 1, byDomain: 1 }, 9)).toMatchObject([{ subject: 1 }])
    db.close()
  })
})

describe('a database of before a language was found without its region', () => {
  test('has its stories under language, script and region', async () => {
    const file = join(folder, 'ara.db')
    const before = openDatabase(
      file,
      MIGRATIONS.filter(({ name }) => name < '0017'),
    )
    await fill(before, 6)
    const tags = ['en-US', 'ku-TR', 'zh-Hant-TW', 'ar', 'und', 'ku']
    for (const [at, tag] of tags.entries()) {
      await before.run(
        `INSERT INTO facets (kind, value, position, item, label, channel) VALUES ('lang', ?, ?, ?, ?, 'english')`,
        tag.toLowerCase(),
        at + 1,
        at + 1,
        tag,
      )
    }
    await before.run(`UPDATE items SET shown = '{"title":"","contributors":[],"direction":"rtl"}' WHERE id = 6`)
    await before.run(`UPDATE items SET edit = '{"title":"A","direction":"ltr"}' WHERE id = 2`)
    const [log] = await before.all('SELECT max(seq) FROM changes')
    before.close()

    const db = openDatabase(file)
    const rows = await db.all<{ item: number; value: string; label: string }>(
      `SELECT item, value, label FROM facets WHERE kind = 'lang' AND channel = 'english' ORDER BY item, value`,
    )
    expect(rows.map(({ item, value, label }) => `${item} ${value} ${label}`)).toEqual([
      '1 en en',
      '1 en-us en-US',
      '2 ku ku',
      '2 ku-tr ku-TR',
      '3 zh zh',
      '3 zh-hant zh-Hant',
      '3 zh-hant-tw zh-Hant-TW',
      '3 zh-tw zh-TW',
      '4 ar ar',
      '5 und und',
      '6 ckb ckb',
      '6 ku ku',
    ])
    expect(await db.all('SELECT edit FROM items WHERE edit IS NOT NULL')).toEqual([{ edit: '{"title":"A"}' }])
    expect(await db.all('SELECT max(seq) FROM changes')).toEqual([log])
    db.close()
  })
})
