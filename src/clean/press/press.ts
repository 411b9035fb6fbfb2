import { attribute, type Element, findElement, isElement, type Parent, textOf } from '../../html/fragment.ts'
import type { Press } from '../../model/content.ts'
import type { Channel } from '../../model/model.ts'
import { toInertLine } from '../markup/text.ts'
import { toLetters } from '../words/fold.ts'
import { type Credits, isLabelAlone, toAgency, toCredits, toSignature } from './byline.ts'
import { type Caption, toCaption, toFigureCaption } from './caption.ts'
import { toDateline, toDatelineAlone } from './dateline.ts'
import { findFurniture, SHORT_LINK } from './furniture.ts'
import { cutLine, type Line, removeLines, toLines, toPlainLine } from './lines.ts'
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

type Desk = {
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
  const lines = toLines(root)
  const end = findFurniture(lines, channel)
  const cut = lines.slice(end)
  removeLines(cut, root, 'drop')
  return { lines: lines.slice(0, end), cut }
}

/**
 * Lifts the agency's lines out of a story's tree: caption, agency, byline and dateline above, credits
 * below. `lines` are the tree's, `cut` is what was below them; `isKnown`: it is an agency's for sure.
 */
export function liftPress(
  root: Parent,
  lines: readonly Line[],
  cut: readonly Line[],
  title: string,
  channel: Pick<Channel, 'agency'>,
  isKnown = false,
): Lifted {
  const desk: Desk = {
    channel,
    title: toLetters(title),
    picture: {},
    authors: [],
    contributors: [],
    captions: new Set(),
    taken: [],
  }
  for (const line of cut) takeCredits(line.text, desk)
  const lede = readHead(lines.slice(0, readCredits(lines, desk)), desk)
  const isPress = isKnown || desk.agency !== undefined || desk.taken.length > 0 || cut.length > 0
  if (lede) readDateline(lede, desk, isPress)
  removeLines(desk.taken, root, 'keep')
  return {
    ...pick(desk),
    places: desk.dateline === undefined ? [] : toPlaces(desk.dateline),
    authors: toEach(desk.authors),
    contributors: toEach(desk.contributors),
    shortLinks: toShortLinks(cut),
    isPress: isPress || desk.dateline !== undefined,
    captions: desk.captions,
  }
}

function toEach(names: readonly string[]): string[] {
  return [...new Set(names.map(toInertLine))]
}

