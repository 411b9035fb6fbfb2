/**
 * A tree as HTML that can do nothing. Promises: only listed elements and attributes, addresses that run nothing, a
 * bounded depth, and a text that every parser reads as it was written.
 */

import { type Fragment, parseHtml } from '../../html/bounded.ts'
import {
  type Element,
  HTML,
  isElement,
  isText,
  MATHML,
  type Node,
  type Parent,
  rawAttribute,
  textOf,
} from '../../html/tree.ts'
import { toAbsoluteAddress, toLinkAddress } from '../identity/url.ts'
import { DROPPED, ELEMENTS, LIST_TYPE, MEDIA_TYPE, RENAMED, SCOPES, VALUES, VOID } from './allowed.ts'
import { type Anchors, findAnchors, type LinkContext } from './anchors.ts'
import { writeMath } from './math.ts'
import { isPixel, toAbsoluteSet, toPictureSet, toPictureSource, withLateSources } from './picture-source.ts'
import { escapeHtml, toXmlSafeText } from './text.ts'

/** Deeper than this, elements leave their content to those around them. */
const DEPTH = 64
const HEADING = /^h[1-6]$/
const HOLLOW = new Set(['a', 'p', 'div'])
/** They stand around something, and are nothing themselves. */
const FRAMES = new Set(['figure', 'figcaption'])
const RUBY = /^r(?:b|t|tc|p)$/
/** Writing again settles nearly all at the first repetition. */
const ROUNDS = 4

/** A picture as it was written, and the text of the figure caption that goes with it. */
export type WrittenPicture = {
  readonly url: string
  readonly width?: number
  readonly height?: number
  readonly image: Element
}
type SafeHtml = { readonly html: string; readonly pictures: readonly WrittenPicture[] }

type Writer = {
  out: string[]
  base: string | undefined
  readonly anchors: Anchors
  pictures: WrittenPicture[]
  depth: number
  parent: string
  isOdd: boolean
}

/**
 * Writes a tree as HTML that can do nothing: only what allowed.ts names, every address absolute,
 * every `<` of text escaped. It parses to the tree it was written from, so no parser makes anything
 * else of it (mutation XSS).
 */
