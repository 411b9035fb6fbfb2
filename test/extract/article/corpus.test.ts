import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../../src/extract/article/article.ts'
import type { ParsedItem } from '../../../src/model/model.ts'
import { type Fixture, loadFixtures, readAlone, toAddress, toF1, toText } from '../page-fixtures.ts'

/** A hundred pages against their truth, and against what Readability alone makes of them. */

const fixtures = loadFixtures()

function readItem(fixture: Fixture): ParsedItem {
  const [item] = parseArticle(fixture.bytes, { url: toAddress(fixture) }).items
  if (!item) throw new Error(`${fixture.name} has no item`)
  return item
}

function toAbsolute(url: string | undefined, fixture: Fixture, item: ParsedItem): string {
  return url === undefined ? '' : new URL(url, item.base ?? toAddress(fixture)).href
}

/** The item's fields as the lines of a head have them. */
function toFields(fixture: Fixture, item: ParsedItem): Map<string, string | number | undefined> {
  const [picture] = item.pictures
  return new Map<string, string | number | undefined>([
    ['title', item.title?.value],
    ['author', item.authors.map((person) => person.name).join('; ')],
    ['published', item.published],
    ['modified', item.modified],
    ['picture', toAbsolute(picture?.url, fixture, item)],
    ['caption', picture?.caption],
    ['credit', picture?.credit],
    ['language', item.language ?? ''],
  ])
}

function toExpected(fixture: Fixture): Map<string, string | number | undefined> {
  const dates = ['published', 'modified']
  return new Map(
    [...fixture.expected]
      .filter(([name]) => !['url', 'encoding', 'first', 'last'].includes(name))
      .map(([name, value]) => [name, dates.includes(name) ? toTime(value) : value]),
  )
}

function toTime(value: string): number | undefined {
  return value === '' ? undefined : Date.parse(value)
}

function toSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

describe('pages of the corpus', () => {
  test.for(fixtures)('$name', (fixture) => {
    const item = readItem(fixture)
    const expected = toExpected(fixture)
    const fields = toFields(fixture, item)
    expect(new Map([...fields].filter(([name]) => expected.has(name)))).toEqual(expected)
    const text = toText(item.content?.value ?? '')
    expect(toF1(text, fixture.truth)).toBeGreaterThan(0.8)
    expect(toSpaced(text)).toContain(fixture.expected.get('last')?.slice(-40))
  })
})

describe('the corpus as a whole', () => {
  const ours = fixtures.map((fixture) => toF1(toText(readItem(fixture).content?.value ?? ''), fixture.truth))
  const alone = fixtures.map((fixture) => toF1(readAlone(fixture), fixture.truth))
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

  test('has at least a hundred pages', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(100)
  })

  test('is taken nearly whole, and nearer to the truth than by Readability alone', () => {
    expect(mean(ours)).toBeGreaterThan(0.97)
    expect(mean(ours)).toBeGreaterThan(mean(alone) + 0.1)
  })

  test('loses to Readability on no page by much', () => {
    const worse = fixtures.filter((_, at) => (ours[at] ?? 0) < (alone[at] ?? 0) - 0.02).map((fixture) => fixture.name)
    expect(worse).toEqual([])
  })
})
