/** Commands that call a service which runs elsewhere (`--to`), a Worker included. */
import { type Call, type Init, withToken } from './commands.ts'

/** The API of a running service. */
export function toRemote(to: string, token: string | undefined): Call {
  if (!token) throw new Error('API_TOKEN is missing: set it to the token of the service that --to names.')
  return async (path, init) => {
    const url = new URL(path, to)
    const response = await ask(url, withToken(init, token))
    const { status, headers } = response
    const bytes = await response.arrayBuffer()
    if (status === 401) throw new Error(`${url.host} does not take the token that stands in API_TOKEN.`)
    const place = headers.get('location')
    if (status >= 300 && status < 400) throw new Error(`${url.host} leads on to ${place}: name that with --to.`)
    if (status === 204) return new Response(null, { status })
    if (!headers.get('content-type')?.includes('json'))
      throw new Error(`${url.host} answered ${status}, and not as ara-feeds does: name the service itself with --to.`)
    return new Response(bytes, { status })
  }
}

async function ask(url: URL, init: Init) {
  try {
    const { fetch } = await import('undici')
    return await fetch(url, { ...init, redirect: 'manual' })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new Error(`${url.host} could not be reached (${cause}).`, { cause: error })
  }
}
