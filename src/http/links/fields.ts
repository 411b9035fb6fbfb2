/**
 * Where a link is to lead and what it is to be called, as a body says it. Promises: exactly one lead, on a host that
 * the channel names, and no name that is one of our own addresses.
 */

import type { Hono } from 'hono'
import * as v from 'valibot'
import { RESERVED } from '../../channels.ts'
import { judgeAlias } from '../../clean/identity/alias.ts'
import { toIdentity } from '../../clean/identity/identity.ts'
import { isOwnAddress, toCanonicalAddress } from '../../clean/identity/url.ts'
import { RequestError } from '../../errors.ts'
import { toPathHash } from '../../model/hash.ts'
import type { Channel, StoredItem } from '../../model/model.ts'
import type { Value } from '../../model/schema.ts'
import { changedLink } from '../../model/transfer.ts'
import { EVERY_FORMAT } from '../../publish/formats.ts'
import { loadByHashes } from '../../store/feeds/addresses.ts'
import { loadItem, loadItemAt } from '../../store/feeds/feeds.ts'
import type { Lead } from '../../store/links/editing.ts'
import { foldCode } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { words } from '../body.ts'
import { fieldError } from '../problem.ts'
import { decodePart } from '../route.ts'
import { toAddressHashes } from '../wordpress/old-addresses.ts'
import { isNamedHost } from './redirect.ts'
import { decodeIfPossible } from './table.ts'

/** What callers say of a link, with why it is moved in words that XML can hold. */
export const movedLink = v.object({ ...changedLink.entries, note: v.exactOptional(words) })

/** Where a link is to lead. */
export type LeadFields = Pick<Value<typeof changedLink>, 'item' | 'url' | 'channel'>

/** The lead that a body asks for: exactly one of `item` and `url`. @throws RequestError 422, 410 */
export async function readLead(backend: Backend, { item, url, channel }: LeadFields): Promise<Lead> {
  if (item !== undefined && url !== undefined) throw fieldError('url', 'Give either item or url: a link leads to one.')
  if (item !== undefined) return toNamedLead(backend, item)
  if (url !== undefined) return toUrlLead(backend, url, channel)
  throw fieldError('item', 'item is missing: say which item, or with url which address, the link leads to.')
}

async function toNamedLead(backend: Backend, name: string): Promise<Lead> {
  const item = (await loadItem(backend.db, name)) ?? (await loadItem(backend.db, foldCode(name)))
  if (item === undefined) throw fieldError('item', 'item names no item: it has to be an id or a code.')
  return toItemLead(item, 'item')
}

function toItemLead({ row, channel, permalink, state, id, reason }: StoredItem, field: string): Lead {
  if (state === 'live') return { item: row, channel, permalink }
  throw new RequestError(410, 'This story was retracted: no link can be made to it.', { field, item: id, reason })
}

/**
 * An address on a host that a channel names. One that is a story's own, or that of our page of it, is that story: so the
 * link outlives the site.
 */
async function toUrlLead(backend: Backend, url: string, channelId: string | undefined): Promise<Lead> {
  const parsed = new URL(url)
  if (parsed.username || parsed.password) throw fieldError('url', 'url has a user name or password in it.')
  const own = await toOwnLead(backend, parsed)
  if (own !== undefined) return own
  const named = channelId === undefined ? backend.channels : backend.channels.filter(({ id }) => id === channelId)
  if (named.length === 0) throw fieldError('channel', 'There is no such channel here.')
  const channel = named.find((one) => isNamedHost(parsed.href, one))
  if (channel === undefined) throw fieldError('url', toHostSentence(parsed.host, named))
  const item = await loadItemOf(backend, parsed.href)
  return item === undefined ? { url: parsed.href, channel: channel.id } : toItemLead(item, 'url')
}

function toHostSentence(host: string, channels: readonly Channel[]): string {
  const hosts = [...new Set(channels.flatMap(({ hosts, links }) => [...hosts, ...(links?.hosts ?? [])]))]
  const named = hosts.length === 0 ? 'none is named yet' : `those are ${hosts.slice(0, 20).join(', ')}`
  return `url leads to ${host}; links lead only to hosts that a channel names in feeds/ (${named}).`
}

