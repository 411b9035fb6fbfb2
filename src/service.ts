/** Wires the rooms. The only place, besides tests, that knows all of them. */

import { cleanFeed, cleanItem, toReceived } from './clean/clean.ts'
import { createLayOver } from './clean/edited.ts'
import { createRules } from './clean/renewal.ts'
import { toIndex } from './clean/words/index-terms.ts'
import { createClickCounter, sumClicks, writeClicks } from './clicks/clicks.ts'
import type { Config } from './config.ts'
import { finishErasing, isErasedFile, letGo } from './desk/erasing.ts'
import { ParseError, RequestError } from './errors.ts'
import { isSelector } from './extract/selector.ts'
import { createApp } from './http/app.ts'
import type { Backend, Sender } from './http/backend.ts'
import { createDocumentCache } from './http/documents/cache.ts'
import type { Compress } from './http/documents/finished.ts'
import { createCachedAnswers } from './http/documents/shortcut.ts'
import { type LinkRequest, redirectClicks } from './http/links/redirect.ts'
import { clearFile, forgetFiles, type HeldFile, refuseHeld, saveFileFault, toHolds, toLeft } from './intake/held.ts'
import { preview } from './intake/preview.ts'
import { takeReceived } from './intake/received.ts'
import type { Log } from './log.ts'
import type { DocumentOrigin } from './model/document.ts'
import type { Channel, Item, Received } from './model/model.ts'
import { toSecretHold } from './model/secret.ts'
import type { DocumentRequest } from './net/exchange.ts'
import { type Fetch, fetchDocument, type Net, standardLimits } from './net/fetch.ts'
import { discover } from './poll/discover.ts'
import { checkOriginals } from './poll/originals.ts'
import { mirrorPictures, type PictureMirror } from './poll/pictures.ts'
import { dueSources, type Poller, pollDue } from './poll/poll.ts'
import { takePushed } from './poll/pushed.ts'
import { refreshSource } from './poll/refresh.ts'
import { createPush, type Pusher, type PushRoom } from './push/push.ts'
import type { Sign } from './push/pusher.ts'
import { parse } from './read/parse.ts'
import type { Db } from './store/db.ts'
import { type Counted, saveClicks } from './store/links/clicks.ts'
import type { Blobs } from './store/pictures.ts'
import { releaseAllPolls } from './store/polls.ts'
import { recleanItems } from './store/saving/edits.ts'
import { type Saved, saveItems } from './store/saving/items.ts'
import { loadSources, toRanks } from './store/sources.ts'
import { toFollowingStep } from './store/upgrade/refollowing.ts'
import { runSteps, type Step } from './store/upgrade/steps.ts'
import { watchChanges } from './store/watched.ts'

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
}

/** Milliseconds that a start may spend on clicks that wait in the journal. */
const START_SHARE = 2_000
const CACHE_BYTES = 64 * 1024 * 1024

/** The wired service: what the entries call, and nothing else. */
export type Service = ReturnType<typeof createService>

/** Stories older than this when they are taken in are history: they go to their place and nobody is told. */
const NEWS_AGE = 48 * 3_600_000

