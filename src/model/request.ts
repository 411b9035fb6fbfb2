/**
 * What a source is asked with besides its address: how to sign in, a cookie, a User-Agent and headers. Promises: secrets
 * stand here by name alone; a header that belongs to HTTP or to the service itself is refused; a source whose settings
 * can't be heeded is held, and the service starts (docs/architecture.md, decision 24).
 */
import * as v from 'valibot'
import { toOptional, type Value } from './schema.ts'
import { isSourceSecret, secret } from './secrets/secret.ts'
import { hasSealedLogin, LOCKED } from './secrets/vault.ts'

/** Headers that are between two servers, or that say what the service itself has to know of an answer. */
const OURS =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|expect|content-.*|accept-encoding|range|if-.*|proxy-.*|sec-.*|cf-.*|via|date|set-cookie2?|cookie2)$/i

/** Headers that have a setting of their own. */
const SET_BY: Readonly<Record<string, string>> = { cookie: 'cookie', 'user-agent': 'userAgent' }

/** RFC 9110 §5.1: what a header can be called. */
const token = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(200, 'has more than 200 characters'),
  v.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'),
  v.check((name) => !OURS.test(name), 'is a header that no source can set'),
  v.metadata({ format: 'token' }),
)

/** How to sign in at a source: the name of the secret, never its value. */
export const credentials = v.variant('type', [
  v.strictObject({ type: v.literal('basic'), secret }),
  v.strictObject({ type: v.literal('header'), name: token, secret }),
])
export type Credentials = Value<typeof credentials>

/** What RFC 9110 section 5.5 allows in the value of a field. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

export function isHeaderValue(text: string): boolean {
  return HEADER_VALUE.test(text)
}

const value = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(2000, 'has more than 2000 characters'),
  v.check(isHeaderValue, 'holds signs that no HTTP header can have'),
)

type HeaderSetting = string | { readonly secret: string }

/** A text, or the name of a secret. */
const headerSetting: v.GenericSchema<HeaderSetting> = v.lazy((input) =>
  typeof input === 'object' ? v.strictObject({ secret }) : value,
) as v.GenericSchema<HeaderSetting>

const name = v.pipe(
  token,
  v.check(
    (text) => !Object.hasOwn(SET_BY, text.toLowerCase()),
    ({ input }) => `has a setting of its own: ${SET_BY[input.toLowerCase()]}`,
  ),
)

const MOST_HEADERS = 20

const headers = v.pipe(
  v.record(name, headerSetting),
  v.check((all) => Object.keys(all).length <= MOST_HEADERS, `has more than ${MOST_HEADERS} headers`),
  v.check((all) => new Set(toNames(all)).size === toNames(all).length, 'names a header twice'),
  v.check(
    (all) => Object.entries(all).every(([one, what]) => !/^authorization$/i.test(one) || typeof what !== 'string'),
    'may have Authorization by the name of a secret alone, as {"Authorization": {"secret": "SOURCE_KEY"}}',
  ),
)

function toNames(all: object): string[] {
  return Object.keys(all).map((one) => one.toLowerCase())
}

/** What a source is asked with. None of it is for other hosts, but for the User-Agent. */
export const requestOptions = {
  credentials,
  /** The name of a secret that holds what the header Cookie says. */
  cookie: secret,
  /** In place of the service's own name. */
  userAgent: v.pipe(value, v.maxLength(300, 'has more than 300 characters')),
  headers,
}
const options = v.object(toOptional(requestOptions))
export type RequestOptions = Value<typeof options>

/** Whether a source is asked with what is for its own host only. */
export function isPrivate({ credentials, cookie, headers }: RequestOptions): boolean {
  return credentials !== undefined || cookie !== undefined || headers !== undefined
}

type Signing = RequestOptions & { readonly id: string; readonly url?: string }

/**
 * Why a source is not asked at all: a sentence where it names a secret that no source may name, or is to be asked with
 * what can't be sent. The name itself is told to the editor only: it may be the secret, put in the wrong place.
 */
export function toSecretHold(source: Signing, isTrusted = false): string | undefined {
  const { id } = source
  if (source.url !== undefined && hasSealedLogin(source.url))
    return `The source ${id} is held and asked for nothing: the login in its address is locked, because ${LOCKED}; set that key again, or give the source its address anew.`
  const wrong = toSecrets(source).find(([, name]) => !isSourceSecret(name))
  if (wrong !== undefined) {
    const [where, name] = wrong
    const told = isTrusted ? ` (${String(name).slice(0, 100)})` : ''
    const better = `SOURCE_${id.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
    return `The source ${id} is held and asked for nothing: the name of its secret${told} does not begin with SOURCE_; set that secret as ${better} and name it so in the source’s ${where}.`
  }
  const { cookie, userAgent, headers } = source
  const given = Object.entries({ cookie, userAgent, headers }).filter(([, one]) => one !== undefined)
  const result = v.safeParse(options, Object.fromEntries(given))
  if (result.success) return undefined
  const [issue] = result.issues
  const why = issue.kind === 'validation' ? issue.message : `has to be ${issue.expected ?? 'something else'}`
  return `The source ${id} is held and asked for nothing: ${isTrusted ? v.getDotPath(issue) : toFirst(issue)} ${why}.`
}

/** The setting alone: what stands in it may be a secret in the wrong place. */
function toFirst(issue: v.BaseIssue<unknown>): string {
  return (v.getDotPath(issue) ?? '').replace(/\..*$/s, '')
}

/** Every secret that is named, with the setting that does. A channel's file is not checked: anything may stand there. */
function toSecrets({ credentials, cookie, headers }: Signing): [string, unknown][] {
  const some: [string, unknown][] = []
  if (credentials !== undefined) some.push(['credentials', credentials?.secret])
  if (cookie !== undefined) some.push(['cookie', cookie])
  for (const one of Object.values(headers ?? {})) {
    if (typeof one === 'object' && one !== null) some.push(['headers', one.secret])
  }
  return some
}
