/**
 * WordPress's names of queries in our words. Promises: a query that asked for a list there asks for the same one here.
 */

import { RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { toTermValues } from './selection.ts'

/** Under these names a list is, with the name that it has here. */
const LISTS = {
  s: 'q',
  paged: 'page',
  category_name: 'tag',
  author_name: 'author',
} as const

const NUMBERED = ['cat', 'tag_id'] as const

/** Whether a query asks for a list in WordPress's words. */
export function isOldList(params: URLSearchParams): boolean {
  return [...Object.keys(LISTS), ...NUMBERED].some((name) => params.get(name)) || isNumber(params.get('author'))
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
    if (value && !(old === 'paged' && value === '1'))
      own.set(name, old === 'category_name' ? toInnermost(value) : value)
  }
  const date = toOldDate(params)
  if (date !== undefined) own.set('date', date)
  for (const name of NUMBERED) {
    await setNamed(backend, own, 'tag', params.get(name))
    own.delete(name)
  }
  const author = params.get('author')
  if (isNumber(author)) await setNamed(backend, own, 'author', author)
  return own
}

/** Categories and authors had numbers; those that our own REST API gives them are known. */
async function setNamed(
  backend: Backend,
  own: URLSearchParams,
  kind: 'tag' | 'author',
  number: string | null,
): Promise<void> {
  if (!number) return
  const known = isNumber(number) ? await toTermValues(backend, kind, [Number(number)]) : []
  const [value] = known ?? []
  if (value === undefined) throw new RequestError(404, 'No story here has a name with this number.', { field: kind })
  own.set(kind, value)
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
