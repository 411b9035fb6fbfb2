/** What the editor should know of besides polling: one sentence for each subject. */
import type { Db, Statement } from './db.ts'
import { statement } from './statements.ts'

/** Keeps the sentence in place of what was said of the subject before; `at` stays while the sentence does. */
export async function saveFault(db: Db, subject: string, sentence: string, at: number): Promise<void> {
  await db.run(
    `INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET sentence = excluded.sentence, at = excluded.at
     WHERE sentence <> excluded.sentence`,
    subject,
    sentence,
    at,
  )
}

/** The subject is all right again. */
export async function clearFault(db: Db, subject: string): Promise<void> {
  await clearFaults(db, [subject])
}

/** All of the subjects are. */
export async function clearFaults(db: Db, subjects: readonly string[]): Promise<void> {
  await db.batch(subjects.map(toFaultClearing))
}

/** As `clearFault`, to go with a batch. */
export function toFaultClearing(subject: string): Statement {
  return statement('DELETE FROM faults WHERE subject = ?', subject)
}

/** Takes away faults that nobody can say are over, when they are old. @param kind what their subjects begin with, without the colon */
export async function forgetFaults(db: Db, kind: string, before: number): Promise<void> {
  await db.run('DELETE FROM faults WHERE subject > ? AND subject < ? AND at < ?', `${kind}:`, `${kind};`, before)
}

/** Every fault, newest first. */
export async function loadFaults(db: Db): Promise<{ subject: string; sentence: string; at: number }[]> {
  return db.all('SELECT subject, sentence, at FROM faults ORDER BY at DESC, subject')
}
