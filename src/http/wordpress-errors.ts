import { RequestError } from '../errors.ts'
import { toRetryHeader } from './refusal.ts'

/** Errors in the words and the form of WordPress's REST API, which its clients tell apart by their codes. */

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
