/**
 * The pictures of cleaned content, by the addresses in it. Reads HTML as `renderSafe` writes it (no `<` or `>` inside a
 * tag, values in double quotes), so that no story has to be parsed again: time is linear in its length.
 */

import type { Content } from '../model/content.ts'
import { toExactPictureKey } from './identity/picture.ts'
import { isHttpAddress, toNormalAddress } from './identity/url.ts'
import { decodeReferences, escapeHtml } from './markup/text.ts'

/** More than any story has; a gallery of thousands is no story. */
const MOST = 50
/** Longer ones are made up. */
const LONGEST = 2_000

const TAG = /<(?:img|source|video|a) [^<>]*>/g
const ATTRIBUTE = / (src|srcset|poster|href)="([^"]*)"/g
/** Thumbnails link to the picture itself: WordPress's default for years. One that was handed in has its hash as name. */
const LINKED = /\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#]|$)|\/media\/[0-9a-f]{64}$/i

type Shown = Pick<Content, 'image' | 'pictures' | 'contentHtml'>

/** Every picture that readers are shown, best form of each: the main one, those of the text, those that they link to, and further ones; in normal form. */
export function toShownPictures({ image, pictures = [], contentHtml }: Shown): string[] {
  const found = new Set([...(image === undefined ? [] : [image.url]), ...findPictures(contentHtml)])
  for (const { url } of pictures) found.add(url)
  const addresses = [...found].filter((url) => url.length <= LONGEST && isHttpAddress(url)).map(toNormalAddress)
  return [...new Set(addresses)].slice(0, MOST)
}

/** The addresses of the pictures that a text shows or links to. */
export function findPictures(html: string): string[] {
  const found: string[] = []
  for (const [tag] of html.matchAll(TAG)) {
    for (const [, name = '', value = ''] of tag.matchAll(ATTRIBUTE)) {
      const url = toPicture(tag, name, decodeReferences(value))
      if (url !== undefined) found.push(url)
    }
  }
  return found
}

/** Whether a text shows the picture, or links to it, in whatever size. */
export function isShownIn(html: string, url: string): boolean {
  const key = toExactPictureKey(url)
  return findPictures(html).some((one) => toExactPictureKey(one) === key)
}

function toPicture(tag: string, name: string, value: string): string | undefined {
  if (name === 'srcset') return toLargest(value)
  if (name === 'poster') return value
  if (name === 'src') return tag.startsWith('<img ') ? value : undefined
  return LINKED.test(value) ? value : undefined
}

/** The candidate with the greatest width or density. */
function toLargest(set: string): string | undefined {
  const candidates = splitSet(set).map(([url, size]) => ({ url, size: Number.parseFloat(size) || 1 }))
  return candidates.sort((a, b) => b.size - a.size)[0]?.url
}

/** As `toAbsoluteSet` writes them: a comma stands only between candidates. */
function splitSet(set: string): [url: string, size: string][] {
  return set.split(',').map((candidate) => {
    const [url = '', ...size] = candidate.trim().split(' ')
    return [url, size.join(' ')]
  })
}

/**
 * The content with pictures at other addresses. Other sizes of one that has moved go: they stood at the same place,
 * and a browser would choose them.
 * @param toNewAddress the new address of one in its normal form; undefined where a picture stays
 */
export function withPicturesAt(content: Content, toNewAddress: (url: string) => string | undefined): Content {
  const { image, pictures, attachments, contentHtml } = content
  const move = (url: string) => toNewAddress(toNormalAddress(url))
  return {
    ...content,
    ...(image === undefined ? {} : { image: { ...image, url: move(image.url) ?? image.url } }),
    ...(pictures === undefined ? {} : { pictures: pictures.map((one) => ({ ...one, url: move(one.url) ?? one.url })) }),
    attachments: attachments.map((file) => ({ ...file, url: move(file.url) ?? file.url })),
    contentHtml: contentHtml.replace(TAG, (tag) => moveInTag(tag, move)),
  }
}

function moveInTag(tag: string, move: (url: string) => string | undefined): string {
  let hasMoved = false
  const moved = tag.replace(ATTRIBUTE, (whole, name: string, value: string) => {
    if (name === 'srcset') return whole
    const url = move(decodeReferences(value))
    hasMoved ||= url !== undefined
    return url === undefined ? whole : ` ${name}="${escapeHtml(url)}"`
  })
  return moved.replace(/ srcset="([^"]*)"/, (whole, value: string) => {
    const candidates = splitSet(decodeReferences(value)).map(([url, size]) => [move(url), size] as const)
    const left = candidates.filter(([url]) => url !== undefined).map((candidate) => candidate.join(' ').trim())
    if (left.length === 0) return hasMoved ? '' : whole
    return ` srcset="${escapeHtml(left.join(', '))}"`
  })
}
