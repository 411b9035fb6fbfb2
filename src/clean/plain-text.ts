import type { Text } from '../model/content.ts'
import { renderPlain } from './plain.ts'
import { toDecoded, toInertLine, toInertText, withoutSections, withWholeReferences } from './text.ts'
import { parseHtml } from './tree.ts'

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

/** Nobody escapes a name more often. */
const MOST_ROUNDS = 4

function hasMarkup(name: string): boolean {
  return /<[a-z/!]|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(name)
}

function withoutMarkup(text: Text): string {
  // A headline about CDATA sections is none.
  if (text.type === 'text') return text.value.startsWith('<![CDATA[') ? withoutSections(text.value) : text.value
  const value = withWholeReferences(withoutSections(text.value))
  return value.includes('<') ? renderPlain(parseHtml(value).root) : toDecoded(value)
}
