/** Parameters that several operations have. */

import * as v from 'valibot'
import { toChoiceParam, toManyParam, toNumberParam, toTextParam } from './query.ts'

/**
 * The schema with a word about it. A description changes neither what it takes nor what it gives, so the type stays: as a
 * pipe's it would no longer say whether the parameter may be absent.
 */
export function says<const Schema extends v.GenericSchema>(schema: Schema, words: string) {
  return v.pipe(schema, v.description(words)) as unknown as Schema
}

/** As many as lists of the API have. */
export const limit = says(toNumberParam(100, 1000), 'How many at most.')

export const after = v.exactOptional(says(toTextParam(), 'Where to go on: from the last answer’s next_url or next.'))

/** Of every list of the API (lists/pages.ts). */
export const page = {
  limit,
  after,
  fields: v.exactOptional(
    says(toTextParam(4000), 'Members that are wanted, with commas; those of members with dots: `id,_ara.permalink`.'),
  ),
}

const tags = (words: string) => v.exactOptional(says(v.string(), words))

/** Conditions of what changes something (conditions.ts). */
export const matching = {
  'If-Match': tags('The ETag that was read: changed meanwhile, it is answered 412 with what is there now.'),
  'If-None-Match': tags('`*`: nothing is changed that is there.'),
}

/** Conditions of what makes something that has a name. */
export const creating = { 'If-None-Match': tags('`*`: makes nothing but what is new, else 412 with what is there.') }

/** To who has what is there. */
export const unchanged = { says: 'It is what you have.' }

/** What narrows lists of stories, read as feeds read it (lists/narrowing.ts). */
export const narrowing = {
  channel: v.exactOptional(says(toTextParam(), 'Id of a channel.')),
  tag: v.exactOptional(says(toManyParam(5, 2000), 'A tag; given twice, both. `|` between names: one of them.')),
  place: v.exactOptional(says(toManyParam(5, 2000), 'A place, in any of its spellings.')),
  author: v.exactOptional(says(toManyParam(5, 2000), 'An author.')),
  lang: v.exactOptional(says(toManyParam(5, 2000), 'A language (BCP 47).')),
  source: v.exactOptional(says(toManyParam(5, 2000), 'Id of a source.')),
  date: v.exactOptional(says(toTextParam(), 'A year, a month or a day: 2014, 2014-10, 2014-10-05.')),
  q: v.exactOptional(says(toManyParam(5), 'Words to look for; "a phrase"; begin*.')),
  ...page,
}

export const state = v.exactOptional(
  says(toChoiceParam(['live', 'retracted']), 'Those that were taken back are listed for the editor alone.'),
)
