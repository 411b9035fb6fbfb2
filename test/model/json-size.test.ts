import { expect, test } from 'vitest'
import { hasFewValues } from '../../src/model/json-size.ts'

/** Marks alone are counted, which are no fewer than values, and at most twice as many. */
test.each([
  ['[]', 2],
  ['{"a":[1,2,{"b":null}]}', 6],
  ['[[[', 4],
  ['["a,b[c{d"]', 2],
  ['["a\\",[[[[", "b\\\\", 1]', 4],
])('%s has %i values by its marks', (json, most) => {
  const bytes = new TextEncoder().encode(json)
  expect(hasFewValues(bytes, most)).toBe(true)
  expect(hasFewValues(bytes, most - 1)).toBe(false)
})
