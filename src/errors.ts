/** Every error class of the project. Each message is one sentence that names what and where. */

/** A setting is missing or makes no sense; the message begins with the variable's name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** A document could not be read at all; single bad fields never cause one. */
export class ParseError extends Error {
  override readonly name = 'ParseError'
}

/** An address was refused, did not answer, or answered something unusable. */
export class FetchError extends Error {
  override readonly name = 'FetchError'
  readonly kind: FetchErrorKind
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined
  /** From Retry-After: earliest time to ask again. */
  readonly retryAt: number | undefined
  /** The page that came with the status, where it was one. */
  readonly page: RefusalPage | undefined

  constructor(kind: FetchErrorKind, message: string, options: FetchErrorOptions = {}) {
    super(message, options)
    this.kind = kind
    this.status = options.status
    this.retryAt = options.retryAt
    this.page = options.page
  }
}

export type FetchErrorKind =
  | 'address' // not http(s), or not an address
  | 'private' // leads to a private address
  | 'redirects' // too many, or a loop
  | 'timeout'
  | 'tls'
  | 'network'
  | 'status' // an HTTP status that is no document
  | 'gone' // 410
  | 'size' // larger than the limit

type FetchErrorOptions = {
  readonly cause?: unknown
  readonly status?: number
  readonly retryAt?: number
  readonly page?: RefusalPage | undefined
}

/** What a server shows those whom it refuses; `guard`: whose bot check its headers name. */
export type RefusalPage = {
  readonly url: string
  readonly bytes: Uint8Array
  readonly contentType?: string
  readonly guard?: string
}

/** Nothing could be asked, for want of something on this side: files, memory, or requests that an invocation may send. */
export class ShortageError extends Error {
  override readonly name = 'ShortageError'
  /** What is short, the same whoever was to be asked. */
  readonly short: string

  /** @param host who was to be asked */
  constructor(host: string, short: string, options: { readonly cause?: unknown } = {}) {
    super(`${host} could not be asked: ${short}.`, options)
    this.short = short
  }
}

/** The database refused; `unique` says whether a uniqueness rule did. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly unique: boolean
  /** What keeps the database from working, where it is not what was asked of it: the message then says so to anybody. */
  readonly reason: StoreFault | undefined

  constructor(message: string, options: StoreErrorOptions = {}) {
    super(message, options)
    this.unique = options.unique ?? false
    this.reason = options.reason
  }
}

export type StoreFault =
  | 'full' // no room for what is to be written
  | 'locked' // somebody else writes, or there is too much to do; it passes
  | 'corrupt' // damaged, or taken away: it needs a person
  | 'readonly' // only read
  | 'newer' // a newer version of the service was at it
  | 'foreign' // another program's
  | 'ioerr' // the disk, or the way there

type StoreErrorOptions = {
  readonly cause?: unknown
  readonly unique?: boolean
  readonly reason?: StoreFault | undefined
}

/** What was to be changed is not as whoever changes it has seen it, or what was to be made is there. */
export class VersionError extends Error {
  override readonly name = 'VersionError'
  /** What it is known by. */
  readonly subject: string

  constructor(subject: string, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.subject = subject
  }
}

/** A request that can't be answered as asked; becomes an RFC 9457 problem document. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly status: RequestErrorStatus
  /** What happened, where that is more than the status says; src/http/problems.ts has the words. */
  readonly kind: RequestErrorKind | undefined
  /** Further members of the problem document, such as `field`. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    status: RequestError['status'],
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    options: { readonly cause?: unknown; readonly kind?: RequestErrorKind } = {},
  ) {
    super(message, options)
    this.status = status
    this.kind = options.kind
    this.members = members
  }
}

export type RequestErrorStatus =
  | (400 | 401 | 403 | 404 | 405 | 406 | 409 | 410 | 412 | 413 | 414 | 415 | 422 | 428 | 429)
  | (500 | 502 | 503 | 507)

/** What a caller can tell errors by; each name is a part of an address, so none is ever changed. */
export type RequestErrorKind =
  | ('bad-request' | 'bad-query' | 'bad-body')
  | ('token-needed' | 'not-allowed')
  | ('not-found' | 'method-not-allowed' | 'not-acceptable')
  | ('conflict' | 'name-taken' | 'declared' | 'withdrawn' | 'request-in-flight')
  | ('gone' | 'cursor-gone' | 'changed-meanwhile' | 'condition-needed')
  | ('too-large' | 'address-too-long' | 'media-type')
  | ('not-processable' | 'bad-member' | 'unknown-member' | 'unreadable-document')
  | ('too-many-requests' | 'internal-error' | 'source-not-readable' | 'not-available' | 'no-room')

/** A secret was to be kept, and there is nothing to encrypt it with. */
export class KeyError extends Error {
  override readonly name = 'KeyError'

  constructor() {
    super('SECRET_KEY is not set, so no secret can be kept: npx wrangler secret put SECRET_KEY sets it.')
  }
}
