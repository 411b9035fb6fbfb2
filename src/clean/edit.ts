/**
 * What an editor asks to be changed, as an edit of the stored item. Promises: fields that nobody named stay as they
 * are.
 */

import { type Content, type Person, type Picture, PRESS_LINES, type pressLines } from '../model/content.ts'
import type { Edit, Patch } from '../model/history.ts'
import type { EditFields } from '../model/item.ts'
import type { Channel } from '../model/model.ts'
import { toJsonName } from '../model/schema.ts'
import { toAbsoluteAddress, toStoryUrl } from './identity/url.ts'
import { toLanguageTag } from './language/language.ts'
import { MEDIA_TYPE } from './markup/allowed.ts'
import { withoutControls } from './markup/controls.ts'
import { withoutGiven } from './markup/given.ts'
import { toBareName } from './markup/plain.ts'
import { toInertLine, toInertText } from './markup/text.ts'
import { toCleanPeople } from './press/people.ts'
import { toPlace, toPlaces } from './press/places.ts'
import { toWritten } from './story.ts'

/**
 * An editor's fields, cleaned like a source's: only what was set, and nothing that follows from it (edited.ts). The
 * agency's lines are still in the text if the editor wrote them there. Fields that say nothing usable (a bad date) are
 * left out.
 */
export function toEdit(fields: EditFields, item: Content, channel: Channel): Patch {
  const all: { [Name in keyof Edit]-?: Edit[Name] | null | undefined } = {
    title: toSet(fields.title, toInertLine),
    summary: toSet(fields.summary, toInertText),
    ...toText(fields, item, channel),
    authors: toSet(fields.authors, (authors) => toCleanPeople(authors.map(toPerson), item.url)),
    categories: toSet(fields.tags, toTags),
    image: toSet(fields.image, (image) => toImage(image, item)),
    alt: toSet(fields._ara?.image === null ? null : fields._ara?.image?.alt, toInertLine),
    pictures: toSet(fields._ara?.pictures, (pictures) => toPictureList(pictures, item)),
    language: toSet(fields.language, toLanguageTag),
    direction: fields._ara?.direction,
    published: toSet(fields.date_published, toDate),
    url: toSet(fields.url, (url) => toStoryUrl(url, item.url, channel.hosts)),
    ...toPress(fields._ara ?? {}, item),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** Nothing where nothing was said, and null where it was taken back. */
function toSet<From, To>(said: From | null | undefined, read: (said: From) => To): To | null | undefined {
  return said === null || said === undefined ? (said as null | undefined) : read(said)
}

function toDate(text: string): number | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

function toText({ content_html: html, content_text: plain, url }: EditFields, item: Content, { hosts }: Channel) {
  if (html === undefined && plain === undefined) return { contentHtml: html, contentText: plain, markup: undefined }
  const text = typeof html === 'string' ? withoutGiven(html) : (html ?? plain)
  if (text === null || text === undefined) return { contentHtml: null, contentText: null, markup: null }
  const markup = typeof html === 'string'
  // Its anchors keep the mark that they were shown with: what is laid over the story gives them the story's own.
  const page = typeof url === 'string' ? toStoryUrl(url, item.url, hosts) : item.url
  const around = page === undefined ? {} : { base: page, pages: [page] }
  const written = toWritten({ value: text, type: markup ? 'html' : 'text' }, around)
  return { contentHtml: written.html, contentText: written.text, markup }
}

function toPerson(person: { readonly name?: string; readonly url?: string; readonly avatar?: string }): Person {
  const { name = '', url, avatar } = person
  return { name, ...(url === undefined ? {} : { url }), ...(avatar === undefined ? {} : { avatar }) }
}

function toTags(tags: readonly string[]): { name: string }[] {
  const names = tags.map((tag) => withoutControls(toInertLine(tag)).trim()).filter((name) => name !== '')
  return [...new Set(names)].map((name) => ({ name }))
}

function toImage(image: string, item: Content): Edit['image'] {
  const url = toAbsoluteAddress(image, item.url)
  return url === undefined ? undefined : { url }
}

type SaidPictures = NonNullable<NonNullable<EditFields['_ara']>['pictures']>

function toPictureList(pictures: SaidPictures, item: Content): Picture[] {
  return pictures.flatMap((picture) => {
    const url = toAbsoluteAddress(picture.url, item.url)
    const words = (['caption', 'alt', 'credit'] as const).map(
      (name) => [name, toInertLine(picture[name] ?? '')] as const,
    )
    const said = Object.fromEntries(words.filter(([, line]) => line !== ''))
    const { type, width, height } = picture
    const known = type === undefined ? undefined : MEDIA_TYPE(type)
    const facts = { ...(known ? { type: known } : {}), ...(width ? { width } : {}), ...(height ? { height } : {}) }
    return url === undefined ? [] : [{ url, ...facts, ...said }]
  })
}

type SaidPlace = NonNullable<NonNullable<EditFields['_ara']>['places']>[number]

type Lines = { readonly [Name in keyof typeof pressLines]: string | null | undefined }

function toPress(fields: NonNullable<EditFields['_ara']>, item: Content) {
  const cleaned = PRESS_LINES.map((name) => [name, toSet(fields[toJsonName(name)], toInertLine)])
  const named = toSet(fields.places, (all) => all.map(toNamedPlace).filter(({ slug }) => slug !== ''))
  const places = named === undefined ? toFollowing(fields.dateline, item) : named
  return { ...(Object.fromEntries(cleaned) as Lines), places }
}

/** The gazetteer's place of that name; where it has none, where the editor says that it is. */
export function toNamedPlace({ name, latitude, longitude }: SaidPlace) {
  const place = toPlace(toBareName(name))
  if (place.latitude !== undefined || latitude === undefined || longitude === undefined) return place
  return { ...place, latitude, longitude }
}

/** Older versions kept the places of an editor's dateline as if they had been set: they go with it. */
function toFollowing(dateline: string | null | undefined, item: Content): null | undefined {
  if (dateline === undefined || item.dateline === undefined) return undefined
  const slugs = (places: Content['places']) => places.map(({ slug }) => slug).join(' ')
  return slugs(toPlaces(item.dateline)) === slugs(item.places) ? null : undefined
}
