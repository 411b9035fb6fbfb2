import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/errors.ts'
import { openDatabase } from '../../../src/node/sqlite/sqlite.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadFaults } from '../../../src/store/faults.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import { foldCode } from '../../../src/store/links/links.ts'
import { toPositions } from '../../../src/store/saving/arrival.ts'
import { isSubstantive, toCodes } from '../../../src/store/saving/decisions.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { statement } from '../../../src/store/statements.ts'
import { arrival, DAY, hash, NOW, story } from '../stories.ts'

describe('codes', () => {
  test('are the key’s first bits, five to a sign, six signs and more', () => {
    // 00000 00001 00010 00011 00100 00101 00110 00111 | 11111 …
    const key = '00443214c7ffffffffff'.padEnd(64, '0')
    expect(toCodes(key)).toEqual(['012345', '0123456', '01234567', '01234567z', '01234567zzzzzzzz'])
  })

  test('that read as a rude word are passed over for a longer one', () => {
    // `fvcked`, as u looks on a sign: f=15 v=27 c=12 k=19 e=14 d=13.
    const bits = [15, 27, 12, 19, 14, 13].map((digit) => digit.toString(2).padStart(5, '0')).join('')
    const key = BigInt(`0b${bits}`.padEnd(82, '0')).toString(16).padStart(20, '0').padEnd(64, '0')
    expect(toCodes(key)[0]).toBe('fvcked0')
  })

  test.each([
    ['K3XP9A', 'k3xp9a'],
    [' k3xp 9a.\n', 'k3xp9a'],
    ['kOoLiI', 'k00111'],
    ['ｋ３ｘｐ９ａ', 'k3xp9a'],
    ['', ''],
  ])('%j is folded to %j', (typed, code) => {
    expect(foldCode(typed)).toBe(code)
  })
})

describe('positions', () => {
  const [old, older] = [story({ published: NOW - DAY }), story({ published: NOW - 2 * DAY })]
  const undated = story({})

  test('undated items of a first poll stay between their neighbours', () => {
    const positions = toPositions([undated, undated, old, undated, older, undated], 'first', NOW)
    const [a, b] = [NOW - DAY, NOW - 2 * DAY]
    expect(positions).toEqual([a + 2, a + 1, a, a - 1, b, b - 1])
  })

  test('a date that is no number of milliseconds counts as none', () => {
    const odd = [Number.NaN, 1e300, -1e300, 1.5].map((published) => story({ published }))
    expect(toPositions(odd, 'import', NOW)).toEqual([NOW, NOW - 1, NOW - 2, 1])
  })
})

describe('substance', () => {
  test('words that only changed places are no change', () => {
    const [before, after] = ['one two three', 'three one two'].map((text) => story({ text }).content)
    expect(before && after && isSubstantive(before, after)).toBe(false)
  })

  test('a source that names a modified date for the first time with new text has moved it', () => {
    const words = Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ')
    const before = story({ text: words, published: NOW - DAY }).content
    expect(isSubstantive(before, { ...before, contentText: `${words} end`, modified: NOW })).toBe(true)
    expect(isSubstantive(before, { ...before, contentText: `${words} end` })).toBe(false)
  })

  test('a source that moves its date together with another summary has moved it', () => {
    const before = story({ text: 'one two three', published: NOW - DAY }).content
    expect(isSubstantive(before, { ...before, summary: 'Three, not two.', modified: NOW })).toBe(true)
    expect(isSubstantive(before, { ...before, summary: 'Three, not two.' })).toBe(false)
    expect(isSubstantive(before, { ...before, modified: NOW })).toBe(false)
  })
})

describe('an item that the database can’t hold', () => {
  /** Refuses long parameters, as D1 does. */
  function limit(db: Db): Db {
    const batch: Db['batch'] = (statements) => {
      const isLong = statements.some(({ values }) => values.some((value) => String(value).length > 2_000_000))
      return isLong ? Promise.reject(new StoreError('string or blob too big')) : db.batch(statements)
    }
    return { all: db.all.bind(db), first: db.first.bind(db), run: db.run.bind(db), batch }
  }

  test('is held and named, and the others and the poll’s own state are written', async () => {
    const db = limit(openDatabase(':memory:'))
    const huge = story({ guid: 'urn:2', title: 'The archive', text: 'word '.repeat(500_000) })
    const items = [story({ guid: 'urn:1' }), story({ guid: 'urn:3', title: 'C' }), huge]
    const last = [statement('INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)', 's', 'Done', 1)]
    const saved = await saveItems(db, items, arrival(), last)
    expect(saved.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'held'])
    expect(saved[2]).toMatchObject({ key: hash('guid|main|urn:2'), row: 0 })
    expect(saved[2]?.reason).toMatch(/^“The archive” is too large for the database: /)
    expect(await loadItems(db, { limit: 9 })).toHaveLength(2)
    expect(await loadFaults(db)).toHaveLength(1)
  })

  test('is simply stored where the database can, and the last statements once', async () => {
    const db = openDatabase(':memory:')
    const huge = story({ guid: 'urn:2', text: 'word '.repeat(500_000) })
    const last = [statement('INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)', 's', 'Done', 1)]
    expect((await saveItems(db, [huge], arrival(), last))[0]?.outcome).toBe('added')
    expect((await loadItems(db, { limit: 9 }))[0]?.content).toEqual(huge.content)
    expect(await loadFaults(db)).toHaveLength(1)
  })
})
