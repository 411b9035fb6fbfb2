/**
 * What a narrowed list is called. Promises: names as stories write them, in the channel's language where a document
 * needs words.
 */

import { toLanguageDirection } from '../../clean/language/direction.ts'
import { isolate, joinIsolated } from '../../clean/language/isolate.ts'
import { toPrimaryLanguage } from '../../clean/language/language.ts'
import { toEnglishLanguageName, toOwnLanguageName } from '../../clean/language/names.ts'
import { RequestError } from '../../errors.ts'
import type { Facet } from '../../model/content.ts'
import type { Channel } from '../../model/model.ts'
import { toPhrases } from '../../pages/phrases.ts'
import { toWording } from '../../pages/wording.ts'
import { isCarrier } from '../../store/feeds/changes.ts'
import { loadFacetLabel } from '../../store/feeds/facets.ts'
import { ANY_OF } from '../../store/feeds/selection.ts'
import { findSourceName } from '../../store/source-names.ts'
import { loadSources } from '../../store/sources.ts'
import type { Backend } from '../backend.ts'
import { toChannel } from '../route.ts'
import { toSiteView } from '../site/page.ts'
import type { FeedKind } from './address.ts'
import { toSiteTitle } from './lists.ts'
import { demandPeriod, type Narrowing, toPeriodName } from './narrowing.ts'

const KINDS: readonly Facet['kind'][] = ['tag', 'place', 'author', 'lang']

/**
 * What a page's list is called, in nobody's language: the names that narrow it as stories write them. Undefined where
 * nothing does. @throws RequestError 404 where no story has such a name
 */
export async function loadHeading(backend: Backend, { query, search }: Narrowing): Promise<string | undefined> {
  const names = (await Promise.all(KINDS.map((kind) => loadNames(backend, kind, query)))).flat()
  const words = new URLSearchParams(search).get('q')
  const parts = [
    ...names,
    ...(await loadSourceNames(backend, query.source ?? [])),
    ...(await loadDateName(backend, query.channel, search)),
    ...(words === null ? [] : [`“${words}”`]),
  ]
  const around = toLanguageDirection(toSiteView(backend, query.channel).language)
  return parts.length === 0 ? undefined : joinIsolated(parts, ' · ', around)
}

async function loadNames(backend: Backend, kind: Facet['kind'], query: Narrowing['query']): Promise<string[]> {
  return Promise.all((query[kind] ?? []).map((value) => loadName(backend, kind, value, query.channel)))
}

async function loadName(
  { db }: Backend,
  kind: Facet['kind'],
  value: string,
  channel: string | undefined,
): Promise<string> {
  const label = await loadLabel(db, kind, value, channel)
  if (label === undefined) throw new RequestError(404, 'No story here has this name.', { field: kind })
  return kind === 'lang' ? toOwnLanguageName(label) : label
}

/** Of several names, of which any will do, those that stories have. */
async function loadLabel(
  db: Backend['db'],
  kind: Facet['kind'],
  value: string,
  channel: string | undefined,
): Promise<string | undefined> {
  const labels = await Promise.all(value.split(ANY_OF).map((one) => loadFacetLabel(db, kind, one, channel)))
  return labels.filter((label) => label !== undefined).join(' / ') || undefined
}

/**
 * What sources are called. One is known while it is polled, and for as long as there is a story that came from it.
 * @throws RequestError 404
 */
async function loadSourceNames({ db, channels }: Backend, ids: readonly string[]): Promise<string[]> {
  const sources = ids.length === 0 ? [] : await loadSources(db, channels)
  const names: string[] = []
  for (const id of ids) {
    const name = (await findSourceName(db, id))?.name ?? id
    const known = sources.find((one) => one.id === name)
    if (known === undefined && !(await isCarrier(db, id))) throw new RequestError(404, 'There is no such source here.')
    names.push(known?.title ?? name)
  }
  return names
}

