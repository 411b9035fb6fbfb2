/** Pages, short links, and what machines ask every site for: what can be asked, and what is answered. */

import * as v from 'valibot'
import { anyText, describe, json, type OperationAnswer } from '../operation.ts'
import { narrowing, says } from '../params.ts'
import { toWholeParam } from '../query.ts'
import { aList, aNumber, aText } from '../shapes/parts.ts'
import { permalinkParams } from './feeds.ts'

const PAGE = { method: 'GET', subject: 'Pages', anyQuery: true } as const

/** One status of a page or another text. */
function aDocument(says: string, type = 'text/html', content: v.GenericSchema = anyText): OperationAnswer {
  return { says, content: { [type]: content }, headers: ['ETag', 'Cache-Control'] }
}

const same = { says: 'It is what you have.' }
const moved: OperationAnswer = { says: 'It stands elsewhere.', headers: ['Location'] }

const readFront = describe({
  ...PAGE,
  id: 'readFront',
  path: '/',
  summary: 'See the front page, or a list of stories',
  about:
    'Narrowed as feeds are. What a WordPress asks for here (`?feed=`, `?p=`, `?s=`, `?rest_route=`) is answered as one does.',
  query: narrowing,
  answers: {
    200: { ...aDocument('The page.'), content: { 'text/html': anyText, 'application/rss+xml': anyText } },
    301: moved,
    304: same,
  },
  errors: ['bad-query', 'not-found', 'gone'],
})

const readChannelFront = describe({
  ...PAGE,
  id: 'readChannelFront',
  path: '/{channel}/',
  summary: 'See the front page of a channel',
  params: { channel: says(v.string(), 'Id of a channel.') },
  query: narrowing,
  answers: { 200: aDocument('The page.'), 301: moved, 304: same },
  errors: ['bad-query', 'gone'],
  example: { params: { channel: 'ara-news' } },
})

const story = { params: { year: '2015', month: '06', slug: 'kobane-opens-a-second-clinic' } }

const leadToStory = describe({
  ...PAGE,
  id: 'leadToStory',
  path: '/{year}/{month}/{slug}',
  summary: 'Find a story’s page without the slash',
  params: permalinkParams,
  answers: { 301: moved },
  example: story,
})

const readStory = describe({
  ...PAGE,
  id: 'readStory',
  path: '/{year}/{month}/{slug}/',
  summary: 'See a story',
  params: permalinkParams,
  answers: { 200: aDocument('The page.'), 301: moved, 304: same },
  errors: ['gone'],
  example: story,
})

const readVersions = describe({
  ...PAGE,
  id: 'readVersions',
  path: '/{year}/{month}/{slug}/versions/',
  summary: 'See what was changed of a story',
  params: permalinkParams,
  answers: { 200: aDocument('The page.'), 301: moved, 304: same },
  errors: ['gone'],
  example: story,
})

/** A code may be written in capitals, with or without a slash. */
const followLink = ['/s/{code}', '/s/{code}/', '/S/{code}', '/S/{code}/'].map((path, index) =>
  describe({
    ...PAGE,
    subject: 'Links',
    id: ['followLink', 'followLinkWithSlash', 'followTypedLink', 'followTypedLinkWithSlash'][index] ?? '',
    path: path as `/${string}`,
    summary: 'Follow a short link',
    about: '`CODE+` is a page that says where it leads, `CODE.svg` and `CODE.png` are its QR code.',
    params: { code: says(v.string(), 'Its code or name, as it is typed.') },
    query: { size: v.exactOptional(says(toWholeParam(2048, 96), 'Of a QR code, in pixels.')) },
    answers: {
      200: {
        ...aDocument('What it is.'),
        content: { 'text/html': anyText, 'image/svg+xml': anyText, 'image/png': anyText },
      },
      301: moved,
      302: moved,
      304: same,
    },
    errors: ['bad-query', 'gone'],
    example: { params: { code: 'clinics' } },
  }),
)

