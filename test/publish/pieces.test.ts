import { describe, expect, test } from 'vitest'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'
import { type Pieces, render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { channel, full, toItem, toView } from './view.ts'

function createPieces() {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const hits: string[] = []
  const pieces: Pieces = {
    get: (key) => {
      if (kept.has(key)) hits.push(key)
      return kept.get(key)
    },
    set: (key, bytes) => kept.set(key, bytes),
  }
  return { pieces, hits }
}

const one = { ...full, row: 1, seq: 11 }
const two = toItem({ title: 'خبر عاجل' }, { row: 2, seq: 12 })
const gone = toItem({}, { row: 3, seq: 13, state: 'retracted', reason: 'Wrong.' })

describe.each(EVERY_FORMAT)('finished items of %s', (format) => {
  const view = toView([one, two, gone])

  test('make the same document as rendering it does', () => {
    const { pieces, hits } = createPieces()
    const cold = render(format, view).bytes
    expect(render(format, view, pieces).bytes).toEqual(cold)
    expect(hits).toEqual([])
    expect(render(format, view, pieces).bytes).toEqual(cold)
    expect(hits).toHaveLength(3)
  })

  test('serve another document that holds them', () => {
    const { pieces, hits } = createPieces()
    render(format, view, pieces)
    const narrowed = toView([two], { title: 'ARA News – search' })
    expect(render(format, narrowed, pieces).bytes).toEqual(render(format, narrowed).bytes)
    expect(hits).toHaveLength(1)
  })

  test.each<[what: string, change: Partial<FeedView>]>([
    ['the item changed', { items: [{ ...two, seq: 20, content: { ...two.content, title: 'Other' } }] }],
    ['a comment came', { discussions: new Map([[2, { count: 1 }]]) }],
    ['the service moved', { base: 'https://elsewhere.example' }],
    ['the document has another language', { language: 'ar' }],
    ['the channel links elsewhere', { channel: { ...channel, linkTo: 'original' } }],
    ['the agency has another name', { channel: { ...channel, agency: 'Other' } }],
  ])('are not taken when %s', (_, change) => {
    const { pieces, hits } = createPieces()
    const before = toView([{ ...two, content: { ...two.content, url: 'https://aranews.net/x/' } }])
    render(format, before, pieces)
    const after = { ...before, ...change }
    expect(render(format, after, pieces).bytes).toEqual(render(format, after).bytes)
    expect(hits).toEqual([])
  })

  test('are not kept of an item of which nobody knows when it changed', () => {
    const { pieces, hits } = createPieces()
    const unknown = toView([toItem()])
    render(format, unknown, pieces)
    render(format, unknown, pieces)
    expect(hits).toEqual([])
  })
})
