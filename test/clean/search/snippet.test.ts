import { describe, expect, test } from 'vitest'
import { createFind } from '../../../src/clean/search/finding.ts'
import { toSnippet } from '../../../src/clean/search/snippet.ts'
import { toSought } from '../../../src/clean/search/sought.ts'
import type { Content } from '../../../src/model/content.ts'

const EMPTY: Content = {
  title: '',
  summary: '',
  contentHtml: '',
  contentText: '',
  authors: [],
  contributors: [],
  categories: [],
  attachments: [],
  places: [],
  direction: 'ltr',
}

function show(contentText: string, query: string, more: Partial<Content> = {}): string {
  return toSnippet({ ...EMPTY, contentText, ...more }, createFind(toSought(query))).text
}

/** Query, text, and what is marked of it; no language is said. */
const MARKED: readonly (readonly [query: string, text: string, marked: string])[] = [
  ['kobane', 'From Kobanê, today.', 'From <mark>Kobanê</mark>, today.'],
  ['kobane', 'Kobanê'.normalize('NFD'), `<mark>${'Kobanê'.normalize('NFD')}</mark>`],
  ['كوباني', 'Kobani and کۆبانێ, كوبانى', '<mark>Kobani</mark> and <mark>کۆبانێ</mark>, <mark>كوبانى</mark>'],
  ['محمد', 'قال مُحَمَّدٌ إنه', 'قال <mark>مُحَمَّدٌ</mark> إنه'],
  ['محمد', 'قال محــمد إنه', 'قال <mark>محــمد</mark> إنه'],
  ['ميخواهد', 'او می‌خواهد برود', 'او <mark>می‌خواهد</mark> برود'],
  ['ئازادی', 'بۆ ئازادی ژیان', 'بۆ <mark>ئازادی</mark> ژیان'],
  ['ازادي', 'بۆ ئازادی ژیان', 'بۆ <mark>ئازادی</mark> ژیان'],
  ['diyarbakir', 'DİYARBAKIR, Diyarbakır', '<mark>DİYARBAKIR</mark>, <mark>Diyarbakır</mark>'],
  ['isik', 'Işık yandı, IŞIK', '<mark>Işık</mark> yandı, <mark>IŞIK</mark>'],
  ['şervan', 'Servan û şervan', '<mark>Servan</mark> û <mark>şervan</mark>'],
  ['office', 'the oﬃce door', 'the <mark>oﬃce</mark> door'],
  ['strasse', 'Große Straße', 'Große <mark>Straße</mark>'],
  ['الله', 'قال ﷲ ثم', 'قال <mark>ﷲ</mark> ثم'],
  ['"صلى الله"', 'النبي ﷺ قال', 'النبي <mark>ﷺ</mark> قال'],
  ['سلام', 'ﺳﻼﻡ عليكم', '<mark>ﺳﻼﻡ</mark> عليكم'],
  ['2015', 'في ٢٠١٥ و ۲۰۱۵', 'في <mark>٢٠١٥</mark> و <mark>۲۰۱۵</mark>'],
  ['عبدالله', 'قال عبد الله حسين', 'قال <mark>عبد الله</mark> حسين'],
  ['عبد الله', 'قال عبدالله حسين', 'قال <mark>عبدالله</mark> حسين'],
  ['"front line"', 'the front. Line of the front-line', 'the <mark>front. Line</mark> of the <mark>front-line</mark>'],
  ['“front line”', 'a front  line', 'a <mark>front line</mark>'],
  ['"front li*"', 'a front line here', 'a <mark>front line</mark> here'],
  ['bak*', 'bakery, Baku, rebake', '<mark>bakery</mark>, <mark>Baku</mark>, rebake'],
  ['a -bakery', 'a bakery', '<mark>a</mark> bakery'],
  ['qur', 'the Qurʼan', 'the <mark>Qurʼan</mark>'],
  ['kobani', '\u2068Kobani\u2069 fell', '\u2068<mark>Kobani</mark>\u2069 fell'],
  ['kobani', 'a\u00adnd Ko\u00adbani', 'a\u00adnd <mark>Ko\u00adbani</mark>'],
  ['<b>', 'a <b> & "b"', 'a &lt;<mark>b</mark>&gt; &amp; &quot;<mark>b</mark>&quot;'],
  ['दिल्ली', 'नई दिल्ली में', 'नई <mark>दिल्ली</mark> में'],
  ['cafe', 'the Café\u0301s and café\u200d', 'the <mark>Café\u0301s</mark> and <mark>café\u200d</mark>'],
  ['war', 'war ⚔️war', '<mark>war</mark> ⚔️<mark>war</mark>'],
  ['1', '1️⃣ of 1', '<mark>1️⃣</mark> of <mark>1</mark>'],
  ['kiev', 'the Киев', 'the Киев'],
  ['киев', 'КИЕВ, Ки́ев', '<mark>КИЕВ</mark>, <mark>Ки́ев</mark>'],
  ['ΑΘΗΝΑ', 'στην Αθήνα', 'στην <mark>Αθήνα</mark>'],
]

