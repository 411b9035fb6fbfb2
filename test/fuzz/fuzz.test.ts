import { expect, test } from 'vitest'
import { loadCorpus, runTrials } from './trial.ts'

/** A short run; `npm run fuzz` does a hundred thousand. */

const COUNT = 3_000

test('no mutation of any fixture throws, hangs, or leaves anything that can act', () => {
  expect(loadCorpus().length).toBeGreaterThan(400)
  // Were all of them refused, nothing would have been tried.
  expect(runTrials(COUNT, 20_150_604)).toBeGreaterThan(COUNT / 3)
})
