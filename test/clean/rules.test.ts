import { expect, test } from 'vitest'
import { RULES } from '../../src/clean/identity/fingerprint.ts'
import { loadFacts, readFacts } from '../upgrade/facts.ts'

const HOW = `Raise RULES in src/clean/identity/fingerprint.ts by one, and write down what it reads: node test/upgrade/facts.ts`

/** Documents that were written down and are the same: which of them are read otherwise. */
function listDiffering(): string[] {
  const { facts } = loadFacts()
  const now = readFacts()
  return [...facts].flatMap(([name, [bytes, then]]) => {
    const found = now.get(name)
    return found === undefined || found[0] !== bytes || found[1] === then ? [] : [name]
  })
}

test('rules that read a document otherwise have another version', () => {
  expect(loadFacts().rules, HOW).toBe(RULES)
  expect(listDiffering(), HOW).toEqual([])
})
