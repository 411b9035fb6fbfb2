/** The picture that stands for a story, with the caption and the credit that the page prints beneath it. */
import type { Picture } from '../model.ts'
import { namesOf } from './article-names.ts'
import {
  attribute,
  find,
  findAll,
  isElement,
  type PageElement,
  type PageNode,
  type PageParent,
  parentOf,
} from './dom.ts'
import { countWords, startOf, textOf } from './page-text.ts'
import { toPictureName } from './page-url.ts'

const MOST = 60
const LONGEST = 1_000

/** Pictures that the page names and those in the scope of its story, best first; each with what is printed with it. */
export function toPictures(named: readonly Picture[], scope: PageParent): Picture[] {
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
  return /(?:^|[_.-])(?:logo|default|placeholder|no-?image|share-?image|og-?image|social-?share|blank|favicon|sprite|fallback)(?:[_.-]|\d*\.\w+$)/i.test(
    name,
  )
}

/** A named picture with the caption and credit that the story prints with the same picture. */
function toPrinted(picture: Picture, shown: readonly Picture[]): Picture {
  const same = shown.find((other) => isSamePicture(picture, other))
  // A lead picture cut for sharing has another name: the first of the story with a caption is taken for it.
  if (!same) return picture
  const { caption, credit, width, height } = same
  const size = width && height && !picture.width ? { width, height } : {}
  return { ...picture, ...size, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

/** Every larger picture of the scope, in document order. */
function readShown(scope: PageParent): Picture[] {
  const images = findAll(scope, (element) => element.tagName === 'img' || element.tagName === 'amp-img').slice(0, MOST)
  return images.flatMap((image) => toShown(image) ?? [])
}

function toShown(image: PageElement): Picture | undefined {
  const url = toSource(image)
  const [width, height] = [toSize(image, 'width'), toSize(image, 'height')]
  if (!url || (width !== undefined && width < 120) || (height !== undefined && height < 80) || isGeneric(url))
    return undefined
  if (
    /[ -](?:avatar|icon|emoji|logo|gravatar|smiley|wp-smiley|author)(?=[ -])/.test(namesOf(image)) ||
    /^data:/.test(url)
  )
    return undefined
  return { url, ...(width && { width }), ...(height && { height }), ...readCaption(image) }
}

/** The address of a picture, put off until it is scrolled to or not. */
export function toSource(image: PageElement): string | undefined {
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

function toSize(image: PageElement, name: string): number | undefined {
  const value = Number.parseInt(attribute(image, name) ?? '', 10)
  return value > 1 && value < 20_000 ? value : undefined
}

type Printed = { readonly caption?: string; readonly credit?: string }

function readCaption(image: PageElement): Printed {
  const frame = findFrame(image)
  const caption = frame && find(frame, (element) => isCaption(element))
  if (!caption) return {}
  const credit = find(frame, (element) => isCredit(element)) ?? findSecond(caption)
  const inner = credit ? caption.childNodes.filter((node) => !holds(node, credit)) : caption.childNodes
  const said = splitCredit(textOf(...inner))
  const by = credit ? dropLabel(startOf([credit], LONGEST)) : said.credit
  return { ...(said.caption ? { caption: said.caption } : {}), ...(by ? { credit: by } : {}) }
}

/** A caption of two elements and no text of its own: the second is the credit, if it is as short as one. */
function findSecond(caption: PageElement): PageElement | undefined {
  const parts = caption.childNodes.filter((node) => isElement(node) || /\S/.test(textOf(node)))
  const [first, second] = parts
  if (parts.length !== 2 || !first || !second || !isElement(first) || !isElement(second)) return undefined
  return countWords(startOf([second], LONGEST)) <= 8 && first.tagName === second.tagName ? second : undefined
}

function holds(node: PageNode, element: PageElement): boolean {
  return node === element || (isElement(node) && find(node, (inner) => inner === element) !== undefined)
}

/** The figure around a picture, or another box with hardly more in it than its caption. */
function findFrame(image: PageElement): PageElement | undefined {
  let at = parentOf(image)
  for (let level = 0; at && level < 5; level++, at = parentOf(at)) {
    if (countWords(startOf([at], LONGEST)) > 90) return undefined
    if (find(at, isCaption)) return at
  }
  return undefined
}

function isCaption(element: PageElement): boolean {
  if (element.tagName === 'figcaption') return true
  return (
    element.tagName !== 'img' &&
    /[ -](?:caption|caption-text|wp-caption-text|cutline|legende|photo-text|altyazi)(?= )/.test(namesOf(element)) &&
    find(element, (inner) => inner.tagName === 'img') === undefined
  )
}

function isCredit(element: PageElement): boolean {
  if (/copyrightHolder|creditText/.test(attribute(element, 'itemprop') ?? '')) return true
  return (
    /[ -](?:credit|credits|copyright|photographer|image-source|photo-by|source)(?= )/.test(namesOf(element)) ||
    element.tagName === 'cite' ||
    element.tagName === 'small'
  )
}

const CREDIT =
  /(?:^|[\s.,;|/([—–-]+)(?:(?:photo(?:graph)?|image|picture|pic|foto|fotos|bild|source|credit)s?(?:\s*(?:credit|courtesy|by|of))?\s*[:/]\s*|(?:photo(?:graph)?|image|picture) by\s+|©\s*|\(c\)\s*|(?:صورة|تصوير|المصدر|الصورة|عکس|وێنە|وێنەگر|wêne|fotoğraf|фото)\s*[:/]\s*)(.{2,90})$/iu

function splitCredit(text: string): Printed {
  const match = CREDIT.exec(text.slice(0, LONGEST))
  if (!match) return { caption: text }
  const credit = (match[1] ?? '').replace(/[)\].\s]+$/, '')
  return { caption: text.slice(0, match.index).trim(), credit }
}

function dropLabel(text: string): string {
  const said = splitCredit(text)
  return (said.credit ?? text).replace(/^[\s([]+|[\s)\]]+$/g, '')
}
