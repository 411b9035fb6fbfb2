/**
 * The text of a story that is Markdown (CommonMark, with tables). Promises: tags in it stay text, comments are nobody's
 * to read; a picture that stands alone is a figure with the line that belongs to it; lines of the agency's stay lines.
 */
import MarkdownIt from 'markdown-it'
import type { ItemBuilder } from '../builder.ts'
import { isPressLine, isStoryHeadline } from './headline.ts'

/** As many characters as a book; marks alone, so many would take half a second. */
const LONGEST = 250_000

/** One block of the outermost, with what stands in it. */
type Block = readonly Token[]
type Reader = InstanceType<typeof MarkdownIt>
type Token = ReturnType<Reader['parse']>[number]

/** Makes the headline and the text of the item; answers what is to be told of. */
export function readMarkdownStory(item: ItemBuilder, body: string): readonly string[] {
  const isLong = body.length > LONGEST
  const reader = new MarkdownIt({ html: false })
  const blocks = toBlocks(reader.parse(withoutComments(isLong ? toWhole(body) : body), {}))
  const at = findHeadline(blocks)
  const headline =
    at === undefined
      ? undefined
      : toPlain(blocks[at] ?? [])
          .replace(/\s+/g, ' ')
          .trim()
  if (headline && !item.title) item.title = { value: headline, type: 'text' }
  const text =
    headline !== undefined && item.title?.value === headline ? blocks.filter((_, index) => index !== at) : blocks
  const html = text
    .map((block) => toHtml(reader, block))
    .join('')
    .trim()
  if (html) item.content = { value: html, type: 'html' }
  return isLong ? [`Its Markdown is cut after ${LONGEST} characters.`] : []
}

/** Up to the last paragraph that is whole. */
function toWhole(body: string): string {
  const part = body.slice(0, LONGEST)
  const end = part.lastIndexOf('\n\n')
  return end > 0 ? part.slice(0, end) : part
}

/** What writers say to each other; one without an end is text. */
function withoutComments(body: string): string {
  let kept = ''
  let from = 0
  for (let start = body.indexOf('<!--'); start >= 0; start = body.indexOf('<!--', from)) {
    const end = body.indexOf('-->', start + 4)
    if (end < 0) break
    kept += body.slice(from, start)
    from = end + 3
  }
  return kept + body.slice(from)
}

function toBlocks(tokens: readonly Token[]): readonly Block[] {
  const blocks: Token[][] = []
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0) blocks.push([])
    blocks.at(-1)?.push(token)
  }
  return blocks
}

/**
 * The first heading, whatever its rank, where nothing but pictures and the agency's lines stand before it; without one,
 * the first block that reads like a headline.
 */
function findHeadline(blocks: readonly Block[]): number | undefined {
  const first = blocks.findIndex((block) => !isBefore(block))
  const block = blocks[first]
  if (block === undefined) return undefined
  if (block[0]?.type === 'heading_open') return first
  const isLine = first === 0 && block[0]?.type === 'paragraph_open' && toChildren(block).every(isWord)
  return isLine && isStoryHeadline(toPlain(block).trim(), toPlain(blocks[1] ?? [])) ? first : undefined
}

function isBefore(block: Block): boolean {
  if (block[0]?.type !== 'paragraph_open') return block[0]?.type === 'hr'
  const plain = toPlain(block).trim()
  return plain === '' || isPressLine(plain)
}

function isWord({ type }: Token): boolean {
  return ['text', 'text_special', 'em_open', 'em_close', 'strong_open', 'strong_close'].includes(type)
}

function toChildren(block: Block): readonly Token[] {
  return block.flatMap(({ children }) => children ?? [])
}

/** The words of a block, a line for each of its own. */
function toPlain(block: Block): string {
  return toChildren(block)
    .map(({ type, content }) => (type === 'image' ? '' : isBreak(type) ? '\n' : content))
    .join('')
}

function isBreak(type: string): boolean {
  return type === 'softbreak' || type === 'hardbreak'
}

function toHtml(reader: Reader, block: Block): string {
  const [first, text] = block
  const children = text?.children ?? []
  if (first?.type === 'paragraph_open' && children[0]?.type === 'image') {
    const figure = toFigure(reader, children[0], children.slice(1))
    if (figure !== undefined) return figure
  }
  if (
    toPlain(block)
      .split('\n')
      .some((line) => isPressLine(line.trim()))
  )
    keepLines(block)
  return reader.renderer.render([...block], reader.options, {})
}

/** A picture alone in its paragraph, with its title or the lines right below it as its caption. */
function toFigure(reader: Reader, image: Token, rest: readonly Token[]): string | undefined {
  const [gap, ...line] = rest
  if ((gap !== undefined && !isBreak(gap.type)) || line.some(({ type }) => type === 'image')) return undefined
  const title = String(image.attrGet('title') ?? '')
  if (line.length === 0 && title === '') return undefined
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== 'title')
  const render = (tokens: readonly Token[]) => reader.renderer.renderInline([...tokens], reader.options, {})
  const caption = line.length > 0 ? render(line) : reader.utils.escapeHtml(title)
  return `<figure>${render([image])}<figcaption>${caption}</figcaption></figure>\n`
}

/** Where one of its lines is the agency's, none runs on in the next. */
function keepLines(block: Block): void {
  for (const token of toChildren(block)) if (token.type === 'softbreak') token.type = 'hardbreak'
}
