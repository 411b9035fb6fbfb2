import { expect, test } from 'vitest'
import { chooseLanguage, toTextLanguage } from '../../../src/clean/language/language.ts'
import { SENTENCES, SILENT } from './sentences.ts'

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
