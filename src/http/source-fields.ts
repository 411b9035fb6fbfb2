import * as v from 'valibot'
import { webAddress } from './fields.ts'

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 characters'))

/** How to sign in at a source: names of secrets, never the secrets themselves. */
const credentials = v.variant('type', [
  v.strictObject({ type: v.literal('basic'), secret: name }),
  v.strictObject({ type: v.literal('header'), name, secret: name }),
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
