/**
 * What the three formats say of a story. Promises: each of them decides where a fact goes, and none which facts there
 * are.
 */

import type { Attachment, Content, Picture } from '../model/content.ts'
import type { StoredItem } from '../model/model.ts'
import {
  type Site,
  toCommentsFeed,
  toCommentsPage,
  toModified,
  toPicture,
  toPublished,
  toReaderLink,
  toShortUrl,
} from './facts.ts'
import type { Format } from './formats.ts'
import { withMirroredPictures } from './media-type.ts'
import { toUri } from './safe.ts'
import type { DiscussionFacts } from './view.ts'

/** What the formats say of a story; each writer only decides where a fact goes. */
export type Story = {
  readonly item: StoredItem
  /** Pictures from where they are, addresses as URIs. */
  readonly content: Content
  readonly link: string
  readonly shortUrl: string
  /** The story's own address, where readers are sent to our copy. */
  readonly original?: string
  readonly published: number
  readonly modified?: number
  readonly picture?: Picture
  readonly comments?: string
  readonly commentsFeed?: string
  readonly commentCount?: number
  /** When the newest comment was written. */
  readonly commented?: number
  /** A spot on the map: the source's, else where the story was filed. */
  readonly spot?: { readonly latitude: number; readonly longitude: number; readonly name?: string }
}

/** A live item as it is shown; comments that are kept here go before those of its source. */
export function toStory(
  stored: StoredItem,
  site: Site,
  discussion: DiscussionFacts | undefined,
  format: Format,
): Story {
  const item = stored.lost === undefined ? stored : withMirroredPictures(stored, site.base)
  const content = withUris(item.content)
  const link = toUri(toReaderLink(item, site))
  const original = content.url === link ? undefined : content.url
  const modified = toModified(item)
  const picture = toPicture(content)
  const spot = toSpot(content)
  return {
    item,
    content,
    link,
    shortUrl: toShortUrl(item, site.base),
    ...(original === undefined ? {} : { original }),
    published: toPublished(item),
    ...(modified === undefined ? {} : { modified }),
    ...(picture === undefined ? {} : { picture }),
    ...(spot === undefined ? {} : { spot }),
    ...toTalk(item, content, site, discussion, format),
  }
}

/** Comments that are kept here go before those of the source, whose site may be gone. */
function toTalk(
  item: StoredItem,
  content: Content,
  { base }: Site,
  discussion: DiscussionFacts | undefined,
  format: Format,
): Pick<Story, 'comments' | 'commentsFeed' | 'commentCount' | 'commented'> {
  if (discussion === undefined || discussion.count === 0) {
    const { comments, commentsFeed, commentCount } = content
    return {
      ...(comments === undefined ? {} : { comments }),
      ...(commentsFeed === undefined ? {} : { commentsFeed }),
      ...(commentCount === undefined ? {} : { commentCount }),
    }
  }
  return {
    comments: toCommentsPage(item, base),
    commentsFeed: toCommentsFeed(item, base, format),
    commentCount: discussion.count,
    ...(discussion.updated === undefined ? {} : { commented: discussion.updated }),
  }
}

function toSpot({ location, places }: Content): Story['spot'] | undefined {
  if (location !== undefined) return location
  const place = places.find(({ latitude, longitude }) => latitude !== undefined && longitude !== undefined)
  if (place?.latitude === undefined || place.longitude === undefined) return undefined
  return { latitude: place.latitude, longitude: place.longitude, name: place.name }
}

/** Nearly every address is fit to stand in a document as it is; then the content stays the same object. */
function withUris(content: Content): Content {
  const { image, attachments, authors, contributors, origin } = content
  const fits = (url: string | undefined) => url === undefined || toUri(url) === url
  const fitsAll =
    [content.url, content.externalUrl, content.comments, content.commentsFeed, image?.url, origin?.url].every(fits) &&
    [...(content.pictures ?? []), ...attachments, ...authors, ...contributors].every(({ url }) => fits(url))
  return fitsAll ? content : escapeUris(content)
}

function escapeUris(content: Content): Content {
  const { image, attachments, authors, contributors, origin } = content
  const named = (['url', 'externalUrl', 'comments', 'commentsFeed'] as const).flatMap((name) => {
    const url = content[name]
    return url === undefined ? [] : [[name, toUri(url)] as const]
  })
  return {
    ...content,
    ...Object.fromEntries(named),
    ...(image === undefined ? {} : { image: withUri(image) }),
    ...(content.pictures === undefined ? {} : { pictures: content.pictures.map(withUri) }),
    ...(origin === undefined ? {} : { origin: withUri(origin) }),
    attachments: attachments.map((file): Attachment => withUri(file)),
    authors: authors.map(withUri),
    contributors: contributors.map(withUri),
  }
}

function withUri<T extends { readonly url?: string }>(value: T): T {
  return value.url === undefined ? value : { ...value, url: toUri(value.url) }
}