/** Wires the rooms. The only place, besides tests, that knows all of them. */
export function createService(given: Parts) {
  const parts = given.wake === undefined ? given : { ...given, db: watchChanges(given.db, given.wake) }
  const net = toNet(parts)
  const poller: PictureMirror = { ...parts, net, base: parts.config.baseUrl }
  const push: PushRoom = createPush(toPusher(parts, net, poller, (url) => app.request(url)))
  const backend = toBackend(parts, net, poller, push)
  const app = createApp(backend)
  return {
    app,
    /** Lets go of the claims that a killed process left behind. Only for a database that nobody else works from. */
    start: async () => {
      await releaseAllPolls(parts.db)
      await sumClicks(parts, START_SHARE)
      await warnOfHeld(parts)
      await finishErasing(parts)
      await push.start()
    },
    /** Finishes what earlier versions left of erased stories, at most so many at once. */
    finishErasing: (limit?: number) => finishErasing(parts, limit),
    /** The answer to GET of a feed that is finished and current; undefined: ask the app. */
    cachedAnswer: createCachedAnswers(backend),
    /** The redirects of short links, counted; undefined: ask the app. */
    redirectClicks: (asked: readonly LinkRequest[]) => redirectClicks(backend, asked),
    /** Writes what was counted of short links until now. */
    saveClicks: () => writeClicks({ ...parts, clicks: backend.clicks }),
    /** As `saveClicks`, for a queue: what was counted, and writing what came with a message, once. */
    clicks: backend.clicks,
    addClicks: (counted: Counted, message: string) => saveClicks(parts.db, counted, parts.now(), message),
    /** Adds clicks that were written to the sums, as many as some milliseconds allow. */
    sumClicks: () => sumClicks(parts),
    /** Looks whether originals that links lead to are still there, at most `limit` of each host. */
    checkOriginals: (limit?: number) => checkOriginals(poller, limit),
    /** Refreshes every source that is due. */
    pollDue: () => pollDue(poller),
    /** Tells whoever wants to hear of it what changed; answers when there is more to do, if the clock alone brings it. */
    push: () => push.run(),
    /** As `push`, in lanes that are run beside each other and wait for none of the others. */
    pushLanes: push.lanes,
    /** Waits for what lanes left to go on by itself. */
    idle: push.idle,
    /** As `pushLanes`, for a queue: ids of the errands that are due, those first that go first, and one of them. */
    pushQueues: push.queues,
    pushOne: (errand: number) => push.runOne(errand),
    /** Asks callbacks whether they want what was asked of the hub, a few at once, and waits for their answers. */
    verifySome: (atOnce: number, rounds: number) => push.verifySome(atOnce, rounds),
    /** Ids of the sources that are due, for a queue. */
    dueSources: () => dueSources(poller),
    /** Refreshes one source if it is still due: a queue may deliver a message twice. */
    refreshDue: (source: string) => refreshSource(poller, source, { force: false }),
    /** Mirrors and checks a part of the pictures that are due, at most `limit` of each host. */
    mirrorPictures: (limit?: number) => mirrorPictures(poller, limit),
    preview: backend.preview,
    /** One document, within the limits and past the guard. @throws FetchError */
    fetch: (request: DocumentRequest) => fetchDocument(net, request),
    /** The feed at an address, or behind a page's. @throws FetchError, ParseError */
    discover: (url: string) => discover(net, url),
    /** The stories of a file as received. @throws ParseError, RequestError */
    readFile: (name: string, bytes: Uint8Array, contentType?: string) => readReceived(parts, name, bytes, contentType),
    takeFile: (name: string, bytes: Uint8Array) => takeFile(parts, name, bytes),
    refuseFile: (name: string, sentence: string) => saveFileFault(parts, 'file', name, sentence),
    holdFile: (name: string, sentence: string) => saveFileFault(parts, 'held', name, sentence),
    forgetFiles: (present: readonly string[]) => forgetFiles(parts.db, present),
    takeReceived: backend.takeReceived,
    reclean: () => reclean(parts),
    /** Does what is left of the steps of an upgrade, at most `limit` parts of them. */
    runSteps: (limit?: number) =>
      runSteps(parts.db, toSteps(parts), { ...parts, ...(limit === undefined ? {} : { limit }) }),
  }
}

function toNet(parts: Parts): Net {
  return {
    fetch: parts.fetch,
    now: parts.now,
    allowPrivate: parts.config.allowPrivate,
    userAgent: `ara-feeds/${parts.version} (+${parts.config.baseUrl})`,
    limits: standardLimits,
  }
}

/** `ask` answers as a request to this very service would be answered: what a topic's subscribers are sent. */
function toPusher(parts: Parts, net: Net, poller: Poller, ask: (url: string) => Response | Promise<Response>): Pusher {
  const loadTopic = async (url: string) => {
    const response = await ask(url)
    const { headers } = response
    const bytes = new Uint8Array(await response.arrayBuffer())
    // What can't be made now is not gone: it is told of when it can.
    if (response.status >= 500) throw new Error(`${url} could not be made (${response.status}).`)
    if (response.status !== 200) return undefined
    return { bytes, type: headers.get('content-type') ?? '', link: headers.get('link') ?? '' }
  }
  const takeDocument = (id: string, bytes: Uint8Array, type: string | undefined) => takePushed(poller, id, bytes, type)
  return { ...parts, net, base: parts.config.baseUrl, loadTopic, takePushed: takeDocument }
}

function toBackend(parts: Parts, net: Net, poller: Poller, push: PushRoom): Backend {
  return {
    db: parts.db,
    channels: parts.channels,
    base: parts.config.baseUrl,
    token: parts.config.apiToken,
    version: parts.version,
    now: parts.now,
    log: parts.log,
    cache: createDocumentCache(parts.cacheBytes ?? CACHE_BYTES),
    ...(parts.written === undefined ? {} : { written: parts.written }),
    ...(parts.compress === undefined ? {} : { compress: parts.compress }),
    clicks: createClickCounter(),
    ...(parts.blobs === undefined ? {} : { blobs: parts.blobs }),
    pause: parts.pause,
    push,
    ...(parts.wake === undefined ? {} : { wake: parts.wake }),
    ...(parts.sender === undefined ? {} : { sender: parts.sender }),
    letGo: () => letGo(parts, net),
    preview: (input) => preview(net, toChannel(parts, undefined), parts.pause, input),
    discover: async (url) => (await discover(net, url)).url,
    isSelector,
    refresh: (source) => refreshSource(poller, source, { force: true }),
    takeDocument: (bytes, contentType, owner, channel) => takeDocument(parts, bytes, contentType, owner, channel),
    takeReceived: (received, channel) => takeReceived({ ...parts, base: parts.config.baseUrl }, received, channel),
  }
}

