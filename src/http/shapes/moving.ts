/** What is said of what was sent here from elsewhere. */

import * as v from 'valibot'
import { aList, aNumber, anAddress, aText, maybe } from './parts.ts'

const taken = v.object({
  added: aNumber('New stories.'),
  updated: aNumber('Stories that are others now.'),
  unchanged: aNumber('Stories that were here as they came.'),
  drafts: maybe(aNumber('What is not public, and is a draft that is new or another now.')),
  held: maybe(aList(v.string(), 'Why some could not be stored, a sentence each.')),
})

const addresses = v.object({ taken: aNumber('Addresses of lists that were kept.') })
const withdrawn = v.object({
  withdrawn: aNumber('How many were named.'),
  retracted: aNumber('How many of them were here.'),
})

export const importReport = v.union([taken, addresses, withdrawn])

export const keptPicture = v.object({
  url: anAddress('Where it is shown, once a story shows it.'),
  hash: aText('SHA-256 of its bytes.'),
  type: aText('Its media type.'),
  size: aNumber('Bytes.'),
  width: maybe(aNumber('Pixels.')),
  height: maybe(aNumber('Pixels.')),
})
