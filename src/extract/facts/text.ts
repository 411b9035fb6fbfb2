/** The text of a page's parts, its words, and how much two texts have in common. */
import { type Element, isElement, isText, type Node, type Parent } from '../../html/tree.ts'

/** Elements that begin and end a line; words on both sides of one are two words. */
const LINES: ReadonlySet<string> = new Set(
  'address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Elements whose text nobody sees. */
const SILENT: ReadonlySet<string> = new Set(
  'script style noscript template head iframe object select textarea button svg math canvas audio video'.split(' '),
)

export function isInlineName(name: string): boolean {
  return LINES.has(name)
}

export function isSilentName(name: string): boolean {
  return SILENT.has(name)
}

/** What a reader sees of nodes as one line of text. */
export function visibleTextOf(...nodes: readonly (Node | Parent)[]): string {
  return visibleStartOf(nodes, Number.POSITIVE_INFINITY)
}

/** The same of the first `limit` characters: for what is asked of many elements and is short where it counts. */
export function visibleStartOf(nodes: readonly (Node | Parent)[], limit: number): string {
  const excerpt: Excerpt = { parts: [], left: limit }
  for (const node of nodes) takeText(node, excerpt)
  return toVisibleLine(excerpt.parts.join(''))
}

type Excerpt = { readonly parts: string[]; left: number }

function takeText(node: Node | Parent, excerpt: Excerpt): void {
  if (excerpt.left <= 0) return
  if (isText(node)) {
    excerpt.parts.push(node.value.slice(0, excerpt.left))
    excerpt.left -= node.value.length
  }
  if (!('childNodes' in node)) return
  // Empty elements cost as well.
  excerpt.left--
  const isBlock = isElement(node) && isInlineName(node.tagName)
  if (isBlock) excerpt.parts.push(' ')
  for (const child of node.childNodes) {
    if (!isElement(child) || !isSilentName(child.tagName)) takeText(child, excerpt)
  }
  if (isBlock) excerpt.parts.push(' ')
}

/** White space as one blank each, no-break spaces too; soft hyphens and invisible marks of order gone. */
export function toVisibleLine(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Scripts that write no blanks between words count by the character. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[[\p{L}\p{M}\p{N}\u200c]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv

export function toWords(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? []
}

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}

/** Words and how often each occurs. */
export type Bag = { readonly counts: ReadonlyMap<string, number>; readonly size: number }

export function toBag(text: string): Bag {
  return countAll(toWords(text))
}

/** Every three words in a row: two texts that share them share sentences, and not only words that all texts have. */
export function toSequences(text: string): Bag {
  const words = toWords(text)
  return countAll(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`))
}

function countAll(words: readonly string[]): Bag {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, size: words.length }
}

/** How many words two bags share, each as often as both have it. */
function countShared(one: Bag, other: Bag): number {
  const [small, large] = one.counts.size < other.counts.size ? [one, other] : [other, one]
  let shared = 0
  for (const [word, count] of small.counts) shared += Math.min(count, large.counts.get(word) ?? 0)
  return shared
}

/** Harmonic mean of precision and recall: 1 where both have the same words. */
export function toAgreement(one: Bag, other: Bag): number {
  const total = one.size + other.size
  return total === 0 ? 0 : (2 * countShared(one, other)) / total
}

/** Share of `part`'s words that `whole` has too. */
export function toShare(part: Bag, whole: Bag): number {
  return part.size === 0 ? 0 : countShared(part, whole) / part.size
}

/** The same line but for case, quotes, dashes and the like. */
export function isSameLine(one: string, other: string): boolean {
  return one === other || toWords(one).join(' ') === toWords(other).join(' ')
}

// How much text each part of a page holds, and how much of it is links.

export type Mass = {
  readonly words: number
  /** Words inside links. */
  readonly linked: number
  /** Words of paragraphs: lines long enough to be sentences, and mostly no links. */
  readonly prose: number
}

export type Masses = ReadonlyMap<Element | Parent, Mass>

type Sum = { words: number; linked: number; prose: number; run: number; runLinked: number }

const NOTHING: Mass = { words: 0, linked: 0, prose: 0 }
/** Words of the shortest line that counts as prose. */
const SENTENCE = 10

/** The masses of every element under `root`, and of `root`, in one pass. */
export function measure(root: Parent): Masses {
  const masses = new Map<Element | Parent, Mass>()
  const sum = measureInto(root, masses, false)
  masses.set(root, sum)
  return masses
}

export function massOf(masses: Masses, element: Element | Parent): Mass {
  return masses.get(element) ?? NOTHING
}

function measureInto(parent: Parent, masses: Map<Element | Parent, Mass>, isLinked: boolean): Mass {
  const sum: Sum = { words: 0, linked: 0, prose: 0, run: 0, runLinked: 0 }
  for (const child of parent.childNodes) {
    if (isText(child)) addWords(sum, countWords(child.value), isLinked)
    else if (isElement(child)) addElement(sum, child, masses, isLinked)
  }
  endRun(sum)
  return { words: sum.words, linked: sum.linked, prose: sum.prose }
}

function addElement(sum: Sum, child: Element, masses: Map<Element | Parent, Mass>, isLinked: boolean): void {
  if (isSilentName(child.tagName)) return
  const mass = measureInto(child, masses, isLinked || child.tagName === 'a')
  masses.set(child, mass)
  if (isInlineName(child.tagName) || mass.prose > 0) {
    endRun(sum)
    sum.words += mass.words
    sum.linked += mass.linked
    sum.prose += mass.prose
  } else {
    addWords(sum, mass.words - mass.linked, false)
    addWords(sum, mass.linked, true)
  }
}

function addWords(sum: Sum, words: number, isLinked: boolean): void {
  sum.words += words
  sum.run += words
  if (!isLinked) return
  sum.linked += words
  sum.runLinked += words
}

/** A line of text ended: it counts as prose when it is long and not mostly links. */
function endRun(sum: Sum): void {
  if (sum.run >= SENTENCE && sum.runLinked * 2 < sum.run) sum.prose += sum.run
  sum.run = 0
  sum.runLinked = 0
}
