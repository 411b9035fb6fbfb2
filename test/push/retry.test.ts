import { expect, test } from 'vitest'
import { DELAYS, toRetry } from '../../src/push/retry.ts'

const NOW = Date.UTC(2016, 2, 10)
const DAY = 24 * 3_600_000

const series = (delays: readonly number[], random: number) => {
  const times: number[] = []
  let now = NOW
  for (let failures = 1; ; failures++) {
    const next = toRetry(delays, failures, now, random)
    if (next === undefined) return times
    times.push(next - now)
    now = next
  }
}

test('a document is tried for about a day, later and later, then given up', () => {
  const waits = series(DELAYS.content, 0.5)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits[0]).toBeLessThanOrEqual(10_000)
  expect(waits.reduce((sum, wait) => sum + wait, 0) / DAY).toBeCloseTo(1, 1)
})

test('a webhook gets twenty tries before it is paused', () => {
  const waits = series(DELAYS.webhook, 0.5)
  expect(waits).toHaveLength(19)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits[0]).toBe(5_000)
  // As the example of Standard Webhooks.
  expect(waits.reduce((sum, wait) => sum + wait, 0) / DAY).toBeCloseTo(3.2, 1)
})

test('what failed together comes back apart', () => {
  const [early = [], late = []] = [series(DELAYS.content, 0), series(DELAYS.content, 1)]
  expect(early.map((wait, index) => wait / (late[index] ?? 1))).toEqual(early.map(() => expect.closeTo(0.8 / 1.2)))
})

test('Retry-After puts off and never hastens', () => {
  expect(toRetry(DELAYS.content, 1, NOW, 0.5, NOW + DAY)).toBe(NOW + DAY)
  expect(toRetry(DELAYS.content, 1, NOW, 0.5, NOW + 1)).toBe(NOW + 5_000)
})
