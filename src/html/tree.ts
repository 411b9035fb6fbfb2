/** The HTML standard's tree: what its nodes are, and what is asked of them and done with them. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
type TextNode = DefaultTreeAdapterTypes.TextNode
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Parent = DefaultTreeAdapterTypes.ParentNode

export const HTML = html.NS.HTML
export const MATHML = html.NS.MATHML

export function isElement(node: Node | Parent): node is Element {
  return 'tagName' in node
}

export function isText(node: Node | Parent): node is TextNode {
  return node.nodeName === '#text'
}

/** An attribute's value as it stands; undefined where it is absent. */
export function rawAttribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

/** An attribute's value without surrounding white space; undefined where it is absent or empty. */
export function attribute(element: Element, name: string): string | undefined {
  for (const each of element.attrs) if (each.name === name) return each.value.trim() || undefined
  return undefined
}

export function hasAttribute(element: Element, name: string): boolean {
  return element.attrs.some((each) => each.name === name)
}

/** The words of an attribute that lists them (`class`, `rel`, `itemprop`), in lower case. */
export function listAttribute(element: Element, name: string): string[] {
  return attribute(element, name)?.toLowerCase().split(/\s+/) ?? []
}

export function parentOf(node: Node): Element | undefined {
  const parent = node.parentNode
  return parent && isElement(parent) ? parent : undefined
}

export function ancestorsOf(node: Node): Element[] {
  const ancestors: Element[] = []
  for (let at = parentOf(node); at; at = parentOf(at)) ancestors.push(at)
  return ancestors
}

/** Whether `inner` is `outer` or stands in it. */
export function isWithin(inner: Node, outer: Parent): boolean {
  for (let at: Node | Parent | null = inner; at; at = 'parentNode' in at ? at.parentNode : null) {
    if (at === outer) return true
  }
  return false
}

/** Elements that stand in none of the others. */
export function toOutermost(elements: readonly Element[]): Element[] {
  const set = new Set(elements)
  return elements.filter((element) => !ancestorsOf(element).some((ancestor) => set.has(ancestor)))
}

/** Every element of a tree that `test` says yes to, in document order; the root is not asked. */
export function findAll(root: Parent, test: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  collect(root, test, found)
  return found
}

function collect(parent: Parent, test: (element: Element) => boolean, found: Element[]): void {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    if (test(child)) found.push(child)
    collect(child, test, found)
  }
}

/** The first such element. */
export function find(root: Parent, test: (element: Element) => boolean): Element | undefined {
  for (const child of root.childNodes) {
    if (!isElement(child)) continue
    const found = test(child) ? child : find(child, test)
    if (found) return found
  }
  return undefined
}

export function findNamed(root: Parent, ...names: string[]): Element[] {
  return findAll(root, (element) => names.includes(element.tagName))
}

/** An element like another one, with other children. */
export function copyElement(element: Element, children: readonly Node[]): Element {
  const copy = defaultTreeAdapter.createElement(element.tagName, element.namespaceURI, element.attrs)
  for (const child of children) defaultTreeAdapter.appendChild(copy, child)
  return copy
}

export function hasClass(element: Element, name: RegExp): boolean {
  return name.test(rawAttribute(element, 'class') ?? '')
}

export function setChildren(parent: Parent, children: Node[]): void {
  parent.childNodes = children
  for (const child of children) child.parentNode = parent
}

export function rename(element: Element, name: string): void {
  element.tagName = name
  element.nodeName = name
}

function append(parent: Parent, node: Node): void {
  defaultTreeAdapter.appendChild(parent, node)
}

export function createElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }))
  const element = defaultTreeAdapter.createElement(name, HTML, attrs)
  for (const child of children) append(element, typeof child === 'string' ? createText(child) : child)
  return element
}

export function createText(value: string): TextNode {
  return defaultTreeAdapter.createTextNode(value)
}

/** Elements whose text nobody reads. */
const SILENT = new Set(
  'script style template noscript iframe noembed noframes textarea select svg title head'.split(' '),
)

/** Whether nothing of what stands in it is read. */
export function isSilent({ nodeName }: Element): boolean {
  return SILENT.has(nodeName)
}

/** All text in it as it stands, scripts and the like left out. */
export function textOf(node: Node | Parent): string {
  if (node.nodeName === '#text') return (node as TextNode).value
  if (!('childNodes' in node) || SILENT.has(node.nodeName)) return ''
  let text = ''
  for (const child of node.childNodes) text += textOf(child)
  return text
}

/** The first element of that name in it, in document order. */
export function findElement(parent: Parent, name: string): Element | undefined {
  return find(parent, (element) => element.tagName === name)
}
