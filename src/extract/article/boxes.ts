/** Boxes inside a story that are no part of it: by their names, or by a label that they begin with. */
import { attribute, type Element, find, findNamed, isElement, type Parent, parentOf } from '../../html/tree.ts'
import { type Mass, type Masses, massOf, measure, visibleStartOf } from '../facts/text.ts'
import type { Block } from './blocks.ts'
import { toHolding, toStanding } from './names.ts'
import { isCard } from './repeats.ts'

/** The ground that a story's blocks stand on. */
export type Ground = {
  readonly roots: ReadonlySet<Element>
  readonly masses: Masses /** Words of prose in all. */
  readonly prose: number
  /** The page's own. */
  readonly host: string | undefined
}

export function toGround(roots: readonly Element[], host: string | undefined): Ground {
  const masses = new Map<Element, Mass>()
  let prose = 0
  for (const root of roots) {
    for (const [element, mass] of measure(root)) masses.set(element as Element, mass)
    prose += massOf(masses, root).prose
  }
  return { roots: new Set(roots), masses, prose, host }
}

/** Elements whose names say that they are furniture, as far as they hold little. */
export function findNamedBoxes(ground: Ground): Set<Element> {
  const boxes = new Set<Element>()
  const visit = (parent: Element) => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      if (isBox(child, ground)) boxes.add(child)
      else visit(child)
    }
  }
  for (const root of ground.roots) visit(root)
  return boxes
}

function isBox(element: Element, ground: Ground): boolean {
  if (/^(?:h[1-6]|a|b|strong|em|i|td|tr|tbody|table)$/.test(element.tagName)) return false
  const { words, prose } = massOf(ground.masses, element)
  const isSmall = prose <= ground.prose * 0.25
  if (isSmall && isCard(element, ground.masses, ground.host)) return true
  if (prose === 0 && words > 0 && words < 40 && isLinkedWhole(element)) return true
  if (isSmall && isAppeal(element, ground.masses)) return true
  const standing = toStanding(element)
  if (standing === undefined || (!isSmall && toHolding(element) !== undefined)) return false
  if (standing === 'slight') return words > 0 && prose === 0 && words < 60
  return words > 0 && (standing === 'beside' ? isSmall : prose <= ground.prose * 0.6)
}

/** Words of the longest and the shortest appeal, and of the link to follow it. */
const APPEAL = [8, 70, 4] as const

/** A heading, a few words, and a link alone at the end: `Help us send more … Donate now`. */
function isAppeal(element: Element, masses: Masses): boolean {
  const { words, linked } = massOf(masses, element)
  const [least, most, link] = APPEAL
  if (!/^(?:div|section|aside)$/.test(element.tagName) || words < least || words > most) return false
  if (linked === 0 || linked > link) return false
  const [first, ...others] = element.childNodes.filter(isElement).filter((child) => massOf(masses, child).words > 0)
  const last = others.at(-1)
  return /^h[2-6]$/.test(first?.tagName ?? '') && last !== undefined && massOf(masses, last).words === linked
}

/** A link without words lies over all of it, or what it leads to is paid for. */
function isLinkedWhole(element: Element): boolean {
  const links = element.childNodes.filter((node) => isElement(node) && node.tagName === 'a').filter(isElement)
  return links.some((link) => {
    const isSponsored = /(?:^|\s)sponsored(?:\s|$)/i.test(attribute(link, 'rel') ?? '')
    return (
      isSponsored ||
      (attribute(link, 'href') !== undefined && link.childNodes.length === 0 && find(element, isMedia) === undefined)
    )
  })
}

function isMedia({ tagName }: Element): boolean {
  return /^(?:img|picture|video|figure|iframe)$/.test(tagName)
}

/** Whether a block stands in one of some boxes. */
export function standsIn(block: Block, boxes: ReadonlySet<Element>, ground: Ground): boolean {
  const [node] = block.nodes
  let at: Element | undefined = node && isElement(node) ? node : block.holder
  for (; at; at = parentOf(at)) {
    if (boxes.has(at)) return true
    if (ground.roots.has(at)) return false
  }
  return false
}

/** Words of a story that have to be left when a box is taken out of it. */
const LEFT = 20

/** The box that a label is the title of: the largest element that it begins, which leads elsewhere and is not the story. */
export function toLabelledBox(label: Block, ground: Ground): Element | undefined {
  let box: Element | undefined
  for (let at: Element | undefined = label.holder; at && !ground.roots.has(at); at = parentOf(at)) {
    const { words, linked, prose } = massOf(ground.masses, at)
    if (ground.prose - prose < LEFT) break
    if (words > label.words && linked * 6 >= words - label.words) box = at
    if (!isFirst(at, ground)) break
  }
  return box
}

/** Words of the shortest story. */
const FEW = 10

/** The largest element that a block begins and that leaves a story. */
export function toBegunBox(block: Block, ground: Ground): Element | undefined {
  let box: Element | undefined
  for (let at: Element | undefined = block.holder; at && !ground.roots.has(at); at = parentOf(at)) {
    const { words, prose } = massOf(ground.masses, at)
    if (ground.prose - prose < FEW) break
    if (words > block.words) box = at
    if (!isFirst(at, ground)) break
  }
  return box
}

/** Whether nothing with text stands before an element in its parent; asked of a few siblings only. */
function isFirst(element: Element, ground: Ground): boolean {
  const siblings = parentOf(element)?.childNodes ?? []
  for (const sibling of siblings.slice(0, 12)) {
    if (sibling === element) return true
    if (isElement(sibling) && massOf(ground.masses, sibling).words > 3) return false
  }
  return false
}

// Boxes in a page that ask for an address, to send a newsletter to: known by their field, whatever they say.

const MOST = 20
/** Words of the longest box, of the shortest request in one, and of a heading above it. */
const BOX = 80
const REQUEST = 8
const HEADING = 12

const MAIL = /e-?mail|newsletter|e-?posta|correo|courriel|بريد|ایمیل|ئیمەیڵ|почт|邮箱|メール/i

/** The boxes around fields for an e-mail address; forms for comments have one too, and a place to write. */
export function findSignups(root: Parent, masses: Masses): Element[] {
  const fields = findNamed(root, 'input').filter(isField).slice(0, MOST)
  return fields.flatMap((field) => toBox(field, masses) ?? [])
}

function isField(input: Element): boolean {
  const type = attribute(input, 'type')?.toLowerCase() ?? 'text'
  return type === 'email' || type === 'text'
}

function isForMail(input: Element, text: string): boolean {
  const said = ['type', 'name', 'id', 'placeholder', 'aria-label'].map((name) => attribute(input, name) ?? '').join(' ')
  return MAIL.test(said) || MAIL.test(text)
}

/** As far up as there is a request, and on by a heading; never as far as a headline. */
function toBox(field: Element, masses: Masses): Element | undefined {
  let box: Element | undefined
  for (let up = parentOf(field); up; up = parentOf(up)) {
    const { words } = massOf(masses, up)
    const before = box ? massOf(masses, box).words : 0
    if (words > BOX || /^(?:body|main|article)$/.test(up.tagName) || find(up, isOther)) break
    if (before >= REQUEST && words - before > HEADING) break
    box = up
  }
  if (!box || massOf(masses, box).words < REQUEST) return undefined
  return isForMail(
    field,
    visibleStartOf(
      box.childNodes.filter((node) => isElement(node)),
      600,
    ),
  )
    ? box
    : undefined
}

function isOther({ tagName }: Element): boolean {
  return tagName === 'h1' || tagName === 'textarea'
}
