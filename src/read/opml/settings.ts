/**
 * What an outline says of a source besides where it is: in this service's own words, and in those of other readers, as
 * far as the same can be said here. Promises: what is not taken over is named, and no value that may be a secret is.
 */
import * as v from 'valibot'
import { ParseError } from '../../errors.ts'
import { pageSelectors, type SourceOptions, sourceOptions } from '../../model/settings.ts'
import type { OutlineAttributes } from './outline.ts'
import { toSelector } from './xpath.ts'

export type Settings = {
  readonly options: SourceOptions
  readonly paused: boolean
  /** What could not be taken over, and why: parts of a sentence. */
  readonly lost: readonly string[]
  /** Why it can't be a source here at all. */
  readonly refused?: string
}

/** @param type of the outline */
export function readSettings(attributes: OutlineAttributes): Settings {
  const lost: string[] = []
  const refused = toRefusal(attributes)
  const options = { ...readFreshRss(attributes, lost), ...readOthers(attributes, lost), ...readOwn(attributes, lost) }
  const isMuted = Number(attributes.get('frss:ttl') ?? 0) < 0
  const paused = isMuted || attributes.get('ara:paused') === 'true'
  return { options, paused, lost, ...(refused === undefined ? {} : { refused }) }
}

// Our own: a member of a source as text, or as JSON where it is none.

const OPTIONS: ReadonlyMap<string, [string, v.GenericSchema]> = new Map(
  Object.entries(sourceOptions).map(([name, schema]) => [name.toLowerCase(), [name, schema as v.GenericSchema]]),
)
/** What is said of a source in the list besides its options. */
const BESIDE = ['id', 'channel', 'rank', 'paused', 'login']

function readOwn(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const read: Record<string, unknown> = {}
  for (const [attribute, text] of attributes) {
    const name = attribute.startsWith('ara:') ? attribute.slice(4) : undefined
    if (name === undefined || BESIDE.includes(name)) continue
    const [member, value] = readMember(name, text) ?? []
    if (member === undefined) lost.push(`${attribute}, which makes no sense here`)
    else read[member] = value
  }
  if (attributes.get('ara:login') === 'withheld') lost.push('the login in its address, which no list carries')
  return read as SourceOptions
}

