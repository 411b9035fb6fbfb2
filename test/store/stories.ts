/** Items and arrivals for tests, written out as cleaning would make them. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Content, Identity, Index } from '../../src/model/content.ts'
import type { Edit, Sent } from '../../src/model/history.ts'
import type { Channel, Item } from '../../src/model/model.ts'
import { addLink } from '../../src/store/links/editing.ts'
import type { Link } from '../../src/store/links/links.ts'
import type { Arrival } from '../../src/store/saving/saving.ts'

export const NOW = Date.UTC(2016, 2, 10, 12)
export const DAY = 86_400_000

export const channel: Channel = {
  id: 'english',
  title: 'Example News',
  description: 'A channel for tests',
  language: 'en',
  tag: 'news.example,2013',
  hosts: ['news.example'],
  linkTo: 'permalink',
  sources: [
    { id: 'main', url: 'https://news.example/feed/' },
    { id: 'second', url: 'https://news.example/second/' },
  ],
}

export function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

export function identity(kind: Identity['kind'], value: string, scope = ''): Identity {
  return { kind, value, hash: hash(`${kind}|${scope}|${value}`) }
}

export type Story = Partial<Content> & {
  readonly guid?: string
  /** The source that the guid belongs to. */
  readonly scope?: string
  readonly slug?: string
  readonly file?: string
  readonly text?: string
}

/** An item with the identities that its facts give it: guid, address, text, file. */
export function story({ guid, scope = 'main', slug, file, text = 'A first paragraph.', ...facts }: Story): Item {
  const content: Content = { ...plain(text), ...facts }
  const identities = [
    ...(guid === undefined ? [] : [identity('guid', guid, scope)]),
    ...(content.url === undefined ? [] : [identity('address', content.url)]),
    identity('text', `${content.title} ${content.contentText.slice(0, 40)}`),
    ...(file === undefined ? [] : [identity('file', file)]),
  ]
  const names = { ...(guid === undefined ? {} : { guid }), ...(slug === undefined ? {} : { slug }) }
  return { identities, fingerprint: hash(JSON.stringify(content)), ...names, content, received: received(content) }
}

function plain(text: string): Content {
  return {
    title: 'A headline',
    summary: text,
    contentHtml: `<p>${text}</p>`,
    contentText: text,
    authors: [],
    contributors: [],
    categories: [],
    attachments: [],
    direction: 'ltr',
    places: [],
  }
}

function received(content: Content): Item['received'] {
  const item = { authors: [], categories: [], attachments: [], pictures: [] }
  return {
    item: { ...item, title: { value: content.title, type: 'text' } },
    context: { base: 'https://news.example/' },
  }
}

/** Lower-cased words; tags, authors and places under their lower-cased names; the main picture. */
export function toIndex(content: Content): Index {
  return {
    title: content.title.toLowerCase(),
    text: content.contentText.toLowerCase(),
    facets: [
      ...content.categories.map(({ name }) => ({ kind: 'tag' as const, value: name.toLowerCase(), label: name })),
      ...content.authors.map(({ name }) => ({ kind: 'author' as const, value: name.toLowerCase(), label: name })),
      ...content.places.map(({ name, slug }) => ({ kind: 'place' as const, value: slug, label: name })),
      ...(content.language ? [{ kind: 'lang' as const, value: content.language, label: content.language }] : []),
    ],
    pictures: content.image === undefined ? [] : [content.image.url],
  }
}

/** The editor's fields over the source's, and a summary that is the text unless it was set. */
export function layOver({ content }: Sent, edit: Edit): Content {
  const { summary, language, direction, ...fields } = edit
  const shown = { ...content, ...fields, ...(language ? { language } : {}), ...(direction ? { direction } : {}) }
  return { ...shown, summary: summary ?? shown.contentText }
}

/** A link that is known to get its name. */
export async function nameLink(...given: Parameters<typeof addLink>): Promise<Link> {
  const { link } = await addLink(...given)
  if (link === undefined) throw new Error(`The name ${given[1]} is reserved.`)
  return link
}

/** A poll of the source `main`, unless something else is said. */
export function arrival(changes: Partial<Arrival> = {}): Arrival {
  const ranks = { main: 0, second: 1, import: 1.5, stranger: 9 }
  return { channel, owner: 'main', source: 'main', ranks, mode: 'live', now: NOW, toIndex, layOver, ...changes }
}

/** What a file or a post arrives as: nothing is named on the items. */
export function ownArrival(owner: 'archive' | 'import' | 'editor', changes: Partial<Arrival> = {}): Arrival {
  const { source, ...rest } = arrival({ owner, ...changes })
  return rest
}
