/** Wires the rooms. The only place, besides tests, that knows all of them. */

import { createClickCounter, sumClicks, writeClicks } from './clicks/clicks.ts'
import type { Config } from './config.ts'
import { createDraftIntake, publishDraft, publishDue, rewriteDraft, writeDraft } from './desk/drafts.ts'
import { finishErasing, letGo } from './desk/erasing.ts'
import { tidyPictures } from './desk/pictures.ts'
import { findLocked, loadSecretsState, tellLocked } from './desk/sealing.ts'
import { createTokenUses } from './desk/token-uses.ts'
import { isSelector } from './extract/selector.ts'
import { createApp } from './http/app.ts'
import type { Backend } from './http/backend.ts'
import { createDocumentCache, type DocumentCache } from './http/documents/cache.ts'
import { createCachedAnswers } from './http/documents/shortcut.ts'
import { type AsideRequest, createLane } from './http/lane/aside.ts'
import { answerAside } from './http/lane/lane.ts'
import { createLimits } from './http/limits.ts'
import { type LinkRequest, redirectClicks } from './http/links/redirect.ts'
import { createWaiting, type Waiting } from './http/waiting.ts'
import {
  type FileContext,
  forgetFiles,
  readIllustrated,
  readReceived,
  rememberFiles,
  saveFileFault,
} from './intake/file.ts'
import { type GivenFile, takeFile, takeFiles } from './intake/files.ts'
import { createDocumentIntake, type Intake, toNamedChannel } from './intake/intake.ts'
import type { ReadBeside } from './intake/named-pictures.ts'
import { takeNames } from './intake/names.ts'
import { keepPicture, type OwnPicture, takePicture } from './intake/own-pictures.ts'
import { preview } from './intake/preview.ts'
import { reclean, takeReceived } from './intake/received.ts'
import type { DocumentRequest } from './net/exchange.ts'
import { fetchDocument, type Net, standardLimits } from './net/fetch.ts'
import type { Parts } from './parts.ts'
import { discover, findFeed } from './poll/discover.ts'
import { checkOriginals } from './poll/originals.ts'
import { mirrorPictures, type PictureMirror } from './poll/pictures.ts'
import { dueSources, type Poller, pollDue, warnOfHeld } from './poll/poll.ts'
import { takePushed } from './poll/pushed.ts'
import { refreshSource } from './poll/refresh.ts'
import { toRequestOf } from './poll/request.ts'
import { createPush, type Pusher, type PushRoom } from './push/push.ts'
import { createReadiness, type Readiness } from './readiness.ts'
import { createStepLog, once, together } from './rounds.ts'
import { dropOpenReceipts, forgetReceipts } from './store/access/receipts.ts'
import { settleClock } from './store/clock.ts'
import type { Db } from './store/db.ts'
import { loadNextDue } from './store/desk/drafts.ts'
import { loadMark } from './store/feeds/changes.ts'
import { type KnownFile, loadFiles, loseFile } from './store/files.ts'
import { type Counted, saveClicks } from './store/links/clicks.ts'
import { releaseAllPolls } from './store/polls.ts'
import { watchTroubles } from './store/ready.ts'
import type { Tell } from './store/saving/edits.ts'
import { watchChanges, withVault } from './store/statements.ts'
import { runSteps } from './store/upgrade/upgrade.ts'
import { toSealingSteps, toSteps } from './upgrades.ts'

/** Milliseconds that a start may spend on clicks that wait in the journal. */
const START_SHARE = 2_000
const CACHE_BYTES = 64 * 1024 * 1024

/** The wired service: what the entries call, and nothing else. */
export type Service = ReturnType<typeof createService>

