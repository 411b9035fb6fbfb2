/** What Readability takes for the story, as elements of our own tree. */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom/worker'
import { attribute, type Element, findAll, isElement, isText, type Parent } from '../../html/tree.ts'
import { isSilentName } from '../facts/text.ts'

/** Readability takes time as the square of a page: half a second for this many. Larger ones are left to our own scoring. */
const MOST_ELEMENTS = 3_000
/** Characters of the shortest story: Readability's own 500 are more than a short note has. */
const SHORTEST = 120
const MARK = 'data-at'
/** What Readability looks at. */
const ATTRIBUTES = ['id', 'class', 'rel', 'itemprop', 'role', 'href', 'src', 'dir'] as const

/** The elements that own text or are pictures and that Readability keeps; empty where it finds nothing or is not asked. */
export function findReadable(body: Parent): Set<Element> {
  const elements = findAll(body, (element) => !isSilentName(element.tagName))
  if (elements.length > MOST_ELEMENTS) return new Set()
  const kept = new Set<Element>()
  for (const mark of readMarks(toLinkedom(body, elements))) {
    const element = elements[mark]
    if (element) kept.add(element)
  }
  return kept
}

/** The few parts of linkedom's elements that are used here; the runtimes' own types of them differ. */
type LinkedNode = { readonly childNodes: Iterable<LinkedNode> }
type LinkedElement = LinkedNode & {
  appendChild(node: LinkedNode): void
  setAttribute(name: string, value: string): void
  getAttribute(name: string): string | null
  querySelectorAll(selector: string): Iterable<LinkedElement>
}
type LinkedDocument = {
  readonly body: LinkedElement
  createElement(name: string): LinkedElement
  createTextNode(text: string): LinkedNode
}

function toLinkedom(body: Parent, elements: readonly Element[]): LinkedDocument {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
    document: LinkedDocument
  }
  const marks = new Map(elements.map((element, at) => [element, at]))
  appendCopies(document, document.body, body, marks)
  return document
}

function appendCopies(
  document: LinkedDocument,
  copy: LinkedElement,
  parent: Parent,
  marks: ReadonlyMap<Element, number>,
): void {
  for (const child of parent.childNodes) {
    if (isText(child)) copy.appendChild(document.createTextNode(child.value))
    else if (isElement(child) && marks.has(child)) {
      const inner = document.createElement(/^[a-z][a-z0-9]*$/.test(child.tagName) ? child.tagName : 'div')
      copyAttributes(child, inner, marks.get(child) ?? 0)
      copy.appendChild(inner)
      appendCopies(document, inner, child, marks)
    }
  }
}

/** Only elements that own text or are pictures are marked: Readability gives an inner element an outer one's attributes. */
function copyAttributes(element: Element, copy: LinkedElement, mark: number): void {
  for (const name of ATTRIBUTES) {
    const value = attribute(element, name)
    if (value !== undefined && value.length < 2_000) copy.setAttribute(name, value)
  }
  const ownsText = element.childNodes.some((child) => isText(child) && /\S/.test(child.value))
  if (ownsText || element.tagName === 'img') copy.setAttribute(MARK, String(mark))
}

type Reader = new (
  document: LinkedDocument,
  options: { charThreshold: number; disableJSONLD: boolean; serializer: (node: LinkedElement) => LinkedElement },
) => { parse(): { content?: LinkedElement | null } | null }

function readMarks(document: LinkedDocument): number[] {
  const options = { charThreshold: SHORTEST, disableJSONLD: true, serializer: (node: LinkedElement) => node }
  const content = new (Readability as unknown as Reader)(document, options).parse()?.content
  if (!content) return []
  return [...content.querySelectorAll(`[${MARK}]`)].map((element) => Number(element.getAttribute(MARK)))
}