/** Takes in a document that somebody posted: story text, or anything that can be read. @throws ParseError, RequestError where it is not public */
async function takeDocument(
  parts: Parts,
  bytes: Uint8Array,
  contentType: string,
  owner: 'editor' | 'import',
  channelId?: string,
): Promise<Saved[]> {
  const origin = { contentType }
  const feed = parse(bytes, origin)
  if (feed.items.length === 0 && feed.warnings.length > 0) throw new ParseError(feed.warnings.join(' '))
  refuseHeld(feed, parts.now())
  const channel = toChannel(parts, channelId ?? feed.items[0]?.channel)
  return save(parts, cleanFeed(feed, origin, { channel }), channel, owner)
}

/** Takes in what is public of one file of the archive folder; answers what is left. @throws ParseError, RequestError where it can't be read */
async function takeFile(parts: Parts, name: string, bytes: Uint8Array): Promise<HeldFile | undefined> {
  if (await isErasedFile(parts, name)) return undefined
  const { feed, origin, channel } = readFeed(parts, name, bytes)
  for (const reason of feed.warnings) parts.log.warn('A file is not taken in whole.', { file: name, reason })
  const holds = toHolds(feed, parts.now())
  const items = cleanFeed(feed, origin, { channel, file: name }).filter((_, index) => holds[index] === undefined)
  await save(parts, items, channel, 'archive')
  const left = toLeft(holds)
  if (left === undefined) await clearFile(parts.db, name)
  return left
}

/** A source that names a secret not for it is asked for nothing, so nothing else would say so in the log. */
async function warnOfHeld({ db, channels, log }: Parts): Promise<void> {
  for (const source of await loadSources(db, channels)) {
    const reason = toSecretHold(source)
    if (reason !== undefined) log.warn('A source is held.', { source: source.id, reason })
  }
}

function readReceived(parts: Parts, name: string, bytes: Uint8Array, contentType?: string): Received[] {
  const { feed, origin, channel } = readFeed(parts, name, bytes, contentType)
  return toReceived(feed, origin, { channel, file: name })
}

/** A file, and the channel that its front matter names. @throws ParseError, RequestError */
function readFeed(parts: Parts, name: string, bytes: Uint8Array, contentType = toFileType(name)) {
  const origin: DocumentOrigin = { contentType }
  const feed = parse(bytes, origin)
  return { feed, origin, channel: toChannel(parts, feed.items[0]?.channel) }
}

/** What a file's name says of it; stories are text. @throws ParseError where it is neither story nor feed */
function toFileType(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? 'txt'
  if (['txt', 'text', 'md'].includes(ending)) return 'text/plain'
  if (['xml', 'rss', 'atom', 'rdf'].includes(ending)) return 'application/xml'
  if (ending === 'json') return 'application/json'
  throw new ParseError(`A .${ending} file is no story; stories are .txt files.`)
}

/** New stories are news, old ones history. */
async function save(parts: Parts, items: readonly Item[], channel: Channel, owner: string): Promise<Saved[]> {
  const isOld = (item: Item) => (item.content.published ?? parts.now()) < parts.now() - NEWS_AGE
  const fresh = items.filter((item) => !isOld(item))
  return [
    ...(await saveAs(parts, items.filter(isOld), channel, owner, 'import')),
    ...(await saveAs(parts, fresh, channel, owner, 'live')),
  ]
}

async function saveAs(
  parts: Parts,
  items: readonly Item[],
  channel: Channel,
  owner: string,
  mode: 'live' | 'import',
): Promise<Saved[]> {
  const sources = await loadSources(parts.db, parts.channels)
  const ranks = toRanks(sources)
  const cleaning = { toIndex, layOver: createLayOver(parts.channels), rules: createRules(parts.channels, channel) }
  const arrival = { channel, owner, ranks, mode, now: parts.now(), ...cleaning, base: parts.config.baseUrl }
  return saveItems(parts.db, items, arrival, [], parts.pause)
}

/** Steps that an upgrade takes in the background, oldest first (docs/architecture.md, decision 16). */
function toSteps(parts: Parts): Step[] {
  const layOver = createLayOver(parts.channels)
  return [toFollowingStep({ ...parts, layOver, toIndex })]
}

async function reclean(parts: Parts): Promise<number> {
  const again = (received: Received, channelId: string, source: string | undefined) => {
    const channel = toChannel(parts, channelId)
    return cleanItem(received, { channel, ...(source ? { source } : {}) })
  }
  return recleanItems(parts.db, again, parts.now(), {
    toIndex,
    layOver: createLayOver(parts.channels),
    pause: parts.pause,
  })
}

function toChannel(parts: Parts, id: string | undefined): Channel {
  const channel = id === undefined ? parts.channels[0] : parts.channels.find((one) => one.id === id)
  if (channel === undefined) throw new RequestError(422, `There is no channel named ${id}.`, { field: 'channel' })
  return channel
}