/** Wires the rooms. The only place, besides tests, that knows all of them. */
export function createService(given: Parts) {
  const watched = watchTroubles(given.db, given.now)
  const waiting = createWaiting({ ...given, loadMark: () => loadMark(watched.db) })
  const parts = { ...given, db: toServiceDb({ ...given, db: watched.db }, waiting) }
  const readiness = createReadiness(
    [watched.findTrouble, () => findLocked(parts.db), ...(given.checks ?? [])],
    given.now,
  )
  const net = toNet(parts)
  const poller: PictureMirror = { ...parts, net, base: parts.config.baseUrl }
  const push: PushRoom = createPush(toPusher(parts, net, poller, (url) => app.request(url)))
  const plain: Intake = { ...parts, base: parts.config.baseUrl }
  const intake: Intake = { ...plain, drafts: createDraftIntake(plain) }
  const tellOfSteps = createStepLog(parts)
  const uses = createTokenUses()
  const backend = { ...toBackend(parts, net, poller, push, intake, readiness), waiting, noteUse: uses.note }
  const app = createApp(backend)
  const tell = once(() => tellLocked(parts))
  return {
    app,
    /** Lets go of the claims that a killed process left behind. Only for a database that nobody else works from. */
    start: async () => {
      await lookAtClock(parts)
      await releaseAllPolls(parts.db)
      await dropOpenReceipts(parts.db)
      await sumClicks(parts, START_SHARE)
      await warnOfHeld(parts)
      await finishErasing(parts)
      await push.start()
    },
    /** Whether the service is ready is also held against this from now on. */
    addCheck: readiness.add,
    /** Sets right what was written under a clock that was wrong; to be called every minute, before anything else. */
    lookAtClock: () => lookAtClock(parts),
    /** Finishes what earlier versions left of erased stories, at most so many at once. */
    finishErasing: (limit?: number, steps?: number) => finishErasing(parts, limit, steps),
    /** The answer to GET of a feed that is finished and current; undefined: ask the app. */
    cachedAnswer: createCachedAnswers(backend),
    /** What was asked of another of this service, whose thread this one is for. */
    answerAside: (asked: AsideRequest) => answerAside(app, backend, asked),
    /** Drops what was made of documents: something was taken back. */
    forget: () => backend.cache.clear(),
    /** Answers whoever waits for changes, now and from now on. */
    endWaiting: waiting.close,
    /** The redirects of short links, counted; undefined: ask the app. */
    redirectClicks: (asked: readonly LinkRequest[]) => redirectClicks(backend, asked),
    /** Writes what was counted of short links until now. */
    saveClicks: () => writeClicks({ ...parts, clicks: backend.clicks }),
    /** As `saveClicks`, for a queue: what was counted, and writing what came with a message, once. */
    clicks: backend.clicks,
    addClicks: (counted: Counted, message: string) => saveClicks(parts.db, counted, parts.now(), message),
    /** Forgets what was made of posts a day ago. */
    forgetReceipts: () => forgetReceipts(parts.db, parts.now()),
    /** Writes which tokens were used, and when, until now. */
    saveTokenUses: () => uses.save(parts.db),
    /** Adds clicks that were written to the sums, as many as some milliseconds allow. */
    sumClicks: () => sumClicks(parts),
    /** Looks whether originals that links lead to are still there, at most `limit` of each host. */
    checkOriginals: (limit?: number, hosts?: number) => checkOriginals(poller, limit, hosts),
    /** Publishes scheduled stories whose time has come, at most so many; answers how many. */
    publishDue: (limit?: number) => publishDue(intake, limit),
    /** When the next scheduled story is due. */
    nextDue: () => loadNextDue(parts.db, parts.now()),
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
    mirrorPictures: (limit?: number, hosts?: number) => mirrorPictures(poller, limit, hosts),
    /** Forgets pictures that were handed in and that nobody uses, of at most `limit` that are looked at. */
    tidyPictures: (limit?: number) => tidyPictures(parts, limit),
    preview: backend.preview,
    /** One document, within the limits and past the guard. @throws FetchError */
    fetch: (request: DocumentRequest) => fetchDocument(net, request),
    /** The feed at an address, or behind a page's. @throws FetchError, ParseError */
    discover: (url: string) => discover(net, url, undefined, parts),
    /** The stories of a file as received. @throws ParseError, RequestError */
    readFile: (name: string, bytes: Uint8Array, contentType?: string) => readReceived(intake, name, bytes, contentType),
    /** As `readFile`, with the pictures beside it. */
    readIllustrated: (name: string, bytes: Uint8Array, beside: ReadBeside, contentType?: string) =>
      readIllustrated(intake, name, bytes, beside, contentType),
    takeFile: (name: string, bytes: Uint8Array, context?: FileContext) => takeFile(intake, name, bytes, context),
    /** As `takeFile`, many at once. @throws StoreError where the database can't take anything in */
    takeFiles: (files: readonly GivenFile[]) => takeFiles(intake, files),
    loadFiles: () => loadFiles(parts.db),
    rememberFiles: (files: readonly KnownFile[]) => rememberFiles(intake, files),
    loseFile: (name: string) => loseFile(parts.db, name, parts.now()),
    keepPicture: (picture: OwnPicture) => keepPicture(parts, picture),
    refuseFile: (name: string, sentence: string) => saveFileFault(parts, 'file', name, sentence),
    holdFile: (name: string, sentence: string) => saveFileFault(parts, 'held', name, sentence),
    forgetFiles: (present: readonly string[]) => forgetFiles(intake, present),
    takeReceived: backend.takeReceived,
    takeNames: backend.takeNames,
    /** @param tell told how many stories were cleaned, of how many */
    reclean: (tell?: Tell) => reclean(intake, parts.version, tell),
    /** Does what is left of the steps of an upgrade, at most `limit` parts of them. */
    runSteps: async (limit?: number) => {
      const options = { ...parts, ...(limit === undefined ? {} : { limit }), onPart: tellOfSteps }
      // Each at its own pace: secrets wait for no story, and no story for them.
      const sealing = runSteps(parts.db, toSealingSteps(parts), options).then(tell)
      await together([runSteps(parts.db, toSteps(intake), options), sealing])
    },
    /** Whether secrets can be kept and used, and why not. */
    secretsState: () => loadSecretsState(parts.db),
  }
}

