/** An escaping XML writer: strings in, strings out. Text must be XML-safe (`safe.ts` sees to it). */

import { toReference } from '../html/escape.ts'

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with finished markup in it; `undefined` attributes are left out. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const start = `<${name}${renderAttributes(attributes)}`
  return inside === '' ? `${start}/>\n` : `${start}>\n${inside}</${name}>\n`
}

/** An element with text in it; nothing when there is no text. */
export function textElement(name: string, text: string | number | undefined, attributes?: Attributes): string {
  if (text === undefined || text === '') return ''
  const start = attributes === undefined ? name : name + renderAttributes(attributes)
  return `<${start}>${escapeText(String(text))}</${name}>\n`
}

/** A whole document. */
export function renderXmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}`
}

/** Text between tags. A carriage return would be read as a line feed, and `]]>` is not allowed (XML 1.0 §2.4, §2.11). */
export function escapeText(text: string): string {
  // Nearly no text has any of them, and nothing finds out as fast.
  const isPlain = !text.includes('&') && !text.includes('<') && !text.includes('>') && !text.includes('\r')
  return isPlain ? text : text.replace(/[&<>\r]/g, toReference)
}

/** HTML as text: a CDATA section, which is shorter than HTML with its tags escaped, and quicker to write and read. */
export function toCdata(html: string): string {
  return html.includes(']]>') || html.includes('\r') ? escapeText(html) : `<![CDATA[${html}]]>`
}

/** Text between double quotes; white space other than blanks would be read as blanks (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string {
  return /[&<>"\t\n\r]/.test(text) ? text.replace(/[&<>"\t\n\r]/g, toReference) : text
}

/** What the W3C's validator takes for HTML in text that is said to have none: an end tag, a reference. */
export function isTakenForHtml(text: string): boolean {
  return (text.includes('&') || text.includes('<')) && /<\/\w+>|&#?\w+;/.test(text)
}

export function renderAttributes(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) text += ` ${name}="${escapeAttribute(String(value))}"`
  }
  return text
}
