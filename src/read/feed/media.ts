/** Media RSS 1.5.1: pictures with caption and credit, recordings, in groups or alone. */
import type { Attachment, Picture } from '../../model/content.ts'
import { addAttachment, addPicture, type ItemBuilder, MOST_ENTRIES, put, toGuessedText } from '../builder.ts'
import { decodeText } from '../xml/entity.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readCount, readUrl } from './link.ts'

/** What the media elements of an item come to; rivals are settled when the item ends. */
export type Media = {
  readonly groups: XmlElement[]
  readonly contents: { readonly element: XmlElement; readonly group: XmlElement | undefined }[]
  readonly thumbnails: { readonly element: XmlElement; readonly within: readonly XmlElement[] }[]
  /** media:title, media:description and the rest that stand in the item itself. */
  readonly loose: XmlElement[]
}

export function newMedia(): Media {
  return { groups: [], contents: [], thumbnails: [], loose: [] }
}

/** Takes one media element of an item. */
export function readMedia(media: Media, element: XmlElement, group?: XmlElement): void {
  if (media.contents.length + media.groups.length + media.loose.length >= MOST_ENTRIES) return
  if (element.name === 'media:content') {
    media.contents.push({ element, group })
    for (const child of element.children) readInner(media, child, group ? [element, group] : [element])
  } else if (element.name === 'media:group') {
    media.groups.push(element)
    for (const child of element.children) {
      if (child.name === 'media:content' || child.name === 'media:group') readMedia(media, child, element)
      else readInner(media, child, [element])
    }
  } else if (element.name === 'media:thumbnail') readInner(media, element, [])
  else media.loose.push(element)
}

function readInner(media: Media, child: XmlElement, within: readonly XmlElement[]): void {
  if (child.name === 'media:thumbnail' && media.thumbnails.length < MOST_ENTRIES)
    media.thumbnails.push({ element: child, within })
}

/** Puts what the media elements say into the item, when all of them are read. */
export function settleMedia(item: ItemBuilder, media: Media): void {
  // Pictures of other vocabularies come after those of Media RSS, which say more of themselves.
  const others = item.pictures.splice(0)
  for (const { element, group } of toBestFirst(media.contents)) {
    const within = group ? [element, group] : [element]
    if (isPicture(element)) addNonEmpty(item, toPicture(element, within, media))
    else addRecording(item, element, within)
  }
  for (const { element, within } of media.thumbnails) addNonEmpty(item, toPicture(element, within, media))
  for (const picture of others) addPicture(item.pictures, picture)
  const everywhere = toEverywhere(media)
  if (!item.title) put(item, 'title', findText(everywhere, 'media:title'))
  if (!item.summary && !item.content) put(item, 'summary', findText(everywhere, 'media:description'))
}

/** The one marked as default first; the others as they stand. */
function toBestFirst(contents: Media['contents']): Media['contents'] {
  return contents.toSorted((a, b) => rank(a.element) - rank(b.element))
}

function rank(element: XmlElement): number {
  return element.attributes.get('isdefault') === 'true' ? 0 : 1
}

function isPicture(element: XmlElement): boolean {
  const medium = element.attributes.get('medium')?.toLowerCase()
  const type = element.attributes.get('type')?.toLowerCase() ?? ''
  if (medium) return medium === 'image'
  if (type) return type.startsWith('image')
  return /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i.test(element.attributes.get('url') ?? '')
}

function isRecording(element: XmlElement): boolean {
  const medium = element.attributes.get('medium')?.toLowerCase()
  return medium === 'video' || medium === 'audio' || /^(?:video|audio)\//.test(element.attributes.get('type') ?? '')
}

function addNonEmpty(item: ItemBuilder, picture: Picture | undefined): void {
  if (picture) addPicture(item.pictures, picture)
}

function toPicture(element: XmlElement, within: readonly XmlElement[], media: Media): Picture | undefined {
  const { attributes } = element
  const url = readUrl(element, attributes.get('url') ?? attributes.get('href') ?? element.text)
  if (!url) return undefined
  const type = element.name === 'media:content' ? attributes.get('type')?.toLowerCase() : undefined
  const width = readCount(attributes.get('width'))
  const height = readCount(attributes.get('height'))
  const caption = findCaption(within, media)
  const credit = findIn([...within.map((one) => one.children), media.loose], 'media:credit')?.text.trim()
  return {
    url,
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
  }
}

/** The description nearest to the picture, else its title. */
function findCaption(within: readonly XmlElement[], media: Media): string | undefined {
  const layers = within.map((one) => one.children)
  const own =
    findIn(layers, 'media:description') ?? findIn(layers, 'media:title') ?? findIn([media.loose], 'media:description')
  return own === undefined ? undefined : toWords(own)
}

/** Words that are said to be HTML are references at most; markup in them is dealt with when they are cleaned. */
function toWords(element: XmlElement): string | undefined {
  const text = element.text.trim()
  return (element.attributes.get('type') === 'html' ? decodeText(text) : text) || undefined
}

function findIn(layers: readonly (readonly XmlElement[])[], name: string): XmlElement | undefined {
  for (const layer of layers) {
    const found = layer.find((one) => one.name === name && one.text.trim())
    if (found) return found
  }
  return undefined
}

function toEverywhere(media: Media): readonly (readonly XmlElement[])[] {
  const contents = media.contents.map(({ element }) => element.children)
  return [media.loose, ...media.groups.map((one) => one.children), ...contents]
}

function findText(layers: readonly (readonly XmlElement[])[], name: string): ItemBuilder['title'] | undefined {
  const found = findIn(layers, name)
  if (!found) return undefined
  const value = found.text.trim()
  return found.inline || found.attributes.get('type') === 'html' ? { value, type: 'html' } : toGuessedText(value)
}

/** A recording is an attachment; where the item has it as an enclosure, media:content says title and duration of it. */
function addRecording(item: ItemBuilder, element: XmlElement, within: readonly XmlElement[]): void {
  const url = readUrl(element, element.attributes.get('url') ?? '')
  if (!url) return
  const { attributes } = element
  const type = attributes.get('type')?.toLowerCase()
  const size = readCount(attributes.get('filesize'))
  const duration = readCount(attributes.get('duration'))
  const title = findIn(
    within.map((one) => one.children),
    'media:title',
  )
  const words = title && toWords(title)
  const attachment: Attachment = {
    url,
    ...(type ? { type } : {}),
    ...(size ? { size } : {}),
    ...(duration ? { duration } : {}),
    ...(words ? { title: words } : {}),
  }
  const at = item.attachments.findIndex((known) => known.url === url)
  if (at >= 0) item.attachments[at] = { ...attachment, ...item.attachments[at], url }
  else if (isRecording(element)) addAttachment(item.attachments, attachment)
}
