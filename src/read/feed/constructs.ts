/** Text constructs: an element's text, and whether it is HTML (RFC 4287 section 3.1, Atom 0.3 `mode`, RSS by custom). */
import type { Person, Text } from '../../model/content.ts'
import { type ItemBuilder, looksLikeHtml, putFirst } from '../builder.ts'
import { toMarkdownText } from '../markdown.ts'
import { decodeText } from '../xml/entity.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readUrl } from './link.ts'

/**
 * Reads a text construct; undefined where there is no text, or none that people read (a picture in base 64).
 * `standard` counts where the element names no type; `guess` is for formats whose plain text is often HTML.
 */
export function readTextConstruct(element: XmlElement, standard: 'text' | 'html', guess: boolean): Text | undefined {
  const type = readType(element.attributes.get('type'))
  if (isBase64(element)) return readBase64(element, type)
  if (type === 'other') return readOther(element)
  if (type === 'markdown') return readMarkdown(element)
  const value = element.text
  if (element.inline) return toText(element, dropWrapper(isEscaped(element) ? decodeText(value) : value), 'html')
  if (type === 'html' || (type === undefined && standard === 'html')) return toText(element, value, 'html')
  return toText(element, value, guess && looksLikeHtml(value) ? 'html' : 'text')
}

function readType(attribute: string | undefined): 'text' | 'html' | 'markdown' | 'other' | undefined {
  const type = attribute?.trim().toLowerCase()
  if (!type) return undefined
  if (/^(?:text\/)?(?:x-)?markdown\b/.test(type)) return 'markdown'
  if (type === 'text' || type === 'plain' || type.startsWith('text/plain')) return 'text'
  if (type === 'xhtml' || type === 'html' || type.startsWith('text/html') || type.includes('xhtml')) return 'html'
  // A type that says nothing of the media type (`escaped`, `string`) is taken for text.
  return type.includes('/') && !type.startsWith('text/') ? 'other' : 'text'
}

function toText(element: XmlElement, raw: string, type: Text['type']): Text | undefined {
  const value = raw.trim()
  return value ? withPlace(element, { value, type }) : undefined
}

/**
 * Tags that are HTML, around tags that are escaped: `type="html"` says that all of it is (TypePad wrapped what it had
 * escaped in a `div`). What stays when the escapes are gone has to be HTML, else it shows how a tag is written.
 */
function isEscaped({ attributes, text }: XmlElement): boolean {
  if (!/^\s*(?:text\/)?html\b/i.test(attributes.get('type') ?? '')) return false
  return text.includes('&lt;/') && looksLikeHtml(decodeText(text))
}

/** A text with what is said of it where it stands. */
function withPlace({ base, language }: XmlElement, text: Text | undefined): Text | undefined {
  return text && { ...text, ...(base ? { base } : {}), ...(language ? { language } : {}) }
}

/** The text that something was made of: read where that is missing. */
export function readMarkdown(element: XmlElement): Text | undefined {
  return withPlace(element, toMarkdownText(element.text))
}

/** Atom 0.3 says `mode="base64"`. */
function isBase64({ attributes }: XmlElement): boolean {
  return [attributes.get('mode'), attributes.get('encoding')].some((mode) => mode?.trim().toLowerCase() === 'base64')
}

function readBase64(element: XmlElement, type: ReturnType<typeof readType>): Text | undefined {
  const bytes = toUnpacked(element.text)
  // Text that only says it is in base 64 is text.
  if (bytes === undefined) return toText(element, element.text, type === 'html' ? 'html' : 'text')
  return toUnpackedText(element, bytes, type === 'html')
}

/**
 * In Atom 1.0 what has a media type that is neither text nor XML is in base 64 (section 4.1.3.3). Data in XML of its own,
 * recordings and pictures are nothing to read; HTML is, whatever it is called.
 */
function readOther(element: XmlElement): Text | undefined {
  if (element.inline) return looksLikeHtml(element.text) ? toText(element, element.text, 'html') : undefined
  if (/^(?:image|audio|video|font)\/|[/+](?:xml|json)\b/i.test(element.attributes.get('type')?.trim() ?? ''))
    return undefined
  const bytes = toUnpacked(element.text)
  return bytes && toUnpackedText(element, bytes, false)
}

function toUnpacked(text: string): Uint8Array | undefined {
  const packed = text.replace(/[\s=]+/g, '')
  if (!/^[A-Za-z0-9+/]*$/.test(packed) || packed.length % 4 === 1) return undefined
  return Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
}

/** Bytes that are no text (a picture) say nothing to a reader. */
function toUnpackedText(element: XmlElement, bytes: Uint8Array, isHtml: boolean): Text | undefined {
  const value = new TextDecoder().decode(bytes)
  if (/[\0-\x08\x0e-\x1f\ufffd]/.test(value)) return undefined
  return toText(element, value, isHtml || looksLikeHtml(value) ? 'html' : 'text')
}

