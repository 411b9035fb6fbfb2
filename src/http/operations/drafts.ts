/** Drafts over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { writtenDraft } from '../../model/draft.ts'
import { anyText, describe, json, jsonBody } from '../operation.ts'
import { matching, page, says, unchanged } from '../params.ts'
import { toChoiceParam, toTextParam } from '../query.ts'
import { deletedDraft, draft, draftList } from '../shapes/draft.ts'
import { item } from '../shapes/item.ts'

const params = {
  code: says(v.pipe(v.string(), v.minLength(1)), 'The draft’s code, which is the story’s own once it is public.'),
}
const channel = v.exactOptional(says(toTextParam(), 'Id of a channel.'))
const state = v.exactOptional(says(toChoiceParam(['draft', 'scheduled']), 'Those without a time, or those with one.'))

/** What a token that is for no more is told. */
const COMING = 'With `read:scheduled` alone: scheduled stories only, without `note` and `_ara.file`.'

const listDrafts = describe({
  id: 'listDrafts',
  method: 'GET',
  path: '/api/drafts',
  subject: 'Drafts',
  summary: 'List drafts and scheduled stories',
  about: `The last made first. ${COMING}`,
  scope: 'read:scheduled',
  query: {
    channel,
    state,
    ...page,
  },
  answers: { 200: json('The drafts.', draftList) },
  example: { query: { state: 'draft' } },
})

const writeDraft = describe({
  id: 'writeDraft',
  method: 'POST',
  creates: true,
  path: '/api/drafts',
  subject: 'Drafts',
  summary: 'Write a draft, or schedule a story',
  about: 'As a story is published; with `publish_at` it is public at that time, within a minute.',
  scope: 'write:items',
  query: { channel },
  body: { content: { 'application/json': writtenDraft, 'text/plain': anyText, 'text/markdown': anyText } },
  answers: {
    200: json('The draft, which says the same already.', draft, ['Location', 'ETag']),
    201: json('The draft, which is new.', draft, ['Location', 'ETag']),
  },
  errors: ['unreadable-document', 'withdrawn', 'conflict'],
  example: {
    body: {
      title: 'A third clinic for Kobane',
      content_html: '<p>Kobane, Syria – The council of Kobane plans a third clinic.</p>',
      publish_at: '2030-01-01T06:00:00Z',
      note: 'Not before the council has met.',
    },
  },
})

const readDraft = describe({
  id: 'readDraft',
  method: 'GET',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Read a draft',
  about: COMING,
  scope: 'read:scheduled',
  params,
  answers: { 200: json('The draft.', draft, ['ETag']), 304: unchanged },
  example: { params: { code: 'CODE' } },
})

/** The same members, each of which may be taken away. */
const rewritten = v.object(
  Object.fromEntries(
    Object.entries(writtenDraft.entries).map(([name, { wrapped }]) => [
      name,
      v.exactOptional(v.nullable(wrapped as v.GenericSchema)),
    ]),
  ),
)

const rewriteDraft = describe({
  id: 'rewriteDraft',
  method: 'PATCH',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Edit a draft',
  about: 'Members that are sent lie over what is there (RFC 7396); `null` takes one away.',
  scope: 'write:items',
  params,
  body: jsonBody(rewritten),
  headers: matching,
  answers: { 200: json('The draft as it is now.', draft, ['Location', 'ETag']) },
  errors: ['conflict', 'unreadable-document', 'withdrawn', 'changed-meanwhile', 'declared'],
  example: { params: { code: 'CODE' }, body: { title: 'A third clinic', publish_at: null } },
})

const publishDraft = describe({
  id: 'publishDraft',
  method: 'POST',
  path: '/api/drafts/{code}/publish',
  subject: 'Drafts',
  summary: 'Publish a draft now',
  scope: 'write:items',
  params,
  answers: {
    200: json('The story, which was here.', item, ['Location', 'ETag']),
    201: json('The story, which is public now.', item, ['Location', 'ETag']),
  },
  headers: matching,
  errors: ['conflict', 'withdrawn', 'too-large', 'unreadable-document', 'changed-meanwhile', 'declared'],
  example: { params: { code: 'CODE' } },
})

const deleteDraft = describe({
  id: 'deleteDraft',
  method: 'DELETE',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Delete a draft',
  scope: 'write:items',
  params,
  headers: matching,
  answers: { 200: json('It is gone.', deletedDraft) },
  errors: ['conflict', 'changed-meanwhile', 'declared'],
  example: { params: { code: 'CODE' } },
})

export const draftOperations = { listDrafts, writeDraft, readDraft, rewriteDraft, publishDraft, deleteDraft }
