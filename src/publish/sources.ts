/**
 * The sources as a list that this service and other readers import (OPML 2.0): channels, in them the editor's folders,
 * and each source's settings in a namespace of ours. Promises: it says all that can be said of a source, and no secret:
 * of a login only the name of its variable. A header's text is none: what is secret is named there too.
 */
import * as v from 'valibot'
import type { Channel, Source } from '../model/model.ts'
import { sourceOptions } from '../model/settings.ts'
import { type Attributes, element, renderXmlDocument, textElement, writeXml } from './safe.ts'

/** `name`: what it is called where it has no title of its own. */
type ListedSource = { readonly source: Source; readonly name?: string; readonly paused: boolean }

type List = { readonly title: string; readonly channels: readonly Channel[]; readonly sources: readonly ListedSource[] }

/** @param sources in order of rank */
export function renderSources(title: string, channels: readonly Channel[], sources: readonly ListedSource[]): string {
  return writeXml({ title, channels, sources }, renderList)
}

/** A list that anybody may import needs a name that nobody else gives. */
const NAMESPACE = 'urn:ara-feeds:sources'

function renderList({ title, channels, sources }: List): string {
  const outlines = channels.map((channel) => renderChannel(channel, sources))
  const head = textElement('title', title) + textElement('docs', 'http://opml.org/spec2.opml')
  const body = element('head', {}, head) + element('body', {}, outlines.join(''))
  return renderXmlDocument(element('opml', { version: '2.0', 'xmlns:ara': NAMESPACE }, body))
}

function renderChannel({ id, title }: Channel, sources: readonly ListedSource[]): string {
  const folder = newFolder()
  for (const [rank, one] of sources.entries()) {
    if (one.source.channel !== id) continue
    const path = one.source.tags?.[0]?.split('/') ?? []
    findFolder(folder, path).outlines.push(element('outline', toAttributes(one, rank)))
  }
  return element('outline', { text: title, title, 'ara:channel': id }, renderFolder(folder))
}

type Folder = { readonly outlines: string[]; readonly folders: Map<string, Folder> }

function newFolder(): Folder {
  return { outlines: [], folders: new Map() }
}

function findFolder(folder: Folder, path: readonly string[]): Folder {
  const [name, ...rest] = path
  if (name === undefined) return folder
  const inner = folder.folders.get(name) ?? newFolder()
  folder.folders.set(name, inner)
  return findFolder(inner, rest)
}

function renderFolder({ outlines, folders }: Folder): string {
  const inner = [...folders].map(([name, one]) => element('outline', { text: name, title: name }, renderFolder(one)))
  return outlines.join('') + inner.join('')
}

function toAttributes({ source, name, paused }: ListedSource, rank: number): Attributes {
  const { id, channel, title, tags = [], page, json } = source
  const { address, hasLogin } = withoutLogin(source.url)
  const categories = tags.filter((tag) => !tag.includes(',')).map((tag) => `/${tag}`)
  return {
    // `rss` stands for any feed format in OPML.
    type: page !== undefined ? 'page' : json !== undefined ? 'json' : 'rss',
    text: title ?? name ?? address,
    title,
    xmlUrl: address,
    htmlUrl: page === undefined ? URL.parse('/', address)?.href : address,
    category: categories.length === 0 ? undefined : categories.join(','),
    'ara:id': id,
    'ara:channel': channel,
    'ara:rank': rank,
    'ara:paused': paused ? 'true' : undefined,
    'ara:login': hasLogin ? 'withheld' : undefined,
    ...toSettings(source),
  }
}

/** Each as text, or as JSON where it is none. What a channel's file says of it and nobody could add is no setting. */
function toSettings(source: Source): Attributes {
  const settings = Object.entries(sourceOptions).flatMap(([name, schema]): [string, string][] => {
    const value = source[name as keyof typeof sourceOptions]
    if (name === 'title' || value === undefined || !v.is(schema as v.GenericSchema, value)) return []
    return [[`ara:${name}`, typeof value === 'string' ? value : JSON.stringify(value)]]
  })
  return Object.fromEntries(settings)
}

function withoutLogin(url: string): { readonly address: string; readonly hasLogin: boolean } {
  const parsed = URL.parse(url)
  if (parsed === null || (parsed.username === '' && parsed.password === '')) return { address: url, hasLogin: false }
  parsed.username = ''
  parsed.password = ''
  return { address: parsed.href, hasLogin: true }
}
