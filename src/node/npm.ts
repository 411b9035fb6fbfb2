/** `npm start &`: where npm is ended alone, what it started would go on, unseen, and hold the port. */

import { readFileSync } from 'node:fs'

const EVERY = 1_000
const SHELL = /^\((?:ba|da|a|z|k)?sh\)$/

/** Begins to look whether npm is still there. */
type EndWithNpm = (end: () => unknown) => void

/** Ends the service when the npm that started it is gone; one that something else started outlives whatever it likes. */
export function followNpm(
  variables: Readonly<Record<string, string | undefined>>,
  findStarter: () => string = findNpm,
): EndWithNpm {
  if (variables.npm_lifecycle_event === undefined) return () => {}
  const starter = findStarter()
  return (end) => {
    const timer = setInterval(() => {
      if (findStarter() === starter) return
      clearInterval(timer)
      end()
    }, EVERY)
    timer.unref()
  }
}

/** The parent, and with a shell between npm and us, which outlives npm, its parent too. */
function findNpm(): string {
  const { ppid } = process
  const [, name = '', above = ''] = /^\d+ (\(.*\)) \S (\d+)/s.exec(readStatus(ppid)) ?? []
  return SHELL.test(name) ? `${ppid} ${above}` : `${ppid}`
}

/** Of a process, as Linux tells; nothing elsewhere, where shells make room for the last thing they start. */
function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