function pick(desk: Desk): Pick<Lifted, 'dateline' | 'agency' | 'source' | 'caption' | 'credit'> {
  const { dateline, agency, source, picture } = desk
  const found = Object.entries({ dateline, agency, source, ...picture }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(found.map(([name, value]) => [name, toInertLine(value ?? '')]))
}

/** The lines of credits at the end, from the last one up; answers where they begin. */
function readCredits(lines: readonly Line[], desk: Desk): number {
  let end = lines.length
  while (end > 1 && lines.length - end < CREDITS) {
    const line = lines[end - 1]
    const label = lines[end - 2]
    if (!line) break
    if (end > 2 && label && isLabelAlone(label.text, desk.channel) && takeCredits(`${label.text} ${line.text}`, desk)) {
      desk.taken.push(line, label)
      end--
    } else if (line.text !== '' && takeCredits(line.text, desk)) desk.taken.push(line)
    else break
    end--
  }
  return end
}

function takeCredits(text: string, desk: Desk): boolean {
  const agency = toAgency(text, desk.channel)
  const credits = agency ? { authors: [], contributors: [], agency } : toCredits(text, desk.channel)
  if (credits) merge(credits, desk)
  return credits !== undefined
}

/** Read from the last line up, so what is above comes first. */
function merge(credits: Credits, desk: Desk): void {
  desk.authors.unshift(...credits.authors)
  desk.contributors.unshift(...credits.contributors)
  desk.source = credits.source ?? desk.source
  desk.agency ??= credits.agency
}

/** The lines above the lede; answers the lede. */
function readHead(lines: readonly Line[], desk: Desk): Line | undefined {
  const taken: Line[] = []
  let repeated: Line | undefined
  let i = 0
  for (; i < Math.min(lines.length, HEAD); i++) {
    const line = lines[i]
    if (!line || (line.text !== '' && line.kind !== 'whole' && i === lines.length - 1)) break
    if (line.text === '' || line.kind === 'whole') {
      if (line.text !== '' && !readFigure(line, desk)) break
    } else if (isTitle(line, desk)) repeated = line
    else if (readHeadLine(line, lines[i + 1], desk)) taken.push(line)
    else break
  }
  // A headline is only repeated where the agency's own lines follow it.
  if (repeated && (taken.length > 0 || desk.agency !== undefined)) taken.push(repeated)
  desk.taken.push(...taken)
  return lines[i]
}

/** The headline once more; where there was none, the page's name is what the agency is called. */
function isTitle(line: Line, desk: Desk): boolean {
  return desk.title !== '' && toLetters(line.text) === desk.title && toAgency(line.text, desk.channel) === undefined
}

function readHeadLine(line: Line, next: Line | undefined, desk: Desk): boolean {
  if (line.kind === 'item') return false
  const agency = toAgency(line.text, desk.channel)
  const credits = agency
    ? { authors: [], contributors: [], agency }
    : (toSignature(line.text, desk.channel) ?? toCredits(line.text, desk.channel))
  if (credits) {
    merge(credits, desk)
    return true
  }
  if (line.kind !== 'text') return false
  const alone = toDatelineAlone(line.text, desk.channel)
  if (alone) {
    desk.dateline = alone.dateline
    desk.agency ??= alone.agency
  }
  return alone !== undefined || readCaption(line.text, next?.text ?? '', desk)
}

function readCaption(text: string, next: string, desk: Desk): boolean {
  if (text.length > CREDITED || toDateline(text, desk.channel, false)) return false
  // What stands right above the agency's line is the caption, credit or not.
  const caption =
    toCaption(text) ?? (text.length <= CAPTION && toAgency(next, desk.channel) ? { caption: text } : undefined)
  if (!caption || (desk.picture.caption !== undefined && caption.caption !== undefined)) return false
  desk.picture = { ...desk.picture, ...caption }
  return true
}

/** A figure above the lede keeps its place in the HTML; its caption is the story's. */
function readFigure(line: Line, desk: Desk): boolean {
  const figure = line.nodes.find(isElement)
  if (figure?.tagName !== 'figure') return false
  const element = findElement(figure, 'figcaption')
  if (!element) return toPlainLine(textOf(figure)) === ''
  const caption = toFigureCaption(toPlainLine(textOf(element)))
  if (caption && desk.picture.caption === undefined) {
    desk.picture = { ...caption, ...desk.picture }
    desk.captions.add(element)
  }
  return true
}

function readDateline(lede: Line, desk: Desk, isPress: boolean): void {
  if (lede.kind !== 'text' || desk.dateline !== undefined) return
  const found = toDateline(lede.text, desk.channel, isPress)
  if (!found) return
  if (found.dateline !== undefined) desk.dateline = found.dateline
  desk.agency ??= found.agency
  if (found.length >= lede.text.length) desk.taken.push(lede)
  else cutLine(lede, found.length)
}

/** The address that a short-link line gives, or the line after it. */
function toShortLinks(cut: readonly Line[]): string[] {
  return cut.flatMap((line, i) => {
    if (!SHORT_LINK.test(line.text)) return []
    const texts = [line.text, cut[i + 1]?.text ?? '']
    const written = texts.map((text) => /https?:\/\/\S+/.exec(text)?.[0])
    const linked = [line, cut[i + 1]].map((each) => toHref(each))
    return [...linked, ...written].filter((url) => url !== undefined).slice(0, 1)
  })
}

function toHref(line: Line | undefined): string | undefined {
  for (const node of line?.nodes ?? []) {
    const link = isElement(node) ? (node.tagName === 'a' ? node : findElement(node, 'a')) : undefined
    if (link) return attribute(link, 'href')
  }
  return undefined
}
