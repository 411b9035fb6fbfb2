/** CSS selectors over a page's tree. */

import { selectAll } from 'css-select'
import { ParseError } from '../errors.ts'
import { parseTree } from '../html/bounded.ts'
import { attribute, type Element, hasAttribute, isElement, type Node, type Parent } from '../html/tree.ts'
import { visibleTextOf } from './facts/text.ts'

type AnyNode = Node | Parent

/** Elements that a selector matches, in document order. @throws ParseError naming a selector that is none */
export function select(selector: string, root: Parent): Element[] {
  try {
    return selectAll<AnyNode, Element>(selector, root, { adapter: ADAPTER, cacheResults: false, context: root })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new ParseError(`The selector “${selector}” is none that can be used: ${error.message}.`, { cause: error })
  }
}

const ADAPTER = {
  isTag: (node: AnyNode): node is Element => isElement(node),
  getAttributeValue: (element: Element, name: string) =>
    attribute(element, name) ?? (hasAttribute(element, name) ? '' : undefined),
  hasAttrib: hasAttribute,
  getChildren: (node: AnyNode): AnyNode[] => ('childNodes' in node ? node.childNodes : []),
  getName: (element: Element) => element.tagName,
  getParent: (element: Element) => element.parentNode,
  getSiblings: (node: AnyNode): AnyNode[] => parentNodeOf(node)?.childNodes ?? [node],
  getText: (node: AnyNode) => visibleTextOf(node),
  removeSubsets: toOutermost,
}

function toOutermost(nodes: AnyNode[]): AnyNode[] {
  const set = new Set(nodes)
  return [...set].filter((node) => {
    let at = parentNodeOf(node)
    while (at && !set.has(at)) at = parentNodeOf(at)
    return at === null
  })
}

function parentNodeOf(node: AnyNode): Parent | null {
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
