/**
 * What FreshRSS says of a source (docs/en/developers/OPML.md of FreshRSS), as far as the same can be said here. Promises:
 * what can't is named with the reason, and never by its value where that may be a secret.
 */
import * as v from 'valibot'
import { ParseError } from '../../errors.ts'
import { type JsonPaths, jsonPaths, pageSelectors, type SourceOptions, sourceOptions } from '../../model/settings.ts'
import type { OutlineAttributes } from './outline.ts'
import { toSelector } from './xpath.ts'

/** Kinds of sources that are no feeds. */
const PAGE_TYPE = 'html+xpath'
const JSON_TYPES = ['json+dotnotation', 'json+dotpath', 'html+xpath+json+dotnotation']
const XML_TYPE = 'xml+xpath'

function toKind(attributes: OutlineAttributes): string {
  return attributes.get('type')?.trim().toLowerCase() ?? ''
}

/** Each part of an item: the member of `page`, and the attributes that are looked for there. */
const PARTS: Readonly<Record<string, readonly [member: string, attributes: RegExp]>> = {
  title: ['title', /^content$/],
  content: ['content', /^$/],
  uri: ['link', /^href$/],
  author: ['author', /^content$/],
  timestamp: ['date', /^(?:datetime|content|data-datetime|title)$/],
  thumbnail: ['picture', /^(?:src|srcset|style|data-.*)$/],
  categories: ['tags', /^content$/],
}
const PART = 'frss:xpathitem'

const ITS_OWN_PACE = 'a source is asked as often as it publishes'
export const BY_NAME = 'secrets are given by the name of a variable'
const NOTHING_LIKE_IT = 'which nothing is like here'

/** Attributes of FreshRSS that are not taken over, and why; `usual`: what says the same as nothing. */
const LEFT: readonly { readonly name: string; readonly usual?: RegExp; readonly reason?: string }[] = [
  { name: 'priority', usual: /^main$/ },
  { name: 'unicityCriteria', usual: /^id$/ },
  { name: 'unicityCriteriaForced', usual: /^(?:false|0)$/ },
  { name: 'ttl', usual: /^-/, reason: ITS_OWN_PACE },
  { name: 'filtersActionRead', reason: 'nothing is marked as read here; `block` leaves items out' },
  { name: 'xPathItemUid', reason: 'items of a page are told apart by their addresses' },
  { name: 'xPathItemTimeFormat', reason: 'dates are read as they are written' },
  { name: 'jsonItemTimeFormat', reason: 'dates are read as they are written' },
  { name: 'CURLOPT_COOKIE', reason: BY_NAME },
  { name: 'CURLOPT_COOKIEFILE' },
  { name: 'CURLOPT_FOLLOWLOCATION', usual: /^(?:true|1)$/ },
  { name: 'CURLOPT_HTTPHEADER', reason: BY_NAME },
  { name: 'CURLOPT_IPRESOLVE', usual: /^0$/ },
  { name: 'CURLOPT_MAXREDIRS' },
  { name: 'CURLOPT_POST', usual: /^(?:false|0)$/ },
  { name: 'CURLOPT_POSTFIELDS' },
  { name: 'CURLOPT_PROXY' },
  { name: 'CURLOPT_PROXYTYPE' },
  { name: 'CURLOPT_USERAGENT' },
]
const LEFT_BY_NAME = new Map(LEFT.map((one) => [`frss:${one.name.toLowerCase()}`, one]))

/** Names of FreshRSS that were taken over, or belong to a kind that is refused as a whole. */
const TAKEN =
  /^frss:(?:xpathitem(?:title|content|uri|author|timestamp|thumbnail|categories)?|css.*|jsonitem(?!timeformat).*|xpathtojson|opmlurl)$/

/** Why it can't be a source here at all. */
export function toUnreadable(attributes: OutlineAttributes): string | undefined {
  const kind = toKind(attributes)
  const name = `its kind is ${attributes.get('type')?.trim()}`
  if (kind === XML_TYPE) return `${name}: XML is not read by paths here`
  if (JSON_TYPES.includes(kind)) {
    const json = readJson(attributes, [])
    return typeof json === 'string' ? json : undefined
  }
  if (kind !== PAGE_TYPE) return undefined
  const item = attributes.get(PART) ?? ''
  const selector = tryPath(item, 'page')
  return typeof selector === 'string' ? toPathSentence('xPathItem', item, selector) : undefined
}

function toPathSentence(name: string, path: string, reason: string): string {
  return `its ${name}, ${path.slice(0, 200)}, can’t be said as a selector: ${reason}`
}

