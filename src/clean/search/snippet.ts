/**
 * What is shown of a story that was found: its headline, and the part of its text with most of what was searched for.
 * Promises: HTML in which `<mark>` is the only element, in the letters of the story; no word and no grapheme is cut.
 */
import { toReference } from '../../html/escape.ts'
import type { Content } from '../../model/content.ts'
import { withPairedControls } from '../markup/controls.ts'
import type { Find, FoundWord } from './finding.ts'

/** The headline and a part of the text, as HTML. */
export type Snippet = { readonly title: string; readonly text: string }

/** Characters of a part, and of those what stands before the first that was found. */
const LENGTH = 240
const BEFORE = 60
/** Of one text; nobody reads a snippet of a book's end. */
const LONGEST = 200_000
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })
const CUT = '…'

type Part = { readonly text: string; readonly found: readonly FoundWord[] }

export function toSnippet(content: Content, find: Find): Snippet {
  const parts = toTexts(content).map((text) => ({ text, found: find(text, content.language) }))
  const show = (text: string) => mark(text, find(text, content.language))
  return { title: show(content.title), text: toBestPart(parts, show) }
}

/** What a story is found by (content.ts, `toIndex`), the text first. */
function toTexts({ contentText, summary, caption = '', dateline = '', ...more }: Content): string[] {
  const names = [
    more.authors.map(({ name }) => name),
    more.categories.map(({ name, label }) => label ?? name),
    more.places.map(({ name }) => name),
  ]
  const texts = [contentText, summary, caption, dateline, ...names.map((some) => some.join(' · '))]
  return texts.filter((text) => text !== '').map((text) => text.slice(0, LONGEST))
}

/** Of the first text that has most of what was searched for; where none has any, how the story begins. */
function toBestPart(parts: readonly Part[], show: (text: string) => string): string {
  const best = parts
    .map((part) => ({ ...part, window: findWindow(part.found) }))
    .reduce<(Part & { window: Window }) | undefined>(
      (one, other) => (one === undefined || other.window.kinds > one.window.kinds ? other : one),
      undefined,
    )
  if (best === undefined) return ''
  const { text, window } = best
  const start = toStart(text, window.start)
  const end = toEnd(text, window.end, Math.max(window.end, start + LENGTH))
  const part = withPairedControls(text.slice(start, end)).trim()
  return `${start > 0 ? CUT : ''}${show(part)}${end < text.length ? CUT : ''}`
}

type Window = { readonly start: number; readonly end: number; readonly kinds: number }

/** The first place with most of what was searched for near together. */
function findWindow(found: readonly FoundWord[]): Window {
  let best: Window = { start: 0, end: 0, kinds: 0 }
  let last = 0
  const counts = new Map<number, number>()
  for (const [first, { start, of }] of found.entries()) {
    for (; last <= first || (found[last]?.end ?? Number.POSITIVE_INFINITY) - start <= LENGTH - BEFORE; last++) {
      const kind = found[last]?.of ?? of
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    const kinds = [...counts.values()].filter((times) => times > 0).length
    if (kinds > best.kinds) best = { start, end: found[last - 1]?.end ?? start, kinds }
    counts.set(of, (counts.get(of) ?? 0) - 1)
  }
  return best
}

/** A little before what was found, where a word begins. */
function toStart(text: string, found: number): number {
  if (found <= BEFORE) return 0
  const from = found - BEFORE
  const space = text.slice(from - 1, found).search(/\s\S/)
  return space < 0 ? toGrapheme(text, from) : from + space
}

/** Where a word ends: not far before what is wanted, and not before what has to be shown. */
function toEnd(text: string, least: number, wanted: number): number {
  if (wanted >= text.length) return text.length
  const lowest = Math.max(least, wanted - BEFORE)
  for (let at = wanted; at >= lowest; at--) if (isSpace(text, at)) return at
  for (let at = wanted; at < wanted + BEFORE; at++) if (isSpace(text, at)) return at
  return toGrapheme(text, wanted, 'end')
}

function isSpace(text: string, at: number): boolean {
  return at >= text.length || /\s/.test(text.charAt(at))
}

/** The beginning of the grapheme that stands there, or its end where that is not its beginning. */
function toGrapheme(text: string, at: number, edge: 'start' | 'end' = 'start'): number {
  const found = at >= text.length ? undefined : GRAPHEMES.segment(text).containing(at)
  if (found === undefined || found.index === at) return at
  return edge === 'start' ? found.index : found.index + found.segment.length
}

/** A text with what was found in it. */
function mark(text: string, found: readonly FoundWord[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of found) {
    const [from, to] = [toGrapheme(text, start), toGrapheme(text, end, 'end')]
    pieces.push(toHtml(text.slice(at, from)), `<mark>${toHtml(text.slice(from, to))}</mark>`)
    at = to
  }
  return [...pieces, toHtml(text.slice(at))].join('')
}

/** What turns text stays: a whole text has each with its end. */
function toHtml(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[&<>"`]/g, toReference)
}
