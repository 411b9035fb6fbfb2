/** Short links over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { addedLink, LINK_TOLD, transferredLink } from '../../model/transfer.ts'
import { words } from '../body.ts'
import { movedLink } from '../links/fields.ts'
import { anyText, describe, json, jsonBody } from '../operation.ts'
import { creating, matching, page, says, unchanged } from '../params.ts'
import { flagParam, toTextParam } from '../query.ts'
import { linkClicks, linkImportReport, linkList, linkWithHistory } from '../shapes/link.ts'

const params = { code: says(v.pipe(v.string(), v.minLength(1)), 'Its code or its name.') }

const listLinks = describe({
  id: 'listLinks',
  method: 'GET',
  path: '/api/links',
  subject: 'Links',
  summary: 'List short links',
  showsMore: 'write:links',
  query: {
    item: v.exactOptional(says(toTextParam(2000), 'Those of one story, by its id or code.')),
    named: v.exactOptional(says(flagParam, 'Those alone that were given names.')),
    ...page,
  },
  answers: { 200: json('The links.', linkList) },
  example: { query: { named: '1' } },
})

const addLink = describe({
  id: 'addLink',
  method: 'POST',
  creates: true,
  path: '/api/links',
  subject: 'Links',
  summary: 'Make a short link',
  about:
    'To a story (`item`: its id or code) or to an address (`url`) on a host that a channel names. Without `alias` an address has a code of its own.',
  scope: 'write:links',
  headers: creating,
  body: jsonBody(addedLink, { told: LINK_TOLD }),
  answers: {
    200: json('The link, which led there already.', linkWithHistory, ['Location', 'ETag']),
    201: json('The link, which is new.', linkWithHistory, ['Location', 'ETag']),
  },
  errors: ['name-taken', 'gone', 'changed-meanwhile'],
  example: { body: { item: 'https://aranews.net/?p=1204', alias: 'clinic' } },
})

const readLink = describe({
  id: 'readLink',
  method: 'GET',
  path: '/api/links/{code}',
  subject: 'Links',
  summary: 'Read a short link',
  about: 'With where it led before.',
  showsMore: 'write:links',
  params,
  answers: { 200: json('The link.', linkWithHistory, ['ETag']), 304: unchanged },
  example: { params: { code: 'clinics' } },
})

const readClicks = describe({
  id: 'readClicks',
  method: 'GET',
  path: '/api/links/{code}/clicks',
  subject: 'Links',
  summary: 'Read how often a short link was followed',
  about: 'With the token by day, and by the host that people came from.',
  showsMore: 'write:links',
  params,
  answers: { 200: json('The sums.', linkClicks) },
  example: { params: { code: 'clinics' } },
})

const moveLink = describe({
  id: 'moveLink',
  method: 'PATCH',
  path: '/api/links/{code}',
  subject: 'Links',
  summary: 'Lead a short link elsewhere',
  about: 'A retired one leads on again. A story’s own code is never moved.',
  scope: 'write:links',
  params,
  body: jsonBody(movedLink, { told: ['alias', ...LINK_TOLD] }),
  headers: matching,
  answers: { 200: json('The link as it is now.', linkWithHistory, ['ETag']) },
  errors: ['conflict', 'gone', 'changed-meanwhile'],
  example: { params: { code: 'clinics' }, body: { url: 'https://aranews.net/clinics/', note: 'It has a page now.' } },
})

export const retirement = v.object({ reason: v.exactOptional(words) })

const retireLink = describe({
  id: 'retireLink',
  method: 'DELETE',
  path: '/api/links/{code}',
  subject: 'Links',
  summary: 'Retire a short link',
  about: 'Its name is given to nothing else.',
  scope: 'write:links',
  params,
  body: jsonBody(retirement, { optional: true }),
  headers: matching,
  answers: { 200: json('The link as it is now.', linkWithHistory, ['ETag']) },
  errors: ['conflict', 'changed-meanwhile'],
  example: { params: { code: 'clinics' }, body: { reason: 'The page is gone.' } },
})

/** Early versions gave a name alone: the code is made of that. */
const arriving = v.object({ ...transferredLink.entries, code: v.exactOptional(transferredLink.entries.code) })

export const transferredLinks = v.object({
  links: v.pipe(v.array(arriving), v.maxLength(1000, 'has more than 1000 entries')),
})

const importLinks = describe({
  id: 'importLinks',
  method: 'POST',
  creates: true,
  path: '/api/links/import',
  subject: 'Links',
  summary: 'Take in another shortener’s table',
  about:
    'A table of code and address, or links as `ara export` writes them. Every row that was not taken is in the answer.',
  scope: 'write:links',
  body: {
    content: {
      'text/csv': anyText,
      'text/plain': anyText,
      'text/tab-separated-values': anyText,
      'application/json': transferredLinks,
    },
  },
  answers: { 200: json('What became of it.', linkImportReport) },
  example: { body: 'code,url\nkobane-clinic,https://aranews.net/?p=1204\n' },
})

export const linkOperations = {
  listLinks,
  addLink,
  readLink,
  readClicks,
  moveLink,
  retireLink,
  importLinks,
}
