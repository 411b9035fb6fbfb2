/** Why the service can not start, in one sentence that names the setting and what to do; a bug keeps its stack. */
import { ConfigError, StoreError } from '../errors.ts'
import { isForbidden, toOwnerSentence } from './owner.ts'

type Fault = NodeJS.ErrnoException & { readonly port?: number }

export function toStartFault(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message
  const { code, syscall, path, port } = error as Fault
  if (syscall === 'listen' || syscall === 'getaddrinfo') return toListenFault(code, port)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'DATABASE: the disk where it stands is full. Make room, and start again.'
  if (path !== undefined && isForbidden(code)) return toOwnerSentence(path)
  if (path !== undefined) return `DATABASE: ${path} can not be used (${code}).`
  return error
}

function toListenFault(code: string | undefined, port: number | undefined): string {
  if (code === 'EADDRINUSE') return `PORT: another program listens on ${port} already.`
  if (isForbidden(code))
    return `PORT: this user may not listen on ${port} (${code}). Choose one above 1023, as 8787, and put a web server before it.`
  return `HOST: this machine can not listen there (${code}).`
}
