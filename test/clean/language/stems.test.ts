import { describe, expect, test } from 'vitest'
import { BROKEN_PLURALS } from '../../../src/clean/language/broken-plurals.ts'
import { fold } from '../../../src/clean/language/fold.ts'
import { STEMS, toStems } from '../../../src/clean/language/stems.ts'
import { toTextHash } from '../../../src/model/hash.ts'
import { SEARCHES, STORIES } from '../../http/lists/searches.ts'

const stem = (language: string, word: string) => toStems(fold(word), language)[0]

describe('words of one stem', () => {
  test.each([
    ['ar', 'قتيل قتلى القتلى والقتلى قتلى'],
    ['ar', 'رجل رجال ورجال الرجال رجالهم ورجالها لرجال'],
    ['ar', 'شهيد شهداء الشهداء لشهداء شهيدا'],
    ['ar', 'قنبلة قنابل بقنابل القنابل'],
    ['ar', 'صحفي صحفيين صحفيون الصحفيات'],
    ['ar', 'بيت بيوت بيوتهم بيوتنا'],
    ['fa', 'خواهد می‌خواهد نمی‌خواهد میخواهد'],
    ['fa', 'خانه خانه‌ها خانه‌های خانه‌هایی خانه‌هایم خانه‌هایش خانه‌هایشان خانه‌هایمان'],
    ['tr', 'bomba bombalar bombalama bombalamalar bombalaması bombalandı bombaladı'],
    ['tr', 'yasak yasaklar yasaklama yasaklandı yasaklanması'],
  ])('%s: %s', (language, words) => {
    expect([...new Set(words.split(' ').map((word) => stem(language, word)))]).toHaveLength(1)
  })

  test('are every singular and its broken plurals', () => {
    const lines = BROKEN_PLURALS.trim().split('\n')
    expect(lines.length).toBeGreaterThanOrEqual(150)
    const apart = lines.filter((line) => new Set(line.split(' ').map((word) => stem('ar', word))).size > 1)
    expect(apart).toEqual([])
  })
})

test.each([
  ['fa', 'میدان', 'دان'],
  ['fa', 'میلیون', 'لیون'],
  ['fa', 'میلاد', 'لاد'],
  ['tr', 'açıklama', 'açık'],
  ['tr', 'karşılama', 'karşı'],
  ['ar', 'كتب', 'كتاب'],
  ['ar', 'مدينة', 'دين'],
])('%s: %s is not %s', (language, one, other) => {
  expect(stem(language, one)).not.toBe(stem(language, other))
})

test('a stored index is of these stems: raise STEMS where they change', () => {
  const words = [...BROKEN_PLURALS.split(/\s+/), ...Object.values(STORIES).flat(), ...SEARCHES.map(([query]) => query)]
  const stems = words.flatMap((text) => text.split(/\s+/).flatMap((word) => toStems(fold(word))))
  expect([STEMS, toTextHash(stems.join(' ')).slice(0, 16)]).toEqual([2, '4d1dd491fee38e75'])
})
