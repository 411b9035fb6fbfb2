/**
 * The token and the key of this installation, which are made at the first start and kept in the data folder. Promises:
 * what was made once is never made anew or written over, so that nothing that was encrypted is lost.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readKeys } from '../config.ts'
import { ConfigError } from '../errors.ts'
import { writeOwnFile } from './data-folder.ts'
import { makeFolder } from './folder.ts'

/** The bearer token, where it is kept, and whether it was made just now. */
export type Token = { readonly value: string; readonly file?: string; readonly fresh: boolean }

/** The token: the one that is set, else the one in the data folder, else a new one, which is kept there. */
export function loadToken(set: string | undefined, database: string): Token {
  if (set !== undefined) return { value: set, fresh: false }
  if (database === ':memory:') return { value: createToken(), fresh: true }
  const { text, fresh } = loadKept(join(dirname(database), 'token'), createToken)
  return { value: text, file: join(dirname(database), 'token'), fresh }
}

/**
 * The keys that stored secrets are encrypted with: those that are set, and those in the data folder, so that one that is
 * set later opens what was encrypted before; else a new one, which is kept there. @throws ConfigError
 */
export function loadKeys(set: readonly string[], database: string): readonly string[] {
  if (database === ':memory:') return set.length > 0 ? set : [createKey()]
  const file = join(dirname(database), 'key')
  if (set.length > 0) return [...set, ...readKeys(readKept(file) ?? '', file)]
  return readKeys(loadKept(file, createKey).text, file)
}

/** What is kept in a file, or is kept there from now on. */
function loadKept(file: string, create: () => string): { readonly text: string; readonly fresh: boolean } {
  const stored = readKept(file)
  if (stored !== undefined) return { text: stored, fresh: false }
  const text = create()
  makeFolder(dirname(file))
  if (writeOwnFile(file, `${text}\n`)) return { text, fresh: true }
  const other = readKept(file)
  if (other === undefined) throw new ConfigError(`${file} is empty: put back what was in it, or take it away.`)
  return { text: other, fresh: false }
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function createToken(): string {
  return randomBytes(24).toString('base64url')
}

function createKey(): string {
  return randomBytes(32).toString('base64url')
}
