import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { createBounding, cutText } from '../../src/model/bounds/bounding.ts'
import { content } from '../../src/model/content.ts'
import { editFields, postedItem } from '../../src/model/item.ts'
import { received } from '../../src/model/received.ts'
import { transferred, withdrawn } from '../../src/model/transfer.ts'

describe('a text that is cut ends where nothing is torn apart', () => {
  test.each([
    ['a word without a blank', 'x'.repeat(50), `${'x'.repeat(19)}…`],
    ['a text of just the length', 'x'.repeat(20), 'x'.repeat(20)],
    ['surrogate pairs', '😀'.repeat(20), `${'😀'.repeat(9)}…`],
    ['a family of one character', `${'x'.repeat(15)}👩‍👩‍👧‍👦${'x'.repeat(9)}`, `${'x'.repeat(15)}…`],
    ['flags', `${'x'.repeat(16)}🇸🇾🇮🇶🇹🇷`, `${'x'.repeat(16)}…`],
    ['a letter with its marks', `${'x'.repeat(17)}e\u0301\u0302\u0303${'x'.repeat(9)}`, `${'x'.repeat(17)}…`],
    ['Arabic with marks', `${'ب'.repeat(18)}مَّ${'ب'.repeat(9)}`, `${'ب'.repeat(18)}…`],
    ['a tag', 'Some words <a href="https://a.example/">here</a>', 'Some words…'],
    ['an end tag', 'Some <b>words</b> here and there', 'Some <b>words</b> h…'],
    ['a comment', 'Some words <!-- that nobody sees -->', 'Some words…'],
    ['a tag alone', `<img src="data:${'A'.repeat(50)}">`, '…'],
    ['less than', 'It is less < than that was', 'It is less < than t…'],
    ['a reference', 'Bread and cake &amp; butter &#x627;', 'Bread and cake…'],
    ['a blank', 'Seventeen letters abc def', 'Seventeen letters a…'],
  ])('%s', (_, text, cut) => {
    expect(cutText(text, 20)).toBe(cut)
    expect(cutText(text, 20).length).toBeLessThanOrEqual(20)
  })

  test.each([
    ['combining marks', `x${'\u0301'.repeat(9_000_000)}`],
    ['letters', 'x'.repeat(9_000_000)],
    ['joiners', '👩\u200d'.repeat(3_000_000)],
    ['flags', '🇸'.repeat(2_000_000)],
    ['signs', '<'.repeat(9_000_000)],
    ['ampersands', '&'.repeat(9_000_000)],
    ['blanks', ' '.repeat(9_000_000)],
  ])('megabytes of %s', (_, text) => {
    const cut = cutText(text, 1000)
    expect(cut.length).toBeLessThanOrEqual(1000)
    expect(cut.isWellFormed()).toBe(true)
    expect(cut.slice(-1)).toBe('…')
  })
})

describe('a value within the bounds of its schema', () => {
  const bound = createBounding(received)
  const item = { authors: [], categories: [], attachments: [], pictures: [] }

  test('is the value itself', () => {
    const value = { item: { ...item, title: { value: 'The well', type: 'text' as const } }, context: {} }
    expect(bound(value)).toBe(value)
  })

  test('an address that is too long is left out, with what can not be without it; a guid is its hash', () => {
    const long = `https://a.example/${'x'.repeat(9_000_000)}`
    const told: string[] = []
    const value = bound(
      {
        item: {
          ...item,
          guid: long,
          url: long,
          attachments: [{ url: long }, { url: 'https://a.example/1.mp3', type: 'audio/mpeg' }],
          pictures: [{ url: 'https://a.example/1.jpg', alt: 'y'.repeat(3000) }],
        },
        context: { shared: [long, 'https://a.example/2'] },
      },
      (member, most) => told.push(`${member} ${most}`),
    )
    expect(value).toEqual({
      item: {
        ...item,
        guid: expect.stringMatching(/^[0-9a-f]{64}$/),
        attachments: [{ url: 'https://a.example/1.mp3', type: 'audio/mpeg' }],
        pictures: [{ url: 'https://a.example/1.jpg', alt: `${'y'.repeat(1999)}…` }],
      },
      context: { shared: ['https://a.example/2'] },
    })
    expect(told.sort()).toEqual([
      'context.shared 4000',
      'item.attachments.url 4000',
      'item.guid 2000',
      'item.pictures.alt 2000',
      'item.url 4000',
    ])
  })

  test('lists have an end, and what is no list or text at all stays for others to refuse', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => ({ name: `t${at}` }))
    const value = bound({ item: { ...item, categories: many, title: 7, authors: 'me' }, context: null })
    expect(value.item.categories).toHaveLength(200)
    expect(value).toMatchObject({ item: { title: 7, authors: 'me' }, context: null })
  })
})

type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly wrapped?: Shape
  readonly item?: Shape
  readonly entries?: Readonly<Record<string, Shape>>
}

const toSteps = ({ pipe = [] }: Shape): string[] => pipe.flatMap((step) => [step.type, ...toSteps(step)])

/** Texts and lists that a schema lets be as long as they like. */
function findEndless(schema: Shape, path: string): string[] {
  const { type, wrapped, item, entries = {} } = schema
  if (wrapped) return findEndless(wrapped, path)
  const ends = toSteps(schema).some((step) => ['max_length', 'regex', 'check'].includes(step))
  return [
    ...((type === 'string' || type === 'array') && !ends ? [path] : []),
    ...(item ? findEndless(item, `${path}[]`) : []),
    ...Object.entries(entries).flatMap(([name, entry]) => findEndless(entry, `${path}.${name}`)),
  ]
}

test.each(Object.entries({ received, transferred, withdrawn, postedItem, editFields, content }))(
  'every text and list of %s has an end',
  (name, schema) => {
    // What is made of a text that has one.
    const made = ['content.contentHtml', 'content.contentText']
    expect(findEndless(schema as unknown as Shape, name).filter((path) => !made.includes(path))).toEqual([])
  },
)

test('what callers send is refused where what documents say is cut', () => {
  const issues = v.safeParse(postedItem, { title: 'x'.repeat(1001), tags: Array(201).fill('x') }).issues ?? []
  expect(issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`)).toEqual([
    'title has more than 1000 characters',
    'tags has more than 200 entries',
  ])
})
