/** Parameters of WordPress's REST API, and their refusals in its words. @throws RequestError 400 */

import * as v from 'valibot'
import { RequestError } from '../../errors.ts'
import { readParam, toNumberSchema } from '../lists/narrowing.ts'
import { toRetryHeader } from '../problem.ts'

/** A whole number in a range. */
export function readInteger(
  params: URLSearchParams,
  name: string,
  standard: number,
  least: number,
  most: number,
): number {
  const outside = `must be between ${least} (inclusive) and ${most} (inclusive)`
  const schema = toNumberSchema(/^-?\d{1,15}$/, 'is not of type integer.', [least, most], outside)
  return readParam(params, name, standard, schema, paramError)
}

/** One of some words. */
export function readChoice<Choice extends string>(
  params: URLSearchParams,
  name: string,
  standard: Choice,
  choices: readonly Choice[],
): Choice {
  const schema = v.pipe(v.string(), v.picklist(choices, `is not one of ${choices.join(', ')}.`))
  return readParam(params, name, standard, schema, paramError)
}

/** `a=1,2` or `a[]=1&a[]=2`; undefined where there is none. At most 100. */
export function readListParam(params: URLSearchParams, name: string): string[] | undefined {
  const all = [...params.entries()].filter(([key]) => key === name || key.replace(/\[\d{0,3}\]$/, '') === name)
  if (all.length === 0) return undefined
  const list = all
    .flatMap(([key, value]) => (key === name ? value.split(/[,\s]+/) : [value]))
    .filter((one) => one !== '')
  if (list.length > 100) throw paramError(name, `${name} must contain at most 100 items.`)
  return list
}

/** A list of numbers. */
export function readNumbers(params: URLSearchParams, name: string): number[] | undefined {
  return readListParam(params, name)?.map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw paramError(name, `${name}[0] is not of type integer.`)
    return Number(text)
  })
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i

/** A time of ISO 8601, in UTC where it says no zone; milliseconds since 1970. */
export function readTime(params: URLSearchParams, name: string): number | undefined {
  // A plus in a query is a blank, and few write %2B.
  const text = params.get(name)?.replace(/ (?=\d{2}:?\d{2}$)/, '+')
  if (!text) return undefined
  const [, day, clock = '00:00:00', zone = 'Z'] = TIME.exec(text) ?? []
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
  if (!Number.isNaN(time)) return time
  throw paramError(name, 'Invalid date.')
}

/** Who reads: everybody sees the same, and nobody may edit here. */
export function readContext(params: URLSearchParams): 'view' | 'embed' {
  const context = readChoice(params, 'context', 'view', ['view', 'embed', 'edit'])
  if (context !== 'edit') return context
  throw restError(401, 'rest_forbidden_context', 'Sorry, you are not allowed to edit posts in this post type.')
}

// Errors in the words and the form of WordPress's REST API, which its clients tell apart by their codes.

/** A parameter makes no sense. */
export function paramError(name: string, message: string): RequestError {
  return new RequestError(400, `Invalid parameter(s): ${name}`, {
    code: 'rest_invalid_param',
    params: { [name]: message },
  })
}

/** There is no such route. */
export function routeError(): RequestError {
  return new RequestError(404, 'No route was found matching the URL and request method.', { code: 'rest_no_route' })
}

/** An error of the API under its own code. */
export function restError(status: RequestError['status'], code: string, message: string): RequestError {
  return new RequestError(status, message, { code })
}

/** `{code, message, data: {status}}`. */
export function answerRestError(error: RequestError): Response {
  const { status, message, members } = error
  const { code = status < 500 ? 'rest_invalid_param' : 'rest_unavailable', params } = members
  const data = params === undefined ? { status } : { status, params, details: {} }
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    ...toRetryHeader(error),
  }
  return new Response(`${JSON.stringify({ code, message, data })}\n`, { status, headers })
}
