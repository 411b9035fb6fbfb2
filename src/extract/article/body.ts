/**
 * The story's text in a page: every place that something speaks for is trimmed, and the one is taken that the others
 * and the page's own data agree with most. And its standfirst, which is its summary.
 */
import {
  ancestorsOf,
  attribute,
  copyElement,
  createElement,
  type Element,
  find,
  isElement,
  isText,
  isWithin,
  type Node,
} from '../../html/tree.ts'
import {
  type Bag,
  countWords,
  type Masses,
  massOf,
  measure,
  toAgreement,
  toBag,
  toSequences,
  visibleStartOf,
} from '../facts/text.ts'
import type { Block } from './blocks.ts'
import { isCaption } from './caption.ts'
import type { StoryFacts } from './edges.ts'
import { type DataText, type Extent, isBeginning, toDataText, toExtents, toProof } from './extents.ts'
import { namesOf } from './names.ts'
import { findTitle } from './scope.ts'
import { isProseBlock, trim } from './trim.ts'

export type Body = {
  readonly by: Extent['by']
  readonly blocks: readonly Block[]
  readonly roots: readonly Element[]
  readonly bag: Bag
}

/** How much each way of finding a story is worth before anything agrees with it. */
const TRUST: Readonly<Record<Extent['by'], number>> = {
  data: 1,
  told: 0.5,
  name: 0.75,
  readability: 0.5,
  density: 0.2,
  element: 0.15,
  title: 0.15,
}

/** The best candidate; `data` is the text that the page has in its data. */
export function findBody(scope: Element, known: StoryFacts, data: string | undefined): Body | undefined {
  const heading = known.title === undefined ? undefined : findTitle(scope, known.title)
  const masses = measure(scope)
  const told = toDataText(data)
  const bodies = toExtents(scope, { heading, told })
    .map((extent) => toOwn(toBody(extent, known), heading, masses))
    .filter((body) => body.blocks.length > 0)
  const proofs = told ? toProofs(bodies, told) : []
  let best: { body: Body; score: number } | undefined
  for (const [at, body] of bodies.entries()) {
    const isBeside = heading && (standsInColumnOfLinks(body, heading, masses) || isRemark(body, heading, masses))
    const place = isBeside ? 0.15 : 1
    const score = (toScore(body, bodies) + (proofs[at] ?? 0)) * place
    if (!best || score > best.score) best = { body, score }
  }
  return best?.body
}

function toProofs(bodies: readonly Body[], told: DataText): number[] {
  const bags = bodies.map((body) => toSequences(body.blocks.map((block) => block.text).join('\n')))
  const isOnlyBeginning = bags.some((bag) => isBeginning(told, bag))
  return bags.map((bag) => toProof(told, bag, isOnlyBeginning))
}

/** Whether the headline has sentences beside it, and these blocks are elsewhere among many links. */
function standsInColumnOfLinks(body: Body, heading: Element, masses: Masses): boolean {
  const [root] = body.roots
  if (!root || isWithin(heading, root)) return false
  const own = ancestorsOf(root)
  const shared = ancestorsOf(heading).find((element) => own.includes(element))
  const column = [root, ...own].find((element) => element.parentNode === shared)
  const story = [heading, ...ancestorsOf(heading)].find((element) => element.parentNode === shared)
  if (!column || !story || massOf(masses, story).prose === 0) return false
  return massOf(masses, column).linked * 4 >= massOf(masses, column).words
}

/** Longer stories may stand in several parts of a page. */
const SHORT = 120

/** Of a short story what stands with its headline, where that is much of it: the rest is about the site. */
function toOwn(body: Body, heading: Element | undefined, masses: Masses): Body {
  if (!heading || body.bag.size >= SHORT) return body
  const own = ancestorsOf(heading).find((element) => massOf(masses, element).prose >= 10)
  // The lines at the head of a story are its beginning; so is a cell of a table that all of it stands in.
  if (!own || [own, ...ancestorsOf(own)].some(({ tagName }) => tagName === 'td')) return body
  if (own.tagName === 'header' || /[ -](?:head|header|hero|intro|top)(?=[ -])/.test(namesOf(own))) return body
  const blocks = body.blocks.filter(({ holder }) => isWithin(holder, own))
  const bag = toBag(blocks.map(({ text }) => text).join('\n'))
  return bag.size >= body.bag.size * 0.35 ? { ...body, blocks, bag } : body
}

/** A few lines elsewhere, where the headline has sentences right below it. */
function isRemark(body: Body, heading: Element, masses: Masses): boolean {
  const [root] = body.roots
  const story = ancestorsOf(heading).find((element) => massOf(masses, element).prose >= 15)
  return (
    root !== undefined && story !== undefined && body.bag.size < 60 && !isWithin(root, story) && !isWithin(story, root)
  )
}

export function toBody(extent: Extent, known: StoryFacts): Body {
  const blocks = trim(extent, known)
  return { by: extent.by, blocks, roots: extent.roots, bag: toBag(blocks.map((block) => block.text).join('\n')) }
}

function toScore(body: Body, bodies: readonly Body[]): number {
  const others = bodies.filter((other) => other !== body)
  const agreed = others.reduce((sum, other) => sum + TRUST[other.by] * toAgreement(body.bag, other.bag), 0)
  const prose = body.blocks.some(isProseBlock) ? 1 : 0.5
  return (TRUST[body.by] + agreed) * prose
}

/** The elements of a body with nothing but its blocks in them. */
export function toTree(body: Body): Element {
  const kept = new Set<Node>(body.blocks.flatMap((block) => block.nodes))
  const copies = body.roots.flatMap((root) => copyKept(root, kept) ?? [])
  return createElement('div', {}, copies)
}

function copyKept(node: Node, kept: ReadonlySet<Node>): Node | undefined {
  if (kept.has(node)) return copyWhole(node)
  if (!isElement(node)) return undefined
  const children = node.childNodes.flatMap((child) => copyKept(child, kept) ?? [])
  return children.some((child) => isElement(child) || (isText(child) && /\S/.test(child.value)))
    ? copyElement(node, children)
    : undefined
}

/** A deep copy, so that the page's own tree keeps its parents. */
function copyWhole(node: Node): Node {
  if (isText(node)) return { ...node }
  return isElement(node) ? copyElement(node, node.childNodes.map(copyWhole)) : node
}

// The lines between headline and text that say what the story is about: its summary, not the beginning of its text.

const NAMES =
  /[ -](?:standfirst|dek|deck|sub-?titles?|sub-?headline|strapline|article-(?:desc|description|excerpt|summary)|post-sub-title|chapo|introtext|subhead|vorspann|spot)(?=[ -])/

/** An element that is named so and stands before any other sentence; `blocks` are those of the scope. */
export function findStandfirst(scope: Element, blocks: readonly Block[]): Element | undefined {
  const found = find(scope, isNamed)
  const prose = blocks.find(isParagraph)
  if (!found || !prose || isWithin(prose.holder, found)) return found
  const at = blocks.findIndex((block) => isWithin(block.holder, found))
  return at >= 0 && at < blocks.indexOf(prose) ? found : undefined
}

function isParagraph({ words, linked, kind, holder }: Block): boolean {
  return words >= 10 && linked === 0 && kind !== 'heading' && kind !== 'media' && !isCaption(holder)
}

function isNamed(element: Element): boolean {
  if (!/^(?:p|div|span|h[2-4])$/.test(element.tagName)) return false
  if (!NAMES.test(namesOf(element)) && attribute(element, 'itemprop') !== 'alternativeHeadline') return false
  const words = countWords(visibleStartOf([element], 1_000))
  return words >= 2 && words <= 80
}
