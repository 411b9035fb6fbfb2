/**
 * Redirects of short links. Promises: one read of the database, nothing waited for besides, and no character in a header
 * that is not printable ASCII.
 */

import type { Visit } from '../../clicks/clicks.ts'
import type { Channel } from '../../model/model.ts'
import type { LinkSettings } from '../../model/settings.ts'
import { type Link, loadLive, loadTarget, type Target } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { COMMON_HEADERS } from '../documents/headers.ts'

/** An answer without a body. */
export type Redirect = { readonly status: 301 | 302; readonly headers: Readonly<Record<string, string>> }

/** A minute: a story may be taken back, an original go, a name be moved. */
const SHORT = 'private, max-age=60'
/** As permanent as it is, it names the story that it leads to. */
const SHARED = 'public, max-age=60'

const PREFIX = '/s/'
/** A query that needs no further thought. */
const PLAIN_SEARCH = /^\?[\w.~!$&'()*+,;=:@/?%-]{0,4000}$/
const PLAIN_LEAD = /^\/[\w./~-]*$/

/** A request for a short link. `path`: as it was sent, with its query. */
export type LinkRequest = { readonly path: string; readonly visit: Visit }

/**
 * The redirects of plain `/s/CODE`; undefined for whatever else is asked for, and where there is nothing to lead to:
 * those take the long way. Those of one turn are looked up together: a look alone finds the index's pages gone from the
 * processor's caches, and takes more than twice as long.
 */
export function redirectClicks(backend: Backend, asked: readonly LinkRequest[]): (Redirect | undefined)[] {
  if (backend.channels.some(isLeadingToOriginals)) return asked.map(() => undefined)
  const plain = asked.map(toPlainClick)
  const leads = loadLive(
    backend.db,
    plain.map((one) => one?.typed ?? ''),
  )
  return plain.map((one, index) => {
    const live = leads[index]
    if (one === undefined || live === undefined || !isNamed(backend, live.lead)) return undefined
    return redirect(backend, { code: one.typed, ...live }, one.search, one.visit)
  })
}

function toPlainClick({ path, visit }: LinkRequest): { typed: string; search: string; visit: Visit } | undefined {
  if (!path.startsWith(PREFIX) || (visit.method !== 'GET' && visit.method !== 'HEAD')) return undefined
  const at = path.indexOf('?')
  const search = at < 0 ? '' : path.slice(at)
  if (search !== '' && !PLAIN_SEARCH.test(search)) return undefined
  return { typed: path.slice(PREFIX.length, at < 0 ? undefined : at), search, visit }
}

const NONE: LinkSettings = {}

/** Where a typed code leads, whatever its state. */
export async function findTarget(backend: Backend, typed: string): Promise<Target | undefined> {
  const target = await loadTarget(backend.db, typed, backend.channels.some(isLeadingToOriginals))
  return target && toCurrentLink(backend, target)
}

/** As it is now: a host that no channel names any more may be anybody's, so that a link to it is out of use. */
export function toCurrentLink<Linked extends Pick<Target, 'lead' | 'state'>>(backend: Backend, link: Linked): Linked {
  return link.state !== 'live' || isNamed(backend, link.lead) ? link : { ...link, state: 'retired' }
}

function isNamed({ channels }: Backend, lead: string): boolean {
  return lead.startsWith('/') || channels.some((channel) => isNamedHost(lead, channel))
}

function isLeadingToOriginals({ links }: Channel): boolean {
  return links?.leadTo === 'original'
}

/** Counts the click and leads on. @param search the query as it was sent, `` or `?…`, in printable ASCII */
export function redirect(backend: Backend, target: Omit<Target, 'state'>, search: string, visit: Visit): Redirect {
  const channel = backend.channels.find(({ id }) => id === target.channel)
  const original = toOriginal(target, channel)
  const address = toNow(backend, target, original)
  const wanted = original === undefined || target.item === undefined ? undefined : { item: target.item, url: original }
  backend.clicks.count(target.code, visit, backend.now(), wanted)
  const settings = channel?.links ?? NONE
  // The original may come back: nobody is to keep the way to the copy as the permanent one.
  const isInstead = original !== undefined && address !== original
  return toRedirect(address, search, isInstead ? { ...settings, permanent: false } : settings)
}

/** The original for as long as it is there. */
function toNow(
  { base }: Backend,
  { lead, fault }: Pick<Target, 'lead' | 'fault'>,
  original: string | undefined,
): string {
  return original !== undefined && fault === undefined ? original : toLeadUrl(lead, base)
}

/** Where who follows the link is led now; of one that is not live, where it led. */
export function toLeadUrlNow(backend: Backend, { lead, state, item, fault, channel: id }: Link): string {
  const channel = backend.channels.find((one) => one.id === id)
  const original = state === 'live' ? toOriginal({ item: item?.row, original: item?.url }, channel) : undefined
  return toNow(backend, { lead, ...(fault === undefined ? {} : { fault }) }, original)
}

function toRedirect(address: string, search: string, { permanent, passQuery }: LinkSettings): Redirect {
  return {
    status: permanent === true ? 301 : 302,
    headers: {
      Location: passQuery === true ? withQuery(address, search) : address,
      Link: `<${address}>; rel="canonical"`,
      'Cache-Control': permanent === true ? SHARED : SHORT,
      ...COMMON_HEADERS,
      'Content-Length': '0',
    },
  }
}

/** Our page of the item, or the address that the link was made for. A path is never another host's, `/\\host` neither. */
export function toLeadUrl(lead: string, base: string): string {
  if (PLAIN_LEAD.test(lead)) return base + lead
  return (lead.startsWith('/') ? new URL(base + lead) : new URL(lead, base)).href
}

/** The item's own address, where the channel leads there and the address is on one of its hosts. */
function toOriginal(
  { item, original }: { readonly item?: number | undefined; readonly original?: string | undefined },
  channel: Channel | undefined,
): string | undefined {
  if (item === undefined || original === undefined || channel?.links?.leadTo !== 'original') return undefined
  return isNamedHost(original, channel) ? new URL(original).href : undefined
}

/** Whether links may lead there: http(s), without a user's name, on a host that the channel names. */
export function isNamedHost(url: string, { hosts, links }: Channel): boolean {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return false
  const named = [...hosts, ...(links?.hosts ?? [])]
  return named.includes(parsed.host) || named.includes(parsed.hostname)
}

function withQuery(address: string, search: string): string {
  if (search.length < 2) return address
  const url = new URL(address)
  url.search = url.search === '' ? search : `${url.search}&${search.slice(1)}`
  return url.href
}
