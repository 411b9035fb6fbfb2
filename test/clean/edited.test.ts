import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanItem, toEdit } from '../../src/clean/clean.ts'
import { toEdited } from '../../src/clean/edited.ts'
import type { Content } from '../../src/model/content.ts'
import type { EditFields } from '../../src/model/item.ts'
import type { ParsedItem } from '../../src/model/model.ts'
import { toLaid } from '../../src/store/saving/editing.ts'
import { channel, createItem, html, text } from './sample.ts'

const LONG = 'It was closed for three years, and nobody had expected that it would be opened this week. '.repeat(12)
const PICTURE = '<img src="https://aranews.net/bridge.jpg" width="600">'
const PRESS =
  'ARA News\n\nQamishli, Syria – The bridge cost 12 million and is open.\n\nMore on Friday.\n\nReporting by: Egid Yousef\n\nSource: ARA News'

/** What is shown of an item that was received so and then edited, one edit after the other. */
function show(item: Partial<ParsedItem>, edits: readonly EditFields[], source?: string): Content {
  const own = source === undefined ? {} : { source }
  const { content, received } = cleanItem(
    { item: createItem({ title: text('Bridge opens'), ...item }), context: {} },
    { channel, ...own },
  )
  const sent = { content, received, channel: channel.id, ...own }
  return edits.reduce<{ edit: ReturnType<typeof toLaid>; shown: Content }>(
    ({ edit, shown }, fields) => {
      const next = toLaid(edit, toEdit(fields, shown, channel))
      return { edit: next, shown: toEdited(sent, next, channel) }
    },
    { edit: {}, shown: content },
  ).shown
}

/** The same text, posted. */
function post(item: Partial<ParsedItem>): Content {
  return show(item, [])
}

describe('what was derived of the text follows it', () => {
  test.each<[string, Partial<ParsedItem>]>([
    ['a short story', { content: html('<p>It cost 12 million.</p><p>More on Friday.</p>') }],
    ['a long story', { content: html(`<p>It cost 12 million, said the mayor of the town.</p><p>${LONG}</p>`) }],
    ['a story that is nothing but a summary', { summary: text('It cost 12 million.') }],
    ['a story with press lines', { content: text(PRESS) }],
    [
      'a feed that repeats its text',
      { content: html('<p>It cost 12 million.</p>'), summary: text('It cost 12 million.') },
    ],
    [
      'a feed that cuts its text off',
      {
        content: html(`<p>It cost 12 million, said the mayor.</p><p>${LONG}</p>`),
        summary: text('It cost 12 million, said […]'),
      },
    ],
    [
      'a story whose lede is not its first line',
      {
        content: html(`<p>Costs: 12 million.</p><p>It cost 12 million, said the mayor of the town.</p><p>${LONG}</p>`),
      },
    ],
  ])('the summary of %s', (_, item) => {
    expect(show(item, []).summary).toContain('12 million')
    for (const source of [undefined, 'aranews']) {
      const html = show(
        item,
        [{ content_html: '<p>It cost 21 million, as we know now.</p><p>More on Friday.</p>' }],
        source,
      )
      const plain = show(item, [{ content_text: 'It cost 21 million, as we know now.\n\nMore on Friday.' }], source)
      for (const { summary } of [html, plain]) {
        expect(summary).toMatch(/^It cost 21 million, as we know now\./)
      }
      expect(JSON.stringify([html, plain])).not.toContain('12 million')
    }
  })

  test('a summary that somebody wrote stays', () => {
    const item = { content: text('It cost 12 million.'), summary: text('What a bridge costs.') }
    const correction = { content_text: 'It cost 21 million.' }
    expect(show(item, [correction]).summary).toBe('What a bridge costs.')
    const plain = { content: text('It cost 12 million.') }
    expect(show(plain, [{ summary: 'It cost 12 million.' }, correction]).summary).toBe('It cost 12 million.')
    expect(show(plain, [correction, { summary: 'A bridge' }, { summary: null }]).summary).toBe('It cost 21 million.')
  })

  test('a summary that is taken back is derived, but for that of a source, which says it again', () => {
    const item = { content: text('It cost 12 million.'), summary: text('What a bridge costs.') }
    expect(show(item, [{ summary: null }]).summary).toBe('It cost 12 million.')
    expect(show(item, [{ summary: null }, { content_text: 'It cost 21 million.' }]).summary).toBe('It cost 21 million.')
    expect(show(item, [{ summary: 'Mine' }, { summary: null }], 'aranews').summary).toBe('What a bridge costs.')
    expect(show({ summary: text('Only this.') }, [{ summary: null }]).contentText).toBe('Only this.')
  })

  test('language and direction, unless they were said', () => {
    const english = { content: text('The bridge is open, and the people of the town are happy that it is.') }
    const arabic = { title: 'عنوان القصة', content_text: 'نص القصة الجديد الذي يقول كل شيء عن الجسر' }
    const turkish = { title: 'Köprü açıldı', content_text: 'Köprü bugün açıldı ve halk bu köprü için çok mutlu oldu.' }
    expect(show(english, [arabic])).toMatchObject({ language: 'ar', direction: 'rtl' })
    expect(show(english, [turkish])).toMatchObject({ language: 'tr', direction: 'ltr' })
    expect(show(english, [arabic, { content_text: null, title: null }])).toEqual(post(english))
    expect(show({ ...english, language: 'en' }, [turkish]).language).toBe('en')
    expect(show(english, [{ language: 'en-GB' }, arabic])).toMatchObject({ language: 'en-GB', direction: 'rtl' })
    expect(show(english, [{ language: 'en-GB' }, turkish, { language: null }]).language).toBe('tr')
    expect(show({ ...english, language: 'fr' }, [{ language: null }]).language).toBe('en')
    expect(show({ ...english, language: 'id' }, [{ language: 'de' }, { language: null }], 'aranews').language).toBe(
      'en',
    )
  })

  test('what is said of language and direction stands, whatever the words tell', () => {
    const acronyms = { content: text('قال متحدث: "YPG, YPJ, SDF, PYD, ENKS, PDK-S, TEV-DEM, HPG, PKK" اليوم') }
    expect(show({ ...acronyms, language: 'ar' }, [])).toMatchObject({ language: 'ar', direction: 'rtl' })
    expect(show(acronyms, [{ language: 'ar' }])).toMatchObject({ language: 'ar', direction: 'rtl' })
    const english = { content: text('The bridge is open, and the people of the town are happy that it is.') }
    expect(show({ ...english, language: 'tr' }, [])).toMatchObject({ language: 'tr', direction: 'ltr' })
    expect(show({ ...english, language: 'tr' }, [], 'wire').language).toBe('en')
    const turn = (direction: 'ltr' | 'rtl' | null) => ({ _ara: { direction } })
    expect(show({ ...english, direction: 'rtl' }, []).direction).toBe('rtl')
    expect(show({ ...english, direction: 'rtl' }, [], 'wire').direction).toBe('ltr')
    expect(show({ ...english, direction: 'rtl' }, [turn('ltr')]).direction).toBe('ltr')
    expect(show(english, [turn('rtl'), { title: 'Other' }]).direction).toBe('rtl')
    expect(show({ ...english, direction: 'rtl' }, [turn('rtl'), turn(null)]).direction).toBe('ltr')
    expect(show(english, [turn('rtl'), turn(null)]).direction).toBe('ltr')
  })
})

