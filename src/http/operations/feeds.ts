/** Feeds and other documents for programs: what can be asked, and what is answered. */

import { anyText, describe } from '../operation.ts'

const listFaults = describe({
  id: 'listFaults',
  method: 'GET',
  path: '/api/faults.atom',
  subject: 'Service',
  summary: 'Subscribe to what needs the editor',
  about: 'An Atom feed. Feed readers send the token as the password of Basic authentication.',
  scope: 'admin',
  byPassword: true,
  anyQuery: true,
  answers: {
    200: { says: 'The feed.', content: { 'application/atom+xml': anyText }, headers: ['ETag', 'Cache-Control'] },
    304: { says: 'The feed is what you have.' },
  },
})

export const documentOperations = {
  listFaults,
}
