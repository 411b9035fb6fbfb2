/**
 * OPML 1.0 and 2.0: lists of feeds. Promises: every feed of the list is there once, with all folders that it lies in, or
 * a sentence says why not; nothing is too broken for what can be made out.
 */
import { ParseError } from '../../errors.ts'
import { sniff } from '../sniff.ts'
import { decodeBytes } from '../text/text.ts'
import { toVocabulary } from '../xml/vocabulary.ts'
import { readXml } from '../xml/xml.ts'
import {
  isForeignSettings,
  type OutlineAttributes,
  toAddress,
  toCategories,
  toFolderPath,
  toLabel,
  toMissing,
  toOutlineTitle,
  toShownAddress,
} from './outline.ts'
import { readSettings, type Settings } from './settings.ts'

export type Outline = Settings & {
  readonly title: string
  /** The feed's address. */
  readonly xmlUrl: string
  /** The site's address. */
  readonly htmlUrl?: string
  /** The folders it lies in, each with those around it, outermost first, joined by `/`; and its categories. */
  readonly folders: readonly string[]
  /** What it was called and where it stood in the service that wrote the list. */
  readonly id?: string
  readonly channel?: string
}

export type Opml = {
  readonly title: string | undefined
  readonly outlines: readonly Outline[]
  /** What of the list is no source, and why; one sentence each. */
  readonly left: readonly string[]
}

const VOCABULARY = toVocabulary({
  stream: 'opml head body outline',
  text: 'title datecreated datemodified ownername owneremail ownerid docs',
})

/** Reads a list of feeds; outlines that name none are its folders. @throws ParseError where it is no OPML */
export function parseOpml(bytes: Uint8Array, contentType?: string): Opml {
  const { text } = decodeBytes(bytes, contentType)
  const sniffed = sniff(text, undefined)
  if (sniffed.kind !== 'xml' || sniffed.root !== 'opml') throw new ParseError('The document is no OPML list of feeds.')
  return readOpml(text.slice(sniffed.start))
}

/** An outline, with what it lies in. `isSkipped`: commented out, or another reader's settings, with all that lies in it. */
type Open = { readonly folder: string; readonly isSkipped: boolean }

/** Reads a list of feeds from text that is known to be OPML. */
export function readOpml(text: string): Opml {
  let title: string | undefined
  const found: { readonly outline: Outline; readonly rank: number }[] = []
  const left: string[] = []
  const open: Open[] = []
  readXml(text, VOCABULARY, {
    open: ({ name, attributes }) => {
      if (name !== 'outline') return
      const isSkipped = open.at(-1)?.isSkipped || isComment(attributes) || isForeignSettings(attributes)
      if (isForeignSettings(attributes)) left.push(`${toLabel(attributes)}: these are another reader’s settings.`)
      const outline = isSkipped ? undefined : toOutline(attributes, open)
      if (outline !== undefined) found.push({ outline, rank: Number(attributes.get('ara:rank') ?? found.length) })
      const missing = isSkipped || outline !== undefined ? undefined : toMissing(attributes)
      if (missing !== undefined) left.push(`${toLabel(attributes)}: it ${missing}.`)
      // A channel of the service that wrote the list is no folder.
      const isFolder = outline === undefined && !attributes.has('ara:channel')
      open.push({ folder: isFolder ? toOutlineTitle(attributes) : '', isSkipped })
    },
    close: ({ name }) => {
      if (name === 'outline') open.pop()
    },
    take: (element, parent) => {
      if (element.name === 'title' && parent?.name === 'head') title ??= element.text.trim() || undefined
    },
  })
  const outlines = found.toSorted((a, b) => a.rank - b.rank).map(({ outline }) => outline)
  return { title, outlines: mergeOutlines(outlines, left), left }
}

/** What is commented out is so with all that lies in it (OPML 2.0, "What is an <outline>?"). */
function isComment(attributes: OutlineAttributes): boolean {
  return attributes.get('iscomment')?.trim().toLowerCase() === 'true'
}

function toOutline(attributes: OutlineAttributes, open: readonly Open[]): Outline | undefined {
  const xmlUrl = toAddress(attributes)
  if (xmlUrl === undefined) return undefined
  const folder = toFolderPath(open.map((one) => one.folder))
  const folders = [...new Set([...(folder === '' ? [] : [folder]), ...toCategories(attributes)])]
  const named = { htmlUrl: 'htmlurl', id: 'ara:id', channel: 'ara:channel' }
  const names = Object.entries(named).flatMap(([name, attribute]) => {
    const value = attributes.get(attribute)?.trim()
    return value ? [[name, value]] : []
  })
  // Of a list of our own the text may be what the feed calls itself.
  const title = attributes.has('ara:id') ? (attributes.get('title')?.trim() ?? '') : toOutlineTitle(attributes)
  return { title, xmlUrl, ...Object.fromEntries(names), folders, ...readSettings(attributes) }
}

/** A feed that lies in several folders is listed in each (Feedly, Feedbin). */
function mergeOutlines(outlines: readonly Outline[], left: string[]): Outline[] {
  const merged = new Map<string, Outline>()
  for (const outline of outlines) {
    const key = (URL.parse(outline.xmlUrl)?.href ?? outline.xmlUrl).replace(/\/$/, '')
    const first = merged.get(key)
    if (first !== undefined && !isInOtherFolder(first, outline)) left.push(toTwice(first, outline))
    merged.set(
      key,
      first === undefined ? outline : { ...first, folders: [...new Set([...first.folders, ...outline.folders])] },
    )
  }
  return [...merged.values()]
}

function isInOtherFolder(first: Outline, { folders, options }: Outline): boolean {
  return folders.some((one) => !first.folders.includes(one)) && isSame(options, first.options)
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function toTwice(first: Outline, { title, xmlUrl, options }: Outline): string {
  const what = isSame(first.options, options) ? '' : ' with other settings; the first were taken'
  const address = toShownAddress(xmlUrl)
  return `${title || address}: ${address} is in the list twice${what}.`
}
