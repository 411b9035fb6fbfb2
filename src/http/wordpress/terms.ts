/** Tags and authors as WordPress's terms. Promises: the same number for the same name, always. */

import type { Context } from 'hono'
import { toWord } from '../../clean/identity/word.ts'
import { fold } from '../../clean/language/fold.ts'
import { toWpTerm, toWpTermsOf, toWpUser, type WpTerm } from '../../publish/wordpress/terms.ts'
import { toTermNumber, type WpObject } from '../../publish/wordpress/text.ts'
import { loadTerms, loadTermValues } from '../../store/feeds/facets.ts'
import { loadNames } from '../../store/feeds/names.ts'
import type { Backend } from '../backend.ts'
import { decodePart } from '../route.ts'
import { answerRest, answerRestList } from './answer.ts'
import { loadOldTerms } from './old-terms.ts'
import { readInteger, readListParam, readNumbers, restError } from './params.ts'
import { loadPost } from './posts.ts'
import { toTermValues } from './selection.ts'

/** Categories are names of stories like tags, that were categories on a site that moved here. */
type List = 'tag' | 'author' | 'category'

const ROUTES: Readonly<Record<List, string>> = {
  tag: 'wp/v2/tags',
  author: 'wp/v2/users',
  category: 'wp/v2/categories',
}

/** One that is shown, and the slug that stories have it by. */
type Shown = WpTerm & { readonly value: string }

/** `/wp/v2/tags`, `/categories` and `/users`: the names that stories have, by their slugs. @throws RequestError 400 */
export async function answerTerms(
  c: Context,
  backend: Backend,
  list: List,
  params: URLSearchParams,
): Promise<Response> {
  const perPage = readInteger(params, 'per_page', 10, 1, 100)
  const page = readInteger(params, 'page', 1, 1, 10_000)
  const all = await loadWanted(backend, list, params)
  const shown = all.slice((page - 1) * perPage, page * perPage).map((term) => toObject(list, term, backend.base))
  const pages = Math.ceil(all.length / perPage)
  return answerRestList(c, backend, ROUTES[list], params, { list: shown, page, pages, total: all.length })
}

/** One by its number, or by that which ours has. @throws RequestError 404 */
export async function answerTerm(c: Context, backend: Backend, list: List, number: number, params: URLSearchParams) {
  const values = (await toTermValues(backend, toKind(list), [number])) ?? []
  const shown = await loadShown(backend, list, values)
  const term = shown.find((one) => one.number === number) ?? (list === 'category' ? undefined : shown[0])
  const code = list === 'author' ? 'rest_user_invalid_id' : 'rest_term_invalid'
  if (term === undefined) throw restError(404, code, list === 'author' ? 'Invalid user ID.' : 'Term does not exist.')
  return answerRest(c, backend, toObject(list, term, backend.base), params)
}

function toKind(list: List): 'tag' | 'author' {
  return list === 'author' ? 'author' : 'tag'
}

async function loadWanted(backend: Backend, list: List, params: URLSearchParams): Promise<Shown[]> {
  const slugs = readListParam(params, 'slug')?.map((slug) => decodePart(slug).toLowerCase())
  const include = readNumbers(params, 'include')
  const [post] = readNumbers(params, 'post') ?? []
  const search = fold((params.get('search') ?? '').slice(0, 200)).trim()
  const own = post === undefined ? undefined : await loadValuesOf(backend, toKind(list), post)
  const values = own ?? (await loadTermValues(backend.db, toKind(list)))
  const found = values.filter((value) => search === '' || value.includes(search.replace(/\s+/g, '-')))
  return (await loadShown(backend, list, found)).filter(
    ({ value, slug, number }) =>
      (slugs === undefined || slugs.includes(value) || slugs.includes(decodePart(slug))) &&
      (include === undefined || include.includes(number) || include.includes(toTermNumber(toKind(list), value))),
  )
}

/** With what they were called on a site that moved here. */
async function loadShown(backend: Backend, list: List, values: readonly string[]): Promise<Shown[]> {
  const kind = toKind(list)
  const terms = await loadTerms(backend.db, kind, values)
  const labels = terms.map(({ label }) => label)
  const old = await loadOldTerms(backend, kind, labels)
  return terms.flatMap(({ value, label, count }) =>
    toWpTermsOf({ kind, value: toWord(label), slug: value, label }, backend.base, old)
      .filter(({ taxonomy }) => kind === 'author' || (taxonomy === 'category') === (list === 'category'))
      .map((term) => ({ ...term, count, value })),
  )
}

async function loadValuesOf(backend: Backend, kind: 'tag' | 'author', post: number): Promise<string[]> {
  const item = await loadPost(backend, post)
  if (item === undefined || item.state !== 'live') return []
  const names = (await loadNames(backend.db, [item.row])).get(item.row) ?? []
  return names.flatMap((name) => (name.kind === kind ? [name.slug] : []))
}

function toObject(list: List, term: WpTerm, base: string): WpObject {
  return list === 'author' ? toWpUser(term, base) : toWpTerm(term, base)
}
