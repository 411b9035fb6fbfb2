/** A draft as it is answered: the item that it is to be, and what is said of it besides. */

import * as v from 'valibot'
import { item } from './item.ts'
import { aList, aMoment, aText, maybe, nextUrl } from './parts.ts'

const { _ara, ...members } = item.entries

export const draft = v.object({
  ...members,
  channel: aText('The channel that it is to be published in.'),
  publish_at: maybe(aMoment('When it is to be public.')),
  note: maybe(aText('For editors alone.')),
  _ara: v.object({
    ..._ara.entries,
    state: v.picklist(['draft', 'scheduled']),
    file: maybe(aText('The file of the folder of stories that it is, and is changed in.')),
  }),
})

export const draftList = v.object({
  version: v.literal('https://jsonfeed.org/version/1.1'),
  title: v.string(),
  next_url: nextUrl,
  items: aList(draft, 'The last made first.'),
})

export const deletedDraft = v.object({ code: aText('Its code.'), state: v.literal('deleted') })
