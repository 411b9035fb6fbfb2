/**
 * Conditions of requests (RFC 9110 §13) on what can be edited, which has a strong ETag (docs/architecture.md, decision
 * 25). Promises: who writes over a version that is not the one that was seen is answered 412 with the one that is there,
 * also where both write at once; a tag is never that of a compressed form, nor of two different answers.
 */

import type { Context } from 'hono'
import { RequestError, VersionError } from '../errors.ts'
import { toTextHash } from '../model/hash.ts'
import { type Versioned, withVersion } from '../store/versions.ts'
import type { Backend } from './backend.ts'
import { isCurrent } from './documents/headers.ts'
import { answerJson } from './route.ts'

/** What can be edited, as whoever asks is shown it. */
export type Current = {
  /** What the table of versions has of it; absent where it has a version of its own. */
  readonly of?: Versioned
  readonly version: number
  readonly etag: string
  readonly json: object
}

/**
 * The tag of a version. Two versions that are alike but for what no editor made are told apart by a mark behind it,
 * which no condition of writing heeds.
 * @param beside of what is shown, what depends on more than the version; undefined: nothing
 */
export function toVersionTag(version: number, beside?: object): string {
  return beside === undefined ? `"${version}"` : `"${version}-${toTextHash(JSON.stringify(beside)).slice(0, 16)}"`
}

/** It is as it was made: what is compressed on the way is another form of it, and may not have its tag (RFC 9110 §8.8.1). */
const HEADERS = { 'Cache-Control': 'no-store, no-transform', Vary: 'Authorization' }

/** The answer that shows it; 304 to who reads it again and has it. */
export function answerCurrent(
  c: Context,
  { etag, json }: Pick<Current, 'etag' | 'json'>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = { ...HEADERS, ETag: etag, ...headers }
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (isRead && isCurrent({ etag }, (name) => c.req.header(name)))
    return new Response(null, { status: 304, headers: all })
  return answerJson(json, status, all)
}

/**
 * Does what a request asks for as long as its conditions hold.
 * @param load what is there now; asked where there are conditions
 * @param act is handed what writes only while they hold, and what was there @throws RequestError 400, 412
 */
export async function heedConditions<Seen extends Current, T>(
  c: Context,
  backend: Backend,
  load: () => Promise<Seen>,
  act: (backend: Backend, seen?: Seen) => Promise<T>,
): Promise<T> {
  const [match, none] = [readTags(c, 'If-Match'), readTags(c, 'If-None-Match')]
  if (match === undefined && none === undefined) return act(backend)
  const seen = await load()
  if (match !== undefined && !isMatch(match, seen)) throw toFailed(seen, toMismatch(match, seen))
  if (none !== undefined && isAny(none, seen)) throw toFailed(seen, 'If-None-Match forbids it: it is there.')
  if (match === undefined || match === '*') return act(backend)
  try {
    return await act(toGuarded(backend, seen), seen)
  } catch (error) {
    if (!(error instanceof VersionError)) throw error
    const now = await load()
    throw toFailed(now, toMismatch(match, now), error)
  }
}

function toGuarded(backend: Backend, { of, version }: Current): Backend {
  return of === undefined ? backend : { ...backend, db: withVersion(backend.db, of, version) }
}

/** Whether a request makes something only where there is nothing. @throws RequestError 400 */
export function isCreateOnly(c: Context): boolean {
  return readTags(c, 'If-None-Match') === '*'
}

/** What was to be made is there already. */
export function toThere(current: Pick<Current, 'etag' | 'json'>, cause?: unknown): RequestError {
  return toFailed(current, 'It is there already, and If-None-Match: * makes nothing but what is new.', cause)
}

function toFailed({ etag, json }: Pick<Current, 'etag' | 'json'>, message: string, cause?: unknown): RequestError {
  return new RequestError(412, message, { etag, current: json }, { cause })
}

function toMismatch(tags: Tags, { version }: Current): string {
  if (tags !== '*' && tags.some(({ isWeak }) => isWeak)) {
    return 'If-Match has a weak tag (W/), which never matches: something on the way, as a proxy that compresses, made it weak.'
  }
  return `It was changed meanwhile and is of version ${version} now; read it, and change that.`
}

// Entity tags (RFC 9110 §8.8.3).

type Tags = '*' | readonly { readonly isWeak: boolean; readonly version: number | undefined; readonly text: string }[]

function readTags(c: Context, name: string): Tags | undefined {
  const text = c.req.header(name)?.trim()
  if (text === undefined) return undefined
  if (text === '*') return text
  const tags = [...text.matchAll(/(W\/)?"([^"]*)"/g)]
  // Where nothing but commas is left, it is a list.
  if (tags.length === 0 || !/^[\s,]*$/.test(text.replace(/(?:W\/)?"[^"]*"/g, ''))) {
    throw new RequestError(400, `${name} has to be * or tags in quotes, as an ETag has them: "3".`, { field: name })
  }
  return tags.map(([whole, weak, opaque = '']) => ({
    isWeak: weak !== undefined,
    version: toVersion(opaque),
    text: whole,
  }))
}

function toVersion(opaque: string): number | undefined {
  const version = /^([1-9]\d{0,14})(?:-[0-9a-f]{16})?$/.exec(opaque)?.[1]
  return version === undefined ? undefined : Number(version)
}

/** Strong comparison (RFC 9110 §13.1.1). */
function isMatch(tags: Tags, { version }: Current): boolean {
  return tags === '*' || tags.some((tag) => !tag.isWeak && tag.version === version)
}

/** Weak comparison (RFC 9110 §13.1.2). */
function isAny(tags: Tags, { etag }: Current): boolean {
  return tags === '*' || tags.some(({ text }) => text.replace(/^W\//, '') === etag)
}
