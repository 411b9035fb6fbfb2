/**
 * Pictures that were handed in and that nobody uses any more. Promises: a bounded part of the work each time; several may
 * do it at once, and it may break off anywhere: neither a row nor bytes are left for good.
 */
import type { Db } from '../store/db.ts'
import { forgetUnusedPictures } from '../store/desk/pictures.ts'
import { claimLooseBytes, forgetLooseBytes, loadLooseBytes } from '../store/own-pictures.ts'
import type { Blobs } from '../store/pictures.ts'

type PictureDesk = {
  readonly db: Db
  readonly blobs?: Blobs
  readonly now: () => number
  readonly config: { readonly baseUrl: string }
}

/** Longer than it takes to delete a file. */
const LEASE = 10 * 60_000

/** Forgets pictures that nobody used for thirty days, of at most so many that are looked at, and takes bytes away that are no picture's; answers how many. */
export async function tidyPictures({ db, blobs, now, config }: PictureDesk, limit = 100): Promise<number> {
  if (blobs === undefined) return 0
  await forgetUnusedPictures(db, config.baseUrl, now(), limit)
  let gone = 0
  for (const hash of await loadLooseBytes(db, now(), limit)) {
    const token = crypto.randomUUID()
    if (!(await claimLooseBytes(db, hash, token, now(), LEASE))) continue
    await blobs.delete(hash)
    await forgetLooseBytes(db, hash, token)
    gone++
  }
  return gone
}
