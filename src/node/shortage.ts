/** What this process or the machine may run out of: files that can be opened, and room where the database stands. */
import { closeSync, openSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { devNull } from 'node:os'
import { dirname } from 'node:path'
import type { Check } from '../readiness.ts'

/** As many as a name needs to be looked up: lists of hosts and of name servers, and connections to two of those. */
const NEEDED = 4

type Open = (path: string, flags: string) => number

/** The system's own error, where no more files can be opened. */
export function findShortage(open: Open = openSync): NodeJS.ErrnoException | undefined {
  const files: number[] = []
  try {
    while (files.length < NEEDED) files.push(open(devNull, 'r'))
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EMFILE' || code === 'ENFILE') return error as NodeJS.ErrnoException
    throw error
  } finally {
    for (const file of files) closeSync(file)
  }
}

/** For readiness. */
export function checkFiles(): string | undefined {
  const shortage = findShortage()
  return shortage && `No more files or connections can be opened (${shortage.code}; ulimit -n, LimitNOFILE=).`
}

/** Bytes: less than a story with its pictures takes. */
const LEAST = 1024 * 1024

/** @param database a file, or `:memory:` */
export function createDiskCheck(database: string): Check {
  if (database === ':memory:') return () => undefined
  return async () => {
    const { bavail, bsize } = await statfs(dirname(database))
    return bavail * bsize < LEAST ? 'The disk is full: nothing can be written to the database.' : undefined
  }
}