export function renderSafe(fragment: Fragment, around: LinkContext): SafeHtml {
  const anchors = findAnchors(fragment.root, around)
  const first = renderOnce(fragment, around.base, anchors)
  if (anchors.ids.size === 0) return first
  const written = new Set(Array.from(first.html.matchAll(/ id="([^"]*)"/g), ([, id]) => id))
  const lost = [...anchors.ids.values()].filter((id) => !written.has(id))
  if (lost.length === 0) return first
  // A link to what was not written leads to the story's page.
  return renderOnce(fragment, around.base, findAnchors(fragment.root, around, new Set(lost)))
}

function renderOnce({ root, isOdd }: Fragment, base: string | undefined, anchors: Anchors): SafeHtml {
  const writer = newWriter(base, anchors, isOdd)
  writeChildren(root, writer)
  const html = writer.out.join('').trim()
  return { html: writer.isOdd ? toSettled(html) : html, pictures: writer.pictures }
}

function newWriter(base: string | undefined, anchors: Anchors, isOdd: boolean): Writer {
  return { out: [], base, anchors, pictures: [], depth: 0, parent: '', isOdd }
}

/** Writes what the HTML parses to until it stays the same. */
function toSettled(html: string): string {
  let before = html
  for (let round = 0; round < ROUNDS; round++) {
    const { root } = parseHtml(before)
    const writer = newWriter(undefined, findAnchors(root, {}), false)
    writeChildren(root, writer)
    const after = writer.out.join('').trim()
    if (after === before) return after
    before = after
  }
  return `<p>${escapeHtml(textOf(parseHtml(before).root).trim())}</p>`
}

function writeChildren(parent: Parent, writer: Writer): void {
  for (const node of parent.childNodes) writeNode(node, writer)
}

function writeNode(node: Node, writer: Writer): void {
  if (isText(node)) writer.out.push(escapeHtml(node.value))
  else if (!isElement(node)) return
  else if (node.namespaceURI === HTML) writeBased(node, writer)
  else if (node.namespaceURI === MATHML) writeFormula(node, writer)
  // SVG can hold scripts, styles and links in too many ways: it goes with all that is in it.
}

function writeFormula(element: Element, writer: Writer): void {
  writer.isOdd = true
  writeMath(element, writer.out, DEPTH - writer.depth)
}

/** XHTML may say of any element what the addresses in it are relative to (XML Base section 3.1). */
function writeBased(element: Element, writer: Writer): void {
  const { base } = writer
  const own = element.attrs.length > 0 ? rawAttribute(element, 'xml:base') : undefined
  if (own) writer.base = toAbsoluteAddress(own, base) ?? base
  writeElement(element, writer)
  writer.base = base
}

function writeElement(element: Element, writer: Writer): void {
  const name = RENAMED.get(element.tagName) ?? element.tagName
  const allowed = ELEMENTS.get(name)
  if (DROPPED.has(element.tagName) || name === 'source' || name === 'track') return
  if (!allowed || writer.depth >= DEPTH) unwrap(element, writer)
  else if (name === 'img') writeImage(element, writer)
  else if (name === 'picture') writePicture(element, writer)
  else if (name === 'audio' || name === 'video') writeMedia(element, name, allowed, writer)
  else writeTags(element, name, toAttributes(element, allowed, writer), writer)
}

function writeTags(element: Element, name: string, attributes: string, writer: Writer): void {
  if (isOddPlace(element, name, writer.parent)) writer.isOdd = true
  if (name === 'a' ? !attributes.includes(' href="') : name === 'span' && attributes === '') {
    unwrap(element, writer)
    return
  }
  const start = writer.out.length
  writer.out.push(`<${name}${attributes}>`)
  if (VOID.has(name)) return
  const { parent } = writer
  writer.parent = name
  writer.depth++
  writeChildren(element, writer)
  writer.depth--
  writer.parent = parent
  if (name === 'pre') keepFirstBreak(start, writer)
  if ((HOLLOW.has(name) || FRAMES.has(name)) && isHollow(element, name, start, writer)) writer.out.length = start
  else writer.out.push(`</${name}>`)
}

/** The parser eats the first line break of a `pre`. */
function keepFirstBreak(start: number, writer: Writer): void {
  let first = start + 1
  while (writer.out[first] === '') first++
  if (writer.out[first]?.startsWith('\n')) writer.out[first] = `\n${writer.out[first]}`
}

/**
 * Where the parser would not put an element of this name: a heading right in a heading, a part of
 * ruby elsewhere, and what was no `div` (a form in a table, a list item in a `main` in a list item).
 */
function isOddPlace(element: Element, name: string, parent: string): boolean {
  if (name === 'div') return element.tagName !== name
  return (HEADING.test(name) && HEADING.test(parent)) || (RUBY.test(name) && parent !== 'ruby' && parent !== 'rtc')
}

/** Nothing is left of the elements that a link or a box stood around: counters, players of unknown hosts. */
function isHollow(element: Element, name: string, start: number, writer: Writer): boolean {
  for (let i = start + 1; i < writer.out.length; i++) {
    if (writer.out[i]?.trim() !== '') return false
  }
  return FRAMES.has(name) || element.childNodes.some(isElement)
}

function unwrap(element: Element, writer: Writer): void {
  const id = writer.anchors.ids.get(element)
  if (SCOPES.has(element.tagName) || writer.depth >= DEPTH || id !== undefined) writer.isOdd = true
  if (id !== undefined) writer.out.push(`<span id="${escapeHtml(id)}"></span>`)
  writeChildren(element, writer)
}

function writeImage(image: Element, writer: Writer): void {
  const url = toPictureSource(image, writer.base)
  if (url && !isPixel(image, url)) writeImageTag(image, url, writer)
  writeChildren(image, writer) // `amp-img` has an end tag, and its fallback in between
}

function writeImageTag(image: Element, url: string, writer: Writer): void {
  const set = toPictureSet(image, writer.base)
  const others = toAttributes(image, ELEMENTS.get('img')?.filter((name) => !name.startsWith('src')) ?? [], writer)
  writer.out.push(`<img src="${escapeHtml(url)}"${set ? ` srcset="${escapeHtml(set)}"` : ''}${others}>`)
  writer.pictures.push({ url, image, ...toNumber(image, 'width'), ...toNumber(image, 'height') })
}

function toNumber(image: Element, name: 'width' | 'height'): { width?: number; height?: number } {
  const value = rawAttribute(image, name)?.trim() ?? ''
  return /^\d{1,5}$/.test(value) ? { [name]: Number(value) } : {}
}

/** The sources of a `picture` and its image; what an unclosed one has swallowed besides comes after it. */
function writePicture(picture: Element, writer: Writer): void {
  const image = picture.childNodes.filter(isElement).find((child) => child.tagName === 'img')
  const start = writer.out.push('<picture>') - 1
  for (const child of image ? picture.childNodes.filter(isElement) : []) {
    if (child.tagName === 'source') writeSource(child, writer)
  }
  const sources = writer.out.length
  if (image) writeImage(image, writer)
  if (writer.out.length === sources) writer.out.length = start
  else writer.out.push('</picture>')
  for (const child of picture.childNodes) {
    if (child !== image) writeNode(child, writer)
  }
}

function writeSource(source: Element, writer: Writer): void {
  const attributes = toAttributes(withLateSources(source), ELEMENTS.get('source') ?? [], writer)
  if (/ src(?:set)?=/.test(attributes)) writer.out.push(`<source${attributes}>`)
}

/** Sound and film with their controls, started by nobody but the reader; dropped where there is nothing to play. */
function writeMedia(element: Element, name: string, allowed: readonly string[], writer: Writer): void {
  const start = writer.out.length
  const attributes = toAttributes(withLateSources(element), allowed, writer)
  writer.out.push(`<${name} controls${attributes}>`)
  for (const child of element.childNodes.filter(isElement)) {
    if (child.tagName === 'source') writeSource(child, writer)
  }
  const hasSource = attributes.includes(' src=') || writer.out.length > start + 1
  for (const child of element.childNodes.filter(isElement)) {
    const track = child.tagName === 'track' ? toAttributes(child, ELEMENTS.get('track') ?? [], writer) : ''
    if (track.includes(' src=')) writer.out.push(`<track${track}>`)
  }
  if (hasSource) writer.out.push(`</${name}>`)
  else writer.out.length = start
}

function toAttributes(element: Element, allowed: readonly string[], writer: Writer): string {
  if (element.attrs.length === 0 && element.tagName !== 'center') return ''
  const found = new Map<string, string>()
  for (const { name, value } of element.attrs) {
    const plain = name === 'xml:lang' ? 'lang' : name
    const isAllowed = GLOBAL.has(plain) || allowed.includes(plain)
    const safe = isAllowed && !found.has(plain) ? toSafeValue(plain, toXmlSafeText(value), element, writer) : undefined
    if (safe !== undefined) found.set(plain, safe)
  }
  if (element.tagName === 'center' && !found.has('style')) found.set('style', 'text-align:center')
  const id = writer.anchors.ids.get(element)
  if (id !== undefined) found.set('id', id)
  let text = ''
  for (const [name, value] of found)
    text += value === '' && name !== 'alt' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`
  return text
}

const GLOBAL = new Set(['dir', 'lang', 'title', 'style'])

function toSafeValue(name: string, value: string, element: Element, writer: Writer): string | undefined {
  switch (name) {
    case 'href':
      return writer.anchors.toInner(value, writer.base) ?? writer.anchors.toOuter(value, writer.base)
    case 'cite':
      return toLinkAddress(value, writer.base)
    case 'src':
    case 'poster':
      return toAbsoluteAddress(value, writer.base)
    case 'srcset':
      return toAbsoluteSet(value, writer.base)
    case 'type':
      return element.tagName === 'ol' ? LIST_TYPE(value) : MEDIA_TYPE(value)
    default:
      return VALUES.get(name)?.(value)
  }
}
