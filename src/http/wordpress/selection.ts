/**
 * Which posts a query asks for. Promises: a bounded list, and a refusal in the words of WordPress for what makes no
 * sense.
 */

import { toIdentity } from '../../clean/identity/identity.ts'
import { toCanonicalAddress } from '../../clean/identity/url.ts'
import { refuseQuery, toSought } from '../../clean/search/sought.ts'
import { toRow, toTermNumber } from '../../publish/wordpress/text.ts'
import { loadRows } from '../../store/feeds/addresses.ts'
import { loadTermValues } from '../../store/feeds/facets.ts'
import type { PostFilter, PostQuery } from '../../store/feeds/posts.ts'
import type { Backend } from '../backend.ts'
import { toOwnPlaces } from '../lists/narrowing.ts'
import { decodePart } from '../route.ts'
import { loadNumbered } from './old-names.ts'
import { paramError, readChoice, readInteger, readListParam, readNumbers, readTime } from './params.ts'

/** What `/wp/v2/posts` is asked for. */
type Selection = { readonly query: PostQuery; readonly page: number; readonly perPage: number }

const LARGEST = Number.MAX_SAFE_INTEGER
/** OFFSET walks what it leaves out, so there is an end to what may be left out. */
const MOST_LEFT_OUT = 10_000_000

/** Reads the parameters of a list of posts. @throws RequestError 400 */
export async function readSelection(backend: Backend, params: URLSearchParams): Promise<Selection> {
  const perPage = readInteger(params, 'per_page', 10, 1, 100)
  const page = readInteger(params, 'page', 1, 1, LARGEST)
  const skipped = readInteger(params, 'offset', (page - 1) * perPage, 0, LARGEST)
  const [filter, order] = [await readFilter(backend, params), readOrder(params)]
  const by = order.by === 'given' && filter.rows === undefined ? 'date' : order.by
  const query = { ...filter, ...order, by, limit: perPage, offset: Math.min(skipped, MOST_LEFT_OUT) }
  return { page, perPage, query }
}

const ORDERS = ['date', 'id', 'include', 'modified', 'relevance', 'slug'] as const

const COLUMNS: Readonly<Record<(typeof ORDERS)[number], PostQuery['by']>> = {
  date: 'date',
  id: 'row',
  include: 'given',
  modified: 'modified',
  relevance: 'date',
  slug: 'slug',
}

function readOrder(params: URLSearchParams): Pick<PostQuery, 'by' | 'order'> {
  const order = readChoice(params, 'order', 'desc', ['asc', 'desc'])
  return { order, by: COLUMNS[readChoice(params, 'orderby', 'date', ORDERS)] }
}

async function readFilter(backend: Backend, params: URLSearchParams): Promise<PostFilter> {
  const filter = {
    tags: await toTermValues(backend, 'tag', readNumbers(params, 'tags')),
    categories: await toTermValues(backend, 'tag', readNumbers(params, 'categories')),
    withoutTags: await loadWithout(backend, params),
    authors: await toTermValues(backend, 'author', readNumbers(params, 'author')),
    words: readWords(backend, params),
    after: readTime(params, 'after'),
    before: readTime(params, 'before'),
    modifiedAfter: readTime(params, 'modified_after'),
    modifiedBefore: readTime(params, 'modified_before'),
    rows: isNone(params) ? [] : await toItemRows(backend, readNumbers(params, 'include')),
    withoutRows: await toItemRows(backend, readNumbers(params, 'exclude')),
    slugs: readListParam(params, 'slug')?.map((slug) => decodePart(slug)),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

async function loadWithout(backend: Backend, params: URLSearchParams): Promise<string[] | undefined> {
  const numbers = ['tags_exclude', 'categories_exclude'].flatMap((name) => readNumbers(params, name) ?? [])
  return numbers.length === 0 ? undefined : toTermValues(backend, 'tag', numbers)
}

/** Nothing is sticky here. */
function isNone(params: URLSearchParams): boolean {
  if (readListParam(params, 'status')?.some((status) => status !== 'publish' && status !== 'any')) {
    throw paramError('status', 'Status is forbidden.')
  }
  return ['1', 'true'].includes(params.get('sticky') ?? '')
}

/** Signs alone narrow nothing there. */
function readWords(backend: Backend, params: URLSearchParams): PostFilter['words'] {
  const query = (params.get('search') ?? '').slice(0, 200)
  const words = toSought(query, toOwnPlaces(backend))
  if (words.length === 0) return undefined
  const refusal = refuseQuery(query)
  if (refusal !== undefined) throw paramError('search', `search ${refusal}`)
  return words
}

/** The names behind numbers: those that a site had for them before it moved here, else what ours are made of. */
export async function toTermValues(
  backend: Backend,
  kind: 'tag' | 'author',
  numbers: readonly number[] | undefined,
): Promise<string[] | undefined> {
  if (numbers === undefined) return undefined
  const old = await loadNumbered(backend, kind, numbers)
  const wanted = new Set(numbers)
  const own = (await loadTermValues(backend.db, kind)).filter((value) => wanted.has(toTermNumber(kind, value)))
  return [...new Set([...old, ...own])]
}

/** The rows behind numbers of posts, in their order; those that nothing has left out. */
export async function toItemRows(
  backend: Backend,
  numbers: readonly number[] | undefined,
): Promise<number[] | undefined> {
  if (numbers === undefined) return undefined
  const hashes = numbers.map((number) => toOldHash(backend, number))
  const known = await loadRows(
    backend.db,
    hashes.filter((hash) => hash !== undefined),
  )
  const rows = numbers.map((number, index) => known.get(hashes[index] ?? '') ?? toRow(number))
  return rows.filter((row) => row !== undefined)
}

/** The host whose WordPress numbers count: of several channels the first one's. */
export function toNumberedHost({ channels }: Backend): string | undefined {
  return channels[0]?.hosts[0]
}

/** Under which hash a post of the old WordPress is known. */
function toOldHash(backend: Backend, number: number): string | undefined {
  const { hosts = [] } = backend.channels[0] ?? {}
  const address = hosts[0] === undefined ? undefined : toCanonicalAddress(`https://${hosts[0]}/?p=${number}`, hosts)
  return address === undefined ? undefined : toIdentity('address', address).hash
}
