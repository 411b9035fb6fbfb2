/** Recordings of a page, sound or film: players, their sources, and links to files. */
import { attribute, type Element, find, findAll } from '../html/tree.ts'
import type { Attachment } from '../model/content.ts'
import { toSeconds } from '../read/date/duration.ts'

/** Where players of scripts keep the address. */
const ADDRESSES = ['src', 'href', 'data-src', 'data-audio', 'data-audio-src', 'data-video', 'data-url', 'data-href']

/** Attributes that say how long it is, and its bytes. */
const DURATIONS = ['data-duration', 'duration', 'data-length-seconds']
const SIZES = ['data-size', 'data-bytes', 'data-filesize']

/** The recording at an element, or in it: of a player with several sources its first. */
export function toRecording(element: Element): Attachment | undefined {
  const holder = isHolder(element) ? element : (findAll(element, isHolder)[0] ?? undefined)
  const source = holder && toSource(holder)
  const url = source && readFirst(source, [...ADDRESSES, ...(source.tagName === 'meta' ? ['content'] : [])])
  if (!holder || !source || !url || !isFile(url)) return undefined
  const said = [source, holder, element]
  const type = said.map((one) => attribute(one, 'type')?.trim().toLowerCase().split(';')[0]).find(isMedia)
  const duration =
    readAll(said, DURATIONS)
      .map((one) => toSeconds(one))
      .find(Boolean) ?? toStated(element)
  const size = readAll(said, SIZES).find((text) => /^\d{1,12}$/.test(text))
  return {
    url,
    ...(type ? { type } : {}),
    ...(size ? { size: Number(size) } : {}),
    ...(duration ? { duration } : {}),
  }
}

function isHolder(element: Element): boolean {
  if (/^(?:audio|video|source|embed)$/.test(element.tagName)) return true
  const names = element.tagName === 'meta' ? ['content'] : ADDRESSES
  return readFirst(element, names) !== undefined && !/^(?:img|script|link|iframe|svg|use|input)$/.test(element.tagName)
}

/** Of a player without an address of its own, the first of its sources. */
function toSource(holder: Element): Element {
  if (readFirst(holder, ADDRESSES) !== undefined) return holder
  return find(holder, (one) => one.tagName === 'source' && readFirst(one, ADDRESSES) !== undefined) ?? holder
}

function readFirst(element: Element, names: readonly string[]): string | undefined {
  return names.map((name) => attribute(element, name)?.trim()).find(Boolean)
}

function readAll(elements: readonly Element[], names: readonly string[]): string[] {
  return elements.flatMap((element) => names.flatMap((name) => attribute(element, name)?.trim() || []))
}

/** `blob:` and `data:` are nobody's to fetch. */
function isFile(url: string): boolean {
  return !/^(?!https?:)[a-z][\w+.-]*:/i.test(url) && !url.startsWith('#')
}

function isMedia(type: string | undefined): boolean {
  return /^(?:audio|video|application)\/\S/.test(type ?? '')
}

/** `<time datetime="PT12M">` beside the player. */
function toStated(element: Element): number | undefined {
  const times = findAll(element, (one) => /^PT/i.test(attribute(one, 'datetime') ?? attribute(one, 'content') ?? ''))
  const [time] = times
  return time && toSeconds(attribute(time, 'datetime') ?? attribute(time, 'content'))
}
