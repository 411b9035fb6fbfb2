/** `npm start`: serves and refreshes on Node. */

import { createServer, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { schedule } from 'node-cron'
import { type NodeConfig, readNodeConfig, toBaseUrl } from '../config.ts'
import { ConfigError, StoreError } from '../errors.ts'
import { type Log, startLog } from '../log.ts'
import { openArchive } from './archive.ts'
import { createKeptShortcut, type Shortcut } from './front.ts'
import { createLinkShortcut } from './link-shortcut.ts'
import { startLinkWork } from './link-work.ts'
import { type Opened, openService } from './open.ts'
import { addStatic } from './static.ts'
import { loadToken, type Token } from './token.ts'
import { createWaker, type Waker } from './waker.ts'

/** Supervisors kill after ten seconds. */
const GRACE = 2_000
const UNFINISHED = 'A refresh of the due sources broke off.'

type Answer = (request: Request, env: unknown) => Response | Promise<Response>

async function main(): Promise<void> {
  const log = startLog()
  const config = readNodeConfig(process.env)
  let answer: Answer = () => new Response('Starting.', { status: 503, headers: { 'Retry-After': '1' } })
  let shortcuts: readonly Shortcut[] = []
  // HTTP/1.0 has no Host: balancers look in so whether a service is well.
  const listener = getRequestListener((request, env) => answer(request, env), { hostname: 'localhost' })
  const server = createServer((incoming, outgoing) => {
    if (!shortcuts.some((shortcut) => shortcut(incoming, outgoing))) listener(incoming, outgoing)
  })
  // The address has to be known before the service is wired: with PORT=0 the system chooses it.
  const port = await listen(server, config)
  const baseUrl = config.baseUrl ?? toBaseUrl(config.host, port)
  const token = loadToken(config.apiToken, config.database)
  const waker = createWaker((error) => report(log, 'Telling others of changes broke off.', error))
  const opened = await openService({ ...config, baseUrl, apiToken: token.value }, process.env, log, waker.wake)
  addStatic(opened.service.app, fileURLToPath(new URL('../../public', import.meta.url)))
  answer = opened.service.app.fetch
  shortcuts = [createLinkShortcut(opened.service, listener), createKeptShortcut(opened.service)]
  await work({ opened, config, server, log, waker }, () => printAddresses(baseUrl, opened.version, token))
}

type Running = {
  readonly opened: Opened
  readonly config: NodeConfig
  readonly server: Server
  readonly log: Log
  readonly waker: Waker
}

/** Takes in the archive, says where everything is, then refreshes every minute until told to stop. */
async function work({ opened, config, server, log, waker }: Running, ready: () => void): Promise<void> {
  await opened.service.start()
  const archive = openArchive(config.archive, opened.service, log)
  await archive.scan()
  archive.watch()
  ready()
  waker.start(opened.service.push)
  const tick = async () => {
    await opened.service.finishErasing()
    await archive.scan()
    await opened.service.pollDue()
  }
  const task = schedule('* * * * *', () => tick().catch((error) => report(log, UNFINISHED, error)), { noOverlap: true })
  // What another process wrote wakes nobody here.
  const pushes = schedule('* * * * *', () => waker.wake(), { noOverlap: true })
  // Apart from the polls, which never wait for pictures.
  const pictures = schedule('30 * * * * *', () => opened.service.keepPictures(), { noOverlap: true })
  const endLinks = startLinkWork(opened.service, log)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      archive.close()
      waker.stop()
      Promise.all([task.stop(), pushes.stop(), pictures.stop()]).then(() => stop(server, opened, endLinks))
    })
  }
  await opened.service.pollDue().catch((error) => report(log, UNFINISHED, error))
  await opened.service.keepPictures()
}

/** Lets requests under way finish, but never waits for a source that hangs: what is stored is stored whole. */
async function stop(server: Server, opened: Opened, endLinks: () => Promise<void>): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  await Promise.race([answered, wait(GRACE)])
  await endLinks()
  opened.database.close()
  process.exit(0)
}

function report(log: Log, what: string, error: unknown): void {
  log.error(what, { reason: error instanceof Error ? error.stack : String(error) })
}

function listen(server: Server, config: NodeConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : config.port)
    })
  })
}

function printAddresses(base: string, version: string, token: Token): void {
  const where =
    token.file === undefined ? token.value : token.fresh ? `${token.value} (kept in ${token.file})` : `in ${token.file}`
  console.log(`ara-feeds ${version}

  front page  ${base}/
  RSS         ${base}/feed.rss
  Atom        ${base}/feed.atom
  JSON Feed   ${base}/feed.json
  API token   ${where}
`)
}

main().catch((error: unknown) => {
  console.error(toSentence(error))
  process.exit(1)
})

/** What is wrong, in one line where it is the machine's or a setting's doing; a bug keeps its stack. */
function toSentence(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message
  const { code, syscall, path } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return 'PORT: another program listens there already.'
  if (syscall === 'listen' || syscall === 'getaddrinfo') return `HOST: this machine can not listen there (${code}).`
  if (path !== undefined) return `DATABASE: ${path} can not be used (${code}).`
  return error
}
