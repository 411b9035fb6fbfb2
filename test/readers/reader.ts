/** A program that people read feeds with, on this machine, with a home of its own. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import type { Format } from '../../src/publish/formats.ts'
import type { Desk } from './desk.ts'

/** What it shows of an entry. A text is as the reader holds it: HTML, or words alone. */
export type Line = { readonly id: string; readonly title: string; readonly text: string }

export type Reader = {
  readonly name: string
  /** What has to be on the machine, and the packages of Debian that bring it. */
  readonly programs: readonly string[]
  readonly packages: string
  /** What it takes. */
  readonly formats: readonly Format[]
  readonly subscribe: (home: Home, feeds: Desk['feeds']) => Promise<Subscription>
}

export type Subscription = {
  /** Asks every feed again. @param newest the headline of a story that is there when it is done */
  readonly refresh: (newest: string) => Promise<unknown>
  /** What it shows of one feed. */
  readonly show: (format: Format) => readonly Line[]
  readonly stop: () => Promise<void>
}

export type Home = {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly run: (
    program: string,
    options: readonly string[],
    more?: Readonly<Record<string, string>>,
  ) => Promise<string>
}

/** Debian's, also where another Python comes first on PATH. */
const PATH = '/usr/bin:/bin'

export function isInstalled({ programs }: Reader): boolean {
  return programs.every((program) => spawnSync('which', [program], { env: { PATH } }).status === 0)
}

/** Nothing of the home of whoever runs this is read or written. */
export function makeHome(folder: string): Home {
  const runtime = `${folder}/run`
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const env = { PATH, HOME: folder, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8', TZ: 'UTC' }
  const run: Home['run'] = async (program, options, more = {}) => {
    const told = { env: { ...env, ...more }, cwd: folder, timeout: 30_000 }
    const { stdout } = await promisify(execFile)(program, options, told)
    return stdout
  }
  return { folder, env, run }
}

/** Rows of a reader's database, which it may have open. */
export function readRows(file: string, sql: string, parameter: string): readonly Line[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    return db.prepare(sql).all(parameter) as unknown as readonly Line[]
  } finally {
    db.close()
  }
}
