/** The list of an archive's closed documents, as it is answered. */

import * as v from 'valibot'
import { aList, aMoment, aNumber, anAddress, aText, maybe } from './parts.ts'

const file = v.object({
  format: v.picklist(['rss', 'atom', 'json']),
  url: anAddress('Where it stands.'),
  sha256: aText('Of its bytes, as they are without a Content-Encoding.'),
})

const part = v.object({
  number: aNumber('Counts from 1, the oldest.'),
  items: aNumber('How many stories.'),
  updated: aMoment('When a story in it last changed.'),
  files: aList(file, 'The part in each format.'),
})

export const archiveManifest = v.object({
  documents: aList(part, 'The oldest first.'),
  next: maybe(anAddress('Where the list goes on.')),
})
