/**
 * WXR, WordPress's export: RSS whose items are posts, pictures, drafts, menus and more.
 * Only what was public is read: published posts with their approved comments; no drafts, private or passworded posts,
 * revisions or pages, no e-mail or IP address. It is read in two passes, since authors, pictures and names of posts
 * stand anywhere in it; what has to be remembered in between is the caller's to keep, so that memory need not grow.
 */
import type { Picture } from '../../../model/content.ts'
import type { DocumentOrigin } from '../../../model/document.ts'
import type { ParsedFeed, ParsedItem, ReceivedContext } from '../../../model/model.ts'
import { finish, readLanguage } from '../../builder.ts'
import { parseFeed } from '../../feed/feed.ts'
import { toMarkup } from '../../xml/entity.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { FEED_VOCABULARY, toVocabulary, type Vocabulary } from '../../xml/vocabulary.ts'
import { readXml } from '../../xml/xml.ts'
import { toWithheldWarnings } from '../post.ts'
import { readChild, readPicture, readPost, readWithheld, toAuthorName, type WxrMemory } from './post.ts'
import { newWxrSplitter, type WxrRecord } from './records.ts'

export type WxrReader = {
  /** First pass, over every record. Whether it looks like a post that will be read: for counting. */
  readonly survey: (record: WxrRecord) => boolean
  /** Second pass: a published post; undefined for everything else. */
  readonly read: (record: WxrRecord) => ParsedItem | undefined
  /** Second pass: a post that is not public, and why, in a word. */
  readonly withheld: (record: WxrRecord) => Withheld | undefined
  /** What holds for all posts. */
  readonly context: () => ReceivedContext
}

type Withheld = { readonly title: string; readonly word: string }

const VOCABULARY: Vocabulary = new Map([
  ...FEED_VOCABULARY,
  ...toVocabulary({
    text: `wp:comment_author wp:comment_author_url wp:comment_date wp:comment_date_gmt wp:comment_content
      wp:comment_parent wp:menu_order wp:is_sticky wp:author_id`,
  }),
])

const SECTION = '<![CDATA['
const TYPE = /<wp:post_type>\s*(?:<!\[CDATA\[\s*)?(post|attachment)\b/
const PUBLISHED = /<wp:status>\s*(?:<!\[CDATA\[\s*)?publish\b/
/** Marks of what may be a post that is not public; most items have none of them. */
const WITHHELD =
  /<wp:status>\s*(?:<!\[CDATA\[\s*)?(?:draft|future|pending|private)\b|<wp:post_password>\s*(?:<!\[CDATA\[\s*)?[^\s<\]]/
const POST_ID = /<wp:post_id>\s*(?:<!\[CDATA\[\s*)?(\d{1,15})/
const POST_NAME = /<wp:post_name>\s*(?:<!\[CDATA\[\s*)?([^\s<\]]{1,400})/

/** Reads the records of one export; `root` answers the start tags around them. */
export function newWxrReader(root: () => string, memory: WxrMemory): WxrReader {
  const authors = new Map<string, string>()
  const facts = new Map<string, string>()
  const toElement = (record: WxrRecord) => toRecordElement(root() + record.text, record.name)
  const site = () => facts.get('wp:base_blog_url') ?? facts.get('link') ?? facts.get('wp:base_site_url')
  return {
    survey: (record) => {
      if (record.name === 'item') return surveyItem(record, toElement, memory)
      const element = isFact(record.name) ? toElement(record) : undefined
      if (element) surveyFact(element, authors, facts)
      return false
    },
    read: (record) => {
      // What a cut item is can't be told: its status or password may be in the part that is missing.
      if (record.name !== 'item' || record.cut || record.oversized || isKnownOther(record.text)) return undefined
      const element = toElement(record)
      return element && readPost(element, { authors, site: site(), memory })
    },
    withheld: (record) => {
      if (record.name !== 'item' || record.cut || record.oversized || !WITHHELD.test(record.text)) return undefined
      const element = toElement(record)
      return element && readWithheld(element)
    },
    context: () => {
      const [base, language] = [site(), readLanguage(facts.get('language'))]
      return { ...(base ? { base } : {}), ofItem: true, ...(language ? { language } : {}) }
    },
  }
}

function isFact(name: string): boolean {
  return /^(?:wp:author|wp:base_blog_url|wp:base_site_url|link|language)$/.test(name)
}

function surveyFact(element: XmlElement, authors: Map<string, string>, facts: Map<string, string>): void {
  if (element.name !== 'wp:author') {
    if (element.text.trim() && !facts.has(element.name)) facts.set(element.name, element.text.trim())
    return
  }
  const login = readChild(element, 'wp:author_login')
  const name = toAuthorName(element)
  if (login && name) authors.set(login, name)
}

/** Most items are told by a few marks of their text, which is much faster than to read them twice. */
function surveyItem(
  record: WxrRecord,
  toElement: (record: WxrRecord) => XmlElement | undefined,
  memory: WxrMemory,
): boolean {
  const type = TYPE.exec(record.text)?.[1]
  if (type === 'attachment') {
    const element = toElement(record)
    const found = element && readPicture(element)
    if (found) memory.rememberPicture(found.id, found.picture)
    return false
  }
  if (isKnownOther(record.text)) return false
  const [id, name] = [POST_ID.exec(record.text)?.[1], POST_NAME.exec(record.text)?.[1]]
  if (id && name) memory.claim(name.toLowerCase(), id)
  return true
}

/** Marks that only say no; an item without them is read in whole before anything is decided. */
function isKnownOther(text: string): boolean {
  return text.includes('<wp:post_type>') && text.includes('<wp:status>') && !(TYPE.test(text) && PUBLISHED.test(text))
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
  const items = records.map(reader.read).filter((item) => item !== undefined)
  const withheld = records.map(reader.withheld).flatMap((one) => one?.word ?? [])
  const warnings = [...toWarnings(records), ...toWithheldWarnings(withheld)]
  const { base } = reader.context()
  const site = feed.homeUrl ?? base
  return { ...feed, format: 'wxr', ...(site === undefined ? {} : { homeUrl: site }), items, warnings }
}

function toRecords(text: string): { root: string; records: WxrRecord[] } {
  const splitter = newWxrSplitter()
  const records = [...splitter.push(text), ...splitter.end()]
  return { root: splitter.root(), records }
}

/** Remembers in plain maps. */
function newMemory(): WxrMemory {
  const pictures = new Map<number, Picture>()
  const names = new Map<string, string>()
  return {
    rememberPicture: (id, picture) => pictures.set(id, picture),
    findPicture: (id) => pictures.get(id),
    claim: (name, post) => {
      if (!names.has(name)) names.set(name, post)
      return names.get(name) === post
    },
  }
}

function toWarnings(records: readonly WxrRecord[]): string[] {
  return [
    ...(records.some(({ cut }) => cut) ? ['The export breaks off in the middle of an item, which was left out.'] : []),
    ...(records.some(({ oversized }) => oversized) ? ['An item larger than 16 MiB was left out.'] : []),
  ]
}
