/**
 * Pictures of a story: the one that stands for it, and what the page prints beneath each: what it shows, and whose it
 * is.
 */

import { findEnd } from '../../clean/language/phrases.ts'
import {
  ancestorsOf,
  attribute,
  type Element,
  find,
  findAll,
  findNamed,
  isElement,
  type Node,
  type Parent,
  parentOf,
} from '../../html/tree.ts'
import type { Picture } from '../../model/content.ts'
import { toPictureName } from '../facts/story.ts'
import { countWords, isInlineName, visibleStartOf, visibleTextOf } from '../facts/text.ts'
import { namesOf } from './names.ts'
import { PICTURE_CREDITS, PICTURE_LABELS } from './phrases.ts'

const LONGEST = 1_000
/** Longer than any label of a credit. */
const CREDIT_LABEL = 40

type Printed = { readonly caption?: string; readonly credit?: string }

function readCaption(image: Element): Printed {
  const frame = findFrame(image)
  const caption = frame && find(frame, (element) => isCaption(element))
  if (!caption) return readTitle(image) ?? readBox(image)
  const credit = find(frame, (element) => isCredit(element)) ?? findSecond(caption)
  const inner = credit ? nodesWithout(caption, credit) : caption.childNodes
  const said = splitCredit(toSpaced(inner).replace(LABEL, ''))
  const by = credit ? dropLabel(visibleStartOf([credit], LONGEST)) : (said.credit ?? readBeside(frame, caption))
  return { ...(said.caption ? { caption: said.caption } : {}), ...(by ? { credit: by } : {}) }
}

/** Parts that only look apart have a blank between them. */
function toSpaced(nodes: readonly Node[]): string {
  return nodes
    .flatMap((node) => visibleTextOf(node) || [])
    .join(' ')
    .replace(/(?<!\s)\s+(?=[.,;:!?]|$)/g, '')
    .trim()
}

/** Joomla shows the title of such a picture beneath it. */
function readTitle(image: Element): Printed | undefined {
  const title = attribute(image, 'title')
  return title && / caption /.test(namesOf(image)) ? { caption: title } : undefined
}

/** For those who do not see the picture; and which of how many it is. */
const LABEL = /^(?:image caption,?\s*|\d{1,3}\s?(?:\/|of|von|de|sur)\s?\d{1,3}\s+)/i

/** `Image source, Getty Images` in the figure of a caption and not in the caption. */
function readBeside(frame: Element, caption: Element): string | undefined {
  const text = visibleStartOf(
    frame.childNodes.filter((node) => !holds(node, caption)),
    LONGEST,
  )
  const said = splitCredit(text).credit ?? /^(?:image|photo) source,?\s*(\S.*)$/i.exec(text)?.[1]
  if (said) return countWords(said) <= 8 ? said : undefined
  // The label may be for those alone who do not see the picture.
  return /^\p{Lu}/u.test(text) && countWords(text) <= 4 ? text : undefined
}

/** Words of the longest caption that nothing names as one, and lines in it. */
const BOX = 50
const LINES = 3

/** The smallest box around a picture with any words in it: where it has no more than a caption has, they are one. */
function readBox(image: Element): Printed {
  let box = parentOf(image)
  while (box && countWords(visibleStartOf([box], LONGEST)) === 0) box = parentOf(box)
  // A paragraph that begins with a picture is one all the same.
  if (!box || findNamed(box, 'a').some((link) => countWords(visibleStartOf([link], LONGEST)) > 2)) return {}
  if (/^(?:p|a|li|body|main|article|section|header)$/.test(box.tagName) || find(box, isNoCaption)) return {}
  const text = visibleStartOf([box], LONGEST)
  const lines = box.childNodes.flatMap((node) => (isElement(node) && isInlineName(node.tagName) ? [node] : []))
  if (countWords(text) > BOX || lines.length > LINES || findNamed(box, 'img').length > 1) return {}
  const inner = box.childNodes.find((node) => isElement(node) && countWords(visibleTextOf(node)) > 0)
  const credit = find(box, isCredit) ?? (inner && isElement(inner) ? findSecond(inner) : undefined)
  const said = credit && visibleStartOf([credit], LONGEST) !== text ? credit : undefined
  const rest = said ? toSpaced(nodesWithout(box, said)) : text
  const printed = splitCredit(rest)
  const by = said ? dropLabel(visibleStartOf([said], LONGEST)) : printed.credit
  return { ...(printed.caption ? { caption: printed.caption } : {}), ...(by ? { credit: by } : {}) }
}

