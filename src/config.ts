/**
 * Settings of both runtimes (docs/configuration.md). Promises: one that makes no sense stops the start with a sentence
 * that names the variable.
 */

import { ConfigError } from './errors.ts'

/** Settings of both runtimes. */
export type Config = {
  /** Public origin of every link given out, without a trailing slash. */
  readonly baseUrl: string
  /** Bearer token for everything that writes or fetches; without one, such calls answer 401. */
  readonly apiToken?: string
  /** Why that token opens nothing, in a sentence. */
  readonly tokenFault?: string
  /** What stored secrets are encrypted with: the first of several keys encrypts, all of them decrypt. */
  readonly secretKeys?: readonly string[]
  /** Hosts and CIDRs that may be fetched although they are private. */
  readonly allowPrivate: readonly string[]
  /** Cloudflare's zone before the service, which is purged when a story is taken back. */
  readonly zone?: { readonly id: string; readonly token: string }
}

/** Settings of the Node service besides; `baseUrl` may wait for the port that the system chose. */
export type NodeConfig = Omit<Config, 'baseUrl'> & {
  readonly baseUrl?: string
  readonly host: string
  readonly port: number
  readonly database: string
  readonly archive: string
  readonly feeds: string
  /** Addresses and CIDRs of proxies whose `Forwarded` or `X-Forwarded-For` names the sender. */
  readonly trustProxy?: readonly string[]
}

type Variables = Readonly<Record<string, string | undefined>>

/** Reads the settings of the Node service. @throws ConfigError naming the variable */
export function readNodeConfig(variables: Variables): NodeConfig {
  const baseUrl = readOrigin(variables.BASE_URL)
  const trustProxy = readList(variables.TRUST_PROXY)
  return {
    ...readShared(variables),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(trustProxy.length === 0 ? {} : { trustProxy }),
    host: variables.HOST || '127.0.0.1',
    port: readPort(variables.PORT),
    database: variables.DATABASE || 'data/ara.db',
    archive: variables.ARCHIVE || 'feeds/archive',
    feeds: variables.FEEDS || 'feeds/index.ts',
  }
}

/** Reads the settings of the Worker. @throws ConfigError naming the variable */
export function readWorkerConfig(variables: Variables): Config {
  const baseUrl = readOrigin(variables.BASE_URL)
  if (baseUrl === undefined) throw new ConfigError('BASE_URL is missing: set it to the public origin of this service.')
  const shared = readShared(variables)
  return { ...shared, ...toFault(findTokenFault(shared.apiToken)), baseUrl }
}

/** Where nobody but this machine reaches the service. */
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i

/** A token that somebody could guess is none where everybody may try. */
const LEAST_TOKEN = 16

/** What is wrong with API_TOKEN, in a sentence. */
export function findTokenFault(token: string | undefined): string | undefined {
  if (token === undefined || token === '' || token.length >= LEAST_TOKEN) return undefined
  return `API_TOKEN is too short: a token has ${LEAST_TOKEN} characters at least; openssl rand -hex 32 makes one.`
}

/** The same, where somebody else than this machine reaches the service. */
export function toTokenFault({ host }: Pick<NodeConfig, 'host'>, token: string): Pick<Config, 'tokenFault'> {
  return LOCAL.test(host) ? {} : toFault(findTokenFault(token))
}

function toFault(tokenFault: string | undefined): Pick<Config, 'tokenFault'> {
  return tokenFault === undefined ? {} : { tokenFault }
}

/** The origin people on this machine reach the service at: a wildcard or loopback host is `localhost` to them. */
export function toBaseUrl(host: string, port: number): string {
  const local = ['127.0.0.1', '0.0.0.0', '::', ''].includes(host)
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return port === 80 ? `http://${name}` : `http://${name}:${port}`
}

/** What whoever reaches the service from elsewhere is not served by; undefined where links lead where they should. */
export function toBaseWarning({ host, baseUrl }: NodeConfig, used: string): string | undefined {
  if (baseUrl !== undefined || !REACHED.includes(host)) return undefined
  return `BASE_URL is not set: links, hub and addresses of feeds begin with ${used}, which other machines do not reach; set it to the public origin.`
}

/** Hosts that say how the service is to be reached, and do not say where. */
const REACHED = ['0.0.0.0', '::', '::1', '::0', '0:0:0:0:0:0:0:0', '0:0:0:0:0:0:0:1']

function readShared(variables: Variables): Omit<Config, 'baseUrl'> {
  const apiToken = variables.API_TOKEN?.trim()
  const secretKeys = readKeys(variables.SECRET_KEY ?? '', 'SECRET_KEY')
  return {
    ...(apiToken ? { apiToken } : {}),
    ...(secretKeys.length === 0 ? {} : { secretKeys }),
    allowPrivate: readList(variables.ALLOW_PRIVATE),
    ...readZone(variables.ZONE_ID?.trim(), variables.PURGE_TOKEN?.trim()),
  }
}

/** A key that somebody could guess is none. */
const LEAST_KEY = 32

/** Keys with blanks between them, the one that encrypts first. @throws ConfigError where one is too short, naming where it stands */
export function readKeys(text: string, where: string): string[] {
  const keys = text.split(/[\s,]+/).filter((key) => key !== '')
  if (keys.every((key) => key.length >= LEAST_KEY)) return keys
  throw new ConfigError(
    `${where} is too short: a key has ${LEAST_KEY} characters at least; openssl rand -hex 32 makes one.`,
  )
}

function readZone(id: string | undefined, token: string | undefined): Pick<Config, 'zone'> {
  if (!id && !token) return {}
  if (!id) throw new ConfigError('ZONE_ID is missing: PURGE_TOKEN says nothing without it.')
  if (!/^[0-9a-f]{32}$/.test(id)) throw new ConfigError(`ZONE_ID is no id of a Cloudflare zone, 32 hex digits: ${id}`)
  if (!token) throw new ConfigError('PURGE_TOKEN is missing: the zone of ZONE_ID can not be purged without it.')
  return { zone: { id, token } }
}

function readList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readOrigin(text: string | undefined): string | undefined {
  const value = text?.trim()
  if (!value) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`BASE_URL is no http or https address: ${value}`)
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new ConfigError(`BASE_URL is an origin, without path, query or user: ${value}`)
  }
  return url.origin
}

function readPort(text: string | undefined): number {
  if (!text) return 8787
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new ConfigError(`PORT is no port number from 0 to 65535: ${text}`)
  return port
}