/** The `div` that xhtml content must be wrapped in is not part of it (RFC 4287 section 3.1.1.3). */
function dropWrapper(html: string): string {
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

// Who wrote it: `joe@example.org (Joe Doe)`, `Joe Doe <joe@example.org>`, `Joe Doe`.

const EMAIL = /[a-zA-Z0-9_\-.+]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}/

/** A whole line of an address book where only the name belongs. */
const ADDRESSED = /<[^<>@\s]{1,64}@[^<>\s]{1,255}>\s*$/

/** A person from one line of text; undefined when it names nobody. */
export function toPerson(line: string): Person | undefined {
  const written = line.replace(/\s+/g, ' ').trim()
  if (!written) return undefined
  // Sites write addresses as references, so that nobody collects them.
  const text = written.includes('&#') && !written.includes('@') ? decodeText(written) : written
  const email = text.includes('@') ? EMAIL.exec(text.slice(0, 1000))?.[0] : undefined
  if (!email) return { name: written }
  const name = text
    .replace(email, '')
    .replace(/^\?subject=\S+/, '')
    .replace(/^mailto:|\((?:mailto:)?\s*\)|<(?:mailto:)?\s*>|\[\s*\]/gi, '')
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .trim()
    // A name with a comma stands in quotes before an address (RFC 5322 section 3.2.4).
    .replace(/^"([^"]*)"$/, '$1')
  return { name, email }
}

/** A person from an element: Atom's name, uri and email, or text. */
export function readPerson(element: XmlElement): Person | undefined {
  const child = (...names: string[]) =>
    element.children.find((one) => names.includes(one.name))?.text.trim() || undefined
  const name = child('name', 'itunes:name', 'foaf:name')
  const email = child('email', 'itunes:email', 'foaf:mbox')
  const url = readHomepage(element)
  if (name === undefined && email === undefined && url === undefined)
    return readNested(element) ?? toPerson(element.text)
  const named = name === undefined || ADDRESSED.test(name) ? toPerson(name ?? element.text) : { name }
  return { name: '', ...named, ...(email ? { email } : {}), ...(url ? { url } : {}) }
}

function readHomepage(person: XmlElement): string | undefined {
  const names = ['uri', 'url', 'homepage', 'href', 'foaf:homepage']
  const element = person.children.find((one) => names.includes(one.name) && one.text.trim() !== '')
  return element && readUrl(element, element.text, person)
}

/** `<dc:creator><foaf:Person foaf:name="Joe"/></dc:creator>`, as RDF has it. */
function readNested(element: XmlElement): Person | undefined {
  const inner = element.children.find((one) => one.name === 'foaf:person' || one.name === 'rdf:description')
  if (!inner) return undefined
  const name = inner.attributes.get('foaf:name') ?? inner.children.find((one) => one.name === 'foaf:name')?.text
  return name ? toPerson(name) : undefined
}

// Where an item is about: GeoRSS (simple and GML) and W3C Basic Geo.

/** Coordinates that stand in two elements, or whose name stands beside them. */
export type Spot = { latitude?: number; longitude?: number; name?: string }

export function readSpot(spot: Spot, element: XmlElement): void {
  switch (element.name) {
    case 'georss:point':
    case 'gml:pos':
      readPair(spot, element.text)
      return
    case 'geo:lat':
      putFirst(spot, 'latitude', toDegrees(element.text, 90))
      return
    case 'geo:long':
    case 'geo:lon':
      putFirst(spot, 'longitude', toDegrees(element.text, 180))
      return
    case 'georss:featurename':
    case 'podcast:location':
      putFirst(spot, 'name', element.text.trim())
      return
    case 'georss:where':
    case 'gml:point':
    case 'geo:point':
      for (const child of element.children) readSpot(spot, child)
  }
}

function readPair(spot: Spot, text: string): void {
  const [latitude, longitude] = text.trim().split(/[\s,]+/)
  const pair = [toDegrees(latitude, 90), toDegrees(longitude, 180)] as const
  if (pair[0] === undefined || pair[1] === undefined || spot.latitude !== undefined) return
  spot.latitude = pair[0]
  spot.longitude = pair[1]
}

function toDegrees(text: string | undefined, limit: number): number | undefined {
  const value = text?.trim() ? Number(text) : Number.NaN
  return Math.abs(value) <= limit ? value : undefined
}

export function settleSpot(item: ItemBuilder, { latitude, longitude, name }: Spot): void {
  if (latitude === undefined || longitude === undefined) return
  item.location = { latitude, longitude, ...(name ? { name } : {}) }
}
