/** What a command says when it fails: one sentence that names what and where, and never a stack. */

/** The system's own words for what is wrong, by its code. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it is not there',
  ENOTDIR: 'what stands before its name is no folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the disk is only read',
  EMFILE: 'too many files are open',
  EIO: 'the disk fails',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
}

/** Whether nobody reads any more what a command writes (`ara export | head`): no failure of it. */
export function isUnread(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE'
}

export function toFaultSentence(error: unknown): string {
  const { code, path = 'A file', message } = error as NodeJS.ErrnoException
  const cause = code === undefined ? undefined : CAUSES[code]
  if (cause !== undefined) return `${path} can not be used: ${cause} (${code}).`
  return error instanceof Error ? message : String(error)
}
