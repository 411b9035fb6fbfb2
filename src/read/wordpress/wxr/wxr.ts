/**
 * WXR, WordPress's export: RSS whose items are posts, pictures, drafts, menus and more.
 * Only what was public is read: published posts with their approved comments; no private or passworded posts, revisions
 * or pages, no e-mail or IP address, and drafts only for who asks for them. It is read in two passes, since authors, pictures and names of posts
 * stand anywhere in it; what has to be remembered in between is the caller's to keep, so that memory need not grow.
 */

import type { DocumentOrigin } from '../../../model/document.ts'
import type { ParsedFeed, ParsedItem, ReceivedContext } from '../../../model/model.ts'
import { type OldName, toSiteFolders } from '../../../model/old-name.ts'
import { finish } from '../../../steps.ts'
import { readLanguage } from '../../builder.ts'
import { parseFeed } from '../../feed/feed.ts'
import { toMarkup } from '../../xml/entity.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { FEED_VOCABULARY, toVocabulary, type Vocabulary } from '../../xml/vocabulary.ts'
import { readXml } from '../../xml/xml.ts'
import { toLeftOut, toWithheldWarnings } from '../left-out.ts'
import { isWaiting } from '../waiting.ts'
import { readChild } from './fields.ts'
import { readFile } from './file.ts'
import { isWaitingPost, type LeftItem, readLeftBlocks, readLeftItem } from './left-out.ts'
import { newMemory, type WxrMemory } from './memory.ts'
import { readTerm, TERM_ELEMENTS } from './names.ts'
import { type People, readGuest, readUser } from './people.ts'
import { readPost, readWaiting } from './post.ts'
import { newWxrSplitter, type WxrRecord } from './records.ts'
import { readLeftReplies } from './replies.ts'

/** Types of posts that are stories where nobody asks for others. */
export const STORY_TYPES: readonly string[] = ['post']

/** Which posts are read. */
export type WxrChoice = {
  readonly types: readonly string[]
  /** Those that are to be public some time, too (`../waiting.ts`). */
  readonly drafts?: boolean
}

export type WxrReader = {
  /** First pass, over every record. Whether it looks like a post that will be read: for counting. */
  readonly survey: (record: WxrRecord) => boolean
  /** Second pass: what a record holds. */
  readonly read: (record: WxrRecord) => WxrContents
  /** What holds for all posts. */
  readonly context: () => ReceivedContext
}

/** What a record holds; nothing where it broke off, since its status or password may be in the part that is missing. */
export type WxrContents = {
  readonly item?: ParsedItem
  /** What authors and terms are called in addresses, each once in an export. */
  readonly names: readonly OldName[]
  /** A post that is not public: its headline, and why. */
  readonly withheld?: { readonly title: string; readonly word: string }
  /** What does not come along, in a word each. */
  readonly left: readonly string[]
}

const NOTHING: WxrContents = { names: [], left: [] }

const VOCABULARY: Vocabulary = new Map([
  ...FEED_VOCABULARY,
  ...toVocabulary({
    text: `wp:comment_author wp:comment_author_url wp:comment_date wp:comment_date_gmt wp:comment_content
      wp:comment_parent wp:menu_order wp:is_sticky wp:author_id wp:term_id wp:category_nicename wp:category_parent
      wp:cat_name wp:tag_slug wp:tag_name wp:term_taxonomy wp:term_slug wp:term_parent wp:term_name`,
  }),
])