function toServiceDb({ db, wake, vault }: Parts, waiting: Waiting): Db {
  const watched = watchChanges(db, () => {
    waiting.wake()
    wake?.()
  })
  return vault === undefined ? watched : withVault(watched, vault)
}

async function lookAtClock({ db, now, log }: Parts): Promise<void> {
  const found = await settleClock(db, now())
  if (found === 'set back') log.warn('The clock was set back: what is due too far ahead is due now.')
  if (found === 'gone ahead') log.warn('The service did not run for a while, or the clock was set ahead.')
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

function toBackend(
  parts: Parts,
  net: Net,
  poller: Poller,
  push: PushRoom,
  intake: Intake,
  { findTroubles }: Readiness,
): Omit<Backend, 'waiting'> {
  return {
    db: parts.db,
    channels: parts.channels,
    base: parts.config.baseUrl,
    ...toToken(parts.config),
    version: parts.version,
    now: parts.now,
    log: parts.log,
    cache: toCache(parts),
    lane: createLane(parts.now, parts.aside),
    ...(parts.written === undefined ? {} : { written: parts.written }),
    ...(parts.compress === undefined ? {} : { compress: parts.compress }),
    clicks: createClickCounter(),
    limit: createLimits(),
    findTroubles,
    ...(parts.blobs === undefined ? {} : { blobs: parts.blobs }),
    pause: parts.pause,
    push,
    ...(parts.wake === undefined ? {} : { wake: parts.wake }),
    ...(parts.sender === undefined ? {} : { sender: parts.sender }),
    letGo: () => letGo(parts, net),
    preview: (input) => preview(net, toNamedChannel(parts, input.channel), parts, input, parts.secret),
    discover: (url, { source, follow }) =>
      findFeed(net, url, follow, (one) => toRequestOf(one, { ...source, url }, parts.secret), parts),
    isSelector,
    refresh: (source) => refreshSource(poller, source, { force: true }),
    takeDocument: createDocumentIntake(intake),
    writeDraft: (written, how) => writeDraft(intake, written, how),
    rewriteDraft: (draft, written) => rewriteDraft(intake, draft, written),
    publishDraft: (code, version) => publishDraft(intake, code, version),
    takeReceived: (received, channel, drafts) => takeReceived(intake, received, channel, drafts),
    takeNames: (names, channel) => takeNames(parts.db, names, toNamedChannel(parts, channel).id),
    takePicture: (bytes, said, address) => takePicture(parts, bytes, said, address),
  }
}

/** What is wrong with the token leaves none. */
function toToken({ apiToken, tokenFault }: Config): Pick<Backend, 'token' | 'tokenFault'> {
  return tokenFault === undefined ? { token: apiToken } : { token: undefined, tokenFault }
}

/** What is dropped here is dropped in the thread, too. */
function toCache({ cacheBytes = CACHE_BYTES, aside }: Parts): DocumentCache {
  const cache = createDocumentCache(cacheBytes)
  const clear = () => {
    cache.clear()
    aside?.forget()
  }
  return { ...cache, clear }
}
