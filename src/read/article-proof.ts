/** What the text that a page has in its data proves of a candidate for the story. */
import { isElement, type PageElement } from './dom.ts'
import { type Bag, textOf, toAgreement, toSequences, toShare } from './page-text.ts'

/** Sequences of words of the data, and whether they may be the whole story. */
export type Told = { readonly sequences: Bag; readonly isEnded: boolean }

/** Data of fewer words are a description, whatever they are called. */
const SHORTEST = 20

export function toTold(text: string | undefined): Told | undefined {
  const sequences = text === undefined ? undefined : toSequences(text)
  if (!text || !sequences || sequences.size < SHORTEST) return undefined
  return { sequences, isEnded: /[.!?؟。][\])"”’»]*\s*$/u.test(text) && !/(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$/.test(text) }
}

/** Whether a candidate shows that the data hold no more than the first part of the story. */
export function isBeginning(told: Told, candidate: Bag): boolean {
  const share = told.isEnded ? 0.35 : 0.8
  return told.sequences.size < candidate.size * share && toShare(told.sequences, candidate) > 0.85
}

/** The more of the data a candidate has, and the less else; of a beginning only that it is there. */
export function toProof(told: Told, candidate: Bag, isOnlyBeginning: boolean): number {
  return isOnlyBeginning ? toShare(told.sequences, candidate) : 4 * toAgreement(candidate, told.sequences)
}

/** More text than this is not compared element by element. */
const MOST = 300_000

/** The smallest element that holds nearly all that the data hold. */
export function findTold(scope: PageElement, told: Told): PageElement | undefined {
  if (!told.isEnded || textOf(scope).length > MOST) return undefined
  const shareOf = (element: PageElement) => toShare(told.sequences, toSequences(textOf(element)))
  const least = shareOf(scope) * 0.95
  if (least < 0.7) return undefined
  let at = scope
  for (let next: PageElement | undefined = scope; next; ) {
    at = next
    next = at.childNodes.filter(isElement).find((child) => shareOf(child) >= least)
  }
  return at
}
