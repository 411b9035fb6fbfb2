/**
 * What went wrong on the network, as one sentence that an editor understands. Only the host is ever
 * named: user names, paths and queries of feed addresses hold secrets.
 */
import { FetchError, type FetchErrorKind, type RefusalPage, ShortageError } from '../errors.ts'

type Fault = { readonly kind: FetchErrorKind; readonly says: (host: string) => string }

const noName: Fault = { kind: 'network', says: (host) => `There is no host named ${host.replace(/:\d+$/, '')}.` }
const refused: Fault = { kind: 'network', says: (host) => `${host} refused the connection.` }
const closed: Fault = { kind: 'network', says: (host) => `${host} closed the connection in the middle of the answer.` }
const unreachable: Fault = { kind: 'network', says: (host) => `${host} could not be reached.` }
const lost: Fault = {
  kind: 'network',
  says: (host) => `The connection to ${host} broke off in the middle of the document.`,
}
const slow: Fault = { kind: 'timeout', says: (host) => `${host} did not answer in time.` }
const untrusted: Fault = { kind: 'tls', says: (host) => `The certificate of ${host} is from an unknown authority.` }
const selfSigned: Fault = { kind: 'tls', says: (host) => `The certificate of ${host} is self-signed.` }
const damaged: Fault = { kind: 'network', says: (host) => `The document of ${host} is wrongly compressed.` }
const cut: Fault = { kind: 'network', says: (host) => `The compressed document of ${host} breaks off before its end.` }

/** By the `code` of the error, whichever library's it is: Node's, OpenSSL's, zlib's or undici's. */
const faults: ReadonlyMap<string, Fault> = new Map([
  ['ENOTFOUND', noName],
  ['ENODATA', noName],
  [
    'EAI_AGAIN',
    { kind: 'network', says: (host) => `The name ${host} could not be looked up: no name server answered.` },
  ],
  ['ECONNREFUSED', refused],
  ['ECONNRESET', closed],
  ['EPIPE', closed],
  ['UND_ERR_SOCKET', closed],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', closed],
  ['EHOSTUNREACH', unreachable],
  ['ENETUNREACH', unreachable],
  ['EADDRNOTAVAIL', unreachable],
  ['ENETDOWN', unreachable],
  ['ETIMEDOUT', slow],
  ['UND_ERR_HEADERS_TIMEOUT', slow],
  ['UND_ERR_BODY_TIMEOUT', slow],
  ['UND_ERR_HEADERS_OVERFLOW', { kind: 'size', says: (host) => `${host} sent more headers than are allowed.` }],
  ['ERR_TLS_CERT_ALTNAME_INVALID', { kind: 'tls', says: (host) => `The certificate of ${host} is for another host.` }],
  ['CERT_HAS_EXPIRED', { kind: 'tls', says: (host) => `The certificate of ${host} has expired.` }],
  ['CERT_NOT_YET_VALID', { kind: 'tls', says: (host) => `The certificate of ${host} is not valid yet.` }],
  ['CERT_REVOKED', { kind: 'tls', says: (host) => `The certificate of ${host} was revoked.` }],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', selfSigned],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['Z_DATA_ERROR', damaged],
  ['Z_BUF_ERROR', cut],
])

/**
 * What is short on this side, and no fault of whoever was asked. Workers' limits have no codes
 * (developers.cloudflare.com/workers/platform/limits).
 */
const shortages: readonly (readonly [RegExp, string])[] = [
  [/^(EMFILE|ENFILE)$/, 'no more files or connections can be opened (ulimit -n, LimitNOFILE=)'],
  [/^(ENOMEM|ENOBUFS|EAI_MEMORY)$/, 'there is not enough memory'],
  [/^Too many (subrequests|concurrent)/i, 'this invocation sent as many requests as it may'],
]

/** Families of codes, for those that the table does not name. */
const families: readonly (readonly [RegExp, Fault])[] = [
  [/^(ERR_SSL_|ERR_TLS_|EPROTO$)/, { kind: 'tls', says: (host) => `No secure connection to ${host} could be made.` }],
  [/^(CERT_|.*_CERT(_|$)|CRL_)/, { kind: 'tls', says: (host) => `The certificate of ${host} could not be verified.` }],
  [/^(HPE_|HTTPParserError$)/, { kind: 'network', says: (host) => `${host} did not answer as HTTP asks.` }],
  // workerd's errors have no codes.
  [/^(Gzip|Brotli) compressed stream ended/, cut],
  [/^(Gzip|Brotli) decompression failed/, damaged],
  [/^(Z_|ERR_.*BROTLI|ERR__ERROR_FORMAT|ZSTD_|ERR_ZSTD)/, damaged],
]

