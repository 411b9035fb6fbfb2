import { expect, test } from 'vitest'
import { toSought } from '../../src/clean/sought.ts'

test('a beginning is found behind the Arabic article, and without the one that was typed', () => {
  const [forms] = toSought('قوا*')
  expect(forms).toEqual(expect.arrayContaining(['قوا*', 'القوا*', 'والقوا*', 'للقوا*']))
  const [typed] = toSought('والقوا*')
  expect(typed).toEqual(expect.arrayContaining(['قوا*', 'القوا*']))
})

test('a beginning in other letters is that alone', () => {
  expect(toSought('çatış*')).toEqual([['catis*']])
})
