/**
 * HTML as a browser builds it, a piece of it or a whole page. Promises: any text gives a tree, in time linear in its
 * length, and no deeper and no larger than what is said here. Scripts do not run.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, Parser, Token, TokenizerMode } from 'parse5'
import { HTML, hasAttribute, isElement, isText, type Parent } from './tree.ts'

/** How large a tree may be. Far above what stories, and pages of them, have. */
type Bounds = {
  readonly depth: number
  /** Formatting elements that are open at once. */
  readonly formatting: number
  readonly elements: number
  /** Attributes of an element. */
  readonly attributes: number
  /** Tags and runs of text, those left out for depth too. */
  readonly tokens: number
  /** Characters of text. */
  readonly text: number
  /** What comes when there are enough elements: their text alone, or nothing. */
  readonly beyond: 'text' | 'nothing'
}

const UNBOUND = Number.POSITIVE_INFINITY
const FRAGMENT: Bounds = {
  ...{ depth: 96, formatting: 16, elements: 100_000, attributes: UNBOUND, tokens: UNBOUND, text: UNBOUND },
  beyond: 'text',
}
const PAGE: Bounds = {
  ...{ depth: 150, formatting: 24, elements: 30_000, attributes: 64, tokens: 400_000, text: 1_000_000 },
  beyond: 'nothing',
}
/** Characters of a page that are given to the parser at a time; one tag that is longer than two of them is none. */
const PIECE = 1_500_000

/** `isOdd`: the parser moved nodes (tables, crossed tags), so the same tree written out may not parse to itself. */
export type Fragment = { readonly root: Parent; readonly isOdd: boolean }

/** The tree of HTML as the content of a `div`. */
export function parseHtml(text: string): Fragment {
  const context = defaultTreeAdapter.createElement(html.TAG_NAMES.DIV, HTML, [])
  const options = { scriptingEnabled: false, treeAdapter: createAdapter(FRAGMENT) }
  const parser = BoundedParser.getFragmentParser(context, options) as BoundedParser
  parser.tokenizer.write(closeQuotes(text), true)
  const isOdd = parser.treeAdapter.moves > 0
  return { root: parser.getFragment(), isOdd }
}

/** The document of a page, without its comments. */
export function parseTree(text: string): Parent {
  const parser = new BoundedParser({ scriptingEnabled: false, treeAdapter: createAdapter(PAGE) })
  for (let at = 0; at <= text.length && parser.isReading; at += PIECE) {
    parser.readPiece(text.slice(at, at + PIECE), at + PIECE > text.length)
  }
  return parser.document
}

/** These hold no others, or hide their text: never left out for depth, else that text would show. */
const SHALLOW: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr script style iframe noembed noframes xmp textarea title'.split(
    ' ',
  ),
)

/** What stands in them is hidden, or shown only where they can't be. */
const HIDING: ReadonlySet<string> = new Set(
  'script style iframe noembed noframes title textarea video audio object canvas select'.split(' '),
)

/**
 * Bounded before the tree is built: the standard's algorithm is quadratic in depth, and opens every
 * unclosed formatting element again in every paragraph.
 */
class BoundedParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  declare treeAdapter: BoundedAdapter
  private readonly bounds = (this.options.treeAdapter as BoundedAdapter).bounds
  private readonly ignored = new Map<string, number>()
  /** False when enough has been read. */
  isReading = true
  private tokens = 0
  private characters = 0

  readPiece(text: string, isLast: boolean): void {
    const before = this.tokens
    this.tokenizer.write(text, isLast)
    if (this.tokens === before || this.tokens > this.bounds.tokens) this.isReading = false
  }

  private stop(): void {
    this.isReading = false
    this.tokenizer.pause()
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
    const left = this.bounds.text - this.characters
    if (token.chars.length > left) token.chars = token.chars.slice(0, left)
    this.characters += token.chars.length
    if (left <= 0) this.stop()
    return left > 0
  }

  override onStartTag(token: Token.TagToken): void {
    const { attributes, beyond } = this.bounds
    if (token.attrs.length > attributes) token.attrs.length = attributes
    this.tokens++
    if (this.isFull()) {
      if (beyond === 'nothing') this.stop()
    } else if (this.isDeep() && !SHALLOW.has(token.tagName)) {
      this.ignored.set(token.tagName, (this.ignored.get(token.tagName) ?? 0) + 1)
    } else if (this.fragmentContext === null) super.onStartTag(token)
    else if (token.tagName !== 'html') this.openInFragment(token)
  }

  /** `<iframe …/>` as XML writes it: what follows stands behind it, not in it, where it would be hidden. */
  private openInFragment(token: Token.TagToken): void {
    super.onStartTag(token)
    if (!token.selfClosing || !HIDING.has(token.tagName) || this.openElements.currentTagId !== token.tagID) return
    this.tokenizer.state = TokenizerMode.DATA
    super.onEndTag({ ...token, type: Token.TokenType.END_TAG, attrs: [] })
  }

  override onEndTag(token: Token.TagToken): void {
    this.tokens++
    const ignored = this.ignored.get(token.tagName) ?? 0
    // `</p>` and `</br>` make elements too, where none is open.
    if (this.isFull() && this.bounds.beyond === 'nothing') this.stop()
    else if (ignored > 0) this.ignored.set(token.tagName, ignored - 1)
    // What hides text is closed, however full it is; but `</br>` makes an element.
    else if (!this.isFull() || (SHALLOW.has(token.tagName) && token.tagName !== 'br')) super.onEndTag(token)
  }

  private isFull(): boolean {
    const { elements, tokens } = this.bounds
    return this.treeAdapter.elements > elements || this.tokens > tokens
  }

  private isDeep(): boolean {
    const { depth, formatting } = this.bounds
    if (this.openElements.stackTop >= depth) return true
    let count = 0
    for (let entry = this.activeFormattingElements.newest; entry; entry = entry.older) {
      if (++count >= formatting) return true
    }
    return false
  }
}

