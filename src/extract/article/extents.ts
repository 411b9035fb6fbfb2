/** Where the story may stand in a page: by what the page says, by names, by Readability, by density of text. */
import {
  ancestorsOf,
  attribute,
  type Element,
  find,
  findAll,
  isElement,
  isWithin,
  parentOf,
  toOutermost,
} from '../../html/tree.ts'
import {
  type Bag,
  type Masses,
  massOf,
  measure,
  toAgreement,
  toSequences,
  toShare,
  visibleTextOf,
} from '../facts/text.ts'
import { findBodies } from '../facts/thing.ts'
import { type Block, toBlocks } from './blocks.ts'
import { toHolding } from './names.ts'
import { findReadable } from './readability.ts'

export type Extent = {
  /** Why it may be the story. */
  readonly by: 'data' | 'told' | 'name' | 'element' | 'readability' | 'density' | 'title'
  readonly roots: readonly Element[]
  readonly blocks: readonly Block[]
}

/** What is known of the story before its text is: its headline's element, and the text in the page's data. */
type Hints = { readonly heading: Element | undefined; readonly told: DataText | undefined }

/** Every place that something speaks for, in no order; `scope` is where the story is known to be. */
export function toExtents(scope: Element, { heading, told }: Hints): Extent[] {
  const masses = measure(scope)
  const all = toBlocks([scope])
  const extents = [
    toExtent('data', pickTogether(toOutermost(findBodies(scope)), masses)),
    toExtent(
      'told',
      [told && findDataText(scope, told)].filter((element) => element !== undefined),
    ),
    toExtent('name', findNamedHolders(scope, masses)),
    toExtent('element', findElement(scope, masses)),
    toReadable(scope, all),
    toExtent('density', findDense(all, scope, masses, heading)),
    toExtent('title', findBeside(heading, scope, masses)),
  ]
  return extents.filter((extent) => extent !== undefined)
}

function toExtent(by: Extent['by'], roots: readonly Element[]): Extent | undefined {
  return roots.length > 0 ? { by, roots, blocks: toBlocks(roots) } : undefined
}

/** One story may be in several such elements with advertising between them: those that share the parent of the longest. */
function pickTogether(elements: readonly Element[], masses: Masses): Element[] {
  const longest = elements.reduce<Element | undefined>(
    (best, next) => (best && massOf(masses, best).words >= massOf(masses, next).words ? best : next),
    undefined,
  )
  return longest ? elements.filter((element) => element.parentNode === longest.parentNode) : []
}

/** By class and id; of holders in one another the innermost that still has nearly all of the text. */
function findNamedHolders(scope: Element, masses: Masses): Element[] {
  const holders = findAll(scope, (element) => toHolding(element) !== undefined)
  const proseOf = (element: Element) => massOf(masses, element).prose
  const most = Math.max(0, ...holders.map(proseOf))
  const long = holders.filter((element) => proseOf(element) >= most * 0.8)
  const certain = long.filter((element) => toHolding(element) === 'certain')
  const chosen = (certain.length > 0 ? certain : long).at(-1)
  if (!chosen || most === 0) return []
  const name = attribute(chosen, 'class')
  return holders.filter((one) => one.parentNode === chosen.parentNode && attribute(one, 'class') === name)
}

/** The innermost `article` or `main` with nearly all of the scope's prose. */
function findElement(scope: Element, masses: Masses): Element[] {
  const most = massOf(masses, scope).prose
  const isPart = (element: Element) =>
    /^(?:article|main)$/.test(element.tagName) || /^(?:article|main)$/.test(attribute(element, 'role') ?? '')
  const found = findAll(scope, (element) => isPart(element) && massOf(masses, element).prose >= most * 0.8).at(-1)
  return found ? [found] : isPart(scope) ? [scope] : []
}

/** The smallest element that holds the headline and any sentence. */
function findBeside(heading: Element | undefined, scope: Element, masses: Masses): Element[] {
  const around = heading ? ancestorsOf(heading) : []
  const found = around.find((element) => massOf(masses, element).prose > 0 && isWithin(element, scope))
  return found ? [found] : []
}

/** What Readability keeps, and beside it what it drops too readily: short paragraphs, lists, subheads between kept ones. */
function toReadable(scope: Element, all: readonly Block[]): Extent | undefined {
  const kept = findReadable(scope)
  if (kept.size === 0) return undefined
  const isKept = (block: Block) =>
    kept.has(block.holder) || block.nodes.some((node) => isElement(node) && holdsAny(node, kept))
  const blocks = new Set(all.filter(isKept))
  const containers = toContainers([...blocks])
  const crowded = new Set([...containers].filter(([, count]) => count >= 2).map(([element]) => element))
  const restored = all.filter((block) => blocks.has(block) || isBetween(block, crowded))
  const whole = fillGaps(all, new Set(restored))
  const roots = toRoots(whole)
  return whole.length > 0 && roots.length > 0 ? { by: 'readability', roots, blocks: whole } : undefined
}

