/** Tags and authors as WordPress's terms. Promises: the same number for the same name, always. */

import type { Context } from 'hono'
import { fold } from '../../clean/language/fold.ts'
import { toWpTerm, toWpTermOf, toWpUser } from '../../publish/wordpress/terms.ts'
import { toTermNumber, type WpObject } from '../../publish/wordpress/text.ts'
import { loadTerms, loadTermValues, type Term } from '../../store/feeds/facets.ts'
import { loadNames } from '../../store/feeds/names.ts'
import type { Backend } from '../backend.ts'
import { decodePart } from '../route.ts'
import { answerRest, answerRestList } from './answer.ts'
import { readInteger, readListParam, readNumbers, restError } from './params.ts'
import { loadPost } from './posts.ts'

type Kind = 'tag' | 'author'

const ROUTES: Readonly<Record<Kind, string>> = { tag: 'wp/v2/tags', author: 'wp/v2/users' }

/** `/wp/v2/tags` and `/wp/v2/users`: the names that stories have, by their slugs. @throws RequestError 400 */
export async function answerTerms(
  c: Context,
  backend: Backend,
  kind: Kind,
  params: URLSearchParams,
): Promise<Response> {
  const perPage = readInteger(params, 'per_page', 10, 1, 100)
  const page = readInteger(params, 'page', 1, 1, 10_000)
  const values = await loadValues(backend, kind, params)
  const shown = await loadTerms(backend.db, kind, values.slice((page - 1) * perPage, page * perPage))
  const list = shown.map((term) => toObject(kind, term, backend.base))
  const pages = Math.ceil(values.length / perPage)
  return answerRestList(c, backend, ROUTES[kind], params, { list, page, pages, total: values.length })
}

/** `/wp/v2/tags/ID` and `/wp/v2/users/ID`. @throws RequestError 404 */
export async function answerTerm(c: Context, backend: Backend, kind: Kind, number: number, params: URLSearchParams) {
  const values = (await loadTermValues(backend.db, kind)).filter((value) => toTermNumber(kind, value) === number)
  const [term] = await loadTerms(backend.db, kind, values)
  const code = kind === 'tag' ? 'rest_term_invalid' : 'rest_user_invalid_id'
  if (term === undefined) throw restError(404, code, kind === 'tag' ? 'Term does not exist.' : 'Invalid user ID.')
  return answerRest(c, backend, toObject(kind, term, backend.base), params)
}

async function loadValues(backend: Backend, kind: Kind, params: URLSearchParams): Promise<string[]> {
  const slugs = readListParam(params, 'slug')?.map((slug) => decodePart(slug))
  const include = readNumbers(params, 'include')
  const [post] = readNumbers(params, 'post') ?? []
  const search = fold((params.get('search') ?? '').slice(0, 200)).trim()
  const own = post === undefined ? undefined : await loadValuesOf(backend, kind, post)
  return (own ?? (await loadTermValues(backend.db, kind))).filter(
    (value) =>
      (slugs === undefined || slugs.includes(value)) &&
      (include === undefined || include.includes(toTermNumber(kind, value))) &&
      (search === '' || value.includes(search.replace(/\s+/g, '-'))),
  )
}

async function loadValuesOf(backend: Backend, kind: Kind, post: number): Promise<string[]> {
  const item = await loadPost(backend, post)
  if (item === undefined || item.state !== 'live') return []
  const names = (await loadNames(backend.db, [item.row])).get(item.row) ?? []
  return names.flatMap((name) => (name.kind === kind ? [name.slug] : []))
}

function toObject(kind: Kind, { value, label, count }: Term, base: string): WpObject {
  const term = { ...toWpTermOf(kind, value, label, base), count }
  return kind === 'tag' ? toWpTerm(term, base) : toWpUser(term, base)
}
