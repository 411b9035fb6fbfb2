/** An escaping XML writer: strings in, strings out, nothing to forget. Text must be XML-safe (clean sees to it). */

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** A piece of finished markup; only the functions here make one. */
export type Markup = { readonly xml: string }

/** Nothing at all: what is written where a fact is missing. */
export const nothing: Markup = { xml: '' }

/** An element with attributes (`undefined` ones are left out) and children. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const inside = children.map((child) => child.xml).join('')
  const start = `<${name}${renderAttributes(attributes)}`
  return { xml: inside === '' ? `${start}/>\n` : `${start}>\n${inside}</${name}>\n` }
}

/** An element with text in it; nothing when there is no text. */
export function textElement(name: string, text: string | number | undefined, attributes: Attributes = {}): Markup {
  if (text === undefined || text === '') return nothing
  return { xml: `<${name}${renderAttributes(attributes)}>${escapeText(String(text))}</${name}>\n` }
}

/** Several pieces as one. */
export function group(...parts: readonly Markup[]): Markup {
  return { xml: parts.map((part) => part.xml).join('') }
}

/** A whole document. */
export function renderDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}`
}

/** Text between tags. A carriage return would be read as a line feed, and `]]>` is not allowed (XML 1.0 §2.4, §2.11). */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, toReference)
}

/** Text between double quotes; white space other than blanks would be read as blanks (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, toReference)
}

function renderAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('')
}

function toReference(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return `&#${character.charCodeAt(0)};`
  }
}