/** @param lost is told what could not be taken over */
export function readFreshRss(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const listing = readListing(attributes, lost)
  const agent = attributes.get(AGENT)?.trim()
  const userAgent = v.is(sourceOptions.userAgent, agent) ? agent : undefined
  for (const [attribute, value] of attributes) {
    if (!attribute.startsWith('frss:') || TAKEN.test(attribute) || value.trim() === '') continue
    if (attribute === AGENT && userAgent !== undefined) continue
    const { name = attribute.slice(5), usual, reason = NOTHING_LIKE_IT } = LEFT_BY_NAME.get(attribute) ?? {}
    if (!usual?.test(value.trim())) lost.push(`${name}, ${reason}`)
  }
  return {
    ...listing,
    ...(userAgent === undefined ? {} : { userAgent }),
    ...readFullContent(attributes, lost),
  }
}

const AGENT = 'frss:curlopt_useragent'

/** Where the items of what is no feed stand. */
function readListing(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const kind = toKind(attributes)
  const page = kind === PAGE_TYPE ? readPage(attributes, lost) : undefined
  const json = JSON_TYPES.includes(kind) ? readJson(attributes, lost) : undefined
  return { ...(page === undefined ? {} : { page }), ...(typeof json === 'object' ? { json } : {}) }
}

/** What stands where in JSON: FreshRSS's name, and ours. */
const JSON_PARTS = {
  Uid: 'id',
  Title: 'title',
  Uri: 'link',
  Content: 'content',
  Author: 'author',
  Timestamp: 'date',
  Thumbnail: 'picture',
  Categories: 'tags',
} as const

/** JSON by path, or why it can't be read so. */
function readJson(attributes: OutlineAttributes, lost: string[]): JsonPaths | string {
  const inside = attributes.get('frss:xpathtojson')?.trim()
  const place = inside ? tryPath(inside, 'page') : undefined
  if (typeof place === 'string') return toPathSentence('xPathToJson', inside ?? '', place)
  const items = attributes.get('frss:jsonitem')?.trim() || '$'
  const parts: Record<string, string> = { items, ...(place === undefined ? {} : { in: place.selector }) }
  if (!v.is(jsonPaths, parts)) return `its jsonItem, ${items.slice(0, 200)}, can’t be said as a path`
  for (const [theirs, ours] of Object.entries(JSON_PARTS)) {
    const path = attributes.get(`frss:jsonitem${theirs.toLowerCase()}`)?.trim()
    const template = path && toTemplate(path)
    if (v.is(jsonPaths.entries[ours], template)) parts[ours] = template
    else if (path) lost.push(`jsonItem${theirs}, ${path.slice(0, 200)}, which can’t be said as a path`)
  }
  return parts as JsonPaths
}

/** `'https://site.example/' & slug`: a text with paths in it; undefined where it has none. */
function toTemplate(path: string): string | undefined {
  if (!/["'&]/.test(path)) return path
  const parts = (path.match(/"[^"]*"|'[^']*'|[^&"']+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '')
  const isText = (part: string) => /^["']/.test(part)
  if (parts.every(isText)) return undefined
  return parts.map((part) => (isText(part) ? part.slice(1, -1) : `{${part}}`)).join('')
}

function readPage(attributes: OutlineAttributes, lost: string[]): SourceOptions['page'] {
  const item = tryPath(attributes.get(PART) ?? '', 'page')
  if (typeof item === 'string') return undefined
  const parts: Record<string, string> = { item: item.selector }
  for (const [name, [member, attributesThere]] of Object.entries(PARTS)) {
    const path = attributes.get(PART + name)?.trim() ?? ''
    if (path === '') continue
    const label = `xPathItem${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const found = tryPath(path, name === 'categories' ? 'many' : 'one')
    if (typeof found === 'string') lost.push(toPathSentence(label, path, found))
    else if (found.attribute !== undefined && !attributesThere.test(found.attribute)) {
      lost.push(toPathSentence(label, path, `${member} is not read off ${found.attribute}`))
    } else parts[member] = found.selector
  }
  return v.is(pageSelectors, parts) ? parts : undefined
}

/** The selector, or why there is none. */
function tryPath(path: string, scope: 'page' | 'one' | 'many') {
  try {
    return toSelector(path, scope)
  } catch (error) {
    if (error instanceof ParseError) return error.message
    throw error
  }
}

/** Longer than any selector may be. */
const LONGEST = 500

function readFullContent(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const content = attributes.get('frss:cssfullcontent')?.trim() ?? ''
  const filters = ['frss:csscontentfilter', 'frss:cssfullcontentfilter'].flatMap(
    (name) => attributes.get(name)?.trim() || [],
  )
  if (attributes.get('frss:cssfullcontentconditions')?.trim()) {
    lost.push('cssFullContentConditions: the full text is taken of every item or of none')
  }
  if (content === '') {
    if (filters.length > 0) lost.push('cssContentFilter: elements are removed from pages, not from what a feed says')
    return {}
  }
  if ([content, ...filters].some((selector) => selector.length > LONGEST)) {
    lost.push('cssFullContent: it is too long for a selector')
    return { fullText: true }
  }
  return { fullText: true, article: { content, ...(filters.length > 0 ? { remove: filters } : {}) } }
}
