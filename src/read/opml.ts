/** OPML 1.0 and 2.0: lists of feeds. */
import { ParseError } from '../errors.ts'
import { sniff } from './sniff.ts'
import { decodeBytes } from './text/text.ts'
import type { XmlElement } from './xml/namespace.ts'
import { toVocabulary } from './xml/vocabulary.ts'
import { readXml } from './xml/xml.ts'

export type Outline = {
  readonly title: string
  /** The feed's address. */
  readonly xmlUrl: string
  /** The site's address. */
  readonly htmlUrl?: string
  /** The folders it lies in, outermost first, joined by `/`; else what its `category` says. */
  readonly category?: string
}

type Opml = { readonly title: string | undefined; readonly outlines: readonly Outline[] }

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

/** Reads a list of feeds from text that is known to be OPML. */
export function readOpml(text: string): Opml {
  let title: string | undefined
  const outlines: Outline[] = []
  const folders: string[] = []
  let commented = 0
  readXml(text, VOCABULARY, {
    open: (element) => {
      if (element.name !== 'outline') return
      // What is commented out is so with all that lies in it (OPML 2.0, "What is an <outline>?").
      if (commented > 0 || element.attributes.get('iscomment')?.trim().toLowerCase() === 'true') commented++
      const outline = commented > 0 ? undefined : toOutline(element, folders)
      if (outline) outlines.push(outline)
      folders.push(outline ? '' : toTitle(element))
    },
    close: (element) => {
      if (element.name !== 'outline') return
      folders.pop()
      if (commented > 0) commented--
    },
    take: (element, parent) => {
      if (element.name === 'title' && parent?.name === 'head') title ??= element.text.trim() || undefined
    },
  })
  return { title, outlines }
}

/** `feed://example.org/` and `feed:https://example.org/`, which made browsers open a reader. */
const FEED_SCHEME = /^feed:(?=https?:)|^feed:(\/\/)/i

function toTitle({ attributes }: XmlElement): string {
  return (attributes.get('title') ?? attributes.get('text') ?? '').replace(/\s+/g, ' ').trim()
}

function toOutline(element: XmlElement, folders: readonly string[]): Outline | undefined {
  const { attributes } = element
  // OPML 1.0 lists say `xmlurl`, or `url` beside type="rss".
  const feed = attributes.get('type')?.toLowerCase() === 'rss' ? attributes.get('url') : undefined
  const xmlUrl = (attributes.get('xmlurl') ?? feed)
    ?.trim()
    .replace(FEED_SCHEME, (_, slashes) => (slashes ? 'http://' : ''))
  if (!xmlUrl) return undefined
  const htmlUrl = attributes.get('htmlurl')?.trim()
  const folder = folders.filter((name) => name !== '').join('/')
  const category = folder || attributes.get('category')?.trim()
  return { title: toTitle(element), xmlUrl, ...(htmlUrl ? { htmlUrl } : {}), ...(category ? { category } : {}) }
}
