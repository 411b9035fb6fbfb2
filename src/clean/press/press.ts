/**
 * Lifts the agency's own lines out of a story: caption, dateline, byline, credits, source. Promises: each is a fact
 * afterwards and stands in the text no more; of a text that is no agency's nothing is lifted on a guess.
 */

import { type Element, findElement, isElement, type Parent, rawAttribute, textOf } from '../../html/tree.ts'
import type { Press } from '../../model/content.ts'
import type { Channel } from '../../model/model.ts'
import { toLetters } from '../language/fold.ts'
import { withoutControls } from '../markup/controls.ts'
import { toInertLine } from '../markup/text.ts'
import { toAgency, toExclusive } from './agencies.ts'
import {
  type Credits,
  isLabelAlone,
  isLikeCredit,
  toCredits,
  toDeskCredits,
  toForeignSource,
  toSignature,
} from './byline.ts'
import { type Caption, toCaption, toFigureCaption } from './caption.ts'
import { toDateline, toDatelineAlone } from './dateline.ts'
import { findFurniture, isShortLink } from './furniture.ts'
import { findRepeatedHeadline } from './headline.ts'
import { cutLine, type Line, removeLines, toPlainLine, toStoryLines } from './lines.ts'
import { toPlaces } from './places.ts'

/** What the agency prints around a story, as it stood in its text. */
export type Lifted = Press & {
  readonly authors: readonly string[]
  readonly contributors: readonly string[]
  /** Short links of the page: other addresses of the story. */
  readonly shortLinks: readonly string[]
  /** Whether it is a story of an agency at all. */
  readonly isPress: boolean
  /** Figure captions that were read: text need not repeat them. */
  readonly captions: ReadonlySet<Element>
}

type Lifting = {
  readonly channel: Pick<Channel, 'agency'>
  readonly title: string
  dateline?: string | undefined
  agency?: string | undefined
  source?: string | undefined
  picture: Caption
  authors: string[]
  contributors: string[]
  captions: Set<Element>
  taken: Line[]
}

/** At most this many lines stand above a lede, and of credits below a story. */
const HEAD = 8
const CREDITS = 6
/** Longer lines are no captions, with a credit or without. */
const CREDITED = 600
const CAPTION = 300

/** Takes the page's own lines below the story out of its tree; answers those that stay, and those. */
export function cutFurniture(root: Parent, channel: Pick<Channel, 'agency'>): { lines: Line[]; cut: Line[] } {
  const lines = toStoryLines(root)
  const end = findFurniture(lines, channel)
  const cut = lines.slice(end)
  removeLines(cut, root, 'drop')
  return { lines: lines.slice(0, end), cut }
}

/**
 * Lifts the agency's lines out of a story's tree: caption, agency, byline and dateline above, credits
 * below. `lines` are the tree's, `cut` is what was below them; `isKnown`: it is an agency's for sure;
 * `isPage`: the text is a page's.
 */
export function liftPress(
  root: Parent,
  lines: readonly Line[],
  cut: readonly Line[],
  title: string,
  channel: Pick<Channel, 'agency'>,
  { isKnown = false, isPage = false }: { readonly isKnown?: boolean; readonly isPage?: boolean } = {},
): Lifted {
  const lifting: Lifting = {
    channel,
    title: toLetters(title),
    picture: {},
    authors: [],
    contributors: [],
    captions: new Set(),
    taken: [],
  }
  for (const line of cut) takeCredits(line.text, lifting)
  const lede = readHead(lines.slice(0, readCredits(lines, lifting)), lifting)
  const isPress = isKnown || lifting.agency !== undefined || lifting.taken.length > 0 || cut.length > 0
  if (lede) readDateline(lede, lifting, isPress)
  removeLines(lifting.taken, root, 'keep')
  const headline = findRepeatedHeadline(
    lines.filter((line) => !lifting.taken.includes(line)),
    title,
    isPage,
  )
  if (headline) removeLines([headline], root, 'keep')
  return {
    ...pick(lifting),
    places: lifting.dateline === undefined ? [] : toPlaces(lifting.dateline),
    authors: toEach(lifting.authors),
    contributors: toEach(lifting.contributors),
    shortLinks: toShortLinks(cut),
    isPress: isPress || lifting.dateline !== undefined,
    captions: lifting.captions,
  }
}

function toEach(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => withoutControls(toInertLine(name)).trim()))]
}