/**
 * Translates an error of a runtime's fetch, once. One that is translated already, or wraps such a one, stays as it is.
 * @param url what was asked
 * @param patience milliseconds that the runtime waits for a connection
 * @param begun whether the document was already coming: what is known of no other fault is a broken connection then
 */
export function toFetchError(error: unknown, url: URL, patience: number, begun = false): FetchError | ShortageError {
  const chain = toChain(error)
  const own = chain.find((one) => one instanceof FetchError || one instanceof ShortageError)
  if (own !== undefined) return own
  const shortage = chain.map(toShortage).find((one) => one !== undefined)
  if (shortage !== undefined) return new ShortageError(url.host, shortage, { cause: error })
  if (chain.some((one) => toCode(one) === 'UND_ERR_CONNECT_TIMEOUT'))
    return toTimeoutError(url, patience, 'answer', error)
  const fault = chain.map(toFault).find((one) => one !== undefined) ?? (begun ? lost : unreachable)
  return new FetchError(fault.kind, fault.says(url.host), { cause: error })
}

/** Whether it is the compression of a body that went wrong, and not the connection. */
export function isCodingError(error: unknown): boolean {
  const fault = toChain(error)
    .map(toFault)
    .find((one) => one !== undefined)
  return fault === damaged || fault === cut
}

/** Compressed in a way that nobody here can undo. */
export function toCodingError(host: string): FetchError {
  return new FetchError('network', `${host} compressed its document in a way that cannot be read here.`)
}

/** Nothing, or not everything, came in time. @param milliseconds how long it was waited for */
export function toTimeoutError(url: URL, milliseconds: number, what: 'answer' | 'finish', cause?: unknown): FetchError {
  const verb = what === 'answer' ? 'answer' : 'send the whole document'
  return new FetchError('timeout', `${url.host} did not ${verb} within ${milliseconds / 1000} seconds.`, { cause })
}

/** A status that is no document. @param retryAt from Retry-After, milliseconds since 1970 */
export function toStatusError(status: number, url: URL, retryAt: number | undefined, page?: RefusalPage): FetchError {
  const options = { status, page, ...(retryAt === undefined ? {} : { retryAt }) }
  if (status === 410) {
    return new FetchError('gone', `${url.host} answered 410 Gone: the document was taken away for good.`, options)
  }
  const name = statusNames.get(status)
  return new FetchError('status', `${url.host} answered ${status}${name ? ` ${name}` : ''}.`, options)
}

/** Own names: what a server writes beside its status is not to be trusted. Above 519 are Cloudflare's. */
const statusNames: ReadonlyMap<number, string> = new Map([
  [202, 'Accepted'],
  [204, 'No Content'],
  [206, 'Partial Content'],
  [300, 'Multiple Choices'],
  [304, 'Not Modified'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [402, 'Payment Required'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [406, 'Not Acceptable'],
  [407, 'Proxy Authentication Required'],
  [408, 'Request Timeout'],
  [421, 'Misdirected Request'],
  [425, 'Too Early'],
  [426, 'Upgrade Required'],
  [429, 'Too Many Requests'],
  [451, 'Unavailable For Legal Reasons'],
  [500, 'Internal Server Error'],
  [501, 'Not Implemented'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
  [508, 'Loop Detected'],
  [520, 'Unknown Error'],
  [521, 'Web Server Is Down'],
  [522, 'Connection Timed Out'],
  [523, 'Origin Is Unreachable'],
  [524, 'A Timeout Occurred'],
  [525, 'SSL Handshake Failed'],
  [526, 'Invalid SSL Certificate'],
])

/** The error and its causes; of several attempts at one host, the first. */
function toChain(error: unknown): Error[] {
  const chain: Error[] = []
  let next = error
  while (next instanceof Error && chain.length < 8) {
    chain.push(next)
    next = next.cause ?? (next instanceof AggregateError ? next.errors[0] : undefined)
  }
  return chain
}

/** undici's parser errors mostly come without a code: then the name has to do. */
function toCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function toShortage(error: Error): string | undefined {
  const code = toCode(error)
  return shortages.find(([pattern]) => pattern.test(code) || pattern.test(error.message))?.[1]
}

function toFault(error: Error): Fault | undefined {
  const code = toCode(error)
  return faults.get(code) ?? families.find(([pattern]) => pattern.test(code) || pattern.test(error.message))?.[1]
}
