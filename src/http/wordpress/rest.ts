/**
 * WordPress's REST API, for reading: what clients of the old site ask for, and what an import of the whole archive
 * into another system goes by. Handbook: developer.wordpress.org/rest-api.
 */
import type { Context, Hono } from 'hono'
import type { Desk } from '../desk.ts'
import { toRefusal } from '../problem.ts'
import { toUrl } from '../route.ts'
import { toSite } from '../site/page.ts'
import { answerRest, answerRestList } from './answer.ts'
import { answerReplies } from './comments.ts'
import { answerRestError, restError, routeError } from './params.ts'
import { answerPost, answerPosts } from './posts.ts'
import { answerTerm, answerTerms } from './terms.ts'

/** `/wp-json/` and below. */
export function addRest(app: Hono, desk: Desk): void {
  const answer = (c: Context) => {
    const { pathname, searchParams } = toUrl(c)
    return answerRoute(c, desk, pathname.replace(/^\/wp-json/, ''), searchParams)
  }
  app.all('/wp-json', answer)
  app.all('/wp-json/*', answer)
}

/** A route as it stands behind `/wp-json` or in `?rest_route=`. Errors too are in WordPress's form. */
export async function answerRoute(c: Context, desk: Desk, route: string, params: URLSearchParams): Promise<Response> {
  try {
    if (c.req.method === 'OPTIONS') return answerOptions()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      throw restError(401, 'rest_cannot_edit', 'This site is read only here; stories are published through /api/items.')
    }
    return await answerAsked(c, desk, route.replace(/(?<!\/)\/+$/, ''), params)
  } catch (error) {
    const known = toRefusal(desk, error)
    if (known === undefined) throw error
    return answerRestError(known)
  }
}

async function answerAsked(c: Context, desk: Desk, route: string, params: URLSearchParams): Promise<Response> {
  const [, name = '', id] = /^\/wp\/v2\/([a-z]+)(?:\/(\d{1,15}))?$/.exec(route) ?? []
  const number = id === undefined ? undefined : Number(id)
  if (name === 'posts') return number === undefined ? answerPosts(c, desk, params) : answerPost(c, desk, number, params)
  if (name === 'tags') {
    return number === undefined ? answerTerms(c, desk, 'tag', params) : answerTerm(c, desk, 'tag', number, params)
  }
  if (name === 'users') {
    return number === undefined ? answerTerms(c, desk, 'author', params) : answerTerm(c, desk, 'author', number, params)
  }
  if (name === 'comments' && number === undefined) return answerReplies(c, desk, params)
  // Every name of a story is a tag, and everything is a story: these are there, and empty.
  if ((name === 'categories' || name === 'pages') && number === undefined) {
    return answerRestList(c, desk, `wp/v2/${name}`, params, { list: [], page: 1, pages: 0, total: 0 })
  }
  if (route === '') return answerRest(c, desk, toIndex(desk), params)
  if (route === '/wp/v2') return answerRest(c, desk, { namespace: 'wp/v2', routes: toRoutes(desk) }, params)
  throw routeError()
}

/** What there is: by this clients know the API and where the site stands. */
function toIndex(desk: Desk) {
  const { title, description, base } = toSite(desk)
  return {
    name: title,
    description,
    url: base,
    home: base,
    gmt_offset: 0,
    timezone_string: 'UTC',
    namespaces: ['wp/v2'],
    authentication: {},
    routes: toRoutes(desk),
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
  '/wp/v2/pages',
]

function toRoutes({ base }: Desk) {
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
