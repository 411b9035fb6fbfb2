/**
 * WordPress's REST API, for reading: what clients of the old site ask for, and what an import of the whole archive
 * into another system goes by. Handbook: developer.wordpress.org/rest-api.
 */
import type { Context, Hono } from 'hono'
import type { Backend } from '../backend.ts'
import { answerInLane } from '../lane/lane.ts'
import { withOperation } from '../operation.ts'
import { wordpressOperations } from '../operations/wordpress.ts'
import { toRequestError } from '../problem.ts'
import { toRequestUrl } from '../route.ts'
import { toSiteView } from '../site/page.ts'
import { answerRest, answerRestList } from './answer.ts'
import { answerRestComments } from './comments.ts'
import { answerRestError, restError, routeError } from './params.ts'
import { answerPost, answerPosts } from './posts.ts'
import { answerTerm, answerTerms } from './terms.ts'

/** `/wp-json/` and below. */
export function addRest(app: Hono, backend: Backend): void {
  const answer = withOperation(wordpressOperations, (c) => {
    const { pathname, searchParams } = toRequestUrl(c)
    return answerRoute(c, backend, pathname.replace(/^\/wp-json/, ''), searchParams)
  })
  app.all('/wp-json', answer)
  app.all('/wp-json/*', answer)
}

/** A route as it stands behind `/wp-json` or in `?rest_route=`. Errors too are in WordPress's form. */
export async function answerRoute(
  c: Context,
  backend: Backend,
  route: string,
  params: URLSearchParams,
): Promise<Response> {
  try {
    if (c.req.method === 'OPTIONS') return answerOptions()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      throw restError(401, 'rest_cannot_edit', 'This site is read only here; stories are published through /api/items.')
    }
    return await answerInLane(c, backend, () => answerAsked(c, backend, route.replace(/(?<!\/)\/+$/, ''), params))
  } catch (error) {
    const known = toRequestError(backend, error)
    if (known === undefined) throw error
    return answerRestError(known)
  }
}

async function answerAsked(c: Context, backend: Backend, route: string, params: URLSearchParams): Promise<Response> {
  const [, name = '', id] = /^\/wp\/v2\/([a-z]+)(?:\/(\d{1,15}))?$/.exec(route) ?? []
  const number = id === undefined ? undefined : Number(id)
  if (name === 'posts')
    return number === undefined ? answerPosts(c, backend, params) : answerPost(c, backend, number, params)
  const list = LISTS.get(name)
  if (list !== undefined) {
    return number === undefined ? answerTerms(c, backend, list, params) : answerTerm(c, backend, list, number, params)
  }
  if (name === 'comments' && number === undefined) return answerRestComments(c, backend, params)
  // Everything is a story: there are none, and a list of them.
  if (name === 'pages' && number === undefined) {
    return answerRestList(c, backend, 'wp/v2/pages', params, { list: [], page: 1, pages: 0, total: 0 })
  }
  if (route === '') return answerRest(c, backend, toIndex(backend), params)
  if (route === '/wp/v2') return answerRest(c, backend, { namespace: 'wp/v2', routes: toRoutes(backend) }, params)
  throw routeError()
}

const LISTS = new Map([
  ['tags', 'tag'],
  ['users', 'author'],
  ['categories', 'category'],
] as const) as ReadonlyMap<string, 'tag' | 'author' | 'category'>

/** What there is: by this clients know the API and where the site stands. */
function toIndex(backend: Backend) {
  const { title, description, base } = toSiteView(backend)
  return {
    name: title,
    description,
    url: base,
    home: base,
    gmt_offset: 0,
    timezone_string: 'UTC',
    namespaces: ['wp/v2'],
    authentication: {},
    routes: toRoutes(backend),
    _links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
  }
}

const ROUTES = [
  '/wp/v2',
  '/wp/v2/posts',
  '/wp/v2/posts/(?P<id>[\\d]+)',
  '/wp/v2/comments',
  '/wp/v2/tags',
  '/wp/v2/tags/(?P<id>[\\d]+)',
  '/wp/v2/users',
  '/wp/v2/users/(?P<id>[\\d]+)',
  '/wp/v2/categories',
  '/wp/v2/categories/(?P<id>[\\d]+)',
  '/wp/v2/pages',
]

function toRoutes({ base }: Backend) {
  return Object.fromEntries(
    ROUTES.map((route) => {
      const links = route.includes('(') ? {} : { _links: { self: [{ href: `${base}/wp-json${route}` }] } }
      return [route, { namespace: 'wp/v2', methods: ['GET'], endpoints: [{ methods: ['GET'], args: {} }], ...links }]
    }),
  )
}

/** Scripts of other sites may read it. */
function answerOptions(): Response {
  const headers = {
    Allow: 'GET',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-WP-Nonce',
    'Access-Control-Max-Age': '86400',
  }
  return new Response(null, { status: 204, headers })
}
