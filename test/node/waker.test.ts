import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWaker } from '../../src/node/waker.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('works once for many calls, soon after the first, and not before it is started', async () => {
  const work = vi.fn(async () => undefined)
  const waker = createWaker((work) => work())
  waker.wake()
  await vi.advanceTimersByTimeAsync(1_000)
  waker.start(work)
  for (let n = 0; n < 9; n++) waker.wake()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(work).toHaveBeenCalledTimes(1)
})

test('works never twice at once, and once more when it was woken meanwhile', async () => {
  const ends: (() => void)[] = []
  const work = vi.fn(() => new Promise<undefined>((resolve) => ends.push(() => resolve(undefined))))
  const waker = createWaker((work) => work())
  waker.start(work)
  await vi.advanceTimersByTimeAsync(200)
  waker.wake()
  waker.wake()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(work).toHaveBeenCalledTimes(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(200)
  expect(work).toHaveBeenCalledTimes(2)
})

test('works by itself when more is due within the minute, and goes on after an error', async () => {
  const errors: unknown[] = []
  const work = vi
    .fn<() => Promise<number | undefined>>()
    .mockImplementationOnce(async () => Date.now() + 5_000)
    .mockImplementationOnce(async () => Date.now() + 3_600_000)
    .mockImplementation(async () => {
      throw new Error('It broke.')
    })
  const waker = createWaker((run) =>
    run().catch((error: unknown) => {
      errors.push(error)
      return undefined
    }),
  )
  waker.start(work)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(work).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(7_200_000)
  expect(work).toHaveBeenCalledTimes(2)
  waker.wake()
  await vi.advanceTimersByTimeAsync(200)
  waker.wake()
  await vi.advanceTimersByTimeAsync(200)
  expect([work.mock.calls.length, errors.length]).toEqual([4, 2])
  waker.stop()
  waker.wake()
  await vi.advanceTimersByTimeAsync(200)
  expect(work).toHaveBeenCalledTimes(4)
})
