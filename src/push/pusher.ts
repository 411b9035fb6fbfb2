/** What pushing needs of the world. */
import type { Calm } from '../calm/calm.ts'
import type { Log } from '../log.ts'
import type { Channel } from '../model/model.ts'
import type { Net } from '../net/fetch.ts'
import type { Db } from '../store/db.ts'

export type Pusher = Calm & {
  readonly db: Db
  readonly net: Net
  readonly channels: readonly Channel[]
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
  readonly log: Log
  /** The document at one of our own addresses; undefined where there is none. */
  readonly loadTopic: (url: string) => Promise<Topic | undefined>
  /** Takes in what a hub sent of a source. */
  readonly takePushed: (source: string, bytes: Uint8Array, contentType: string | undefined) => Promise<PushedOutcome>
  /** HMAC with SHA-256; without it the one of the web platform, which some runtimes are slow at. */
  readonly sign?: Sign
  /** How fast and how many; tests choose others. */
  readonly pace?: Partial<Pace>
}

/** The HMAC of a body, raw. */
export type Sign = (secret: Uint8Array<ArrayBuffer>, body: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>

/** A document that can be subscribed to. */
export type Topic = {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Its Content-Type. */
  readonly type: string
  /** Its Link header. */
  readonly link: string
}

/** How taking in went; `skipped`: not now. */
type PushedOutcome = { readonly outcome: string; readonly reason?: string }

type Pace = {
  /** Hosts at once. */
  readonly hosts: number
  /** Errands of one host at once. */
  readonly perHost: number
  /** Milliseconds after which an answer is waited for apart, so that others get their turn. */
  readonly quick: number
  /** Errands of one host that may be waited for apart. */
  readonly slow: number
  /** Milliseconds for one whole exchange … */
  readonly patience: number
  /** … and with a webhook (Standard Webhooks, request timeouts: 15 to 30 s). */
  readonly webhookPatience: number
  /** Callbacks that are asked at once whether they want what was asked for them. */
  readonly verifications: number
  /** Of those, one sender's, and on one domain: more, so that nobody keeps others off a domain with what hangs there. */
  readonly perSender: number
  readonly perDomain: number
}

export const standardPace: Pace = {
  hosts: 32,
  perHost: 2,
  quick: 1_000,
  slow: 8,
  patience: 10_000,
  webhookPatience: 15_000,
  verifications: 32,
  perSender: 4,
  perDomain: 8,
}

/** The pace with what this pusher wants otherwise. */
export function toPace({ pace = {} }: Pusher): Pace {
  return { ...standardPace, ...pace }
}