/** What stands in no caption. */
function isNoCaption({ tagName }: Element): boolean {
  return /^(?:h[1-6]|time|ul|ol|blockquote|button|form|input)$/.test(tagName)
}

/** A caption of two elements and no text of its own: the second is the credit, if it is as short as one. */
function findSecond(caption: Element): Element | undefined {
  const parts = caption.childNodes.filter((node) => isElement(node) || /\S/.test(visibleTextOf(node)))
  const [first, second] = parts
  if (parts.length !== 2 || !first || !second || !isElement(second)) return undefined
  const words = countWords(visibleStartOf([second], LONGEST))
  if (isElement(first)) return words <= 8 && first.tagName === second.tagName ? second : undefined
  return words <= 4 && /^(?:span|small|cite)$/.test(second.tagName) ? second : undefined
}

/** All that is in an element but another. */
function nodesWithout(node: Node, other: Element): Node[] {
  if (node === other) return []
  if (!isElement(node) || !holds(node, other)) return [node]
  return node.childNodes.flatMap((child) => nodesWithout(child, other))
}

function holds(node: Node, element: Element): boolean {
  return node === element || (isElement(node) && find(node, (inner) => inner === element) !== undefined)
}

/** The figure around a picture, or another box with hardly more in it than its caption. */
function findFrame(image: Element): Element | undefined {
  let at = parentOf(image)
  for (let level = 0; at && level < 5; level++, at = parentOf(at)) {
    if (countWords(visibleStartOf([at], LONGEST)) > 90) return undefined
    if (find(at, isCaption)) return at
  }
  return undefined
}

export function isCaption(element: Element): boolean {
  if (element.tagName === 'figcaption') return true
  return (
    element.tagName !== 'img' &&
    /[ -](?:caption|caption-text|wp-caption-text|cutline|legende|photo-text|altyazi|bildtext|img-descr|image-desc|hero-cap|cap)(?= )/.test(
      namesOf(element),
    ) &&
    find(element, (inner) => inner.tagName === 'img') === undefined
  )
}

function isCredit(element: Element): boolean {
  if (/copyrightHolder|creditText/.test(attribute(element, 'itemprop') ?? '')) return true
  return (
    /[ -](?:(?:credit|credits|copyright|photographer|image-source|photo-by)(?=[ -])|source(?= ))/.test(
      namesOf(element),
    ) ||
    element.tagName === 'cite' ||
    element.tagName === 'small'
  )
}

/** Between a label and a credit. */
const MARK = /^ ?(?:[:：/]|\.{3}|…)/
/** As long as credits are, with their blank. */
const CREDIT_LEAST = 2
const CREDIT_MOST = 90

