/** Pictures that were handed in, where an editor names them in a story that is here. */
import {
  findPictureHashes,
  type OwnFacts,
  toPictureFolder,
  withPictureAddresses,
} from '../../clean/markup/own-picture.ts'
import type { Patch } from '../../model/history.ts'
import { loadKeptPictures } from '../../store/own-pictures.ts'
import type { Backend } from '../backend.ts'

/** An edit with pictures at the address that they are kept by, which stays when the service moves. */
export async function withKeptPictures({ db, base }: Backend, edit: Patch): Promise<Patch> {
  const { image, pictures, contentHtml } = edit
  const text = [image?.url, ...(pictures ?? []).map(({ url }) => url), contentHtml].join(' ')
  const kept = await loadKeptPictures(db, findPictureHashes(text, base))
  if (kept.size === 0) return edit
  const found = new Map([...kept].map(([hash, { hash: _, size, ...facts }]) => [toPictureFolder(base) + hash, facts]))
  const show = <One extends OwnFacts>(picture: One): One => ({ ...picture, ...found.get(picture.url) })
  return {
    ...edit,
    ...(image ? { image: show(image) } : {}),
    ...(pictures ? { pictures: pictures.map(show) } : {}),
    ...(typeof contentHtml === 'string' ? { contentHtml: withPictureAddresses(contentHtml, found) } : {}),
  }
}
