/** Pictures that were handed in, where a text names them: by the address that was answered then. */
import type { Picture } from '../../model/content.ts'

/** What a story says of a picture that is here. */
export type OwnFacts = Omit<Picture, 'alt' | 'caption' | 'credit'>

/** The address of a picture here, in front of its hash. @param base BASE_URL */
export function toPictureFolder(base: string): string {
  return `${base}/media/`
}

/** Hashes of pictures here that are named in a text, each once. */
export function findPictureHashes(text: string, base: string): string[] {
  const parts = text.split(toPictureFolder(base)).slice(1)
  return [...new Set(parts.flatMap((part) => /^[0-9a-f]{64}(?![\w-])/.exec(part)?.[0] ?? []))]
}

export const IMAGE = /<img\b[^<>]*>/gi
export const SOURCE = /(\ssrc\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)')/i
const SIZED = /\s(?:width|height)\s*=/i

/** The picture in the place of that which a tag names. Whose size nobody said has its own: a page does not jump when it comes. */
export function withOwnPicture(tag: string, { url, width, height }: OwnFacts): string {
  const size = width && height && !SIZED.test(tag) ? ` width="${width}" height="${height}"` : ''
  return tag.replace(SOURCE, (_, start: string) => `${start}"${url}"`).replace(/\/?>$/, `${size}$&`)
}

const TAG = /<[a-z][^<>]*>/gi

/** A text with these pictures at other addresses, wherever a tag names one. */
export function withPictureAddresses(html: string, found: ReadonlyMap<string, OwnFacts>): string {
  const sized = html.replace(IMAGE, (tag) => {
    const [, , double, single] = SOURCE.exec(tag) ?? []
    const picture = found.get(double ?? single ?? '')
    return picture === undefined ? tag : withOwnPicture(tag, picture)
  })
  return sized.replace(TAG, (tag) => [...found].reduce((all, [address, { url }]) => all.replaceAll(address, url), tag))
}
