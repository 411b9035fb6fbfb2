import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoreError } from '../src/errors.ts'
import { type Facts, withoutFlood } from '../src/log.ts'
import { createRound, createStepLog, once, together } from '../src/rounds.ts'

/** Work that no request waits for: whatever becomes of one round, the next one comes. */

const said: string[] = []
const say = (message: string, { reason = '' }: Facts = {}) =>
  said.push(`${message} ${String(reason).split('\n')[0]}`.trim())
const log = { info: say, warn: say, error: say }

const fail = (error: Error) => async (): Promise<void> => {
  throw error
}

beforeEach(() => {
  vi.useFakeTimers()
  said.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

test('a round that throws is said with its cause, and so is that it goes well again', async () => {
  const round = createRound(log)
  expect(await round('The poll', async () => 7)).toBe(7)
  expect(await round('The poll', fail(new StoreError('The disk is full.', { reason: 'full' })))).toBe(undefined)
  await round('The poll', () => {
    throw new TypeError('a bug')
  })
  await round('The poll', async () => {})
  await round('The poll', async () => {})
  expect(said).toEqual([
    'The poll broke off; the next round tries again. The disk is full.',
    'The poll broke off; the next round tries again. TypeError: a bug',
    'The poll went well again.',
  ])
})

test('a round that hangs is given up', async () => {
  const round = createRound(log, 60_000)
  const hung = round('The poll', () => new Promise(() => {}))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await hung).toBe(undefined)
  expect(said).toEqual([expect.stringContaining('It took longer than 60 seconds')])
  expect(vi.getTimerCount()).toBe(0)
})

test('parts are all done, and the first error is thrown then', async () => {
  const done: number[] = []
  const part = (n: number) => async () => {
    done.push(n)
    if (n < 3) throw new Error(`Part ${n}.`)
  }
  const parts = [1, 2, 3, 4].map(part)
  await expect(together(parts.map((one) => one()))).rejects.toThrow('Part 1.')
  expect(done).toEqual([1, 2, 3, 4])
})

test('what is done once is tried until it went well', async () => {
  const work = vi.fn(async () => 'done').mockRejectedValueOnce(new Error('Not yet.'))
  const begin = once(work)
  await expect(begin()).rejects.toThrow('Not yet.')
  await Promise.all([begin(), begin()])
  await begin()
  expect(work).toHaveBeenCalledTimes(2)
})

test('the log says the same trouble once in ten minutes', () => {
  const { error, info } = withoutFlood(log)
  for (let n = 0; n < 100; n++) error('Full.', { reason: 'disk' })
  error('Full.', { reason: 'quota' })
  for (let n = 0; n < 2; n++) info('Taken in.')
  vi.advanceTimersByTime(10 * 60_000)
  error('Full.', { reason: 'disk' })
  expect(said).toEqual(['Full. disk', 'Full. quota', 'Taken in.', 'Taken in.', 'Full. disk'])
})

test('a step of an upgrade is told of once it takes its time, and that it ended where it was told of', () => {
  let now = 1_000_000
  const lines: string[] = []
  const say = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`)
  const tell = createStepLog({ log: { info: say, warn: say, error: say }, now: () => now })
  for (const [step, cursor] of [
    ['names', '4'],
    ['names', undefined],
    ['clean', '4'],
    ['clean', '8'],
  ] as const)
    tell(step, cursor)
  expect(lines).toEqual([])
  now += 31_000
  tell('clean', '90')
  tell('clean', '91')
  tell('clean', undefined)
  expect(lines).toEqual([
    'A step of the upgrade goes on. {"step":"clean","after":"90"}',
    'A step of the upgrade is done. {"step":"clean"}',
  ])
})
