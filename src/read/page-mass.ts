/** How much text each part of a page holds, and how much of it is links. */
import { isElement, isText, type PageElement, type PageParent } from './dom.ts'
import { countWords, isLine, isSilent } from './page-text.ts'

export type Mass = {
  readonly words: number
  /** Words inside links. */
  readonly linked: number
  /** Words of paragraphs: lines long enough to be sentences, and mostly no links. */
  readonly prose: number
}

export type Masses = ReadonlyMap<PageElement | PageParent, Mass>

type Sum = { words: number; linked: number; prose: number; run: number; runLinked: number }

const NOTHING: Mass = { words: 0, linked: 0, prose: 0 }
/** Words of the shortest line that counts as prose. */
const SENTENCE = 10

/** The masses of every element under `root`, and of `root`, in one pass. */
export function measure(root: PageParent): Masses {
  const masses = new Map<PageElement | PageParent, Mass>()
  const sum = measureInto(root, masses, false)
  masses.set(root, sum)
  return masses
}

export function massOf(masses: Masses, element: PageElement | PageParent): Mass {
  return masses.get(element) ?? NOTHING
}

function measureInto(parent: PageParent, masses: Map<PageElement | PageParent, Mass>, isLinked: boolean): Mass {
  const sum: Sum = { words: 0, linked: 0, prose: 0, run: 0, runLinked: 0 }
  for (const child of parent.childNodes) {
    if (isText(child)) addWords(sum, countWords(child.value), isLinked)
    else if (isElement(child)) addElement(sum, child, masses, isLinked)
  }
  endRun(sum)
  return { words: sum.words, linked: sum.linked, prose: sum.prose }
}

function addElement(
  sum: Sum,
  child: PageElement,
  masses: Map<PageElement | PageParent, Mass>,
  isLinked: boolean,
): void {
  if (isSilent(child.tagName)) return
  const mass = measureInto(child, masses, isLinked || child.tagName === 'a')
  masses.set(child, mass)
  if (isLine(child.tagName) || mass.prose > 0) {
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
