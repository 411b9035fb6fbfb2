/** What the `meta` and `link` elements of a page say: Open Graph, Dublin Core, citation_*, parsely, sailthru and kin. */

import { attribute, type Element, findNamed, listAttribute, type Parent } from '../../html/tree.ts'
import type { Picture } from '../../model/content.ts'
import { type Claims, readWholeNumber, splitTerms, toPlainField, toTermCategories } from './claims.ts'
import { toDated } from './dated.ts'
import { readPeople } from './people.ts'

/** Contents by name, in document order; names in lower case. */
type Metas = ReadonlyMap<string, readonly string[]>

const LONGEST = 5_000

export function readMetas(document: Parent): Metas {
  const metas = new Map<string, string[]>()
  for (const meta of findNamed(document, 'meta')) {
    const content = attribute(meta, 'content')
    if (content === undefined || content.length > LONGEST) continue
    for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = attribute(meta, key)?.toLowerCase()
      if (name) metas.set(name, [...(metas.get(name)?.slice(0, 60) ?? []), content])
    }
  }
  return metas
}

function first(metas: Metas, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = metas.get(name)?.[0]
    if (value !== undefined) return value
  }
  return undefined
}

function all(metas: Metas, ...names: readonly string[]): string[] {
  return names.flatMap((name) => metas.get(name) ?? [])
}

const TITLE = 'og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title title'.split(
  ' ',
)
const SUMMARY =
  'og:description description twitter:description sailthru.description dc.description dcterms.abstract'.split(' ')
const PUBLISHED =
  'article:published_time og:article:published_time article:published og:published_time published_time datepublished parsely-pub-date sailthru.date citation_publication_date citation_online_date dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date dcterms.date cxenseparse:recs:publishtime cxenseparse:publishtime article.published published-date publication_date publish-date publish_date pubdate pub_date date_published article_date_original originalpublicationdate bt:pubdate rnews:datepublished ptime iso-8601-publish-date date'.split(
    ' ',
  )
const MODIFIED =
  'article:modified_time og:article:modified_time og:updated_time article:updated_time datemodified dcterms.modified dc.date.modified article.updated last-modified lastmod revised utime rnews:datemodified'.split(
    ' ',
  )
const AUTHOR =
  'author article:author article:author_name og:article:author parsely-author sailthru.author dc.creator dcterms.creator dc.contributor byl rbauthors cxenseparse:author'.split(
    ' ',
  )
const LANGUAGE = 'og:locale inlanguage content-language dc.language dcterms.language citation_language language'.split(
  ' ',
)

export function readMetaClaims(metas: Metas): Claims {
  return {
    title: toPlainField(first(metas, TITLE)),
    summary: toPlainField(first(metas, SUMMARY)),
    authors: readAuthors(metas),
    published: firstDate(metas, PUBLISHED),
    modified: firstDate(metas, MODIFIED),
    language: first(metas, LANGUAGE),
    pictures: readPictures(metas),
    url: first(metas, ['og:url', 'parsely-link', 'twitter:url', 'citation_public_url']),
    categories: toTermCategories([
      ...all(metas, 'article:section', 'parsely-section'),
      ...all(metas, 'article:tag', 'og:article:tag').flatMap(splitTerms),
      ...splitTerms(first(metas, ['news_keywords', 'parsely-tags', 'sailthru.tags', 'keywords'])),
    ]),
    site: toPlainField(
      first(metas, ['og:site_name', 'application-name', 'apple-mobile-web-app-title', 'dc.publisher']),
    ),
    commentCount: readWholeNumber(first(metas, ['comments:count'])),
    isArticle: isArticleType(metas),
  }
}

function isArticleType(metas: Metas): boolean | undefined {
  const type = first(metas, ['og:type', 'parsely-type', 'dc.type'])
  return type === undefined ? undefined : /article|post|story|blog$|news/i.test(type)
}

function firstDate(metas: Metas, names: readonly string[]): Claims['published'] {
  for (const text of all(metas, ...names)) {
    const dated = toDated(text)
    if (dated) return dated
  }
  return undefined
}

/** The first name under which people stand; addresses of profiles are no names. */
function readAuthors(metas: Metas): Claims['authors'] {
  const cited = all(metas, 'citation_author').flatMap(turnName).flatMap(readPeople)
  if (cited.length > 0) return cited
  for (const name of AUTHOR) {
    const people = (metas.get(name) ?? []).flatMap((text) => readPeople(toPlainField(text)))
    if (people.length > 0) return people
  }
  return []
}

/** `Doe, Jane`, as libraries write it. */
function turnName(text: string): string {
  return text.replace(/^([^,]+),\s*([^,\s][^,]*)$/, '$2 $1')
}

/** Open Graph pictures with the facts that follow each, then others. */
function readPictures(metas: Metas): Picture[] {
  const urls = all(metas, 'og:image', 'og:image:url', 'og:image:secure_url')
  const [main] = urls
  const [width, height] = [
    readWholeNumber(first(metas, ['og:image:width'])),
    readWholeNumber(first(metas, ['og:image:height'])),
  ]
  const others = all(
    metas,
    'twitter:image',
    'twitter:image:src',
    'parsely-image-url',
    'sailthru.image.full',
    'thumbnail',
    'image',
  )
  const lead = main ? [{ url: main, ...(width && { width }), ...(height && { height }) }] : []
  return [...lead, ...[...urls.slice(1), ...others].map((url) => ({ url }))]
}

/** The first `link` element with one of its relations among `relations`. */
export function readLink(document: Parent, ...relations: readonly string[]): string | undefined {
  for (const link of findNamed(document, 'link')) {
    if (isRelated(link, relations)) return attribute(link, 'href')
  }
  return undefined
}

function isRelated(link: Element, relations: readonly string[]): boolean {
  return attribute(link, 'href') !== undefined && listAttribute(link, 'rel').some((rel) => relations.includes(rel))
}
