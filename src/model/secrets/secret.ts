/**
 * Names of the secrets that sources sign in with: never one of the service's own (docs/architecture.md, decision 24).
 */
import * as v from 'valibot'

/** A prefix of their own keeps API_TOKEN and its like from being sent to whatever host a source names. */
const NAME = /^SOURCE_\w+$/

/** Whether a source may name this secret. */
export function isSourceSecret(name: unknown): name is string {
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
export const secret = v.pipe(
  v.string(),
  v.check((name) => isSourceSecret(name), 'has to be SOURCE_ and then letters, digits or _, such as SOURCE_LOGIN'),
  v.metadata({ format: 'secret' }),
)