describe('the agency’s lines', () => {
  test('that an editor writes are read as if they had been posted, once', () => {
    const corrected = PRESS.replace('12', '21').replace('Qamishli', 'Kobane')
    const shown = show({ content: text(PRESS) }, [{ content_text: corrected }])
    expect(shown).toEqual(post({ content: text(corrected) }))
    expect(shown.contentText).not.toContain('Kobane')
    expect(shown).toMatchObject({ dateline: 'Kobane, Syria', places: [{ slug: 'kobane' }, { slug: 'syria' }] })
    expect(show({ content: text('The bridge is open.') }, [{ content_text: corrected }])).toEqual(
      post({ content: text(corrected) }),
    )
  })

  test('that are not in the text any more stay beside it', () => {
    const item = { content: text(PRESS) }
    const before = post(item)
    const { contentHtml } = before
    const shown = show(item, [{ content_html: contentHtml.replace('12', '21') }])
    expect(shown).toEqual({
      ...before,
      contentHtml: contentHtml.replace('12', '21'),
      contentText: before.contentText.replace('12', '21'),
      summary: before.summary.replace('12', '21'),
    })
  })

  test('that are said apart win, and places follow the dateline unless they were said', () => {
    const item = { content: text(PRESS) }
    const slugs = (edits: EditFields[]) => show(item, edits).places.map(({ slug }) => slug)
    expect(slugs([{ _ara: { dateline: 'Suruc, Turkey' } }])).toEqual(['suruc', 'turkey'])
    expect(slugs([{ _ara: { dateline: 'Suruc, Turkey' } }, { _ara: { dateline: 'Erbil' } }])).toEqual(['erbil'])
    expect(slugs([{ _ara: { places: [{ name: 'Kobane' }] } }, { _ara: { dateline: 'Suruc' } }])).toEqual(['kobane'])
    expect(slugs([{ _ara: { places: [{ name: 'Kobane' }] } }, { _ara: { places: null } }])).toEqual([
      'qamishli',
      'syria',
    ])
    const said = show(item, [{ _ara: { dateline: 'Erbil' } }, { content_text: PRESS.replace('12', '21') }])
    expect([said.dateline, said.contentText.startsWith('The bridge')]).toEqual(['Erbil', true])
  })
})

