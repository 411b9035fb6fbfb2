/** Who a request was sent by, on Node: the socket's other end, or whom a trusted proxy names. */
import type { IncomingMessage } from 'node:http'
import type { Sender } from '../http/desk.ts'
import { findSender, toProxies } from '../net/forwarded.ts'

/** @param entries of TRUST_PROXY @throws ConfigError */
export function createSender(entries: readonly string[]): Sender {
  const proxies = toProxies(entries)
  return ({ headers }, env) => {
    // A request of this process to itself has no socket.
    const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage }
    const said = { forwarded: headers.get('Forwarded'), forwardedFor: headers.get('X-Forwarded-For') }
    return findSender(incoming?.socket.remoteAddress, said, proxies)
  }
}
