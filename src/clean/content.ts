/**
 * An item as received to what readers are shown of it. Promises: safe, absolute and in its final form, so that nothing
 * is cleaned or resolved on a read.
 */

import { createBounding } from '../model/bounds/bounding.ts'
import {
  type Attachment,
  type Category,
  type Content,
  content,
  type Direction,
  type Facet,
  type Index,
  type Origin,
  type Person,
  PRESS_LINES,
  type Press,
  type pressLines,
} from '../model/content.ts'
import type { Channel, ParsedItem, ReceivedContext } from '../model/model.ts'
import { toSlug } from './identity/alias.ts'
import { toAbsoluteAddress, toStoryUrl, withoutTracking } from './identity/url.ts'
import { toWord } from './identity/word.ts'
import { toTextDirection } from './language/direction.ts'
import { fold } from './language/fold.ts'
import { chooseLanguage, toLanguageFacets, toNamedTag } from './language/language.ts'
import { toStemText } from './language/stems.ts'
import { toBareName, toPlainName, toPlainText } from './markup/plain.ts'
import { toInertLine, toInertText } from './markup/text.ts'
import { toPictures } from './pictures.ts'
import { toAuthors, toCleanPeople } from './press/people.ts'
import { findPlace } from './press/places.ts'
import { toShownPictures } from './shown-pictures.ts'
import { type StoryText, toSummary } from './story.ts'
import { toTransferredPress } from './transfer.ts'

/** What readers are shown of an item: its own facts, resolved and made safe, with what was lifted out of its text. */
export function toContent(
  item: ParsedItem,
  context: ReceivedContext,
  base: string | undefined,
  title: string,
  story: StoryText,
  channel: Channel,
  source: string | undefined,
): Content {
  // What a service that the story moves from had lifted out of its text is not in there any more.
  const given = item.moved === undefined && item.press === undefined ? {} : toTransferredPress(item)
  const isLifted = story.press.dateline !== undefined
  const places = (isLifted ? undefined : given.places) ?? story.press.places
  const press = { ...given, ...story.press, places }
  const { caption, credit, ...lines } = toLines(press)
  const attachments = toAttachments(item.attachments, base)
  const language = toItemLanguage(item, context, title, story.text, channel, source)
  // What was read off a figure belongs to its picture, which need not be the main one.
  const ofFigure = press.captions.size > 0
  const { image, pictures } = toPictures(
    {
      named: item.pictures,
      spares: item.spares ?? [],
      attachments,
      written: story.pictures,
      html: story.html,
      ...(ofFigure ? {} : toPresent({ caption, credit })),
    },
    base,
  )
  return toBoundedContent({
    title,
    summary: toItemSummary(item, story, channel),
    contentHtml: story.html,
    contentText: toInertText(story.text),
    authors: toItemAuthors(item, context, story, base, channel),
    contributors: toPeople([...(item.contributors ?? []), ...press.contributors.map((name) => ({ name }))], base),
    categories: toCategories(item.categories),
    attachments,
    places: press.places,
    ...lines,
    // The caption line's own words, else those that the picture came with.
    caption: ofFigure ? (image?.caption ?? caption) : (caption ?? image?.caption),
    credit: ofFigure ? (image?.credit ?? credit) : (credit ?? image?.credit),
    image,
    pictures,
    language,
    direction: toItemDirection(item, title, story.text, language, source),
    ...toAddresses(item, base, channel),
    commentCount: item.commentCount,
    origin: toOrigin(item.origin, base),
    rights: item.rights === undefined ? undefined : toPlainText({ value: item.rights, type: 'html' }) || undefined,
    location: toLocation(item.location),
    // An item's only date is when it is from.
    published: item.published ?? item.created,
    modified: item.modified,
  })
}

/** Where a summary is all there is, it is the text; a short one is both (as Universal Feed Parser has it). */
function toItemSummary({ content, summary }: ParsedItem, story: StoryText, channel: Channel): string {
  if (content !== undefined) return toSummary(summary, story, channel)
  const isShort = story.text.length <= SHORT && !story.press.isPress
  return isShort ? toInertText(story.text) : toSummary(undefined, story, channel)
}

const SHORT = 300

const bound = createBounding(content)

/** What is absent is taken out, so that stored values have no member that says nothing. */
function toBoundedContent(found: { [Name in keyof Content]-?: Content[Name] | undefined }): Content {
  return bound(
    Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as unknown as Content,
  )
}

type Lines = { readonly [Name in keyof typeof pressLines]: string | undefined }

function toLines(press: Partial<Press>): Lines {
  return Object.fromEntries(PRESS_LINES.map((name) => [name, press[name]])) as Lines
}

function toPresent({ caption, credit }: Pick<Lines, 'caption' | 'credit'>) {
  return { ...(caption === undefined ? {} : { caption }), ...(credit === undefined ? {} : { credit }) }
}

function toPeople(people: readonly Person[], base: string | undefined): Person[] {
  return people.length === 0 ? [] : toCleanPeople(people, base)
}

function toItemAuthors(
  item: ParsedItem,
  context: ReceivedContext,
  story: StoryText,
  base: string | undefined,
  channel: Channel,
): Person[] {
  // An export names the authors of every item, and the publication's own name for none.
  const isNamed = item.authors.length > 0 || item.moved?.key !== undefined
  const received = toPeople(isNamed ? item.authors : (context.authors ?? []), base)
  if (received.length === 0 && story.press.authors.length === 0) return []
  return toAuthors(received, story.press.authors, story.press.isPress, [channel.agency, channel.title, channel.id])
}

