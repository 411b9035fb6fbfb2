/** Copies a database into another file while it is in use; the copy begins a new epoch. */
import { renameSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../errors.ts'
import { toEpochStatement } from '../../store/feeds/changes.ts'
import { makeOwnFile } from '../data-folder.ts'

/** @throws StoreError */
export async function writeBackup(database: DatabaseSync, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    makeOwnFile(part)
    await backup(database, part)
    const copy = new DatabaseSync(part)
    copy.exec(toEpochStatement().sql)
    copy.close()
    renameSync(part, file)
  } catch (error) {
    throw new StoreError(`The backup ${file} could not be written: ${(error as Error).message}`, { cause: error })
  }
}
