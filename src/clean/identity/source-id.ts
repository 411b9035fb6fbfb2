/** Ids of sources that are added: of a host and a number. The path may be a key, and stories say which sources brought them. */
import { toSlug } from './alias.ts'

/** An id of the host of an address that nothing has yet. */
export function toSourceId(url: string, taken: ReadonlySet<string>): string {
  const base = toHostId(url)
  const free = (number: number): string => {
    const id = number === 1 ? base : `${base}-${number}`
    return taken.has(id) ? free(number + 1) : id
  }
  return free(1)
}

/** Whether an id says more of its source's address than the host, as those did that older versions gave. */
export function hasPath(id: string, url: string): boolean {
  const base = toHostId(url)
  return id.startsWith(`${base}-`) && !/^\d{1,4}$/.test(id.slice(base.length + 1))
}

function toHostId(url: string): string {
  const words = new URL(url).hostname.replace(/^www\./, '').replace(/[^\p{L}\p{N}]+/gu, ' ')
  return (
    toSlug(words)
      .slice(0, 60)
      .replace(/(?<!-)-+$/, '') || 'source'
  )
}
