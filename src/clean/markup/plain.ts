/** HTML as the text that readers see. Promises: words that stand apart stay apart, and blocks are lines. */

import { parseHtml } from '../../html/bounded.ts'
import { type Element, HTML, isElement, isText, MATHML, type Node, type Parent, rawAttribute } from '../../html/tree.ts'
import type { Text } from '../../model/content.ts'
import { DROPPED, RENAMED } from './allowed.ts'
import { withoutControls } from './controls.ts'
import {
  decodeReferences,
  toInertLine,
  toInertText,
  toXmlSafeText,
  withJoinedSurrogates,
  withoutSections,
} from './text.ts'

/** These stand on lines of their own, with a blank line around. */
const PARAGRAPHS = new Set(
  `p div section article aside header footer address h1 h2 h3 h4 h5 h6 pre blockquote ul ol dl figure figcaption
  details summary table caption hr`.split(/\s+/),
)
/** These on lines of their own. */
const LINES = new Set(['li', 'dt', 'dd', 'tr', 'thead', 'tbody', 'tfoot', 'legend', 'option'])

const SILENT = new Set(['audio', 'video', 'annotation', 'annotation-xml'])

type Sheet = {
  skip: ReadonlySet<Node>
  text: string
  pending: string
  blank: boolean
  lists: (number | undefined)[]
  pre: number
}

/**
 * The text of a tree as people would type it: paragraphs with a blank line between, `•` or numbers
 * before list items, tabs between cells, line breaks as they are; pictures and nodes to `skip` leave nothing.
 */
export function renderPlain(parent: Parent, skip: ReadonlySet<Node> = new Set()): string {
  const sheet: Sheet = { skip, text: '', pending: '', blank: false, lists: [], pre: 0 }
  writeChildren(parent, sheet)
  return toXmlSafeText(sheet.text).trim()
}

function writeChildren(parent: Parent, sheet: Sheet): void {
  for (const node of parent.childNodes) writeNode(node, sheet)
}

function writeNode(node: Node, sheet: Sheet): void {
  // Characters that are taken out must not keep the blanks around them apart.
  if (isText(node)) writeText(toXmlSafeText(node.value), sheet)
  else if (isElement(node) && !sheet.skip.has(node) && (node.namespaceURI === HTML || node.namespaceURI === MATHML))
    writeElement(node, sheet)
}

function writeElement(element: Element, sheet: Sheet): void {
  const name = RENAMED.get(element.tagName) ?? element.tagName
  if (DROPPED.has(element.tagName) || SILENT.has(name)) return
  if (name === 'br') breakLine(sheet)
  else if (PARAGRAPHS.has(name)) writeParagraph(element, name, sheet)
  else if (LINES.has(name)) writeLine(element, name, sheet)
  else writeInline(element, name, sheet)
}

function writeInline(element: Element, name: string, sheet: Sheet): void {
  if ((name === 'td' || name === 'th') && !atLineStart(sheet)) sheet.pending = '\t'
  if (name === 'q') writeText('“', sheet)
  writeChildren(element, sheet)
  if (name === 'q') writeText('”', sheet)
}

function writeParagraph(element: Element, name: string, sheet: Sheet): void {
  const isList = name === 'ul' || name === 'ol'
  // A list within a list item stays with it.
  const gap = sheet.lists.length > 0 ? '\n' : '\n\n'
  separate(sheet, gap)
  if (isList) sheet.lists.push(name === 'ol' ? Number(rawAttribute(element, 'start') ?? 1) || 1 : undefined)
  if (name === 'pre') sheet.pre++
  writeChildren(element, sheet)
  if (name === 'pre') sheet.pre--
  if (isList) sheet.lists.pop()
  separate(sheet, gap)
}

function writeLine(element: Element, name: string, sheet: Sheet): void {
  separate(sheet, '\n')
  if (name === 'li') writeText(toBullet(sheet), sheet)
  writeChildren(element, sheet)
  separate(sheet, '\n')
}

function toBullet(sheet: Sheet): string {
  const level = sheet.lists.length - 1
  const number = sheet.lists[level]
  if (number === undefined) return '• '
  sheet.lists[level] = number + 1
  return `${number}. `
}

function writeText(text: string, sheet: Sheet): void {
  const collapsed = sheet.pre > 0 ? text.replace(/\r\n?/g, '\n') : text.replace(/[ \t\n\r\f]+/g, ' ')
  const start = atLineStart(sheet) && sheet.pre === 0 ? collapsed.trimStart() : collapsed
  if (start === '') return
  if (start === ' ') {
    sheet.pending ||= ' '
    return
  }
  const isSpaced = /^\s/.test(start) && sheet.pre === 0
  sheet.text +=
    (isSpaced && sheet.pending === ' ' ? '' : sheet.text === '' ? '' : sheet.pending) + start.replace(/ $/, '')
  sheet.pending = start.endsWith(' ') && sheet.pre === 0 ? ' ' : ''
}

function breakLine(sheet: Sheet): void {
  sheet.pending = sheet.pending.startsWith('\n') ? `${sheet.pending}\n` : '\n'
}

/** Asks for at least this much of a break before what comes next. */
function separate(sheet: Sheet, gap: string): void {
  if (!sheet.pending.startsWith('\n') || sheet.pending.length < gap.length) sheet.pending = gap
}

function atLineStart(sheet: Sheet): boolean {
  return sheet.text === '' || sheet.pending.startsWith('\n')
}

/** The text on one line, without markup: titles, names, labels. */
export function toPlainTitle(text: Text | undefined): string {
  return text === undefined ? '' : toInertLine(withoutMarkup(text))
}

/** The text without markup, with its paragraphs. */
export function toPlainText(text: Text | undefined): string {
  return text === undefined ? '' : toInertText(withoutMarkup(text))
}

/**
 * A name that may carry markup or references although nobody said so. What comes out is the same when it goes in again:
 * names are read, written and read again as they travel.
 */
export function toPlainName(name: string): string {
  let plain = name
  for (let round = 0; round < MOST_ROUNDS && hasMarkup(plain); round++) {
    plain = toPlainTitle({ value: plain, type: 'html' })
  }
  return toInertLine(plain).replace(/\s+/g, ' ').trim()
}

/** A name that is compared, of a person, a place or a tag: whatever turns its letters is no part of it. */
export function toBareName(name: string): string {
  return withoutControls(toPlainName(name)).trim()
}

/** Nobody escapes a name more often. */
const MOST_ROUNDS = 4

function hasMarkup(name: string): boolean {
  return /<[a-z/!]|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(name)
}

function withoutMarkup(text: Text): string {
  // A headline about CDATA sections is none.
  if (text.type === 'text') return text.value.startsWith('<![CDATA[') ? withoutSections(text.value) : text.value
  const value = withJoinedSurrogates(withoutSections(text.value))
  return value.includes('<') ? renderPlain(parseHtml(value).root) : decodeReferences(value)
}
