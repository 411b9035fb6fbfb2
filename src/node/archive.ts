/**
 * The folder of stories: files that are published by being dropped there. Promises: a scan never throws and never
 * overlaps another; what it could not take in the next one tries again; what is not to be public yet waits; what is as
 * it was is not read again, not even after a restart; of a file that is gone the editor is told.
 */

import { type FSWatcher, type Stats, watch } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pLimit from 'p-limit'
import { ParseError, RequestError, StoreError } from '../errors.ts'
import type { FileContext, HeldFile } from '../intake/file.ts'
import { toPassedOver } from '../intake/file-name.ts'
import type { Log } from '../log.ts'
import { toBodyHash } from '../model/hash.ts'
import { createRound, type Round } from '../rounds.ts'
import type { KnownFile } from '../store/files.ts'
import { isOfTheseRules, openBeside, SETTLE, settle, toVersion, toVersions } from './beside.ts'
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
  /** Why not all of the folder is taken in, in a sentence; undefined once a scan came to its end. */
  readonly findTrouble: () => string | undefined
}

/** How a scan ended, and what that means for who asks for stories. */
const TROUBLES = {
  begun: 'The archive folder is being read: not all of its stories are here yet.',
  'broken off': 'The archive folder could not be read to its end; it is tried again every minute.',
  unreadable: 'The archive folder can not be read; it is tried again every minute.',
  whole: undefined,
} as const

type Ended = keyof typeof TROUBLES

/** What becomes of the files. */
type Taker = {
  /** Answers what of it is left because it is not public, and when it will be. */
  readonly takeFile: (name: string, bytes: Uint8Array, context: FileContext) => Promise<HeldFile | undefined>
  /** Keeps a sentence about a file that can't be read for the status line. */
  readonly refuseFile: (name: string, sentence: string) => Promise<unknown>
  /** As `refuseFile`, of a file that is not public. */
  readonly holdFile: (name: string, sentence: string) => Promise<unknown>
  /** Forgets what was said of files that are gone. */
  readonly forgetFiles: (present: readonly string[]) => Promise<unknown>
  /** Files as they were taken in before; without it every start reads all of them. */
  readonly loadFiles?: () => Promise<readonly KnownFile[]>
  readonly rememberFile?: (file: KnownFile) => Promise<unknown>
  /** Tells the editor of a file that is gone. */
  readonly loseFile?: (name: string) => Promise<unknown>
}

/** Files larger than this are no stories. */
const MAX_BYTES = 10 * 1024 * 1024

/** A file as it was last seen, and when it is to be looked at again although it did not change. */
type SeenFile = Omit<KnownFile, 'name' | 'item'> & { readonly until?: number }
type Seen = Map<string, SeenFile>

type Scan = {
  readonly folder: string
  readonly seen: Seen
  /** Files that were passed over by their names, each told of once. */
  readonly passed: Set<string>
  readonly taker: Taker
  readonly log: Log
  readonly now: () => number
}

/** Reads a folder of story files and hands over each new or changed one. */
export function openArchive(
  folder: string,
  taker: Taker,
  log: Log,
  round: Round = createRound(log),
  now: () => number = Date.now,
): Archive {
  const seen: Seen = new Map()
  const passed = new Set<string>()
  let isLoaded = false
  let ended: Ended = 'begun'
  let running: Promise<void> = Promise.resolve()
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined

  const load = async () => {
    if (isLoaded) return
    for (const { name, item, ...file } of (await taker.loadFiles?.()) ?? []) seen.set(name, file)
    isLoaded = true
  }
  const scan = () => {
    running = running.then(async () => {
      const done = await round('A scan of the archive folder', async () => {
        await load()
        return scanFolder({ folder, seen, passed, taker, log, now })
      })
      ended = done ?? 'broken off'
    })
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
    findTrouble: () => TROUBLES[ended],
  }
}

/** @throws StoreError where the database can't take anything in */
async function scanFolder(scan: Scan): Promise<Ended> {
  const names = await listSafely(scan)
  if (names === undefined) return 'unreadable'
  const present = new Set(names)
  for (const name of await findNew(scan, names)) await scanFile(scan, name, present)
  await scan.taker.forgetFiles(names)
  await loseGone(scan)
  return 'whole'
}

async function listSafely(scan: Scan): Promise<readonly string[] | undefined> {
  const { folder, taker, log } = scan
  try {
    return (await listFiles(folder)).filter((name) => !isPassedOver(scan, name))
  } catch (error) {
    log.warn('The archive folder could not be read.', { folder, reason: String(error) })
    await taker.refuseFile(folder, 'The archive folder could not be read.')
    return undefined
  }
}

