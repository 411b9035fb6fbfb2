/**
 * A page as a tree, as a browser builds it.
 * Promises: any text gives a tree, in time linear in its length, at most 150 levels deep and of bounded numbers of
 * elements and characters (what comes after them is not read). Scripts do not run, comments are not in it.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, Parser, type Token } from 'parse5'

export type PageElement = DefaultTreeAdapterTypes.Element
type PageText = DefaultTreeAdapterTypes.TextNode
export type PageNode = DefaultTreeAdapterTypes.ChildNode
export type PageParent = DefaultTreeAdapterTypes.ParentNode

/** Far above what pages of stories have. */
const ELEMENTS = 30_000
/** Characters that are given to the parser at a time; one tag that is longer than two of them is none. */
const PIECE = 1_500_000
/** Tags and runs of text, those left out for depth too. */
const TOKENS = 400_000
/** Characters of text. */
const TEXT = 1_000_000
const DEPTH = 150
const FORMATTING = 24
const ATTRIBUTES = 64

/** These hold no others, or hide their text: never left out for depth, else that text would show. */
const SHALLOW: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr script style iframe noembed noframes xmp textarea title'.split(
    ' ',
  ),
)

/** The document of a page. */
export function parseTree(text: string): PageParent {
  const parser = new BoundedParser({ scriptingEnabled: false, treeAdapter: ADAPTER })
  for (let at = 0; at <= text.length && parser.isReading; at += PIECE) {
    parser.readPiece(text.slice(at, at + PIECE), at + PIECE > text.length)
  }
  return parser.document
}

/**
 * Bounded before the tree is built: the standard's algorithm is quadratic in depth, and opens every
 * unclosed formatting element again in every paragraph.
 */
class BoundedParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  private readonly ignored = new Map<string, number>()
  /** False when enough has been read. */
  isReading = true
  private created = 0
  private tokens = 0
  private characters = 0

  readPiece(text: string, isLast: boolean): void {
    const before = this.tokens
    this.tokenizer.write(text, isLast)
    if (this.tokens === before || this.tokens > TOKENS) this.isReading = false
  }

  private stop(): void {
    this.isReading = false
    this.tokenizer.pause()
  }

  override _createElement(name: string, namespace: html.NS, attributes: Token.Attribute[], parent: PageParent) {
    this.created++
    return super._createElement(name, namespace, attributes, parent)
  }

  override onCharacter(token: Token.CharacterToken): void {
    if (this.takes(token)) super.onCharacter(token)
  }

  override onWhitespaceCharacter(token: Token.CharacterToken): void {
    if (this.takes(token)) super.onWhitespaceCharacter(token)
  }

  /** Text is cut where there is too much of it; what scripts hold is no text. */
  private takes(token: Token.CharacterToken): boolean {
    this.tokens++
    const { currentTagId } = this.openElements
    if (currentTagId === html.TAG_ID.SCRIPT || currentTagId === html.TAG_ID.STYLE) return true
    const left = TEXT - this.characters
    if (token.chars.length > left) token.chars = token.chars.slice(0, left)
    this.characters += token.chars.length
    if (left <= 0) this.stop()
    return left > 0
  }

  override onStartTag(token: Token.TagToken): void {
    if (token.attrs.length > ATTRIBUTES) token.attrs.length = ATTRIBUTES
    this.tokens++
    if (this.created > ELEMENTS || this.tokens > TOKENS) this.stop()
    else if (this.isDeep() && !SHALLOW.has(token.tagName)) {
      this.ignored.set(token.tagName, (this.ignored.get(token.tagName) ?? 0) + 1)
    } else super.onStartTag(token)
  }

  override onEndTag(token: Token.TagToken): void {
    this.tokens++
    const ignored = this.ignored.get(token.tagName) ?? 0
    // `</p>` and `</br>` make elements too, where none is open.
    if (this.created > ELEMENTS || this.tokens > TOKENS) this.stop()
    else if (ignored > 0) this.ignored.set(token.tagName, ignored - 1)
    else super.onEndTag(token)
  }

  private isDeep(): boolean {
    if (this.openElements.stackTop >= DEPTH) return true
    let count = 0
    for (let entry = this.activeFormattingElements.newest; entry; entry = entry.older) {
      if (++count >= FORMATTING) return true
    }
    return false
  }
}

