import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicks } from '../../src/node/ticks.ts'

const [MINUTE, DAY] = [60_000, 24 * 3_600_000]
const START = Date.UTC(2026, 11, 1, 12, 0, 20)

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

test('works once a minute, at its second, until it is ended', async () => {
  const at: string[] = []
  const end = startTicks([[15, async () => at.push(new Date().toISOString().slice(14, 19))]])
  await vi.advanceTimersByTimeAsync(3 * MINUTE)
  expect(at).toEqual(['01:15', '02:15', '03:15'])
  end()
  await vi.advanceTimersByTimeAsync(3 * MINUTE)
  expect(at).toHaveLength(3)
})

test.each([-400 * DAY, -365 * DAY, -DAY, -1, 1, DAY, 365 * DAY, 400 * DAY, -START - DAY])(
  'goes on within the minute when the clock is set by %i milliseconds',
  async (jump) => {
    const work = vi.fn(async () => {})
    const end = startTicks([[30, work]])
    await vi.advanceTimersByTimeAsync(5 * MINUTE)
    vi.setSystemTime(Date.now() + jump)
    work.mockClear()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(1)
    await vi.advanceTimersByTimeAsync(9 * MINUTE)
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(9)
    expect(work.mock.calls.length).toBeLessThanOrEqual(11)
    end()
  },
)

test('never begins what still runs', async () => {
  const ends: (() => void)[] = []
  const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
  const end = startTicks([[0, work]])
  await vi.advanceTimersByTimeAsync(5 * MINUTE)
  expect(work).toHaveBeenCalledTimes(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(MINUTE)
  expect(work).toHaveBeenCalledTimes(2)
  end()
})
