/**
 * Which way each block of a story runs. Promises: in a story of both directions each paragraph, quotation, list, cell
 * or caption runs its own way, whichever way the story itself is shown, and what its writer said of it stays.
 */

import { type Element, isElement, isText, type Node, type Parent, rawAttribute, textOf } from '../../html/tree.ts'
import { toFirstDirection, toPartDirection, toTextDirection } from '../language/direction.ts'

type Direction = 'ltr' | 'rtl'
type Around = { readonly direction: Direction | undefined; readonly language: string | undefined }

const BLOCKS = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd table td th caption figcaption pre summary address center'.split(
    ' ',
  ),
)
/** They stand around blocks; where text stands right in them, they are blocks themselves. */
const BOXES = new Set('div section article aside header footer main form fieldset details figure dir menu'.split(' '))

const TURNED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const OTHER = /[A-Za-z\u00c0-\u058f]/

/**
 * Says of each block of a tree, in place, which way it runs, where not all run one way. What is said of the story
 * besides counts for nothing: the same text has the same marks, wherever it comes from. So where blocks differ each
 * speaks for itself: headline or editor may yet have the whole run the other way.
 */
export function markDirections(root: Parent): void {
  const text = textOf(root)
  // Nearly all stories run one way, and stay as they are.
  if (!TURNED.test(text) || !OTHER.test(text)) return
  const direction = toTextDirection(text, undefined)
  // Where an Arabic story would be Arabic still, the language decides how it runs.
  const isSure = toTextDirection(text, ARABIC) === direction
  if (isSure && isOneWay(root, { direction, language: undefined })) return
  markChildren(root, { direction: undefined, language: direction === 'rtl' ? ARABIC : undefined })
}

const ARABIC = 'ar'

/** Whether each block within runs as what is around it. */
function isOneWay(parent: Parent, around: Around): boolean {
  return parent.childNodes.filter(isElement).every((child) => {
    const inner = toInner(child, around)
    return (!isBlock(child) || inner.direction === around.direction) && isOneWay(child, inner)
  })
}

function markChildren(parent: Parent, around: Around): void {
  for (const child of parent.childNodes) if (isElement(child)) markElement(child, around)
}

function markElement(element: Element, around: Around): void {
  const inner = toInner(element, around)
  const isSaid = rawAttribute(element, 'dir') !== undefined
  if (!isSaid && inner.direction !== undefined && inner.direction !== around.direction)
    element.attrs.push({ name: 'dir', value: toValue(textOf(element), inner.direction) })
  markChildren(element, inner)
}

/** What stands around the element's own children. */
function toInner(element: Element, around: Around): Around {
  const language = rawAttribute(element, 'lang') ?? rawAttribute(element, 'xml:lang') ?? around.language
  const said = rawAttribute(element, 'dir')?.trim().toLowerCase()
  if (said !== undefined) return { direction: toSaid(said, element) ?? around.direction, language }
  if (!isBlock(element)) return { ...around, language }
  const direction = toPartDirection(textOf(element), toWeighing(language, around)) ?? around.direction
  return { direction, language }
}

/** Arabic that names much in Latin letters is Arabic still; of a language that runs otherwise than its surroundings too. */
function toWeighing(language: string | undefined, { direction }: Around): string | undefined {
  return language ?? (direction === 'rtl' ? ARABIC : undefined)
}

function toSaid(said: string, element: Element): Direction | undefined {
  return said === 'ltr' || said === 'rtl' ? said : toFirstDirection(textOf(element))
}

/** Readers go by the first letter, which may be that of a foreign name: then it is said outright. */
function toValue(text: string, direction: Direction): string {
  return toFirstDirection(text) === direction ? 'auto' : direction
}

function isBlock({ tagName, childNodes }: Element): boolean {
  return BLOCKS.has(tagName) || (BOXES.has(tagName) && childNodes.some(isWritten))
}

function isWritten(node: Node): boolean {
  return isText(node) && node.value.trim() !== ''
}
