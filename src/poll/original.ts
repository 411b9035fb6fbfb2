/** One original: is it where the story stood? And what that says of its host. */
import { FetchError } from '../errors.ts'
import type { Channel } from '../model/model.ts'
import { fetchDocument, type Net } from '../net/fetch.ts'
import type { OriginalHost } from '../store/links/originals.ts'
import type { Moment } from './state.ts'

/** Nothing of it is read but that it is there. */
const LARGEST = 256 * 1024
const ACCEPT = 'text/html, */*;q=0.5'
/** What servers answer that do not want to be asked by HEAD. */
const UNWILLING = [400, 403, 405, 406, 501]
const ABSENT = [404, 410]
const DOWN = ['network', 'timeout', 'tls']

/** Asks for an original by HEAD, and by GET where that is refused. Never throws for what a host does. */
export async function checkOriginal(net: Net, url: string, channels: readonly Channel[]): Promise<Finding> {
  const head = await ask(net, url, 'HEAD', channels)
  return head === 'unwilling' ? settle(await ask(net, url, 'GET', channels)) : head
}

function settle(finding: Finding | 'unwilling'): Finding {
  return finding === 'unwilling' ? { outcome: 'unsure' } : finding
}

async function ask(
  net: Net,
  url: string,
  method: 'HEAD' | 'GET',
  channels: readonly Channel[],
): Promise<Finding | 'unwilling'> {
  let last = url
  const fetch: Net['fetch'] = (hop, init) => {
    last = hop
    return net.fetch(hop, init)
  }
  try {
    await fetchDocument({ ...net, fetch, limits: { ...net.limits, body: LARGEST } }, { url, accept: ACCEPT, method })
    return toStray(url, last, channels) ?? { outcome: 'there' }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    // Whatever is wrong there: what a stranger does says nothing of the host, and readers are with the stranger.
    return toStray(url, last, channels) ?? toFinding(error)
  }
}

/** Whether readers end on a host that no channel names. */
function toStray(url: string, last: string, channels: readonly Channel[]): Finding | undefined {
  const { host, hostname } = new URL(last)
  if (isNamed(host, channels) || isNamed(hostname, channels)) return undefined
  return { outcome: 'absent', reason: `${new URL(url).host} sends readers to ${host}.` }
}

function isNamed(host: string, channels: readonly Channel[]): boolean {
  return channels.some(({ hosts, links }) => hosts.includes(host) || links?.hosts?.includes(host) === true)
}

function toFinding(error: FetchError): Finding | 'unwilling' {
  const { status, kind, message } = error
  if (status !== undefined && ABSENT.includes(status)) return { outcome: 'absent', reason: message }
  if (status !== undefined && UNWILLING.includes(status)) return 'unwilling'
  if (status !== undefined && status >= 500) return { outcome: 'down', reason: message }
  if (DOWN.includes(kind) || kind === 'redirects') return { outcome: 'down', reason: message }
  // Larger than is read is there; a private address now is no sign of it.
  return { outcome: kind === 'size' ? 'there' : 'unsure' }
}

// What becomes of a host of originals after a look: from one state to the next. Pure.

const MINUTE = 60_000
/** Before the tick of the next minute. */
const AGAIN = 50_000
const HOUR = 60 * MINUTE

/** Between looks at a host that is well, where nobody clicks. */
const INTERVAL = 6 * HOUR
/** After this many looks in a row that failed it is lost. */
const PATIENCE = 3
/** A sample smaller than this says nothing of a host that still answers. */
const SAMPLE = 3

/** How it went with one original. `absent`: its host says that it is not there, or sends readers elsewhere. */
export type Finding =
  | { readonly outcome: 'there' | 'unsure' }
  | { readonly outcome: 'absent' | 'down'; readonly reason: string }

/** Why a look counts as failed: the host does not answer, or has none of what it had. */
function toFault(findings: readonly Finding[]): string | undefined {
  const failed = findings.flatMap((one) => (one.outcome === 'down' || one.outcome === 'absent' ? [one] : []))
  const down = failed.find(({ outcome }) => outcome === 'down')
  if (failed.length * 2 <= findings.length) return undefined
  if (down === undefined && failed.length < SAMPLE) return undefined
  return (down ?? failed[0])?.reason
}

/** The host after a look. A lost one is looked for again within the hour, one that fails or is back in a minute. */
export function toNextHost(host: OriginalHost, findings: readonly Finding[], { now, random }: Moment): OriginalHost {
  const fault = toFault(findings)
  const spread = 1 + random / 10
  if (fault === undefined) {
    const rest = host.lost === undefined ? Math.ceil(INTERVAL * spread) : AGAIN
    return { host: host.host, due: now + rest, checked: now, failures: 0 }
  }
  const failures = host.failures + 1
  const lost = host.lost ?? (failures >= PATIENCE ? now : undefined)
  const wait = lost === undefined ? AGAIN : Math.min(5 * MINUTE * 2 ** Math.max(0, failures - PATIENCE), HOUR)
  const due = now + Math.ceil(wait * (lost === undefined ? 1 : spread))
  return { host: host.host, due, checked: now, failures, fault, ...(lost === undefined ? {} : { lost }) }
}
