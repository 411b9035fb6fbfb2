/**
 * The folder of stories: files that are published by being dropped there. Promises: a scan never throws and never
 * overlaps another; what it could not take in the next one tries again; what is not to be public yet waits; what is as
 * it was is not read again, not even after a restart; of a file that is gone the editor is told.
 */

import { type FSWatcher, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pLimit from 'p-limit'
import { toPassedOver } from '../intake/file-name.ts'
import type { Log } from '../log.ts'
import { createRound, type Round } from '../rounds.ts'
import { SETTLE, settle, toVersion } from './beside.ts'
import { listFiles } from './import/text-file.ts'
import { isBesideSame, type Scan, type SeenFiles, scanFiles, type Taker, toFormers } from './story-files.ts'

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

/** Reads a folder of story files and hands over each new or changed one. */
export function openArchive(
  folder: string,
  taker: Taker,
  log: Log,
  round: Round = createRound(log),
  now: () => number = Date.now,
): Archive {
  const seen: SeenFiles = new Map()
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
  const formers = toFormers(scan, new Set(names))
  await scanFiles(scan, await findNew(scan, names), formers)
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
