/** Drafts and scheduled stories over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { writtenDraft } from '../../model/draft.ts'
import { LIST_LENGTHS } from '../lists/narrowing.ts'
import { anyText, describe, json, jsonBody } from '../operation.ts'
import { says } from '../params.ts'
import { toChoiceParam, toNumberParam, toTextParam } from '../query.ts'
import { deletedDraft, draft, draftList } from '../shapes/draft.ts'
import { item } from '../shapes/item.ts'

const params = { code: says(v.pipe(v.string(), v.minLength(1)), 'The code that its short link will have.') }
const CODE = '7hq2wd'

const channel = v.exactOptional(says(toTextParam(), 'Id of a channel.'))

/** Members that the service says itself. */
const TOLD = ['date_modified', '_ara']

/** As an edit: each member may be `null`, which takes it away. */
const draftPatch = v.partial(v.object(v.entriesFromList(Object.keys(writtenDraft.entries), v.unknown())))

const listDrafts = describe({
  id: 'listDrafts',
  method: 'GET',
  path: '/api/drafts',
  subject: 'Drafts',
  summary: 'List drafts and scheduled stories',
  scope: 'read:scheduled',
  query: {
    channel,
    state: v.exactOptional(
      says(toChoiceParam(['draft', 'scheduled']), 'Those that wait for somebody, or for their time.'),
    ),
    limit: says(toNumberParam(LIST_LENGTHS.standard, LIST_LENGTHS.most), 'How many at most.'),
    before: v.exactOptional(says(toNumberParam(1, 999_999_999), 'Where to go on: from the last answer’s next_url.')),
  },
  answers: { 200: json('The drafts.', draftList) },
  example: { query: { state: 'scheduled' } },
})

const writeDraft = describe({
  id: 'writeDraft',
  method: 'POST',
  path: '/api/drafts',
  subject: 'Drafts',
  summary: 'Write a draft, or schedule a story',
  about:
    'A JSON Feed item with `publish_at`, `channel` and `note`, or story text. Nobody without the token can tell that it is there.',
  scope: 'write:items',
  query: { channel },
  body: { content: { 'application/json': writtenDraft, 'text/plain': anyText, 'text/markdown': anyText } },
  answers: {
    200: json('The draft, which was here.', draft, ['Location']),
    201: json('The draft, which is new.', draft, ['Location']),
  },
  errors: ['withdrawn', 'unreadable-document', 'conflict'],
  example: {
    body: {
      title: 'The bridge opens',
      content_text: 'The bridge over the river opens again.',
      publish_at: '2036-06-04T06:00:00Z',
      note: 'Not before the minister spoke.',
    },
  },
})

const readDraft = describe({
  id: 'readDraft',
  method: 'GET',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Read a draft',
  scope: 'read:scheduled',
  params,
  answers: { 200: json('The draft.', draft) },
  example: { params: { code: CODE } },
})

const editDraft = describe({
  id: 'editDraft',
  method: 'PATCH',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Edit a draft',
  about: 'Members that are sent are put in the place of its own; `null` takes one away.',
  scope: 'write:items',
  params,
  body: jsonBody(draftPatch, { told: TOLD }),
  answers: { 200: json('The draft as it is now.', draft, ['Location']) },
  errors: ['conflict', 'unreadable-document'],
  example: { params: { code: CODE }, body: { title: 'The bridge is open', publish_at: null } },
})

const deleteDraft = describe({
  id: 'deleteDraft',
  method: 'DELETE',
  path: '/api/drafts/{code}',
  subject: 'Drafts',
  summary: 'Delete a draft',
  scope: 'write:items',
  params,
  answers: { 200: json('What is left to say of it.', deletedDraft) },
  errors: ['conflict'],
  example: { params: { code: CODE } },
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
    200: json('The story, which was here.', item, ['Location']),
    201: json('The story, which is public.', item, ['Location']),
  },
  errors: ['conflict', 'withdrawn', 'not-processable'],
  example: { params: { code: CODE } },
})

export const draftOperations = { listDrafts, writeDraft, readDraft, editDraft, deleteDraft, publishDraft }
