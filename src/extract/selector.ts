/** CSS selectors over a page's tree. */

import { selectAll } from 'css-select'
import { ParseError } from '../errors.ts'
import {
  attribute,
  hasAttribute,
  isElement,
  type PageElement,
  type PageNode,
  type PageParent,
  parseTree,
} from '../html/document.ts'
import { visibleTextOf } from './facts/text.ts'

type Node = PageNode | PageParent

/** Elements that a selector matches, in document order. @throws ParseError naming a selector that is none */
export function select(selector: string, root: PageParent): PageElement[] {
  try {
    return selectAll<Node, PageElement>(selector, root, { adapter: ADAPTER, cacheResults: false, context: root })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new ParseError(`The selector “${selector}” is none that can be used: ${error.message}.`, { cause: error })
  }
}

const ADAPTER = {
  isTag: (node: Node): node is PageElement => isElement(node),
  getAttributeValue: (element: PageElement, name: string) =>
    attribute(element, name) ?? (hasAttribute(element, name) ? '' : undefined),
  hasAttrib: hasAttribute,
  getChildren: (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []),
  getName: (element: PageElement) => element.tagName,
  getParent: (element: PageElement) => element.parentNode,
  getSiblings: (node: Node): Node[] => parentNodeOf(node)?.childNodes ?? [node],
  getText: (node: Node) => visibleTextOf(node),
  removeSubsets: toOutermost,
}

function toOutermost(nodes: Node[]): Node[] {
  const set = new Set(nodes)
  return [...set].filter((node) => {
    let at = parentNodeOf(node)
    while (at && !set.has(at)) at = parentNodeOf(at)
    return at === null
  })
}

function parentNodeOf(node: Node): PageParent | null {
  return 'parentNode' in node ? node.parentNode : null
}

// Whether a CSS selector can be used, before there is a page.

/** Whether pages can be read with this selector. */
export function isSelector(text: string): boolean {
  try {
    select(text, parseTree('<p>'))
    return true
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}