/** Counts the elements that are made, and the nodes that are moved. */
type BoundedAdapter = typeof defaultTreeAdapter & { bounds: Bounds; elements: number; moves: number }

function createAdapter(bounds: Bounds): BoundedAdapter {
  return Object.assign(Object.create(bounds.beyond === 'text' ? adapter : pageAdapter), {
    bounds,
    elements: 0,
    moves: 0,
  })
}

/** As parse5's own, but looks for a child from the end, where the parser works. */
const bounded: ThisType<BoundedAdapter> & Partial<typeof defaultTreeAdapter> = {
  createElement(name, namespace, attributes) {
    this.elements++
    return defaultTreeAdapter.createElement(name, namespace, attributes)
  },
  detachNode(node) {
    this.moves++
    const siblings = node.parentNode?.childNodes ?? []
    // Or from the beginning, where all children of an element are moved.
    const at = siblings[0] === node ? 0 : siblings.lastIndexOf(node)
    if (at >= 0) siblings.splice(at, 1)
    node.parentNode = null
  },
  insertBefore(parent, node, reference) {
    this.moves++
    parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, node)
    node.parentNode = parent
  },
  insertTextBefore(parent, text, reference) {
    this.moves++
    const before = parent.childNodes[parent.childNodes.lastIndexOf(reference) - 1]
    if (before && isText(before)) before.value += text
    else this.insertBefore(parent, defaultTreeAdapter.createTextNode(text), reference)
  },
}
const adapter = { ...defaultTreeAdapter, ...bounded }

/** Keeps no comments. */
const page: ThisType<BoundedAdapter> & Partial<typeof defaultTreeAdapter> = {
  appendChild(parent, node) {
    if (node.nodeName !== '#comment') defaultTreeAdapter.appendChild(parent, node)
  },
  insertBefore(parent, node, reference) {
    if (node.nodeName !== '#comment') adapter.insertBefore.call(this, parent, node, reference)
  },
  setTemplateContent(template, content) {
    // A declared shadow root is part of what readers see (HTML, section 4.12.3); other templates are not.
    const isShown = isElement(template) && hasAttribute(template, 'shadowrootmode')
    defaultTreeAdapter.setTemplateContent(template, isShown ? (template as Parent as typeof content) : content)
  },
  adoptAttributes(recipient, attributes) {
    if (recipient.attrs.length < PAGE.attributes) defaultTreeAdapter.adoptAttributes(recipient, attributes)
  },
}
const pageAdapter = { ...adapter, ...page }

// Quotes of attributes that are never closed: `<img width="40><p>Text <a href="…">` has, for the HTML standard, one long
// value and no text. What was meant is told by the quote that seems to close it, which opens another value.

/** A value that goes on beyond a `>`. Most HTML has none. */
const BEYOND = /=\s{0,9}(?:"[^">]*>|'[^'>]*>)/
/** The next value of a tag, or its end. */
const newNext = () => /=\s{0,9}(["'])|>/g
/** The beginning of a value; what follows one is none. */
const VALUE = /^(?!\/>)[^\s>]/
/** What a tag is ended with after its last value. */
const SLASH = /\s{1,9}\/?$/

/** The HTML with such quotes closed where their tags end. Time is linear. */
export function closeQuotes(html: string): string {
  if (!BEYOND.test(html)) return html
  let closed = ''
  let from = 0
  for (let open = findTag(html, 0); open >= 0; ) {
    const { end, brokenBy } = findEnd(html, open)
    if (brokenBy !== '') {
      closed += `${html.slice(from, end - 1).replace(SLASH, '')}${brokenBy}>`
      from = end
    }
    open = findTag(html, end)
  }
  return closed + html.slice(from)
}

function findTag(html: string, from: number): number {
  let at = html.indexOf('<', from)
  while (at >= 0 && !/[a-z]/i.test(html.charAt(at + 1))) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at) : at
    at = end < 0 ? -1 : html.indexOf('<', end + 1)
  }
  return at
}

/** Where a tag ends, and the quote that was to be closed before. */
function findEnd(html: string, open: number): { readonly end: number; readonly brokenBy: string } {
  const next = newNext()
  next.lastIndex = open
  // Looked for once only: it may stand far away.
  let angle = open
  for (let match = next.exec(html); match; match = next.exec(html)) {
    const [, quote] = match
    if (quote === undefined) return { end: next.lastIndex, brokenBy: '' }
    const close = html.indexOf(quote, next.lastIndex)
    if (angle < next.lastIndex) angle = html.indexOf('>', next.lastIndex)
    if (angle < 0) break
    if (isLeftOpen(html, angle, close)) return { end: angle + 1, brokenBy: quote }
    next.lastIndex = close + 1
  }
  return { end: html.length, brokenBy: '' }
}

/** Whether the quote at `close` is one that opens a value of a later tag. */
function isLeftOpen(html: string, angle: number, close: number): boolean {
  if (close < 0) return true
  return (
    angle < close && /=\s{0,9}$/.test(html.slice(close - 10, close)) && VALUE.test(html.slice(close + 1, close + 3))
  )
}
