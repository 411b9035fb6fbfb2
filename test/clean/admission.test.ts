import { describe, expect, test } from 'vitest'
import { createJudge } from '../../src/clean/admission.ts'
import { cleanFeed } from '../../src/clean/clean.ts'
import type { Admission } from '../../src/model/admission.ts'
import { parse } from '../../src/read/parse.ts'
import { channel } from '../http/backend.ts'

const NOW = Date.UTC(2015, 5, 10)

/** Why an item with these members is left out. */
function judge(rules: Admission, members: object, isStored = false) {
  const item = { id: 'a', title: 'Floods in Kobanê', content_text: 'The river rose in the night.', ...members }
  const bytes = new TextEncoder().encode(
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [item] }),
  )
  const [cleaned] = cleanFeed(parse(bytes, {}), {}, { channel })
  if (cleaned === undefined) throw new Error('There is no item.')
  return createJudge(rules, NOW)(cleaned, isStored)
}

const isBlocked = (words: string | string[], title: string) => judge({ block: [{ title: words }] }, { title })

describe('words', () => {
  test.each([
    ['sport', 'Sport: ten goals', true],
    ['SPORT', 'news of sport.', true],
    ['sport', 'Transport strike', false],
    ['sport', 'Sports day', false],
    ['sport*', 'Sports day', true],
    ['sport*', 'Transport strike', false],
    ['sport football', 'Football is a sport', true],
    ['sport football', 'A sport', false],
    ['"champions league"', 'The Champions-League final', true],
    ['"champions league"', 'League of champions', false],
    ['“champions league”', 'The Champions League final', true],
    ['"champions lea"*', 'The Champions League final', true],
    ['«champions league» final', 'Final of the champions league', true],
    ['Kobane', 'Kobanê rebuilds', true],
    ['sirnak', 'Şırnak’ta', true],
    ['Şırnak', 'SIRNAK', true],
    ['İstanbul', 'istanbul airport', true],
    ['strasse', 'Straße gesperrt', true],
    ['كوباني', 'كوبانی تحت القصف', true],
    ['کۆبانێ', 'شاری كوباني', true],
    ['مدرسة', 'مَدْرَسَة جديدة', true],
    ['قوات', 'القوّات في عامودا', true],
    ['القوات', 'وصول قوات إلى عامودا', true],
    ['"مجلس أمن"', 'بيان لمجلس الأمن', false],
    ['"مجلس أمن"', 'بيان مجلس الأمن', true],
    ['المجلس*', 'بالمجلسين', true],
    ['الق*', 'القوات', true],
    ['نص', 'النصر قريب', false],
    ['الله', 'له', false],
    ['٢٠١٥', 'Elections 2015', true],
    ['COVID-19', 'Covid 19 again', true],
    ["d'accord", 'Pas d’accord', true],
    ['中国', '今天中国新闻', true],
    ['中国', '今天国中新闻', false],
    ['ข่าว', 'อ่านข่าววันนี้', true],
    ['C++', 'c is a letter', true],
    ['é', 'E', true],
    ['.*', 'anything', false],
    ['(a+)+$', 'a', true],
  ])('%s in “%s”: %s', (words, title, blocked) => {
    expect(isBlocked(words, title) !== undefined).toBe(blocked)
  })

  test('any line of several', () => {
    expect(isBlocked(['cricket', 'floods'], 'Floods')).toBe('block: title has “floods”')
    expect(isBlocked(['cricket', 'tennis'], 'Floods')).toBeUndefined()
  })

  test('no phrase goes from one author or tag to the next', () => {
    const members = { authors: [{ name: 'Azad Berxwe' }, { name: 'Dan Roj' }], tags: ['War', 'Peace'] }
    expect(judge({ block: [{ author: '"berxwe dan"' }] }, members)).toBeUndefined()
    expect(judge({ block: [{ tag: 'war peace' }] }, members)).toBe('block: tag has “war peace”')
    expect(judge({ block: [{ tag: '"war peace"' }] }, members)).toBeUndefined()
  })
})

describe('fields', () => {
  const members = {
    url: 'https://example.org/sport/2015/%DA%A9%D8%A8/',
    authors: [{ name: 'Egid Yousef' }],
    tags: ['Middle East'],
    summary: 'A short teaser.',
    content_text: 'All bridges are closed.',
  }
  test.each([
    [{ text: 'bridges' }, 'text has “bridges”'],
    [{ text: 'teaser' }, 'text has “teaser”'],
    [{ title: 'bridges' }, undefined],
    [{ author: 'yousef' }, 'author has “yousef”'],
    [{ tag: '"middle east"' }, 'tag has “"middle east"”'],
    [{ url: '/sport/' }, 'url has “/sport/”'],
    [{ url: '"example.org/sport"' }, 'url has “"example.org/sport"”'],
    [{ url: 'کب' }, 'url has “کب”'],
    [{ anywhere: 'egid' }, 'anywhere has “egid”'],
    [{ anywhere: 'sport' }, undefined],
    [{ author: 'yousef', title: 'floods' }, 'author has “yousef” and title has “floods”'],
    [{ author: 'yousef', title: 'storms' }, undefined],
    [{ author: 'yousef', not: { title: 'floods' } }, undefined],
    [{ author: 'yousef', not: { title: ['storm*', 'fire'] } }, 'author has “yousef”, not title “storm*” or “fire”'],
    [{ not: { author: 'nobody' } }, 'not author “nobody”'],
  ])('%j', (rule, reason) => {
    expect(judge({ block: [rule] }, members)).toBe(reason && `block: ${reason}`)
  })
})

describe('rules', () => {
  test('one of keep has to be met, none of block', () => {
    const rules = { keep: [{ title: 'floods' }, { tag: 'syria' }], block: [{ author: 'wire' }] }
    expect(judge(rules, {})).toBeUndefined()
    expect(judge(rules, { title: 'Rain', tags: ['Syria'] })).toBeUndefined()
    expect(judge(rules, { title: 'Rain' })).toBe('keep: it meets none of these rules')
    expect(judge(rules, { authors: [{ name: 'Wire' }] })).toBe('block: author has “wire”')
    expect(judge({ keep: [], block: [] }, {})).toBeUndefined()
  })

  test('age is of what has a date and is not stored yet', () => {
    const [old, fresh] = [{ date_published: '2015-05-01T00:00:00Z' }, { date_published: '2015-06-09T00:00:00Z' }]
    const rules = { block: [{ olderThan: 30 }] }
    expect(judge(rules, old)).toBe('block: it is older than 30 days')
    expect(judge(rules, old, true)).toBeUndefined()
    expect(judge(rules, fresh)).toBeUndefined()
    expect(judge(rules, {})).toBeUndefined()
    expect(judge(rules, { date_modified: '2015-05-01T00:00:00Z' })).toBe('block: it is older than 30 days')
    expect(judge({ keep: [{ not: { olderThan: 7 } }] }, old)).toBe('keep: it meets none of these rules')
    expect(judge({ keep: [{ not: { olderThan: 7 } }] }, fresh)).toBeUndefined()
  })
})
