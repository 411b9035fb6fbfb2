/**
 * The further pictures of a story below its text, as HTML that every reader shows. Promises: they are known again by
 * their box, whose class no cleaned text has, so that a text that comes back is the text that was given out.
 */
import type { Picture } from '../../model/content.ts'
import { escapeHtml } from './text.ts'

const START = '<div class="ara-pictures">'
const END = '</div>'

/** The text with figures below it. */
export function withFigures(html: string, pictures: readonly Picture[]): string {
  return pictures.length === 0
    ? html
    : `${html}${html === '' ? '' : '\n'}${START}${pictures.map(toFigure).join('')}${END}`
}

/** The text without such figures. */
export function withoutFigures(html: string): string {
  const start = html.trimEnd().endsWith(END) ? html.lastIndexOf(START) : -1
  return start < 0 ? html : html.slice(0, start).trimEnd()
}

function toFigure({ url, width, height, caption, alt, credit }: Picture): string {
  const size = width && height ? ` width="${width}" height="${height}"` : ''
  const words = [caption, credit]
    .filter((line) => line !== undefined && line !== '')
    .map((line) => escapeHtml(line ?? ''))
  const below = words.length === 0 ? '' : `<figcaption>${words.join(' ')}</figcaption>`
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt ?? caption ?? '')}"${size}>${below}</figure>`
}
