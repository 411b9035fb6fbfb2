import { expect, test } from 'vitest'
import { RequestError } from '../../../src/errors.ts'
import { createTurns } from '../../../src/http/lane/turns.ts'

const LONGEST = 30_000

/** Turns whose work ends when it is told to. */
function open(bounds: { readonly atOnce?: number; readonly most?: number; readonly mostOfOne?: number } = {}) {
  const clock = { now: 0 }
  const turns = createTurns({ atOnce: 1, most: 100, mostOfOne: 10, now: () => clock.now, ...bounds })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const refused: string[] = []
  const ask = (name: string, sender: string | undefined) =>
    turns(sender, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    }).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error
      expect(error.status).toBe(503)
      expect(error.members.retryAfter).toBeGreaterThan(0)
      refused.push(name)
    })
  const endNext = async () => {
    ends.shift()?.()
    await settle()
  }
  return { clock, ask, begun, refused, endNext }
}

async function settle(): Promise<void> {
  for (let n = 0; n < 10; n++) await Promise.resolve()
}

test('one sender’s many keep another waiting for one of them at most', async () => {
  const { ask, begun, endNext } = open()
  for (const n of [1, 2, 3, 4]) void ask(`flood ${n}`, 'a')
  void ask('other', 'b')
  void ask('third', 'c')
  for (let n = 0; n < 6; n++) {
    await settle()
    await endNext()
  }
  expect(begun).toEqual(['flood 1', 'flood 2', 'other', 'third', 'flood 3', 'flood 4'])
})

test('more than so many of one sender are told to come again, and others are not', async () => {
  const { ask, begun, refused, endNext } = open({ mostOfOne: 3 })
  for (const n of [1, 2, 3, 4, 5]) void ask(`flood ${n}`, 'a')
  void ask('other', 'b')
  await settle()
  expect(refused).toEqual(['flood 4', 'flood 5'])
  for (let n = 0; n < 4; n++) await endNext()
  expect(begun).toEqual(['flood 1', 'flood 2', 'other', 'flood 3'])
  void ask('again', 'a')
  await settle()
  expect(begun.at(-1)).toBe('again')
})

test('more than so many in all are told to come again; who is never refused only waits', async () => {
  const { ask, begun, refused, endNext } = open({ most: 3 })
  for (const n of [1, 2, 3, 4]) void ask(`sender ${n}`, `${n}`)
  for (const n of [1, 2, 3]) void ask(`trusted ${n}`, undefined)
  await settle()
  expect(refused).toEqual(['sender 4'])
  for (let n = 0; n < 6; n++) await endNext()
  expect(begun).toEqual(['sender 1', 'sender 2', 'sender 3', 'trusted 1', 'trusted 2', 'trusted 3'])
})

test('what fails gives its turn to the next', async () => {
  const turns = createTurns({ atOnce: 1, most: 9, mostOfOne: 9, now: () => 0 })
  const failing = turns('a', () => Promise.reject(new Error('no')))
  const next = turns('a', async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})

test('whoever waited for longer than anybody waits is told to come again', async () => {
  const { ask, begun, refused, clock, endNext } = open()
  void ask('long', 'a')
  void ask('late', 'b')
  await settle()
  clock.now = LONGEST + 1
  await endNext()
  expect(begun).toEqual(['long'])
  expect(refused).toEqual(['late'])
})

test('a turn that never ends is given up, as of a client that hung up on a Worker', async () => {
  const { ask, begun, refused, clock } = open({ atOnce: Number.POSITIVE_INFINITY, mostOfOne: 1 })
  void ask('lost', 'a')
  void ask('too soon', 'a')
  await settle()
  clock.now = 2 * LONGEST + 1
  void ask('later', 'a')
  await settle()
  expect(refused).toEqual(['too soon'])
  expect(begun).toEqual(['lost', 'later'])
})
