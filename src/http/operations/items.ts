/** Stories over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { postedItem } from '../../model/item.ts'
import { itemPatch } from '../api/item-fields.ts'
import { words } from '../body.ts'
import { anyText, describe, json, jsonBody } from '../operation.ts'
import { matching, narrowing, page, says, state, unchanged } from '../params.ts'
import { toManyParam, toTextParam } from '../query.ts'
import { hitList, item, itemList, withdrawal } from '../shapes/item.ts'
import { revisionList } from '../shapes/revision.ts'

const id = says(v.pipe(v.string(), v.minLength(1)), 'The story’s id, percent-encoded, or the code of its short link.')
const params = { id }
const CODE = 'ev0xkn'

const listItems = describe({
  id: 'listItems',
  method: 'GET',
  path: '/api/items',
  subject: 'Stories',
  summary: 'List stories',
  about: 'A JSON Feed, newest first; every story comes once, page by page, whatever is published meanwhile.',
  showsMore: 'moderate',
  query: { ...narrowing, state },
  answers: {
    200: {
      says: 'The stories.',
      content: { 'application/feed+json': itemList },
      headers: ['ETag', 'Cache-Control'],
    },
    304: { says: 'The list is what you have.' },
  },
  errors: ['token-needed', 'not-found'],
  example: { query: { tag: 'Kobane', limit: '10' } },
})

const searchItems = describe({
  id: 'searchItems',
  method: 'GET',
  path: '/api/search',
  subject: 'Stories',
  summary: 'Search',
  about:
    'A JSON Feed, newest first, with how many stories there are and where in each the words stand. Words are found in any spelling, places in those of all languages; `"a phrase"` as it stands, `begin*`, and without `-this`.',
  query: { ...narrowing, q: says(toManyParam(5), 'Words to look for; "a phrase"; begin*; -without.') },
  answers: {
    200: {
      says: 'What was found.',
      content: { 'application/feed+json': hitList },
      headers: ['ETag', 'Cache-Control'],
    },
    304: { says: 'The list is what you have.' },
  },
  example: { query: { q: 'Kobane -bakery', limit: '10' } },
})

const channel = v.exactOptional(says(toTextParam(), 'Id of the channel that it is published in.'))

const publishItem = describe({
  id: 'publishItem',
  method: 'POST',
  creates: true,
  path: '/api/items',
  subject: 'Stories',
  summary: 'Publish a story',
  about:
    'A JSON Feed item, or story text: headline, byline, dateline and paragraphs. Posted again under the same id or address it is a correction.',
  scope: 'write:items',
  query: { channel },
  headers: matching,
  body: { content: { 'application/json': postedItem, 'text/plain': anyText, 'text/markdown': anyText } },
  answers: {
    200: json('The story, which was here.', item, ['Location', 'ETag']),
    201: json('The story, which is new.', item, ['Location', 'ETag']),
  },
  errors: ['withdrawn', 'unreadable-document', 'conflict', 'gone', 'changed-meanwhile'],
  example: {
    body: {
      id: 'https://aranews.net/?p=1204',
      title: 'Kobane opens a second clinic',
      content_html: '<p>Kobane, Syria – The council of Kobane opened a second clinic on Monday.</p>',
      authors: [{ name: 'Egid Yousef' }],
      tags: ['Kobane', 'Health'],
      date_published: '2015-06-08T10:00:00Z',
    },
  },
})

const readItem = describe({
  id: 'readItem',
  method: 'GET',
  path: '/api/items/{id}',
  subject: 'Stories',
  summary: 'Read a story',
  showsMore: 'moderate',
  params,
  answers: { 200: json('The story.', item, ['Link', 'ETag', 'Cache-Control']), 304: unchanged },
  errors: ['gone'],
  example: { params: { id: CODE } },
})

const listRevisions = describe({
  id: 'listRevisions',
  method: 'GET',
  path: '/api/items/{id}/revisions',
  subject: 'Stories',
  summary: 'List the versions of a story',
  about: 'With what each changed. With the token those too that a source only proposed.',
  showsMore: 'moderate',
  params,
  query: page,
  answers: { 200: json('The versions.', revisionList) },
  errors: ['gone'],
  example: { params: { id: CODE } },
})

const correctItem = describe({
  id: 'correctItem',
  method: 'PATCH',
  path: '/api/items/{id}',
  subject: 'Stories',
  summary: 'Correct a story',
  about:
    'Members that are sent lie over what the source says, and stay whatever it says later; `null` takes one back. `note` is told to readers; `substantive` moves the date of the last change.',
  scope: 'write:items',
  params,
  body: jsonBody(itemPatch, { told: ['id', 'date_modified'] }),
  headers: matching,
  answers: { 200: json('The story as it is now.', item, ['ETag']) },
  errors: ['gone', 'changed-meanwhile'],
  example: { params: { id: CODE }, body: { title: 'Kobane opens its second clinic', note: 'The headline was wrong.' } },
})

export const retraction = v.object({
  reason: v.pipe(words, v.minLength(1, 'is empty: say why the story is retracted')),
  erase: v.exactOptional(v.boolean()),
})

const retractItem = describe({
  id: 'retractItem',
  method: 'DELETE',
  path: '/api/items/{id}',
  subject: 'Stories',
  summary: 'Retract or erase a story',
  about:
    'Readers are told the reason, in place of the story. With `erase` nothing of it is left, here and in what it was kept in, and no restoring brings it back.',
  scope: 'moderate',
  params,
  body: jsonBody(retraction),
  headers: matching,
  answers: { 200: json('What is left to say of it.', withdrawal, ['ETag']) },
  errors: ['changed-meanwhile'],
  example: { params: { id: CODE }, body: { reason: 'The clinic was not opened on Monday.' } },
})

const restoreItem = describe({
  id: 'restoreItem',
  method: 'POST',
  path: '/api/items/{id}/restore',
  subject: 'Stories',
  summary: 'Restore a retracted story',
  scope: 'moderate',
  params,
  headers: matching,
  answers: { 200: json('The story.', item, ['ETag']) },
  errors: ['withdrawn', 'conflict', 'method-not-allowed', 'changed-meanwhile'],
  example: { params: { id: CODE } },
})

export const decision = v.object({
  revision: v.exactOptional(says(v.number(), 'Which was looked at.')),
  note: v.exactOptional(words),
  substantive: v.exactOptional(v.boolean()),
})

const acceptProposal = describe({
  id: 'acceptProposal',
  method: 'POST',
  path: '/api/items/{id}/accept',
  subject: 'Stories',
  summary: 'Take what the source proposes',
  about: 'What a source says beneath fields that an editor set stands as `_ara.proposed` with the story.',
  scope: 'moderate',
  params,
  body: jsonBody(decision, { optional: true }),
  headers: matching,
  answers: { 200: json('The story as it is now.', item, ['ETag']) },
  errors: ['conflict', 'method-not-allowed', 'changed-meanwhile', 'withdrawn'],
  example: { params: { id: CODE }, body: { revision: 3, note: 'As the agency corrected it.' } },
})

const refuseProposal = describe({
  id: 'refuseProposal',
  method: 'POST',
  path: '/api/items/{id}/refuse',
  subject: 'Stories',
  summary: 'Leave the story as it is',
  about: 'What the source says until now is told of no more.',
  scope: 'moderate',
  params,
  body: jsonBody(decision, { optional: true }),
  headers: matching,
  answers: { 200: json('The story as it is.', v.union([item, withdrawal]), ['ETag']) },
  errors: ['conflict', 'method-not-allowed', 'changed-meanwhile'],
  example: { params: { id: CODE }, body: { revision: 3 } },
})

export const itemOperations = {
  listItems,
  searchItems,
  publishItem,
  readItem,
  listRevisions,
  correctItem,
  retractItem,
  restoreItem,
  acceptProposal,
  refuseProposal,
}
