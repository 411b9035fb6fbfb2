/** What the written page shows. Promises: each can be done as it stands, in this order (test/http/guide.test.ts). */
import type { GuideStep } from '../../pages/guide/start.ts'

const ITEM = `/api/items/${encodeURIComponent('https://newsroom.example/bridge')}`

export const STEPS: readonly GuideStep[] = [
  {
    name: 'Publish',
    words:
      'A story is a JSON Feed item. The id is your own name for it: sent again under the same id it is that story. The answer names its page and its short link. Story text goes as text/plain or text/markdown.',
    method: 'POST',
    path: '/api/items',
    body: {
      id: 'https://newsroom.example/bridge',
      title: 'The bridge is open again',
      content_html: '<p>Kobane, Syria – The bridge over the river was opened on Monday.</p>',
      authors: [{ name: 'Egid Yousef' }],
      tags: ['Kobane'],
    },
  },
  {
    name: 'Schedule',
    words:
      'A draft with publish_at is public at that time, within a minute, and seen by nobody before. Without publish_at it stays a draft until it is published: POST /api/drafts/CODE/publish.',
    method: 'POST',
    path: '/api/drafts',
    body: {
      title: 'A second bridge is planned',
      content_html: '<p>Kobane, Syria – The council plans a second bridge.</p>',
      publish_at: '2030-01-01T06:00:00Z',
    },
  },
  {
    name: 'Correct',
    words:
      'Send what changes and nothing else. It stands, whatever a source says later; null takes it back. The note is told to readers. In a path an id is percent-encoded; the code of the short link does as well.',
    method: 'PATCH',
    path: ITEM,
    body: { title: 'The old bridge is open again', note: 'The headline named the wrong bridge.' },
  },
  {
    name: 'Retract',
    words:
      'Readers are told the reason in place of the story, in feeds too. With "erase": true nothing of it is left, for good.',
    method: 'DELETE',
    path: ITEM,
    body: { reason: 'The bridge was closed again.' },
  },
  {
    name: 'Restore',
    words: 'Takes a retraction back.',
    method: 'POST',
    path: `${ITEM}/restore`,
  },
  {
    name: 'Find',
    words:
      'By words, tags, places, authors, languages, sources and dates, each alone or together; next_url leads on. No token is needed.',
    method: 'GET',
    path: '/api/items?q=bridge&tag=Kobane&limit=10',
  },
  {
    name: 'Follow',
    words: 'Everything that readers could notice, in order: keep next, and ask again with after=NEXT.',
    method: 'GET',
    path: '/api/changes?limit=10',
  },
]
