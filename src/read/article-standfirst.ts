/** The lines between headline and text that say what the story is about: its summary, not the beginning of its text. */

import type { Block } from './article-blocks.ts'
import { isCaption } from './article-caption.ts'
import { namesOf } from './article-names.ts'
import { attribute, find, isWithin, type PageElement } from './dom.ts'
import { countWords, startOf } from './page-text.ts'

const NAMES =
  /[ -](?:standfirst|dek|deck|sub-?titles?|sub-?headline|strapline|article-(?:desc|description|excerpt|summary)|post-sub-title|chapo|introtext|subhead|vorspann|spot)(?=[ -])/

/** An element that is named so and stands before any other sentence; `blocks` are those of the scope. */
export function findStandfirst(scope: PageElement, blocks: readonly Block[]): PageElement | undefined {
  const found = find(scope, isNamed)
  const prose = blocks.find(isProse)
  if (!found || !prose || isWithin(prose.holder, found)) return found
  const at = blocks.findIndex((block) => isWithin(block.holder, found))
  return at >= 0 && at < blocks.indexOf(prose) ? found : undefined
}

function isProse({ words, linked, kind, holder }: Block): boolean {
  return words >= 10 && linked === 0 && kind !== 'heading' && kind !== 'media' && !isCaption(holder)
}

function isNamed(element: PageElement): boolean {
  if (!/^(?:p|div|span|h[2-4])$/.test(element.tagName)) return false
  if (!NAMES.test(namesOf(element)) && attribute(element, 'itemprop') !== 'alternativeHeadline') return false
  const words = countWords(startOf([element], 1_000))
  return words >= 2 && words <= 80
}
