import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import { isSourceSecret } from '../model/secret.ts'
import type { Source } from '../model.ts'
import type { Desk } from './desk.ts'
import { webAddress, words } from './fields.ts'

const name = v.pipe(words, v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 characters'))

/** RFC 9110 §5.1: what a header can be called. */
const header = v.pipe(name, v.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'))

/** Taken as it is written: a variable's name has no blanks that could be left out. */
const secret = v.pipe(
  v.string(),
  v.check((name) => isSourceSecret(name), 'has to be SOURCE_ and then letters, digits or _, such as SOURCE_LOGIN'),
)

/** How to sign in at a source: names of secrets, never the secrets themselves. */
const credentials = v.variant('type', [
  v.strictObject({ type: v.literal('basic'), secret }),
  v.strictObject({ type: v.literal('header'), name: header, secret }),
])

/** The address as WHATWG URL writes it, so that one address is one text. */
const url = v.pipe(
  webAddress,
  v.transform((text) => new URL(text).href),
)

const selector = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(500, 'has more than 500 characters'),
)
const optional = v.exactOptional(selector)

const page = v.strictObject({
  item: selector,
  title: optional,
  link: optional,
  summary: optional,
  date: optional,
  author: optional,
  picture: optional,
})

const article = v.strictObject({
  content: optional,
  title: optional,
  author: optional,
  date: optional,
  remove: v.exactOptional(v.pipe(v.array(selector), v.maxLength(50, 'has more than 50 selectors'))),
})

/** What callers may say of a source. */
export const sourceEntries = {
  url: v.exactOptional(url),
  title: v.exactOptional(name),
  credentials: v.exactOptional(credentials),
  fullText: v.exactOptional(v.boolean()),
  page: v.exactOptional(page),
  article: v.exactOptional(article),
  retryAfter: v.exactOptional(v.picklist(['source', 'host'])),
}

type Selectors = { readonly page?: object | null; readonly article?: object | null }

/** Refuses selectors that are none. @throws RequestError 422 naming each */
export function refuseSelectors({ page, article }: Selectors, isSelector: Desk['isSelector']): void {
  const all = [...toSelectors('page', page ?? {}), ...toSelectors('article', article ?? {})]
  const wrong = all.filter(([, text]) => !isSelector(text))
  const errors = wrong.map(([field, text]) => ({ field, detail: `${field} is no CSS selector: “${text}”.` }))
  const [first] = errors
  if (first !== undefined) throw new RequestError(422, first.detail, { field: first.field, errors })
}

/** The name of each selector, as in `article.remove.0`, and the selector. */
function toSelectors(name: string, fields: object): [string, string][] {
  return Object.entries(fields).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.map((text, index): [string, string] => [`${name}.${key}.${index}`, String(text)])
      : [[`${name}.${key}`, String(value)]],
  )
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
