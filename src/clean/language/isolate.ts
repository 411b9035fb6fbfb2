/**
 * Words of one direction among words of the other, in text that has no elements: titles of documents and of what is said
 * about stories. Promises: marks stand only where the order of words would be lost without them (UAX #9, section 2.4).
 */

import type { Direction } from '../../model/content.ts'
import { toFirstDirection, toTextDirection } from './direction.ts'

const FIRST_STRONG = '\u2068'
const OUTRIGHT = { ltr: '\u2066', rtl: '\u2067' } as const
const END = '\u2069'

/** A text as it stands among words that run in a direction. */
export function isolate(text: string, around: Direction): string {
  const [first, last] = [toFirstDirection(text), toLastDirection(text)]
  if ((first ?? around) === around && (last ?? around) === around) return text
  // A foreign name at its beginning does not turn a text that runs as what it stands in.
  const isMistaken = first !== around && toTextDirection(text, undefined) === around
  return `${isMistaken ? OUTRIGHT[around] : FIRST_STRONG}${text}${END}`
}

/** Texts in one line; one that is alone stands among nothing. */
export function joinIsolated(texts: readonly string[], separator: string, around: Direction): string {
  const [only, ...others] = texts
  if (others.length === 0) return only ?? ''
  return texts.map((text) => isolate(text, around)).join(separator)
}

function toLastDirection(text: string): Direction | undefined {
  return toFirstDirection([...text.slice(-LONGEST)].reverse().join(''))
}

/** No title ends with more signs that are no letters. */
const LONGEST = 500
