/** Which requests look for words in the whole archive. Promises: each is counted, in whichever form it is asked for. */

import type { Hono } from 'hono'
import { toSender } from './auth.ts'
import type { Backend } from './backend.ts'
import { demandPatience } from './patience.ts'
import { toRequestUrl } from './route.ts'

/** Paths that lists stand at, and what of their queries is looked for. A story or short link with `?s=20` is no search. */
const SEARCHES: readonly (readonly [path: RegExp, names: readonly string[]])[] = [
  [/^\/(?:[^/]+\/)?(?:index\.php)?$/, ['q', 's', 'search']],
  [/\/feed(?:\.|\/|$)|\/(?:tag|category|place|author)\//, ['q', 's']],
  [/^\/api\/(?:items|search)$/, ['q']],
  [/^\/wp-json\//, ['search']],
]
const FOLDER = /^(?:\/[^/]+)?\/search\/./

/** Counts searches, wherever they are asked for: lists, feeds, the API, and as WordPress has them. */
export function addSearchLimit(app: Hono, backend: Backend): void {
  app.use('*', (c, next) => {
    if (READING.includes(c.req.method) && isSearch(toRequestUrl(c))) {
      demandPatience(c, backend, 'searches', toSender(c, backend))
    }
    return next()
  })
}

const READING = ['GET', 'HEAD']

function isSearch({ pathname, searchParams }: URL): boolean {
  if (FOLDER.test(pathname)) return true
  return SEARCHES.some(([path, names]) => path.test(pathname) && names.some((name) => searchParams.get(name)))
}
