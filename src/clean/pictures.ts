/**
 * The pictures of a story: the one that stands for it, and further ones. Promises: none twice, in whatever sizes it was
 * named; no smiley, face, button, counter or placeholder is taken for one.
 */

import { type Element, findElement, isElement, rawAttribute, textOf } from '../html/tree.ts'
import type { Attachment, Content, Picture } from '../model/content.ts'
import { toExactPictureKey } from './identity/picture.ts'
import { isCounter, toAbsoluteAddress } from './identity/url.ts'
import { MEDIA_TYPE } from './markup/allowed.ts'
import type { WrittenPicture } from './markup/markup.ts'
import { isBlank } from './markup/picture-source.ts'
import { toPlainName } from './markup/plain.ts'
import { toInertLine } from './markup/text.ts'
import { toCaption, toFigureCaption } from './press/caption.ts'
import { toPlainLine } from './press/lines.ts'
import { findPictures } from './shown-pictures.ts'

/** Smileys, faces and badges. */
const DECORATION =
  /smil(?:ies|eys)|emoji|emoticon|gravatar\.com|\/avatars?[/.-]|\/wp-includes\/images\/|\/plugins\/|feedburner|share|button|badge|spinner|\/icons?\/|[/_-]logo[._-]/i
const SMALL = 48

/** What an item says of pictures, in the document and in its text. */
type PictureSources = {
  readonly named: readonly Picture[]
  /** Addresses of those that are shown only where there is no other. */
  readonly spares: readonly string[]
  readonly attachments: readonly Attachment[]
  readonly written: readonly WrittenPicture[]
  /** Safe HTML of the text. */
  readonly html: string
  /** Of the story's own caption line. */
  readonly caption?: string
  readonly credit?: string
}

/** The main picture, and further ones that the text does not show. */
export type Pictures = { readonly image: Picture | undefined; readonly pictures: readonly Picture[] | undefined }

/** More than any story has. */
const MOST = 50

/**
 * The picture that stands for an item: one the document names, else an attached one, else one that only stands in, else
 * the first of its text that is no smiley, face or counter; with the caption of its figure or of the story. The others
 * that are named or attached are further ones, each once, unless the text shows them.
 */
export function toPictures(sources: PictureSources, base: string | undefined): Pictures {
  const [spare, named] = [true, false].map((is) =>
    sources.named
      .filter(({ url }) => sources.spares.includes(url) === is)
      .flatMap((picture) => toNamed(picture, base) ?? []),
  )
  const attached = sources.attachments
    .filter(isAttachedPicture)
    .flatMap((file) => toNamed(toAttached(file), base) ?? [])
  const own = withoutForms([...(named ?? []), ...attached])
  const first = own.length > 0 || spare?.length ? undefined : sources.written.find(isStory)
  const image = own[0] ?? spare?.[0] ?? (first && toWritten(first))
  if (image === undefined) return { image, pictures: undefined }
  const key = toExactPictureKey(image.url)
  const same = sources.written.find(({ url }) => toExactPictureKey(url) === key)
  const pictures = toFurther(own, { image, contentHtml: sources.html })
  return {
    image: { ...image, ...toWords(image, same, sources) },
    pictures: pictures.length === 0 ? undefined : pictures,
  }
}

/** Those that are shown neither as the main one nor in the text; each once. */
export function toFurther(
  pictures: readonly Picture[],
  { image, contentHtml }: Pick<Content, 'image' | 'contentHtml'>,
): Picture[] {
  const others = pictures.filter(({ url }) => url !== image?.url)
  if (others.length === 0) return []
  const shown = new Set(
    [...(image === undefined ? [] : [image.url]), ...findPictures(contentHtml)].map(toExactPictureKey),
  )
  return withoutForms(others)
    .filter(({ url }) => !shown.has(toExactPictureKey(url)))
    .slice(0, MOST)
}

/** Each picture once, in the widest form that is known, with all that is said of it. */
function withoutForms(pictures: readonly Picture[]): Picture[] {
  const known = new Map<string, Picture>()
  for (const picture of pictures) {
    const key = toExactPictureKey(picture.url)
    const before = known.get(key)
    known.set(key, before === undefined ? picture : toOne(before, picture))
  }
  return [...known.values()]
}

function toOne(first: Picture, second: Picture): Picture {
  const isWider = first.width !== undefined && (second.width ?? 0) > first.width
  if (isWider) return { ...first, ...second }
  const { width, height, ...rest } = second
  return first.url === second.url ? { ...second, ...first } : { ...rest, ...first }
}

/** Only what is known: the document's own words, then the figure's, then the story's caption line. */
function toWords(picture: Picture, written: WrittenPicture | undefined, sources: PictureSources): Partial<Picture> {
  const figure = written ? toFigureWords(written.image) : undefined
  const caption = picture.caption ?? figure?.caption ?? sources.caption
  const credit = picture.credit ?? figure?.credit ?? sources.credit
  // What the text says of the same picture to those who do not see it.
  const alt = picture.alt ?? (written ? toPlainName(rawAttribute(written.image, 'alt') ?? '') : '')
  const isOwn = alt !== '' && alt !== caption
  return { ...(caption ? { caption } : {}), ...(credit ? { credit } : {}), ...(isOwn ? { alt } : {}) }
}

function toNamed(picture: Picture, base: string | undefined): Picture | undefined {
  const url = toAbsoluteAddress(picture.url, base)
  if (!url || isCounter(url) || isBlank(url) || DECORATION.test(url)) return undefined
  if (isSmall(picture.width, picture.height)) return undefined
  const { type, caption: _caption, alt: _alt, credit: _credit, ...rest } = picture
  return { ...rest, url, ...toMediaType(type), ...toNamedWords(picture) }
}

/** What is no media type says nothing of the picture, and goes out in attributes. */
function toMediaType(type: string | undefined): Pick<Picture, 'type'> {
  const known = type === undefined ? undefined : MEDIA_TYPE(type.split(';', 1)[0] ?? '')
  return known === undefined ? {} : { type: known.toLowerCase() }
}

/**
 * Where nobody says whose it is, the line below may: `… near the front line. File photo`. Words that may be either are
 * such a line where they or others say so, else an alternative text.
 */
function toNamedWords(picture: Picture): Pick<Picture, 'caption' | 'alt' | 'credit'> {
  const [caption = '', alt = '', credit = ''] = [picture.caption, picture.alt, picture.credit].map((words) =>
    words ? toPlainName(words) : '',
  )
  const isLine = credit === '' ? toCaption(alt)?.credit !== undefined : caption !== ''
  const line = caption !== '' && caption !== alt ? caption : isLine ? alt : ''
  const below =
    line && !credit ? toFigureCaption(line) : { ...(line ? { caption: line } : {}), ...(credit ? { credit } : {}) }
  return { ...below, ...(alt && alt !== line ? { alt } : {}) }
}

function toAttached({ url, type, title }: Attachment): Picture {
  return { url, ...(type ? { type } : {}), ...(title ? { alt: title } : {}) }
}

function toWritten(picture: WrittenPicture): Picture {
  return {
    url: picture.url,
    ...(picture.width === undefined ? {} : { width: picture.width }),
    ...(picture.height === undefined ? {} : { height: picture.height }),
  }
}

export function isAttachedPicture(attachment: Attachment): boolean {
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
