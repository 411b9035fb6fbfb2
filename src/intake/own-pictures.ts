/**
 * Pictures that are handed in: those that lie beside a story's file, and posted ones. Promises: what is kept is a picture
 * by its bytes, under their hash, and says nothing of where it was taken; nobody is shown it before its story; what can
 * not be had is told of by name.
 */
import { ParseError } from '../errors.ts'
import type { Picture } from '../model/content.ts'
import { toBodyHash } from '../model/hash.ts'
import type { Channel, ParsedFeed, ParsedItem } from '../model/model.ts'
import { toRasterSize, toRasterType } from '../model/raster.ts'
import type { Db } from '../store/db.ts'
import { type Blobs, isCopy, loadPictureHash, saveOwnPicture } from '../store/pictures.ts'
import { withoutMetadata } from './metadata/metadata.ts'

/** Bytes of a picture. */
const LARGEST = 10 * 1024 * 1024
/** Of a small file that is opened up to an enormous one. */
const MOST_PIXELS = 40_000_000

/** Reads a file that lies beside a story, by its path from there. @throws ParseError where it can't be had */
export type ReadBeside = (path: string) => Promise<Uint8Array>

/** A picture, and the address that stories show it by. */
export type OwnPicture = Picture & {
  readonly bytes: Uint8Array
  readonly hash: string
  readonly type: string
}

/**
 * A picture of a channel. The address is on the publication's own host, by the hash of what was handed in, and stays when
 * the service moves or takes out more of it. @throws ParseError
 */
async function toOwnPicture({ tag }: Channel, given: Uint8Array): Promise<OwnPicture> {
  if (given.length > LARGEST) throw new ParseError('is larger than 10 MiB')
  const type = toRasterType(given)
  if (type === undefined)
    throw new ParseError('is no picture that can be shown (PNG, JPEG, GIF, WebP, AVIF, BMP or ICO)')
  const size = toRasterSize(given)
  if (size !== undefined && size.width * size.height > MOST_PIXELS)
    throw new ParseError(`has more than 40 megapixels (${size.width} × ${size.height})`)
  const { bytes, orientation } = withoutMetadata(given, type)
  const [address, hash] = await Promise.all([toBodyHash(given), toBodyHash(bytes)])
  const url = `https://${tag.split(',', 1)[0]}/media/${address}`
  return { url, type, ...(size && toShownSize(size, orientation)), bytes, hash }
}

