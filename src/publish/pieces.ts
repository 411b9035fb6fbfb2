import type { StoredItem } from '../model.ts'
import type { Site } from './facts.ts'
import type { Inherited } from './head.ts'
import type { Discussion, Format } from './view.ts'

/**
 * Finished items. An item's bytes are the same in every document of a format and language, so a feed that one story
 * was added to is put together of the others as they were rendered before.
 */
export type Pieces = {
  readonly get: (key: string) => Uint8Array<ArrayBuffer> | undefined
  readonly set: (key: string, bytes: Uint8Array<ArrayBuffer>) => void
}

/** To be raised with every change of what an item looks like, for caches that outlive the process. */
const RENDERER = 4

/**
 * Everything that an item's bytes depend on; undefined where that is not known. The change log's number stands for its
 * content, state, reason and pictures: whatever of them readers are shown another way has a line there.
 */
export function toPieceKey(
  format: Format,
  item: StoredItem,
  site: Site,
  inherited: Inherited,
  discussion: Discussion | undefined,
): string | undefined {
  if (item.seq === undefined) return undefined
  const { linkTo = '', language = '' } = site.channels.find(({ id }) => id === item.channel) ?? {}
  const talk = discussion === undefined ? '' : `${discussion.count}@${discussion.updated ?? ''}`
  return `${format}${RENDERER} ${item.row}.${item.seq} ${linkTo} ${language} ${inherited.language} ${inherited.author} ${talk} ${site.base}`
}