/**
 * The language that is said of an item, or that its words tell.
 * @param source of what somebody hands in there is none: what is said of it is somebody's word, and stands
 */
export function toItemLanguage(
  item: ParsedItem,
  context: ReceivedContext,
  title: string,
  text: string,
  channel: Channel,
  source: string | undefined,
): string {
  const own = source === undefined ? toNamedTag(item.language) : undefined
  if (own !== undefined) return own
  const said = [item.language, item.content?.language, item.title?.language, item.summary?.language, context.language]
  // Where it was taken back, neither what stands around it nor the channel is asked.
  const isUnknown = said.find((tag) => tag !== undefined) === 'und'
  return chooseLanguage(`${title} ${text}`, isUnknown ? [] : said, isUnknown ? 'und' : channel.language)
}

/** The direction that is said of an item, or that its letters tell. @param source as in `toItemLanguage` */
export function toItemDirection(
  item: ParsedItem,
  title: string,
  text: string,
  language: string | undefined,
  source: string | undefined,
): Direction {
  const own = source === undefined ? item.direction : undefined
  return own ?? toTextDirection(`${title} ${text}`, language)
}

function toAddresses(item: ParsedItem, base: string | undefined, channel: Channel) {
  const toPage = (url: string | undefined) => (url === undefined ? undefined : toAbsoluteAddress(url, base))
  const external = toPage(item.externalUrl)
  return {
    url: item.url === undefined ? undefined : toStoryUrl(item.url, base, channel.hosts),
    externalUrl: external === undefined ? undefined : withoutTracking(external),
    comments: toPage(item.comments),
    commentsFeed: toPage(item.commentsFeed),
  }
}

function toCategories(categories: readonly Category[]): Category[] {
  const named = categories.map((category) => {
    const label = category.label === undefined ? '' : toBareName(category.label)
    const scheme = category.scheme === undefined ? '' : toInertLine(category.scheme)
    return { name: toBareName(category.name), ...(scheme ? { scheme } : {}), ...(label ? { label } : {}) }
  })
  const known = named.filter((category) => category.name !== '')
  return [...new Map(known.map((category) => [`${category.scheme ?? ''}\n${category.name}`, category])).values()]
}

function toAttachments(attachments: readonly Attachment[], base: string | undefined): Attachment[] {
  const absolute = attachments.map((attachment) => ({ attachment, url: toAbsoluteAddress(attachment.url, base) }))
  const known = new Map<string, Attachment>()
  for (const { attachment, url } of absolute) {
    if (url && !known.has(url)) known.set(url, toAttachment(attachment, url))
  }
  return [...known.values()]
}

function toAttachment(attachment: Attachment, url: string): Attachment {
  const { type, title, ...rest } = attachment
  const plain = title === undefined ? '' : toPlainName(title)
  return { ...rest, url, ...(type ? { type: toInertLine(type) } : {}), ...(plain ? { title: plain } : {}) }
}

function toLocation(location: ParsedItem['location']): Content['location'] {
  if (!location) return undefined
  const { name, ...point } = location
  const plain = name === undefined ? '' : toPlainName(name)
  return { ...point, ...(plain ? { name: plain } : {}) }
}

function toOrigin(origin: Origin | undefined, base: string | undefined): Origin | undefined {
  if (!origin) return undefined
  const title = origin.title === undefined ? '' : toPlainName(origin.title)
  const url = origin.url === undefined ? undefined : toAbsoluteAddress(origin.url, base)
  const id = origin.id === undefined ? '' : toInertLine(origin.id)
  return { ...(title ? { title } : {}), ...(url ? { url } : {}), ...(id ? { id } : {}) }
}

// What an item is found by.

/** FTS gains nothing from more of one story. */
const LONGEST = 200_000

/** What an item is found by: its words folded for search, with their stems, and the slugs that narrow a feed to it; and its pictures. */
export function toIndex(content: Content): Index {
  const words = [
    content.summary,
    content.contentText,
    content.caption ?? '',
    content.dateline ?? '',
    ...content.places.map((place) => place.name),
    ...content.authors.map((author) => author.name),
    ...content.categories.map((category) => category.label ?? category.name),
  ]
  const [title, text] = [fold(content.title), fold(words.join('\n').slice(0, LONGEST))]
  return {
    title,
    text: `${text}\n${toStemText(`${title}\n${text}`, content.language)}`,
    facets: toFacets(content),
    pictures: toShownPictures(content),
  }
}

function toFacets(content: Content): Facet[] {
  const facets: Facet[] = [
    ...content.categories.map((category) => toFacet('tag', category.label ?? category.name)),
    ...content.authors.map((author) => toFacet('author', author.name)),
    ...content.places.map(toPlaceFacet),
    ...toLanguageFacets(content.language ?? '', content.direction, `${content.title} ${content.contentText}`).map(
      (facet) => ({ kind: 'lang', ...facet }) as const,
    ),
  ]
  const named = facets.filter((facet) => facet.value !== '')
  // Of several spellings the first.
  return [...new Map(named.reverse().map((facet) => [`${facet.kind}/${facet.value}`, facet])).values()].reverse()
}

/** A name that no slug can be made of (Chinese) is its own address. */
function toFacet(kind: Facet['kind'], label: string): Facet {
  const value = toWord(label)
  return { kind, value, slug: toSlug(label) || value, label }
}

/** Of a place that the gazetteer has the slug is one for all its spellings. */
function toPlaceFacet({ name, slug }: Content['places'][number]): Facet {
  return { kind: 'place', value: findPlace(name)?.slug === slug ? slug : toWord(name), slug, label: name }
}
