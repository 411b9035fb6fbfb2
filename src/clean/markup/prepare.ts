/**
 * Puts right what a site's scripts would have made of its HTML: late pictures, players, AMP. Promises: nothing that is
 * safe is lost for want of a script.
 */

import {
  createElement,
  createText,
  type Element,
  hasClass,
  isElement,
  isText,
  type Node,
  type Parent,
  rawAttribute,
  rename,
  setChildren,
  textOf,
} from '../../html/tree.ts'
import { toExactPictureKey } from '../identity/picture.ts'
import { toAbsoluteAddress } from '../identity/url.ts'
import { toEmbed } from './embed.ts'
import { isPixel, isPlaceholder, toAbsoluteSet, toPictureSource, withLateSources } from './picture-source.ts'

const PICTURES = new Set(['img', 'picture', 'amp-img'])
const PLAYERS = new Set('iframe frame embed object amp-youtube amp-iframe amp-vimeo amp-dailymotion'.split(' '))
/** Attributes that hold a player's address, also where a script or a consent banner loads it late. */
const ADDRESSES = 'src data data-src data-lazy-src data-litespeed-src data-cookieblock-src data-url'.split(' ')
const AMP_SITES: ReadonlyMap<string, string> = new Map([
  ['amp-youtube', 'https://www.youtube.com/embed/'],
  ['amp-vimeo', 'https://player.vimeo.com/video/'],
  ['amp-dailymotion', 'https://www.dailymotion.com/embed/video/'],
])

/**
 * Puts right, in place, what pages do with scripts: players become links, pictures that load late
 * get the copy in `noscript` where they have no address of their own, and WordPress captions become
 * figures. Answers whether anything was changed.
 */
export function prepare(parent: Parent, base: string | undefined): boolean {
  const work: Work = { base, isChanged: false }
  prepareChildren(parent, work, false)
  return work.isChanged
}

type Work = { readonly base: string | undefined; isChanged: boolean }

function prepareChildren(parent: Parent, work: Work, isInLink: boolean): void {
  const kept: Node[] = []
  let isSame = true
  for (const [at, node] of parent.childNodes.entries()) {
    const isTwin = isElement(node) && node.tagName === 'noscript' && isShownAfter(node, parent.childNodes, at, work)
    const replacements = isTwin ? [] : isElement(node) ? prepareElement(node, kept, work, isInLink) : undefined
    if (replacements) isSame = false
    for (const each of replacements ?? [node]) kept.push(each)
  }
  if (isSame) return
  work.isChanged = true
  setChildren(parent, kept)
}

/** What stands in the element's place; undefined where it stays. */
function prepareElement(element: Element, before: Node[], work: Work, isInLink: boolean): Node[] | undefined {
  const name = element.tagName
  if (name === 'noscript') return toShown(element, before, work, isInLink)
  const embed = PLAYERS.has(name) ? toPlayerEmbed(element, work.base) : undefined
  if (embed) return [toLinkElement(embed, element, isInLink)]
  // Unknown players are not written; but an object shows its content, often a player of the older kind.
  if (PLAYERS.has(name) && name !== 'object') return undefined
  if ((name === 'div' || name === 'dl') && nameCaption(element)) work.isChanged = true
  if (name === 'picture') giveSource(element, work)
  // What stands in it is for where it can not be shown.
  if (name === 'amp-img' && showsPicture(element, work.base)) setChildren(element, [])
  prepareChildren(element, work, isInLink || name === 'a')
  return undefined
}

function toPlayerEmbed(player: Element, base: string | undefined) {
  const site = AMP_SITES.get(player.tagName)
  const id = rawAttribute(player, 'data-videoid')
  const addresses = [...ADDRESSES.map((name) => rawAttribute(player, name)), ...toParameters(player)]
  for (const address of site && id ? [site + id] : addresses) {
    const absolute = address ? toAbsoluteAddress(address, base) : undefined
    const embed = absolute ? toEmbed(absolute) : undefined
    if (embed) return embed
  }
  return undefined
}

/** The addresses among the `param` elements of an object. */
function toParameters(player: Element): (string | undefined)[] {
  const parameters = player.childNodes.filter(isElement).filter((each) => each.tagName === 'param')
  const named = parameters.filter((each) => /^(?:movie|src|data)$/i.test(rawAttribute(each, 'name') ?? ''))
  return named.map((each) => rawAttribute(each, 'value'))
}

