/** What the store is handed with items that arrive: where they come from, and how cleaning does what the store can't. */

import { toIndex } from '../clean/content.ts'
import { createLayOver } from '../clean/edited.ts'
import { createRules } from '../clean/renewal.ts'
import { RequestError } from '../errors.ts'
import type { Channel } from '../model/model.ts'
import type { Db } from '../store/db.ts'
import type { Arrival } from '../store/saving/arrival.ts'
import { loadSources, toRanks } from '../store/sources.ts'

/** Where items arrive. */
type Place = {
  readonly channels: readonly Channel[]
  readonly now: () => number
  /** BASE_URL */
  readonly base?: string
}

/** Whose they are. */
type Origin = Pick<Arrival, 'channel' | 'owner' | 'source' | 'ranks' | 'mode'>

export function toArrival({ channels, now, base }: Place, origin: Origin): Arrival {
  // Made when they are needed: little of what arrives was edited here, or read by other rules before.
  const toRules = () => createRules(channels, origin.channel)
  return {
    ...origin,
    now: now(),
    ...(base === undefined ? {} : { base }),
    toIndex,
    layOver: (sent, edit) => createLayOver(channels)(sent, edit),
    rules: {
      clean: (received, channel, source) => toRules().clean(received, channel, source),
      renew: (pairs) => toRules().renew(pairs),
    },
  }
}

/** As `toArrival`, of items that no source brings. @throws StoreError */
export async function loadArrival(
  place: Place & { readonly db: Db },
  origin: Omit<Origin, 'ranks' | 'source'>,
): Promise<Arrival> {
  return toArrival(place, { ...origin, ranks: toRanks(await loadSources(place.db, place.channels)) })
}

/** The channel of this name; the first where none is named. @throws RequestError where there is none of the name */
export function toNamedChannel({ channels }: Pick<Place, 'channels'>, id: string | undefined): Channel {
  const channel = id === undefined ? channels[0] : channels.find((one) => one.id === id)
  if (channel === undefined) throw new RequestError(422, `There is no channel named ${id}.`, { field: 'channel' })
  return channel
}
