import { movePictures } from '../clean/pictures.ts'
import type { StoredItem } from '../model.ts'
import { toMediaType } from './media-type.ts'

/** The item as readers are shown it: pictures that are gone where they were come from our copies. What is stored stays. */
export function withKeptPictures(item: StoredItem, base: string): StoredItem {
  const { lost, content } = item
  if (lost === undefined) return item
  const move = (url: string) => (Object.hasOwn(lost, url) ? `${base}/media/${lost[url]}` : undefined)
  // Our addresses have no ending that would tell a file's type.
  const attachments = content.attachments.map((file) => ({ ...file, type: toMediaType(file) }))
  return { ...item, content: movePictures({ ...content, attachments }, move) }
}
