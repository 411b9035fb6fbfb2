/**
 * Names of the secrets that sources sign in with: never one of the service's own (docs/architecture.md, decision 24).
 */
import * as v from 'valibot'
import type { Value } from './schema.ts'

/** A prefix of their own keeps API_TOKEN and its like from being sent to whatever host a source names. */
const NAME = /^SOURCE_\w+$/

/** Whether a source may name this secret. */
function isSourceSecret(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 200 && NAME.test(name)
}

/** A secret that a source may name; undefined for every other variable, and for one that is not set. */
export function toSourceSecret(
  variables: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return isSourceSecret(name) && Object.hasOwn(variables, name) ? variables[name] : undefined
}

/** Taken as it is written: a variable's name has no blanks that could be left out. */
const secret = v.pipe(
  v.string(),
  v.check((name) => isSourceSecret(name), 'has to be SOURCE_ and then letters, digits or _, such as SOURCE_LOGIN'),
  v.metadata({ format: 'secret' }),
)

/** RFC 9110 §5.1: what a header can be called. */
const header = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(200, 'has more than 200 characters'),
  v.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'),
  v.metadata({ format: 'token' }),
)

/** How to sign in at a source: the name of the secret, never its value. */
export const credentials = v.variant('type', [
  v.strictObject({ type: v.literal('basic'), secret }),
  v.strictObject({ type: v.literal('header'), name: header, secret }),
])
export type Credentials = Value<typeof credentials>

type Signing = { readonly id: string; readonly credentials?: Credentials }

/**
 * Why a source is not asked at all: a sentence where it names a secret that no source may name.
 * The name itself is told to the editor only: it may be the secret, put in the wrong place.
 */
export function toSecretHold({ id, credentials }: Signing, isTrusted = false): string | undefined {
  // A channel's file is not checked field by field: `credentials` may be anything.
  if (credentials === undefined || isSourceSecret(credentials?.secret)) return undefined
  const name = isTrusted ? ` (${String(credentials?.secret).slice(0, 100)})` : ''
  const better = `SOURCE_${id.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
  return `The source ${id} is held and asked for nothing: the name of its secret${name} does not begin with SOURCE_; set that secret as ${better} and name it so in the source’s credentials.`
}