/** A link can't stand inside another: there only its picture or address is left. */
function toLinkElement(embed: { url: string; picture?: string }, player: Element, isInLink: boolean): Node {
  const title = rawAttribute(player, 'title')?.trim() || embed.url
  const content = embed.picture ? createElement('img', { src: embed.picture, alt: title }) : createText(title)
  return isInLink ? content : createElement('a', { href: embed.url }, [content])
}

/** Of a `noscript` only pictures and players count, and those only where nothing beside it shows the same. */
function toShown(noscript: Element, before: Node[], work: Work, isInLink: boolean): Node[] {
  const previous = findLastElement(before)
  const shown = previous ? showsPicture(previous, work.base) : undefined
  if (shown === true) return []
  const media = findMedia(noscript).flatMap((each) => prepareElement(each, [], work, isInLink) ?? [each])
  const isPlace = shown === false && previous !== undefined && PICTURES.has(previous.tagName)
  if (isPlace && media.length > 0) before.splice(before.lastIndexOf(previous), 1)
  return media
}

/** Whether what follows shows the picture that stands in the `noscript`: some put that before. */
function isShownAfter(noscript: Element, nodes: readonly Node[], at: number, { base }: Work): boolean {
  let after = at + 1
  for (let node = nodes[after]; node && isText(node) && node.value.trim() === ''; node = nodes[after]) after++
  const next = nodes[after]
  const [shown, twin] = [next, noscript].map((node) => (node && isElement(node) ? findSource(node, base) : undefined))
  return shown !== undefined && twin !== undefined && toExactPictureKey(shown) === toExactPictureKey(twin)
}

/** True: it shows a picture; false: it only keeps the place for one; undefined: it has none. */
function showsPicture(element: Element, base: string | undefined): boolean | undefined {
  return findImage(element) === undefined ? undefined : findSource(element, base) !== undefined
}

/** The address of its picture, where that is one to be seen. */
function findSource(element: Element, base: string | undefined): string | undefined {
  const image = findImage(element)
  const source = image && toPictureSource(image, base)
  return image && source && !isPlaceholder(source) && !isPixel(image, source) ? source : undefined
}

function findImage(element: Element): Element | undefined {
  const isImage = element.tagName === 'img' || element.tagName === 'amp-img'
  return isImage ? element : findMedia(element).find(({ tagName }) => tagName === 'img')
}

function findMedia(parent: Parent): Element[] {
  return parent.childNodes.filter(isElement).flatMap((each) => {
    const isMedia = each.tagName === 'img' || each.tagName === 'picture' || PLAYERS.has(each.tagName)
    return isMedia ? [each] : findMedia(each)
  })
}

/** An image that only keeps the place takes the picture of the sources that stand before it. */
function giveSource(picture: Element, work: Work): void {
  const children = picture.childNodes.filter(isElement)
  const image = children.find(({ tagName }) => tagName === 'img')
  if (image === undefined || showsPicture(image, work.base)) return
  const sources = children.filter(({ tagName }) => tagName === 'source').map(withLateSources)
  const set = sources.map((source) => rawAttribute(source, 'srcset') ?? '').find((one) => toAbsoluteSet(one, work.base))
  if (set !== undefined) image.attrs.push({ name: 'data-srcset', value: set })
}

/** The last element, where only blanks follow it. */
function findLastElement(nodes: readonly Node[]): Element | undefined {
  const last = nodes.findLast((node) => !isText(node) || node.value.trim() !== '')
  return last && isElement(last) ? last : undefined
}

/** `<div class="wp-caption"><img><p class="wp-caption-text">`, and the definition list it was before. */
function nameCaption(element: Element): boolean {
  if (!hasClass(element, /(?:^|\s)wp-caption(?:\s|$)/)) return false
  const children = element.childNodes.filter(isElement)
  const caption = children.find((each) => hasClass(each, /wp-caption-(?:text|dd)/))
  rename(element, 'figure')
  for (const child of children) {
    if (child.tagName === 'dt') rename(child, 'div')
  }
  if (caption && textOf(caption).trim() !== '') rename(caption, 'figcaption')
  return true
}
