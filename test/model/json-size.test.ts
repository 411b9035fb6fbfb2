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
  for (const form of [json, new TextEncoder().encode(json)]) {
    expect(hasFewValues(form, most)).toBe(true)
    expect(hasFewValues(form, most - 1)).toBe(false)
  }
})
