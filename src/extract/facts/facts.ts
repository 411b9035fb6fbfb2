/**
 * What a page says of itself and of its one story.
 * Promises: every vocabulary in use is read (JSON-LD, microdata, RDFa, Open Graph and other metas, microformats, link
 * elements); where they differ the most trusted that says something has the word. Nothing is guessed from the text.
 */

import { attribute, findNamed, type Parent } from '../../html/tree.ts'
import type { Category, Person, Picture } from '../../model/content.ts'
import type { Claims } from './claims.ts'
import type { Dated } from './dated.ts'
import { readJsonLd } from './json-ld.ts'
import { readLink, readMetaClaims, readMetas } from './metas.ts'
import { readStory } from './story.ts'
import { visibleStartOf } from './text.ts'
import { type Thing, textIn } from './thing.ts'

export type PageFacts = {
  /** What vocabularies call the story, most trusted first; with the site's name in it where they say it so. */
  readonly titles: readonly string[]
  /** The `title` element. */
  readonly headTitle?: string | undefined
  readonly summary?: string | undefined
  /** The story's text, plain, as the page's data have it. */
  readonly body?: string | undefined
  /** People, most trusted source's; the site itself only where nobody else is named. */
  readonly authors: readonly Person[]
  readonly published?: Dated | undefined
  readonly modified?: Dated | undefined
  /** BCP 47, most trusted first. */
  readonly languages: readonly string[]
  readonly pictures: readonly Picture[]
  /** The page's own address for itself, as written. */
  readonly url?: string | undefined
  readonly shortUrl?: string | undefined
  readonly categories: readonly Category[]
  readonly site?: string | undefined
  readonly home?: string | undefined
  readonly icon?: string | undefined
  /** The `base` element's address, as written. */
  readonly base?: string | undefined
  readonly commentCount?: number | undefined
  readonly isFree: boolean
  /** Something says that this is an article, and not a list or a shop. */
  readonly isArticle: boolean
  readonly isLive: boolean
  /** It calls itself the site's home page, at another address. */
  readonly isNamedHome: boolean
}

/** Reads a page's facts; `address` is where it was found. */
export function readPageFacts(document: Parent, address?: string): PageFacts {
  const page = readMetaClaims(readMetas(document))
  const things = readJsonLd(document)
  const claims = readStory(document, things, page, address)
  const headTitle = readHeadTitle(document)
  const site = firstOf(claims, 'site') ?? siteIn(things)
  return {
    titles: claims.flatMap((one) => one.title ?? []),
    headTitle,
    summary: firstOf(claims, 'summary'),
    body: firstOf(claims, 'body'),
    authors: toAuthors(claims, site),
    published: toDate(claims, 'published'),
    modified: toDate(claims, 'modified'),
    languages: toLanguages(document, claims),
    // What is shared is the picture that the site chose for the story; data often name a cut of it.
    pictures: [...page.pictures, ...claims.flatMap((one) => (one === page ? [] : one.pictures))],
    url: toAddress(document, claims, address),
    shortUrl: readLink(document, 'shortlink'),
    categories: claims.find((one) => one.categories.length > 0)?.categories ?? [],
    site,
    home: firstOf(claims, 'home') ?? readLink(document, 'home'),
    icon: readLink(document, 'icon', 'apple-touch-icon'),
    base: findNamed(document, 'base').flatMap((base) => attribute(base, 'href') ?? [])[0],
    commentCount: firstOf(claims, 'commentCount'),
    isFree: !claims.some((one) => one.isFree === false),
    isArticle: claims.some((one) => one.isArticle === true),
    isLive: things.some((thing) => thing.types.includes('LiveBlogPosting')),
    isNamedHome: isNamedHome([readLink(document, 'canonical'), page.url], address),
  }
}

function isHome(url: string, address: string): boolean {
  return URL.canParse(url, address) && new URL(url, address).pathname === '/'
}

function isNamedHome(said: readonly (string | undefined)[], address: string | undefined): boolean {
  if (address === undefined || isHome(address, address)) return false
  return said.some((url) => url !== undefined && isHome(url, address))
}

function siteIn(things: readonly Thing[]): string | undefined {
  for (const type of ['WebSite', 'NewsMediaOrganization', 'Organization']) {
    const thing = things.find((one) => one.types.includes(type))
    const name = thing && textIn(thing, 'name')
    if (name) return name
  }
  return undefined
}

function firstOf<K extends keyof Claims>(claims: readonly Claims[], name: K): Claims[K] | undefined {
  return claims.find((one) => one[name] !== undefined)?.[name]
}

/** The first that names people; where all it names is the site, the next one that names others. */
function toAuthors(claims: readonly Claims[], site: string | undefined): readonly Person[] {
  const named = claims.filter((one) => one.authors.length > 0)
  const isSite = (person: Person) => person.name.toLowerCase() === site?.toLowerCase()
  return (named.find((one) => !one.authors.every(isSite)) ?? named[0])?.authors ?? []
}

const DAY = 36 * 3_600_000

/** The first that says a date; of the same day, the first that knows the hour. */
function toDate(claims: readonly Claims[], name: 'published' | 'modified'): Dated | undefined {
  const dates = claims.flatMap((one) => one[name] ?? [])
  const [date] = dates
  return date && (dates.find((one) => one.isExact && Math.abs(one.time - date.time) < DAY) ?? date)
}

function toLanguages(document: Parent, claims: readonly Claims[]): string[] {
  const [root] = findNamed(document, 'html')
  const body = findNamed(document, 'body')[0]
  const said = [root && (attribute(root, 'lang') ?? attribute(root, 'xml:lang')), body && attribute(body, 'lang')]
  return [...said, ...claims.map((one) => one.language)].flatMap((text) => toTag(text) ?? [])
}

/** `ar_SY`, `en-GB,en` and `EN` as BCP 47. */
function toTag(text: string | undefined): string | undefined {
  const tag = text?.split(',')[0]?.trim().replace(/_/g, '-')
  return tag && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined
}

function readHeadTitle(document: Parent): string | undefined {
  const [title] = findNamed(document, 'title')
  return title && (visibleStartOf([title], 1_000) || undefined)
}

/** Canonical, else Open Graph's, else the story's own; a home page is no story's address. */
function toAddress(document: Parent, claims: readonly Claims[], address?: string): string | undefined {
  const said = [readLink(document, 'canonical'), ...claims.map((one) => one.url)]
  return said.find((url) => url && (!address || !isHome(url, address) || isHome(address, address)))
}
