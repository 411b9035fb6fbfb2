import type { Content, Person, Place } from '../model/content.ts'
import type { Edit } from '../model/history.ts'
import type { Channel } from '../model.ts'
import { toDirection, toLanguageTag } from './language.ts'
import { toPeople } from './people.ts'
import { toPlace, toPlaces } from './places.ts'
import { toPlainName } from './plain-text.ts'
import { toWritten } from './story.ts'
import { toInertLine, toInertText } from './text.ts'
import { toAbsolute, toStoryUrl } from './url.ts'

/** What an editor may set, under the names of JSON Feed 1.1; http has checked the types. */
export type EditFields = {
  readonly title?: string
  readonly summary?: string
  readonly content_html?: string
  readonly content_text?: string
  readonly authors?: readonly { readonly name?: string; readonly url?: string; readonly avatar?: string }[]
  readonly tags?: readonly string[]
  readonly image?: string
  readonly language?: string
  /** RFC 3339. */
  readonly date_published?: string
  readonly url?: string
  readonly _ara?: {
    readonly dateline?: string
    readonly caption?: string
    readonly credit?: string
    readonly agency?: string
    readonly source?: string
    readonly places?: readonly (string | { readonly name: string })[]
  }
}

/**
 * An editor's fields, cleaned like a source's, but for one thing: the agency's lines stay in the
 * text if the editor wrote them there. Fields that say nothing usable (a bad date) are left out.
 */
export function toEdit(fields: EditFields, item: Content, channel: Channel): Edit {
  const text = toText(fields, item)
  const language = toLanguageTag(fields.language)
  const published = fields.date_published === undefined ? Number.NaN : Date.parse(fields.date_published)
  const url = fields.url === undefined ? undefined : toStoryUrl(fields.url, item.url, channel.hosts)
  return {
    ...(fields.title === undefined ? {} : { title: toInertLine(fields.title) }),
    ...(fields.summary === undefined ? {} : { summary: toInertText(fields.summary) }),
    ...text,
    ...(fields.authors === undefined ? {} : { authors: toPeople(fields.authors.map(toPerson), item.url) }),
    ...(fields.tags === undefined ? {} : { categories: toTags(fields.tags) }),
    ...toImage(fields, item),
    ...(language === undefined ? {} : { language }),
    ...toTurned(fields, text.contentText, language, item),
    ...(Number.isNaN(published) ? {} : { published }),
    ...(url === undefined ? {} : { url }),
    ...toPress(fields._ara ?? {}),
  }
}

function toText(fields: EditFields, item: Content): { contentHtml?: string; contentText?: string } {
  const { content_html: html, content_text: plain } = fields
  if (html === undefined && plain === undefined) return {}
  const written =
    html === undefined
      ? toWritten({ value: plain ?? '', type: 'text' }, item.url)
      : toWritten({ value: html, type: 'html' }, item.url)
  return { contentHtml: written.html, contentText: written.text }
}

/** Which way it runs is looked at again wherever words or language change. */
function toTurned(
  fields: EditFields,
  text: string | undefined,
  language: string | undefined,
  item: Content,
): { direction?: 'ltr' | 'rtl' } {
  if (fields.title === undefined && text === undefined && language === undefined) return {}
  return {
    direction: toDirection(`${fields.title ?? item.title} ${text ?? item.contentText}`, language ?? item.language),
  }
}

function toPerson(person: { readonly name?: string; readonly url?: string; readonly avatar?: string }): Person {
  const { name = '', url, avatar } = person
  return { name, ...(url === undefined ? {} : { url }), ...(avatar === undefined ? {} : { avatar }) }
}

function toTags(tags: readonly string[]): { name: string }[] {
  const names = tags.map((tag) => toInertLine(tag)).filter((name) => name !== '')
  return [...new Set(names)].map((name) => ({ name }))
}

/** The same picture under a new caption, or another picture. */
function toImage(fields: EditFields, item: Content): Pick<Edit, 'image'> {
  const url = fields.image === undefined ? item.image?.url : toAbsolute(fields.image, item.url)
  const { caption, credit } = fields._ara ?? {}
  if (url === undefined || (fields.image === undefined && caption === undefined && credit === undefined)) return {}
  const before = url === item.image?.url ? item.image : { url }
  return {
    image: {
      ...before,
      ...(caption === undefined ? {} : { caption: toInertLine(caption) }),
      ...(credit === undefined ? {} : { credit: toInertLine(credit) }),
    },
  }
}

function toPress(fields: NonNullable<EditFields['_ara']>): Partial<Edit> {
  const { dateline, places } = fields
  const named = places?.map((place) => toPlace(toPlainName(typeof place === 'string' ? place : place.name)))
  const press: Partial<Record<'dateline' | 'caption' | 'credit' | 'agency' | 'source', string>> = {}
  for (const name of ['dateline', 'caption', 'credit', 'agency', 'source'] as const) {
    const value = fields[name]
    if (value !== undefined) press[name] = toInertLine(value)
  }
  const found: readonly Place[] | undefined =
    named ?? (dateline === undefined ? undefined : toPlaces(toInertLine(dateline)))
  return { ...press, ...(found === undefined ? {} : { places: found.filter((place) => place.slug !== '') }) }
}