function splitCredit(text: string): Printed {
  const line = text.slice(0, LONGEST)
  const begin = Math.max(0, line.length - CREDIT_MOST - CREDIT_LABEL)
  for (let at = begin; at < line.length; at++) {
    if (at > 0 && !/[\s.,;|/([—–-]/.test(line.charAt(at - 1))) continue
    const credit = readCredit(line.slice(at))
    if (credit !== undefined)
      return { caption: line.slice(0, at).replace(/(?<![\s.,;|/([—–-])[\s.,;|/([—–-]+$/, ''), credit }
  }
  return { caption: text }
}

/** What stands behind the label with which a text begins, if it is as long as a credit. */
function readCredit(text: string): string | undefined {
  const label = findEnd(PICTURE_LABELS, text)
  const mark = label < 0 ? undefined : MARK.exec(text.slice(label))?.[0].length
  const end = mark === undefined ? findEnd(PICTURE_CREDITS, text) : label + mark
  const credit = end < 0 ? '' : text.slice(end)
  if (credit.length < CREDIT_LEAST || credit.trimStart().length > CREDIT_MOST) return undefined
  return credit.trimStart().replace(/(?<![)\].\s])[)\].\s]+$/, '')
}

function dropLabel(text: string): string {
  const said = splitCredit(text)
  return (said.credit ?? text).replace(/^[\s([]+|[\s)\]]+$/g, '')
}

// The picture that stands for a story, with what the page prints beneath it.

const MOST = 60

/** Pictures that the page names and those in the scope of its story, best first; each with what is printed with it. */
export function toStoryPictures(named: readonly Picture[], scope: Parent): Picture[] {
  const shown = readShown(scope)
  const chosen = named.filter((picture) => !isGeneric(picture.url)).map((picture) => toPrinted(picture, shown))
  const lead = shown[0]
  const all = chosen.length > 0 ? chosen : lead ? [lead, ...named] : [...named]
  return all.filter((picture, at) => all.findIndex((other) => isSamePicture(other, picture)) === at).slice(0, 5)
}

function isSamePicture(one: Picture, other: Picture): boolean {
  return one.url === other.url || (toPictureName(one.url) !== '' && toPictureName(one.url) === toPictureName(other.url))
}

/** The site's own mark in place of a picture. */
function isGeneric(url: string): boolean {
  const name = url.replace(/[?#].*$/s, '').replace(/^.*\//s, '')
  return /(?:^|[_.-])(?:logo|default|placeholder|no-?image|share-?image|og-?image|social-?share|blank|favicon|sprite|fallback|button|print|pdf|spacer|pixel)(?:[_.-]|\d*\.\w+$)/i.test(
    name,
  )
}

/** A named picture with the caption and credit that the story prints with the same picture. */
function toPrinted(picture: Picture, shown: readonly Picture[]): Picture {
  const same = shown.find((other) => isSamePicture(picture, other))
  // A main picture cut for sharing has another name: the first of the story is taken for it.
  const { caption, credit, width, height } = same ?? shown[0] ?? picture
  const size = same && width && height && !picture.width ? { width, height } : {}
  return { ...picture, ...size, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

/** Every larger picture of the scope, in document order. */
function readShown(scope: Parent): Picture[] {
  const images = findAll(scope, (element) => element.tagName === 'img' || element.tagName === 'amp-img').slice(0, MOST)
  return images.flatMap((image) => toShown(image) ?? [])
}

/** As many times as high are wide only what heads a site and what advertises. */
const BANNER = 4

/** In a part of the page that is named after what it shows of the site, of advertisers or of people. */
function isInFrame(image: Element): boolean {
  const around = ancestorsOf(image).slice(0, 3)
  return around.some((element) =>
    /[ -](?:banner|logo|masthead|avatar|avatar-frame|author-box)(?=[ -])/.test(namesOf(element)),
  )
}

function toShown(image: Element): Picture | undefined {
  const url = toPictureAddress(image)
  const [width, height] = [toSize(image, 'width'), toSize(image, 'height')]
  if (!url || (width !== undefined && width < 120) || (height !== undefined && height < 80) || isGeneric(url))
    return undefined
  if ((width && height && width > height * BANNER) || isInFrame(image)) return undefined
  if (
    /[ -](?:avatar|icon|emoji|logo|gravatar|smiley|wp-smiley|author)(?=[ -])/.test(namesOf(image)) ||
    /^data:/.test(url)
  )
    return undefined
  return { url, ...(width && { width }), ...(height && { height }), ...readCaption(image) }
}

/** The address of a picture, put off until it is scrolled to or not. */
export function toPictureAddress(image: Element): string | undefined {
  const names = ['data-src', 'data-original', 'data-lazy-src', 'data-orig-file', 'data-hi-res-src', 'data-url', 'src']
  const direct = names.map((name) => attribute(image, name)).find((url) => url && !/^(?:data|blob|about):/.test(url))
  return direct ?? fromSet(attribute(image, 'data-srcset') ?? attribute(image, 'srcset'))
}

/** The largest of a `srcset`. */
function fromSet(set: string | undefined): string | undefined {
  const sources = set?.split(/,\s+/).map((source) => source.trim().split(/\s+/)) ?? []
  const sizeOf = (source: readonly string[]) => Number.parseFloat(source[1] ?? '1') || 0
  return sources.reduce<string[] | undefined>(
    (best, next) => (best && sizeOf(best) >= sizeOf(next) ? best : next),
    undefined,
  )?.[0]
}

function toSize(image: Element, name: string): number | undefined {
  const value = Number.parseInt(attribute(image, name) ?? '', 10)
  return value > 1 && value < 20_000 ? value : undefined
}
