import type { Text } from '../model.ts'
import { renderPlain } from './plain.ts'
import { toDecoded, toInertLine, toInertText } from './text.ts'
import { parseHtml } from './tree.ts'

/** The text on one line, without markup: titles, names, labels. */
export function toPlainTitle(text: Text | undefined): string {
  return text === undefined ? '' : toInertLine(withoutMarkup(text))
}

/** The text without markup, with its paragraphs. */
export function toPlainText(text: Text | undefined): string {
  return text === undefined ? '' : toInertText(withoutMarkup(text))
}

/** A name that may carry markup or references although nobody said so. */
export function toPlainName(name: string): string {
  const hasMarkup = /<[a-z/!]|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(name)
  return hasMarkup ? toPlainTitle({ value: name, type: 'html' }) : toInertLine(name)
}

function withoutMarkup(text: Text): string {
  if (text.type === 'text') return text.value
  return text.value.includes('<') ? renderPlain(parseHtml(text.value).root) : toDecoded(text.value)
}
