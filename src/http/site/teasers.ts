import type { StoredItem } from '../../model/model.ts'
import type { Teaser } from '../../pages/feed.ts'
import { toLanguageDirection } from '../../pages/wording.ts'
import { type Site, toPublished } from '../../publish/facts.ts'
import { withMirroredPictures } from '../../publish/media-type.ts'
import { toTombstone } from '../../publish/tombstone.ts'

/** Stories as lists show them; of one that was taken back its notice. */
export function toTeasers(items: readonly StoredItem[], site: Site): Teaser[] {
  return items.map((item) =>
    item.state === 'live' ? toTeaser(withMirroredPictures(item, site.base)) : toNotice(item, site),
  )
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

function toNotice(item: StoredItem, site: Site): Teaser {
  const { title, text, language } = toTombstone(item, site)
  return {
    path: toPermalinkPath(item),
    title,
    summary: text,
    authors: [],
    published: toPublished(item),
    language,
    direction: toLanguageDirection(language),
  }
}

/** Percent-encoded, as it stands in addresses. */
export function toPermalinkPath({ permalink }: Pick<StoredItem, 'permalink'>): string {
  return new URL(permalink, 'http://localhost').pathname
}
