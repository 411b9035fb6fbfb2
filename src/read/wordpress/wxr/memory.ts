/** What the first pass over an export remembers for the second: as much as there are files and posts. */
import type { File } from '../files.ts'

export type WxrMemory = {
  readonly rememberFile: (file: File) => void
  readonly findFile: (id: number) => File | undefined
  /** Those that were uploaded to a post, in their order. */
  readonly filesOf: (post: number) => readonly File[]
  /** Whether a name is this one's: the first to claim one has it. */
  readonly claim: (name: string, owner: string) => boolean
}

/** In plain maps, for an export that is in memory as a whole. */
export function newMemory(): WxrMemory {
  const files = new Map<number, File>()
  const names = new Map<string, string>()
  const byPost = new Map<number, File[]>()
  return {
    rememberFile: (file) => {
      files.set(file.id, file)
      const others = byPost.get(file.parent)
      if (others === undefined) byPost.set(file.parent, [file])
      else others.push(file)
    },
    findFile: (id) => files.get(id),
    filesOf: (post) =>
      (post === 0 ? [] : (byPost.get(post) ?? [])).toSorted((a, b) => a.order - b.order || a.id - b.id),
    claim: (name, owner) => {
      if (!names.has(name)) names.set(name, owner)
      return names.get(name) === owner
    },
  }
}
