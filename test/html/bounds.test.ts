import { expect, test } from 'vitest'
import { parseHtml, parseTree } from '../../src/html/bounded.ts'
import { findAll } from '../../src/html/tree.ts'

/** End tags that make elements, as `</p>` and `</br>` do: they count as start tags do. */

test.each(['</p>', '</br>', '<p>', '<br>', '</b></p>'])('a page of %s is read as far as pages go', (tag) => {
  for (const head of ['', '<div>'.repeat(149)]) {
    expect(findAll(parseTree(head + tag.repeat(100_000)), () => true).length).toBeLessThan(31_000)
  }
})

test.each(['</p>', '</br>', '<p>', '<br>'])('a fragment of %s has no more elements than stories have', (tag) => {
  expect(parseHtml(tag.repeat(200_000)).root.childNodes.length).toBeLessThan(101_000)
})
