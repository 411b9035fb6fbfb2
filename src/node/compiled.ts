import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/**
 * The environment of a thread: nothing of the process's, in which secrets stand, but where the compiled modules are
 * (`bin/run.js`). A thread asks for them itself; without them it begins in three times the time.
 */
export function toThreadEnvironment(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir()
  // One folder in it for each version of Node, which it adds by itself.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}
