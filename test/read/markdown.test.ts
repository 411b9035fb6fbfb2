import { expect, test } from 'vitest'
import { toMarkdownText } from '../../src/read/markdown.ts'

test.each([
  ['*a*', '<p><em>a</em></p>'],
  [
    '|a|\n|-|\n|1|',
    '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>',
  ],
  ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['**القامشلي** – عاد', '<p><strong>القامشلي</strong> – عاد</p>'],
])('%s', (markdown, value) => {
  expect(toMarkdownText(markdown)).toEqual({ value, type: 'html' })
})

test('what is longer than any story is text', () => {
  expect(toMarkdownText('['.repeat(1_000_000))?.type).toBe('text')
})

test('blanks are no text', () => {
  expect(toMarkdownText(' \n ')).toBeUndefined()
})
