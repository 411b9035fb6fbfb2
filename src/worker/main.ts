/** The Worker: answers requests, queues what is due, refreshes one source a message. */
import zlib from 'node:zlib'
import { channels } from '../../feeds/index.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { readWorkerConfig } from '../config.ts'
import { createCompress } from '../http/documents/finished.ts'
import { startLog } from '../log.ts'
import { toSourceSecret } from '../model/secrets/secret.ts'
import { createVault } from '../model/secrets/vault.ts'
import { createRound, type Round } from '../rounds.ts'
import { createService, type Service } from '../service.ts'
import { createBlobs, createD1 } from './bindings.ts'
import { DEAD, forgetDead, tellOfDead } from './dead.ts'
import { answerAtEdge, type EdgeOptions, forgetEdge } from './edge.ts'
import { createFetch } from './fetch.ts'
import {
  type ClickMessage,
  createClickSender,
  type DeliveryMessage,
  type DistributionMessage,
  deliverEach,
  handle,
  queueDeliveries,
  saveEachClickMessage,
} from './queues.ts'
import { refuseSettings } from './refusal.ts'
import { createSchemaCheck, refuseRequest } from './schema.ts'

/** Bindings and variables of wrangler.toml, and secrets. */
export type Env = {
  readonly DB: D1Database
  readonly POLLS: Queue<Poll>
  /** Without it webhooks go with the other deliveries. */
  readonly WEBHOOKS?: Queue<DeliveryMessage>
  readonly DELIVERIES: Queue<DeliveryMessage | DistributionMessage>
  /** Without it clicks are written by the Worker that counted them. */
  readonly CLICKS?: Queue<ClickMessage>
  readonly MEDIA?: R2Bucket
  readonly BASE_URL?: string
  readonly API_TOKEN?: string
  readonly SECRET_KEY?: string
  readonly ALLOW_PRIVATE?: string
  readonly ZONE_ID?: string
  readonly PURGE_TOKEN?: string
}

/** Messages carry ids only: what is to be done is in the database. */
type Poll = { readonly source: string }

/** A queue takes at most this many messages at once. */
const SEND_AT_ONCE = 100
// An invocation may ask the database 1,000 times (developers.cloudflare.com/d1/platform/limits, read 2026-12-01): shares
// of it, for each of a minute's rounds, of which what is left waits for the next minute.

/** Of each of so many hosts. */
const PICTURES_AT_ONCE = 10
const PICTURE_HOSTS = 5
/** Of those that earlier versions left unfinished, and steps of the purge that follows. */
const ERASURES_AT_ONCE = 10
const PURGES_AT_ONCE = 25
/** Of each of so many hosts. */
const ORIGINALS_AT_ONCE = 3
const ORIGINAL_HOSTS = 8
/** Of those that were handed in: each is looked at once a day. */
const TIDIED_AT_ONCE = 20
/** Parts of an upgrade's steps in a minute: each asks the database some ten times. */
const STEPS_AT_ONCE = 10

/** Scheduled stories: each asks the database some ten times. */
const PUBLISHED_AT_ONCE = 20

/** Callbacks that an invocation asks at once: it may have six connections open. */
const VERIFIED_AT_ONCE = 3
/** How often a minute's tick begins with others; each round may take as long as a callback that hangs. */
const VERIFIED_ROUNDS = 5

/** Seconds after which a message comes again for which the schema was not ready. */
const UNREADY = 60

type Job = Poll | DeliveryMessage | DistributionMessage | ClickMessage

/** Of the 128 MB that an isolate has for everything. */
const CACHE_BYTES = 24 * 1024 * 1024

function createWorker(): ExportedHandler<Env, Job> {
  // Bindings stay the same for as long as this isolate lives, so one wiring and one cache serve all of it.
  let service: Service | undefined
  const woken = { isWoken: false, isAsked: false }
  const sendClicks = createClickSender()
  const round = createRound(startLog())
  const checkSchema = createSchemaCheck()
  const isReady = async (env: Env) => {
    return (await round('Bringing the schema up to date', async () => checkSchema(env.DB).then(() => true))) === true
  }
  const open = (env: Env) => {
    service ??= wire(env, () => {
      woken.isWoken = true
      woken.isAsked = true
    })
    return service
  }
  /** Whoever hears of it first tells others of what was written; it does not matter whose request wrote it. */
  const tell = async (env: Env) => {
    if (!woken.isWoken) return
    woken.isWoken = false
    await round('Telling others of changes', () =>
      queueDeliveries(open(env), env).catch((error: unknown) => {
        woken.isWoken = true
        throw error
      }),
    )
  }
  /** Whoever asks the hub waits for it, and no delivery does: it is no work for the queue. */
  const verify = async (env: Env) => {
    if (!woken.isAsked) return
    woken.isAsked = false
    await round('Asking callbacks of the hub', () => open(env).verifySome(VERIFIED_AT_ONCE, 1))
  }
  return {
    fetch: async (request, env, context) => {
      const unset = refuseSettings(() => open(env))
      if (unset !== undefined) return unset
      const { app } = open(env)
      const answer = async (asked: Request) => {
        // Whether it is alive does not hang on the database.
        const isHealth = new URL(asked.url).pathname === '/healthz'
        const refusal = isHealth
          ? undefined
          : await refuseRequest(asked, () => checkSchema(env.DB), packageJson.version)
        return refusal ?? app.fetch(asked, env, context)
      }
      const response = await answerAtEdge(request, context, answer, toEdge(env))
      context.waitUntil(tell(env))
      context.waitUntil(verify(env))
      context.waitUntil(round('Noting the use of tokens', () => open(env).saveTokenUses()))
      context.waitUntil(round('Sending clicks, which are counted on,', () => sendClicks(open(env), env.CLICKS)))
      return response
    },
    scheduled: async (_event, env) => {
      if (await isReady(env)) await work(open(env), env, round)
    },
    queue: async (batch, env) => {
      if (!(await isReady(env))) return batch.retryAll({ delaySeconds: UNREADY })
      if (batch.queue?.endsWith(DEAD)) return tellOfDead(createD1(env.DB), batch.messages, Date.now())
      if (isPushes(batch)) await deliverEach(open(env), batch, round, env)
      else if (isCounts(batch)) await saveEachClickMessage(open(env), batch, round)
      else await refreshEach(open(env), batch as MessageBatch<Poll>, round)
      await tell(env)
    },
  }
}

