import { type FSWatcher, watch } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** The folder of stories on this machine. */
export type Archive = {
  /** Takes in every file that appeared or changed since the last scan. Scans never overlap. */
  readonly scan: () => Promise<void>
  /** Calls `scan` shortly after the folder changes; a missing folder is only waited for by the tick. */
  readonly watch: () => void
  readonly close: () => void
}

/** Files larger than this are no stories. */
const MAX_BYTES = 10 * 1024 * 1024
/** Editors write a file in several steps: wait until they are done. */
const SETTLE = 150

/**
 * Reads a folder of story files and hands each new or changed one to `take`.
 * Which version of a file was seen is only remembered to save work: the store knows a story again.
 */
export function openArchive(folder: string, take: Take, log: Log): Archive {
  const seen = new Map<string, string>()
  let running: Promise<void> = Promise.resolve()
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined

  const scan = () => {
    running = running.then(() => scanFolder(folder, seen, take, log))
    return running
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(scan, SETTLE)
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

type Take = (name: string, bytes: Uint8Array) => Promise<unknown>

async function scanFolder(folder: string, seen: Map<string, string>, take: Take, log: Log): Promise<void> {
  for (const name of await listFiles(folder, log)) {
    try {
      await takeIfChanged(folder, name, seen, take)
    } catch (error) {
      // One file must not keep the rest out; it is tried again with the next scan.
      log.error('A story file could not be taken in.', { file: name, reason: String(error) })
    }
  }
}

async function takeIfChanged(folder: string, name: string, seen: Map<string, string>, take: Take): Promise<void> {
  const path = join(folder, name)
  const { mtimeMs, size, ino } = await stat(path)
  const version = `${mtimeMs} ${size} ${ino}`
  if (seen.get(name) === version) return
  await take(name, size > MAX_BYTES ? new Uint8Array() : await readFile(path))
  seen.set(name, version)
}

/** Story files below the folder, by name; hidden files and editors' backups are left out. */
export async function listFiles(folder: string, log: Log): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
    return files.filter((name) => !name.startsWith('.') && !name.endsWith('~')).sort()
  } catch (error) {
    log.warn('The archive folder could not be read.', { folder, reason: String(error) })
    return []
  }
}

function watchFolder(folder: string, onChange: () => void, log: Log): FSWatcher | undefined {
  try {
    return watch(folder, onChange).on('error', (error) => {
      log.warn('The archive folder can no longer be watched; it is looked at every minute.', { reason: String(error) })
    })
  } catch (error) {
    log.warn('The archive folder can not be watched; it is looked at every minute.', { reason: String(error) })
    return undefined
  }
}
