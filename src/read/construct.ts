/** Text constructs: an element's text, and whether it is HTML (RFC 4287 section 3.1, Atom 0.3 `mode`, RSS by custom). */
import type { Text } from '../model/content.ts'
import type { Element } from './element.ts'
import { looksLikeHtml } from './markup.ts'

/**
 * Reads a text construct; undefined where there is no text, or none that people read (a picture in base 64).
 * `usual` counts where the element names no type; `guess` is for formats whose plain text is often HTML.
 */
export function readText(element: Element, usual: 'text' | 'html', guess: boolean): Text | undefined {
  const type = readType(element.attributes.get('type'))
  // Data in XML of its own, or bytes of a picture, are nothing to read; HTML is, whatever it is called.
  if (type === 'other' && !isBase64(element)) {
    return element.inline && looksLikeHtml(element.text) ? toText(element, element.text, 'html') : undefined
  }
  if (isBase64(element)) return readBase64(element, type)
  if (element.inline) return toText(element, dropWrapper(element.text), 'html')
  const value = element.text
  if (type === 'html' || (type === undefined && usual === 'html')) return toText(element, value, 'html')
  return toText(element, value, guess && looksLikeHtml(value) ? 'html' : 'text')
}

function readType(attribute: string | undefined): 'text' | 'html' | 'other' | undefined {
  const type = attribute?.trim().toLowerCase()
  if (!type) return undefined
  if (type === 'text' || type === 'plain' || type.startsWith('text/plain')) return 'text'
  if (type === 'xhtml' || type === 'html' || type.startsWith('text/html') || type.includes('xhtml')) return 'html'
  // A type that says nothing of the media type (`escaped`, `string`) is taken for text.
  return type.includes('/') && !type.startsWith('text/') ? 'other' : 'text'
}

function toText(element: Element, raw: string, type: Text['type']): Text | undefined {
  const value = raw.trim()
  if (!value) return undefined
  const { base, language } = element
  return { value, type, ...(base ? { base } : {}), ...(language ? { language } : {}) }
}

/** Atom 0.3 says `mode="base64"`; in Atom 1.0 every media type that is neither text nor XML is (section 4.1.3.3). */
function isBase64(element: Element): boolean {
  return element.attributes.get('mode')?.trim().toLowerCase() === 'base64'
}

function readBase64(element: Element, type: ReturnType<typeof readType>): Text | undefined {
  const packed = element.text.replace(/[\s=]+/g, '')
  // Text that only says it is in base 64 is text.
  if (!/^[A-Za-z0-9+/]*$/.test(packed) || packed.length % 4 === 1) {
    return toText(element, element.text, type === 'html' ? 'html' : 'text')
  }
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
  const value = new TextDecoder().decode(bytes)
  // Bytes that are no text (a picture) say nothing to a reader.
  if (value.includes('\ufffd') || value.includes('\0')) return undefined
  return toText(element, value, type === 'html' || looksLikeHtml(value) ? 'html' : 'text')
}

/** The `div` that xhtml content must be wrapped in is not part of it (RFC 4287 section 3.1.1.3). */
export function dropWrapper(html: string): string {
  const text = html.trim()
  const start = /^<div\b[^<>]*>/i.exec(text)?.[0].length
  if (start === undefined || !/<\/div>$/i.test(text)) return text
  let depth = 0
  for (const { 0: tag, index } of text.matchAll(/<(\/?)div\b[^<>]*>/gi)) {
    depth += tag[1] === '/' ? -1 : 1
    if (depth === 0 && index + tag.length < text.length) return text
  }
  return depth === 0 ? text.slice(start, -'</div>'.length) : text
}
