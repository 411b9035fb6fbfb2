import type { StoredItem } from '../../model/model.ts'
import type { Teaser } from '../../pages/feed.ts'
import { toPublished } from '../../publish/facts.ts'
import { withMirroredPictures } from '../../publish/media-type.ts'

/** Stories as lists show them; of one that was taken back only that, and why. */
export function toTeasers(items: readonly StoredItem[], base: string): Teaser[] {
  return items.map((item) => (item.state === 'live' ? toTeaser(withMirroredPictures(item, base)) : toRetracted(item)))
}

function toTeaser(item: StoredItem): Teaser {
  const { title, summary, dateline, authors, image, language, direction } = item.content
  return {
    path: toPermalinkPath(item),
    title,
    summary,
    dateline,
    authors: authors.map(({ name }) => name),
    published: toPublished(item),
    image: image?.url,
    language,
    direction,
  }
}

function toRetracted(item: StoredItem): Teaser {
  const { title, language, direction } = item.content
  return {
    path: toPermalinkPath(item),
    title: title === '' ? 'Retracted' : `Retracted: ${title}`,
    summary: item.reason ?? '',
    authors: [],
    published: toPublished(item),
    language,
    direction,
  }
}

/** Percent-encoded, as it stands in addresses. */
export function toPermalinkPath({ permalink }: Pick<StoredItem, 'permalink'>): string {
  return new URL(permalink, 'http://localhost').pathname
}
