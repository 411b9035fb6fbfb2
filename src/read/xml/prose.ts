/** Markup that stands as tags inside elements that hold running text: it becomes HTML text. */

import { toAttributeMarkup } from './entity.ts'
import type { Frame } from './namespace.ts'
import type { Name } from './vocabulary.ts'

/** What BCP 47 calls a language that nobody names, where one was named around it (XML 1.0, section 2.12). */
export const UNKNOWN = 'und'

/** HTML elements that have no end tag. */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

/** Namespace prefixes go: `<xhtml:p>` is `<p>`. An empty `<p/>` gets the end tag that HTML wants. */
export function appendTag(
  frame: Frame,
  tag: string,
  name: Name,
  attributes: ReadonlyMap<string, string>,
  selfClosing: boolean,
): void {
  const local = tag.slice(tag.indexOf(':') + 1)
  const isFirst = frame.text.length < 80 && frame.text.trim() === ''
  const isWrapper = isFirst && local === 'div'
  if (isFirst) inheritFrom(frame, attributes, isWrapper)
  frame.inline = true
  // What all of it is relative to now is so of this element already.
  frame.text += `<${local}${renderAttributes(attributes, isWrapper ? frame.base : undefined)}>`
  if (selfClosing) {
    if (!VOID.has(local.toLowerCase())) frame.text += `</${local}>`
  } else if (name.full === frame.name) frame.nested++
}

/** The element that all of the text stands in (Atom's `div`) may say its base and language in the place of ours. */
function inheritFrom(frame: Frame, attributes: ReadonlyMap<string, string>, isWrapper: boolean): void {
  const base = attributes.get('xml:base')
  if (base && isWrapper) frame.base = URL.parse(base, frame.base)?.href ?? frame.base
  const language = attributes.get('xml:lang')
  if (language !== undefined) frame.language = language || UNKNOWN
}

function renderAttributes(attributes: ReadonlyMap<string, string>, base: string | undefined): string {
  let html = ''
  for (const [name, said] of attributes) {
    if (name.startsWith('xmlns') || !/^[\w:.-]+$/.test(name)) continue
    const value = name === 'xml:base' ? (base ?? said) : said
    html += ` ${name === 'xml:lang' ? 'lang' : name}="${toAttributeMarkup(value)}"`
  }
  return html
}

export function appendEndTag(frame: Frame, tag: string, name: Name): void {
  if (name.full === frame.name && frame.nested > 0) frame.nested--
  const local = tag.slice(tag.indexOf(':') + 1)
  if (VOID.has(local.toLowerCase()) || !/^[A-Za-z][\w.-]*$/.test(local)) return
  frame.inline = true
  frame.text += `</${local}>`
}
