/**
 * Answers of WordPress's REST API. Promises: clients of the old site page by the same headers and read the same
 * members.
 */

import type { Context } from 'hono'
import { toUtf8 } from '../../publish/safe.ts'
import type { WpObject } from '../../publish/wordpress/text.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { readListParam } from './params.ts'

/** One page of a list: what is on it, which one it is, and how many there are. */
type RestPage = {
  readonly list: readonly WpObject[]
  readonly page: number
  readonly pages: number
  readonly total: number
}

/** A list, with the headers that clients page by. `path`: the route below `/wp-json/`. */
export function answerRestList(
  c: Context,
  backend: Backend,
  path: string,
  params: URLSearchParams,
  { list, page, pages, total }: RestPage,
): Response {
  const links = [
    ...(page > 1 ? [toPageLink(backend, path, params, Math.min(page - 1, Math.max(pages, 1)), 'prev')] : []),
    ...(page < pages ? [toPageLink(backend, path, params, page + 1, 'next')] : []),
  ]
  const headers = { 'X-WP-Total': String(total), 'X-WP-TotalPages': String(pages) }
  const fields = readFields(params)
  return answerRest(
    c,
    backend,
    list.map((one) => pickFields(one, fields)),
    undefined,
    headers,
    links,
  )
}

/** One object, or what a list was made of. */
export function answerRest(
  c: Context,
  backend: Backend,
  value: WpObject | readonly WpObject[],
  params?: URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
  links: readonly string[] = [],
): Response {
  const picked = params === undefined ? value : pickFields(value as WpObject, readFields(params))
  const bytes = toUtf8(`${JSON.stringify(picked)}\n`)
  const document = { bytes, type: 'application/json; charset=UTF-8', etag: toEtag(bytes) }
  return answerDocument(c, document, {
    ...headers,
    Link: [`<${backend.base}/wp-json/>; rel="https://api.w.org/"`, ...links].join(', '),
    Allow: 'GET',
    'Cache-Control': 'public, max-age=60',
    'X-Robots-Tag': 'noindex',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'X-WP-Total, X-WP-TotalPages, Link, ETag',
  })
}

function toPageLink(
  backend: Backend,
  path: string,
  asked: URLSearchParams,
  page: number,
  rel: 'prev' | 'next',
): string {
  const params = new URLSearchParams(asked)
  params.delete('rest_route')
  params.set('page', String(page))
  return `<${backend.base}/wp-json/${path}?${params}>; rel="${rel}"`
}

/** `_fields=id,title.rendered`: paths of members; undefined where all are wanted. */
function readFields(params: URLSearchParams): readonly (readonly string[])[] | undefined {
  const fields = readListParam(params, '_fields')
  return fields === undefined || fields.length === 0 ? undefined : fields.map((field) => field.split('.', 5))
}

function pickFields(value: WpObject, fields: readonly (readonly string[])[] | undefined): WpObject {
  if (fields === undefined) return value
  const picked = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const paths = fields.filter(([first]) => first === name).map(([, ...rest]) => rest)
    if (paths.length === 0) return []
    if (paths.some((rest) => rest.length === 0) || !isObject(member)) return [[name, member]]
    return [[name, pickFields(member, paths)]]
  })
  return Object.fromEntries(picked)
}

function isObject(value: unknown): value is WpObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
