/** `npm start`: serves and refreshes on Node. */

import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { RULES } from '../clean/identity/fingerprint.ts'
import { findTokenFault, type NodeConfig, readNodeConfig, toBaseUrl, toBaseWarning, toTokenFault } from '../config.ts'
import { type Log, startLog } from '../log.ts'
import { EVERY_FORMAT, FORMATS, toFeedFile } from '../publish/formats.ts'
import { createRound, once, type Round, toReason, within } from '../rounds.ts'
import { openArchive } from './archive.ts'
import { loadToken, type Token } from './keys.ts'
import { createLaneThread } from './lane/lane.ts'
import { followNpm } from './npm.ts'
import { loadVersion, type Opened, openPatiently, openService } from './open.ts'
import { createPatientServer, createStarting, listen } from './server.ts'
import { checkFiles, createDiskCheck } from './shortage.ts'
import { createCacheShortcut, createLinkShortcut, refuseManyHosts, type Shortcut } from './shortcuts.ts'
import { IN_PLACE, startCheckpoints } from './sqlite/checkpoints.ts'
import { toStartFault } from './start-faults.ts'
import { addStatics } from './statics.ts'
import { createDueTimer, startTicks } from './ticks.ts'
import { createWaker, startLinkWork, type Waker } from './waker.ts'

/** Milliseconds that the first look through the folder of stories is waited for before it is said that all is ready. */
const FIRST_SCAN = 3_000
/** Supervisors kill after ten seconds. */
const GRACE = 2_000
/**
 * Names are looked up in half of them, and one whose server never answers holds a thread for half a minute: of the usual
 * four, two such callbacks of the hub would have every webhook wait for its lookup.
 */
const THREADS = '64'
/** Milliseconds after the first polls until the thread of costly answers is begun, whoever needs it or not. */
const LANE_START = 10_000
/** What the push lanes do, in their order. */
const LANES = ['Telling webhooks', 'Delivering documents', 'Asking callbacks of the hub']

type Answer = (request: Request, env: unknown) => Response | Promise<Response>

async function main(): Promise<void> {
  // Read when the first thread is needed, which is later than this.
  process.env.UV_THREADPOOL_SIZE ??= THREADS
  const endWithNpm = followNpm(process.env)
  const log = startLog()
  const config = readNodeConfig(process.env)
  const starting = createStarting(loadVersion())
  let answer: Answer = starting.answer
  let shortcuts: readonly Shortcut[] = [refuseManyHosts]
  // HTTP/1.0 has no Host: balancers look in so whether a service is well.
  const listener = getRequestListener((request, env) => answer(request, env), { hostname: 'localhost' })
  const server = createPatientServer((incoming, outgoing) => {
    if (!shortcuts.some((shortcut) => shortcut(incoming, outgoing))) listener(incoming, outgoing)
  })
  // The address has to be known before the service is wired: with PORT=0 the system chooses it.
  const port = await listen(server, config.port, config.host)
  server.on('error', (error) => log.error('A connection could not be taken.', { reason: toReason(error) }))
  const baseUrl = config.baseUrl ?? toBaseUrl(config.host, port)
  const warning = toBaseWarning(config, baseUrl)
  const token = loadToken(config.apiToken, config.database)
  for (const one of [warning, findTokenFault(token.value)]) if (one !== undefined) log.warn(one)
  const round = createRound(log)
  // One for each lane, so that none waits for another.
  const wakers: Waker[] = []
  const wake = () => {
    for (const waker of wakers) waker.wake()
  }
  const all = { ...config, baseUrl, apiToken: token.value, ...toTokenFault(config, token.value) }
  // What is in memory is nobody else's to read.
  const lane = config.database === ':memory:' ? undefined : createLaneThread(all, log)
  const open = (file: string) => openPatiently(file, log, starting.waitFor)
  const opened = await openService(all, process.env, log, { wake, open, ...(lane && { aside: lane }) })
  if (config.database !== ':memory:') {
    await opened.database.all(`PRAGMA wal_autocheckpoint = ${IN_PLACE}`)
    startCheckpoints(config.database, log)
  }
  wakers.push(...LANES.map((what) => createWaker((work) => round(what, work))))
  addStatics(opened.service.app, fileURLToPath(new URL('../../public', import.meta.url)))
  answer = opened.service.app.fetch
  shortcuts = [refuseManyHosts, createLinkShortcut(opened.service, listener), createCacheShortcut(opened.service)]
  const ready = () => printAddresses(baseUrl, opened.version, token)
  await work({ opened, config, server, log, wakers, wake, round, endWithNpm }, ready)
  // Not at once, where nobody needs it: it loads all that the service is made of a second time.
  setTimeout(() => lane?.start(), LANE_START).unref()
}

