/**
 * Characters that turn the text around them (Unicode's Bidirectional Algorithm, UAX #9). Promises: what one text opens it
 * closes itself, so that none turns what it is shown among; and nothing runs against its own letters, by which a text
 * could be read as another than it is.
 */

/** Embeddings and overrides with their end, isolates with theirs. */
const CONTROL = /[\u202a-\u202e\u2066-\u2069]/g
const ANY = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const END_OF_EMBEDDING = '\u202c'
const END_OF_ISOLATE = '\u2069'

/** The text with embeddings and isolates that are opened and closed in it, and without all others. In linear time. */
export function withPairedControls(text: string): string {
  if (text.search(CONTROL) < 0) return text
  const kept = findPaired(text)
  return text.replace(CONTROL, (control, at: number) => (kept.has(at) ? control : ''))
}

/** The text without anything that turns it, marks too: for names, which are compared, and stand among other words. */
export function withoutControls(text: string): string {
  return text.replace(ANY, '')
}

type Open = { readonly at: number; readonly isIsolate: boolean; readonly isOverride: boolean }

/** Where controls stand that belong together. The end of an isolate ends what was opened within (UAX #9, BD9 and X6a). */
function findPaired(text: string): Set<number> {
  const kept = new Set<number>()
  const open: Open[] = []
  let isolates = 0
  for (const { 0: control, index: at } of text.matchAll(CONTROL)) {
    if (control === END_OF_ISOLATE) {
      if (isolates === 0) continue
      while (open.at(-1)?.isIsolate === false) open.pop()
      isolates--
      keep(kept, open.pop(), at)
    } else if (control === END_OF_EMBEDDING) {
      if (open.at(-1)?.isIsolate === false) keep(kept, open.pop(), at)
    } else {
      const isIsolate = control >= '\u2066'
      if (isIsolate) isolates++
      open.push({ at, isIsolate, isOverride: control === '\u202d' || control === '\u202e' })
    }
  }
  return kept
}

function keep(kept: Set<number>, start: Open | undefined, end: number): void {
  if (start === undefined || start.isOverride) return
  kept.add(start.at)
  kept.add(end)
}
