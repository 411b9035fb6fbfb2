/** Parameters that several operations have. */

import * as v from 'valibot'
import { LIST_LENGTHS } from './lists/narrowing.ts'
import { toChoiceParam, toManyParam, toNumberParam, toTextParam } from './query.ts'

export function says<const Schema extends v.GenericSchema>(schema: Schema, words: string) {
  return v.pipe(schema, v.description(words)) as unknown as Schema
}

/** As many as lists of the API have. */
export const limit = says(toNumberParam(100, 1000), 'How many at most.')

export const after = v.exactOptional(says(toTextParam(), 'Where to go on: from the last answer’s next_url or next.'))

/** What narrows lists of stories, read as feeds read it (lists/narrowing.ts). */
export const narrowing = {
  channel: v.exactOptional(says(toTextParam(), 'Id of a channel.')),
  tag: v.exactOptional(says(toManyParam(5, 2000), 'A tag; given twice, both. `|` between names: any of them.')),
  place: v.exactOptional(says(toManyParam(5, 2000), 'A place, in any of its spellings.')),
  author: v.exactOptional(says(toManyParam(5, 2000), 'An author.')),
  lang: v.exactOptional(says(toManyParam(5, 2000), 'A language (BCP 47).')),
  source: v.exactOptional(says(toManyParam(5, 2000), 'Id of a source.')),
  date: v.exactOptional(says(toTextParam(), 'A year, a month or a day: 2014, 2014-10, 2014-10-05.')),
  q: v.exactOptional(says(toManyParam(5), 'Words to look for; "a phrase"; begin*.')),
  limit: says(toNumberParam(LIST_LENGTHS.standard, LIST_LENGTHS.most), 'How many at most.'),
  before: v.exactOptional(says(toTextParam(), 'Where to go on: from the last answer’s next_url.')),
}

export const state = v.exactOptional(
  says(toChoiceParam(['live', 'retracted']), 'Those that were taken back are listed for the editor alone.'),
)