type Running = {
  readonly opened: Opened
  readonly config: NodeConfig
  readonly server: Server
  readonly log: Log
  readonly wakers: readonly Waker[]
  readonly wake: () => void
  readonly round: Round
  readonly endWithNpm: ReturnType<typeof followNpm>
}

/** Takes in the archive, says where everything is, then refreshes every minute until told to stop. */
async function work(running: Running, ready: () => void): Promise<void> {
  const { opened, config, log, wakers, wake, round } = running
  const { service } = opened
  // What is done first is done before anything else, and tried until it went well.
  let isBegun = false
  const begin = once(() =>
    service.start().then(() => {
      isBegun = true
    }),
  )
  service.addCheck(() => (isBegun ? undefined : 'The service is starting.'))
  const archive = openArchive(config.archive, service, log, round)
  service.addCheck(archive.findTrouble)
  service.addCheck(createDiskCheck(config.database))
  service.addCheck(checkFiles)
  await round('The start', begin)
  log.info('The service starts.', { version: opened.version, rules: RULES })
  // Requests are answered meanwhile, and a folder of many thousands goes on being looked through.
  await Promise.race([archive.scan(), wait(FIRST_SCAN, undefined, { ref: false })])
  archive.watch()
  ready()
  for (const [at, run] of service.pushLanes.entries()) wakers[at]?.start(() => begin().then(run))
  const poll = () => round('The refresh of the due sources', () => begin().then(service.pollDue))
  const publish = () => round('Publishing what is due', () => begin().then(() => service.publishDue()))
  const toNext = () => round('Looking for what is due next', () => service.nextDue())
  const keep = () => round('Looking after pictures', () => service.mirrorPictures())
  const tidy = () => round('Tidying up pictures', () => begin().then(() => service.tidyPictures()))
  const steps = once(() => service.runSteps())
  const upgrade = () => round('A step of the upgrade', () => begin().then(steps))
  const erase = () => round('Finishing what was erased', () => begin().then(() => service.finishErasing()))
  const look = () => round('Looking at the clock', () => service.lookAtClock())
  const note = () => round('Noting the use of tokens', () => service.saveTokenUses())
  const forget = () => round('Forgetting what was made a day ago', () => service.forgetReceipts())
  const publishing = createDueTimer(publish, toNext)
  const endTicks = startTicks([
    [0, look],
    [0, archive.scan],
    [0, publishing.run],
    [0, poll],
    // What another process wrote wakes nobody here.
    [0, async () => wake()],
    // Apart from the polls, which never wait for pictures.
    [30, keep],
    [15, erase],
    [20, note],
    [25, forget],
    [35, tidy],
    [45, upgrade],
  ])
  const endLinks = startLinkWork(service, round)
  const end = once(async () => {
    archive.close()
    for (const waker of wakers) waker.stop()
    endTicks()
    service.endWaiting()
    publishing.end()
    await stop(running, endLinks)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  running.endWithNpm(end)
  upgrade()
  await publishing.run()
  await poll()
  await keep()
}

/** Lets requests under way finish and clicks be written, but waits for nothing that hangs: what is stored is stored whole. */
async function stop({ server, opened, log }: Running, endLinks: () => Promise<void>): Promise<void> {
  for (const step of [() => endServer(server), endLinks, async () => opened.database.close()]) {
    await within(GRACE, step).catch((error: unknown) =>
      log.warn('The service ends before all is done.', { reason: toReason(error) }),
    )
  }
  process.exit(0)
}

function endServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

function printAddresses(base: string, version: string, token: Token): void {
  const feeds = EVERY_FORMAT.map((format) => `  ${FORMATS[format].name.padEnd(12)}${base}/${toFeedFile(format)}`)
  console.log(`ara-feeds ${version}

  front page  ${base}/
${feeds.join('\n')}
  API token   ${toTokenPlace(token)}
`)
}

/** The token itself is printed once, when it was made: what somebody set stays out of terminals and logs. */
function toTokenPlace({ value, file, fresh }: Token): string {
  if (!fresh) return file === undefined ? 'as API_TOKEN says' : `in ${file}`
  return file === undefined ? value : `${value} (kept in ${file})`
}

main().catch((error: unknown) => {
  console.error(toStartFault(error))
  process.exit(1)
})