const readPicture = describe({
  ...PAGE,
  id: 'readPicture',
  path: '/media/{hash}',
  summary: 'See our copy of a picture',
  about: 'One that was handed in and that no story has shown yet is there with a token alone.',
  showsMore: 'write:items',
  params: { hash: says(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), 'SHA-256 of its bytes.') },
  answers: {
    200: {
      ...aDocument('The picture.'),
      content: Object.fromEntries(
        ['jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'svg+xml', 'x-icon'].map((type) => [`image/${type}`, anyText]),
      ),
    },
    304: same,
  },
})

const MACHINE = { ...PAGE, subject: 'Service' } as const

const readHealth = describe({
  ...MACHINE,
  id: 'readHealth',
  path: '/healthz',
  summary: 'Ask for a sign of life',
  answers: {
    200: json(
      'It lives.',
      v.object({ status: v.literal('ok'), version: aText('Of the service.'), rules: aNumber('Version of its rules.') }),
    ),
  },
})

const readiness = v.object({
  status: v.picklist(['ready', 'not ready']),
  version: aText('Of the service.'),
  wrong: aList(v.string(), 'What is wrong, in sentences.'),
})

const readReadiness = describe({
  ...MACHINE,
  id: 'readReadiness',
  path: '/readyz',
  summary: 'Ask whether the service can do its work',
  answers: { 200: json('It can.', readiness), 503: json('It can not, and why.', readiness, ['Retry-After']) },
})

const readRobots = describe({
  ...MACHINE,
  id: 'readRobots',
  path: '/robots.txt',
  summary: 'Read the rules for crawlers',
  answers: { 200: aDocument('RFC 9309.', 'text/plain') },
})

const readOpml = describe({
  ...MACHINE,
  id: 'readOpml',
  path: '/opml.xml',
  summary: 'Read the list of feeds, or of sources',
  about:
    'With `sources` and the token: what is read here, with its settings. Feed readers send the token as a password.',
  showsMore: 'write:sources',
  query: {
    sources: v.exactOptional(says(v.string(), 'The sources, in place of the feeds.')),
    channel: v.exactOptional(says(v.string(), 'The sources of one channel.')),
  },
  answers: { 200: aDocument('OPML 2.0.', 'text/x-opml') },
  errors: ['token-needed', 'bad-query'],
})

const listFaults = describe({
  id: 'listFaults',
  method: 'GET',
  path: '/api/faults.atom',
  subject: 'Service',
  summary: 'Subscribe to what needs the editor',
  about: 'An Atom feed. Feed readers send the token as the password of Basic authentication.',
  scope: 'write:sources',
  byPassword: true,
  anyQuery: true,
  answers: { 200: aDocument('The feed.', 'application/atom+xml'), 304: same },
})

const readIcon = describe({
  ...MACHINE,
  id: 'readIcon',
  path: '/favicon.ico',
  summary: 'Ask for an icon by habit',
  answers: { 204: { says: 'Pages name their icon, which is an SVG.' } },
})

const SITEMAP = { ...MACHINE, answers: { 200: aDocument('A sitemap.', 'application/xml'), 304: same } } as const

const readSitemap = describe({
  ...SITEMAP,
  id: 'readSitemap',
  path: '/sitemap.xml',
  summary: 'Read the index of sitemaps',
})
const readNewsSitemap = describe({
  ...SITEMAP,
  id: 'readNewsSitemap',
  path: '/sitemap-news.xml',
  summary: 'Read the sitemap of two days’ news',
})
const readSitemapPart = describe({
  ...SITEMAP,
  id: 'readSitemapPart',
  path: '/sitemap-{part}.xml',
  summary: 'Read a part of the sitemap',
  params: { part: says(v.pipe(v.string(), v.regex(/^[0-9]{1,7}$/)), 'Its number.') },
  example: { params: { part: '0' } },
})

export const siteOperations = {
  readFront,
  readChannelFront,
  leadToStory,
  readStory,
  readVersions,
  followLink,
  readPicture,
  readHealth,
  readReadiness,
  readRobots,
  readOpml,
  listFaults,
  readIcon,
  readSitemap,
  readNewsSitemap,
  readSitemapPart,
}
