/** A source as it is answered: all of it with the token, and its title, host and health without. */

import * as v from 'valibot'
import { toOptional } from '../../model/schema.ts'
import { sourceOptions } from '../../model/settings.ts'
import { aFlag, aList, aMoment, aNumber, anAddress, aText, maybe, nextUrl } from './parts.ts'

const { title: _, ...options } = sourceOptions

const HEALTH = ['ok', 'new', 'failing', 'held', 'paused', 'gone'] as const

const settings = {
  id: aText('What it is called here.'),
  channel: aText('The channel whose stories it brings.'),
  title: maybe(aText('As it was named here; in lists else as it calls itself.')),
  host: maybe(aText('Without the token: its host, and no more of its address.')),
  url: maybe(anAddress('Where it is read. With the token alone, as is all that follows.')),
  declared: maybe(aFlag('It stands in feeds/.')),
  rank: maybe(aNumber('The smaller outranks the larger.')),
  ...toOptional(options),
  paused: maybe(aFlag('It is not asked.')),
}

const health = {
  health: v.pipe(v.picklist(HEALTH), v.description('`held`: what it yields is waiting for somebody to look at it.')),
  due: maybe(aMoment('When it is asked next. With the token alone, as is all that follows.')),
  polled_at: maybe(aMoment('When it was last asked.')),
  succeeded_at: maybe(aMoment('When it last answered with a document.')),
  outcome: maybe(aText('How that went.')),
  failures: maybe(aNumber('How often in a row it failed.')),
  fault: maybe(aText('What is wrong, in a sentence.')),
  fault_since: maybe(aMoment('Since when.')),
  interval_minutes: maybe(aNumber('How often it is asked.')),
  left_out: maybe(aNumber('How many items its rules left out the last time.')),
  warnings: maybe(aList(v.string(), 'What was wrong with its document although it could be read.')),
  hubs: maybe(aList(v.string(), 'Hubs that its document names.')),
  adopted_url: maybe(anAddress('Where it moved for good.')),
  moved_to: maybe(anAddress('Where it says that it moved.')),
}

/** What is set of it. */
export const source = v.object(settings)

export const newSource = v.object({
  ...settings,
  fault: maybe(aText('Why it could not be asked just now.')),
})

/** How it is doing, which every poll may change. */
export const sourceHealth = v.object({
  id: settings.id,
  title: maybe(aText('As it calls itself.')),
  ...health,
})

const listedSource = v.object({ ...settings, ...health })

export const sourceList = v.object({ sources: aList(listedSource, 'In order of rank.'), next_url: nextUrl })

/** A source that is no more: only what its stories say it is called. */
export const renamed = v.object({ id: aText('What the stories of the former source now say.') })

export const refreshed = v.object({
  outcome: v.picklist(['changed', 'unchanged', 'failed', 'skipped']),
  reason: maybe(aText('What failed, or why it was not asked.')),
  added: aNumber('New stories.'),
  updated: aNumber('Revised stories.'),
  left_out: maybe(aNumber('How many items its rules left out.')),
  next: maybe(aMoment('When it is asked next.')),
})
