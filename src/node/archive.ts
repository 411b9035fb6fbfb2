import { type FSWatcher, type Stats, watch } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ParseError, RequestError, StoreError } from '../errors.ts'
import type { Log } from '../log.ts'
import { createRound, type Round } from '../rounds.ts'
import { listFiles, toOwnFile } from './folder.ts'

/** The folder of stories on this machine. */
export type Archive = {
  /**
   * Takes in every file that appeared or changed since the last scan. Scans never overlap, and never throw: what a scan
   * could not take in the next one tries again.
   */
  readonly scan: () => Promise<void>
  /** Calls `scan` shortly after the folder changes; where it can't be watched, the tick has to do. */
  readonly watch: () => void
  readonly close: () => void
}

/** What becomes of the files. */
export type Taker = {
  readonly takeFile: (name: string, bytes: Uint8Array) => Promise<unknown>
  /** Keeps a sentence about a file that can't be read for the status line. */
  readonly refuseFile: (name: string, sentence: string) => Promise<unknown>
  /** Forgets what was said of files that are gone. */
  readonly forgetFiles: (present: readonly string[]) => Promise<unknown>
}

/** Files larger than this are no stories. */
const MAX_BYTES = 10 * 1024 * 1024
/** A file that changed less than this ago may still be in the middle of being written. */
const SETTLE = 1_000

/**
 * Reads a folder of story files and hands over each new or changed one.
 * Which version of a file was seen is only remembered to save work: the store knows a story again.
 */
export function openArchive(folder: string, taker: Taker, log: Log, round: Round = createRound(log)): Archive {
  const seen = new Map<string, string>()
  let running: Promise<void> = Promise.resolve()
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined

  const scan = () => {
    running = running.then(() => round('A scan of the archive folder', () => scanFolder(folder, seen, taker, log)))
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
async function scanFolder(folder: string, seen: Map<string, string>, taker: Taker, log: Log): Promise<void> {
  const names = await listSafely(folder, taker, log)
  if (names === undefined) return
  for (const name of names) await scanFile(folder, name, seen, taker, log)
  await taker.forgetFiles(names)
}

async function listSafely(folder: string, taker: Taker, log: Log): Promise<readonly string[] | undefined> {
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
async function scanFile(
  folder: string,
  name: string,
  seen: Map<string, string>,
  taker: Taker,
  log: Log,
): Promise<void> {
  const path = join(folder, name)
  const found = await settle(path)
  const version = typeof found === 'string' ? found : `${found.mtimeMs} ${found.size} ${found.ino}`
  if (seen.get(name) === version) return
  try {
    await taker.takeFile(name, await readStory(folder, name, found))
    seen.set(name, version)
  } catch (error) {
    if (error instanceof StoreError && error.reason !== undefined) throw error
    const isStory = !(error instanceof ParseError || error instanceof RequestError)
    if (!isStory) seen.set(name, version)
    const sentence = error instanceof Error && !isStory ? error.message : `The file could not be taken in (${error}).`
    log.warn('A story file could not be read.', { file: name, reason: sentence })
    await taker.refuseFile(name, sentence)
  }
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
