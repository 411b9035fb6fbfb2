/**
 * The pictures that Media RSS 1.5.1 names in an item, with what is said of each. Promises: a picture once that a group
 * has in several sizes, and every picture of a gallery; words only with the picture that they stand with.
 */
import { toExactPictureKey } from '../../clean/identity/picture.ts'
import type { Attachment, Picture } from '../../model/content.ts'
import { decodeText } from '../xml/entity.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readCount, readUrl } from './link.ts'

/** A media element with those it stands in, the nearest first. */
export type Placed = { readonly element: XmlElement; readonly within: readonly XmlElement[] }

const IMAGE = /^(?:image|photo|picture|img)$/
const FILE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i

/** By what it says of itself, else by the ending of the file's name. */
export function isPicture({ attributes }: XmlElement): boolean {
  const medium = attributes.get('medium')?.trim().toLowerCase()
  const type = attributes.get('type')?.trim().toLowerCase() ?? ''
  if (medium) return IMAGE.test(medium)
  if (type) return /^(?:image|jpe?g$|png$|gif$|webp$)/.test(type)
  return FILE.test(attributes.get('url') ?? '')
}

/** Whether an enclosure is a picture. */
export function isPictureFile({ url, type }: Attachment): boolean {
  return type === undefined ? FILE.test(url) : type.startsWith('image/')
}

/** @param loose what stands in the item itself: of several pictures it is said of the first, as that of a gallery is */
export function readPlacedPictures(placed: readonly Placed[], loose: readonly XmlElement[]): [Placed, Picture][] {
  const used = new Set<readonly XmlElement[]>()
  const isForm = toSpareForms(placed)
  return placed.flatMap((one) => {
    const outer = [...one.within.filter((each) => each !== one.element).map(({ children }) => children), loose]
    const own = isForm(one) ? outer : outer.filter((layer) => !used.has(layer))
    const picture = toPicture(one.element, own)
    for (const layer of outer) used.add(layer)
    return picture === undefined ? [] : [[one, picture]]
  })
}

/** Which are smaller forms of what their group has in a better one. */
export function toSpareForms(placed: readonly Placed[]): (one: Placed) => boolean {
  const groups = Map.groupBy(placed, ({ within }) => within.find(({ name }) => name === 'media:group'))
  groups.delete(undefined)
  const forms = [...groups.values()].filter((all) => areForms(all.map(({ element }) => element)))
  const spares = new Set(forms.flatMap((all) => all.filter((one) => one !== toBest(all))))
  return (one) => spares.has(one)
}

/**
 * Media RSS means a group to be one picture in several forms, and many put a gallery there: its pictures have words of
 * their own, or one size, or several shapes.
 */
function areForms(elements: readonly XmlElement[]): boolean {
  if (elements.length < 2) return false
  const words = elements.map(({ children }) => Object.values(toWords(children, [])).join('\n'))
  if (new Set(words.filter((one) => one !== '')).size > 1) return false
  const urls = elements.map(({ attributes }) => attributes.get('url') ?? '')
  if (new Set(urls.map(toStem)).size === 1) return true
  const sizes = elements.map(toSize)
  const widths = new Set(sizes.map(({ width }) => width))
  if (widths.has(undefined) || widths.size < elements.length) return false
  const shapes = sizes.flatMap(({ width, height }) => (width && height ? width / height : []))
  return shapes.length === 0 || Math.max(...shapes) < Math.min(...shapes) * 1.1
}

/** The name of the file without what may say its size: `bazaar-large.jpg`, `bazaar_640.jpg`, `640/bazaar.jpg`. */
function toStem(url: string): string {
  return toExactPictureKey(url)
    .replace(/\/(?:\d{2,4}(?:x\d{2,4})?|[swh]\d{2,4}|large|medium|small|thumbs?|thumbnails?|original|full)(?=\/)/gi, '')
    .replace(
      /[-_](?:\d{2,4}(?:px|w)?|\d{2,4}x\d{2,4}|large|medium|small|thumb|full|sq(?:uare)?|[sml]|xl)(?=\.\w{2,5}$)/i,
      '',
    )
}

function toSize({ attributes }: XmlElement): Pick<Picture, 'width' | 'height'> {
  const [width, height] = ['width', 'height'].map((name) => readCount(attributes.get(name)))
  return { ...(width ? { width } : {}), ...(height ? { height } : {}) }
}

/** The default of its group, else the widest, else the one whose name says so. */
function toBest(forms: readonly Placed[]): Placed | undefined {
  const marked = forms.find(({ element }) => element.attributes.get('isdefault') === 'true')
  return marked ?? forms.toSorted((a, b) => toRank(b) - toRank(a))[0]
}

function toRank({ element }: Placed): number {
  const { width } = toSize(element)
  if (width !== undefined) return width
  const name = element.attributes.get('url') ?? ''
  return /[-_/](?:xl|large|original|full)[./]/i.test(name) ? 2 : /[-_/](?:s|small|thumbs?|sq)[./]/i.test(name) ? 0 : 1
}

function toPicture(element: XmlElement, outer: readonly (readonly XmlElement[])[]): Picture | undefined {
  const { attributes } = element
  const url = readUrl(element, attributes.get('url') ?? attributes.get('href') ?? element.text)
  if (!url) return undefined
  const type = element.name === 'media:content' ? attributes.get('type')?.trim().toLowerCase() : undefined
  return { url, ...(type ? { type } : {}), ...toSize(element), ...toWords(element.children, outer) }
}

/**
 * A description in the picture's own element, and alone there, may be for those who do not see it, as Mastodon and its
 * kin have it, so that it is read as both; cleaning decides. Where somebody says whose the picture is, what it is called,
 * or the same in other words (media:text), or what it stands in is described, it is the line below.
 */
function toWords(own: readonly XmlElement[], outer: readonly (readonly XmlElement[])[]) {
  const find = (name: string) => toMediaWords(findIn([own, ...outer], name))
  const credit = find('media:credit') ?? find('media:copyright')
  const [title, text] = ['media:title', 'media:text'].map((name) => withoutFileName(find(name)))
  const description = toMediaWords(findIn([own], 'media:description'))
  const isLine = (credit ?? title ?? text) !== undefined
  const caption = description ?? toMediaWords(findIn(outer, 'media:description')) ?? title
  const alt = text ?? (isLine ? undefined : description)
  return { ...(caption ? { caption } : {}), ...(alt ? { alt } : {}), ...(credit ? { credit } : {}) }
}

/** `IMG_0642`, `20140328-131858.jpg`: what cameras and their owners call a file says nothing of the picture. */
function withoutFileName(words: string | undefined): string | undefined {
  return words !== undefined && FILE_NAME.test(words) ? undefined : words
}

const FILE_NAME =
  /^(?:[^\s/]{1,200}\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)|(?:img|dsc[fn]?|dscn|pict|photo|image|screenshot|screen[ _-]shot|wp|pxl|mvi|cimg|sam)[ _-]?\d[\d _-]{1,30}|\d[\d_-]{5,30})$/i

/** Words that are said to be HTML are references at most; markup in them is dealt with when they are cleaned. */
export function toMediaWords(element: XmlElement | undefined): string | undefined {
  const text = element?.text.trim() ?? ''
  return (element?.attributes.get('type') === 'html' ? decodeText(text) : text) || undefined
}

/** The nearest one that says something. */
export function findIn(layers: readonly (readonly XmlElement[])[], name: string): XmlElement | undefined {
  for (const layer of layers) {
    const found = layer.find((one) => one.name === name && one.text.trim())
    if (found) return found
  }
  return undefined
}
