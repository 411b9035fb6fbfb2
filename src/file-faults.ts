/** What the editor should know of files: `held` ones are the editor's alone, for a name may say what is not to be known yet. */
import type { Db } from './store/db.ts'
import { clearFault, loadFaults, saveFault } from './store/faults.ts'

type Kind = 'file' | 'held'

const KINDS: readonly Kind[] = ['file', 'held']

/** Keeps a sentence about a file, in place of what was said of it before. */
export async function saveFileFault(
  { db, now }: { readonly db: Db; readonly now: () => number },
  as: Kind,
  name: string,
  sentence: string,
): Promise<void> {
  for (const kind of KINDS) if (kind !== as) await clearFault(db, `${kind}:${name}`)
  await saveFault(db, `${as}:${name}`, `${name}: ${sentence}`, now())
}

/** The file is all right again. */
export async function clearFile(db: Db, name: string): Promise<void> {
  for (const kind of KINDS) await clearFault(db, `${kind}:${name}`)
}

/** Forgets what was said of files that are no longer there. */
export async function forgetFiles(db: Db, present: readonly string[]): Promise<void> {
  const kept = new Set(present.flatMap((name) => KINDS.map((kind) => `${kind}:${name}`)))
  for (const { subject } of await loadFaults(db)) {
    if (/^(?:file|held):/.test(subject) && !kept.has(subject)) await clearFault(db, subject)
  }
}
