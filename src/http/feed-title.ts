import { toPrimary } from '../clean/primary.ts'
import { RequestError } from '../errors.ts'
import type { Facet } from '../model/content.ts'
import type { Channel } from '../model.ts'
import { toPhrases } from '../pages/phrases.ts'
import { toWording } from '../pages/wording.ts'
import { loadFacetLabel } from '../store/facets.ts'
import type { Desk } from './desk.ts'
import type { Kind } from './feed-address.ts'
import { loadHeading, loadSourceNames } from './headings.ts'
import { toChannel, toSiteTitle } from './listing.ts'
import type { Narrowing } from './narrowing.ts'
import { toSite } from './page.ts'
import { demandPeriod, toPeriodName } from './period.ts'

type Query = Narrowing['query']

const KINDS: readonly Facet['kind'][] = ['tag', 'place', 'author', 'lang']

/** What lists are called where something narrows them. */
const SUBJECTS: Readonly<Record<Kind, string>> = {
  stories: 'stories',
  corrections: 'corrections of stories',
  comments: 'comments on stories',
}

/**
 * A list's name as people read it: `ARA News: stories about Kobane, in Arabic`; of a site in another language than
 * English `آرا نيوز: كوباني · العربية`.
 * @throws RequestError 404 where it is narrowed to something that nobody here has heard of
 */
export async function loadTitle(desk: Desk, kind: Kind, narrowing: Narrowing): Promise<string> {
  const { query, search } = narrowing
  const name = query.channel === undefined ? toSiteTitle(desk) : toChannel(desk, query.channel).title
  const { language } = toSite(desk, query.channel)
  if (toPrimary(language) !== 'en')
    return toNamed(name, [...toSubject(kind, language), await loadHeading(desk, narrowing)])
  const parts = [
    ...(await loadFacetParts(desk, query)),
    ...(await loadSourceNames(desk, query.source ?? [])).map((source) => `from ${source}`),
    ...(await loadDatePart(desk, query.channel, search)),
    ...toWordsPart(search),
  ]
  if (parts.length > 0) return `${name}: ${SUBJECTS[kind]} ${parts.join(', ')}`
  return kind === 'stories' ? name : `${name}: ${kind}`
}

function toNamed(name: string, parts: readonly (string | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? name : `${name}: ${said.join(' · ')}`
}

/** What a list of no stories is one of, in the site's language. */
function toSubject(kind: Kind, language: string): string[] {
  if (kind === 'stories') return []
  return [kind === 'corrections' ? toPhrases(language).corrections : toWording(language).comments]
}

/** The name of the feed of one story's comments. */
export function toCommentsTitle({ title: name, language }: Channel, title: string): string {
  return toPrimary(language) === 'en'
    ? `${name}: comments on “${title}”`
    : toNamed(name, [...toSubject('comments', language), title])
}

async function loadFacetParts({ db }: Desk, query: Query): Promise<string[]> {
  const parts: string[] = []
  for (const kind of KINDS) {
    for (const value of query[kind] ?? []) {
      const label = await loadFacetLabel(db, kind, value, query.channel)
      if (label === undefined) throw new RequestError(404, `There is no story here with this ${NAMES[kind]}.`)
      parts.push(toPart(kind, label))
    }
  }
  return parts
}

const NAMES: Readonly<Record<Facet['kind'], string>> = {
  tag: 'tag',
  place: 'place',
  author: 'author',
  lang: 'language',
}

function toPart(kind: Facet['kind'], label: string): string {
  if (kind === 'place') return `about ${label}`
  if (kind === 'author') return `by ${label}`
  return kind === 'lang' ? `in ${toLanguageName(label)}` : `tagged ${label}`
}

/** `Arabic` for `ar`. */
function toLanguageName(tag: string): string {
  // Intl throws at what is no tag, and sources say all kinds of things in place of one.
  if (!/^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i.test(tag)) return tag
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
}

async function loadDatePart(desk: Desk, channel: string | undefined, search: string): Promise<string[]> {
  const date = new URLSearchParams(search).get('date')
  if (date === null) return []
  await demandPeriod(desk, date, channel)
  return [`of ${toPeriodName(date, 'en')}`]
}

/** As they were typed, not folded. */
function toWordsPart(search: string): string[] {
  const words = new URLSearchParams(search).get('q')
  return words === null ? [] : [`with “${words}”`]
}
