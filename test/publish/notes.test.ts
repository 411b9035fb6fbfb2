import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import type { Comment } from '../../src/model/content.ts'
import type { Channel, Correction } from '../../src/model/model.ts'
import { renderComments, renderCorrections } from '../../src/publish/notes.ts'
import type { RenderedDocument } from '../../src/publish/render.ts'
import { parse } from '../../src/read/parse.ts'
import { channel, toItem, toView } from './view.ts'

const formats = ['rss', 'atom', 'json'] as const
const reader: Channel = { ...channel, id: 'reader', hosts: ['reader.example'] }
const text = ({ bytes }: RenderedDocument) => new TextDecoder().decode(bytes)

function readBack({ bytes, type }: RenderedDocument) {
  const origin = { url: 'https://feeds.example/comments/feed', contentType: type }
  return cleanFeed(parse(bytes, origin), origin, { channel: reader })
}

const comment: Comment = {
  id: '12',
  author: 'Şêrko & Co',
  url: 'https://serko.example/',
  at: Date.UTC(2015, 5, 8, 10),
  html: '<p>True &amp; good.</p>',
}
const answer: Comment = { id: '13', parent: '12', author: '', html: '<p>No.</p>' }
const { items, ...head } = toView([])
const key = 'ab'.repeat(32)

describe.each(formats)('comments as %s', (format) => {
  const item = toItem({ title: 'A <bridge> opens' })
  const comments = [answer, comment].map((one) => ({ comment: one, item }))
  const document = renderComments(format, { ...head, comments })

  test('say who wrote what, when, and on which story', () => {
    const [second, first] = readBack(document)
    expect(first?.content).toMatchObject({
      title: 'By Şêrko & Co on A <bridge> opens',
      contentHtml: '<p>True &amp; good.</p>',
      published: comment.at,
      url: 'https://feeds.example/2015/06/a-bridge-opens/#comment-12',
    })
    expect(first?.content.authors.map(({ name }) => name)).toEqual(['Şêrko & Co'])
    expect(second?.content.title).toBe('On A <bridge> opens')
    // Undated ones came with their story.
    expect(second?.content.published).toBe(item.content.published)
  })

  test('have ids that do not depend on where the service stands', () => {
    const moved = renderComments(format, { ...head, base: 'https://elsewhere.example', comments })
    const ids = (one: RenderedDocument) => readBack(one).map(({ guid }) => guid)
    expect(ids(document)).toEqual([
      `tag:aranews.net,2013:${key}/comments/13`,
      `tag:aranews.net,2013:${key}/comments/12`,
    ])
    expect(ids(moved)).toEqual(ids(document))
  })

  test('name the story and the comment that they answer', () => {
    const parent = `tag:aranews.net,2013:${key}/comments/12`
    const form = (ref: string, href: string) =>
      format === 'json'
        ? JSON.stringify({ id: ref, url: href })
        : `<thr:in-reply-to ref="${ref}" href="${href}" type="text/html"/>`
    const page = 'https://feeds.example/2015/06/a-bridge-opens/'
    expect(text(document).split(form(item.id, page))).toHaveLength(3)
    expect(text(document).split(form(parent, `${page}#comment-12`))).toHaveLength(2)
  })

  test('cannot break the document', () => {
    const evil = { ...comment, id: '\ud800"><', author: ']]>\u0001\ud800' }
    expect(readBack(renderComments(format, { ...head, comments: [{ comment: evil, item }] }))).toHaveLength(1)
  })
})

describe.each(formats)('corrections as %s', (format) => {
  const base = { item: toItem({ title: 'A & B' }), at: Date.UTC(2015, 5, 9) }
  const show = (corrections: readonly Correction[]) => readBack(renderCorrections(format, { ...head, corrections }))

  test('say what was done and why', () => {
    const [revised, restored] = show([
      { ...base, seq: 9, kind: 'revise', note: 'It was <two> bridges.' },
      { ...base, seq: 8, kind: 'restore' },
    ])
    expect(revised?.guid).toBe(`tag:aranews.net,2013:${key}/changes/9`)
    expect(revised?.content).toMatchObject({
      title: 'Corrected: A & B',
      published: base.at,
      contentText: 'It was <two> bridges.\n\nA & B',
    })
    expect(restored?.content).toMatchObject({ title: 'Restored: A & B', contentText: expect.stringContaining('again') })
  })

  test('of an erased story nothing but the reason is left', () => {
    const item = toItem({ title: 'A name' }, { state: 'retracted', reason: 'In danger.', erased: true })
    const erased = [{ item, at: 1e12, seq: 3, kind: 'retract' as const }]
    expect(text(renderCorrections(format, { ...head, corrections: erased }))).not.toMatch(/A name|a-bridge-opens/)
    expect(show(erased)[0]?.content).toMatchObject({ title: 'Retracted', contentText: 'In danger.' })
  })
})
