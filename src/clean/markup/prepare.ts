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
import { toAbsoluteAddress } from '../identity/url.ts'
import { toEmbed } from './embed.ts'
import { isPixel, toPictureSource } from './picture-source.ts'

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
  for (const node of parent.childNodes) {
    const replacements = isElement(node) ? prepareElement(node, kept, work, isInLink) : undefined
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
  if (shown === false && previous?.tagName === 'img' && media.length > 0) before.splice(before.lastIndexOf(previous), 1)
  return media
}

/** True: it shows a picture; false: it only keeps the place for one; undefined: it has none. */
function showsPicture(element: Element, base: string | undefined): boolean | undefined {
  const image = element.tagName === 'img' ? element : findMedia(element).find((each) => each.tagName === 'img')
  if (!image) return undefined
  const source = toPictureSource(image, base)
  return source !== undefined && !source.startsWith('data:') && !isPixel(image, source)
}

function findMedia(parent: Parent): Element[] {
  return parent.childNodes.filter(isElement).flatMap((each) => {
    const isMedia = each.tagName === 'img' || each.tagName === 'picture' || PLAYERS.has(each.tagName)
    return isMedia ? [each] : findMedia(each)
  })
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
