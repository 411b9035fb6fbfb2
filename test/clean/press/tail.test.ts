import { describe, expect, test } from 'vitest'
import { araNews } from '../../../feeds/ara-news.ts'
import { cleanFeed } from '../../../src/clean/clean.ts'
import { parse } from '../../../src/read/parse.ts'

/** What pages print below a story never stays in it, whether every line of it is known or not. */

const BODY = [
  'Kurdish forces regained control of three villages near the border on Thursday, a military official told ARA News.',
  'The clashes lasted for several hours, according to local sources, and left many dead.',
]
const SIGNED = ['Reporting by: Egid Yousef', 'Source: ARA News']

function read(...lines: string[]) {
  const text = ['Forces advance', ...lines].join('\n\n')
  const feed = parse(new TextEncoder().encode(text), { contentType: 'text/plain' })
  return cleanFeed(feed, {}, { channel: araNews })[0]?.content
}

describe('below the source line', () => {
  test.each([
    ['an unknown line', ['Click to comment']],
    ['related items run together', ['Related Items Featured Syria', 'Leave a Reply']],
    ['a comment in one line', ['1. Azad Kobani, June 4, 2015 at 10:12 am – Great news for all of us.']],
    ['a comment with its number', ['#1 Azad\nJune 4, 2015\n10:12 am\nGreat.']],
    ['the form with a field for the comment', ['Leave a Reply', 'Name *', 'Email *', 'Website', 'Comment']],
    [
      'more headlines than anybody lists',
      ['Related Items', ...Array.from({ length: 25 }, (_, n) => `Headline number ${n}`)],
    ],
    ['a newsletter in other words', ['Receive ARA News stories in your mailbox: http://aranews.net/mail']],
  ])('%s is dropped, and byline and source are read', (_, tail) => {
    const content = read(...BODY, ...SIGNED, ...tail)
    expect(content?.contentText).toBe(BODY.join('\n\n'))
    expect(content).toMatchObject({ authors: [{ name: 'Egid Yousef' }], source: 'ARA News' })
  })
})

test('the comment form ends a story that has no source line', () => {
  const content = read(...BODY, 'Leave a comment', 'What is 7 − 2 ?', 'Say something nice')
  expect(content?.contentText).toBe(BODY.join('\n\n'))
})

test.each([
  [
    'the headline of other stories in capitals, as Turkish writes them',
    ['İLGİLİ HABERLER', 'Another story of the day'],
  ],
  ['a wide colon', ['Share this：', 'Facebook']],
])('%s is known', (_, tail) => {
  expect(read(...BODY, ...tail)?.contentText).toBe(BODY.join('\n\n'))
})

test('a source line above the text takes nothing with it', () => {
  const content = read('Source: ARA News', ...BODY)
  expect(content?.contentText).toBe(BODY.join('\n\n'))
})

test('another source in the middle of a story takes nothing with it', () => {
  const lines = [
    ...BODY,
    'Source: Reuters',
    'The fighting went on in the evening, witnesses said by telephone from the town.',
  ]
  expect(read(...lines)?.contentText).toContain('by telephone from the town.')
})

test('a byline with a comma before the last name', () => {
  const content = read(...BODY, 'Reporting by: Egid Yousef, Sarah Ali, and Zara Mistefa', 'Source: ARA News')
  expect(content?.authors.map(({ name }) => name)).toEqual(['Egid Yousef', 'Sarah Ali', 'Zara Mistefa'])
})

test('an Arabic story with the whole tail', () => {
  const body = 'أقرّت السلطات السورية للمرة الأولى بوجود نحو سبعة آلاف مقاتل إيراني وعراقي في محيط دمشق لحماية العاصمة.'
  const tail = [
    'إعداد: إيكيد يوسف',
    'المصدر: آرا نيوز',
    'تابعونا على تويتر :',
    'الرابط المختصر :',
    'اترك تعليقاً',
    '7 − 2 =',
  ]
  const content = read('آرا نيوز', `القامشلي، سوريا – ${body}`, ...tail)
  expect(content?.contentText).toBe(body)
  expect(content).toMatchObject({ dateline: 'القامشلي، سوريا', source: 'آرا نيوز', authors: [{ name: 'إيكيد يوسف' }] })
})

test('what stands before a dash is not always a place', () => {
  const text =
    'ISIS – Al-Qaeda’s offshoot in Iraq and Syria – split from it in public that year, officials told ARA News on Monday.'
  const content = read('ARA News', text, BODY[1] ?? '', ...SIGNED)
  expect([content?.dateline, content?.contentText.startsWith('ISIS – ')]).toEqual([undefined, true])
})

test('Jetpack’s share buttons go from items that have no other furniture', () => {
  const content = read(...BODY, 'Share this:', 'Twitter', 'Facebook')
  expect(content?.contentText).toBe(BODY.join('\n\n'))
})

describe('what WordPress appends to the stories of a site that is no agency known here', () => {
  test.each([
    'The post Forces advance appeared first on North Press.',
    'ظهرت المقالة تقدم القوات أولاً على نورث برس.',
    'نوشته پیشروی نیروها اولین بار در سایت پدیدار شد.',
    'Güçler ilerliyor yazısı ilk önce Haber üzerinde ortaya çıktı.',
    'Der Beitrag Vormarsch erschien zuerst auf Nordpresse.',
    'L’article Avancée est apparu en premier sur Presse du Nord.',
  ])('%s', (line) => {
    const content = read(...BODY, 'By: Azad Ali', line)
    expect(content?.contentText).toBe(BODY.join('\n\n'))
    expect(content?.authors).toEqual([{ name: 'Azad Ali' }])
  })

  test('a story that speaks of such a line keeps it', () => {
    const prose = `The post that he wrote on Monday appeared first on a site ${'that hardly anybody in the town had ever heard of, '.repeat(2)}and then everywhere.`
    expect(read(...BODY, prose)?.contentText).toContain(prose)
  })
})
