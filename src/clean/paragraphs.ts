import { toEscaped } from './text.ts'

const BLANK_LINE = /\n[^\S\n]*\n\s*/
const BLOCK = /<(?:p|div|br|ul|ol|table|blockquote|section|article|h[1-6])[\s>/]/i
const CAPTION_START = /\[caption\b(?:(?!\[caption\b)[^\]]){0,300}\]/i
const CAPTION_END = '[/caption]'
const MEDIA_START = /^\s*(?:<a\b[^>]{0,2000}>\s*)?<img\b[^>]{0,4000}>\s*(?:<\/a>)?/i

/** Plain text as HTML: a paragraph for what stands between blank lines, a line break for each other one. */
export function toParagraphs(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim()
  // Where nothing is set apart, every line is a paragraph.
  const parts = BLANK_LINE.test(lines) ? lines.split(BLANK_LINE) : lines.split('\n')
  return parts.map((part) => `<p>${part.trim().split('\n').map(toEscapedLine).join('<br>')}</p>`).join('')
}

function toEscapedLine(line: string): string {
  return toEscaped(line.trim())
}

/** HTML as WordPress stores it: `[caption]` is a figure, and blank lines between bare text are paragraphs. */
export function toPlainHtml(html: string): string {
  const captioned = html.includes(CAPTION_END) ? toFigures(html) : html
  if (BLOCK.test(captioned) || !/\n\s*\n/.test(captioned.trim())) return captioned
  const parts = captioned.trim().replace(/\r\n?/g, '\n').split(BLANK_LINE)
  return parts.map((part) => (part.startsWith('<figure>') ? part : `<p>${part}</p>`)).join('\n')
}

function toFigures(html: string): string {
  return html
    .split(CAPTION_END)
    .map((part) => {
      const start = CAPTION_START.exec(part)
      return start ? part.slice(0, start.index) + toFigure(part.slice(start.index + start[0].length), start[0]) : part
    })
    .join('')
}

/** The text stands after the picture, or in older posts in `caption="…"`. */
function toFigure(content: string, shortcode: string): string {
  const media = MEDIA_START.exec(content)?.[0] ?? ''
  const text = content.slice(media.length).trim() || (/caption=["']([^"']*)["']/i.exec(shortcode)?.[1] ?? '')
  return `<figure>${media === '' ? content : media}${text && media ? `<figcaption>${text}</figcaption>` : ''}</figure>`
}