const SECTION = '<![CDATA['
const TYPE = /<wp:post_type>\s*(?:<!\[CDATA\[\s*)?([\w-]{1,60})/
const POST_ID = /<wp:post_id>\s*(?:<!\[CDATA\[\s*)?(\d{1,15})/
const POST_NAME = /<wp:post_name>\s*(?:<!\[CDATA\[\s*)?([^\s<\]]{1,400})/
const LEAD = /\b_thumbnail_id(?:\]\]>)?\s*<\/wp:meta_key>\s*<wp:meta_value>\s*(?:<!\[CDATA\[\s*)?(\d{1,15})/
/** WordPress.com and some versions write the longer one. */
const USERS: ReadonlySet<string> = new Set(['wp:author', 'wp:wp_author'])
const FACTS: ReadonlySet<string> = new Set(['wp:base_blog_url', 'wp:base_site_url', 'link', 'language'])
/** Guests of the Co-Authors plug-in stand among the items. */
const GUEST = 'guest-author'

/** Reads the records of one export; `root` answers the start tags around them. */
export function newWxrReader(
  root: () => string,
  memory: WxrMemory,
  { types, drafts = false }: WxrChoice = { types: STORY_TYPES },
): WxrReader {
  const people: People = new Map()
  const facts = new Map<string, string>()
  const users: OldName[] = []
  const isNew = newSieve()
  const toElement = (record: WxrRecord) => toRecordElement(root() + record.text, record.name)
  const site = () => facts.get('wp:base_blog_url') ?? facts.get('link') ?? facts.get('wp:base_site_url')
  const readItem = (element: XmlElement): WxrContents => {
    // Nobody is to learn from the names of authors and terms what a draft is about.
    if (drafts && isWaitingPost(element, types)) {
      return { ...NOTHING, item: readWaiting(element, { people, site: site(), memory }) }
    }
    const left = readLeftItem(element, types)
    const isOfStory = left?.word === GUEST || (left?.word === 'attachment' && isShown(element, memory))
    if (left !== undefined) return { ...NOTHING, left: isOfStory ? [] : [left.word], ...toWithheldPost(left) }
    const { item, names } = readPost(element, { people, site: site(), memory })
    return {
      item,
      names: [...toSiteFolders(site()), ...names].filter(isNew),
      left: [...readLeftReplies(element), ...readLeftBlocks(element)],
    }
  }
  return {
    survey: (record) => {
      if (record.name === 'item') return surveyItem(record, toElement, { memory, people, types, drafts })
      const element = FACTS.has(record.name) || USERS.has(record.name) ? toElement(record) : undefined
      if (element && USERS.has(element.name)) users.push(...readUser(element, people))
      else if (element?.text.trim() && !facts.has(element.name)) facts.set(element.name, element.text.trim())
      return false
    },
    read: (record) => {
      if (record.cut || record.oversized) return NOTHING
      const element = record.name === 'item' || TERM_ELEMENTS.includes(record.name) ? toElement(record) : undefined
      if (element === undefined) return { ...NOTHING, names: users.splice(0).filter(isNew) }
      if (record.name !== 'item') return { ...NOTHING, names: readTerm(element, site()).filter(isNew) }
      return readItem(element)
    },
    context: () => {
      const [base, language] = [site(), readLanguage(facts.get('language'))]
      return { ...(base ? { base } : {}), ofItem: true, ...(language ? { language } : {}) }
    },
  }
}

/** Whether a name comes for the first time. */
function newSieve(): (name: OldName) => boolean {
  const known = new Set<string>()
  return ({ taxonomy, name }) => known.size < known.add(JSON.stringify([taxonomy, name])).size
}

function toWithheldPost({ word, title }: LeftItem): Pick<WxrContents, 'withheld'> {
  return title === undefined ? {} : { withheld: { word, title } }
}

/** Whether a story of the export shows the file: it was uploaded to one, or is its main picture. */
function isShown(element: XmlElement, { claim }: WxrMemory): boolean {
  const [id, parent] = [readChild(element, 'wp:post_id'), readChild(element, 'wp:post_parent') ?? '0']
  return (parent !== '0' && !claim(toPostClaim(parent), '')) || !claim(`#${id}`, '')
}

/** Under this name a post that is read claims its number. */
function toPostClaim(id: string): string {
  return `?p=${id}`
}

type Survey = Required<WxrChoice> & { readonly memory: WxrMemory; readonly people: People }

/** Most items are told by a few marks of their text, which is much faster than to read them twice. */
function surveyItem(
  record: WxrRecord,
  toElement: (record: WxrRecord) => XmlElement | undefined,
  { memory, people, types, drafts }: Survey,
): boolean {
  const type = TYPE.exec(record.text)?.[1] ?? 'post'
  if (type === 'attachment' || type === GUEST) {
    const element = toElement(record)
    const file = type === 'attachment' && element ? readFile(element) : undefined
    if (file) memory.rememberFile(file)
    else if (element && type === GUEST) readGuest(element, people)
  }
  if (!types.includes(type)) return false
  const status = toStatus(record.text)
  const isRead = status === 'publish' || (drafts && isWaiting(status, false))
  if (!isRead || LOCKED.test(record.text)) return false
  const [id, name] = [POST_ID.exec(record.text)?.[1], POST_NAME.exec(record.text)?.[1]]
  if (id) memory.claim(toPostClaim(id), id)
  // What waits takes no name from what is public.
  if (status !== 'publish') return true
  if (id && name && type === 'post') memory.claim(name.toLowerCase(), id)
  const lead = LEAD.exec(record.text)?.[1]
  if (id && lead) memory.claim(`#${lead}`, id)
  return true
}

const STATUS = /<wp:status>\s*(?:<!\[CDATA\[\s*)?([\w-]{1,60})/
const LOCKED = /<wp:post_password>\s*(?:<!\[CDATA\[\s*)?[^\s<\]]/

function toStatus(text: string): string {
  return STATUS.exec(text)?.[1] ?? 'publish'
}

function toRecordElement(text: string, name: string): XmlElement | undefined {
  let found: XmlElement | undefined
  readXml(toPlainSections(text), VOCABULARY, {
    take: (element) => {
      if (element.name === name.toLowerCase()) found ??= element
    },
  })
  return found
}

/**
 * Writes CDATA sections that quote the beginning of one as escaped text. The reader takes those for sections without an
 * end, as it should in feeds; here a reader's comment must not be able to end the element it stands in.
 */
function toPlainSections(text: string): string {
  let plain = ''
  let from = 0
  for (let open = text.indexOf(SECTION); open >= 0; open = text.indexOf(SECTION, from)) {
    const start = open + SECTION.length
    const end = text.indexOf(']]>', start)
    if (end < 0) break
    const section = text.slice(start, end)
    plain += section.includes(SECTION)
      ? text.slice(from, open) + toMarkup(section)
      : text.slice(from, end + ']]>'.length)
    from = end + ']]>'.length
  }
  return plain + text.slice(from)
}

/** Reads an export that is in memory as a whole. */
export function parseWxr(text: string, origin: DocumentOrigin): ParsedFeed {
  const { root, records } = toRecords(text)
  const reader = newWxrReader(() => root, newMemory())
  for (const record of records) reader.survey(record)
  const head = records.filter(({ name }) => name !== 'item' && !name.startsWith('wp:'))
  const feed = finish(parseFeed(`${root}${head.map((one) => one.text).join('')}</channel></rss>`, origin))
  const contents = records.map(reader.read)
  const items = contents.flatMap(({ item }) => item ?? [])
  const withheld = contents.flatMap((one) => one.withheld?.word ?? [])
  const warnings = [...toWarnings(records), ...toWithheldWarnings(withheld)]
  const [names, leftOut] = [contents.flatMap((one) => one.names), toLeftOut(contents.flatMap(({ left }) => left))]
  const { base } = reader.context()
  const site = feed.homeUrl ?? base
  return { ...feed, format: 'wxr', ...(site === undefined ? {} : { homeUrl: site }), items, names, leftOut, warnings }
}

function toRecords(text: string): { root: string; records: WxrRecord[] } {
  const splitter = newWxrSplitter()
  const records = [...splitter.push(text), ...splitter.end()]
  return { root: splitter.root(), records }
}

function toWarnings(records: readonly WxrRecord[]): string[] {
  return [
    ...(records.some(({ cut }) => cut) ? ['The export breaks off in the middle of an item, which was left out.'] : []),
    ...(records.some(({ oversized }) => oversized) ? ['An item larger than 16 MiB was left out.'] : []),
  ]
}
