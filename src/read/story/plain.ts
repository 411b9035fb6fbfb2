/** The text of a story that is plain: paragraphs between blank lines, and what of them is the headline. */
import type { ItemBuilder } from '../builder.ts'
import { toMarkup } from '../xml/entity.ts'
import { isPressLine, isStoryHeadline } from './headline.ts'

/** The widest that editors and mail programs wrap lines at. */
const WRAPPED = 120

/** Blocks are set apart by blank lines; the first is the headline if it looks like one. Answers what is to be told of. */
export function readPlainStory(item: ItemBuilder, body: string): readonly string[] {
  const blocks = toBlocks(body)
  const [first] = blocks
  const headline = first !== undefined && isStoryHeadline(first, blocks[1])
  // A title in the front matter stands again as the headline in most files.
  if (headline && !item.title) item.title = { value: first.replace(/\s+/g, ' '), type: 'text' }
  const repeated = headline && item.title?.value === first.replace(/\s+/g, ' ')
  const html = (repeated ? blocks.slice(1) : blocks).map(toParagraph).join('\n')
  if (html) item.content = { value: html, type: 'html' }
  return []
}

function toBlocks(body: string): readonly string[] {
  const blocks = splitTrimmed(body, /\n[\s\u00a0]*\n/)
  // Pasted from a browser, a story has a paragraph a line.
  const lines = splitTrimmed(body, /\n/)
  return blocks.length === 1 && lines.length > 2 && !areWrapped(lines) ? lines : blocks
}

/** Lines that somebody wrapped are short, all of them, and break off within sentences. */
function areWrapped(lines: readonly string[]): boolean {
  if (lines.some((line) => line.length > WRAPPED || isPressLine(line))) return false
  const long = lines.filter((line) => line.length > WRAPPED / 2)
  return long.length === 0 || !long.every((line) => /[.!?…:؟。]["'”’»)]*$/.test(line))
}

function splitTrimmed(text: string, at: RegExp): readonly string[] {
  return text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function toParagraph(block: string): string {
  const lines = block.split('\n').map((line) => toMarkup(line.trim()))
  return `<p>${lines.join('<br>\n')}</p>`
}