function isPassedOver({ passed, log }: Scan, file: string): boolean {
  const reason = toPassedOver(file)
  if (reason === undefined) return false
  if (!passed.has(file)) log.info('A file of the archive folder is no story.', { file, reason })
  passed.add(file)
  return true
}

/**
 * One file must not keep the rest out: what is wrong with it is said once, and it is tried again when it changes.
 * @throws StoreError where the fault is the database's: the others would fare no better, and nothing is wrong with the file
 */
async function scanFile(scan: Scan, name: string, present: ReadonlySet<string>): Promise<void> {
  const { folder, seen, taker, log } = scan
  const last = seen.get(name)
  const found = await settle(join(folder, name))
  const version = toVersion(found)
  if (await isAsSeen(scan, name, version)) return
  const { read, versions } = openBeside(folder)
  try {
    const bytes = await readStory(folder, name, found)
    const hash = await toBodyHash(bytes)
    const file = { name, version, hash, beside: versions }
    if (last && isSameFile(last, hash) && (await isBesideSame(folder, last)))
      return await remember(scan, { ...file, beside: last.beside })
    const left = await taker.takeFile(name, bytes, { readBeside: read, former: toFormer(scan, hash, present) })
    if (left === undefined) return await remember(scan, file)
    seen.set(name, { ...file, ...(left.until === undefined ? {} : { until: left.until }) })
    await hold(scan, name, left.sentence)
  } catch (error) {
    if (error instanceof StoreError && error.reason !== undefined) throw error
    const isStory = !(error instanceof ParseError || error instanceof RequestError)
    if (!isStory) seen.set(name, { version, hash: '', beside: versions })
    const sentence = error instanceof Error && !isStory ? error.message : `The file could not be taken in (${error}).`
    log.warn('A story file could not be read.', { file: name, reason: sentence })
    await taker.refuseFile(name, sentence)
  }
}

/** Files that are looked at together: most of a large folder are as they were, and each look waits for the disk. */
const LOOKS = 32

async function findNew(scan: Scan, names: readonly string[]): Promise<string[]> {
  const some = pLimit(LOOKS)
  const isNew = async (name: string) => {
    if (!scan.seen.has(name)) return [name]
    const version = toVersion(await settle(join(scan.folder, name)))
    return (await isAsSeen(scan, name, version)) ? [] : [name]
  }
  return (await Promise.all(names.map((name) => some(() => isNew(name))))).flat()
}

/** Whether nothing about a file is new: neither its bytes nor those beside it, nor that its time has come. */
async function isAsSeen({ folder, seen, now }: Scan, name: string, version: string): Promise<boolean> {
  const last = seen.get(name)
  if (last === undefined || last.gone !== undefined || last.version !== version) return false
  return !(last.until !== undefined && last.until <= now()) && (await isBesideSame(folder, last))
}

async function isBesideSame(folder: string, { beside }: SeenFile): Promise<boolean> {
  const after = await toVersions(folder, Object.keys(beside))
  return Object.entries(beside).every(([name, version]) => after[name] === version)
}

/** Whether only its time or place on the disk is another. */
function isSameFile({ hash, version, gone, until }: SeenFile, now: string): boolean {
  return hash === now && isOfTheseRules(version) && gone === undefined && until === undefined
}

async function remember({ seen, taker }: Scan, file: KnownFile): Promise<void> {
  const { name, ...rest } = file
  await taker.rememberFile?.(file)
  seen.set(name, rest)
}

/** Names under which these very bytes were known, and are not there any more. */
function toFormer({ seen }: Scan, hash: string, present: ReadonlySet<string>): readonly string[] {
  return [...seen].flatMap(([name, file]) => (file.hash === hash && !present.has(name) ? name : []))
}

/** Told of once it is sure: many programs save a file by taking it away first. */
async function loseGone(scan: Scan): Promise<void> {
  const { seen, taker, now } = scan
  if ((await toGone(scan)).length === 0) return
  await wait(SETTLE)
  for (const name of await toGone(scan)) {
    await taker.loseFile?.(name)
    const file = seen.get(name)
    if (file !== undefined) seen.set(name, { ...file, gone: now() })
  }
}

async function toGone({ folder, seen }: Scan): Promise<string[]> {
  const there = new Set(await readdir(folder))
  return [...seen].flatMap(([name, { gone }]) => (gone === undefined && !there.has(name) ? name : []))
}

async function hold({ taker, log }: Scan, name: string, sentence: string): Promise<void> {
  log.warn('A story file is not public.', { file: name, reason: sentence })
  await taker.holdFile(name, sentence)
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
