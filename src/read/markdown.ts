/**
 * Markdown (CommonMark, with tables) to HTML. Promises: tags in it stay text and no link runs anything; what is longer
 * than any story is not looked through for marks, which would hold up all others.
 */
import MarkdownIt from 'markdown-it'
import type { Text } from '../model/content.ts'

/** Some 7,000 words; a tenth of a second, were all of it marks. */
const LONGEST = 40_000

/** The text that its writer meant, as HTML; undefined where there is none. */
export function toMarkdownText(markdown: string): Text | undefined {
  const value = markdown.trim()
  if (value === '') return undefined
  if (value.length > LONGEST) return { value, type: 'text' }
  return { value: new MarkdownIt({ html: false }).render(value).trim(), type: 'html' }
}
