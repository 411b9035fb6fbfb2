/** The headline, where a story's text begins with it once more: printed twice, it is no part of the text. */
import { isElement, type Node, textOf } from '../../html/tree.ts'
import { toLetters } from '../language/fold.ts'
import { type Line, toPlainLine } from './lines.ts'

/** Lines above the text among which it may stand: pictures, a section's name, who wrote it. */
const HEAD = 8
/** A longer line that is not the headline is the story's first sentence. */
const SENTENCE = 80
/** Letters of the shortest part of a headline that is known by itself, and of one that was cut off. */
const TELLING = 10
const CUT = 20

/** Between a headline and the name of its site or section. */
const MARK = / (?:[-–—|·•:»«›/]|::|\|\|) | ?[|｜] ?|：|: /u
const CUT_OFF = /(?:…|\.\.\.|\[…\])$/u

/**
 * The line above a text that repeats its headline, where text follows.
 * @param isPage in a page's text any line may; in a feed's a paragraph that says what the title does may be all that a
 * short notice says, so there it takes a heading, or bold letters
 */
export function findRepeatedHeadline(lines: readonly Line[], title: string, isPage: boolean): Line | undefined {
  if (toLetters(title) === '') return undefined
  const head = lines.slice(0, HEAD)
  const isSaid = (line: Line) => isPrinted(line, isPage) && isHeadline(line.text, title)
  const at = head.findIndex((line) => isSaid(line) || (line.kind === 'text' && line.text.length > SENTENCE))
  const [line, ...rest] = at < 0 ? [] : lines.slice(at)
  return line && isSaid(line) && rest.some(({ text }) => text !== '') ? line : undefined
}

function isPrinted({ kind, nodes }: Line, isPage: boolean): boolean {
  return kind === 'heading' || (kind === 'text' && (isPage || nodes.every(isBold)))
}

function isBold(node: Node): boolean {
  if (isElement(node) && /^(?:b|strong)$/.test(node.tagName)) return true
  const inner = isElement(node) ? node.childNodes.filter((child) => toPlainLine(textOf(child)) !== '') : []
  return inner.length > 0 ? inner.every(isBold) : toPlainLine(textOf(node)) === ''
}

/** Whether a line says the headline: in other letters or marks, with its site behind or before it, or cut off. */
export function isHeadline(line: string, title: string): boolean {
  const [said, headline] = [toLetters(line), toLetters(title)]
  if (said === '' || headline === '') return false
  if (said === headline) return true
  return isCut(title, headline, said) || isPart(line, headline) || isPart(title, said)
}

function isCut(title: string, headline: string, said: string): boolean {
  return headline.length >= CUT && CUT_OFF.test(title.trim()) && said.startsWith(headline)
}

/** `Headline | Site`, `Section: Headline`. */
function isPart(text: string, letters: string): boolean {
  if (letters.length < TELLING) return false
  const parts = text.split(MARK)
  if (parts.length < 2) return false
  return parts.some((_, at) => isSame(parts.slice(0, at), letters) || isSame(parts.slice(at), letters))
}

function isSame(parts: readonly string[], letters: string): boolean {
  return toLetters(parts.join(' ')) === letters
}
