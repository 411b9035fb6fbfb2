import { parseDocument } from 'htmlparser2'

/** An element of a rendered document, as an XML parser reads it. */
export type Node = {
  readonly name: string
  readonly parent: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  /** All text inside, decoded. */
  readonly text: string
}

type Raw = {
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Raw[]
}

/** The root element of a document. */
export function readDocument(xml: string): Node {
  const document = parseDocument(xml, { xmlMode: true }) as unknown as Raw
  const root = (document.children ?? []).find(isElement)
  if (root === undefined) throw new Error('The document has no element.')
  return toNode(root, '')
}

function isElement(raw: Raw): boolean {
  return raw.name !== undefined && raw.attribs !== undefined
}

function toNode(raw: Raw, parent: string): Node {
  const name = raw.name ?? ''
  return {
    name,
    parent,
    attributes: raw.attribs ?? {},
    children: (raw.children ?? []).filter(isElement).map((child) => toNode(child, name)),
    text: toText(raw),
  }
}

function toText(raw: Raw): string {
  return raw.children === undefined ? (raw.data ?? '') : raw.children.map(toText).join('')
}

/** The element and everything in it. */
export function listAll(node: Node): Node[] {
  return [node, ...node.children.flatMap(listAll)]
}

export function childrenOf(node: Node, name: string): Node[] {
  return node.children.filter((child) => child.name === name)
}

/** What is not well-formed by characters: XML 1.0 §2.2. */
export function findForbidden(text: string): string[] {
  const found = text.match(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu) ?? []
  return [...found].map((character) => character.codePointAt(0)?.toString(16) ?? '')
}
