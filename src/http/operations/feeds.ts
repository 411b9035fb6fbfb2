/** Feeds and archives: what can be asked, and what is answered. */

import * as v from 'valibot'
import { anyText, describe, json, type OperationAnswer } from '../operation.ts'
import { narrowing, says } from '../params.ts'
import { toChoiceParam, toWholeParam } from '../query.ts'
import { archiveManifest } from '../shapes/archive.ts'
import { itemList } from '../shapes/item.ts'

const format = says(toChoiceParam(['rss', 'atom', 'json']), 'RSS 2.0, Atom 1.0 or JSON Feed 1.1.')
const channel = says(v.string(), 'Id of a channel.')
const page = v.exactOptional(says(toWholeParam(10_000), 'Counts from 1.'))
const query = { ...narrowing, page }

/** One status of a feed, in each format. */
const feed: OperationAnswer = {
  says: 'The feed.',
  content: { 'application/rss+xml': anyText, 'application/atom+xml': anyText, 'application/feed+json': itemList },
  headers: ['ETag', 'Last-Modified', 'Cache-Control', 'Link'],
}
const answers = {
  200: feed,
  301: { says: 'The one address of this feed.', headers: ['Location'] },
  304: { says: 'The feed is what you have.' },
} as const

const FEED = {
  method: 'GET',
  subject: 'Feeds',
  anyQuery: true,
  answers,
  errors: ['bad-query', 'not-found', 'gone'],
} as const
const example = { params: { format: 'json' } }
const ofChannel = { params: { channel: 'ara-news', format: 'rss' } }

/** A feed of everything, and the same of one channel. */
function toPair(id: string, path: `/${string}`, summary: string, about: string) {
  return [
    describe({
      ...FEED,
      id: `read${id}`,
      path: `${path}/feed.{format}`,
      summary,
      about,
      params: { format },
      query,
      example,
    }),
    describe({
      ...FEED,
      id: `readChannel${id}`,
      path: `/{channel}${path}/feed.{format}`,
      summary: `${summary} of a channel`,
      about,
      params: { channel, format },
      query,
      example: ofChannel,
    }),
  ] as const
}

const [readFeed, readChannelFeed] = [
  describe({
    ...FEED,
    id: 'readFeed',
    path: '/feed.{format}',
    summary: 'Read the feed',
    about: 'The newest stories of every channel.',
    params: { format },
    query,
    example,
  }),
  describe({
    ...FEED,
    id: 'readChannelFeed',
    path: '/{channel}/feed.{format}',
    summary: 'Read the feed of a channel',
    params: { channel, format },
    query,
    example: ofChannel,
  }),
]

const FACETS = [
  ['tag', 'Kobane'],
  ['place', 'kobane'],
  ['author', 'egid-yousef'],
  ['lang', 'en'],
  ['source', 'aranews'],
] as const

/** `/tag/NAME/feed.rss` and its kind, in one order: those of everything, then those of a channel. */
const facetFeeds = ['', '/{channel}'].map((folder) =>
  FACETS.map(([facet, name]) =>
    describe({
      ...FEED,
      id: `read${folder === '' ? '' : 'Channel'}${facet[0]?.toUpperCase()}${facet.slice(1)}Feed`,
      path: `${folder}/${facet}/{name}/feed.{format}` as `/${string}`,
      summary: `Read the feed of a ${facet}${folder === '' ? '' : ' in a channel'}`,
      params: { ...(folder === '' ? {} : { channel }), name: says(v.string(), `The ${facet}.`), format },
      query,
      example: { params: { channel: 'ara-news', name, format: 'atom' } },
    }),
  ),
)

const corrections = toPair(
  'Corrections',
  '/corrections',
  'Read the feed of corrections',
  'What was changed, with the editor’s note.',
)
const comments = toPair('Comments', '/comments', 'Read the feed of comments', 'What readers wrote under stories.')

const permalink = {
  year: says(v.pipe(v.string(), v.regex(/^[0-9]{4}$/)), 'Of the story’s permalink.'),
  month: says(v.pipe(v.string(), v.regex(/^[0-9]{2}$/)), 'Of the story’s permalink.'),
  slug: says(v.pipe(v.string(), v.minLength(1)), 'Of the story’s permalink.'),
}
const story = { year: '2015', month: '06', slug: 'kobane-opens-a-second-clinic' }

const readStoryComments = describe({
  ...FEED,
  id: 'readStoryComments',
  path: '/{year}/{month}/{slug}/feed.{format}',
  summary: 'Read the feed of comments on a story',
  params: { ...permalink, format },
  example: { params: { ...story, format: 'rss' } },
})

const number = says(v.pipe(v.string(), v.regex(/^[1-9][0-9]{0,8}$/)), 'Counts from 1, the oldest.')
const closed = {
  ...FEED,
  about: 'A closed part of the archive (RFC 5005): it changes when a story in it does, and in no other way.',
}

const archives = [
  describe({
    ...closed,
    id: 'readArchive',
    path: '/archive/{number}.{format}',
    summary: 'Read a part of the archive',
    params: { number, format },
    example: { params: { number: '1', format: 'atom' } },
  }),
  describe({
    ...closed,
    id: 'readChannelArchive',
    path: '/{channel}/archive/{number}.{format}',
    summary: 'Read a part of a channel’s archive',
    params: { channel, number, format },
    example: { params: { channel: 'ara-news', number: '1', format: 'atom' } },
  }),
] as const

const MANIFEST = {
  method: 'GET',
  subject: 'Feeds',
  anyQuery: true,
  about: 'Every part with the SHA-256 of its bytes, to keep a copy by.',
  query: { after: v.exactOptional(says(v.string(), 'Where to go on: from the last answer’s next.')) },
  answers: {
    200: json('The parts.', archiveManifest, ['ETag', 'Cache-Control']),
    304: { says: 'The list is what you have.' },
  },
  errors: ['bad-query', 'not-found'],
} as const

const manifests = [
  describe({ ...MANIFEST, id: 'listArchive', path: '/archive.json', summary: 'List the parts of the archive' }),
  describe({
    ...MANIFEST,
    id: 'listChannelArchive',
    path: '/{channel}/archive.json',
    summary: 'List the parts of a channel’s archive',
    params: { channel },
    example: { params: { channel: 'ara-news' } },
  }),
] as const

export const feedOperations = {
  readFeed,
  readChannelFeed,
  facetFeeds,
  corrections,
  comments,
  readStoryComments,
  archives,
  manifests,
}
export const permalinkParams = permalink
