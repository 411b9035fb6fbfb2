/** Previews, imports and pictures over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { oldName } from '../../model/old-name.ts'
import { received } from '../../model/received.ts'
import { line, toListSchema, toOptional, webAddress } from '../../model/schema.ts'
import { sourceOptions } from '../../model/settings.ts'
import { timeZone } from '../../model/time-zone.ts'
import { listAddress, withdrawn } from '../../model/transfer.ts'
import { words } from '../body.ts'
import { anyText, describe, json, jsonBody } from '../operation.ts'
import { says } from '../params.ts'
import { toChoiceParam, toTextParam } from '../query.ts'
import { itemList } from '../shapes/item.ts'
import { importReport, keptPicture } from '../shapes/moving.ts'

const { title: _, fullText: _f, retryAfter: _r, tags: _t, ...heeded } = sourceOptions

/**
 * An address or a document with what is to be heeded of a source's settings, or a source, whose settings may be tried
 * otherwise.
 */
export const previewRequest = v.object(
  toOptional({
    url: webAddress,
    source: v.string(),
    /** In place of the one at the address. */
    document: v.pipe(v.string(), v.nonEmpty('is empty')),
    as: v.picklist(['article']),
    ...heeded,
  }),
)

const MIB = 1024 * 1024

const previewDocument = describe({
  id: 'previewDocument',
  method: 'POST',
  path: '/api/preview',
  subject: 'Sources',
  summary: 'See what would be stored',
  about: 'Of an address, of a source, or of a document that is sent; nothing is stored.',
  scope: 'write:sources',
  query: {
    url: v.exactOptional(says(webAddress, 'Of a document that is sent: its address.')),
    source: v.exactOptional(says(toTextParam(), 'Of a document that is sent: the source that it is of.')),
    as: v.exactOptional(says(toChoiceParam(['article']), 'The page’s own article is taken as the one story.')),
    timeZone: v.exactOptional(says(timeZone, 'Of dates that name none: Asia/Baghdad.')),
  },
  headers: {
    'Content-Location': v.exactOptional(says(v.string(), 'Of a document that is sent: its address.')),
    'Content-Language': v.exactOptional(says(v.string(), 'Of a document that is sent: its language.')),
  },
  body: {
    content: {
      'application/json': previewRequest,
      'application/rss+xml': anyText,
      'application/atom+xml': anyText,
      'application/xml': anyText,
      'text/html': anyText,
      'text/plain': anyText,
    },
    most: 10 * MIB,
  },
  answers: { 200: { says: 'What would be stored.', content: { 'application/feed+json': itemList } } },
  errors: ['unreadable-document', 'source-not-readable'],
  example: {
    body: {
      url: 'https://site.example/feed.xml',
      document:
        '<rss version="2.0"><channel><title>A site</title><item><title>A story</title><link>https://site.example/1</link></item></channel></rss>',
    },
  },
})

/** Entries of a chunk. */
export const MOST = 500

export const chunk = v.object({
  channel: v.exactOptional(line),
  /** Whether what is not public yet is kept as drafts and scheduled stories; else it is left out. */
  drafts: v.exactOptional(v.boolean()),
  /** What authors and terms were called on the site that the items come from. */
  names: v.exactOptional(toListSchema(oldName, MOST)),
  items: toListSchema(received, MOST),
})

export const addressChunk = v.object({ addresses: toListSchema(listAddress, MOST) })

export const withdrawnChunk = v.object({
  withdrawn: v.pipe(
    v.array(v.object({ ...withdrawn.entries, reason: words })),
    v.maxLength(100, 'has more than 100 entries'),
  ),
})

const importItems = describe({
  id: 'importItems',
  method: 'POST',
  creates: true,
  path: '/api/import',
  subject: 'Moving',
  summary: 'Take in what was read elsewhere',
  about: 'What `ara import --to` sends, in chunks; one that is sent twice changes nothing.',
  scope: 'write:items',
  body: jsonBody(v.union([chunk, addressChunk, withdrawnChunk])),
  answers: { 200: json('What became of it.', importReport) },
  example: {
    body: {
      items: [
        {
          item: {
            guid: 'https://site.example/1',
            title: { value: 'A story', type: 'text' },
            authors: [],
            categories: [],
            attachments: [],
            pictures: [],
          },
          context: {},
        },
      ],
    },
  },
})

const sendPicture = describe({
  id: 'sendPicture',
  method: 'POST',
  creates: true,
  path: '/api/pictures',
  subject: 'Moving',
  summary: 'Hand in a picture',
  about:
    'PNG, JPEG, GIF or WebP, at most 10 MiB and 40 megapixels, of one frame, in colours of a screen. Where and with what it was taken is taken out. Name the `url` that is answered as a story’s `image`, in its `attachments` or its `content_html`. Without a token it is shown once a public story shows it; one that neither a story nor a draft shows is gone after 30 days.',
  scope: 'write:items',
  headers: {
    'Content-Location': v.exactOptional(
      says(v.string(), 'The address that stories have it at which are to be imported.'),
    ),
  },
  body: {
    content: { 'image/jpeg': anyText, 'image/png': anyText, 'image/gif': anyText, 'image/webp': anyText },
    most: 10 * MIB,
  },
  answers: {
    201: json('The picture.', keptPicture),
    200: json('The picture, which was here already.', keptPicture),
  },
  errors: ['unreadable-document'],
})

export const movingOperations = {
  previewDocument,
  importItems,
  sendPicture,
}
