import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The bearer token, where it is kept, and whether it was made just now. */
export type Token = { readonly value: string; readonly file?: string; readonly fresh: boolean }

/**
 * The token of this installation: the one that is set, else the one in the data folder,
 * else a new one, which is kept there readable by its owner alone.
 */
export function loadToken(set: string | undefined, database: string): Token {
  if (set !== undefined) return { value: set, fresh: false }
  if (database === ':memory:') return { value: createToken(), fresh: true }
  const file = join(dirname(database), 'token')
  const stored = readToken(file)
  if (stored !== undefined) return { value: stored, file, fresh: false }
  const value = createToken()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${value}\n`, { mode: 0o600 })
  return { value, file, fresh: true }
}

function readToken(file: string): string | undefined {
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
