import { expect, test } from 'vitest'
import { judgeAlias, toSlug } from '../../../src/clean/identity/alias.ts'
import { fold, toSoraniLetters } from '../../../src/clean/language/fold.ts'

const LEGACY: [typed: string, today: string][] = [
  ['سه‌رۆكی هه‌رێم سه‌ردانی كه‌ركوكی كرد', 'سەرۆکی هەرێم سەردانی کەرکوکی کرد'],
  ['هه‌ولێر', 'هەولێر'],
  ['كه‌ركوك', 'کەرکوک'],
  ['سه‌رچاوه‌', 'سەرچاوە'],
  ['سه‌رچاوه: ئاژانسی ئارا نیوز', 'سەرچاوە: ئاژانسی ئارا نیوز'],
  ['ئه‌مڕۆ له شار', 'ئەمڕۆ لە شار'],
]

test.each(LEGACY)('Sorani as it was typed, in today’s letters: %s', (typed, today) => {
  expect(toSoraniLetters(typed)).toBe(today)
  expect(toSlug(typed)).toBe(toSlug(today))
  expect(fold(typed)).toBe(fold(today))
})

test('the slug of a headline says it as it is spoken', () => {
  expect(toSlug('سه‌رۆكی هه‌رێم')).toBe('seroky-herem')
})

test.each(['حمله‌', 'خانه‌های مردم', 'درگیری‌ها', 'همه‌پرسی', 'روزنامه‌نگار', 'حمله‌ای', 'القوات', 'كوباني', 'نوشته‌اند'])(
  'what is no Sorani stays: %s',
  (text) => {
    expect(toSoraniLetters(text)).toBe(text)
  },
)

test('a name in an address is what was typed, in letters that can be typed again', () => {
  expect(judgeAlias('هه‌ولێر')).toEqual({ name: 'هەولێر' })
  expect(judgeAlias('حمله‌')).toEqual({ name: 'حمله' })
  expect(judgeAlias('خانه‌ها')).toEqual({ name: 'خانه-ها' })
})
