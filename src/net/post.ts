/**
 * Tells another server something: one request, past the same guard as every fetch. Redirects are not followed, so
 * nothing is ever sent to a server that was not named; what comes back is read up to a limit and no further. Cloudflare
 * is told so to drop what its caches hold of a host.
 */
import { FetchError } from '../errors.ts'
import { refuseHost, toAllowList } from './addresses.ts'
import { joinChunks, startDeadline } from './body.ts'
import type { HttpResponse } from './exchange.ts'
import { toFetchError, toTimeoutError } from './faults.ts'
import type { Net } from './fetch.ts'
import { toRetryAt } from './headers.ts'

/** What is sent, and where. */
type Message = {
  /** http or https. */
  readonly url: string
  /** POST where nothing is said. */
  readonly method?: 'POST' | 'GET'
  /** In lower case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** Any answer, whatever its status. */
export type PostResponse = {
  readonly status: number
  /** The first bytes of the body, at most 64 KiB. */
  readonly bytes: Uint8Array
  readonly location?: string
  /** From Retry-After, at most a day from now. */
  readonly retryAt?: number
}

/** Milliseconds for everything: name, connection, answer. */
const PATIENCE = 10_000
const MOST = 64 * 1024

/** Sends a message and reads the answer. @throws FetchError where there was none, or the host is not to be asked */
export async function post(net: Net, message: Message, patience = PATIENCE): Promise<PostResponse> {
  const url = toUrl(net, message.url)
  const deadline = startDeadline(patience)
  const { method = 'POST', headers = {}, body } = message
  const sent = { 'user-agent': net.userAgent, ...headers }
  const init = { method, headers: sent, redirect: 'manual', signal: deadline.signal } as const
  try {
    const answer = await net.fetch(url.href, body === undefined ? init : { ...init, body })
    const { reply, isWhole } = await toReply(answer, net.now())
    if (isWhole) deadline.close()
    else deadline.end()
    return reply
  } catch (error) {
    deadline.end()
    if (deadline.isOver()) throw toTimeoutError(url, patience, 'answer', error)
    throw toFetchError(error, url, patience)
  }
}

function toUrl(net: Net, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new FetchError('address', 'Only http and https addresses can be asked.')
  }
  const refusal = refuseHost(url.hostname, net.allow ?? toAllowList(net.allowPrivate))
  if (refusal !== undefined) throw refusal
  return url
}

async function toReply(
  answer: HttpResponse,
  now: number,
): Promise<{ readonly reply: PostResponse; readonly isWhole: boolean }> {
  const get = (name: string) => answer.headers.get(name)
  const retryAt = toRetryAt(get, now)
  const location = get('location')
  const bytes = await readStart(answer)
  const reply = {
    status: answer.status,
    bytes: bytes.subarray(0, MOST),
    ...(location === null ? {} : { location }),
    ...(retryAt === undefined ? {} : { retryAt }),
  }
  return { reply, isWhole: bytes.length < MOST }
}

/** The connection is kept for the next message when the answer is short, which it nearly always is. */
async function readStart(answer: HttpResponse): Promise<Uint8Array> {
  const reader = answer.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (reader !== undefined && size < MOST) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value ?? new Uint8Array())
    size += value?.length ?? 0
  }
  return joinChunks(chunks)
}

// Cloudflare's caches, all over the world: what they keep of a host is dropped when it says so.

/** A zone of Cloudflare's, and a token that may purge its caches (permission "Cache Purge"). */
export type Zone = { readonly id: string; readonly token: string }

const API = 'https://api.cloudflare.com/client/v4/zones/'

/**
 * Purges everything of a host, what a Worker put there too.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-hostname/
 * @throws FetchError where it is not done
 */
export async function purgeHost(net: Net, { id, token }: Zone, host: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = new Uint8Array(new TextEncoder().encode(JSON.stringify({ hosts: [host] })))
  const reply = await post(net, { url: `${API}${id}/purge_cache`, headers, body })
  if (reply.status === 200) return
  throw new FetchError('status', `api.cloudflare.com answered ${reply.status}${toReason(reply)}.`, {
    status: reply.status,
  })
}

/** `{"errors": [{"message": …}]}`: a token that may not, a zone that is not there. */
function toReason({ bytes }: PostResponse): string {
  const found = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(new TextDecoder().decode(bytes))?.[1]
  return found === undefined ? '' : ` (${found.replace(/\.$/, '')})`
}
