/** What a story shows and an export has elsewhere is told of, and what is around it is read. */
import { expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { post, toSite } from '../../node/import/moved-export.ts'

const read = (text: string) => parse(new TextEncoder().encode(toSite(post({ id: 101, name: 'harvest', text }))))

test('blocks that are stored by themselves are left out by number', () => {
  const block = '<!-- wp:block {"ref":12} /-->'
  const paragraph = '<!-- wp:paragraph --><p>Olives were picked.</p><!-- /wp:paragraph -->'
  const { items, leftOut } = read(`${block}${paragraph}${block}`)
  expect(leftOut).toEqual({ 'reusable block in a story': 2 })
  expect(items[0]?.content?.value).toContain('Olives were picked.')
  expect(read(paragraph).leftOut).toEqual({})
})
