import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RULES } from '../../src/clean/identity/fingerprint.ts'
import { toTextHash } from '../../src/model/hash.ts'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { type Document, toDocuments } from './documents.ts'
import { BUILT, bring, fill } from './filling.ts'
import { DAY, live, openHouse, START } from './house.ts'

/** A version to come, of which nothing is known but that it tells stories otherwise: their fingerprint and headline. */

const LATER = START + 10 * DAY
let db: Database

beforeEach(async () => {
  db = openDatabase(':memory:')
  const documents = new Map<string, Document>()
  await fill(openHouse(createService, db, documents), documents)
})

afterEach(() => {
  db.close()
  vi.doUnmock('../../src/clean/identity/fingerprint.ts')
  vi.doUnmock('../../src/clean/markup/plain.ts')
  vi.resetModules()
})

async function openNext(documents: Map<string, Document>, rules: number) {
  vi.resetModules()
  vi.doMock('../../src/clean/identity/fingerprint.ts', async (original) => {
    const known = await original<typeof import('../../src/clean/identity/fingerprint.ts')>()
    const toFingerprint: typeof known.toFingerprint = (...facts) => toTextHash(`next ${known.toFingerprint(...facts)}`)
    const withRules = (hash: string, read = 0) => `${read}.${rules}:${hash}`
    return { ...known, toFingerprint, RULES: rules, withRules }
  })
  vi.doMock('../../src/clean/markup/plain.ts', async (original) => {
    const known = await original<typeof import('../../src/clean/markup/plain.ts')>()
    const toPlainTitle: typeof known.toPlainTitle = (title) => `${known.toPlainTitle(title)} (better)`
    return { ...known, toPlainTitle }
  })
  const next = await import('../../src/service.ts')
  const house = openHouse(next.createService, db, documents)
  house.clock.now = LATER
  return house
}

async function listNews() {
  const lines = await db.all<{ kind: string }>('SELECT kind FROM changes WHERE at >= ? AND quiet = 0', LATER)
  return lines.map(({ kind }) => kind)
}

test('tells nobody, shows everything better, and keeps every date', async () => {
  const isBetter = (title: string) => title.endsWith('(better)')
  const before = await db.all('SELECT id, updated, revision, permalink FROM items ORDER BY id')
  const house = await openNext(new Map(toDocuments(BUILT + DAY)), RULES + 1)
  await live(house, 0)
  const polled = await db.all<{ title: string }>(
    `SELECT shown ->> 'title' AS title FROM items WHERE erased = 0 AND edit IS NULL AND owner IN ('aranews', 'full', 'page')`,
  )
  expect(polled.filter(({ title }) => !isBetter(title))).toEqual([])
  // What is known by its words alone is found under other words once it was cleaned again.
  await house.service.reclean()
  await bring(house)
  expect(await listNews()).toEqual([])
  expect(house.sent).toEqual([])
  expect(await db.all('SELECT id, updated, revision, permalink FROM items ORDER BY id')).toEqual(before)
  const shown = await db.all<{ title: string }>(
    `SELECT shown ->> 'title' AS title FROM items WHERE erased = 0 AND edit IS NULL`,
  )
  expect(shown.filter(({ title }) => !isBetter(title))).toEqual([])
})

test('tells one word that a source changed meanwhile, and takes it for no change of substance', async () => {
  const documents = new Map(toDocuments(BUILT + DAY))
  const wire = documents.get('https://aranews.net/feed/')
  const body = wire?.body.replaceAll('107 families came back', '170 families came back') ?? ''
  documents.set('https://aranews.net/feed/', { type: wire?.type ?? '', body })
  const before = await db.all('SELECT id, updated FROM items ORDER BY id')
  const house = await openNext(documents, RULES + 1)
  await live(house, 0)
  expect(await listNews()).toEqual(['revise'])
  expect(await db.all('SELECT id, updated FROM items ORDER BY id')).toEqual(before)
})

test('revises everything where its author forgot to raise the version', async () => {
  const house = await openNext(new Map(toDocuments(BUILT + DAY)), RULES)
  await live(house, 0)
  expect((await listNews()).length).toBeGreaterThan(40)
})
