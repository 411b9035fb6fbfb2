import type { Readers } from './calm/calm.ts'
import type { Config } from './config.ts'
import type { Sender } from './http/backend.ts'
import type { Compress } from './http/documents/finished.ts'
import type { Aside } from './http/lane/aside.ts'
import type { Log } from './log.ts'
import type { Channel } from './model/model.ts'
import type { Vault } from './model/secrets/vault.ts'
import type { Fetch } from './net/fetch.ts'
import type { Sign } from './push/pusher.ts'
import type { Check } from './readiness.ts'
import type { Db } from './store/db.ts'
import type { Blobs } from './store/pictures.ts'

/** What a runtime has to bring along. */
export type Parts = {
  readonly db: Db
  readonly fetch: Fetch
  readonly channels: readonly Channel[]
  readonly config: Config
  readonly version: string
  readonly log: Log
  readonly now: () => number
  readonly random: () => number
  /** Lets other work go on between batches. */
  readonly pause: () => Promise<void>
  /** Reads and cleans large documents elsewhere; without it in place, in steps. */
  readonly readers?: Readers
  /** What stored secrets are encrypted with; without it none is taken in. */
  readonly vault?: Vault
  /** The value of a secret that a source's credentials name. */
  readonly secret: (name: string) => string | undefined
  /** Where copies of pictures are kept; without it none are. */
  readonly blobs?: Blobs
  /** Grows whenever anything is written to the database, by whomever; only where that is cheap to know. */
  readonly written?: () => number
  readonly compress?: Compress
  /** How much memory finished documents may take, where it is not the usual. */
  readonly cacheBytes?: number
  /** HMAC with SHA-256, where the runtime has one that is faster than the web platform's. */
  readonly sign?: Sign
  /** Lets go of what the runtime itself keeps of answers, before the service. */
  readonly letGo?: () => Promise<void>
  /** Called when something was written that others may want to hear of: `push` is to be run soon. */
  readonly wake?: () => void
  /** The address that a request was sent from; undefined where nobody knows. Without it no limit counts senders. */
  readonly sender?: Sender
  /** What else keeps the service from its work. */
  readonly checks?: readonly Check[]
  /** A thread that makes what is costly; without it that is made in place. */
  readonly aside?: Aside
}
