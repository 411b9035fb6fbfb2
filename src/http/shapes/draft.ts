/** What is shown of a draft: the item as it would be public, and what is said beside it. */

import * as v from 'valibot'
import { item } from './item.ts'
import { aList, aMoment, aText, maybe, nextUrl } from './parts.ts'

const { state: _, ...own } = item.entries._ara.pipe[0].entries

export const draft = v.object({
  ...item.entries,
  channel: aText('Id of the channel that it will be published in.'),
  publish_at: maybe(aMoment('When it will be published; absent: when somebody says so.')),
  note: maybe(aText('For the desk alone.')),
  _ara: v.object({
    ...own,
    state: v.pipe(v.picklist(['draft', 'scheduled']), v.description('`scheduled`: it waits for its time.')),
  }),
})

/** A JSON Feed document. */
export const draftList = v.object({
  version: v.literal('https://jsonfeed.org/version/1.1'),
  title: aText('What the list is of.'),
  next_url: nextUrl,
  items: aList(draft, 'The drafts, the last made first.'),
})

export const deletedDraft = v.object({
  code: aText('Its code, which is given to nothing else.'),
  state: v.literal('deleted'),
})
