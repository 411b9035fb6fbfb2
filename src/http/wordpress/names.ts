/**
 * WordPress's names of queries in our words. Promises: a query that asked for a list there asks for the same one here.
 */

import { RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { PARAMETERS } from '../lists/address.ts'
import { findByName, findByNumber, findUnlessOwn, type ListName } from './old-names.ts'
import { toTermValues } from './selection.ts'

/** Under these names a list is, with the name that it has here. */
const LISTS = { s: 'q', paged: 'page' } as const

/** Under these names an author or a term is, by its nicename or its number. */
const TAXONOMIES = {
  category_name: 'category',
  cat: 'category',
  tag_id: 'post_tag',
  author_name: 'author',
  author: 'author',
} as const
const OURS: ReadonlySet<string> = new Set(['author'])
/** A site's own taxonomies have names in queries too; of more than so many unknown ones none is looked up. */
const MOST_UNKNOWN = 5

/** Whether a query asks for a list in WordPress's words. */
export function isOldList(params: URLSearchParams): boolean {
  const names = [...Object.keys(LISTS), ...Object.keys(TAXONOMIES).filter((name) => !OURS.has(name))]
  return names.some((name) => params.get(name)) || isNumber(params.get('author'))
}

function isNumber(text: string | null): text is string {
  return text !== null && /^\d{1,15}$/.test(text)
}

/** WordPress's query in our words; names of ours in it stay. @throws RequestError 404 for a number that names nothing */
export async function toOwnParams(backend: Backend, params: URLSearchParams): Promise<URLSearchParams> {
  const own = new URLSearchParams(params)
  for (const [old, name] of Object.entries(LISTS)) {
    const value = params.get(old)
    own.delete(old)
    // The first page is the list itself.
    if (value && !(old === 'paged' && value === '1')) own.set(name, value)
  }
  const date = toOldDate(params)
  if (date !== undefined) own.set('date', date)
  for (const [name, taxonomy] of Object.entries(TAXONOMIES)) {
    const value = params.get(name)
    if (!OURS.has(name) || isNumber(value)) own.delete(name)
    if (value) await setNamed(backend, own, taxonomy, value)
  }
  return withOwnTags(backend, own)
}

/** What an address names in WordPress's words, in ours. @throws RequestError 404 for a number that names nothing */
async function setNamed(backend: Backend, own: URLSearchParams, taxonomy: string, value: string): Promise<void> {
  const kind = taxonomy === 'author' ? 'author' : 'tag'
  const [, number] = /^(\d{1,15})(?:,|$)/.exec(value) ?? []
  if (number === undefined) {
    const name = taxonomy === 'category' ? toInnermost(value) : value
    if (kind === 'author' && own.get('author') === value && !isNumber(value))
      return setUnlessOwn(backend, own, 'author', value)
    const [, label = name] = (await findByName(backend, { taxonomy, name })) ?? []
    own.set(kind, label)
    return
  }
  const found = await findByNumber(backend, taxonomy, Number(number))
  const [, label = (await toTermValues(backend, kind, [Number(number)]))?.[0]] = found ?? []
  if (label === undefined) throw new RequestError(404, 'No story here has a name with this number.', { field: kind })
  own.set(kind, label)
}

async function setUnlessOwn(
  backend: Backend,
  own: URLSearchParams,
  kind: 'tag' | 'author',
  name: string,
): Promise<void> {
  const taxonomy = kind === 'author' ? 'author' : 'post_tag'
  const found = await findUnlessOwn(backend, kind, { taxonomy, name })
  if (found !== undefined) own.set(...found)
}

/** `tag` is a name of ours too: where no story has it, it may be one of the old site's. */
async function withOwnTags(backend: Backend, own: URLSearchParams): Promise<URLSearchParams> {
  const [tag, ...others] = own.getAll('tag')
  if (tag && others.length === 0) await setUnlessOwn(backend, own, 'tag', tag)
  return own
}

/** `?region=north`, of a taxonomy of the site's own: as the address of its page; undefined where there is none. */
export async function findOwnTaxonomy(backend: Backend, params: URLSearchParams): Promise<ListName | undefined> {
  const said = params.get('taxonomy') && params.get('term')
  const pairs = said ? [[params.get('taxonomy') ?? '', said] as const] : [...params]
  const unknown = pairs.filter(([name, value]) => !PARAMETERS.has(name) && value !== '')
  for (const [taxonomy, name] of unknown.slice(0, MOST_UNKNOWN)) {
    const found = await findByName(backend, { taxonomy, name: toInnermost(name) })
    if (found !== undefined) return found
  }
  return undefined
}

/** `?m=201410` and `?year=2014&monthnum=10&day=5` as `2014-10` and `2014-10-05`. */
export function toOldDate(params: URLSearchParams): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})?(\d{2})?$/.exec(params.get('m') ?? '') ?? []
  if (year !== undefined) return [year, month, day].filter((part) => part !== undefined).join('-')
  const parts = ['year', 'monthnum', 'day'].map((name) => /^\d{1,4}$/.exec(params.get(name) ?? '')?.[0])
  // What no larger one is given for names nothing.
  const known = parts.slice(0, [...parts, undefined].indexOf(undefined))
  return known.length === 0 ? undefined : known.map((part) => part?.padStart(2, '0')).join('-')
}

/** Of nested categories the innermost. */
export function toInnermost(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? ''
  )
}
