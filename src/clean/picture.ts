import type { Attachment, Picture } from '../model/content.ts'
import { toFigureCaption } from './caption.ts'
import { toPictureKey } from './fingerprint.ts'
import type { WrittenPicture } from './html.ts'
import { toPlainLine } from './lines.ts'
import { toPlainName } from './plain-text.ts'
import { toInertLine } from './text.ts'
import { isCounter } from './tracking.ts'
import { attribute, type Element, findElement, isElement, textOf } from './tree.ts'
import { toAbsolute } from './url.ts'

/** Smileys, faces and badges. */
const DECORATION =
  /smil(?:ies|eys)|emoji|emoticon|gravatar\.com|\/avatars?[/.-]|\/wp-includes\/images\/|\/plugins\/|feedburner|share|button|badge|spinner|\/icons?\/|[/_-]logo[._-]/i
const SMALL = 48

/** What an item says of pictures, in the document and in its text. */
export type PictureSources = {
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
export function toLeadPicture(sources: PictureSources, base: string | undefined): Picture | undefined {
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
  const url = toAbsolute(picture.url, base)
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
  return !/(?:^|[\s-])(?:emoji|smiley|avatar|icon)(?:[\s-]|$)/i.test(attribute(picture.image, 'class') ?? '')
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
