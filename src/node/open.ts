/**
 * A service on this machine: what it is made of, whom its requests are from, and how to let go of it. Promises: it
 * waits for a database that is locked or whose disk is full, and leaves no file or socket open once it is closed.
 */

import { createHmac, createSecretKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import zlib from 'node:zlib'
import { readChannels } from '../channels.ts'
import type { NodeConfig } from '../config.ts'
import { ConfigError, type StoreError } from '../errors.ts'
import type { Sender } from '../http/backend.ts'
import { createCompress } from '../http/documents/finished.ts'
import type { Log } from '../log.ts'
import type { Channel } from '../model/model.ts'
import { toSourceSecret } from '../model/secrets/secret.ts'
import { createVault } from '../model/secrets/vault.ts'
import { findSender, toProxies } from '../net/senders.ts'
import type { Parts } from '../parts.ts'
import { toReason } from '../rounds.ts'
import { createService, type Service } from '../service.ts'
import { openBlobs } from './blobs.ts'
import { closeDataFolder } from './data-folder.ts'
import { createFetch } from './fetch.ts'
import { loadKeys } from './keys.ts'
import { createPause } from './pauses.ts'
import { isPassing, toSqliteError } from './sqlite/connection.ts'
import { type Database, openDatabase } from './sqlite/sqlite.ts'
import { openReaders } from './threads/readers.ts'

/** A service on this machine, and how to let go of its files and sockets. */
export type Opened = {
  readonly service: Service
  readonly version: string
  readonly database: Database
  readonly channels: readonly Channel[]
  /** BASE_URL */
  readonly base: string
  readonly close: () => Promise<void>
}

/** Milliseconds that opening waits for a lock, in place, and until it is tried again. */
const PATIENCE = 500
const AGAIN = 1_000

/**
 * Opens a database as soon as that is possible: another process lets go of its lock, a full disk is cleared up.
 * @param waitFor told of what it waits for, in a sentence without a path
 */
export async function openPatiently(
  file: string,
  log: Log,
  waitFor: (sentence: string) => void = () => {},
): Promise<Database> {
  for (;;) {
    try {
      return openDatabase(file, undefined, PATIENCE)
    } catch (error) {
      if (!isPassing(error)) throw error
      log.warn('The service waits for its database.', { reason: toReason(error) })
      waitFor(`It waits for its database. ${toSqliteError((error as StoreError).cause).message}`)
    }
    await wait(AGAIN)
  }
}

/** What a service on this machine may have besides. */
type Opening = Pick<Parts, 'wake' | 'aside' | 'cacheBytes'> & {
  readonly open?: (file: string) => Database | Promise<Database>
}

/** Wires the service over SQLite and undici. @throws ConfigError, StoreError */
export async function openService(
  config: NodeConfig & { readonly baseUrl: string },
  variables: Readonly<Record<string, string | undefined>>,
  log: Log,
  { open = openDatabase, ...more }: Opening = {},
): Promise<Opened> {
  const channels = await loadChannels(config.feeds)
  const sender = createSender(config.trustProxy ?? [])
  closeDataFolder(config.database, log)
  const db = await open(config.database)
  const vault = createVault(loadKeys(config.secretKeys ?? [], config.database))
  const network = createFetch({ allowPrivate: config.allowPrivate })
  const version = loadVersion()
  const { readers, close: closeReaders } = openReaders()
  let closing = false
  const service = createService({
    db,
    // While it closes nothing new is asked: a host must not be blamed for it.
    fetch: (url, init) => (closing ? new Promise(() => {}) : network.fetch(url, init)),
    channels,
    config,
    version,
    log,
    now: Date.now,
    random: Math.random,
    pause: createPause(),
    readers,
    vault,
    secret: (name) => toSourceSecret(variables, name),
    blobs: openBlobs(config.database),
    sign: (secret, body) => createHmac('sha256', createSecretKey(secret)).update(body).digest(),
    written: db.written.bind(db),
    compress: createCompress(zlib),
    sender,
    ...more,
  })
  db.onReplaced(service.forget)
  const close = async () => {
    closing = true
    await closeReaders()
    await network.close()
    db.close()
  }
  return { service, version, database: db, channels, base: config.baseUrl, close }
}

/** The channels that a module exports under the name `channels`. @throws ConfigError */
async function loadChannels(file: string): Promise<readonly Channel[]> {
  const path = resolve(file)
  if (!existsSync(path)) throw new ConfigError(`FEEDS names a file that is not there: ${file}`)
  return readChannels(await importFile(path, file), file)
}

async function importFile(path: string, file: string): Promise<{ readonly channels?: unknown }> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    throw new ConfigError(`FEEDS names a module that can not be loaded: ${file}: ${error}`, { cause: error })
  }
}

/** The version in package.json. */
export function loadVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

// Who a request was sent by, on Node: the socket's other end, or whom a trusted proxy names.

/** @param entries of TRUST_PROXY @throws ConfigError */
function createSender(entries: readonly string[]): Sender {
  const proxies = toProxies(entries)
  return ({ headers }, env) => {
    // A request of this process to itself has no socket.
    const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage }
    const said = { forwarded: headers.get('Forwarded'), forwardedFor: headers.get('X-Forwarded-For') }
    return findSender(incoming?.socket.remoteAddress, said, proxies)
  }
}
