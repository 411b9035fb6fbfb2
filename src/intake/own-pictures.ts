/**
 * Pictures that are handed in: those that lie beside a story's file, and posted ones. Promises: what is kept is a picture
 * by its bytes, under their hash, and says nothing of where it was taken; nobody is shown it before its story.
 */
import { ParseError, RequestError } from '../errors.ts'
import type { Picture } from '../model/content.ts'
import { toBodyHash } from '../model/hash.ts'
import type { Channel } from '../model/model.ts'
import { toRasterSize, toRasterType } from '../model/raster.ts'
import type { Db } from '../store/db.ts'
import { expectBytes, isKept, loadKeptPicture, saveOwnPicture } from '../store/own-pictures.ts'
import type { Blobs } from '../store/pictures.ts'
import { withoutMetadata } from './metadata/metadata.ts'
import { refuseUnsound } from './soundness.ts'

/** Bytes of a picture. */
const LARGEST = 10 * 1024 * 1024
/** Of a small file that is opened up to an enormous one. */
const MOST_PIXELS = 40_000_000

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
export async function toPictureOfChannel({ tag }: Channel, given: Uint8Array): Promise<OwnPicture> {
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

/**
 * Keeps a picture; answers whether it was not there yet. Without a place for its bytes it is kept nowhere.
 * @throws ParseError, RequestError 503
 */
export async function keepPicture({ db, blobs, now }: Place, { bytes, ...picture }: OwnPicture): Promise<boolean> {
  if (blobs === undefined) throw new ParseError('can not be kept: there is no place for pictures here')
  const { url, hash, type, width, height } = picture
  const before = await loadKeptPicture(db, url)
  if (!(await expectBytes(db, hash, now())))
    throw new RequestError(503, 'The same picture is being taken away at this moment: send it again in a minute.')
  await blobs.put(hash, bytes, type)
  const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) }
  await saveOwnPicture(db, { url, hash, type, size: bytes.length, ...size }, now())
  // An older version kept it with all that the camera said.
  if (before !== undefined && !(await isKept(db, before.hash))) await blobs.delete(before.hash)
  return before === undefined
}

/**
 * Keeps a picture that was posted.
 * @param said the media type that was sent with it
 * @param address where stories elsewhere show it: any host's, by its hash. One that is moved is taken as it was there.
 * @throws ParseError; RequestError 415, 503
 */
export async function takePicture(
  place: Place & { readonly channels: readonly Channel[] },
  bytes: Uint8Array,
  said: string,
  address?: string,
) {
  const [channel] = place.channels
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  if (address === undefined) refuseUnsound(bytes, said)
  const picture = await toPictureOfChannel(channel, bytes)
  const isOther = address !== undefined && OWN_ADDRESS.test(address) && address.endsWith(picture.url.slice(-64))
  const isNew = await keepPicture(place, isOther ? { ...picture, url: address } : picture)
  const { hash, type, width, height } = picture
  return { isNew, hash, type, size: picture.bytes.length, ...(width && height ? { width, height } : {}) }
}

const OWN_ADDRESS = /^https:\/\/[a-z0-9.-]+\/media\/[0-9a-f]{64}$/
