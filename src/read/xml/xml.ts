/**
 * The one XML reader: tolerant, streaming, with htmlparser2's tokenizer for tags that are broken.
 * Promises: any text is read, in linear time and without recursion; what is broken costs the elements it is in,
 * not the document; nothing outside the document is ever loaded.
 * A vocabulary says which elements are reported as they come (`stream`) and which as small trees of their own.
 */

import { toResolvedAddress } from '../../clean/identity/url.ts'
import { finish, type Steps } from '../../steps.ts'

import { decodeText, type Entities, readEntities, toMarkup } from './entity.ts'
import {
  type Binding,
  bindPrefixes,
  type Frame,
  type Namespaces,
  newNamespaces,
  resolveName,
  toAttributes,
  unbindPrefixes,
  type XmlElement,
} from './namespace.ts'
import { appendEndTag, appendTag, UNKNOWN } from './prose.ts'
import { type Scanner, scan } from './scan.ts'
import { accepts, holdsProse, type Name, type Vocabulary } from './vocabulary.ts'

type Sink = {
  /** A stream element begins. */
  readonly open?: (element: XmlElement) => void
  /** A stream element ends. */
  readonly close?: (element: XmlElement) => void
  /** An element that stands directly in a stream element, whole. `cut`: the document ended inside it. */
  readonly take: (element: XmlElement, parent: XmlElement | undefined, cut: boolean) => void
}

/** What was found out about the document. */
export type XmlReport = { readonly complete: boolean; readonly unclosed: boolean }

type Reader = {
  readonly sink: Sink
  /** Base that the document's own ones are relative to. */
  readonly outer: string | undefined
  readonly namespaces: Namespaces
  entities: Entities | undefined
  readonly stack: Frame[]
  /** How many elements of a name are open, so that a stray end tag costs nothing. */
  readonly open: Map<string, number>
  /** Elements beyond the depth that is kept. */
  buried: number
  unclosed: boolean
  complete: boolean
}

const NO_CHILDREN: XmlElement[] = []
const NO_ATTRIBUTES = new Map<string, string>()
const NO_BINDINGS: readonly Binding[] = []
const DEEPEST = 200

/** Reads a document. `outer` is the address that a relative xml:base is relative to. */
export function readXml(text: string, vocabulary: Vocabulary, sink: Sink, outer?: string): XmlReport {
  return finish(readXmlInSteps(text, vocabulary, sink, outer))
}

/** As `readXml`; what was read in a step has been reported when it ends. */
export function* readXmlInSteps(text: string, vocabulary: Vocabulary, sink: Sink, outer?: string): Steps<XmlReport> {
  const reader = newReader(vocabulary, sink, outer)
  // XML 1.0 section 2.11: line ends are line feeds.
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  yield* scan(lines, newScanner(reader), (value) => decodeText(value, reader.entities))
  closeAll(reader)
  return { complete: reader.complete, unclosed: reader.unclosed }
}

function newReader(vocabulary: Vocabulary, sink: Sink, outer: string | undefined): Reader {
  return {
    sink,
    outer,
    namespaces: newNamespaces(vocabulary),
    entities: undefined,
    stack: [],
    open: new Map(),
    buried: 0,
    unclosed: false,
    complete: false,
  }
}

function newScanner(reader: Reader): Scanner {
  return {
    open: (name, attributes, selfClosing) => openElement(reader, name, attributes ?? NO_ATTRIBUTES, selfClosing),
    close: (name) => closeElement(reader, name),
    raw: (text) => addRaw(reader, text),
    plain: (text) => addPlain(reader, text),
    doctype: (text) => {
      // Entities are declared before the first element or not at all.
      if (reader.stack.length === 0) reader.entities ??= readEntities(text)
    },
    isKnown: (name) => resolveName(reader.namespaces, name).known,
    innermost: () => reader.stack.at(-1)?.tag ?? '',
  }
}

type Attributes = ReadonlyMap<string, string>

function openElement(reader: Reader, tag: string, attributes: Attributes, selfClosing: boolean): void {
  const { stack, namespaces } = reader
  let top = stack.at(-1)
  let name = resolveName(namespaces, tag)
  while (top && !accepts(top.type, name, top.inline)) {
    reader.unclosed = true
    closeTop(reader, 'implied')
    top = stack.at(-1)
  }
  if (top && holdsProse(top.type)) {
    appendTag(top, tag, name, attributes, selfClosing)
    return
  }
  if (stack.length >= DEEPEST) {
    if (!selfClosing) reader.buried++
    return
  }
  const bindings = attributes === NO_ATTRIBUTES ? NO_BINDINGS : bindPrefixes(namespaces, tag, attributes)
  if (bindings.length > 0) name = resolveName(namespaces, tag)
  const named = attributes === NO_ATTRIBUTES ? attributes : toAttributes(namespaces, attributes)
  // Inside an item nothing is a feed: an element that is only named so is the item's own.
  const type = name.kind === 'stream' && top && top.type.kind !== 'stream' ? toGroup(name) : name
  push(reader, tag, type, named, bindings, top)
  if (selfClosing) closeTop(reader, 'tag')
}

