/** The hubs that a document names, and the topic under which they know it (WebSub, section 4). */
import type { ParsedFeed, PollState } from '../model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { readLinks, toTargets } from '../net/links.ts'

type Hubs = { readonly hubs: PollState['hubs'] | undefined; readonly topic: string | undefined }

/** Hubs that are remembered of a document. */
const MOST = 5

/** Link headers outrank what stands in the document. Undefined members: there is no hub. */
export function toHubs(answer: DocumentAnswer, feed?: ParsedFeed): Hubs {
  const links = readLinks(answer.link ?? '')
  const sent = toTargets(links, 'hub', answer.url)
  const hubs = sent.length > 0 ? sent : toAddresses(feed?.hubs ?? [], feed?.base ?? answer.url)
  if (hubs.length === 0) return { hubs: undefined, topic: undefined }
  const [self = toAddresses(feed?.selfUrl === undefined ? [] : [feed.selfUrl], feed?.base ?? answer.url)[0]] =
    toTargets(links, 'self', answer.url)
  return { hubs: hubs.slice(0, MOST), topic: self ?? answer.url }
}

function toAddresses(urls: readonly string[], base: string): string[] {
  return urls.flatMap((url) => (URL.canParse(url, base) ? [new URL(url, base).href] : [])).filter(isWeb)
}

function isWeb(url: string): boolean {
  return /^https?:/.test(url)
}
