/** Sources over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { postedSource, SOURCE_TOLD, sourcePatch } from '../api/sources/source-fields.ts'
import { describe, json, jsonBody } from '../operation.ts'
import { creating, matching, page, says, unchanged } from '../params.ts'
import { toTextParam } from '../query.ts'
import { newSource, refreshed, renamed, source, sourceHealth, sourceList } from '../shapes/source.ts'

const params = { id: says(v.pipe(v.string(), v.minLength(1)), 'The source’s id, or one that it had.') }
const tag = v.exactOptional(says(toTextParam(), 'With the token: those of a folder.'))

const listSources = describe({
  id: 'listSources',
  method: 'GET',
  path: '/api/sources',
  subject: 'Sources',
  summary: 'List sources',
  about: 'Without the token: title, host and health of each.',
  showsMore: 'write:sources',
  query: { tag, ...page },
  answers: { 200: json('The sources.', sourceList) },
  errors: ['token-needed'],
  example: { query: { limit: '10' } },
})

const addSource = describe({
  id: 'addSource',
  method: 'POST',
  creates: true,
  path: '/api/sources',
  subject: 'Sources',
  summary: 'Add a source',
  about: 'It is asked at once. `discover` takes the feed behind the address of a page.',
  scope: 'write:sources',
  headers: creating,
  body: jsonBody(postedSource, { told: SOURCE_TOLD }),
  answers: { 201: json('The source.', newSource, ['Location', 'ETag']) },
  errors: ['conflict', 'name-taken', 'changed-meanwhile', 'unreadable-document'],
  example: { body: { url: 'https://site.example/', title: 'A site', discover: true, tags: ['Syria'] } },
})

const readSource = describe({
  id: 'readSource',
  method: 'GET',
  path: '/api/sources/{id}',
  subject: 'Sources',
  summary: 'Read a source',
  showsMore: 'write:sources',
  about: 'What is set of it; how it is doing stands in /health.',
  params,
  answers: { 200: json('The source.', source, ['ETag']), 304: unchanged },
  example: { params: { id: 'aranews' } },
})

const readHealth = describe({
  id: 'readSourceHealth',
  method: 'GET',
  path: '/api/sources/{id}/health',
  subject: 'Sources',
  summary: 'Read how a source is doing',
  showsMore: 'write:sources',
  params,
  answers: { 200: json('Its health, and with the token when it was asked and what is wrong.', sourceHealth) },
  example: { params: { id: 'aranews' } },
})

const changeSource = describe({
  id: 'changeSource',
  method: 'PATCH',
  path: '/api/sources/{id}',
  subject: 'Sources',
  summary: 'Change, pause or rename a source',
  about:
    '`null` takes a setting back. `paused` stops and resumes asking it; `accept` lets go of one that is held. Of sources that stand in feeds/ only these two can be changed.',
  scope: 'write:sources',
  params,
  body: jsonBody(sourcePatch, { told: ['channel', ...SOURCE_TOLD] }),
  headers: matching,
  answers: { 200: json('The source as it is now.', v.union([source, renamed]), ['ETag']) },
  errors: ['declared', 'conflict', 'name-taken', 'changed-meanwhile'],
  example: { params: { id: 'aranews' }, body: { paused: true } },
})

const removeSource = describe({
  id: 'removeSource',
  method: 'DELETE',
  path: '/api/sources/{id}',
  subject: 'Sources',
  summary: 'Take a source out',
  about: 'Its stories stay.',
  scope: 'write:sources',
  params,
  headers: matching,
  answers: { 204: { says: 'It is not asked any more.' } },
  errors: ['declared', 'changed-meanwhile'],
  example: { params: { id: 'site-example' } },
})

const refreshSource = describe({
  id: 'refreshSource',
  method: 'POST',
  path: '/api/sources/{id}/refresh',
  subject: 'Sources',
  summary: 'Ask a source now',
  scope: 'write:sources',
  params,
  answers: { 200: json('How it went.', refreshed) },
  example: { params: { id: 'aranews' } },
})

export const sourceOperations = {
  listSources,
  addSource,
  readSource,
  readHealth,
  changeSource,
  removeSource,
  refreshSource,
}
