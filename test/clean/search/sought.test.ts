import { describe, expect, test } from 'vitest'
import { refuseQuery, toSought } from '../../../src/clean/search/sought.ts'

test('a beginning is found behind the Arabic article, and without the one that was typed', () => {
  const [forms] = toSought('قوا*')
  expect(forms).toEqual(expect.arrayContaining(['قوا*', 'القوا*', 'والقوا*', 'للقوا*']))
  const [typed] = toSought('والقوا*')
  expect(typed).toEqual(expect.arrayContaining(['قوا*', 'القوا*']))
})

test('a beginning in other letters is that alone', () => {
  expect(toSought('çatış*')).toEqual([['catis*']])
})

describe('signs of a query', () => {
  test.each([
    ['"front line"', [['front line']]],
    ['“front line” « خط » „Straße“ ', [['front line'], ['خط'], ['strasse']]],
    ['"front lin*"', [['front lin*']]],
    ['-"front line"', [['-front line']]],
    ['"kobane"', [['kobane']]],
    ['"unclosed quote', [['unclosed'], ['quote']]],
    ['""', []],
    ['- " * ""', []],
    ['AND OR NOT NEAR(a b)', [['and'], ['or'], ['not'], ['near a'], ['b']]],
    ['bak* -bake*', [['bak*'], ['-bake*']]],
    ['--bake', [['-bake']]],
    ['−war ‐peace', [['-war'], ['-peace']]],
    ['\u200f-سلام*', [['-سلام*']]],
    ['北*', [['北*']]],
  ])('%s', (query, sought) => {
    const own = toSought(query).map((forms) => [forms[0]])
    expect(own.map(([first]) => first?.replace(/ا?ل?سلام\*/, 'سلام*'))).toEqual(sought.map(([first]) => first))
    if (query.includes('"'))
      expect(toSought(query).filter((forms) => forms.length > 1)).toHaveLength(query === '"unclosed quote' ? 2 : 0)
  })

  test('a hyphen within a word takes nothing out', () => {
    for (const query of ['anti-government', 'al-Hasakah', 'front -', '5-6']) {
      expect(toSought(query).every(([form = '']) => !form.startsWith('-'))).toBe(true)
    }
  })

  test('a place is taken out in all its spellings, of several words too', () => {
    expect(toSought('front -Kobane')[1]).toEqual(expect.arrayContaining(['-kobani', '-كوباني']))
    const [, place, ...others] = toSought('front -Tel Abyad')
    expect(place).toEqual(expect.arrayContaining(['-tel abyad', '-تل ابيض']))
    expect(others).toEqual([])
  })

  test('what can not be searched for is refused with a sentence', () => {
    for (const query of ['', '""', '-', '*', '« »']) expect(refuseQuery(query)).toMatch(/no word/)
    for (const query of ['-war', '-"a b" -c', '-kob*']) expect(refuseQuery(query)).toMatch(/not to be found/)
    for (const query of ['k*', 'war ك*']) expect(refuseQuery(query)).toMatch(/one letter/)
    for (const query of ['war', 'war -peace', '"war"', 'a', '北*', '-x y']) expect(refuseQuery(query)).toBeUndefined()
  })

  test('places of a channel are known, with what the gazetteer knows of them', () => {
    const places = [
      ['Gundê Nû', 'القرية الجديدة', 'New Village'],
      ['Kobanî', 'Mishtenur'],
    ]
    for (const query of ['gunde nu', 'القريه الجديده', 'new village', 'New-Village']) {
      expect(toSought(query, places)).toEqual([expect.arrayContaining(['gunde nu', 'القريه الجديده', 'new village'])])
    }
    expect(toSought('mishtenur', places)[0]).toEqual(
      expect.arrayContaining(['mishtenur', 'kobani', 'كوباني', 'kobane']),
    )
    expect(toSought('kobane', places)[0]).toEqual(expect.arrayContaining(['كوباني']))
  })
})