/** `June 2015`, in the words of the site. */
async function loadDateName(backend: Backend, channel: string | undefined, search: string): Promise<string[]> {
  const date = new URLSearchParams(search).get('date')
  if (date === null) return []
  await demandPeriod(backend, date, channel)
  return [toPeriodName(date, toSiteView(backend, channel).language)]
}

type Query = Narrowing['query']

/** What lists are called where something narrows them. */
const SUBJECTS: Readonly<Record<FeedKind, string>> = {
  stories: 'stories',
  corrections: 'corrections of stories',
  comments: 'comments on stories',
}

/**
 * A list's name as people read it: `ARA News: stories about Kobane, in Arabic`; of a site in another language than
 * English `آرا نيوز: كوباني · العربية`.
 * @throws RequestError 404 where it is narrowed to something that nobody here has heard of
 */
export async function loadTitle(backend: Backend, kind: FeedKind, narrowing: Narrowing): Promise<string> {
  const { query, search } = narrowing
  const name = query.channel === undefined ? toSiteTitle(backend) : toChannel(backend, query.channel).title
  if (kind === 'stories' && !isNarrowed(search)) return name
  const { language } = toSiteView(backend, query.channel)
  if (toPrimaryLanguage(language) !== 'en')
    return toNamed(name, [...toSubject(kind, language), await loadHeading(backend, narrowing)], language)
  const parts = [
    ...(await loadFacetParts(backend, query)),
    ...(await loadSourceNames(backend, query.source ?? [])).map((source) => `from ${isolate(source, 'ltr')}`),
    ...(await loadDatePart(backend, query.channel, search)),
    ...toWordsPart(search),
  ]
  const named = isolate(name, 'ltr')
  if (parts.length > 0) return `${named}: ${SUBJECTS[kind]} ${parts.join(', ')}`
  return kind === 'stories' ? name : `${named}: ${kind}`
}

/** To more than a channel, which has a name of its own. */
function isNarrowed(search: string): boolean {
  return [...new URLSearchParams(search).keys()].some((name) => name !== 'channel')
}

function toNamed(name: string, parts: readonly (string | undefined)[], language: string): string {
  const around = toLanguageDirection(language)
  const said = parts.filter((part) => part !== undefined).map((part) => isolate(part, around))
  return said.length === 0 ? name : `${isolate(name, around)}: ${said.join(' · ')}`
}

/** What a list of no stories is one of, in the site's language. */
function toSubject(kind: FeedKind, language: string): string[] {
  if (kind === 'stories') return []
  return [kind === 'corrections' ? toPhrases(language).corrections : toWording(language).comments]
}

/** The name of the feed of one story's comments. */
export function toCommentsTitle({ title: name, language }: Channel, title: string): string {
  return toPrimaryLanguage(language) === 'en'
    ? `${isolate(name, 'ltr')}: comments on “${isolate(title, 'ltr')}”`
    : toNamed(name, [...toSubject('comments', language), title], language)
}

async function loadFacetParts({ db }: Backend, query: Query): Promise<string[]> {
  const parts: string[] = []
  for (const kind of KINDS) {
    for (const value of query[kind] ?? []) {
      const label = await loadLabel(db, kind, value, query.channel)
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
  const name = isolate(label, 'ltr')
  if (kind === 'place') return `about ${name}`
  if (kind === 'author') return `by ${name}`
  return kind === 'lang' ? `in ${toEnglishLanguageName(label)}` : `tagged ${name}`
}

async function loadDatePart(backend: Backend, channel: string | undefined, search: string): Promise<string[]> {
  const date = new URLSearchParams(search).get('date')
  if (date === null) return []
  await demandPeriod(backend, date, channel)
  return [`of ${toPeriodName(date, 'en')}`]
}

/** As they were typed, not folded. */
function toWordsPart(search: string): string[] {
  const words = new URLSearchParams(search).get('q')
  return words === null ? [] : [`with “${isolate(words, 'ltr')}”`]
}