/** What is kept stands under the service's own host, whichever was asked. */
function toEdge({ BASE_URL }: Env): EdgeOptions {
  return BASE_URL === undefined ? {} : { base: new URL(BASE_URL.trim()).origin }
}

function wire(env: Env, wake: () => void): Service {
  const variables = toVariables(env)
  const config = readWorkerConfig(variables)
  return createService({
    db: createD1(env.DB),
    fetch: createFetch(),
    channels,
    config,
    version: packageJson.version,
    log: startLog(),
    now: Date.now,
    random: Math.random,
    pause: () => Promise.resolve(),
    ...(config.secretKeys === undefined ? {} : { vault: createVault(config.secretKeys) }),
    secret: (name) => toSourceSecret(variables, name),
    compress: createCompress(zlib),
    cacheBytes: CACHE_BYTES,
    wake,
    // Written by Cloudflare itself, whatever the client sent.
    sender: ({ headers }) => headers.get('CF-Connecting-IP') ?? undefined,
    letGo: () => forgetEdge(config.baseUrl),
    ...(env.MEDIA === undefined ? {} : { blobs: createBlobs(env.MEDIA) }),
  })
}

/** The strings among the bindings: variables and secrets. */
function toVariables(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** Each part whatever becomes of the others. */
async function work(service: Service, env: Env, round: Round): Promise<void> {
  await round('Looking at the clock', () => service.lookAtClock())
  await round('Publishing what is due', () => service.publishDue(PUBLISHED_AT_ONCE))
  await round('Queueing the due sources', () => queueDue(service, env.POLLS))
  await round('Finishing what was erased', () => service.finishErasing(ERASURES_AT_ONCE, PURGES_AT_ONCE))
  // Clicks whose message broke off after it was written.
  await round('Adding up clicks', () => service.sumClicks())
  await round('Telling others of changes', () => queueDeliveries(service, env))
  const verify = () => service.verifySome(VERIFIED_AT_ONCE, VERIFIED_ROUNDS)
  await Promise.all([round('Asking callbacks of the hub', verify), lookAround(service, round)])
  await round('A step of the upgrade', () => service.runSteps(STEPS_AT_ONCE))
  await round('Forgetting what was made a day ago', () => service.forgetReceipts())
  await round('Forgetting old faults of queues', () => forgetDead(createD1(env.DB), Date.now()))
}

async function lookAround(service: Service, round: Round): Promise<void> {
  await round('Looking after pictures', () => service.mirrorPictures(PICTURES_AT_ONCE, PICTURE_HOSTS))
  await round('Tidying up pictures', () => service.tidyPictures(TIDIED_AT_ONCE))
  await round('Looking after the originals of short links', () =>
    service.checkOriginals(ORIGINALS_AT_ONCE, ORIGINAL_HOSTS),
  )
}

async function queueDue(service: Service, polls: Queue<Poll>): Promise<void> {
  const due = await service.dueSources()
  for (let start = 0; start < due.length; start += SEND_AT_ONCE) {
    await polls.sendBatch(due.slice(start, start + SEND_AT_ONCE).map((source) => ({ body: { source } })))
  }
}

/** By what is in them: the names of queues are the account's. */
function isPushes(batch: MessageBatch<Job>): batch is MessageBatch<DeliveryMessage | DistributionMessage> {
  const [first] = batch.messages
  return first !== undefined && ('errand' in first.body || 'distribute' in first.body)
}

function isCounts(batch: MessageBatch<Job>): batch is MessageBatch<ClickMessage> {
  const [first] = batch.messages
  return first !== undefined && 'counted' in first.body
}

/** A refresh answers with its outcome and keeps faults itself; what is thrown is worth another try. */
async function refreshEach(service: Service, batch: MessageBatch<Poll>, round: Round): Promise<void> {
  for (const message of batch.messages) {
    await handle(message, round, 'The refresh of a source', async () => {
      await service.refreshDue(message.body.source)
      return undefined
    })
  }
}

export default createWorker()
