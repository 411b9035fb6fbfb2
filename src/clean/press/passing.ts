/** Lines of a story that are no part of what it says: figures that grow by themselves, and what its source's noise names. */
import { isElement, type Node, textOf } from '../../html/tree.ts'
import { isFigures } from '../identity/figures.ts'
import type { Noise } from '../identity/noise.ts'
import type { Line } from './lines.ts'

/** A longer line is no heading of a list, and no label. */
const SHORT = 80
const SENTENCE = /[.!?…؟。！？।։]["'”’»)\]]*$/u

/** The nodes of such lines. */
export function toPassing(lines: readonly Line[], noise: Noise): ReadonlySet<Node> {
  const first = noise.includes('head') ? lines.findIndex((line) => !isBeside(line)) : 0
  const last = noise.includes('tail') ? lines.findLastIndex((line) => !isBeside(line)) : lines.length
  // Where there is no sentence at all, the lines are the story.
  const around = first < 0 || last < 0 ? [] : [...lines.slice(0, first), ...lines.slice(last + 1)]
  const figures = lines.filter(({ text }) => isFigures(text))
  return new Set([...around, ...figures].flatMap(({ nodes }) => nodes))
}

/** What pages set above and below a text: links, pictures, labels. */
function isBeside({ text, nodes, kind }: Line): boolean {
  if (kind === 'block') return false
  return nodes.every(isLinked) || (text.length <= SHORT && !SENTENCE.test(text))
}

function isLinked(node: Node): boolean {
  if (!isElement(node)) return textOf(node).trim() === ''
  return node.tagName === 'a' || node.childNodes.every(isLinked)
}
