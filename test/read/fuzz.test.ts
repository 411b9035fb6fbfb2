import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

test('broken documents give a feed or one clear error', () => {
  const { feeds, errors } = fuzz(3000, 20140603)
  expect(feeds).toBeGreaterThan(1000)
  expect(errors).toBeGreaterThan(100)
})
