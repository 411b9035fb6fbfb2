/**
 * Whether stored secrets can be used. Promises: whoever runs the service is told where not, and what to do; nothing that
 * can't be read now is lost.
 */
import { KeyError, StoreError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Db } from '../store/db.ts'
import { clearFault, saveFault } from '../store/faults.ts'
import { countLocked } from '../store/secrets.ts'

type SecretsState = { readonly ready: true } | { readonly ready: false; readonly reason: string }

export async function loadSecretsState(db: Db): Promise<SecretsState> {
  const locked = await countLocked(db)
  if (locked > 0) return { ready: false, reason: toSentence(locked) }
  return db.vault === undefined ? { ready: false, reason: new KeyError().message } : { ready: true }
}

/** Why secrets can not be used, in a sentence; of a database that can not be asked others say so. */
export async function findLocked(db: Db): Promise<string | undefined> {
  try {
    const state = await loadSecretsState(db)
    return state.ready ? undefined : state.reason
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

function toSentence(locked: number): string {
  const [what, were] = locked === 1 ? ['A stored secret', 'was'] : [`${locked} stored secrets`, 'were']
  return `${what} ${were} encrypted with another SECRET_KEY than there is now, and can not be used: put that key after the present one, with a blank between them.`
}

/** What faults of secrets are kept under. */
const SUBJECT = 'secrets'

type Telling = { readonly db: Db; readonly now: () => number; readonly log: Log }

/** Tells the editor of secrets that no key opens. @throws StoreError */
export async function tellLocked({ db, now, log }: Telling): Promise<void> {
  const locked = await countLocked(db)
  if (locked === 0) return clearFault(db, SUBJECT)
  const sentence = toSentence(locked)
  log.warn('Stored secrets can not be used.', { reason: sentence })
  await saveFault(db, SUBJECT, sentence, now())
}
