/** Mirrored pictures on this machine. Promises: a name is the hash of its bytes, so one that is there is whole. */

import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Trouble, toStoreError } from '../store/db.ts'
import type { Blobs } from '../store/pictures.ts'
import { OWN_FILE, OWN_FOLDER } from './data-folder.ts'

/** Mirrored pictures in the folder `media` beside the database file; in memory beside one in memory. */
export function openBlobs(database: string): Blobs {
  return database === ':memory:' ? createMemoryBlobs() : createFolderBlobs(join(dirname(database), 'media'))
}

function createMemoryBlobs(): Blobs {
  const stored = new Map<string, Uint8Array>()
  return {
    put: async (hash, bytes) => {
      stored.set(hash, bytes.slice())
    },
    get: async (hash) => stored.get(hash)?.slice(),
    delete: async (hash) => {
      stored.delete(hash)
    },
  }
}

/** `media/ab/cd/abcd…`: no folder has more entries than its tools can take. */
function createFolderBlobs(folder: string): Blobs {
  const toPath = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  return {
    put: (hash, bytes) => translated(write(toPath(hash), bytes)),
    get: (hash) => translated(orMissing(readFile(toPath(hash)).then((bytes) => new Uint8Array(bytes)))),
    delete: (hash) => translated(rm(toPath(hash), { force: true })),
  }
}

/** Under another name first, and onto the disk before it gets its own: a file that is there is whole. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const there = await orMissing(stat(path))
  if (there?.size === bytes.length) return
  const part = `${path}.${randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true, mode: OWN_FOLDER })
  try {
    const file = await open(part, 'wx', OWN_FILE)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** What keeps the folder from working (errno), in words for whoever runs the service. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  ENOSPC: { reason: 'full', sentence: 'The disk is full: no picture can be kept.' },
  EDQUOT: { reason: 'full', sentence: 'The disk has no more room for this user: no picture can be kept.' },
  EROFS: { reason: 'readonly', sentence: 'The folder of pictures can not be written to: its disk is read-only.' },
  EACCES: { reason: 'readonly', sentence: 'The folder of pictures can not be used: it is somebody else’s.' },
  EPERM: { reason: 'readonly', sentence: 'The folder of pictures can not be used: it is somebody else’s.' },
  EIO: { reason: 'ioerr', sentence: 'The disk fails to read or write a picture.' },
  ENOTDIR: { reason: 'ioerr', sentence: 'The folder of pictures is none.' },
  EMFILE: { reason: 'locked', sentence: 'Too many files are open to read or keep a picture.' },
  ENFILE: { reason: 'locked', sentence: 'Too many files are open to read or keep a picture.' },
}

/** @throws StoreError where it is the folder's doing */
async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw toTrouble(error) === undefined ? error : toStoreError(error, toTrouble)
  }
}

function toTrouble(error: unknown): Trouble | undefined {
  return TROUBLES[(error as NodeJS.ErrnoException).code ?? '']
}
