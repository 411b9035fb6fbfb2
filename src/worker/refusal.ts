/** What a Worker answers that can not serve yet: a sentence that says why. */
import { ConfigError, RequestError } from '../errors.ts'
import { addErrorHeaders, toProblem } from '../http/problem.ts'

/** On Node settings that make no sense end the start; a Worker has none, so whoever asks is told. */
export function refuseSettings(open: () => unknown): Response | undefined {
  try {
    open()
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return toUnreadyAnswer(error)
    throw error
  }
}

export function toUnreadyAnswer(cause: Error): Response {
  const refused = new RequestError(503, cause.message, {}, { cause })
  // Its own address is among what may be missing: the type is relative then.
  const response = toProblem(refused, { base: '' })
  addErrorHeaders(response.headers, refused)
  response.headers.set('X-Content-Type-Options', 'nosniff')
  return response
}
