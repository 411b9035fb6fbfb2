/**
 * The lines of a story as readers see them, and how they are taken out. Promises: the tree keeps no empty box of a line
 * that went.
 */

import { type Element, isElement, isText, type Node, type Parent, setChildren, textOf } from '../../html/tree.ts'

/** One line of a story as readers see it: the nodes between two line breaks or block edges. */
export type Line = {
  /** White space collapsed, unseen marks gone; '' for a line that only has a picture. */
  readonly text: string
  readonly nodes: readonly Node[]
  /** The element (or fragment) that holds the nodes. */
  readonly parent: Parent
  /** The `br` before and after it, within the same parent. */
  readonly before?: Node
  readonly after?: Node
  /** `whole`: a figure, table or quotation, taken as one. `item`: in a list. */
  readonly kind: 'text' | 'item' | 'heading' | 'block'
}

type Reader = { lines: Line[]; kind: Line['kind'] }

const WHOLE = new Set('figure table blockquote pre video audio iframe object svg math form select'.split(' '))
const HEADINGS = /^h[1-6]$/
const BLOCKS = new Set(
  `p div section article aside header footer address main nav center fieldset figcaption h1 h2 h3 h4 h5 h6 ul ol li dl
  dt dd hr details summary`.split(/\s+/),
)
/** Marks that turn or part text without being seen. Joiners are letters' own: without them names in Sorani and Persian are misspelt. */
const MARKS = '[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]'
const RAGGED = new RegExp(`[^\\S ]|\\s\\s|${MARKS}`)
const UNSEEN = new RegExp(MARKS, 'g')
const UNSEEN_ALONE = new RegExp(`^${MARKS}$`)
const JOINERS_ALONE = /^(?:\u200c|\u200d| )*$/

/** The lines of a tree in reading order, blank ones left out. */
export function toStoryLines(root: Parent): Line[] {
  const reader: Reader = { lines: [], kind: 'text' }
  readLines(root, reader)
  return reader.lines
}

/** White space of every kind becomes one space; marks nobody sees go, joiners within words stay. */
export function toPlainLine(text: string): string {
  const plain = RAGGED.test(text) ? text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim() : text.trim()
  return JOINERS_ALONE.test(plain) ? '' : plain
}

/** Takes lines out of their tree, with the breaks and the empty boxes they would leave; pictures beside their words may stay. */
export function removeLines(lines: readonly Line[], root: Parent, pictures: 'keep' | 'drop'): void {
  const gone = new Map<Parent, Set<Node>>()
  for (const line of lines) {
    const nodes = gone.get(line.parent) ?? new Set<Node>()
    const kept = new Set(pictures === 'keep' ? line.nodes.filter(hasPicture) : [])
    for (const node of line.nodes) {
      if (!kept.has(node)) nodes.add(node)
    }
    const spare = line.before && !nodes.has(line.before) ? line.before : (line.after ?? line.before)
    if (spare && kept.size === 0) nodes.add(spare)
    gone.set(line.parent, nodes)
  }
  for (const [parent, nodes] of gone) removeNodes(parent, nodes, root)
}

/** Takes out nodes, then each box around them that has nothing left to show. */
function removeNodes(parent: Parent, nodes: ReadonlySet<Node>, root: Parent): void {
  setChildren(
    parent,
    parent.childNodes.filter((node) => !nodes.has(node)),
  )
  if (parent !== root && isElement(parent) && parent.parentNode && isEmpty(parent)) {
    removeNodes(parent.parentNode, new Set([parent]), root)
  }
}

/** Nothing but blanks and line breaks. */
function isEmpty(parent: Parent): boolean {
  return parent.childNodes.every((node) =>
    isText(node) ? toPlainLine(node.value) === '' : !isElement(node) || node.tagName === 'br' || node.tagName === 'hr',
  )
}

function readLines(parent: Parent, reader: Reader): void {
  let run: Node[] = []
  let before: Node | undefined
  const flush = (after?: Node) => {
    addLine({ nodes: run, parent, ...(before ? { before } : {}), ...(after ? { after } : {}) }, reader)
    run = []
    before = after
  }
  for (const node of parent.childNodes) {
    if (isElement(node) && node.tagName === 'br') flush(node)
    else if (isElement(node) && isBox(node)) {
      flush()
      before = undefined
      readBox(node, reader)
    } else run.push(node)
  }
  flush()
}

function addLine(line: Pick<Line, 'nodes' | 'parent' | 'before' | 'after'>, reader: Reader): void {
  const text = toPlainLine(line.nodes.map(textOf).join(''))
  if (text !== '' || line.nodes.some(hasPicture)) reader.lines.push({ ...line, text, kind: reader.kind })
}

function readBox(element: Element, reader: Reader): void {
  if (WHOLE.has(element.tagName)) {
    const parent = element.parentNode
    if (parent) reader.lines.push({ text: toPlainLine(textOf(element)), nodes: [element], parent, kind: 'block' })
    return
  }
  const outer = reader.kind
  if (HEADINGS.test(element.tagName)) reader.kind = 'heading'
  if (element.tagName === 'li' || element.tagName === 'dd') reader.kind = 'item'
  readLines(element, reader)
  reader.kind = outer
}

/** A block, or an inline element with blocks or breaks in it (`<strong>ARA News<br>Qamishli…`). */
function isBox(element: Element): boolean {
  return (
    BLOCKS.has(element.tagName) ||
    WHOLE.has(element.tagName) ||
    element.childNodes.some((node) => isElement(node) && (node.tagName === 'br' || isBox(node)))
  )
}

function hasPicture(node: Node): boolean {
  return isElement(node) && (/^(?:img|picture|amp-img)$/.test(node.tagName) || node.childNodes.some(hasPicture))
}

/** Takes the first `length` characters of a line's text out of its nodes, and the blanks after them. */
export function cutLine(line: Line, length: number): void {
  const cut = { left: length, isBlank: true }
  for (const node of line.nodes) cutNode(node, cut)
  const empty = new Set(line.nodes.filter((node) => isElement(node) && textOf(node) === '' && !hasPicture(node)))
  if (empty.size > 0) {
    setChildren(
      line.parent,
      line.parent.childNodes.filter((node) => !empty.has(node)),
    )
  }
}

function cutNode(node: Node, cut: { left: number; isBlank: boolean }): void {
  if (isText(node)) node.value = cutText(node.value, cut)
  else if (isElement(node)) {
    for (const child of node.childNodes) cutNode(child, cut)
  }
}

/** Counts characters as `toPlainLine` leaves them: one for a run of blanks, none at the start or for unseen marks. */
function cutText(text: string, cut: { left: number; isBlank: boolean }): string {
  let i = 0
  for (; i < text.length && (cut.left > 0 || cut.isBlank); i++) {
    const character = text.charAt(i)
    if (UNSEEN_ALONE.test(character)) continue
    const isBlank = /^\s$/.test(character)
    if (!isBlank && cut.left === 0) {
      // What stands in the next node is no longer beside the cut.
      cut.isBlank = false
      break
    }
    if (!isBlank || !cut.isBlank) cut.left--
    cut.isBlank = isBlank
  }
  return text.slice(i)
}
