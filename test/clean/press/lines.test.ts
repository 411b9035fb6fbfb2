import { describe, expect, test } from 'vitest'
import { readRows, toSaidAndFound } from './rows.ts'

test('there are rows enough, in every language of the publication', () => {
  const rows = ['datelines', 'credits'].flatMap(readRows)
  expect(rows.length).toBeGreaterThanOrEqual(140)
  const languages = new Set(rows.map(({ row }) => row.split(' ', 1)[0]))
  expect([...languages].sort()).toEqual(['ar', 'ckb', 'de', 'en', 'fa', 'fr', 'kmr', 'tr'])
})

describe.each(['datelines', 'credits', 'region'])('%s', (name) => {
  test.each(readRows(name).map((row) => [row.row, row] as const))('%s', (_, row) => {
    const [said, found] = toSaidAndFound(row)
    expect(found).toEqual(said)
  })
})

test('of rows that no rule was made for, nearly all are right', () => {
  const rows = readRows('first-sight').map(toSaidAndFound)
  const right = rows.filter(([said, found]) => JSON.stringify(said) === JSON.stringify(found))
  expect(rows).toHaveLength(36)
  expect(right.length).toBeGreaterThanOrEqual(35)
})
