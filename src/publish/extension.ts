/**
 * What JSON Feed has no member for, as it stands under `_ara`. Promises: members in a fixed order, wherever a value is
 * from; one that the schema of content has and this lacks does not compile.
 */

import { type Content, type Person, type Picture, pictureFacts, type pressLines } from '../model/content.ts'
import { type ExtensionName, PRESS_NAMES } from '../model/item.ts'
import type { JsonName } from '../model/schema.ts'
import { toPicture, toRfc3339 } from './facts.ts'
import type { Story } from './story.ts'

/** What JSON Feed has no member for; `undefined` members vanish when the document is written. */
export function toExtension(content: Content, talk: Talk = content): { readonly [Name in ExtensionName]: unknown } {
  const picture = toPicture(content)
  const lines: Omit<Lines, 'dateline'> = toLines(content)
  return {
    // Before the places; the other lines come behind them.
    dateline: content.dateline,
    places:
      content.places.length === 0
        ? undefined
        : content.places.map((place) => toPart(place, 'name', 'slug', 'latitude', 'longitude')),
    ...lines,
    caption: content.caption ?? picture?.caption,
    credit: content.credit ?? picture?.credit,
    direction: content.direction,
    contributors: content.contributors.length === 0 ? undefined : content.contributors.map(toAuthor),
    categories: toCategories(content),
    image: toImage(content),
    pictures: content.pictures?.map((picture) => toPart(picture, 'url', ...PICTURE_FACTS)),
    comments: talk.comments,
    comments_feed: talk.commentsFeed,
    comment_count: talk.commentCount,
    comments_updated: talk.commented === undefined ? undefined : toRfc3339(talk.commented),
    origin: content.origin && toPart(content.origin, 'title', 'url', 'id'),
    rights: content.rights,
    location: content.location && toPart(content.location, 'latitude', 'longitude', 'name'),
  }
}

type Lines = { readonly [Name in keyof typeof pressLines as JsonName<Name>]: string | undefined }

function toLines(content: Content): Lines {
  const lines: { -readonly [Name in keyof Lines]?: Lines[Name] } = {}
  for (const [name, json] of PRESS_NAMES) lines[json] = content[name]
  return lines as Lines
}

/** The comments: a story's are those that are kept here, where there are any. */
type Talk = Pick<Story, 'comments' | 'commentsFeed' | 'commentCount' | 'commented'>

/** Where `tags` does not say all of them. Members always come in the same order, wherever a value is from. */
function toCategories({ categories }: Content): readonly unknown[] | undefined {
  if (!categories.some(({ scheme, label }) => scheme || label)) return undefined
  return categories.map((category) => toPart(category, 'name', 'scheme', 'label'))
}

/** These members, as far as they have a value. */
function toPart<T extends object>(whole: T, ...names: readonly (keyof T & string)[]) {
  const part: Record<string, unknown> = {}
  for (const name of names) if (whole[name] !== undefined) part[name] = whole[name]
  return part
}

const PICTURE_FACTS = Object.keys(pictureFacts) as (keyof typeof pictureFacts)[]

type ImageFacts = { readonly [Name in keyof typeof pictureFacts]: Picture[Name] | undefined }

/** JSON Feed's `image` is an address and nothing else; its caption and credit are the story's lines, or stand here. */
function toImage({ image, caption: shown, credit: named }: Content): Readonly<Record<string, unknown>> | undefined {
  if (image === undefined) return undefined
  const { type, width, height, caption, alt, credit } = image
  // Nearly every picture is its address alone.
  if ((type ?? width ?? height ?? caption ?? alt ?? credit) === undefined) return undefined
  const facts: ImageFacts = {
    type,
    width,
    height,
    caption: caption === shown || shown === undefined ? undefined : caption,
    alt,
    credit: credit === named || named === undefined ? undefined : credit,
  }
  const own = withoutMissing(facts)
  return Object.keys(own).length === 0 ? undefined : own
}

/** The members that have a value. */
export function withoutMissing(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const present: Record<string, unknown> = {}
  for (const name in record) if (record[name] !== undefined) present[name] = record[name]
  return present
}

/** No e-mail addresses: JSON Feed has no member for them. */
export function toAuthor({ name, url, avatar }: Person): JsonAuthor {
  return { name, ...(url === undefined ? {} : { url }), ...(avatar === undefined ? {} : { avatar }) }
}

/** An author of JSON Feed 1.1. */
export type JsonAuthor = { readonly name?: string; readonly url?: string; readonly avatar?: string }
