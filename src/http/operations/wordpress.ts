/** What a WordPress answers, and this service in its place: what can be asked, and what is answered. */

import * as v from 'valibot'
import { describe, json } from '../operation.ts'
import { says } from '../params.ts'
import { toChoiceParam, toNumberParam } from '../query.ts'

const REST = { method: 'GET', subject: 'WordPress', anyQuery: true, errorsAs: 'wordpress' } as const
const anything = v.unknown()
const things = v.array(v.looseObject({}))

const paging = {
  per_page: says(toNumberParam(10, 100), 'How many at most.'),
  page: says(toNumberParam(1, 100_000), 'Counts from 1.'),
  order: v.exactOptional(says(toChoiceParam(['asc', 'desc']), 'Which end first.')),
  search: v.exactOptional(says(v.string(), 'Words to look for.')),
  _fields: v.exactOptional(says(v.string(), 'Names of members, with commas: those alone.')),
}
const numbers = (words: string) => v.exactOptional(says(v.string(), `${words}, with commas.`))

const posts = {
  ...paging,
  offset: v.exactOptional(says(v.string(), 'How many to skip.')),
  orderby: v.exactOptional(says(v.string(), 'date, id, modified, slug, title, include or relevance.')),
  after: v.exactOptional(says(v.string(), 'Published after a time.')),
  before: v.exactOptional(says(v.string(), 'Published before a time.')),
  modified_after: v.exactOptional(says(v.string(), 'Changed after a time.')),
  modified_before: v.exactOptional(says(v.string(), 'Changed before a time.')),
  author: numbers('Numbers of authors'),
  categories: numbers('Numbers of categories'),
  tags: numbers('Numbers of tags'),
  include: numbers('Numbers of stories'),
  exclude: numbers('Numbers of stories that are left out'),
  slug: numbers('Slugs'),
  _embed: v.exactOptional(says(v.string(), 'With what they lead to.')),
}
const terms = { ...paging, include: numbers('Numbers'), slug: numbers('Slugs'), post: numbers('Those of a story') }
const id = says(v.pipe(v.string(), v.regex(/^[0-9]{1,15}$/)), 'Its number.')

const LISTS = [
  ['posts', 'stories', 'Post', posts],
  ['categories', 'categories', 'Category', terms],
  ['tags', 'tags', 'Tag', terms],
  ['users', 'authors', 'Author', terms],
] as const

const lists = LISTS.flatMap(([name, what, one, query]) => [
  describe({
    ...REST,
    id: `listWordPress${one}s`,
    path: `/wp-json/wp/v2/${name}`,
    summary: `List ${what} as WordPress does`,
    query,
    answers: {
      200: json('The list; X-WP-Total and X-WP-TotalPages say how long it is.', things, ['Link']),
      304: { says: 'It is what you have.' },
    },
    errors: ['bad-query'],
  }),
  describe({
    ...REST,
    id: `readWordPress${one}`,
    path: `/wp-json/wp/v2/${name}/{id}`,
    summary: `Read one of the ${what} as WordPress does`,
    params: { id },
    answers: { 200: json('It.', anything), 304: { says: 'It is what you have.' } },
    errors: ['gone'],
    example: { params: { id: '1' } },
  }),
])

const others = (
  [
    ['/wp-json', 'readWordPressIndex', 'Read what there is of the REST API', anything],
    ['/wp-json/wp/v2', 'readWordPressRoutes', 'Read the routes of the REST API', anything],
    ['/wp-json/wp/v2/comments', 'listWordPressComments', 'List comments as WordPress does', things],
    ['/wp-json/wp/v2/pages', 'listWordPressPages', 'List pages, of which there are none', things],
  ] as const
).map(([path, name, summary, schema]) =>
  describe({
    ...REST,
    id: name,
    path,
    summary,
    query: paging,
    answers: { 200: json('What is there.', schema, ['Link']), 304: { says: 'It is what you have.' } },
    errors: ['bad-query', 'not-found'],
  }),
)

export const wordpressOperations = [...others, ...lists]
