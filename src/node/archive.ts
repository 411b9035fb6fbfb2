/**
 * The folder of stories: files that are published by being dropped there. Promises: a scan never throws and never
 * overlaps another; what it could not take in the next one tries again; what is not to be public yet waits.
 */

import { type FSWatcher, type Stats, watch } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ParseError, RequestError, StoreError } from '../errors.ts'
import type { HeldFile } from '../intake/file.ts'
import type { Log } from '../log.ts'
import { createRound, type Round } from '../rounds.ts'
import { listFiles, toOwnFile } from './import/text-file.ts'

/** The folder of stories on this machine. */
type Archive = {
  /**
   * Takes in every file that appeared or changed since the last scan, or whose time has come. Scans never overlap, and
   * never throw: what a scan could not take in the next one tries again.
   */
  readonly scan: () => Promise<void>
  /** Calls `scan` shortly after the folder changes; where it can't be watched, the tick has to do. */
  readonly watch: () => void
  readonly close: () => void
}

/** What becomes of the files. */
type Taker = {
  /** Answers what of it is left because it is not public, and when it will be. */
  readonly takeFile: (name: string, bytes: Uint8Array) => Promise<HeldFile | undefined>
  /** Keeps a sentence about a file that can't be read for the status line. */
  readonly refuseFile: (name: string, sentence: string) => Promise<unknown>
  /** As `refuseFile`, of a file that is not public. */
  readonly holdFile: (name: string, sentence: string) => Promise<unknown>
  /** Forgets what was said of files that are gone. */
  readonly forgetFiles: (present: readonly string[]) => Promise<unknown>
}

/** Files larger than this are no stories. */
const MAX_BYTES = 10 * 1024 * 1024
/** A file that changed less than this ago may still be in the middle of being written. */
const SETTLE = 1_000

/** The version of each file that was seen, and when it is to be looked at again although it did not change. */
type Seen = Map<string, { readonly version: string; readonly until?: number }>

type Scan = {
  readonly folder: string
  readonly seen: Seen
  readonly taker: Taker
  readonly log: Log
  readonly now: () => number
}

/**
 * Reads a folder of story files and hands over each new or changed one.
 * Which version of a file was seen is only remembered to save work: the store knows a story again.
 */
export function openArchive(
  folder: string,
  taker: Taker,
  log: Log,
  round: Round = createRound(log),
  now: () => number = Date.now,
): Archive {
  const seen: Seen = new Map()
  let running: Promise<void> = Promise.resolve()
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined

  const scan = () => {
    running = running.then(() =>
      round('A scan of the archive folder', () => scanFolder({ folder, seen, taker, log, now })),
    )
    return running
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(scan, 100)
  }
  return {
    scan,
    watch: () => {
      watcher = watchFolder(folder, soon, log)
    },
    close: () => {
      clearTimeout(timer)
      watcher?.close()
    },
  }
}

/** @throws StoreError where the database can't take anything in */
async function scanFolder(scan: Scan): Promise<void> {
  const names = await listSafely(scan)
  if (names === undefined) return
  for (const name of names) await scanFile(scan, name)
  await scan.taker.forgetFiles(names)
}

async function listSafely({ folder, taker, log }: Scan): Promise<readonly string[] | undefined> {
  try {
    return await listFiles(folder)
  } catch (error) {
    log.warn('The archive folder could not be read.', { folder, reason: String(error) })
    await taker.refuseFile(folder, 'The archive folder could not be read.')
    return undefined
  }
}

/**
 * One file must not keep the rest out: what is wrong with it is said once, and it is tried again when it changes.
 * @throws StoreError where the fault is the database's: the others would fare no better, and nothing is wrong with the file
 */
async function scanFile(scan: Scan, name: string): Promise<void> {
  const { folder, seen, taker, log, now } = scan
  const path = join(folder, name)
  const found = await settle(path)
  const version = typeof found === 'string' ? found : `${found.mtimeMs} ${found.size} ${found.ino}`
  const last = seen.get(name)
  if (last?.version === version && !(last.until !== undefined && last.until <= now())) return
  try {
    const left = await taker.takeFile(name, await readStory(folder, name, found))
    seen.set(name, left?.until === undefined ? { version } : { version, until: left.until })
    if (left !== undefined) await hold(scan, name, left.sentence)
  } catch (error) {
    if (error instanceof StoreError && error.reason !== undefined) throw error
    const isStory = !(error instanceof ParseError || error instanceof RequestError)
    if (!isStory) seen.set(name, { version })
    const sentence = error instanceof Error && !isStory ? error.message : `The file could not be taken in (${error}).`
    log.warn('A story file could not be read.', { file: name, reason: sentence })
    await taker.refuseFile(name, sentence)
  }
}

async function hold({ taker, log }: Scan, name: string, sentence: string): Promise<void> {
  log.warn('A story file is not public.', { file: name, reason: sentence })
  await taker.holdFile(name, sentence)
}

/** The file once nobody writes to it any more, or why it can't be looked at. */
async function settle(path: string): Promise<Stats | string> {
  try {
    let found = await stat(path)
    for (let age = Date.now() - found.mtimeMs; age >= 0 && age < SETTLE; age = Date.now() - found.mtimeMs) {
      await wait(SETTLE - age)
      found = await stat(path)
    }
    return found
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

/** @throws ParseError where it is none that can be read */
async function readStory(folder: string, name: string, found: Stats | string): Promise<Uint8Array> {
  if (typeof found === 'string') throw new ParseError(`The file can not be opened (${found}).`)
  const path = await toOwnFile(folder, name)
  if (found.size > MAX_BYTES) throw new ParseError('The file is larger than 10 MiB.')
  return readFile(path)
}

function watchFolder(folder: string, onChange: () => void, log: Log): FSWatcher | undefined {
  const tell = (error: unknown) =>
    log.warn('The archive folder can not be watched; it is looked at every minute.', { reason: String(error) })
  try {
    return watch(folder, onChange).on('error', tell)
  } catch (error) {
    tell(error)
    return undefined
  }
}
