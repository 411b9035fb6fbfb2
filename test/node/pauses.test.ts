import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPause } from '../../src/node/pauses.ts'

/** How long others wait does not grow with how many work. */

test('one of those who pause goes on in each turn, in the order in which they came', async () => {
  const pause = createPause()
  const steps: string[] = []
  const work = async (name: string) => {
    for (const part of [1, 2]) {
      await pause()
      steps.push(`${name}${part}`)
    }
  }
  const all = Promise.all(['a', 'b', 'c'].map(work))
  for (let turns = 0; turns < 6; turns++) {
    await turn()
    expect(steps).toHaveLength(turns + 1)
  }
  await all
  expect(steps).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2'])
})

test('who pauses later goes on as well', async () => {
  const pause = createPause()
  await pause()
  await turn()
  await pause()
})