describe('the main picture', () => {
  const figure = (caption: string, url = 'https://aranews.net/bridge.jpg') =>
    `<figure><img src="${url}" width="600"><figcaption>${caption}</figcaption></figure>`
  const item = { content: html(`${figure('12 boats. Photo: AFP')}<p>It cost 12 million.</p>`) }

  test('follows a text that can have pictures, with its caption', () => {
    const correct = (content_html: string) => show(item, [{ content_html }])
    expect(correct(`${figure('21 boats')}<p>It cost 21 million.</p>`)).toEqual(
      post({ content: html(`${figure('21 boats')}<p>It cost 21 million.</p>`) }),
    )
    const other = 'https://aranews.net/other.jpg'
    expect(correct(`${figure('21 boats', other)}<p>Text.</p>`).image).toMatchObject({ url: other, caption: '21 boats' })
    expect(JSON.stringify(correct('<p>No picture was right.</p>'))).not.toMatch(/bridge.jpg|12 boats|AFP/)
  })

  test('stays where the new text can have none, and where the document names it', () => {
    const plain = show(item, [{ content_text: 'It cost 21 million.' }])
    expect(plain).toMatchObject({ image: post(item).image, caption: '12 boats', credit: post(item).credit })
    const named = {
      content: html(`${PICTURE}<p>Text.</p>`),
      pictures: [{ url: 'https://aranews.net/lead.jpg', caption: 'A' }],
    }
    expect(show(named, [{ content_html: '<p>Other text.</p>' }]).image).toEqual(post(named).image)
  })

  test('has the editor’s caption, and none of an old one where it is another', () => {
    const lead = {
      content: text('Text.'),
      pictures: [{ url: 'https://aranews.net/a.jpg', caption: 'Old', credit: 'AFP' }],
    }
    expect(show(lead, [{ _ara: { caption: 'New' } }])).toMatchObject({
      caption: 'New',
      image: { url: 'https://aranews.net/a.jpg', caption: 'New', credit: 'AFP' },
    })
    const other = show(lead, [{ image: 'https://aranews.net/b.jpg' }])
    expect(other.image).toEqual({ url: 'https://aranews.net/b.jpg' })
    expect(other).not.toHaveProperty('caption')
    expect(show(lead, [{ image: 'https://aranews.net/b.jpg' }, { image: null }])).toEqual(post(lead))
    expect(show(lead, [{ image: 'https://aranews.net/a.jpg' }])).toEqual(post(lead))
  })
})

const STORIES = new URL('../fixtures/stories/', import.meta.url)

test.each(readdirSync(STORIES))('the text of %s, sent back as it is read, changes nothing', (file) => {
  const [head = '', body = ''] = readFileSync(new URL(file, STORIES), 'utf8').split(/^---\n/m)
  const title = /^title: (.*)$/m.exec(head)?.[1] ?? ''
  const item = { title: text(title), content: head.includes('format: html') ? html(body) : text(body) }
  const before = post(item)
  expect(before.contentText).not.toBe('')
  for (const source of [undefined, 'aranews']) {
    expect(show(item, [{ content_html: before.contentHtml }], source)).toEqual(before)
  }
})

test('what is taken back is as it was received', () => {
  const item = { content: text(PRESS), categories: [{ name: 'Syria' }] }
  const fields = { title: 'A', content_text: 'B', tags: ['C'], authors: [{ name: 'D' }], url: 'https://e.example/' }
  const back = { title: null, content_html: null, tags: null, authors: null, url: null }
  expect(show(item, [fields, back])).toEqual(post(item))
  expect(show(item, [fields])).toMatchObject({ title: 'A', contentText: 'B', summary: 'B' })
})

test('what older versions kept as set, although it had been derived, follows too', () => {
  const { content, received } = cleanItem(
    { item: createItem({ title: text('Bridge opens'), content: text('It cost 12 million.') }), context: {} },
    { channel },
  )
  const old = { contentHtml: '<p>نص القصة الجديد</p>', contentText: 'نص القصة الجديد' }
  expect(toEdited({ content, received, channel: channel.id }, old, channel)).toMatchObject({
    direction: 'rtl',
    language: 'ar',
    summary: 'نص القصة الجديد',
  })
})