describe('what was searched for is marked in the letters of the story', () => {
  test.each(MARKED)('%s in %s', (query, text, marked) => {
    expect(show(text, query)).toBe(marked)
  })

  test('by its stem in the language of the story alone', () => {
    expect(show('Two bakeries', 'bakery', { language: 'en' })).toBe('Two <mark>bakeries</mark>')
    expect(show('دخلت والقوات', 'قوات', { language: 'ar' })).toBe('دخلت <mark>والقوات</mark>')
    expect(show('gundên din', 'gund', { language: 'ku' })).toBe('<mark>gundên</mark> din')
  })

  test('in the headline, all of which is shown', () => {
    const content = { ...EMPTY, title: `Kobanê & ${'more '.repeat(100).trim()}`, contentText: 'Text.' }
    const { title, text } = toSnippet(content, createFind(toSought('kobani')))
    expect(title).toBe(`<mark>Kobanê</mark> &amp; ${'more '.repeat(100).trim()}`)
    expect(text).toBe('Text.')
  })

  test('where it stands in no text but in what the story is found by besides', () => {
    const authors = [{ name: 'Egid Yousef' }, { name: 'Another' }]
    expect(show('Text.', 'egid', { authors })).toBe('<mark>Egid</mark> Yousef · Another')
    expect(show('Text.', 'unrest', { categories: [{ name: 'x', label: 'Unrest' }] })).toBe('<mark>Unrest</mark>')
    expect(show('Text.', 'bridge', { caption: 'The bridge' })).toBe('The <mark>bridge</mark>')
  })
})

describe('a long text', () => {
  const filler = (words: number) => Array.from({ length: words }, (_, at) => `filler${at}`).join(' ')

  test('is shown where most of what was searched for stands together', () => {
    const text = `${filler(50)} bridge ${filler(200)} the old bridge over the river ${filler(200)} river`
    const shown = show(text, 'river bridge')
    expect(shown).toContain('the old <mark>bridge</mark> over the <mark>river</mark> ')
    expect(shown).toMatch(/^…filler\d+ .* filler\d+…$/)
    expect(shown.replace(/<\/?mark>/g, '').length).toBeLessThan(260)
  })

  test('is cut at whole words, from its beginning on where nothing stands before', () => {
    const text = `bridge ${filler(400)}`
    const shown = show(text, 'bridge')
    expect(shown).toMatch(/^<mark>bridge<\/mark> filler0 .* filler\d+…$/)
    const last = /filler(\d+)…$/.exec(shown)?.[1]
    expect(text).toContain(`filler${last} filler${Number(last) + 1}`)
  })

  test('without blanks is cut between graphemes', () => {
    const one = '👩‍👩‍👧e\u0301'
    const shown = show(`${one.repeat(200)} word ${one.repeat(200)}`, 'word')
    const graphemes = [...new Intl.Segmenter().segment(shown.replace(/…|<\/?mark>/g, ''))].map(({ segment }) => segment)
    expect(new Set(graphemes)).toEqual(new Set(['👩‍👩‍👧', 'e\u0301', ' ', 'w', 'o', 'r', 'd']))
  })

  test('that is cut turns nothing beside it', () => {
    const shown = show(`\u2067${'كلمة '.repeat(200)}\u2069 word ${filler(10)}`, 'word')
    expect(shown).toContain('<mark>word</mark>')
    expect(shown).not.toMatch(/[\u2066-\u2069]/)
  })

  test('of the largest size is gone through in linear time', () => {
    for (const text of ['bridge '.repeat(28_000), `${'\u200e'.repeat(199_000)}a`, 'a\u0301'.repeat(99_000)]) {
      expect(show(text, 'bridge river "over the bridge"').length).toBeLessThan(10_000_000)
    }
  })
})
