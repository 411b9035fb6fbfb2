/** What one of a page's vocabularies says of the story; each field absent where it says nothing. */
import { decodeHTML } from 'entities'
import type { Category, Person, Picture } from '../../model/content.ts'
import { type Dated, toDated } from './dated.ts'
import { readPeople } from './people.ts'
import { toVisibleLine } from './text.ts'
import { isArticle, type Thing, type ThingValue, textIn, thingsIn, valuesOf } from './thing.ts'

export type Claims = {
  readonly title?: string | undefined
  readonly summary?: string | undefined
  /** The whole text, plain. */
  readonly body?: string | undefined
  readonly authors: readonly Person[]
  readonly published?: Dated | undefined
  readonly modified?: Dated | undefined
  readonly language?: string | undefined
  readonly pictures: readonly Picture[]
  readonly url?: string | undefined
  readonly categories: readonly Category[]
  readonly site?: string | undefined
  readonly home?: string | undefined
  readonly commentCount?: number | undefined
  /** False: a part of the text is for subscribers. */
  readonly isFree?: boolean | undefined
  readonly isArticle?: boolean | undefined
}

/** Plain text of a field that may hold markup and character references all the same. */
export function toPlainField(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const bare = /<[a-z/!]/i.test(text) ? text.replace(/<[^<>]{0,2000}>/g, ' ') : text
  return toVisibleLine(bare.includes('&') ? decodeHTML(decodeHTML(bare)) : bare) || undefined
}

/** As `toPlain`, with a line for each paragraph. */
function toPlainLines(text: string): string {
  const lines = text.replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^<>]{0,200}>/gi, '\n').split(/\n+|\r+/)
  return lines.flatMap((line) => toPlainField(line) ?? []).join('\n')
}

/** What a thing of an article's type says. */
export function toClaims(thing: Thing): Claims {
  const publisher = thingsIn(thing, 'publisher', 'sourceOrganization')[0]
  const body = textIn(thing, 'articleBody', 'reviewBody')
  return {
    isArticle: isArticle(thing),
    title: toPlainField(textIn(thing, 'headline') ?? textIn(thing, 'name', 'alternativeHeadline')),
    summary: toPlainField(textIn(thing, 'description', 'abstract')),
    body: body && toPlainLines(body),
    authors: toAuthors(valuesOf(thing, 'author').length > 0 ? valuesOf(thing, 'author') : valuesOf(thing, 'creator')),
    published: toDated(textIn(thing, 'datePublished')) ?? toDated(textIn(thing, 'dateCreated', 'uploadDate')),
    modified: toDated(textIn(thing, 'dateModified')),
    language: textIn(thing, 'inLanguage'),
    pictures: valuesOf(thing, 'image', 'thumbnailUrl', 'primaryImageOfPage').flatMap(toPictures),
    url: textIn(thing, 'url') ?? textIn(thing, 'mainEntityOfPage'),
    categories: toCategories(thing),
    site: toPlainField(textIn(thing, 'publisher', 'sourceOrganization')),
    home: publisher && textIn(publisher, 'url'),
    commentCount: readWholeNumber(textIn(thing, 'commentCount')),
    isFree: toBoolean(textIn(thing, 'isAccessibleForFree')),
  }
}

function toAuthors(values: readonly ThingValue[]): Person[] {
  const people = values.flatMap((value) =>
    typeof value === 'string' ? readPeople(toPlainField(value)) : toNamed(value),
  )
  return people.filter((person, at) => people.findIndex((other) => other.name === person.name) === at)
}

/** A person or organisation as a thing; its name may still hold two people, or a name and an office. */
function toNamed(thing: Thing): Person[] {
  const name = toPlainField(
    textIn(thing, 'name') ?? [textIn(thing, 'givenName'), textIn(thing, 'familyName')].join(' ').trim(),
  )
  const isGroup = thing.types.some((type) => /Organization$|^Corporation$/.test(type))
  const people = isGroup && name ? [{ name }] : readPeople(name)
  const url = textIn(thing, 'url', 'sameAs')
  const [only] = people
  if (people.length !== 1 || only === undefined || !url || !/^(?:https?:)?\//.test(url)) return people
  return [{ ...only, url }]
}

function toPictures(value: ThingValue): Picture[] {
  if (typeof value === 'string') return value ? [{ url: value }] : []
  const url = textIn(value, 'contentUrl', 'url') ?? value.id
  if (!url || !/^[^\s#][^\s]*$/.test(url)) return []
  const caption = toPlainField(textIn(value, 'caption') ?? textIn(value, 'description'))
  const credit = toPlainField(textIn(value, 'creditText', 'copyrightHolder', 'author', 'creator', 'copyrightNotice'))
  const [width, height] = [readWholeNumber(textIn(value, 'width')), readWholeNumber(textIn(value, 'height'))]
  return [
    { url, ...(width && { width }), ...(height && { height }), ...(caption && { caption }), ...(credit && { credit }) },
  ]
}

function toCategories(thing: Thing): Category[] {
  const sections = valuesOf(thing, 'articleSection').filter((value) => typeof value === 'string')
  const keywords = valuesOf(thing, 'keywords').map((value) =>
    typeof value === 'string' ? value : textIn(value, 'name'),
  )
  return toTermCategories([...sections, ...(keywords.length === 1 ? splitTerms(keywords[0]) : keywords)])
}

/** Keywords as one string: comma-separated, in any script. */
export function splitTerms(text: string | undefined): string[] {
  return text?.split(/[,;،؛、，；|]/) ?? []
}

const MOST_TERMS = 40

/** Terms as categories, each once; what is longer than a term can be is none. */
export function toTermCategories(terms: readonly (string | undefined)[]): Category[] {
  const names = terms.flatMap((term) => toPlainField(term)?.replace(/^#/, '') ?? [])
  const seen = new Map(names.filter((name) => name && name.length <= 80).map((name) => [name.toLowerCase(), { name }]))
  return [...seen.values()].slice(0, MOST_TERMS)
}

export function readWholeNumber(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseInt(text, 10)
  return number >= 0 && number < 1e7 ? number : undefined
}

function toBoolean(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : !/^(?:false|no|0)$/i.test(toLocal(text))
}

/** `https://schema.org/False` */
function toLocal(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1)
}
