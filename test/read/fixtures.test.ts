import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { parse } from '../../src/read/parse.ts'
import { readFixture, valueAt } from './expectation.ts'

const FOLDER = new URL('../fixtures/read/', import.meta.url)
const names = readdirSync(FOLDER).filter((name) => /\.(?:xml|json|txt)$/.test(name))

describe('every document in test/fixtures/read is read as its head says', () => {
  test.each(names)('%s', (name) => {
    const { bytes, expectation } = readFixture(name, readFileSync(new URL(name, FOLDER)))
    if (expectation.error !== undefined) {
      expect(() => parse(bytes, expectation.origin)).toThrow(ParseError)
      expect(() => parse(bytes, expectation.origin)).toThrow(expectation.error)
      return
    }
    const feed = parse(bytes, expectation.origin)
    for (const [path, value] of expectation.facts) expect(valueAt(feed, path), path).toEqual(value)
  })
})
