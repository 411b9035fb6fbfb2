/** Versions of a story as they are answered, and what each changed. */

import * as v from 'valibot'
import { aFlag, aList, aMoment, aNumber, aText, maybe, nextUrl } from './parts.ts'

const step = v.object({ kind: v.picklist(['removed', 'added']), text: aText('A paragraph, or the headline.') })

const revision = v.object({
  revision: aNumber('Its number.'),
  at: aMoment('When it was made; of the first, when the story was published.'),
  by: aText('A source, `archive`, `import` or `editor`.'),
  note: maybe(aText('What the editor said of it to readers.')),
  proposed: maybe(aFlag('With the token: a source said so, and readers are not shown it.')),
  text: maybe(aList(step, 'What went and what came since the one before it that readers were shown.')),
  members: maybe(
    v.pipe(
      v.record(v.string(), v.looseObject({})),
      v.description('Other members that changed, as `_ara.dateline`: `before` and `after`.'),
    ),
  ),
})

export const revisionList = v.object({
  id: aText('The story.'),
  revisions: aList(revision, 'Oldest first.'),
  next_url: nextUrl,
})
