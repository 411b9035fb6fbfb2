import { expect, test } from 'vitest'
import { parseHtml } from '../../src/html/bounded.ts'
import { isElement, textOf } from '../../src/html/tree.ts'

/** Elements that XML writes as empty, in feeds that are made by programs for XHTML; HTML would hide what follows in them. */

test.each('script style iframe noembed noframes title textarea video audio object canvas select'.split(' '))(
  'what follows an empty %s stands behind it',
  (name) => {
    const { root } = parseHtml(`<p>before <${name} src="x"/> <b>after</b> end</p>`)
    const [paragraph] = root.childNodes.filter(isElement)
    const names = (paragraph?.childNodes ?? []).filter(isElement).map(({ tagName }) => tagName)
    expect(names).toEqual([name, 'b'])
    expect(textOf(root).replace(/\s+/g, ' ')).toBe('before after end')
  },
)

test.each([
  ['one that is closed', '<iframe src="x"> <b>no</b></iframe>after', 'after'],
  ['one in a drawing', '<svg><title/><style/></svg>after', 'after'],
  ['an element that only looks empty', '<p/>after', 'after'],
])('%s is read as ever', (_, html, text) => {
  expect(textOf(parseHtml(html).root)).toContain(text)
})

test('what a style seemed to hide is looked at like all else', () => {
  const html = '<style/><img src=x onerror=alert(1)><script/><a href="javascript:alert(1)">x</a>'
  expect(
    parseHtml(html)
      .root.childNodes.filter(isElement)
      .map(({ tagName }) => tagName),
  ).toEqual(['style', 'img', 'script', 'a'])
})
