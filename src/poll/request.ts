/** What a source is asked with: its address in use, its validators, and what its settings say. */
import { ConfigError } from '../errors.ts'
import type { PollState, Source } from '../model/model.ts'
import { type Credentials, isHeaderValue, isPrivate } from '../model/request.ts'
import type { SourceOptions } from '../model/settings.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import { isSameHost } from '../net/redirects.ts'

/** What a page is asked for with: HTML where there is a choice. */
const PAGE_TYPES = 'text/html, application/xhtml+xml, */*;q=0.8'

export type Secret = (name: string) => string | undefined

/** A source, or what is yet to become one. */
type AskedSource = SourceOptions & { readonly url: string; readonly id?: string }

/** @throws ConfigError where a secret that the source signs in with is not set */
export function toRequest(source: Source, state: PollState, secret: Secret): DocumentRequest {
  return {
    ...toBareRequest(source, toSourceUrl(source, state)),
    ...(state.etag === undefined ? {} : { etag: state.etag }),
    ...(state.lastModified === undefined ? {} : { lastModified: state.lastModified }),
    ...toPrivate(source, secret),
  }
}

/**
 * What any address is asked with for the sake of a source: what the source signs in with is for its own host only.
 * @throws ConfigError as `toRequest`
 */
export function toRequestOf(url: string, source: AskedSource, secret: Secret): DocumentRequest {
  const bare = toBareRequest(source, url)
  if (!URL.canParse(source.url) || !URL.canParse(url)) return bare
  const own = new URL(source.url)
  const target = new URL(url)
  if (!isSameHost(own, target)) return bare
  if (target.username === '' && target.password === '') {
    target.username = own.username
    target.password = own.password
  }
  return { ...bare, url: target.href, ...toPrivate(source, secret) }
}

/** As `toRequestOf`, of a story's page. @throws ConfigError */
export function toPageRequest(url: string, source: AskedSource, secret: Secret): DocumentRequest {
  return { ...toRequestOf(url, source, secret), accept: PAGE_TYPES }
}

/** What JSON is asked for with: some servers answer a page to who does not name it first. */
const JSON_TYPES = 'application/json, */*;q=0.8'

function toBareRequest({ page, json, userAgent }: AskedSource, url: string): DocumentRequest {
  const isPage = page !== undefined || json?.in !== undefined
  return {
    url,
    ...(isPage ? { accept: PAGE_TYPES } : json === undefined ? {} : { accept: JSON_TYPES }),
    ...(userAgent === undefined ? {} : { userAgent }),
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
  const signsIn = isPrivate(source) || from.username !== '' || from.password !== ''
  return !signsIn || isSameHost(from, new URL(target))
}

/** Headers that are for the source's own host. @throws ConfigError */
function toPrivate(source: AskedSource, secret: Secret): Pick<DocumentRequest, 'headers'> {
  if (!isPrivate(source)) return {}
  const { credentials, cookie, headers = {} } = source
  const whose = source.id === undefined ? 'the source' : `the source ${source.id}`
  const read = (name: string) => readSecret(name, whose, secret)
  const said = Object.entries(headers).map(([name, value]): [string, string] => {
    return [name, typeof value === 'string' ? value : toHeaderValue(value.secret, read)]
  })
  return {
    headers: {
      ...Object.fromEntries(said),
      ...(cookie === undefined ? {} : { cookie: toHeaderValue(cookie, read) }),
      ...(credentials === undefined ? {} : toLogin(credentials, read)),
    },
  }
}

function toLogin(credentials: Credentials, read: (name: string) => string): Record<string, string> {
  if (credentials.type !== 'header') return { authorization: toBasic(read(credentials.secret)) }
  return { [credentials.name]: toHeaderValue(credentials.secret, read) }
}

/** @throws ConfigError */
function readSecret(name: string, whose: string, secret: Secret): string {
  // A line end after a secret is its file's or its shell's.
  const value = secret(name)?.trim()
  if (!value) throw new ConfigError(`${name} is not set, and ${whose} signs in with it.`)
  return value
}

/** @throws ConfigError */
function toHeaderValue(name: string, read: (name: string) => string): string {
  const value = read(name)
  if (!isHeaderValue(value)) throw new ConfigError(`${name} holds signs that no HTTP header can have.`)
  return value
}

/** RFC 7617; the secret is `user:password`. */
function toBasic(login: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(login)))}`
}
