/**
 * Fetching over undici. Connections go only to addresses that were checked: literals before connecting, names
 * when they are resolved, and the connection is made to the very address that was checked, so a name server
 * that answers twice in two ways gains nothing.
 */

import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { pipeline } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  type Gunzip,
} from 'node:zlib'
import type { Agent, buildConnector } from 'undici'
import {
  type AllowList,
  isAllowedAddress,
  parseAddress,
  refuseHost,
  toAllowList,
  toHostname,
  toPrivateError,
} from '../net/addresses.ts'
import type { BodyReader, HttpResponse } from '../net/exchange.ts'
import type { Fetch, FetchInit } from '../net/fetch.ts'
import { once } from '../rounds.ts'
import { findShortage } from './shortage.ts'

export type FetchOptions = {
  /** Hosts and CIDRs that may be fetched although they are private. */
  readonly allowPrivate: readonly string[]
  /** Milliseconds until a connection stands, name and TLS included. */
  readonly connectTimeout?: number
  /** A certificate authority to trust in place of the usual ones, PEM. */
  readonly ca?: string
  /** Why no file can be opened, where that is so. */
  readonly shortage?: () => Error | undefined
}

/** Some sites send long policies and many cookies: undici's own limit of 16 KiB refuses them. */
const HEADERS = 64 * 1024

/**
 * The fetch of this runtime, with an own pool of connections; `close` waits for what is under way.
 * Proxies that the environment names are not used: behind one no address could be checked.
 * @throws ConfigError where `allowPrivate` makes no sense
 */
export function createFetch(options: FetchOptions): { readonly fetch: Fetch; readonly close: () => Promise<void> } {
  const allow = toAllowList(options.allowPrivate)
  let pool: Pool | undefined
  const open = once(async () => {
    pool = await openPool(allow, options)
    return pool
  })
  return {
    fetch: async (url, init) => send(await open(), url, init),
    close: async () => pool?.agent.close(),
  }
}

type Pool = { readonly agent: Agent; readonly request: typeof import('undici').request }

/** Loaded when something is fetched: undici is a tenth of what a start takes, and most commands fetch nothing. */
async function openPool(allow: AllowList, options: FetchOptions): Promise<Pool> {
  const { Agent, buildConnector, request } = await import('undici')
  const agent = new Agent({
    connect: toConnector(allow, options, buildConnector),
    allowH2: false,
    maxHeaderSize: HEADERS,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  })
  return { agent, request }
}

function toConnector(
  allow: AllowList,
  options: FetchOptions,
  build: typeof import('undici').buildConnector,
): buildConnector.connector {
  const connect = build({
    timeout: options.connectTimeout ?? 10_000,
    allowH2: false,
    lookup: toLookup(allow, options.shortage ?? findShortage),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  })
  return (target, callback) => {
    // A literal is never looked up, so the guard there would not see it.
    const refusal = refuseHost(target.hostname, allow)
    if (refusal === undefined) connect(target, callback)
    else callback(refusal, null)
  }
}

/** Looks a name up and hands on the addresses that may be connected to; an error where there is none. */
function toLookup(allow: AllowList, shortage: () => Error | undefined): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      // Where no file can be opened, name servers can't be asked: the system says that there is no such name then.
      if (error !== null) return callback(shortage() ?? error, '')
      const name = toHostname(hostname) ?? hostname
      const open = found.filter(({ address }) => isOpenText(address, name, allow))
      const [first] = open
      if (first === undefined) return callback(toPrivateError(name, 'lookup'), '')
      return options.all ? callback(null, open) : callback(null, first.address, first.family)
    })
  }
}

function isOpenText(text: LookupAddress['address'], name: string, allow: AllowList): boolean {
  const address = parseAddress(text)
  return address !== undefined && isAllowedAddress(address, name, allow)
}

// One request over undici's own `request`: it costs half of what its fetch does, and leaves decoding to us.

type Body = Awaited<ReturnType<Pool['request']>>['body']

/** Sends it by an agent that guards its connections; follows no redirect. */
async function send({ agent, request }: Pool, url: string, init: FetchInit): Promise<HttpResponse> {
  const { method, headers: sent, signal, body: bytes } = init
  const headers = bytes === undefined ? { 'accept-encoding': CODINGS, ...sent } : sent
  const ask = () => request(url, { dispatcher: agent, method, headers, signal, body: bytes ?? null })
  const answer = await (method === 'POST' ? ask() : askAgain(ask))
  const get = (name: string) => toValue(answer.headers[name.toLowerCase()])
  const isEmpty = answer.statusCode === 204 || get('content-length') === '0'
  const read = () => (isEmpty ? readNothing(answer.body) : toReader(answer.body, get('content-encoding') ?? ''))
  return { status: answer.statusCode, headers: { get }, body: { getReader: read } }
}

/**
 * A connection that is used again may be one that the server just gave up without a word: what only asks is asked once
 * more then, as RFC 9112 section 9.3.1 has it.
 */
async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && 'code' in error && DROPPED.has(String(error.code))) return ask()
    throw error
  }
}

const DROPPED = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

function toValue(value: string | string[] | undefined): string | null {
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
}

function toReader(body: Body, coding: string): BodyReader {
  const parts = decode(body, coding)[Symbol.asyncIterator]()
  return {
    read: async () => {
      const { done = false, value } = await parts.next()
      return { done, value }
    },
  }
}

/** The connection is free for the next message once the answer was read to its end. */
function readNothing(body: Body): BodyReader {
  return {
    read: async () => {
      await body.dump()
      return { done: true }
    },
  }
}

// Content codings undone, and strictly: a compressed body that stops before its end is an error, because what stands
// after the stop may be half of the stories. undici's fetch hands such a body on as if it were whole.

/** What is asked for; zstd, which few servers speak, is read where one sends it all the same. */
const CODINGS = 'gzip, deflate, br'

type Bytes = AsyncIterable<Uint8Array>
/** By the first bytes; undefined where they show that nothing was coded. */
type Decoder = (first: Uint8Array) => Gunzip | undefined

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', toGunzip],
  ['x-gzip', toGunzip],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
  // RFC 9110 section 8.4.1.2 means zlib's format; some servers send the bare stream.
  ['deflate', ([first = 0]) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw())],
])

/** Some servers say gzip of what they send as it is: without gzip's magic number nothing can be undone. */
function toGunzip([first, second = 0x8b]: Uint8Array): Gunzip | undefined {
  return first === 0x1f && second === 0x8b ? createGunzip() : undefined
}

/**
 * The bytes of a body without its codings, as they come; what is coded in a way that is unknown here stays so.
 * @param header Content-Encoding: the coding that was applied last stands last
 */
function decode(body: Bytes, header: string): Bytes {
  const names = header.toLowerCase().split(',', 8)
  return names.reduceRight<Bytes>((bytes, name) => {
    const toDecoder = decoders.get(name.trim())
    return toDecoder === undefined ? bytes : undo(bytes, toDecoder)
  }, body)
}

/** A body without any bytes is empty, whatever it says of its coding. */
async function* undo(body: Bytes, toDecoder: Decoder): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]()
  const { done, value: first } = await parts.next()
  if (done) return
  const [all, decoder] = [joined(first, parts), toDecoder(first)]
  // What goes wrong shows where the decoded bytes are read.
  yield* decoder === undefined ? all : pipeline(all, decoder, () => undefined)
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}
