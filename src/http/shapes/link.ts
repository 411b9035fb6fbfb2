/** A short link as it is answered. */

import * as v from 'valibot'
import { aList, aMoment, aNumber, anAddress, aText, maybe, nextUrl } from './parts.ts'

const clicks = v.pipe(
  v.object({
    people: aNumber('By people.'),
    bots: aNumber('By programs.'),
    previews: aNumber('To show what it leads to.'),
    heads: aNumber('HEAD.'),
  }),
  v.description('How often it was followed, and by whom; sums, and nothing of anybody.'),
)

export const link = v.object({
  code: aText('What it is kept under.'),
  alias: maybe(aText('The name that it was given.')),
  short_url: anAddress('The link itself.'),
  item: maybe(aText('Id of the story that it leads to.')),
  url: maybe(anAddress('Where it leads now.')),
  fault: maybe(aText('With the token: why it does not lead where it should.')),
  channel: aText('The channel that it belongs to.'),
  state: v.picklist(['live', 'retired', 'retracted']),
  reason: maybe(aText('Why it leads nowhere any more.')),
  since: aMoment('When it was made, or last moved.'),
})

const countedLink = v.object({ ...link.entries, clicks })

export const linkList = v.object({ links: aList(countedLink, 'In the order of their codes.'), next_url: nextUrl })

const former = v.object({
  until: aMoment('Until when it led there.'),
  item: maybe(aText('Id of the story.')),
  url: maybe(anAddress('Where it led.')),
  note: maybe(aText('With the token: why it was moved.')),
})

const day = v.object({ day: aText('A day (UTC).'), ...clicks.entries })

const referrer = v.object({ host: aText('A host; … stands for all further ones.'), clicks: aNumber('How many.') })

export const linkClicks = v.object({
  code: aText('What the link is kept under.'),
  clicks,
  days: maybe(aList(day, 'With the token: sums by day.')),
  referrers: maybe(aList(referrer, 'With the token: hosts that people came from.')),
})

export const linkWithHistory = v.object({
  ...link.entries,
  history: aList(former, 'Where it led before, oldest first.'),
})

export const linkImportReport = v.object({
  added: aNumber('Links that were made.'),
  unchanged: aNumber('Links that were there.'),
  left: aList(
    v.object({
      line: maybe(aNumber('Which line of the table.')),
      code: v.string(),
      url: maybe(v.string()),
      reason: aText('Why it was not taken.'),
    }),
    'What was not taken.',
  ),
})