function pick(lifting: Lifting): Pick<Lifted, 'dateline' | 'agency' | 'source' | 'caption' | 'credit'> {
  const { dateline, agency, source, picture } = lifting
  const found = Object.entries({ dateline, agency, source, ...picture }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(found.map(([name, value]) => [name, toInertLine(value ?? '')]))
}

/** The lines of credits at the end, from the last one up; answers where they begin. */
function readCredits(lines: readonly Line[], lifting: Lifting): number {
  let end = lines.length
  let first = end
  while (end > 1 && lines.length - end < CREDITS) {
    const line = lines[end - 1]
    if (!line) break
    const label = lines[end - 2]
    if (end > 2 && label && isWaiting(label, line, lifting)) {
      lifting.taken.push(line, label)
      end--
    } else if (line.text !== '' && takeCredits(line.text, lifting)) lifting.taken.push(line)
    // One that only looks like it stays, and what is above it is looked at.
    else if (line.kind !== 'text' || !isLikeCredit(line.text)) break
    end--
    if (lifting.taken.includes(line)) first = end
  }
  return first
}

/** A label whose value is the next line. */
function isWaiting(label: Line, line: Line, lifting: Lifting): boolean {
  return isLabelAlone(label.text, lifting.channel) && takeCredits(`${label.text} ${line.text}`, lifting)
}

function takeCredits(text: string, lifting: Lifting): boolean {
  const agency = toAgency(text, lifting.channel) ?? toExclusive(text, lifting.channel)
  const credits = agency
    ? { authors: [], contributors: [], agency }
    : (toDeskCredits(text, lifting.channel) ?? toCredits(text, lifting.channel) ?? toForeignSource(text))
  if (credits) merge(credits, lifting)
  return credits !== undefined
}

/** Read from the last line up, so what is above comes first. */
function merge(credits: Credits, lifting: Lifting): void {
  lifting.authors.unshift(...credits.authors)
  lifting.contributors.unshift(...credits.contributors)
  lifting.source = credits.source ?? lifting.source
  lifting.agency ??= credits.agency
}

/** The lines above the lede; answers the lede. */
function readHead(lines: readonly Line[], lifting: Lifting): Line | undefined {
  const taken: Line[] = []
  let repeated: Line | undefined
  // What is all that there is to read is no caption, whatever empty lines are behind it.
  const last = lines.findLastIndex(({ text }) => text !== '')
  let i = 0
  for (; i < Math.min(lines.length, HEAD); i++) {
    const line = lines[i]
    if (!line || (line.kind !== 'block' && i === last)) break
    if (line.text === '' || line.kind === 'block') {
      if (line.text !== '' && !readFigure(line, lifting)) break
    } else if (isTitle(line, lifting)) repeated = line
    else if (readHeadLine(line, lines[i + 1], lifting)) taken.push(line)
    else break
  }
  // A headline is only repeated where the agency's own lines follow it.
  if (repeated && (taken.length > 0 || lifting.agency !== undefined)) taken.push(repeated)
  lifting.taken.push(...taken)
  return lines[i]
}

/** The headline once more; where there was none, the page's name is what the agency is called. */
function isTitle(line: Line, lifting: Lifting): boolean {
  return (
    lifting.title !== '' && toLetters(line.text) === lifting.title && toAgency(line.text, lifting.channel) === undefined
  )
}

function readHeadLine(line: Line, next: Line | undefined, lifting: Lifting): boolean {
  if (line.kind === 'item') return false
  const agency = toAgency(line.text, lifting.channel)
  const credits = agency
    ? { authors: [], contributors: [], agency }
    : (toSignature(line.text, lifting.channel) ?? toCredits(line.text, lifting.channel, true))
  if (credits) {
    merge(credits, lifting)
    return true
  }
  if (line.kind !== 'text') return false
  const alone = toDatelineAlone(line.text, lifting.channel)
  if (alone) {
    lifting.dateline = alone.dateline ?? lifting.dateline
    lifting.agency ??= alone.agency
    lifting.authors.push(...(alone.authors ?? []))
  }
  return alone !== undefined || readCaption(line.text, next?.text ?? '', lifting)
}

function readCaption(text: string, next: string, lifting: Lifting): boolean {
  if (text.length > CREDITED || toDateline(text, lifting.channel, false)) return false
  // What stands right above the agency's line is the caption, credit or not.
  const caption =
    toCaption(text) ?? (text.length <= CAPTION && toAgency(next, lifting.channel) ? { caption: text } : undefined)
  if (!caption || (lifting.picture.caption !== undefined && caption.caption !== undefined)) return false
  lifting.picture = { ...lifting.picture, ...caption }
  return true
}

/** A figure above the lede keeps its place in the HTML; its caption is the story's. */
function readFigure(line: Line, lifting: Lifting): boolean {
  const figure = line.nodes.find(isElement)
  if (figure?.tagName !== 'figure') return false
  const element = findElement(figure, 'figcaption')
  if (!element) return toPlainLine(textOf(figure)) === ''
  const caption = toFigureCaption(toPlainLine(textOf(element)))
  if (caption && lifting.picture.caption === undefined) {
    lifting.picture = { ...caption, ...lifting.picture }
    lifting.captions.add(element)
  }
  return true
}

function readDateline(lede: Line, lifting: Lifting, isPress: boolean): void {
  if (lede.kind !== 'text' || lifting.dateline !== undefined) return
  const found = toDateline(lede.text, lifting.channel, isPress)
  if (!found) return
  if (found.dateline !== undefined) lifting.dateline = found.dateline
  lifting.agency ??= found.agency
  lifting.authors.push(...(found.authors ?? []))
  if (found.length >= lede.text.length) lifting.taken.push(lede)
  else cutLine(lede, found.length)
}

/** The address that a short-link line gives, or the line after it. */
function toShortLinks(cut: readonly Line[]): string[] {
  return cut.flatMap((line, i) => {
    if (!isShortLink(line.text)) return []
    const texts = [line.text, cut[i + 1]?.text ?? '']
    const written = texts.map((text) => /https?:\/\/\S+/.exec(text)?.[0])
    const linked = [line, cut[i + 1]].map((each) => toHref(each))
    return [...linked, ...written].filter((url) => url !== undefined).slice(0, 1)
  })
}

function toHref(line: Line | undefined): string | undefined {
  for (const node of line?.nodes ?? []) {
    const link = isElement(node) ? (node.tagName === 'a' ? node : findElement(node, 'a')) : undefined
    if (link) return rawAttribute(link, 'href')
  }
  return undefined
}