async function toOwnLead(backend: Backend, url: URL): Promise<Lead | undefined> {
  if (url.origin !== new URL(backend.base).origin) return undefined
  const path = toOwnPath(url.href, backend.base)
  if (path === undefined) {
    throw fieldError('url', 'url is itself a short link, or no page: say where the link is to lead in the end.')
  }
  const item = await loadItemAt(backend.db, decodePart(url.pathname))
  if (item !== undefined && (item.state !== 'live' || url.search + url.hash === '')) return toItemLead(item, 'url')
  return { url: path, channel: item?.channel ?? backend.channels[0]?.id ?? '' }
}

/**
 * A page of our own as a path, which leads there under whatever `BASE_URL` comes; undefined where the address is
 * another site's, or a short link or no page.
 */
export function toOwnPath(address: string, base: string): string | undefined {
  const url = URL.parse(address, base)
  if (url === null || url.origin !== new URL(base).origin) return undefined
  // Letters may stand as `%73`.
  const plain = url.pathname.replace(/%[2-7][0-9a-f]/gi, decodeURIComponent)
  if (/^\/(?:[\\/]|(?:s|api)(?:\/|$))/.test(plain)) return undefined
  return url.pathname + url.search + url.hash
}

/** The name in the form it is kept in. @throws RequestError 422 with the reason */
export function readAlias(app: Hono, backend: Backend, text: string): string {
  const judged = judgeAlias(text)
  if ('name' in judged && !toRouteNames(app, backend).has(foldCode(judged.name))) return judged.name
  const fault = 'fault' in judged ? judged.fault : `reads like ${judged.name}, an address of this service itself`
  throw fieldError('alias', `alias ${fault}.`)
}

/** First parts of every route, with and without their ending, and of what a site usually has; folded, as they are read. */
export function toRouteNames(app: Hono, { channels }: Backend): ReadonlySet<string> {
  const parts = app.routes.map(({ path }) => path.split('/')[1] ?? '').filter((part) => /^[\w.-]+$/.test(part))
  const common = [...RESERVED, ...EVERY_FORMAT, 'feeds', 'admin', 'login', 'wp-login', 'index']
  const names = [...parts, ...common, ...channels.map(({ id }) => id)]
  return new Set(
    names.flatMap((part) => [part, part.replace(/\..*$/s, '')].map(foldCode)).filter((part) => part !== ''),
  )
}

// Stories by the addresses that links to them have.

/** Hashes of the address under every channel's hosts, the most exact first, and the permalink that it may be. */
export function toForms({ channels, base }: Backend, url: string): { hashes: string[]; permalink?: string } {
  const address = URL.parse(/^(?:[a-z]+:)?\/\//i.test(url) ? url : `https://${url}`, 'https://x')
  if (address === null) return { hashes: [] }
  const { href, origin, pathname } = address
  const exact = [href, href.replace(/#.*/, '')].flatMap((form) => toExact(channels, form))
  const own = channels.flatMap(({ hosts }) => (isOwnAddress(href, hosts) ? toAddressHashes(address, hosts) : []))
  const isOurs = origin === new URL(base).origin
  if (!isOurs) return { hashes: [...new Set([...exact, ...own])] }
  const permalink = decodeIfPossible(pathname)
  return { hashes: [...new Set([...exact, ...own, toPathHash(permalink)])], permalink }
}

/** Hashes of exactly this address, under every channel's hosts. */
function toExact(channels: Backend['channels'], url: string): string[] {
  const forms = channels.map(({ hosts }) => toCanonicalAddress(url, hosts))
  return forms.flatMap((form) => (form === undefined ? [] : [toIdentity('address', form).hash]))
}

/** The story whose own address this is, the retracted one too. */
async function loadItemOf({ db, channels }: Backend, url: string): Promise<StoredItem | undefined> {
  const found = await loadByHashes(db, toExact(channels, url))
  return found && loadItemAt(db, found.permalink)
}
