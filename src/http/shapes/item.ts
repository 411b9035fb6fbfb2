/**
 * A story as it is answered: a JSON Feed 1.1 item, with what the agency adds under `_ara`. Promises: every member that
 * may be posted, and every one that the service says itself.
 */

import * as v from 'valibot'
import { type OwnTold, postedItem } from '../../model/item.ts'
import { aList, aMoment, aNumber, anAddress, aText, maybe, nextUrl } from './parts.ts'

const { _ara, channel: _, id: _id, ...members } = postedItem.entries

const proposed = v.pipe(
  v.looseObject({
    revision: aNumber('The number to accept or refuse it by.'),
    at: aMoment('When the source said so.'),
    by: aText('The source.'),
  }),
  v.description('What its source says now beneath fields that an editor set, with the members that would be others.'),
)

const told = {
  original_url: anAddress('The address that the story has at its source, where url is a page of this service.'),
  channel: aText('Id of the channel that it is published in.'),
  sources: aList(aText('A source.'), 'Ids of the sources that carried it.'),
  permalink: anAddress('Its page here, which never moves.'),
  short_url: anAddress('Its short link.'),
  code: aText('The code of its short link.'),
  key: aText('SHA-256 of what it was first known by. Never changes.'),
  revision: aNumber('Counts its changes.'),
  first_seen: aMoment('When it came here.'),
  state: v.pipe(v.picklist(['live', 'retracted']), v.description('`retracted`: it was taken back.')),
  retracted: aText('Why it was taken back.'),
  proposed,
  comments_updated: aMoment('When the last comment was written.'),
  identities: v.array(v.unknown()),
  discussion: v.unknown(),
  file: aText('The story file that a draft stands in.'),
} satisfies { readonly [Name in OwnTold]: v.GenericSchema }

const optional = Object.fromEntries(Object.entries(told).map(([name, schema]) => [name, maybe(schema)])) as {
  readonly [Name in OwnTold]: v.ExactOptionalSchema<(typeof told)[Name], undefined>
}

export const item = v.object({
  id: aText('Its public id, an absolute address or a tag URI. Never changes.'),
  ...members,
  content_html: aText('Safe HTML, with absolute addresses.'),
  content_text: aText('The same without markup.'),
  _ara: v.pipe(v.object({ ..._ara.wrapped.entries, ...optional }), v.description('What JSON Feed has no member for.')),
})

const author = v.object({ name: maybe(v.string()), url: maybe(v.string()), avatar: maybe(v.string()) })

/** A JSON Feed document. */
export const itemList = v.object({
  version: v.literal('https://jsonfeed.org/version/1.1'),
  title: aText('What the list is of.'),
  home_page_url: maybe(anAddress('The page of the same stories.')),
  feed_url: maybe(anAddress('The address of this list.')),
  description: maybe(v.string()),
  next_url: nextUrl,
  icon: maybe(anAddress('The mark of the publication.')),
  favicon: maybe(anAddress('The small mark of the publication.')),
  authors: maybe(v.array(author)),
  language: maybe(aText('BCP 47.')),
  hubs: maybe(v.array(v.object({ type: v.string(), url: v.string() }))),
  _ara: maybe(v.looseObject({})),
  items: aList(item, 'The stories, newest first.'),
})

/** What is left to say of a story that was taken back. */
export const withdrawal = v.object({
  id: aText('Its public id.'),
  state: v.literal('retracted'),
  erased: maybe(v.literal(true)),
  reason: aText('Why, as feeds and pages say it.'),
})