/** Pages made of components have a box around each paragraph: what stands between two that were kept belongs to them. */
function fillGaps(all: readonly Block[], kept: ReadonlySet<Block>): Block[] {
  const isTold = (block: Block) => kept.has(block) && block.words >= 10
  const [first, last] = [all.findIndex(isTold), all.findLastIndex(isTold)]
  return all.filter((block, at) => kept.has(block) || (at > first && at < last && block.linked * 2 <= block.words))
}

function holdsAny(element: Element, kept: ReadonlySet<Element>): boolean {
  return kept.has(element) || find(element, (inner) => kept.has(inner)) !== undefined
}

/** How many blocks each element holds directly. */
function toContainers(blocks: readonly Block[]): Map<Element, number> {
  const counts = new Map<Element, number>()
  for (const block of blocks) {
    const { container } = block
    if (container) counts.set(container, (counts.get(container) ?? 0) + 1)
  }
  return counts
}

function isBetween(block: Block, crowded: ReadonlySet<Element>): boolean {
  const { container } = block
  // Links of a few words may be a source's name; those at the end that are none go with what stands around a story.
  const isLink = block.linked * 2 > block.words && block.words > 4
  if (!container || (isLink && block.kind !== 'heading')) return false
  if (crowded.has(container)) return true
  // A list, a quotation or a box of paragraphs beside kept paragraphs.
  const outer = parentOf(container)
  return outer !== undefined && crowded.has(outer) && (block.kind !== 'text' || block.words >= 10)
}

/** The smallest element that holds all of some blocks. */
function toRoots(blocks: readonly Block[]): Element[] {
  const [first, ...others] = blocks
  if (!first) return []
  const root = [first.holder, ...ancestorsOf(first.holder)].find((element) =>
    others.every((block) => isWithin(block.holder, element)),
  )
  return root ? [root] : []
}

/** The element with most prose directly in it and one level below; its parent where the story goes on beside it. */
function findDense(all: readonly Block[], scope: Element, masses: Masses, heading: Element | undefined): Element[] {
  const scores = new Map<Element, number>()
  for (const block of all) {
    if (block.words < 8 || block.linked * 3 > block.words || block.kind === 'heading') continue
    const { container } = block
    const outer = container && parentOf(container)
    if (container) scores.set(container, (scores.get(container) ?? 0) + block.words)
    if (outer) scores.set(outer, (scores.get(outer) ?? 0) + block.words / 2)
  }
  let best: Element | undefined
  for (const [element, score] of scores) if (!best || score > (scores.get(best) ?? 0)) best = element
  return best && isWithin(best, scope) ? [climb(best, scope, masses, heading)] : []
}

/** What has the headline in it as well is all of the story; what stands beside that is a column. */
function climb(from: Element, scope: Element, masses: Masses, heading: Element | undefined): Element {
  let at = from
  if (heading && isWithin(heading, from)) return from
  for (let up = parentOf(at); up && isWithin(up, scope); up = parentOf(up)) {
    const [inner, outer] = [massOf(masses, at), massOf(masses, up)]
    const added = outer.prose - inner.prose
    const junk = outer.words - outer.prose - (inner.words - inner.prose)
    if (added > inner.prose * 0.3 && junk < added) at = up
  }
  return at
}

// What the text that a page has in its data proves of a candidate for the story.

/** Sequences of words of the data, and whether they may be the whole story. */
export type DataText = { readonly sequences: Bag; readonly isEnded: boolean }

/** Data of fewer words are a description, whatever they are called. */
const SHORTEST = 20

export function toDataText(text: string | undefined): DataText | undefined {
  const sequences = text === undefined ? undefined : toSequences(text)
  if (!text || !sequences || sequences.size < SHORTEST) return undefined
  return { sequences, isEnded: /[.!?؟。][\])"”’»]*\s*$/u.test(text) && !/(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$/.test(text) }
}

/** Whether a candidate shows that the data hold no more than the first part of the story. */
export function isBeginning(told: DataText, candidate: Bag): boolean {
  const share = told.isEnded ? 0.35 : 0.8
  return told.sequences.size < candidate.size * share && toShare(told.sequences, candidate) > 0.85
}

/** The more of the data a candidate has, and the less else; of a beginning only that it is there. */
export function toProof(told: DataText, candidate: Bag, isOnlyBeginning: boolean): number {
  return isOnlyBeginning ? toShare(told.sequences, candidate) : 4 * toAgreement(candidate, told.sequences)
}

/** More text than this is not compared element by element. */
const MOST = 300_000

/** The smallest element that holds nearly all that the data hold. */
function findDataText(scope: Element, told: DataText): Element | undefined {
  if (!told.isEnded || visibleTextOf(scope).length > MOST) return undefined
  const shareOf = (element: Element) => toShare(told.sequences, toSequences(visibleTextOf(element)))
  const least = shareOf(scope) * 0.95
  if (least < 0.7) return undefined
  let at = scope
  for (let next: Element | undefined = scope; next; ) {
    at = next
    next = at.childNodes.filter(isElement).find((child) => shareOf(child) >= least)
  }
  return at
}
