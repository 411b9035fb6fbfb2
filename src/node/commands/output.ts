/**
 * Where a command's answer goes: standard output, or a file. Promises: a pipe that is full is waited for, so that no
 * answer stands in memory; a file is put in place when it is whole, and what was there before stays until then.
 */

import { once } from 'node:events'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { OWN_FILE } from '../data-folder.ts'

export type Write = (text: string) => Promise<void>

/** Runs a command whose answer is long. @param file in place of standard output */
export async function withOutput(file: string | undefined, run: (write: Write) => Promise<void>): Promise<void> {
  if (file !== undefined) return intoFile(file, run)
  await intoStream(process.stdout, run)
}

/** What is wrong with a stream is told beside it, and may be only after the last of it was written. */
async function intoStream(stream: Writable, run: (write: Write) => Promise<void>): Promise<void> {
  let fault: Error | undefined
  const note = (error: Error) => {
    fault ??= error
  }
  stream.on('error', note)
  try {
    await run(async (text) => {
      if (fault !== undefined) throw fault
      if (!stream.write(text)) await once(stream, 'drain')
    })
    await setImmediate()
    if (fault !== undefined) throw fault
  } finally {
    stream.off('error', note)
  }
}

async function intoFile(file: string, run: (write: Write) => Promise<void>): Promise<void> {
  demandPlace(file)
  const part = `${file}.${process.pid}.part`
  const stream = createWriteStream(part, { flags: 'wx', mode: toMode(file) })
  try {
    await once(stream, 'open')
    await intoStream(stream, run)
    stream.end()
    await finished(stream)
    await rename(part, file)
  } catch (error) {
    stream.destroy()
    await rm(part, { force: true })
    throw error
  }
}

/** An export has what was received, and user names and passwords in addresses: others read it where its owner has let them. */
function toMode(file: string): number {
  return (statSync(file, { throwIfNoEntry: false })?.mode ?? OWN_FILE) & 0o777
}

/** @throws Error where no file can be of that name */
export function demandPlace(file: string): void {
  const folder = dirname(file)
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder} for ${file}.`)
  if (existsSync(file) && statSync(file).isDirectory()) throw new Error(`${file} is a folder: name a file in it.`)
}
