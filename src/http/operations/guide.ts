/** Pages about the API itself: what can be asked, and what is answered. */

import * as v from 'valibot'
import { anyText, describe } from '../operation.ts'
import { says } from '../params.ts'

const PAGE = {
  method: 'GET',
  subject: 'Service',
  anyQuery: true,
  answers: {
    200: { says: 'The page.', content: { 'text/html': anyText }, headers: ['ETag', 'Cache-Control'] },
    304: { says: 'It is what you have.' },
  },
} as const

export const guideOperations = {
  readOperations: describe({
    ...PAGE,
    id: 'readOperations',
    path: '/docs',
    summary: 'See this description, and try it',
  }),
  readStart: describe({ ...PAGE, id: 'readStart', path: '/docs/', summary: 'See how to begin' }),
  readErrors: describe({ ...PAGE, id: 'readErrors', path: '/docs/errors/', summary: 'See every kind of error' }),
  readError: describe({
    ...PAGE,
    id: 'readError',
    path: '/docs/errors/{name}',
    summary: 'See what a kind of error means',
    params: { name: says(v.string(), 'The end of the `type` of a problem document.') },
    example: { params: { name: 'bad-query' } },
  }),
}