/** As parse5's own, but looks for a child from the end, where the parser works, and keeps no comments. */
const ADAPTER: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  appendChild(parent, node) {
    if (node.nodeName !== '#comment') defaultTreeAdapter.appendChild(parent, node)
  },
  detachNode(node) {
    const siblings = node.parentNode?.childNodes
    const at = siblings?.lastIndexOf(node) ?? -1
    if (at >= 0) siblings?.splice(at, 1)
    node.parentNode = null
  },
  insertBefore(parent, node, reference) {
    if (node.nodeName === '#comment') return
    parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, node)
    node.parentNode = parent
  },
  insertTextBefore(parent, text, reference) {
    const before = parent.childNodes[parent.childNodes.lastIndexOf(reference) - 1]
    if (before && isText(before)) before.value += text
    else ADAPTER.insertBefore(parent, defaultTreeAdapter.createTextNode(text), reference)
  },
  setTemplateContent(template, content) {
    // A declared shadow root is part of what readers see (HTML, section 4.12.3); other templates are not.
    const isShown = isElement(template) && hasAttribute(template, 'shadowrootmode')
    defaultTreeAdapter.setTemplateContent(template, isShown ? (template as PageParent as typeof content) : content)
  },
  adoptAttributes(recipient, attributes) {
    if (recipient.attrs.length < ATTRIBUTES) defaultTreeAdapter.adoptAttributes(recipient, attributes)
  },
}

export function isElement(node: PageNode | PageParent): node is PageElement {
  return 'tagName' in node
}

export function isText(node: PageNode | PageParent): node is PageText {
  return node.nodeName === '#text'
}

/** An attribute's value without surrounding white space; undefined where it is absent or empty. */
export function attribute(element: PageElement, name: string): string | undefined {
  for (const each of element.attrs) if (each.name === name) return each.value.trim() || undefined
  return undefined
}

export function hasAttribute(element: PageElement, name: string): boolean {
  return element.attrs.some((each) => each.name === name)
}

/** The words of an attribute that lists them (`class`, `rel`, `itemprop`), in lower case. */
export function listAttribute(element: PageElement, name: string): string[] {
  return attribute(element, name)?.toLowerCase().split(/\s+/) ?? []
}

export function parentOf(node: PageNode): PageElement | undefined {
  const parent = node.parentNode
  return parent && isElement(parent) ? parent : undefined
}

export function ancestorsOf(node: PageNode): PageElement[] {
  const ancestors: PageElement[] = []
  for (let at = parentOf(node); at; at = parentOf(at)) ancestors.push(at)
  return ancestors
}

/** Whether `inner` is `outer` or stands in it. */
export function isWithin(inner: PageNode, outer: PageParent): boolean {
  for (let at: PageNode | PageParent | null = inner; at; at = 'parentNode' in at ? at.parentNode : null) {
    if (at === outer) return true
  }
  return false
}

/** Elements that stand in none of the others. */
export function toOutermost(elements: readonly PageElement[]): PageElement[] {
  const set = new Set(elements)
  return elements.filter((element) => !ancestorsOf(element).some((ancestor) => set.has(ancestor)))
}

/** Every element of a tree that `test` says yes to, in document order; the root is not asked. */
export function findAll(root: PageParent, test: (element: PageElement) => boolean): PageElement[] {
  const found: PageElement[] = []
  collect(root, test, found)
  return found
}

function collect(parent: PageParent, test: (element: PageElement) => boolean, found: PageElement[]): void {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    if (test(child)) found.push(child)
    collect(child, test, found)
  }
}

/** The first such element. */
export function find(root: PageParent, test: (element: PageElement) => boolean): PageElement | undefined {
  for (const child of root.childNodes) {
    if (!isElement(child)) continue
    const found = test(child) ? child : find(child, test)
    if (found) return found
  }
  return undefined
}

export function findNamed(root: PageParent, ...names: string[]): PageElement[] {
  return findAll(root, (element) => names.includes(element.tagName))
}

/** An element like another one, with other children. */
export function copyElement(element: PageElement, children: readonly PageNode[]): PageElement {
  const copy = defaultTreeAdapter.createElement(element.tagName, element.namespaceURI, element.attrs)
  for (const child of children) defaultTreeAdapter.appendChild(copy, child)
  return copy
}

export function newElement(name: string, children: readonly PageNode[]): PageElement {
  const element = defaultTreeAdapter.createElement(name, html.NS.HTML, [])
  for (const child of children) defaultTreeAdapter.appendChild(element, child)
  return element
}

export function newText(value: string): PageText {
  return defaultTreeAdapter.createTextNode(value)
}
