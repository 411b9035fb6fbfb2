/**
 * Which way each block of a story runs. Promises: a paragraph, a quotation, a list, a cell or a caption that runs the
 * other way than what it stands in says so, and what its writer said of it stays.
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
 * Says of each block of a tree, in place, which way it runs where that is another than its surroundings'. What is said
 * of the story besides counts for nothing: the same text has the same marks, wherever it comes from.
 */
export function markDirections(root: Parent): void {
  const text = textOf(root)
  // Nearly all stories run one way, and stay as they are.
  if (!TURNED.test(text) || !OTHER.test(text)) return
  const direction = toTextDirection(text, undefined)
  // Where an Arabic story would be Arabic still, the language decides how it runs: then each block speaks for itself.
  const isSure = toTextDirection(text, ARABIC) === direction
  markChildren(root, { direction: isSure ? direction : undefined, language: undefined })
}

const ARABIC = 'ar'

function markChildren(parent: Parent, around: Around): void {
  for (const child of parent.childNodes) if (isElement(child)) markChildren(child, markElement(child, around))
}

/** What stands around the element's own children. */
function markElement(element: Element, around: Around): Around {
  const language = rawAttribute(element, 'lang') ?? rawAttribute(element, 'xml:lang') ?? around.language
  const said = rawAttribute(element, 'dir')?.trim().toLowerCase()
  if (said !== undefined) return { direction: toSaid(said, element) ?? around.direction, language }
  if (!isBlock(element)) return { ...around, language }
  const text = textOf(element)
  const direction = toPartDirection(text, toWeighing(language, around)) ?? around.direction
  if (direction !== undefined && direction !== around.direction)
    element.attrs.push({ name: 'dir', value: toValue(text, direction) })
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
