/** Things as schema.org describes them, whichever way a page writes them: JSON-LD, microdata or RDFa. */

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
