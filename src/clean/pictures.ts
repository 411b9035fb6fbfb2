/**
 * The pictures of a story: the one that stands for it, and all that readers are shown. Promises: no smiley, face,
 * button or counter is taken for it.
 */

import { type Element, findElement, isElement, rawAttribute, textOf } from '../html/tree.ts'
import type { Attachment, Content, Picture } from '../model/content.ts'
import { toPictureKey } from './identity/fingerprint.ts'
import { isCounter, isHttpAddress, toAbsoluteAddress, toNormalAddress } from './identity/url.ts'
import type { WrittenPicture } from './markup/markup.ts'
import { toPlainName } from './markup/plain.ts'
import { decodeReferences, escapeHtml, toInertLine } from './markup/text.ts'
import { toFigureCaption } from './press/caption.ts'
import { toPlainLine } from './press/lines.ts'

/** Smileys, faces and badges. */
const DECORATION =
  /smil(?:ies|eys)|emoji|emoticon|gravatar\.com|\/avatars?[/.-]|\/wp-includes\/images\/|\/plugins\/|feedburner|share|button|badge|spinner|\/icons?\/|[/_-]logo[._-]/i
const SMALL = 48

/** What an item says of pictures, in the document and in its text. */
type PictureSources = {
  readonly named: readonly Picture[]
  readonly attachments: readonly Attachment[]
  readonly written: readonly WrittenPicture[]
  /** Of the story's own caption line. */
  readonly caption?: string
  readonly credit?: string
}

/**
 * The picture that stands for an item: one the document names, else an attached one, else the first
 * of its text that is no smiley, face or counter; with the caption of its figure or of the story.
 */
export function toMainPicture(sources: PictureSources, base: string | undefined): Picture | undefined {
  const named = sources.named.map((picture) => toNamed(picture, base)).find((picture) => picture !== undefined)
  const attached = sources.attachments.find(isPicture)
  const written = sources.written.find(isStory)
  const picture = named ?? (attached ? toAttached(attached) : undefined) ?? (written ? toWritten(written) : undefined)
  if (!picture) return undefined
  const same = sources.written.find((each) => toPictureKey(each.url) === toPictureKey(picture.url))
  return { ...picture, ...toWords(picture, same, sources) }
}

/** Only what is known: the document's own words, then the figure's, then the story's caption line. */
function toWords(picture: Picture, written: WrittenPicture | undefined, sources: PictureSources): Partial<Picture> {
  const figure = written ? toFigureWords(written.image) : undefined
  const caption = picture.caption ?? figure?.caption ?? sources.caption
  const credit = picture.credit ?? figure?.credit ?? sources.credit
  return { ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

function toNamed(picture: Picture, base: string | undefined): Picture | undefined {
  const url = toAbsoluteAddress(picture.url, base)
  if (!url || isCounter(url) || DECORATION.test(url) || isSmall(picture.width, picture.height)) return undefined
  const credit = picture.credit ? toPlainName(picture.credit) : ''
  const said = picture.caption ? toPlainName(picture.caption) : ''
  const { caption: _caption, credit: _credit, ...rest } = picture
  // Where nobody says whose it is, the caption may: `… near the front line. File photo`.
  if (credit === '') return { ...rest, url, ...toFigureCaption(said) }
  return { ...rest, url, ...(said ? { caption: said } : {}), credit }
}

function toAttached(attachment: Attachment): Picture {
  return { url: attachment.url, ...(attachment.type ? { type: attachment.type } : {}) }
}

function toWritten(picture: WrittenPicture): Picture {
  return {
    url: picture.url,
    ...(picture.width === undefined ? {} : { width: picture.width }),
    ...(picture.height === undefined ? {} : { height: picture.height }),
  }
}

function isPicture(attachment: Attachment): boolean {
  return (
    /^image\//i.test(attachment.type ?? '') ||
    (!attachment.type && /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i.test(attachment.url))
  )
}

function isStory(picture: WrittenPicture): boolean {
  if (picture.url.startsWith('data:') || DECORATION.test(picture.url) || isSmall(picture.width, picture.height))
    return false
  return !/(?:^|[\s-])(?:emoji|smiley|avatar|icon)(?:[\s-]|$)/i.test(rawAttribute(picture.image, 'class') ?? '')
}

function isSmall(width: number | undefined, height: number | undefined): boolean {
  return (width ?? SMALL + 1) <= SMALL || (height ?? SMALL + 1) <= SMALL
}

function toFigureWords(image: Element) {
  for (let parent = image.parentNode; parent && isElement(parent); parent = parent.parentNode) {
    const caption = parent.tagName === 'figure' ? findElement(parent, 'figcaption') : undefined
    if (caption) return toFigureCaption(toInertLine(toPlainLine(textOf(caption))))
  }
  return undefined
}

// The pictures of cleaned content, by the addresses in it. Reads HTML as `renderSafe` writes it (no `<` or `>` inside a
// tag, values in double quotes), so that no story has to be parsed again: time is linear in its length.

/** More than any story has; a gallery of thousands is no story. */
const MOST = 50
/** Longer ones are made up. */
const LONGEST = 2_000

const TAG = /<(?:img|source|video|a) [^<>]*>/g
const ATTRIBUTE = / (src|srcset|poster|href)="([^"]*)"/g
/** Thumbnails link to the picture itself: WordPress's default for years. */
const LINKED = /\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#]|$)/i

/** Every picture that readers are shown, best form of each: the main one, those of the text, and those that they link to; in normal form. */
export function toShownPictures(content: Content): string[] {
  const found = new Set<string>()
  if (content.image !== undefined) found.add(content.image.url)
  for (const [tag] of content.contentHtml.matchAll(TAG)) {
    for (const [, name = '', value = ''] of tag.matchAll(ATTRIBUTE)) {
      const url = toPicture(tag, name, decodeReferences(value))
      if (url !== undefined) found.add(url)
    }
  }
  const addresses = [...found].filter((url) => url.length <= LONGEST && isHttpAddress(url)).map(toNormalAddress)
  return [...new Set(addresses)].slice(0, MOST)
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
  const { image, attachments, contentHtml } = content
  const move = (url: string) => toNewAddress(toNormalAddress(url))
  return {
    ...content,
    ...(image === undefined ? {} : { image: { ...image, url: move(image.url) ?? image.url } }),
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
