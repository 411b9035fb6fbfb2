/** Whether this process, or the machine, can open no more files. */
import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/** As many as a name needs to be looked up: lists of hosts and of name servers, and connections to two of those. */
const NEEDED = 4

type Open = (path: string, flags: string) => number

/** The system's own error, where there is a shortage. */
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
