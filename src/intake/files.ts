/**
 * Files of the archive folder, many at once: what is stored of them is written together. Promises: it comes to the same as
 * one after the other, and one that can't be read, or not be stored, keeps no other out.
 */
import { findErasedFiles } from '../desk/erasing.ts'
import { StoreError } from '../errors.ts'
import type { Item } from '../model/model.ts'
import { type KnownItem, loadKnownItems } from '../store/saving/lookups.ts'
import { type FileContext, type FileIntake, type HeldFile, type ReadyFile, readStoryFile, tellOfRest } from './file.ts'
import { isHistory, saveByAge } from './intake.ts'

export type GivenFile = { readonly name: string; readonly bytes: Uint8Array; readonly context?: FileContext }

/** What became of a file; of a held one some of it may be public. */
export type TakenFile =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'held'; readonly held: HeldFile }
  | { readonly outcome: 'refused'; readonly error: unknown }

/** Takes in what is public of one file; answers what is left. @throws ParseError, RequestError where it can't be read */
export async function takeFile(
  intake: FileIntake,
  name: string,
  bytes: Uint8Array,
  context: FileContext = {},
): Promise<HeldFile | undefined> {
  const [taken] = await takeFiles(intake, [{ name, bytes, context }])
  if (taken?.outcome === 'refused') throw taken.error
  return taken?.outcome === 'held' ? taken.held : undefined
}

/** Answers what became of each, in their order. @throws StoreError where the database can't take anything in */
export async function takeFiles(intake: FileIntake, files: readonly GivenFile[]): Promise<TakenFile[]> {
  const names = files.map(({ name }) => name)
  const erased = await findErasedFiles(intake, names)
  const taken = new Map<string, TakenFile>(names.map((name) => [name, { outcome: 'taken' }]))
  const refuse = (name: string, error: unknown) => {
    if (error instanceof StoreError && error.reason !== undefined) throw error
    taken.set(name, { outcome: 'refused', error })
  }
  const ready: ReadyFile[] = []
  for (const { name, bytes, context } of files) {
    if (erased.has(name)) continue
    await readStoryFile(intake, name, bytes, context).then(
      (file) => ready.push(file),
      (error: unknown) => refuse(name, error),
    )
  }
  const isRefused = ({ name }: ReadyFile) => taken.get(name)?.outcome === 'refused'
  for (const some of toApart(ready, await loadAllKnown(intake, ready))) await store(intake, some, refuse)
  const drafted = new Set(await intake.drafts?.loadFiles())
  const whole: ReadyFile[] = []
  for (const file of ready.filter((one) => !isRefused(one))) {
    const held = await file.keepRest(drafted)
    if (held === undefined) whole.push(file)
    else taken.set(file.name, { outcome: 'held', held })
  }
  await tellOfRest(intake, whole)
  return names.map((name) => taken.get(name) ?? { outcome: 'taken' })
}

function loadAllKnown({ db }: FileIntake, files: readonly ReadyFile[]): Promise<ReadonlyMap<string, KnownItem>> {
  return loadKnownItems(
    db,
    files.flatMap((file) => toHashes(file)),
  )
}

function toHashes({ items }: ReadyFile): string[] {
  return items.flatMap(({ identities }) => identities.map(({ hash }) => hash))
}

/** Groups of files of one channel that have no story in common: what two say of one is said one after the other. */
function* toApart(files: readonly ReadyFile[], known: ReadonlyMap<string, KnownItem>): Generator<ReadyFile[]> {
  let group: ReadyFile[] = []
  const names = new Set<string | number>()
  for (const file of files) {
    const own = toHashes(file).flatMap((hash) => [hash, known.get(hash)?.row ?? hash])
    if (group[0] !== undefined && (group[0].channel !== file.channel || own.some((name) => names.has(name)))) {
      yield group
      group = []
      names.clear()
    }
    group.push(file)
    for (const name of own) names.add(name)
  }
  if (group.length > 0) yield group
}

async function store(
  intake: FileIntake,
  files: readonly ReadyFile[],
  refuse: (name: string, error: unknown) => void,
): Promise<void> {
  const [first] = files
  if (first === undefined) return
  try {
    await saveByAge(intake, toOrdered(files, intake.now()), { channel: first.channel, owner: 'archive' })
  } catch (error) {
    // One of them can not be stored: which, the others do not have to know.
    if (files.length === 1 || (error instanceof StoreError && error.reason !== undefined)) refuse(first.name, error)
    else for (const file of files) await store(intake, [file], refuse)
  }
}

/** In their order; but of news the first is the newest, and of files the last. */
function toOrdered(files: readonly ReadyFile[], now: number): Item[] {
  const old = files.flatMap(({ items }) => items.filter((item) => isHistory(item, now)))
  const news = files.toReversed().flatMap(({ items }) => items.filter((item) => !isHistory(item, now)))
  return [...old, ...news]
}
