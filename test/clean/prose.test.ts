import { expect, test } from 'vitest'
import { toOpening, toProse } from '../../src/clean/prose.ts'

const prose = 'The bridge over the river is open again after two years of work.'

test.each([
  ['a crosshead', `<h2>What happened on the day that the bridge was opened again</h2><p>${prose}</p>`],
  [
    'a bold crosshead',
    `<p><strong>What happened on the day that the bridge was opened again</strong></p><p>${prose}</p>`,
  ],
  [
    'a table',
    `<table><tr><td><p>A long cell of the table, with more than forty letters in it</p></td></tr></table><p>${prose}</p>`,
  ],
  [
    'a caption',
    `<figure><img src="a"><figcaption><p>What stands on the picture, in more than forty letters</p></figcaption></figure><p>${prose}</p>`,
  ],
  ['a list', `<ul><li><p>A point of the list, with more than forty letters in it all</p></li></ul><p>${prose}</p>`],
  ['code', `<pre><p>let a = 'more than forty letters of code, of course'</p></pre><p>${prose}</p>`],
  ['a label', `<p>Exclusive</p><p>${prose}</p>`],
  ['a box around it', `<div><section><p>${prose}</p></section></div>`],
])('%s is not taken for prose', (_, html) => {
  expect(toProse(html)).toBe(prose)
})

test('a break parts words', () => {
  expect(toProse('<p>Shelling near <b>Tel Tamr<br></b>More: <a href="x">the site</a></p>')).toBe(
    'Shelling near Tel Tamr More: the site',
  )
})

test('text without paragraphs has none that are marked', () => {
  expect(toProse(`<div>${prose}</div>`)).toBeUndefined()
})

const long = (sentence: string, end: string) => `${sentence.repeat(Math.ceil(500 / sentence.length))}${end}`

test.each([
  ['Latin', 'He went to the town of his birth and came back. ', '.'],
  ['quotes', 'He said: “We went to the town of our birth.” ', '”'],
  ['Arabic', 'هل عاد إلى مدينته بعد سنوات من الغياب الطويل؟ ', '؟'],
  ['Urdu', 'وہ کئی برسوں کے بعد اپنے شہر واپس آیا اور خوش تھا۔ ', '۔'],
  ['Sorani', 'ئەو دوای چەند ساڵێک گەڕایەوە بۆ شارەکەی خۆی. ', '.'],
  ['Chinese', '他在多年之后回到了自己的城市。', '。'],
])('%s ends with a sentence, of about 300 characters', (_, sentence, end) => {
  const opening = toOpening(long(sentence, 'x'))
  expect(opening.endsWith(end)).toBe(true)
  expect(opening.length).toBeGreaterThan(200)
  expect(opening.length).toBeLessThanOrEqual(300)
})

test.each(['Dr. ', 'Mr. ', 'J. ', 'U.S. ', 'Gen. '])('no sentence ends with %s', (short) => {
  const text = `${'word '.repeat(55)}and ${short}Rojda ${'spoke about it at length '.repeat(3)}today. ${'More. '.repeat(60)}`
  expect(toOpening(text)).toMatch(/today\.$/)
})

test('what has no end of a sentence is cut at a word', () => {
  const opening = toOpening('word '.repeat(200))
  expect(opening).toMatch(/word…$/)
  expect(opening.length).toBeLessThanOrEqual(301)
})
