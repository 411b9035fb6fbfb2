/** Takes out of a page what is no part of any story: what nobody sees, frames of the site, comments, boxes of links. */

import { attribute, type Element, hasAttribute, isElement, type Node, type Parent, parentOf } from '../../html/tree.ts'
import { isInlineName, type Mass, type Masses, massOf, measure, toWords, visibleTextOf } from '../facts/text.ts'
import { findSignups } from './boxes.ts'
import { toHolding, toStanding } from './names.ts'
import { findCards, findComments } from './repeats.ts'

/** Elements that never hold a part of a story's text. */
const NEVER: ReadonlySet<string> = new Set(
  'script style link meta title template button select input textarea datalist option nav dialog menu svg canvas object embed applet frame frameset amp-ad amp-embed amp-analytics amp-sidebar amp-social-share amp-sticky-ad amp-consent amp-user-notification amp-auto-ads base'.split(
    ' ',
  ),
)

const APART_ROLES =
  /^(?:navigation|banner|complementary|contentinfo|search|menu|menubar|dialog|alertdialog|alert|toolbar|tablist)$/

/** Words of the shortest story that anything is taken away from. */
const FEW = 25

type Pruning = {
  readonly masses: Masses
  /** Comments, cards of other stories, requests for an address. */
  readonly known: ReadonlySet<Element>
  /** Elements that hold what the page itself calls the story; never taken out. */
  readonly held: ReadonlySet<Element>
  readonly whole: Mass
}

/** What is known of the story before it is looked for. */
type Clues = {
  /** Elements that are known to hold it. */
  readonly bodies: readonly Element[]
  /** What it is called. */
  readonly titles: readonly string[]
  /** The page's own. */
  readonly host?: string | undefined
}

/** Prunes a tree in place. */
export function prune(root: Parent, clues: Clues): void {
  const masses = measure(root)
  const known = [...findComments(root), ...findCards(root, masses, clues.host), ...findSignups(root, masses)]
  const pruning = { masses, known: new Set(known), held: toHeld(root, clues, masses), whole: massOf(masses, root) }
  pruneChildren(root, pruning)
}

/** The bodies, elements named as holders of much text, headlines; and all that stands around them. */
function toHeld(root: Parent, clues: Clues, masses: Masses): Set<Element> {
  const held = new Set<Element>()
  const stated = new Set(clues.bodies)
  const titles = new Set(clues.titles.map((title) => toWords(title).join(' ')).filter(Boolean))
  const threshold = massOf(masses, root).prose * 0.3
  const isTitle = (element: Element) =>
    massOf(masses, element).words < 40 &&
    isInlineName(element.tagName) &&
    titles.has(toWords(visibleTextOf(element)).join(' '))
  const visit = (parent: Parent): boolean => {
    let isHolder = false
    for (const child of parent.childNodes) if (isElement(child) && visit(child)) isHolder = true
    if (!isElement(parent)) return isHolder
    const isNamed = massOf(masses, parent).prose > threshold && toHolding(parent) !== undefined
    if (isHolder || isNamed || parent.tagName === 'h1' || stated.has(parent) || isTitle(parent)) held.add(parent)
    return held.has(parent)
  }
  visit(root)
  return held
}

function pruneChildren(parent: Parent, pruning: Pruning): void {
  const kept: Node[] = []
  for (const child of parent.childNodes) {
    if (!isElement(child)) kept.push(child)
    else if (child.tagName === 'noscript') kept.push(...takePictures(child, kept))
    else if (!isFurniture(child, pruning)) {
      pruneChildren(child, pruning)
      kept.push(child)
    }
  }
  parent.childNodes.splice(0, parent.childNodes.length)
  for (const child of kept) {
    parent.childNodes.push(child)
    child.parentNode = parent
  }
}

function isFurniture(element: Element, pruning: Pruning): boolean {
  if (NEVER.has(element.tagName)) return true
  const mass = massOf(pruning.masses, element)
  // Pages that show themselves by script, and ASP.NET's form around everything.
  const holdsMost = mass.prose > 0 && mass.prose > pruning.whole.prose * 0.6
  if (isHidden(element)) return !holdsMost
  if (pruning.held.has(element)) return false
  if (pruning.known.has(element)) return pruning.whole.prose - mass.prose >= FEW
  if (isApart(element)) return !holdsMost || mass.linked * 2 > mass.words || isCertain(element, mass, pruning)
  return false
}

/** Comments may be longer than the story: they go as long as something is left. */
function isCertain(element: Element, mass: Mass, pruning: Pruning): boolean {
  return toStanding(element) === 'apart' && pruning.whole.prose - mass.prose >= FEW
}

function isApart(element: Element): boolean {
  const { tagName } = element
  // A quotation's footer names its author.
  if (tagName === 'footer') return parentOf(element)?.tagName !== 'blockquote'
  if (tagName === 'aside' || tagName === 'form') return true
  if (APART_ROLES.test(attribute(element, 'role')?.toLowerCase() ?? '')) return true
  return tagName !== 'body' && tagName !== 'html' && tagName !== 'main' && toStanding(element) === 'apart'
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i

function isHidden(element: Element): boolean {
  if (hasAttribute(element, 'hidden')) return attribute(element, 'hidden') !== 'until-found'
  const style = attribute(element, 'style')
  if (style !== undefined && HIDING.test(style)) return true
  // Pictures and fallbacks for them are hidden from screen readers, not from readers.
  return (
    attribute(element, 'aria-hidden') === 'true' &&
    !/^(?:img|picture|figure|figcaption|span|i|b|em)$/.test(element.tagName)
  )
}

/** What a lazy picture's `noscript` holds replaces the placeholder before it; its words ask for a script. */
function takePictures(noscript: Element, before: Node[]): Node[] {
  const pictures = noscript.childNodes.filter(
    (node) => isElement(node) && /^(?:img|picture|figure)$/.test(node.tagName),
  )
  if (pictures.length === 0) return []
  const placeholder = before.findLastIndex((node) => isElement(node) || node.nodeName !== '#text')
  const last = before[placeholder]
  if (last && isElement(last) && last.tagName === 'img') before.splice(placeholder, 1)
  return pictures
}
