/**
 * Files of the folder of stories on their way in, some at a time. Promises: one that can't be read keeps no other out; what
 * is wrong with it is said once, and it is tried again when it changes.
 */

import type { Stats } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ParseError, RequestError, StoreError } from '../errors.ts'
import type { HeldFile } from '../intake/file.ts'
import type { GivenFile, TakenFile } from '../intake/files.ts'
import type { Log } from '../log.ts'
import { toBodyHash } from '../model/hash.ts'
import type { KnownFile } from '../store/files.ts'
import { isOfTheseRules, openBeside, settle, toVersion, toVersions } from './beside.ts'
import { toOwnFile } from './import/text-file.ts'

/** What becomes of the files. */
export type Taker = {
  /** Answers what became of each. @throws StoreError where the database can't take anything in */
  readonly takeFiles: (files: readonly GivenFile[]) => Promise<readonly TakenFile[]>
  /** Keeps a sentence about a file that can't be read for the status line. */
  readonly refuseFile: (name: string, sentence: string) => Promise<unknown>
  /** As `refuseFile`, of a file that is not public. */
  readonly holdFile: (name: string, sentence: string) => Promise<unknown>
  /** Forgets what was said of files that are gone. */
  readonly forgetFiles: (present: readonly string[]) => Promise<unknown>
  /** Files as they were taken in before; without it every start reads all of them. */
  readonly loadFiles?: () => Promise<readonly KnownFile[]>
  readonly rememberFiles?: (files: readonly KnownFile[]) => Promise<unknown>
  /** Tells the editor of a file that is gone. */
  readonly loseFile?: (name: string) => Promise<unknown>
}

/** Files larger than this are no stories. */
const MAX_BYTES = 10 * 1024 * 1024

/** A file as it was last seen, and when it is to be looked at again although it did not change. */
type SeenFile = Omit<KnownFile, 'name' | 'item'> & { readonly until?: number }
export type SeenFiles = Map<string, SeenFile>

export type Scan = {
  readonly folder: string
  readonly seen: SeenFiles
  /** Files that were passed over by their names, each told of once. */
  readonly passed: Set<string>
  readonly taker: Taker
  readonly log: Log
  readonly now: () => number
}

/** Files that are taken in together, and bytes of them: to write one takes as long as to write some. */
const MOST = { files: 50, bytes: 2 * 1024 * 1024 }

/** A file that was read, and how it is remembered once it is taken in. */
type NewFile = { readonly given: GivenFile; readonly known: KnownFile }

/** @throws StoreError where the fault is the database's: nothing is wrong with the files */
export async function scanFiles(scan: Scan, names: readonly string[], formers: Formers): Promise<void> {
  let some: NewFile[] = []
  let bytes = 0
  for (const name of names) {
    const file = await readNew(scan, name, formers)
    if (file === undefined) continue
    some.push(file)
    bytes += file.given.bytes.length
    if (some.length < MOST.files && bytes < MOST.bytes) continue
    await takeAll(scan, some)
    some = []
    bytes = 0
  }
  await takeAll(scan, some)
}

/** Reads a file; undefined where it is as it was, or can't be read, which is told of. */
async function readNew(scan: Scan, name: string, formers: Formers): Promise<NewFile | undefined> {
  const { folder, seen } = scan
  const last = seen.get(name)
  const found = await settle(join(folder, name))
  const { read: readBeside, versions: beside } = openBeside(folder)
  const version = toVersion(found)
  try {
    const bytes = await readStory(folder, name, found)
    const hash = await toBodyHash(bytes)
    if (last && isSameFile(last, hash) && (await isBesideSame(folder, last))) {
      await remember(scan, [{ name, version, hash, beside: last.beside }])
      return undefined
    }
    const former = formers.get(hash)?.filter((one) => one !== name) ?? []
    return { given: { name, bytes, context: { readBeside, former } }, known: { name, version, hash, beside } }
  } catch (error) {
    if (error instanceof StoreError && error.reason !== undefined) throw error
    await refuse(scan, { name, version, hash: '', beside }, error)
    return undefined
  }
}

async function takeAll(scan: Scan, files: readonly NewFile[]): Promise<void> {
  if (files.length === 0) return
  const taken = await scan.taker.takeFiles(files.map(({ given }) => given))
  const whole = files.filter((_, index) => taken[index]?.outcome === 'taken').map(({ known }) => known)
  await remember(scan, whole)
  for (const [index, { known }] of files.entries()) {
    const one = taken[index]
    if (one?.outcome === 'refused') await refuse(scan, known, one.error)
    if (one?.outcome === 'held') await hold(scan, known, one.held)
  }
}

/** One file must not keep the rest out: what is wrong with it is said once, and it is tried again when it changes. */
async function refuse({ seen, taker, log }: Scan, file: KnownFile, error: unknown): Promise<void> {
  const { name, version, beside } = file
  const isStory = !(error instanceof ParseError || error instanceof RequestError)
  if (!isStory) seen.set(name, { version, hash: '', beside })
  const sentence = error instanceof Error && !isStory ? error.message : `The file could not be taken in (${error}).`
  log.warn('A story file could not be read.', { file: name, reason: sentence })
  await taker.refuseFile(name, sentence)
}

export async function isBesideSame(folder: string, { beside }: SeenFile): Promise<boolean> {
  const after = await toVersions(folder, Object.keys(beside))
  return Object.entries(beside).every(([name, version]) => after[name] === version)
}

/** Whether only its time or place on the disk is another. */
function isSameFile({ hash, version, gone, until }: SeenFile, now: string): boolean {
  return hash === now && isOfTheseRules(version) && gone === undefined && until === undefined
}

async function remember({ seen, taker }: Scan, files: readonly KnownFile[]): Promise<void> {
  if (files.length > 0) await taker.rememberFiles?.(files)
  for (const { name, ...rest } of files) seen.set(name, rest)
}

/** Names of files that are not there any more, by the hash of what was in them. */
type Formers = ReadonlyMap<string, readonly string[]>

export function toFormers({ seen }: Scan, present: ReadonlySet<string>): Formers {
  const gone = [...seen].filter(([name]) => !present.has(name))
  const byHash = Map.groupBy(gone, ([, { hash }]) => hash)
  return new Map([...byHash].map(([hash, files]) => [hash, files.map(([name]) => name)]))
}

async function hold({ seen, taker, log }: Scan, file: KnownFile, { sentence, until }: HeldFile): Promise<void> {
  const { name, ...rest } = file
  seen.set(name, { ...rest, ...(until === undefined ? {} : { until }) })
  log.warn('A story file is not public.', { file: name, reason: sentence })
  await taker.holdFile(name, sentence)
}

/** @throws ParseError where it is none that can be read */
async function readStory(folder: string, name: string, found: Stats | string): Promise<Uint8Array> {
  if (typeof found === 'string') throw new ParseError(`The file can not be opened (${found}).`)
  const path = await toOwnFile(folder, name)
  if (found.size > MAX_BYTES) throw new ParseError('The file is larger than 10 MiB.')
  return readFile(path)
}