/** From the fifth orientation on a picture lies on its side. */
function toShownSize({ width, height }: { readonly width: number; readonly height: number }, orientation: number) {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

type Place = { readonly db: Db; readonly blobs?: Blobs; readonly now: () => number }

/** Keeps a picture. Without a place for its bytes it is kept nowhere. @throws ParseError */
export async function keepPicture({ db, blobs, now }: Place, { bytes, hash, type, url }: OwnPicture): Promise<void> {
  if (blobs === undefined) throw new ParseError('can not be kept: there is no place for pictures here')
  const before = await loadPictureHash(db, [url])
  await blobs.put(hash, bytes, type)
  await saveOwnPicture(db, { url, hash, type, size: bytes.length }, now())
  // An older version kept it with all that the camera said.
  if (before !== undefined && !(await isCopy(db, before))) await blobs.delete(before)
}

/**
 * Keeps a picture that was posted. @param address where stories elsewhere show it: any host's, by its hash
 * @throws ParseError
 */
export async function takePicture(
  place: Place & { readonly channels: readonly Channel[] },
  bytes: Uint8Array,
  address?: string,
) {
  const [channel] = place.channels
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  const picture = await toOwnPicture(channel, bytes)
  const isOther = address !== undefined && OWN_ADDRESS.test(address) && address.endsWith(picture.url.slice(-64))
  await keepPicture(place, isOther ? { ...picture, url: address } : picture)
  const { hash, type, width, height } = picture
  return { hash, type, size: picture.bytes.length, ...(width && height ? { width, height } : {}) }
}

const OWN_ADDRESS = /^https:\/\/[a-z0-9.-]+\/media\/[0-9a-f]{64}$/

/** A document with the pictures that lie beside it at the addresses they are kept by. */
type Illustrated = {
  readonly feed: ParsedFeed
  readonly pictures: readonly OwnPicture[]
  /** A sentence about each that can not be had. */
  readonly missing: readonly string[]
}

/** Finds the pictures of a file that lie beside it. */
export async function illustrate(feed: ParsedFeed, channel: Channel, read?: ReadBeside): Promise<Illustrated> {
  if (read === undefined) return { feed, pictures: [], missing: [] }
  const found = new Map<string, OwnPicture>()
  const missing: string[] = []
  for (const path of new Set(feed.items.flatMap(toPaths))) {
    try {
      const picture = await load(toCandidates(path), channel, read)
      found.set(path, picture)
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      missing.push(`Its picture ${path.slice(0, 200)} ${error.message}.`)
    }
  }
  const items = feed.items.map((item) => withPictures(item, found))
  return { feed: { ...feed, items }, pictures: [...found.values()], missing }
}

/** As it is written, and as a browser would read that. */
function toCandidates(path: string): readonly string[] {
  const plain = path.replace(/\\/g, '/').replace(/^\/+/, '')
  const bare = plain.replace(/[?#].*$/s, '')
  return [...new Set([plain, bare, decode(bare)])]
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}

async function load(
  [path = '', ...others]: readonly string[],
  channel: Channel,
  read: ReadBeside,
): Promise<OwnPicture> {
  const bytes = await read(path).catch((error: unknown) => {
    if (error instanceof ParseError && others.length > 0) return undefined
    throw error
  })
  return bytes === undefined ? load(others, channel, read) : toOwnPicture(channel, bytes)
}

// Where a story names pictures.

const IMAGE = /<img\b[^<>]*>/gi
const SOURCE = /(\ssrc\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)')/i

/** An address of a picture that has neither scheme nor host; one that leads to this machine is none either. */
function isPath(url: string, item: ParsedItem): boolean {
  if (/^(?:file:|[a-z]:[\\/])/i.test(url)) return true
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url)) return false
  // Where a story has an address elsewhere, a path that begins at the root is of that host.
  return !(url.startsWith('/') && item.url !== undefined) && item.base === undefined
}

function toPaths(item: ParsedItem): string[] {
  const shown = [...(item.content?.value ?? '').matchAll(IMAGE)].flatMap(([tag]) => toSource(tag) ?? [])
  return [...item.pictures.map(({ url }) => url), ...shown].filter((url) => isPath(url, item))
}

function toSource(tag: string): string | undefined {
  const [, , double, single] = SOURCE.exec(tag) ?? []
  const value = double ?? single
  return value
    ?.replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** With what is known of each; one that only the text shows is named too, so that it can stand for the story. */
function withPictures(item: ParsedItem, found: ReadonlyMap<string, OwnPicture>): ParsedItem {
  const isLeft = (url: string) => isPath(url, item) && !found.has(url)
  const named = item.pictures
    .filter(({ url }) => !isLeft(url))
    .map((one) => ({ ...one, ...toFacts(found.get(one.url)) }))
  const { content } = item
  if (content === undefined || content.type !== 'html') return { ...item, pictures: named }
  const shown: Picture[] = []
  const value = content.value.replace(IMAGE, (tag) => {
    const source = toSource(tag)
    const picture = source === undefined ? undefined : found.get(source)
    if (picture === undefined) return source !== undefined && isLeft(source) ? '' : tag
    shown.push(toFacts(picture) as Picture)
    return tag.replace(SOURCE, (_, start: string) => `${start}"${picture.url}"`)
  })
  const more = shown.filter(({ url }, at) => ![...named, ...shown.slice(0, at)].some((one) => one.url === url))
  return { ...item, content: { ...content, value }, pictures: [...named, ...more] }
}

function toFacts(picture: OwnPicture | undefined): Partial<Picture> {
  if (picture === undefined) return {}
  const { bytes, hash, ...facts } = picture
  return facts
}
