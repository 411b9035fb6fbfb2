/** Cloudflare's caches, all over the world: what they keep of a host is dropped when it says so. */
import { FetchError } from '../errors.ts'
import type { Net } from './fetch.ts'
import { type PostResponse, post } from './post.ts'

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
