import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import type { Source } from '../model.ts'
import { webAddress, words } from './fields.ts'

const name = v.pipe(words, v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 characters'))

/** RFC 9110 §5.1: what a header can be called. */
const header = v.pipe(name, v.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'))

/** How to sign in at a source: names of secrets, never the secrets themselves. */
const credentials = v.variant('type', [
  v.strictObject({ type: v.literal('basic'), secret: name }),
  v.strictObject({ type: v.literal('header'), name: header, secret: name }),
])

/** The address as WHATWG URL writes it, so that one address is one text. */
const url = v.pipe(
  webAddress,
  v.transform((text) => new URL(text).href),
)

/** What callers may say of a source. */
export const sourceEntries = {
  url: v.exactOptional(url),
  title: v.exactOptional(name),
  credentials: v.exactOptional(credentials),
}

/** Refuses an address that a source has already. @throws RequestError 409 naming that source */
export function refuseAddress(sources: readonly Source[], url: string): void {
  const there = sources.find((source) => source.url === url || toSame(source.url) === toSame(url))
  if (there === undefined) return
  throw new RequestError(409, `This address is the source ${there.id} already.`, { field: 'url', id: there.id })
}

/** The same address in the two forms people type. */
function toSame(url: string): string {
  return new URL(url).href.replace(/\/$/, '')
}
