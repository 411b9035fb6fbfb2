/**
 * Stories as WordPress's REST API (`/wp-json/wp/v2/posts`) shows posts: the fields of the `view` context, read only.
 * Handbook: developer.wordpress.org/rest-api/reference/posts.
 */
import { withFigures } from '../../clean/markup/figures.ts'
import { withOutermost } from '../../clean/markup/given.ts'
import type { Comment } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import { toModified, toPermalink, toPicture, toPublished } from '../facts.ts'
import { withMirroredPictures } from '../media-type.ts'
import { type Named, toAuthorTerms, toCategoryTerms, toTagTerms, toWpTerm, toWpUser, type WpTerm } from './terms.ts'
import { renderText, toTermNumber, toWpDate, toWpSlug, type WpObject } from './text.ts'

/** What a post is made of besides the story. */
type WpPost = Named & {
  readonly number: number
  /** What readers wrote, for those who ask for it to be embedded; the first ones. */
  readonly replies?: readonly Comment[]
}

/** What may be embedded (`_embed`). */
export type Embeddable = 'author' | 'replies' | 'wp:featuredmedia' | 'wp:term'

/** One post. `embed`: what comes along under `_embedded`. */
export function toWpPost(post: WpPost, base: string, embed: readonly Embeddable[] = []): WpObject {
  const item = withMirroredPictures(post.item, base)
  const { content } = item
  const published = toWpDate(toPublished(item))
  const modified = toWpDate(toModified(item) ?? toPublished(item))
  const [tags, categories] = [toTagTerms(post, base), toCategoryTerms(post, base)]
  const [author] = toAuthorTerms(post, base)
  const embedded = toEmbedded({ ...post, item }, base, embed)
  return {
    id: post.number,
    date: published,
    date_gmt: published,
    guid: { rendered: renderText(item.id) },
    modified,
    modified_gmt: modified,
    slug: toSlug(item),
    status: 'publish',
    type: 'post',
    link: toPermalink(item, base),
    title: { rendered: renderText(content.title) },
    content: {
      rendered: withOutermost(withFigures(content.contentHtml, content.pictures ?? []), content),
      protected: false,
    },
    excerpt: { rendered: content.summary === '' ? '' : `<p>${renderText(content.summary)}</p>\n`, protected: false },
    author: author?.number ?? 0,
    featured_media: content.image === undefined ? 0 : toTermNumber('media', content.image.url),
    comment_status: 'closed',
    ping_status: 'closed',
    sticky: false,
    template: '',
    format: 'standard',
    meta: [],
    categories: categories.map(({ number }) => number),
    tags: tags.map(({ number }) => number),
    // As the language plugins have it (Polylang, WPML).
    ...(content.language === undefined ? {} : { lang: content.language }),
    _links: toLinks(post, base, author),
    ...(Object.keys(embedded).length === 0 ? {} : { _embedded: embedded }),
  }
}

function toSlug({ permalink }: StoredItem): string {
  return toWpSlug(permalink.split('/').at(-2) ?? '')
}

function toLinks({ item, number }: WpPost, base: string, author: WpTerm | undefined): WpObject {
  const api = `${base}/wp-json/wp/v2`
  const media =
    item.content.image === undefined
      ? {}
      : { 'wp:featuredmedia': [{ embeddable: true, href: `${api}/posts/${number}?_embed=wp:featuredmedia` }] }
  return {
    self: [{ href: `${api}/posts/${number}` }],
    collection: [{ href: `${api}/posts` }],
    ...(author === undefined ? {} : { author: [{ embeddable: true, href: `${api}/users/${author.number}` }] }),
    replies: [{ embeddable: true, href: `${api}/comments?post=${number}` }],
    ...media,
    'wp:term': [
      { taxonomy: 'category', embeddable: true, href: `${api}/categories?post=${number}` },
      { taxonomy: 'post_tag', embeddable: true, href: `${api}/tags?post=${number}` },
    ],
    curies: [{ name: 'wp', href: 'https://api.w.org/{rel}', templated: true }],
  }
}

function toEmbedded(post: WpPost, base: string, embed: readonly Embeddable[]): WpObject {
  const { item, replies = [] } = post
  const authors = toAuthorTerms(post, base)
  const toObjects = (terms: readonly WpTerm[]) => terms.map((term) => toWpTerm(term, base))
  const media = toMedia(item, base)
  const all: Readonly<Record<Embeddable, readonly unknown[]>> = {
    author: authors.map((author) => toWpUser(author, base)),
    replies: replies.length === 0 ? [] : [replies.map((comment) => toWpComment(comment, post, base))],
    'wp:featuredmedia': media === undefined ? [] : [media],
    'wp:term': [toObjects(toCategoryTerms(post, base)), toObjects(toTagTerms(post, base))],
  }
  return Object.fromEntries(embed.filter((name) => all[name].length > 0).map((name) => [name, all[name]]))
}

function toMedia(item: StoredItem, base: string): WpObject | undefined {
  const picture = toPicture(item.content)
  if (picture === undefined) return undefined
  const { url, type, width, height, caption, alt, credit } = picture
  const words = [caption, credit].filter((part) => part !== undefined && part !== '').join(' ')
  return {
    id: toTermNumber('media', url),
    date: toWpDate(toPublished(item)),
    slug: '',
    type: 'attachment',
    link: toPermalink(item, base),
    title: { rendered: '' },
    author: 0,
    caption: { rendered: words === '' ? '' : `<p>${renderText(words)}</p>\n` },
    alt_text: alt ?? caption ?? '',
    media_type: 'image',
    mime_type: type ?? 'image/jpeg',
    media_details: { ...(width ? { width } : {}), ...(height ? { height } : {}), sizes: {} },
    source_url: url,
    _links: {},
  }
}

/** What a comment stands under: the story and its number. */
type Commented = { readonly item: StoredItem; readonly number: number }

/** A comment as `/wp-json/wp/v2/comments` shows one. */
export function toWpComment(comment: Comment, { item, number }: Commented, base: string): WpObject {
  const { id, parent, author, url, at, html } = comment
  // A comment without a date is as old as its story: clients want one.
  const date = toWpDate(at ?? toPublished(item))
  const own = toCommentNumber(id, item)
  const api = `${base}/wp-json/wp/v2`
  return {
    id: own,
    post: number,
    parent: parent === undefined ? 0 : toCommentNumber(parent, item),
    author: 0,
    author_name: author,
    author_url: url ?? '',
    date,
    date_gmt: date,
    content: { rendered: html },
    link: `${toPermalink(item, base)}#comment-${encodeURIComponent(id)}`,
    status: 'approved',
    type: 'comment',
    author_avatar_urls: {},
    meta: [],
    _links: {
      collection: [{ href: `${api}/comments` }],
      up: [{ embeddable: true, post_type: 'post', href: `${api}/posts/${number}` }],
    },
  }
}

/** The number it had in its WordPress, else one of its name. */
function toCommentNumber(id: string, { key }: StoredItem): number {
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : toTermNumber('comment', `${key}\n${id}`)
}
