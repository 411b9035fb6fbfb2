import { withPicturesAt } from '../clean/shown-pictures.ts'
import type { StoredItem } from '../model/model.ts'

/** Media types by file ending, for enclosures whose source gives none: RSS and JSON Feed demand one. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['ogg', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['wav', 'audio/wav'],
  ['mp4', 'video/mp4'],
  ['m4v', 'video/mp4'],
  ['webm', 'video/webm'],
  ['mov', 'video/quicktime'],
  ['pdf', 'application/pdf'],
  ['epub', 'application/epub+zip'],
])

/** What a media type looks like (RFC 2045 §5.1), parameters too. */
const TOKEN = '[^\\s()<>@,;:\\\\"/[\\]?=]+'
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}(?:\\s*;\\s*${TOKEN}=(?:"[^"]*"|${TOKEN}))*$`)

/** The type the source gave, if it is one, else one by the address's ending, else that of unknown bytes (RFC 2046 §4.5.1). */
export function toFileType(file: { readonly url: string; readonly type?: string }): string {
  return (MEDIA_TYPE.test(file.type ?? '') && file.type) || guess(file.url) || 'application/octet-stream'
}

function guess(url: string): string | undefined {
  const path = url.replace(/[?#].*$/s, '')
  return TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase())
}

/** The item as readers are shown it: pictures that are gone where they were come from our copies. What is stored stays. */
export function withMirroredPictures(item: StoredItem, base: string): StoredItem {
  const { lost, content } = item
  if (lost === undefined) return item
  const move = (url: string) => (Object.hasOwn(lost, url) ? `${base}/media/${lost[url]}` : undefined)
  // Our addresses have no ending that would tell a file's type.
  const attachments = content.attachments.map((file) => ({ ...file, type: toFileType(file) }))
  return { ...item, content: withPicturesAt({ ...content, attachments }, move) }
}
