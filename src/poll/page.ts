/** The feeds that an HTML page points to. */
import { Parser } from 'htmlparser2'

/** Pages are scanned this far; links in the head come early. */
const MOST_BYTES = 2 * 1024 * 1024
const MOST_LINKS = 200

/** Addresses of feeds, absolute; those that the page declares before those that only look like one. */
export type FeedLinks = { readonly declared: readonly string[]; readonly guessed: readonly string[] }

const FEED_TYPE = /^(application\/(rss|atom|rdf)\+xml|application\/feed\+json|application\/xml|text\/xml)\b/i
/** Names of feeds as sites have them: `/feed/`, `/rss.xml`, `/index.xml`, `/news.rss`, `?feed=rss2`. */
const FEED_PATH = /\/(feeds?|rss2?|atom)(\.(xml|json|php|aspx))?\/?$|\/(index|feed)\.xml$|\.(rss|atom|rdf)$/i
const FEED_QUERY = /[?&](feed|format|type)=(rss2?|atom|feed)\b/i

/** Whether the bytes are an HTML page, by what HTTP says or by how they begin. */
export function isPage(bytes: Uint8Array, contentType: string | undefined): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 2048))
  return (
    /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '') ||
    /<(!doctype html|html|head|body)[\s>]/i.test(start)
  )
}

/** Reads a page's links, however broken it is. @param url the page's own address */
export function readFeedLinks(bytes: Uint8Array, url: string): FeedLinks {
  const declared = new Set<string>()
  const guessed = new Set<string>()
  let base = url
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'base') base = toTarget(attributes.href, url) ?? base
    if (name !== 'link' && name !== 'a') return
    const target = toTarget(attributes.href, base)
    if (target === undefined || declared.size + guessed.size >= MOST_LINKS) return
    if (isDeclared(attributes, target)) declared.add(target)
    else if (name === 'a' && looksLikeFeed(target)) guessed.add(target)
  }
  const parser = new Parser({ onopentag: open })
  parser.end(new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)))
  return { declared: [...declared], guessed: [...guessed].filter((link) => !declared.has(link)) }
}

/** HTML Living Standard, section 4.6.7.2. JSON Feed 1.0 asked for application/json, which APIs have too. */
function isDeclared({ rel = '', type = '' }: Readonly<Record<string, string>>, target: string): boolean {
  const words = rel.toLowerCase().split(/\s+/)
  if (words.includes('feed')) return true
  if (!words.includes('alternate')) return false
  return FEED_TYPE.test(type.trim()) || (/^application\/json\b/i.test(type.trim()) && /feed/i.test(target))
}

function looksLikeFeed(target: string): boolean {
  const { pathname, search } = new URL(target)
  return FEED_PATH.test(pathname) || FEED_QUERY.test(search)
}

function toTarget(href: string | undefined, base: string): string | undefined {
  if (href === undefined || href.length > 2000 || !URL.canParse(href.trim(), base)) return undefined
  const url = new URL(href.trim(), base)
  url.hash = ''
  return /^https?:$/.test(url.protocol) ? url.href : undefined
}
