/** What this service writes of an item under `_ara` because JSON Feed has no member for it. */
import type { Picture } from '../model/content.ts'
import { addCategory, type ItemDraft, put } from './draft.ts'
import { type Fields, readField, readList, readNumber, readString, toFields } from './field.ts'

/** Puts it into the item: origin, place, and what `tags` cannot say of categories. */
export function readOwnFacts(item: ItemDraft, own: Fields): void {
  put(item, 'origin', readOrigin(toFields(readField(own, 'origin'))))
  put(item, 'location', readLocation(toFields(readField(own, 'location'))))
  const categories = readList(own, 'categories')
    .map(toFields)
    .filter((one) => one !== undefined)
  if (categories.length > 0) item.categories.splice(0)
  for (const fields of categories) {
    const [name = '', scheme, label] = ['name', 'scheme', 'label'].map((key) => readString(fields, key))
    addCategory(item.categories, name || (label ?? ''), scheme, label)
  }
}

/** What `image` does not say of the picture: its caption and credit, type and size. */
export function readOwnPicture(own: Fields): Omit<Picture, 'url'> {
  const image = toFields(readField(own, 'image')) ?? {}
  const [caption, credit, type] = [readString(own, 'caption'), readString(own, 'credit'), readString(image, 'type')]
  const [width, height] = [readNumber(image, 'width'), readNumber(image, 'height')]
  return {
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
  }
}

function readOrigin(fields: Fields | undefined): ItemDraft['origin'] | undefined {
  if (fields === undefined) return undefined
  const [title, url, id] = ['title', 'url', 'id'].map((name) => readString(fields, name))
  if ((title ?? url ?? id) === undefined) return undefined
  return { ...(title ? { title } : {}), ...(url ? { url } : {}), ...(id ? { id } : {}) }
}

function readLocation(fields: Fields | undefined): ItemDraft['location'] | undefined {
  if (fields === undefined) return undefined
  const [latitude, longitude] = [readField(fields, 'latitude'), readField(fields, 'longitude')]
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined
  const name = readString(fields, 'name')
  return { latitude, longitude, ...(name ? { name } : {}) }
}
