/** The keys of a story's front matter that are read. What is not is told of: it may be one of these, mistyped. */
import { isHoldName } from '../../model/hold.ts'
import { toNearest } from '../../model/nearest.ts'

const KNOWN = `title date updated modified slug channel language lang direction dir url tags author authors summary
  description image images pictures caption alt credit`.split(/\s+/)

/** More of them say nothing more. */
const MOST = 10

/** A sentence for each key that nothing is made of. Keys that begin with `_` or `x-` are another program's. */
export function toUnknownKeys(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(fields)
    .filter((name) => !KNOWN.includes(name.toLowerCase()) && !isHoldName(name) && !/^(?:_|x-)/i.test(name))
    .slice(0, MOST)
    .map(toSentence)
}

function toSentence(name: string): string {
  const nearest = toNearest(name, KNOWN)
  const rest = nearest === undefined ? `known are ${KNOWN.join(', ')}` : `did you mean ${nearest}?`
  return `Its front matter says ${name.slice(0, 60)}, which is not known and left out; ${rest}${nearest ? '' : '.'}`
}
