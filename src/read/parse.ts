/**
 * Bytes of any format to what they say. Promises: every document that holds items yields them, however broken it is;
 * a document that holds none is one ParseError with a sentence a person understands; time and memory are linear;
 * nothing but the document is looked at.
 */
import { ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { toBoundedFeed } from '../model/feed.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import { finish, finishCalmly, readLanguage, type Steps } from './builder.ts'
import { parseFeed } from './feed/feed.ts'
import { parseJsonDocument } from './json/document.ts'
import { isJsonFeed, parseJsonFeed } from './json/json.ts'
import { readOpml } from './opml/opml.ts'
import { parseSitemap } from './sitemap.ts'
import { isExport, sniff } from './sniff.ts'
import { isMarkdown, parseStory } from './story.ts'
import { decodeBytes } from './text/text.ts'
import { hasWrittenLetters, repairValue } from './text/written.ts'
import { isWordPress, parseWordPress } from './wordpress/wordpress.ts'
import { parseWxr } from './wordpress/wxr/wxr.ts'

/**
 * Reads a document: RSS and Atom of any version, JSON Feed, WordPress's REST and export, a sitemap;
 * ARA story text where it is none of them.
 * `origin` is what HTTP said of it. Items stand in the document's order; times are milliseconds since 1970.
 * @throws ParseError where the document is no such thing
 */
export function parse(bytes: Uint8Array, origin: DocumentOrigin = {}): ParsedFeed {
  return finish(parseInSteps(bytes, origin))
}

/** As `parse`, and lets other work go on in between: a large feed takes a fifth of a second. @throws ParseError */
export function parseCalmly(
  bytes: Uint8Array,
  origin: DocumentOrigin,
  pause: () => Promise<void>,
): Promise<ParsedFeed> {
  return finishCalmly(parseInSteps(bytes, origin), pause)
}

function* parseInSteps(bytes: Uint8Array, origin: DocumentOrigin): Steps<ParsedFeed> {
  const { text, warnings } = decodeBytes(bytes, origin.contentType)
  yield
  const read = yield* parseText(text, origin)
  const feed = hasWrittenLetters(text) ? yield* repairInSteps(read) : read
  const language = feed.language ?? readLanguage(origin.contentLanguage)
  const whole = { ...feed, ...(language ? { language } : {}), warnings: [...warnings, ...feed.warnings] }
  return yield* toBoundedFeed(whole)
}

/** Letters that were read wrongly before they were written as references, which only the values show. */
function* repairInSteps({ items, ...feed }: ParsedFeed): Steps<ParsedFeed> {
  const repaired: ParsedItem[] = []
  for (const item of items) {
    repaired.push(repairValue(item))
    if (repaired.length % 100 === 0) yield
  }
  return { ...repairValue(feed), items: repaired }
}

function* parseText(text: string, origin: DocumentOrigin): Steps<ParsedFeed> {
  const sniffed = sniff(text, origin.contentType)
  // Markdown may begin with a bracket or a tag.
  if (isMarkdown(origin.contentType ?? '') && sniffed.kind !== 'empty' && sniffed.kind !== 'binary')
    return parseStory(text, origin)
  switch (sniffed.kind) {
    case 'empty':
      throw new ParseError('The document is empty.')
    case 'binary':
      throw new ParseError('The document is not text.')
    case 'html':
      throw new ParseError('The address answered an HTML page, not a feed.')
    case 'json':
      return parseJson(text, origin)
    case 'xml':
      return yield* parseXml(text.slice(sniffed.start), sniffed.root, origin)
    case 'text':
      return parsePlain(text, origin)
  }
}

function* parseXml(text: string, root: string, origin: DocumentOrigin): Steps<ParsedFeed> {
  switch (root) {
    case 'rss':
      return isExport(text) ? parseWxr(text, origin) : yield* parseFeed(text, origin)
    case 'feed':
    case 'rdf':
    case 'channel':
      return yield* parseFeed(text, origin)
    case 'entry':
      return toEntry(yield* parseFeed(text, origin))
    case 'urlset':
    case 'sitemapindex':
      return parseSitemap(text, origin)
    case 'opml':
      throw new ParseError(`The document is an OPML list of ${readOpml(text).outlines.length} feeds, not a feed.`)
    default:
      throw new ParseError(`The document is XML, but no feed: its first element is "${root.slice(0, 60)}".`)
  }
}

/** One story and no feed (RFC 4287 section 2): nothing else will ever stand in it. */
function toEntry(feed: ParsedFeed): ParsedFeed {
  return feed.items.length > 1 ? feed : { ...feed, lone: true }
}

function parseJson(text: string, origin: DocumentOrigin): ParsedFeed {
  const { value, fault, isWhole } = parseJsonDocument(text)
  const warnings = fault === undefined ? [] : [`The document is not valid JSON: ${fault}`]
  const feed = parseJsonValue(value, origin)
  return { ...feed, ...(isWhole ? {} : { cut: true }), warnings: [...warnings, ...feed.warnings] }
}

function parseJsonValue(value: unknown, origin: DocumentOrigin): ParsedFeed {
  if (isJsonFeed(value)) return parseJsonFeed(value, origin)
  if (isWordPress(value)) return parseWordPress(value, origin)
  throw new ParseError('The document is JSON, but no JSON Feed: it has no list named "items".')
}

/** Text is a story where the server says text or nobody says anything; else the server failed to give a feed. */
function parsePlain(text: string, origin: DocumentOrigin): ParsedFeed {
  const type = origin.contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === '' || type === 'text/plain' || type === 'text/markdown' || type === 'application/octet-stream') {
    return parseStory(text, origin)
  }
  const start = text.trim().slice(0, 60).replace(/\s+/g, ' ')
  throw new ParseError(`The address answered plain text ("${start}"), not a feed.`)
}
