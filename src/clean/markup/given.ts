/**
 * A text as documents give it out, and back. Promises: text that runs from right to left says so on its outermost
 * element, since no format of feeds can; and what comes back is the text that was given out, whatever stood around it.
 */

import type { Direction } from '../../model/content.ts'
import { toOwnDirection } from '../language/direction.ts'
import { withoutFigures } from './figures.ts'

/** Known again by its class, which no cleaned text has. */
const START = /^\s*<div dir="rtl"(?: lang="[\w-]{1,100}")? class="ara-text">/
const END = '</div>'

/** Which way a text runs, and its language (BCP 47). */
export type Run = { readonly direction: Direction; readonly language?: string | undefined }

/** HTML as readers need it that show everything from left to right. */
export function withOutermost(html: string, { direction, language }: Run): string {
  if (html === '' || direction === 'ltr') return html
  const lang = language !== undefined && /^(?!und\b)[\w-]{1,100}$/.test(language) ? ` lang="${language}"` : ''
  return `<div dir="rtl"${lang} class="ara-text">${html}${END}`
}

/** How a part of a story runs, as its summary: of one that runs the other way nobody knows the language. */
export function toPartRun(text: string, run: Run): Run {
  const direction = toOwnDirection(text, run.direction)
  return direction === run.direction ? run : { direction }
}

/** The text without its outermost element, and without the figures below it. */
export function withoutGiven(html: string): string {
  const [start] = START.exec(html) ?? []
  const end = html.trimEnd()
  const isWhole = start !== undefined && end.endsWith(END)
  return withoutFigures(isWhole ? end.slice(start.length, -END.length) : html)
}