function toGroup(name: Name): Name {
  return { ...name, kind: 'group' }
}

function push(
  reader: Reader,
  tag: string,
  type: Name,
  attributes: Attributes,
  bindings: readonly Binding[],
  parent: Frame | undefined,
): void {
  const frame: Frame = {
    type,
    tag,
    name: type.full,
    attributes,
    text: '',
    inline: false,
    children: NO_CHILDREN,
    base: parent?.base,
    language: parent?.language,
    nested: 0,
    bindings,
  }
  if (attributes !== NO_ATTRIBUTES) inherit(reader, frame)
  reader.stack.push(frame)
  reader.open.set(type.full, (reader.open.get(type.full) ?? 0) + 1)
  if (type.kind === 'stream') reader.sink.open?.(frame)
}

/** xml:base and xml:lang; an empty xml:lang takes back what was said before, by the document's own language too. */
function inherit(reader: Reader, frame: Frame): void {
  const base = frame.attributes.get('xml:base') ?? frame.attributes.get('base')
  if (base) frame.base = toResolvedAddress(base.trim(), frame.base ?? reader.outer) ?? frame.base ?? base.trim()
  const language = frame.attributes.get('xml:lang') ?? frame.attributes.get('lang')
  if (language !== undefined) frame.language = language.trim() || (frame.type.kind === 'stream' ? undefined : UNKNOWN)
  const type = frame.attributes.get('type')
  if (type && holdsProse(frame.type)) frame.inline = /^\s*(?:application\/)?xhtml/i.test(type)
}

function closeElement(reader: Reader, tag: string): void {
  const name = resolveName(reader.namespaces, tag)
  const top = reader.stack.at(-1)
  const open = (reader.open.get(name.full) ?? 0) > 0
  const structural = name.kind === 'item' || name.kind === 'stream'
  if (top && holdsProse(top.type)) {
    const own = name.full === top.name
    const ends = own ? top.nested === 0 : open && (structural || (top.type.kind === 'line' && name.known))
    if (!ends) {
      appendEndTag(top, tag, name)
      return
    }
  } else if (reader.buried > 0 && !(open && structural)) {
    reader.buried--
    return
  }
  if (open) closeUpTo(reader, name)
}

function closeUpTo(reader: Reader, name: Name): void {
  reader.buried = 0
  while (reader.stack.at(-1)?.name !== name.full) {
    reader.unclosed = true
    closeTop(reader, 'implied')
  }
  closeTop(reader, 'tag')
}

/** How an element ended: by its own tag, by another one that can't stand in it, or with the document. */
type End = 'tag' | 'implied' | 'cut'

function closeTop(reader: Reader, end: End): void {
  const frame = reader.stack.pop()
  if (!frame) return
  const { name, type } = frame
  reader.open.set(name, (reader.open.get(name) ?? 1) - 1)
  if (frame.bindings.length > 0) unbindPrefixes(reader.namespaces, frame.bindings)
  if (reader.stack.length === 0 && end !== 'cut') reader.complete = true
  if (type.kind === 'stream') reader.sink.close?.(frame)
  // An unknown element without an end tag (a stray `<br>`) held nothing: what follows it stands beside it.
  else if (end !== 'tag' && type.kind === 'group' && !type.known) {
    for (const child of frame.children) deliver(reader, child, end)
  } else deliver(reader, frame, end)
}

function deliver(reader: Reader, element: XmlElement, end: End): void {
  const parent = reader.stack.at(-1)
  if (!parent || parent.type.kind === 'stream') reader.sink.take(element, parent, end === 'cut')
  else if (parent.children === NO_CHILDREN) parent.children = [element]
  else parent.children.push(element)
}

function addRaw(reader: Reader, raw: string): void {
  const top = reader.stack.at(-1)
  if (!top || top.type.kind === 'stream' || top.type.kind === 'item') return
  appendText(top, decodeText(raw, reader.entities))
}

function addPlain(reader: Reader, text: string): void {
  const top = reader.stack.at(-1)
  if (top && top.type.kind !== 'stream' && top.type.kind !== 'item') appendText(top, text)
}

/** Text before the first tag may be escaped HTML and stays as it is; from there on it is text beside tags. */
function appendText(frame: Frame, text: string): void {
  frame.text += frame.inline ? toMarkup(text) : text
}

/** Closes what is open where the document ends; half an address, date or title would be a wrong one, so it is dropped. */
function closeAll(reader: Reader): void {
  const kind = reader.stack.at(-1)?.type.kind
  if (kind === 'text' || kind === 'line') reader.stack.pop()
  while (reader.stack.length > 0) closeTop(reader, 'cut')
}
