/** A part of a page as a row of blocks: paragraphs, headings, list items, cells, pictures, in document order. */

import { attribute, type Element, find, isElement, isText, type Node, parentOf } from '../../html/tree.ts'
import { countWords, isInlineName, isSilentName, visibleTextOf } from '../facts/text.ts'
import { namesOf } from './names.ts'

export type Block = {
  readonly kind: 'text' | 'heading' | 'item' | 'cell' | 'quote' | 'media' | 'code'
  /** What goes with the block: neighbours in one element. */
  readonly nodes: readonly Node[]
  /** The element that the nodes stand in, or the one node itself. */
  readonly holder: Element
  /** The element in which it stands beside other blocks: the parent of its paragraph, or a cell with broken lines. */
  readonly container: Element | undefined
  readonly text: string
  readonly words: number
  /** Words in links. */
  readonly linked: number
  /** All of it is bold: a heading that is not marked as one. */
  readonly isBold: boolean
}

/** The blocks of some elements; every word of theirs is in exactly one. */
export function toBlocks(roots: readonly Element[]): Block[] {
  const blocks: Block[] = []
  const lines = new Map<Element, boolean>()
  for (const root of roots) visit(root, 'text', { blocks, lines })
  return blocks
}

type Visit = { readonly blocks: Block[]; readonly lines: Map<Element, boolean> }

const ATOMS = /^(?:figure|pre|video|audio|iframe|picture|img|amp-img|amp-video|amp-youtube|math)$/

function visit(element: Element, above: Block['kind'], state: Visit): void {
  if (ATOMS.test(element.tagName) || isPictureBox(element)) {
    addBlock(state, toAtomKind(element), [element], element)
    return
  }
  if (isSilentName(element.tagName)) return
  const kind = toKind(element, above)
  let run: Node[] = []
  for (const child of element.childNodes) {
    if (isElement(child) && child.tagName === 'br') {
      addRun(state, kind, [...run, child], element)
      run = []
    } else if (isElement(child) && holdsLines(child, state.lines)) {
      addRun(state, kind, run, element)
      run = []
      visit(child, kind, state)
    } else run.push(child)
  }
  addRun(state, kind, run, element)
}

function toKind({ tagName }: Element, above: Block['kind']): Block['kind'] {
  if (/^h[1-6]$/.test(tagName) || tagName === 'summary') return 'heading'
  if (tagName === 'li' || tagName === 'dd' || tagName === 'dt') return 'item'
  if (tagName === 'td' || tagName === 'th') return 'cell'
  return tagName === 'blockquote' ? 'quote' : above
}

function toAtomKind({ tagName }: Element): Block['kind'] {
  return tagName === 'pre' ? 'code' : tagName === 'math' ? 'text' : 'media'
}

/** A picture with its caption in a `div`, as WordPress had it before `figure`. */
function isPictureBox(element: Element): boolean {
  const most = toMostOfCaption(element)
  if (most === 0 || find(element, (inner) => inner.tagName === 'img') === undefined) return false
  return countWords(visibleTextOf(element)) <= most
}

/** Words of the longest caption in an element of such a name. */
function toMostOfCaption(element: Element): number {
  if (element.tagName === 'p' || element.tagName === 'figcaption') return 0
  const names = namesOf(element)
  if (/caption/.test(names)) return 80
  return element.tagName === 'span' && /[ -](?:photo|image|img|picture)(?=[ -])/.test(names) ? 30 : 0
}

/** Whether an element breaks the line it stands in, or holds one that does, or paragraphs made with `br`. */
function holdsLines(element: Element, known: Map<Element, boolean>): boolean {
  const before = known.get(element)
  if (before !== undefined) return before
  const inner = element.childNodes.filter(isElement)
  const holds =
    isInlineName(element.tagName) ||
    /^(?:figure|iframe|video)$/.test(element.tagName) ||
    inner.filter((child) => child.tagName === 'br').length > 1 ||
    inner.some((child) => child.tagName !== 'br' && holdsLines(child, known))
  known.set(element, holds)
  return holds
}

function addRun(state: Visit, kind: Block['kind'], run: readonly Node[], holder: Element): void {
  const isEmpty = run.every((node) => isText(node) && !/\S/.test(node.value))
  if (!isEmpty) addBlock(state, kind, run, holder)
}

function addBlock(state: Visit, kind: Block['kind'], nodes: readonly Node[], holder: Element): void {
  const text = visibleTextOf(...nodes)
  const words = countWords(text)
  const isMedia = words === 0 && nodes.some(holdsMedia)
  if (words === 0 && !isMedia && text === '') return
  const linked = countIn(nodes, 'a')
  const isWhole = nodes[0] === holder || nodes.length === holder.childNodes.length
  const container = isWhole ? parentOf(holder) : holder
  const isBold = words > 0 && countIn(nodes, 'b', 'strong') >= words
  state.blocks.push({ kind: isMedia ? 'media' : kind, nodes, holder, container, text, words, linked, isBold })
}

function holdsMedia(node: Node): boolean {
  return isElement(node) && (ATOMS.test(node.tagName) || find(node, (inner) => ATOMS.test(inner.tagName)) !== undefined)
}

/** Words that stand in elements of some names. */
function countIn(nodes: readonly Node[], ...names: readonly string[]): number {
  let words = 0
  for (const node of nodes) {
    if (!isElement(node)) continue
    words += names.includes(node.tagName) ? countWords(visibleTextOf(node)) : countIn(node.childNodes, ...names)
  }
  return words
}

/** The addresses that a block's links lead to. */
export function linksOf(block: Block): string[] {
  const links: string[] = []
  const collect = (node: Node) => {
    if (!isElement(node)) return
    const href = node.tagName === 'a' ? attribute(node, 'href') : undefined
    if (href !== undefined) links.push(href)
    for (const child of node.childNodes) collect(child)
  }
  for (const node of block.nodes) collect(node)
  return links
}
