import { expect, test } from 'vitest'
import { chooseLanguage, toTextLanguage } from '../../../src/clean/language/language.ts'
import { SAID } from './said.ts'
import { SENTENCES } from './sentences.ts'
import { SILENT } from './silent.ts'

const lines = Object.entries(SENTENCES).flatMap(([language, text]) =>
  text.split('\n').map((line) => ({ language, line })),
)

test('every sentence is told to be in its language', () => {
  expect(lines.length).toBeGreaterThan(200)
  expect(
    lines
      .filter(({ language, line }) => toTextLanguage(line) !== language)
      .map(({ language, line }) => `${language}: ${toTextLanguage(line)}: ${line}`),
  ).toEqual([])
})

test('what tells nothing is in no language', () => {
  expect(SILENT.split('\n').filter((line) => toTextLanguage(line) !== undefined)).toEqual([])
})

test('what a source says stands where a text tells nothing', () => {
  expect(SILENT.split('\n').filter((line) => chooseLanguage(line, ['sv'], 'en') !== 'sv')).toEqual([
    // Letters of another script say more.
    'Война закончилась',
    'Двое погибших в Москве',
  ])
  expect(chooseLanguage('S1 A', ['de'], 'en')).toBe('de')
})

test('a right tag of a source is never put aside', () => {
  const regions = ['US', 'SY', 'IQ']
  const wrong = lines.filter(({ language, line }) => {
    const tag = new Intl.Locale(language).toString()
    return [tag, ...regions.map((region) => `${tag}-${region}`)].some(
      (one) => chooseLanguage(line, [one], 'en') !== one,
    )
  })
  expect(wrong).toEqual([])
})

test('sure letters and words win over what a source says, and nothing else does', () => {
  const found = SAID.map(([said, , line]) => [said, chooseLanguage(line, [said], 'en'), line])
  expect(found).toEqual(SAID)
})

test('a long story is told by its own words, though it begins with somebody’s', () => {
  const quote = '“Em ê vegerin malên xwe û li gundên xwe bijîn ji ber ku ev welatê me ye.” '
  const story = 'The men of the village said so on Monday, when they were asked what they would do with the houses. '
  expect(toTextLanguage(quote.repeat(4) + story.repeat(3))).toBe('en')
  expect(toTextLanguage(`He said: ${quote}`)).toBe('kmr')
})

test('what stands in addresses says nothing', () => {
  expect(toTextLanguage('Kobanê https://example.com/the/of/and/in/to/is')).toBeUndefined()
})
