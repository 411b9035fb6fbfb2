/**
 * Files of a folder, and pictures that lie beside stories. Promises: nothing outside the folder is ever opened, nor
 * anything hidden in it; what is still being written is waited for.
 */

import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { RULES } from '../clean/identity/fingerprint.ts'
import { ParseError } from '../errors.ts'
import type { ReadBeside } from '../intake/named-pictures.ts'
import { toOwnFile } from './import/text-file.ts'

/** A file that changed less than this ago may still be in the middle of being written. */
export const SETTLE = 1_000
/** Larger ones are not even read. */
const MAX_BYTES = 10 * 1024 * 1024

/** Reads pictures beside the stories of a folder; `versions` grows with each that was asked for, there or not. */
export function openBeside(folder: string): { read: ReadBeside; versions: Record<string, string> } {
  const versions: Record<string, string> = {}
  const read = async (path: string) => {
    const name = toInnerName(path)
    const found = await settle(join(folder, name))
    versions[name] = toVersion(found)
    if (typeof found === 'string') throw new ParseError(toReason(found))
    if (found.size > MAX_BYTES) throw new ParseError('is larger than 10 MiB')
    return readOwn(folder, name)
  }
  return { read, versions }
}

/** @throws ParseError for a path that leads out, or to what is hidden */
function toInnerName(path: string): string {
  const name = normalize(path)
  const parts = name.split(sep)
  if (path.includes('\0') || name.startsWith(sep) || /^[a-z]+:/i.test(name) || parts[0] === '..') {
    throw new ParseError('does not lie in the folder of the stories')
  }
  if (parts.some((part) => part.startsWith('.') && part !== '.')) throw new ParseError('is hidden')
  return name
}

async function readOwn(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(await toOwnFile(folder, name))
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause
    throw new ParseError('is no file of the folder of the stories', { cause })
  }
}

function toReason(code: string): string {
  return ['ENOENT', 'ENOTDIR'].includes(code) ? 'is not there' : `can not be opened (${code})`
}

/** The file once nobody writes to it any more, or why it can't be looked at. */
export async function settle(path: string): Promise<Stats | string> {
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

/** By what a file is known to be as it was, and read as it would be now. */
export function toVersion(found: Stats | string): string {
  return typeof found === 'string' ? found : `${RULES} ${found.mtimeMs} ${found.size} ${found.ino}`
}

/** Whether a file of this version was read by today's rules. */
export function isOfTheseRules(version: string): boolean {
  return version.startsWith(`${RULES} `)
}

/** The versions of files in a folder as they are now. */
export async function toVersions(folder: string, names: readonly string[]): Promise<Record<string, string>> {
  const versions = names.map(async (name) => [name, toVersion(await settle(join(folder, name)))] as const)
  return Object.fromEntries(await Promise.all(versions))
}
