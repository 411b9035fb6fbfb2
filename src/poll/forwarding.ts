/** A source's document, wherever HTTP or a document that says nothing else sends who asks for it. */
import { FetchError } from '../errors.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import type { DocumentAnswer, Net } from '../net/fetch.ts'
import { readForwarding } from '../read/forwarding.ts'
import { fetchOrName } from './guard.ts'

/**
 * Fetches a document; one that only says where the feed is now is followed as a permanent redirect is.
 * @param toRequest what another address is asked with
 * @throws FetchError as `fetchOrName`, and where documents lead in a loop
 */
export async function fetchForwarded(
  net: Net,
  first: DocumentRequest,
  toRequest: (url: string) => DocumentRequest,
): Promise<DocumentAnswer> {
  const seen = new Set<string>()
  let isPermanent = true
  let request = first
  for (;;) {
    const answer = await fetchOrName(net, request)
    isPermanent &&= answer.permanentUrl !== undefined || isSame(request.url, answer.url)
    const next = answer.kind === 'document' ? readForwarding(answer.bytes, answer) : undefined
    if (next === undefined) return seen.size === 0 ? answer : toForwarded(answer, isPermanent)
    seen.add(answer.url)
    if (seen.has(next)) throw new FetchError('redirects', `${new URL(next).host} redirects in a loop.`)
    if (seen.size > net.limits.redirects)
      throw new FetchError('redirects', `${new URL(first.url).host} redirects more than ${net.limits.redirects} times.`)
    request = toRequest(next)
  }
}

/** Its validators are another server's than the one that is asked first. */
function toForwarded(
  { etag, lastModified, isUpgrade, permanentUrl, ...answer }: DocumentAnswer,
  isPermanent: boolean,
): DocumentAnswer {
  return isPermanent ? { ...answer, permanentUrl: answer.url } : answer
}

function isSame(asked: string, answered: string): boolean {
  const url = new URL(asked)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href === answered
}
