/** What a source is asked with: its address in use, its validators and its credentials. */
import { ConfigError } from '../errors.ts'
import type { PollState, Source } from '../model/model.ts'
import type { Credentials } from '../model/secret.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import { isSameHost } from '../net/redirects.ts'

/** What a page is asked for with: HTML where there is a choice. */
export const PAGE_TYPES = 'text/html, application/xhtml+xml, */*;q=0.8'

type Secret = (name: string) => string | undefined

/** @throws ConfigError where a secret that the source signs in with is not set */
export function toRequest(source: Source, state: PollState, secret: Secret): DocumentRequest {
  return {
    url: toSourceUrl(source, state),
    ...(source.page === undefined ? {} : { accept: PAGE_TYPES }),
    ...(state.etag === undefined ? {} : { etag: state.etag }),
    ...(state.lastModified === undefined ? {} : { lastModified: state.lastModified }),
    ...(source.credentials === undefined ? {} : { headers: toHeaders(source.id, source.credentials, secret) }),
  }
}

/** What a page of the source is asked with. What the source signs in with is for its own host only. @throws ConfigError */
export function toPageRequest(url: string, source: Source, secret: Secret): DocumentRequest {
  const bare = { url, accept: PAGE_TYPES }
  if (!URL.canParse(source.url)) return bare
  const own = new URL(source.url)
  const target = new URL(url)
  if (target.origin !== own.origin) return bare
  target.username = own.username
  target.password = own.password
  const { credentials } = source
  return {
    ...bare,
    url: target.href,
    ...(credentials === undefined ? {} : { headers: toHeaders(source.id, credentials, secret) }),
  }
}

/** The address to ask: the declared one, or the one that the source moved to, with the declared user name and password. */
export function toSourceUrl(source: Source, state: PollState): string {
  // What it signs in with may be newer than the move.
  if (state.adoptedUrl === undefined || !mayAdopt(source, state.adoptedUrl)) return source.url
  const { username, password } = new URL(source.url)
  const url = new URL(state.adoptedUrl)
  url.username = username
  url.password = password
  return url.href
}

/** What is claimed, so that a server is asked one thing at a time. An address that is none claims only itself. */
export function toSourceHost(source: Source, state: PollState): string {
  const url = toSourceUrl(source, state)
  return URL.canParse(url) ? new URL(url).host : `source:${source.id}`
}

/** Whether a move may be adopted: what a source signs in with is for its own host and port only, and never in the clear where it was not. */
export function mayAdopt(source: Source, target: string): boolean {
  if (!URL.canParse(source.url)) return false
  const from = new URL(source.url)
  const signsIn = source.credentials !== undefined || from.username !== '' || from.password !== ''
  return !signsIn || isSameHost(from, new URL(target))
}

function toHeaders(id: string, credentials: Credentials, secret: Secret): Record<string, string> {
  // A line end after a secret is its file's or its shell's.
  const value = secret(credentials.secret)?.trim()
  if (!value) throw new ConfigError(`${credentials.secret} is not set, and the source ${id} signs in with it.`)
  if (credentials.type !== 'header') return { authorization: toBasic(value) }
  if (!HEADER.test(value)) throw new ConfigError(`${credentials.secret} holds signs that no HTTP header can have.`)
  return { [credentials.name]: value }
}

/** What RFC 9110 section 5.5 allows in the value of a field. */
const HEADER = /^[\t\x20-\x7e\x80-\xff]*$/

/** RFC 7617; the secret is `user:password`. */
function toBasic(login: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(login)))}`
}
