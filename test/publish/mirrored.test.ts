import { describe, expect, test } from 'vitest'
import type { StoredItem } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { withMirroredPictures } from '../../src/publish/media-type.ts'
import { render } from '../../src/publish/render.ts'
import { toItem, toView } from './view.ts'

const LEAD = 'https://aranews.net/up/lead.jpg?a=1&b=2'
const HERE = 'https://aranews.net/up/here.jpg'
const HASH = 'ab'.repeat(32)
const OURS = `https://feeds.example/media/${HASH}`

const content = {
  contentHtml: `<p>Text</p><img src="${LEAD.replace('&', '&amp;')}" alt=""><img src="${HERE}">`,
  image: { url: LEAD, caption: 'The bridge' },
  attachments: [{ url: LEAD }],
}

const show = (format: Format, item: StoredItem) => new TextDecoder().decode(render(format, toView([item])).bytes)

describe('a picture whose original is gone', () => {
  test.each(['rss', 'atom', 'json'] as const)('comes from our copy in %s, and no other does', (format) => {
    const text = show(format, toItem(content, { lost: { [LEAD]: HASH } }))
    expect(text).not.toContain('lead.jpg')
    expect(text).toContain('here.jpg')
    // Lead, text and attachment; RSS and Atom name the lead as a thumbnail too.
    expect(text.split(OURS)).toHaveLength(format === 'json' ? 4 : 5)
    expect(text).toContain('image/jpeg')
  })

  test('leaves the stored item as it was', () => {
    const item = toItem(content, { lost: { [LEAD]: HASH } })
    const before = structuredClone(item)
    expect(withMirroredPictures(item, 'https://feeds.example').content.image).toEqual({
      url: OURS,
      caption: 'The bridge',
    })
    expect(item).toEqual(before)
  })

  test('is none as long as the original is there', () => {
    expect(show('json', toItem(content))).not.toContain('/media/')
  })
})