/** The member of a source, and its value; undefined where it is none. */
function readMember(name: string, text: string): [string, unknown] | undefined {
  const [member, schema] = OPTIONS.get(name) ?? []
  if (member === undefined || schema === undefined) return undefined
  const value = [text, parseValue(text)].find((one) => v.is(schema, one))
  return value === undefined ? undefined : [member, value]
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

// FreshRSS (docs/en/developers/OPML.md of FreshRSS).

/** Kinds of sources that are no feeds. */
const PAGE_TYPE = 'html+xpath'
const OTHER_TYPES: Readonly<Record<string, string>> = {
  'xml+xpath': 'XML is not read by paths here',
  'json+dotnotation': 'JSON is not read by paths here',
  'json+dotpath': 'JSON is not read by paths here',
  'html+xpath+json+dotnotation': 'JSON within a page is not read here',
}

/** Each part of an item: the member of `page`, and the attributes that are looked for there. */
const PARTS: Readonly<Record<string, readonly [member: string, attributes: RegExp]>> = {
  title: ['title', /^content$/],
  content: ['summary', /^$/],
  uri: ['link', /^href$/],
  author: ['author', /^content$/],
  timestamp: ['date', /^(?:datetime|content|data-datetime|title)$/],
  thumbnail: ['picture', /^(?:src|srcset|style|data-.*)$/],
  categories: ['tags', /^content$/],
}
const PART = 'frss:xpathitem'

const ITS_OWN_PACE = 'a source is asked as often as it publishes'
const BY_NAME = 'secrets are given by the name of a variable'
const NOTHING_LIKE_IT = 'which nothing is like here'

/** OutlineAttributes of FreshRSS that are not taken over, and why; `usual`: what says the same as nothing. */
const LEFT: readonly { readonly name: string; readonly usual?: RegExp; readonly reason?: string }[] = [
  { name: 'priority', usual: /^main$/ },
  { name: 'unicityCriteria', usual: /^id$/ },
  { name: 'unicityCriteriaForced', usual: /^(?:false|0)$/ },
  { name: 'ttl', usual: /^-/, reason: ITS_OWN_PACE },
  { name: 'filtersActionRead', reason: 'nothing is marked as read here; `block` leaves items out' },
  { name: 'xPathItemUid', reason: 'items of a page are told apart by their addresses' },
  { name: 'xPathItemTimeFormat', reason: 'dates are read as they are written' },
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
  /^frss:(?:xpathitem(?:title|content|uri|author|timestamp|thumbnail|categories)?|css.*|json.*|xpathtojson|opmlurl)$/

function toRefusal(attributes: OutlineAttributes): string | undefined {
  const type = attributes.get('type')?.trim().toLowerCase() ?? ''
  if (attributes.get('ara:page') !== undefined) return undefined
  if (OTHER_TYPES[type] !== undefined) return `its kind is ${attributes.get('type')?.trim()}: ${OTHER_TYPES[type]}`
  if (type !== PAGE_TYPE) return undefined
  const item = attributes.get(PART) ?? ''
  const selector = tryPath(item, 'page')
  return typeof selector === 'string' ? toPathSentence('xPathItem', item, selector) : undefined
}

function toPathSentence(name: string, path: string, reason: string): string {
  return `its ${name}, ${path.slice(0, 200)}, can’t be said as a selector: ${reason}`
}

function readFreshRss(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const isPage = attributes.get('type')?.trim().toLowerCase() === PAGE_TYPE
  const page = isPage ? readPage(attributes, lost) : undefined
  const agent = readAgent(attributes)
  for (const [attribute, value] of attributes) {
    if (!attribute.startsWith('frss:') || TAKEN.test(attribute) || value.trim() === '') continue
    if (attribute === 'frss:curlopt_useragent' && agent !== undefined) continue
    const { name = attribute.slice(5), usual, reason = NOTHING_LIKE_IT } = LEFT_BY_NAME.get(attribute) ?? {}
    if (!usual?.test(value.trim())) lost.push(`${name}, ${reason}`)
  }
  return { ...(page === undefined ? {} : { page }), ...agent, ...readFullContent(attributes, lost) }
}

function readAgent(attributes: OutlineAttributes): SourceOptions | undefined {
  const [member, value] = readMember('useragent', attributes.get('frss:curlopt_useragent') ?? '') ?? []
  return member === undefined ? undefined : ({ [member]: value } as SourceOptions)
}

function readPage(attributes: OutlineAttributes, lost: string[]): SourceOptions['page'] {
  const item = tryPath(attributes.get(PART) ?? '', 'page')
  if (typeof item === 'string') return undefined
  const parts: Record<string, string> = { item: item.selector }
  for (const [name, [member, attributesThere]] of Object.entries(PARTS)) {
    const path = attributes.get(PART + name)?.trim() ?? ''
    if (path === '') continue
    const label = `xPathItem${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const found = Object.hasOwn(pageSelectors.entries, member)
      ? tryPath(path, name === 'categories' ? 'many' : 'one')
      : 'nothing is like it here'
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

// Others.

/** OutlineAttributes of other readers that ask for the whole text of the pages (Liferea, Miniflux). */
const WHOLE = ['html5extract', 'crawler']
const FOREIGN: Readonly<Record<string, string>> = {
  password: `its login: ${BY_NAME}`,
  filtercmd: 'filtercmd: no programs are run here',
  blocklistrules: 'blocklistRules: rules here are words, not patterns',
  keeplistrules: 'keeplistRules: rules here are words, not patterns',
  rewriterules: 'rewriteRules: nothing is like them here',
  urlrewriterules: 'urlRewriteRules: nothing is like them here',
}

function readOthers(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  for (const [name, sentence] of Object.entries(FOREIGN)) if (attributes.get(name)?.trim()) lost.push(sentence)
  const rules = attributes.get('scraperrules')?.trim() ?? ''
  const isWhole = rules !== '' || WHOLE.some((name) => /^(?:true|1)$/i.test(attributes.get(name)?.trim() ?? ''))
  const hasContent = rules !== '' && rules.length <= LONGEST
  return { ...(isWhole ? { fullText: true } : {}), ...(hasContent ? { article: { content: rules } } : {}) }
}
