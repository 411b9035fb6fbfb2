/** The picture that stands for a story, with what the page prints beneath it. */
import type { Picture } from '../model/content.ts'
import { readCaption } from './article-caption.ts'
import { namesOf } from './article-names.ts'
import { ancestorsOf, attribute, findAll, type PageElement, type PageParent } from './dom.ts'
import { toPictureName } from './page-url.ts'

const MOST = 60

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
  return /(?:^|[_.-])(?:logo|default|placeholder|no-?image|share-?image|og-?image|social-?share|blank|favicon|sprite|fallback|button|print|pdf|spacer|pixel)(?:[_.-]|\d*\.\w+$)/i.test(
    name,
  )
}

/** A named picture with the caption and credit that the story prints with the same picture. */
function toPrinted(picture: Picture, shown: readonly Picture[]): Picture {
  const same = shown.find((other) => isSamePicture(picture, other))
  // A lead picture cut for sharing has another name: the first of the story is taken for it.
  const { caption, credit, width, height } = same ?? shown[0] ?? picture
  const size = same && width && height && !picture.width ? { width, height } : {}
  return { ...picture, ...size, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

/** Every larger picture of the scope, in document order. */
function readShown(scope: PageParent): Picture[] {
  const images = findAll(scope, (element) => element.tagName === 'img' || element.tagName === 'amp-img').slice(0, MOST)
  return images.flatMap((image) => toShown(image) ?? [])
}

/** As many times as high are wide only what heads a site and what advertises. */
const BANNER = 4

/** In a part of the page that is named after what it shows of the site, of advertisers or of people. */
function isInFrame(image: PageElement): boolean {
  const around = ancestorsOf(image).slice(0, 3)
  return around.some((element) =>
    /[ -](?:banner|logo|masthead|avatar|avatar-frame|author-box)(?=[ -])/.test(namesOf(element)),
  )
}

function toShown(image: PageElement): Picture | undefined {
  const url = toSource(image)
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
