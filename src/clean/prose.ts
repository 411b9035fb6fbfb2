/**
 * The summary of a text that has none: a paragraph of its prose, no crosshead, caption, list, table or code, of about
 * 300 characters and to the end of a sentence, in any script.
 */
import { parseHtml } from '../html/bounded.ts'
import { type Element, isElement, isText, type Parent, textOf } from '../html/tree.ts'

/** What stands beside prose, or in its place. */
const OTHER = new Set(
  `h1 h2 h3 h4 h5 h6 figure figcaption table ul ol dl pre code aside nav details address blockquote audio video`.split(
    ' ',
  ),
)
/** A line that is one of these as a whole is a crosshead. */
const HEAD = new Set(['b', 'strong'])
/** A whole text of so many characters is its own summary; a longer paragraph is cut. */
const LONGEST = 300
/** So far an end of a sentence is looked for, before it is cut at a word. */
const FURTHEST = 450
/** Fewer are a label rather than a paragraph. */
const LETTERS = 40
/** Of a long text the beginning says it. */
const BEGINNING = 30_000

/** Undefined where no paragraph is marked as one. */
export function toProse(html: string): string | undefined {
  const paragraphs = findParagraphs(parseHtml(html.slice(0, BEGINNING)).root)
    .map((element) => toRunningText(element).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
  return paragraphs.find((text) => text.length >= LETTERS) ?? paragraphs[0]
}

/** Words that only a break parts are two: `Shelling near Tel Tamr<br>More: …`. */
function toRunningText(element: Element): string {
  return element.childNodes
    .map((node) => {
      if (!isElement(node)) return textOf(node)
      return node.tagName === 'br' ? ' ' : toRunningText(node)
    })
    .join('')
}

function findParagraphs(root: Parent): Element[] {
  return root.childNodes.filter(isElement).flatMap((child) => {
    if (OTHER.has(child.tagName)) return []
    return child.tagName === 'p' && !isHead(child) ? [child] : findParagraphs(child)
  })
}

/** Whether every word of it is set in bold. */
function isHead(paragraph: Element): boolean {
  return paragraph.childNodes.every(
    (node) =>
      (isText(node) && node.value.trim() === '') ||
      (isElement(node) && (HEAD.has(node.tagName) || node.tagName === 'br')),
  )
}

// Sentences.

const END = /[.!?…؟۔।]{1,9}["'”’»)\]]{0,4}(?=\s|$)|[。！？][”’」』）]{0,4}/gu
/** Words before a full stop that ends no sentence; a letter alone is an initial. */
const SHORT =
  /(?:^|[\s(“"'«])(?:\p{L}|(?:\p{L}\.)+\p{L}|mr|mrs|ms|dr|prof|gen|col|lt|sgt|sen|rep|gov|st|no|vs|jr|sr|etc|bkz|sn|av|örn|yrd|doç)$/iu

/** The paragraph up to the end of a sentence. */
export function toOpening(paragraph: string): string {
  if (paragraph.length <= LONGEST) return paragraph
  const ends = findEnds(paragraph.slice(0, FURTHEST + 1))
  const end = ends.findLast((at) => at <= LONGEST) ?? ends[0]
  if (end !== undefined) return paragraph.slice(0, end)
  const space = paragraph.lastIndexOf(' ', LONGEST)
  return `${paragraph.slice(0, space > 0 ? space : LONGEST).trimEnd()}…`
}

function findEnds(text: string): number[] {
  return [...text.matchAll(END)].flatMap((found) => {
    const isFullStop = found[0] === '.'
    const word = text.slice(Math.max(0, found.index - 20), found.index)
    return isFullStop && SHORT.test(word) ? [] : [found.index + found[0].length]
  })
}
