import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { OWN_FOLDER } from './data-folder.ts'

/**
 * Makes a folder, for its owner alone, and those above it that are not there, one after the other: Node's `recursive` tries for ever where the
 * system says of a folder that is there that it is not, as it does below /proc.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, OWN_FOLDER)
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
