/** Things as schema.org describes them, whichever way a page writes them: JSON-LD, microdata or RDFa. */
import { attribute, type Element, findAll, hasAttribute, isElement, type Parent } from '../../html/tree.ts'
import { visibleStartOf } from './text.ts'

export type Thing = { readonly types: readonly string[]; readonly id?: string; readonly values: ThingValues }
export type ThingValue = string | Thing
export type ThingValues = Map<string, ThingValue[]>

/** `https://schema.org/NewsArticle`, `schema:NewsArticle` and `NewsArticle` are `NewsArticle`. */
export function toLocalName(name: string): string {
  return name.trim().replace(/^.*[/#:]/, '')
}

/** All values of a property, strings and things. */
export function valuesOf(thing: Thing, ...names: readonly string[]): ThingValue[] {
  return names.flatMap((name) => thing.values.get(name) ?? [])
}

/** The first value of the first of the properties that has one that is text. */
export function textIn(thing: Thing, ...names: readonly string[]): string | undefined {
  for (const value of valuesOf(thing, ...names)) {
    const text = typeof value === 'string' ? value : nameOf(value)
    if (text) return text
  }
  return undefined
}

export function thingsIn(thing: Thing, ...names: readonly string[]): Thing[] {
  return valuesOf(thing, ...names).filter((value) => typeof value !== 'string')
}

function nameOf(thing: Thing): string | undefined {
  for (const name of ['@value', 'name', 'url', '@id', 'text']) {
    const value = thing.values.get(name)?.[0]
    if (typeof value === 'string') return value
  }
  return thing.id
}

export function addValue(values: ThingValues, name: string, value: ThingValue): void {
  if (value === '') return
  const known = values.get(name)
  if (known) known.push(value)
  else values.set(name, [value])
}

/** Articles of every kind that schema.org has, and what is used in their place. */
const ARTICLE =
  /Article$|^(?:BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Review|NewsReport)$/

export function isArticle(thing: Thing): boolean {
  return thing.types.some((type) => ARTICLE.test(type))
}

// Microdata (HTML, section 5) and RDFa Lite of schema.org as things.

/** The attributes of a way to write things. */
type Syntax = { readonly scope: string; readonly type: string; readonly property: string }

const MICRODATA: Syntax = { scope: 'itemscope', type: 'itemtype', property: 'itemprop' }
const RDFA: Syntax = { scope: 'typeof', type: 'typeof', property: 'property' }

const MOST_THINGS = 200
/** Characters of a property that are read: what is longer is no headline and no name. */
const LONGEST = 1_500
const MOST_VALUES = 400

/** A thing with the element that it is written on. */
type Marked = { readonly thing: Thing; readonly element: Element }

/** The things that stand in no other thing, in document order. */
export function readMicrodata(document: Parent): Marked[] {
  return [...readSyntax(document, MICRODATA), ...readSyntax(document, RDFA)]
}

function readSyntax(document: Parent, syntax: Syntax): Marked[] {
  const isThing = (element: Element) => hasAttribute(element, syntax.scope) && isDescribed(element, syntax)
  return findAll(document, isThing)
    .slice(0, MOST_THINGS)
    .map((element) => ({ thing: readThing(element, syntax), element }))
}

/** Properties of no thing's belong to things of other vocabularies. */
function isDescribed(element: Element, syntax: Syntax): boolean {
  const type = attribute(element, syntax.type)
  return type !== undefined && (syntax === MICRODATA || /^(?:https?:\/\/schema\.org\/|schema:)?[A-Z]\w+$/.test(type))
}

function readThing(element: Element, syntax: Syntax): Thing {
  const values: ThingValues = new Map()
  collectValues(element, syntax, values, 0)
  const types = (attribute(element, syntax.type) ?? '').split(/\s+/).filter(Boolean).map(toLocalName)
  return { types, values }
}

function collectValues(parent: Element, syntax: Syntax, values: ThingValues, depth: number): void {
  for (const child of parent.childNodes) {
    if (!isElement(child) || values.size > MOST_VALUES) continue
    const names = attribute(child, syntax.property)?.split(/\s+/) ?? []
    const value = names.length > 0 ? readValue(child, syntax, names, depth) : undefined
    if (value !== undefined) for (const name of names) addValue(values, toLocalName(name), value)
    if (!hasAttribute(child, syntax.scope)) collectValues(child, syntax, values, depth)
  }
}

function readValue(element: Element, syntax: Syntax, names: readonly string[], depth: number): ThingValue | undefined {
  if (hasAttribute(element, syntax.scope)) return depth < 4 ? readThing(element, syntax) : undefined
  // The body is looked for in the tree; its text would be made again for every thing around it.
  if (names.some((name) => /^(?:schema:)?(?:articleBody|text|reviewBody|liveBlogUpdate)$/.test(name))) return undefined
  return readPlain(element)
}

function readPlain(element: Element): string {
  const content = attribute(element, 'content')
  if (content !== undefined) return content
  if (element.tagName === 'time') return attribute(element, 'datetime') ?? visibleStartOf([element], 100)
  if (/^(?:a|area|link)$/.test(element.tagName) && !visibleStartOf([element], 1))
    return attribute(element, 'href') ?? ''
  if (/^(?:img|audio|embed|iframe|source|video)$/.test(element.tagName)) return toSource(element)
  return visibleStartOf([element], LONGEST)
}

function toSource(element: Element): string {
  return attribute(element, 'data-src') ?? attribute(element, 'src') ?? ''
}

/** The elements that a page itself calls the story's body. */
export function findBodies(document: Parent): Element[] {
  return findAll(document, (element) => {
    const names = attribute(element, 'itemprop') ?? attribute(element, 'property') ?? ''
    return /(?:^|\s|:)(?:articleBody|reviewBody)(?:\s|$)/i.test(names)
  })
}
