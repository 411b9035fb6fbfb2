/**
 * Values for xml-js, which `feed` writes with. Seen in xml-js 1.6.11: text turns `&amp;` back into `&` before it
 * escapes, attributes escape nothing but quotes, and of several `]]>` in CDATA only the first is taken apart.
 */
import { escapeAttribute } from './xml.ts'

/** Text that comes out as it went in. */
export function toText(text: string): string {
  return text.replaceAll('&', '&amp;')
}

/** An element with text in it. */
export function toTextElement(text: string, attributes: Attributes = {}): Element {
  return { _attributes: toAttributes(attributes), _text: toText(text) }
}

/** An element with HTML in it; several CDATA sections where the HTML contains the end of one. */
export function toHtmlElement(html: string): Element {
  return { _cdata: html.includes(']]>') ? html.split(/(?<=\]\])(?=>)/) : html }
}

/** An element with nothing but attributes and children. */
export function toElement(attributes: Attributes, children: Element = {}): Element {
  return { _attributes: toAttributes(attributes), ...children }
}

/** Attributes, escaped, without the missing ones. */
export function toAttributes(attributes: Attributes): Record<string, string> {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.map(([name, value]) => [name, escapeAttribute(String(value))]))
}

/** One element after the other under one name: `feed` calls it a record, xml-js takes a list as well. */
export function toObjects(value: Element | readonly Element[]): Record<string, unknown> {
  return value as Record<string, unknown>
}

export type Element = Readonly<Record<string, unknown>>

type Attributes = Readonly<Record<string, string | number | undefined>>
