/** What members are given where it matters, and where they end. A member that is not listed here arrives everywhere. */
import type { Channel } from '../../src/model/model.ts'
import { channel } from '../upgrade/house.ts'
import type { Given } from './values.ts'

/** Members that end somewhere, and why. */
export type Ends = Readonly<Record<string, string>>

/** A channel that is not ours, so that nothing folds and no press lines are lifted. */
export const READER: Channel = { ...channel, id: 'reader', hosts: ['reader.example'], linkTo: 'original', sources: [] }

export const POSTED: Given = {
  id: 'urn:story:1',
  channel: channel.id,
  content_html: '<p>The text of the story, as HTML.</p>',
  date_modified: '2014-03-01T08:00:00.000Z',
  '_ara.categories': ['A', 'B'].map((name) => ({ name, scheme: `scheme-${name}`, label: `label-${name}` })),
  tags: ['A', 'B', 'C'],
}
/** One of the two texts; nothing that is not edited. */
export const EDITED: Given = { content_text: undefined, content_html: '<p>The text as edited.</p>' }

export const HOLD = { field: 'draft', says: 'is true' }
export const NOTICE = { reason: 'Not so.', at: Date.UTC(2020, 1, 1) }
export const RECEIVED: Given = {
  'item.channel': channel.id,
  'item.hold': undefined,
  'item.withdrawn': undefined,
  'context.identities.*.kind': 'guid',
}

export const LINK: Given = {
  code: 'bridge',
  name: 'bridge',
  channel: channel.id,
  clicks: [16_000, 16_001].map((day, at) => [day, 1, 2, 3, 4 + at]),
}
export const LINKS: Readonly<Record<string, (key: string) => Given>> = {
  'a story': (key) => ({ url: undefined, item: key, 'history.*.item': key }),
  'an address': (key) => ({ item: undefined, 'history.*.item': key }),
}

// Where members end, and why.

const PAGE = 'readers are sent to our page of it; the address itself is said as another of its addresses'
const EMAIL = 'no document gives addresses of people out'
const MEMBER = 'JSON Feed has no member for it'
const PLACE = 'no element says places apart from the dateline'

export const ENDS_POSTED: Ends = {
  url: PAGE,
  content_text: 'of two texts the one with markup is kept, and the plain one is made of it',
  content_html: 'further pictures stand below it, for readers that show none beside a text',
  banner_image: 'is one more picture of the story',
  '_ara.places.*.slug': 'is made of the name, so that a place has one in every story',
  channel: 'is given out under _ara',
}
export const NOT_POSTED: Ends = { 'authors.*.email': MEMBER, 'contributors.*.email': MEMBER }

const MAILS: Ends = { 'authors.*.email': EMAIL, 'contributors.*.email': EMAIL }
const IN_XML: Ends = {
  ...MAILS,
  url: PAGE,
  direction: 'no element says it: it stands on the text',
  caption: 'of two the picture’s own is said',
  credit: 'of two the picture’s own is said',
  'authors.*.avatar': 'neither RSS nor Atom (RFC 4287 §3.2) has an element for it',
  'contributors.*.avatar': 'neither RSS nor Atom (RFC 4287 §3.2) has an element for it',
  'places.*.latitude': PLACE,
  'places.*.longitude': PLACE,
  'places.*.name': PLACE,
  'places.*.slug': PLACE,
}

export const ENDS_IN: Readonly<Record<string, Ends>> = {
  json: MAILS,
  rss: {
    ...IN_XML,
    'authors.*.url': 'RSS names people and says no more of them',
    'contributors.*.url': 'RSS names people and says no more of them',
    'categories.*.label': 'RSS has one text for a category: the label where there is one',
    'categories.*.name': 'RSS has one text for a category: the label where there is one',
    'origin.id': 'RSS says of a source its title and address',
  },
  atom: IN_XML,
}

export const ENDS_EXPORTED: Ends = {}
export const ENDS_IMPORTED = MAILS

const COMMENT = 'comments are kept in one place only: who wrote them may have left an address in them'
export const ENDS_RECEIVED: Ends = {
  'item.replies.*.author': COMMENT,
  'item.replies.*.content.base': COMMENT,
  'item.replies.*.content.language': COMMENT,
  'item.replies.*.content.type': COMMENT,
  'item.replies.*.content.value': COMMENT,
  'item.replies.*.id': COMMENT,
  'item.replies.*.parent': COMMENT,
  'item.replies.*.published': COMMENT,
  'item.replies.*.url': COMMENT,
}
export const ENDS_EDITED: Ends = {
  url: PAGE,
  content_html: 'further pictures stand below it, for readers that show none beside a text',
  '_ara.places.*.slug': 'is made of the name, so that a place has one in every story',
}
export const ENDS_SOURCE: Ends = { discover: 'is asked once, of the address that is given' }
export const ENDS_LINK: Ends = {}
export const ENDS_WITHDRAWN: Ends = { permalink: 'of an erased story only its hash is left, among the forms' }
