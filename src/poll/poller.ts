/** What polling needs of the world, and what it answers. */
import type { Log } from '../log.ts'
import type { Channel } from '../model/model.ts'
import type { Net } from '../net/fetch.ts'
import type { Db } from '../store/db.ts'

export type Poller = {
  readonly db: Db
  readonly net: Net
  readonly channels: readonly Channel[]
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
  /** The value of a secret that a source's credentials name. */
  readonly secret: (name: string) => string | undefined
  /** Lets other work go on between batches. */
  readonly pause: () => Promise<void>
  readonly log: Log
  /** This service's own origin. */
  readonly base?: string
}
