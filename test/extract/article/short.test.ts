import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../../src/extract/article/article.ts'
import { toText } from '../page-fixtures.ts'

/** Notices of a line or two, which are most of what a village writes. */

const LINE = 'The well of the upper village is closed until Friday, since its rope has worn through.'
const OTHERS = ['mill', 'oven', 'bridge'].map(
  (name) =>
    `<article><h2><a href="/${name}">The ${name} that turned by itself</a></h2><p>Nobody in the valley has ever seen the ${name} stand still, and nobody has asked why.</p></article>`,
)

function readItem(body: string, lang = 'en') {
  const page = `<!doctype html><html lang="${lang}"><title>The well</title><body>${body}</body></html>`
  const [item] = parseArticle(new TextEncoder().encode(page), { url: 'https://gulan.org/well' }).items
  return {
    ...item,
    text: toText(item?.content?.value ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  }
}

describe('a short article', () => {
  test.for([
    ['one paragraph', `<article><h1>The well</h1><p>${LINE}</p></article>`, LINE],
    ['one short line', '<article><h1>The well</h1><p>The well is closed.</p></article>', 'The well is closed.'],
    [
      'one short line among longer articles',
      `<article><h1>The well</h1><p>The well is closed.</p></article>${OTHERS.join('')}`,
      'The well is closed.',
    ],
  ] as const)('of %s is taken', ([, body, text]) => {
    expect(readItem(body)).toMatchObject({ title: { value: 'The well' }, text })
  })

  test.for([
    '<time datetime="2015-01-05">5 Jan</time>',
    '<time>Monday</time>',
    '<span>5 Jan</span>',
    '<p>January 5</p>',
    '<p class="date">5 January 2015</p>',
    '<div>3 hours ago</div>',
    '<div>٥ كانون الثاني ٢٠١٥</div>',
    '<div>منذ ٣ ساعات</div>',
    '<p>2 saat önce</p>',
  ])('keeps no date line above its text: %s', (line) => {
    expect(readItem(`<article><h1>The well</h1>${line}<p>${LINE}</p></article>`).text).toBe(LINE)
  })

  test.for([
    '<video src="/well.mp4"></video>',
    '<p><video src="/well.mp4"></video></p>',
    '<p><math><mi>E</mi><mo>=</mo><mi>mc</mi></math></p>',
  ])('keeps what is seen between its lines: %s', (seen) => {
    const { content } = readItem(`<article><h1>The well</h1><p>${LINE}</p>${seen}<p>${LINE}</p></article>`)
    expect(content?.value).toMatch(/<video src="\/well.mp4">|<mi>mc<\/mi>/)
  })

  test.for([
    '<div class="foot"><p>This paper is sent by post to every house of the valley, and read aloud in some.</p></div>',
    '<div class="me"><h3>Egid Yousef</h3><p>Egid has drawn water for thirty years and written down who came for it.</p></div>',
  ])('keeps nothing that is about the site or its author: %s', (about) => {
    const meta = '<meta name="author" content="Egid Yousef">'
    expect(readItem(`${meta}<div class="x"><h1>The well</h1><div>${LINE}</div></div>${about}`).text).toBe(LINE)
  })

  test('keeps no time below its text, and every time within', () => {
    const inner = LINE.replace('its rope', 'on <time datetime="2015-01-05">5 Jan</time> its rope')
    const body = `<article><h1>The well</h1><p>${inner}</p><p><time>5 Jan</time></p></article>`
    expect(readItem(body).text).toBe(LINE.replace('its rope', 'on 5 Jan its rope'))
  })
})

test('a page without a headline keeps the agency’s line above its text', () => {
  const page = `<!doctype html><title>ARA News</title><body><div class="entry"><p>ARA News</p><p>${LINE}</p><p>${LINE}</p></div></body>`
  const [item] = parseArticle(new TextEncoder().encode(page), { url: 'https://gulan.org/well' }).items
  expect(item?.content?.value).toContain('<p>ARA News</p>')
})

test('who edited a story did not write it', () => {
  const page = `<article><h1>The well</h1><p>${LINE}</p><p>تحرير: لقمان يوسف</p><p>Editing by: Jan Bozo</p></article>`
  expect(readItem(page).authors).toEqual([])
})

test('headlines of other stories below their label go, however long they are', () => {
  const others = '<p>Related Items</p><p>UN says that four million are in need of wells</p><p>The mill turns</p>'
  expect(
    readItem(`<article><h1>The well</h1><p>${LINE}</p><p>Reporting by: Jan Bozo</p>${others}</article>`).text,
  ).toBe(`${LINE} Reporting by: Jan Bozo`)
})

test.for([
  'صدر إعلان عن الهدنة في المدينة مساء أمس.',
  'وعدت اللجنة بحل قبل عيد الفطر.',
  'طالب المعتصمون جميع الحقوق المسلوبة.',
  'После рекламы в городе открыли новый мост.',
])('a line of other letters is no advertising for a word in it: %s', (line) => {
  const text = `وقال رئيس اللجنة إن الطريق فتح أمام العائلات التي ترغب في العودة إلى بيوتها.`
  expect(readItem(`<article><h1>The well</h1><p>${text}</p><p>${line}</p></article>`, 'ar').text).toBe(
    `${text} ${line}`,
  )
})

test.for([
  ['<div class="submitted">Submitted by Egid Yousef on Tue, 05/07/2024 - 18:30</div>', 'en', 'Egid Yousef'],
  ['<span class="author">نووسەر: ئاسۆ عەلی</span>', 'ckb', 'ئاسۆ عەلی'],
] as const)('who wrote it is read without what stands around the name: %s', ([line, lang, name]) => {
  const people = readItem(`<article><h1>The well</h1>${line}<p>${LINE}</p></article>`, lang).authors
  expect(people).toEqual([{ name }])
})
