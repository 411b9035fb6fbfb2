import { describe, expect, test } from 'vitest'
import { toSlug } from '../../../src/clean/identity/alias.ts'
import { isolate, joinIsolated } from '../../../src/clean/language/isolate.ts'
import { withPairedControls } from '../../../src/clean/markup/controls.ts'
import { withOutermost, withoutGiven } from '../../../src/clean/markup/given.ts'
import { toBareName, toPlainTitle } from '../../../src/clean/markup/plain.ts'
import { toWritten } from '../../../src/clean/story.ts'

const clean = (html: string) => toWritten({ value: html, type: 'html' }, {}).html

const ARABIC = '<p>قال المتحدث باسم YPG: نحن نتقدم في المدينة وحولها منذ الصباح الباكر اليوم.</p>'
const ENGLISH =
  '<p>The YPG (People’s Protection Units) said on Monday that 25 fighters were killed in the fight for the town, and that its people were safe.</p>'

/** The block as one of a story of both directions. */
const own = (block: string) => block.replace('<p>', '<p dir="auto">')

describe('each block of a story has its own direction', () => {
  test.each([
    ['a paragraph', `${ARABIC}<p>They left!</p>`, `${own(ARABIC)}<p dir="auto">They left!</p>`],
    ['the reverse', `${ENGLISH}<p>لقد غادروا!</p>`, `${own(ENGLISH)}<p dir="auto">لقد غادروا!</p>`],
    [
      'a quotation, whose paragraphs take it',
      `${ARABIC}<blockquote lang="en"><p>No!</p></blockquote>`,
      `${own(ARABIC)}<blockquote lang="en" dir="auto"><p>No!</p></blockquote>`,
    ],
    [
      'a list of both',
      `${ARABIC}<ul><li>Kobane!</li><li>كوباني!</li><li>القامشلي والحسكة</li></ul>`,
      `${own(ARABIC)}<ul dir="rtl"><li dir="auto">Kobane!</li><li>كوباني!</li><li>القامشلي والحسكة</li></ul>`,
    ],
    [
      'cells and captions',
      `${ENGLISH}<table><caption>المدن</caption><tbody><tr><td>كوباني</td><td>Kobane, said people of the town</td></tr></tbody></table>`,
      `${own(ENGLISH)}<table dir="ltr"><caption dir="auto">المدن</caption><tbody><tr><td dir="auto">كوباني</td><td>Kobane, said people of the town</td></tr></tbody></table>`,
    ],
    ['text in a bare box', `${ARABIC}<div>They left!</div>`, `${own(ARABIC)}<div dir="auto">They left!</div>`],
    [
      'a foreign name at its beginning misleads no reader',
      `${ENGLISH}<p>YPG قالت إنها تتقدم نحو المدينة.</p>`,
      `${own(ENGLISH)}<p dir="rtl">YPG قالت إنها تتقدم نحو المدينة.</p>`,
    ],
    [
      'of a short story of both, which its headline decides',
      '<p>قال المتحدث: نحن نتقدم.</p><p>The units said that many fighters were killed!</p><ul><li>We will not allow it!</li></ul>',
      '<p dir="auto">قال المتحدث: نحن نتقدم.</p><p dir="auto">The units said that many fighters were killed!</p><ul dir="auto"><li>We will not allow it!</li></ul>',
    ],
    ['numbers run as what they stand in', `${ARABIC}<p>2015 – 25%</p>`, `${ARABIC}<p>2015 – 25%</p>`],
    ['what is said stays', `${ARABIC}<p dir="rtl">They left!</p>`, `${ARABIC}<p dir="rtl">They left!</p>`],
    ['a story of one direction stays', ENGLISH, ENGLISH],
    ['a story with names of the other stays', ARABIC, ARABIC],
  ])('%s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
    // What is read again is the same.
    expect(clean(expected)).toBe(expected)
  })
})

describe('what turns text ends with it', () => {
  test.each([
    ['an override', 'Army \u202eenters\u202c town', 'Army enters town'],
    ['an embedding that is left open', '\u202bالقوات', 'القوات'],
    ['an isolate that is left open', 'In \u2067كوباني', 'In كوباني'],
    ['an end without a beginning', 'In Kobane\u2069\u202c', 'In Kobane'],
    ['a pair stays', 'In \u2068كوباني\u2069 today', 'In \u2068كوباني\u2069 today'],
    ['so does an embedding', 'In \u202bكوباني\u202c', 'In \u202bكوباني\u202c'],
    ['an isolate ends what was opened within', '\u2066a \u202eb\u2069 c\u202c', '\u2066a b\u2069 c'],
    ['ends that cross', '\u202aa \u2066b\u202c c\u2069', 'a \u2066b c\u2069'],
  ])('%s', (_, text, expected) => {
    expect(withPairedControls(text)).toBe(expected)
    expect(toPlainTitle({ value: text, type: 'text' })).toBe(expected)
    expect(clean(`<p>${text}</p>`).replace(' dir="auto"', '')).toBe(`<p>${expected}</p>`)
  })

  test('in attributes and references too', () => {
    expect(clean('<p title="a &#8238;b">x &#x202E;y</p>')).toBe('<p title="a b">x y</p>')
  })

  test('names and addresses have none of it', () => {
    expect(toBareName('\u200f\u2068علي\u2069 حسن\u061c')).toBe('علي حسن')
    expect(toSlug('ko\u2066ba\u2069ne\u200e')).toBe('kobane')
  })

  test('a million of them take no time to speak of', () => {
    expect(withPairedControls('\u2066\u202e'.repeat(500_000))).toBe('')
  })
})

describe('titles of the other direction among words', () => {
  test.each([
    ['Kobane', 'ltr', 'Kobane'],
    ['كوباني', 'rtl', 'كوباني'],
    ['كوباني', 'ltr', '\u2068كوباني\u2069'],
    ['Kobane', 'rtl', '\u2068Kobane\u2069'],
    ['In كوباني', 'ltr', '\u2068In كوباني\u2069'],
    ['2015', 'rtl', '2015'],
    ['YPG تتقدم نحو المدينة', 'rtl', '\u2067YPG تتقدم نحو المدينة\u2069'],
  ] as const)('%s among %s', (text, around, expected) => {
    expect(isolate(text, around)).toBe(expected)
  })

  test('one alone stands among nothing', () => {
    expect([joinIsolated(['كوباني'], ' · ', 'ltr'), joinIsolated([], ' · ', 'ltr')]).toEqual(['كوباني', ''])
  })
})

describe('HTML that is given out', () => {
  test.each([
    [{ direction: 'ltr', language: 'en' }, '<p>a</p>'],
    [{ direction: 'rtl', language: 'ar' }, '<div dir="rtl" lang="ar" class="ara-text"><p>a</p></div>'],
    [{ direction: 'rtl', language: 'und' }, '<div dir="rtl" class="ara-text"><p>a</p></div>'],
  ] as const)('%j', (run, given) => {
    expect(withOutermost('<p>a</p>', run)).toBe(given)
    expect(withoutGiven(given)).toBe('<p>a</p>')
  })

  test('a source’s own box stays', () => {
    const own = '<div dir="rtl" lang="ar"><p>a</p></div>'
    expect(withoutGiven(own)).toBe(own)
    expect(withoutGiven(withOutermost(own, { direction: 'rtl', language: 'ar' }))).toBe(own)
  })
})
