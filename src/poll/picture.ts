/** One picture: fetched and kept, or looked at again. */
import { FetchError, ParseError } from '../errors.ts'
import { fetchDocument, type Net } from '../net/fetch.ts'
import type { Blobs } from '../store/blobs.ts'
import type { StoredPicture } from '../store/pictures.ts'
import { toHash } from './digest.ts'
import { type Copy, toKept } from './picture-state.ts'
import { toRasterType } from './raster.ts'
import type { Moment } from './state.ts'

/** Bytes after decompression; larger ones are not what a story shows. */
const LARGEST = 5 * 1024 * 1024

/** Formats that every reader shows, where a server has several. */
const ACCEPT = 'image/jpeg, image/png, image/gif, image/*;q=0.8'

/** Fetches a picture and keeps its bytes. @throws FetchError, ParseError; what `blobs` throws */
export async function keepPicture(
  net: Net,
  blobs: Blobs,
  picture: StoredPicture,
  moment: Moment,
): Promise<StoredPicture> {
  const { bytes, ...copy } = await fetchPicture(net, picture.url)
  await blobs.put(copy.hash, bytes, copy.type)
  return toKept(picture, copy, moment)
}

/**
 * Looks whether a kept picture is still where it was. What it shows now does not matter: the copy is of what the story
 * was published with; only where that was lost, what is there now is kept. @throws FetchError, ParseError where it is not
 */
export async function checkPicture(
  net: Net,
  blobs: Blobs,
  picture: StoredPicture,
  moment: Moment,
): Promise<StoredPicture> {
  if ((await blobs.get(picture.hash ?? '')) === undefined) return keepPicture(net, blobs, picture, moment)
  // Many servers refuse HEAD or answer it wrongly, so what it says counts only when it is good news.
  if (!(await answersHead(net, picture.url))) await fetchPicture(net, picture.url)
  return toKept(picture, undefined, moment)
}

async function answersHead(net: Net, url: string): Promise<boolean> {
  try {
    const { contentType = '' } = await fetchDocument(net, { url, accept: ACCEPT, method: 'HEAD' })
    // Parked domains answer any address with a page.
    return /^image\/(?!svg)/i.test(contentType)
  } catch (error) {
    if (error instanceof FetchError && error.status !== undefined) return false
    throw error
  }
}

async function fetchPicture(net: Net, url: string): Promise<Copy & { readonly bytes: Uint8Array }> {
  const limits = { ...net.limits, body: LARGEST }
  const { bytes } = await fetchDocument({ ...net, limits }, { url, accept: ACCEPT })
  const type = toRasterType(bytes)
  if (type === undefined) throw new ParseError(`${new URL(url).host} sent something that is no raster picture.`)
  return { bytes, type, size: bytes.length, hash: await toHash(bytes) }
}
