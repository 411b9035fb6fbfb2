/** Media RSS 1.5.1: pictures and recordings, in groups or alone; and what it says of the item. */
import { ENTRIES } from '../../model/bounds/bounds.ts'
import type { Attachment } from '../../model/content.ts'
import { addAttachment, addPicture, addSpare, type ItemBuilder, put, toGuessedText } from '../builder.ts'
import { toSeconds } from '../date/duration.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readCount, readUrl } from './link.ts'
import { findIn, isPicture, type Placed, readPlacedPictures, toMediaWords, toSpareForms } from './pictures.ts'

/** What the media elements of an item come to; rivals are settled when the item ends. */
export type Media = {
  readonly groups: XmlElement[]
  readonly contents: { readonly element: XmlElement; readonly group: XmlElement | undefined }[]
  readonly thumbnails: Placed[]
  /** media:title, media:description and the rest that stand in the item itself. */
  readonly loose: XmlElement[]
}

export function newMedia(): Media {
  return { groups: [], contents: [], thumbnails: [], loose: [] }
}

/** Takes one media element of an item. */
export function readMedia(media: Media, element: XmlElement, group?: XmlElement): void {
  if (media.contents.length + media.groups.length + media.loose.length >= ENTRIES) return
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
  if (child.name === 'media:thumbnail' && media.thumbnails.length < ENTRIES)
    media.thumbnails.push({ element: child, within })
}

/** Puts what the media elements say into the item, when all of them are read. */
export function settleMedia(item: ItemBuilder, media: Media): void {
  // Pictures of other vocabularies come after those of Media RSS, which say more of themselves.
  const others = item.pictures.splice(0)
  const placed = toBestFirst(media.contents).map(({ element, group }) => ({
    element,
    within: group ? [element, group] : [element],
  }))
  for (const { element, within } of placed) if (!isPicture(element)) addRecording(item, element, within)
  const pictured = placed.filter(({ element }) => isPicture(element))
  const isSpare = toSpareForms(pictured)
  for (const [one, picture] of readPlacedPictures(pictured, media.loose)) {
    if (isSpare(one)) addSpare(item, picture)
    else addPicture(item.pictures, picture)
  }
  for (const [, picture] of readPlacedPictures(media.thumbnails, media.loose)) addSpare(item, picture)
  for (const picture of others) addPicture(item.pictures, picture)
  const everywhere = toEverywhere(media)
  if (!item.title) put(item, 'title', readWords(everywhere, 'media:title'))
  if (!item.summary && !item.content) put(item, 'summary', readWords(everywhere, 'media:description'))
}

/** The one marked as default first; the others as they stand. */
function toBestFirst(contents: Media['contents']): Media['contents'] {
  return contents.toSorted((a, b) => rank(a.element) - rank(b.element))
}

function rank(element: XmlElement): number {
  return element.attributes.get('isdefault') === 'true' ? 0 : 1
}

const FILE = /\.(?:mp3|m4[abv]|aac|og[agv]|opus|wav|flac|mp4|webm|mov|m3u8)(?:[?#]|$)/i

/** By what it says of itself, else by the ending of the file's name. */
function isRecording({ attributes }: XmlElement): boolean {
  const medium = attributes.get('medium')?.trim().toLowerCase()
  const type = attributes.get('type')?.trim().toLowerCase()
  if (medium === 'video' || medium === 'audio' || /^(?:video|audio)\//.test(type ?? '')) return true
  return !medium && !type && FILE.test(attributes.get('url') ?? '')
}

function toEverywhere(media: Media): readonly (readonly XmlElement[])[] {
  const contents = media.contents.map(({ element }) => element.children)
  return [media.loose, ...media.groups.map((one) => one.children), ...contents]
}

function readWords(layers: readonly (readonly XmlElement[])[], name: string): ItemBuilder['title'] | undefined {
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
  const duration = toSeconds(attributes.get('duration'))
  const title = findIn(
    within.map((one) => one.children),
    'media:title',
  )
  const words = toMediaWords(title)
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
