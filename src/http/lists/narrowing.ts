/**
 * What narrows a list, read from a query. Promises: names that mean nothing are ignored, values that make no sense are
 * refused by the name of their parameter.
 */

import * as v from 'valibot'
import { toXmlSafeText } from '../../clean/markup/text.ts'
import { type OwnPlaces, refuseQuery, toSought } from '../../clean/search/sought.ts'
import { RequestError } from '../../errors.ts'
import type { Channel } from '../../model/model.ts'
import { toPeriodText } from '../../pages/dates.ts'
import { type ItemQuery, loadFeedItems } from '../../store/feeds/feeds.ts'
import { ANY_OF } from '../../store/feeds/selection.ts'
import type { Backend } from '../backend.ts'
import { queryError } from '../problem.ts'
import { FACETS, resolveNames, toSet } from './names.ts'

/** A list of items that an address asks for. */
export type Narrowing = {
  /** What the store is asked; without the limit. */
  readonly query: Omit<ItemQuery, 'limit'>
  readonly limit: number
  /** Whether the address says how many it wants. */
  readonly limited: boolean
  /** The query that leads to the same list, in one order and without what means nothing; `` or `?…`. */
  readonly search: string
  /** The list in words; absent when it is narrowed by nothing. */
  readonly words?: string
}

/** How many items a list has when nobody says, and at most. */
export const LIST_LENGTHS = { standard: 30, most: 200 }

/** Longer values are no names of anything. */
const MAX_VALUE = 200
const MOST_ANY = 50
/** Names of one kind; D1 takes a hundred parameters, of which each name needs three. */
const MOST_NAMES = 5

/**
 * Reads which items an address asks for; parameters it does not know mean nothing. A name that is given twice narrows
 * twice: `tag=syria&tag=kobane` is what has both. @throws RequestError 400 naming the parameter
 */
export async function readNarrowing(
  backend: Pick<Backend, 'db' | 'channels' | 'cache'>,
  params: URLSearchParams,
  channel?: string,
): Promise<Narrowing> {
  const channelId = channel ?? readChannel(params, backend.channels)
  const typed = readFacets(params)
  const source = readNames(params, 'source')
  const date = readDate(params)
  const words = readWords(params)
  const before = readCursor(params)
  const facets = await resolveNames(backend, typed)
  const named = { ...facets, ...(source ? { source } : {}), ...(date ? { date } : {}), ...(words ? { q: words } : {}) }
  const own = channel === undefined && channelId !== undefined ? { channel: channelId } : {}
  return {
    query: {
      ...(channelId === undefined ? {} : { channel: channelId }),
      ...facets,
      ...(source ? { source } : {}),
      ...(date ? toPeriodQuery(date) : {}),
      ...(words ? { words: toSought(words, toOwnPlaces(backend)) } : {}),
      ...(before === undefined ? {} : { before }),
    },
    limit: readNumberParam(params, 'limit', LIST_LENGTHS.standard, LIST_LENGTHS.most),
    limited: Boolean(params.get('limit')),
    search: toSearch({ ...own, ...named }),
    ...toWords(named),
  }
}

/** The places that channels' files bring along. */
export function toOwnPlaces({ channels }: Pick<Backend, 'channels'>): OwnPlaces {
  return channels.flatMap(({ places = [] }) => places)
}

/** The address of the list that goes on after an item. */
export function toNextSearch(narrowing: Narrowing, last: { readonly position: number; readonly row: number }): string {
  const params = new URLSearchParams(narrowing.search)
  if (narrowing.limit !== LIST_LENGTHS.standard) params.set('limit', String(narrowing.limit))
  params.set('before', `${last.position}.${last.row}`)
  return `?${params}`
}

/** The list's address with the limit, where it is not the usual one. */
export function toSelfSearch({ search, limit }: Narrowing): string {
  return limit === LIST_LENGTHS.standard ? search : withParameter(search, 'limit', String(limit))
}

/** A query with one parameter more. */
export function withParameter(search: string, name: string, value: string): string {
  return `${search}${search === '' ? '?' : '&'}${name}=${value}`
}

/** A whole number in a range, or the standard. @throws RequestError 400 */
export function readNumberParam(
  params: URLSearchParams,
  name: string,
  standard: number,
  most: number,
  least = 1,
): number {
  const sentence = `has to be a whole number from ${least} to ${most}.`
  const schema = toNumberSchema(/^\d{1,9}$/, sentence, [least, most], sentence)
  return readParam(params, name, standard, schema, queryError)
}

/** A parameter by its schema, or the standard where it is not there. @throws RequestError that `toError` makes */
export function readParam<T>(
  params: URLSearchParams,
  name: string,
  standard: T,
  schema: v.GenericSchema<string, T>,
  toError: (name: string, sentence: string) => Error,
): T {
  const text = params.get(name)
  if (text === null || text === '') return standard
  const result = v.safeParse(schema, text)
  if (result.success) return result.output
  throw toError(name, `${name} ${result.issues[0].message}`)
}

/** A number, what is said of text that is none, and of one outside its range. */
export function toNumberSchema(
  digits: RegExp,
  noNumber: string,
  [least, most]: readonly [number, number],
  outside: string,
) {
  return v.pipe(
    v.string(),
    v.regex(digits, noNumber),
    v.transform(Number),
    v.minValue(least, outside),
    v.maxValue(most, outside),
  )
}

function readChannel(params: URLSearchParams, channels: readonly Channel[]): string | undefined {
  const id = readValueParam(params, 'channel')
  if (id === undefined || channels.some((channel) => channel.id === id)) return id
  throw queryError('channel', 'There is no such channel here.')
}

function readFacets(params: URLSearchParams): Parameters<typeof resolveNames>[1] {
  return Object.fromEntries(
    FACETS.flatMap((name) => {
      const values = readNames(params, name)
      return values === undefined ? [] : [[name, values]]
    }),
  )
}

/**
 * The names of a parameter, in one order however often and in whatever order they are given. One of blanks alone is a
 * name that nobody has; where nothing is given, none is asked for.
 */
function readNames(params: URLSearchParams, name: string): readonly string[] | undefined {
  const values = readValues(params, name)
  const given = params.getAll(name).filter((text) => text !== '')
  const names = toSet(values.length < given.length ? [...values, ''] : values)
  if (names.length > MOST_NAMES) throw queryError(name, `${name} can be given ${MOST_NAMES} times at most.`)
  return names.length === 0 ? undefined : names
}

/** A year, a month or a day: `2014`, `2014-10`, `2014-10-05`. */
function readDate(params: URLSearchParams): string | undefined {
  const date = readValueParam(params, 'date')
  if (date === undefined || isDate(date)) return date
  throw queryError('date', 'date has to be a year, a month or a day: 2014, 2014-10 or 2014-10-05.')
}

/** Without a letter or digit nothing is searched for, and everything would be found. */
function readWords(params: URLSearchParams): string | undefined {
  const words = readValues(params, 'q').join(' ')
  if (words === '') return undefined
  if (words.length > MAX_VALUE) throw tooLong('q')
  const refusal = refuseQuery(words)
  if (refusal === undefined) return words
  throw queryError('q', `q ${refusal}`)
}

/** The value of what there can be but one of. @throws RequestError 400 where it is given twice, or is too long */
export function readValueParam(params: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = new Set(readValues(params, name))
  if (others.length > 0) throw queryError(name, `${name} can be given once only.`)
  return value
}

function readValues(params: URLSearchParams, name: string): string[] {
  const texts = params.getAll(name).map((text) => toXmlSafeText(text).replace(/\s+/g, ' ').trim())
  const parts = texts.flatMap((text) => text.split(ANY_OF, MOST_ANY + 1))
  if (parts.length > MOST_ANY || parts.some((part) => part.length > MAX_VALUE)) throw tooLong(name)
  return texts.filter((text) => text !== '')
}

function tooLong(name: string): RequestError {
  return queryError(name, `${name} has more than ${MAX_VALUE} characters.`)
}

/** The story that a page goes on after. */
function readCursor(params: URLSearchParams, name = 'before'): { position: number; row: number } | undefined {
  const text = params.get(name)
  if (text === null || text === '') return undefined
  const [, position, row] = /^(-?\d{1,15})\.(\d{1,15})$/.exec(text) ?? []
  if (position === undefined || row === undefined) throw queryError(name, `${name} is no cursor of this list.`)
  return { position: Number(position), row: Number(row) }
}

type Named = Readonly<Record<string, string | readonly string[]>>

function toSearch(named: Named): string {
  const params = new URLSearchParams(toPairs(named)).toString()
  return params === '' ? '' : `?${params}`
}

function toPairs(named: Named): [string, string][] {
  return Object.entries(named).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  )
}

const LABELS: Readonly<Record<string, string>> = { lang: 'language', q: 'search' }

function toWords(named: Named): { words?: string } {
  const parts = toPairs(named).map(([name, value]) => `${LABELS[name] ?? name}: ${value}`)
  return parts.length === 0 ? {} : { words: parts.join(', ') }
}

// Years, months and days as addresses say them: `2014`, `2014-10`, `2014-10-05`.

const DAY = 86_400_000

/** Whether there is such a year, month or day. */
function isDate(text: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** `2014-10` for `/2014/10`; undefined where a path is none of a year, month or day. */
export function toDateOfPath(path: string): string | undefined {
  const date = path.slice(1).replaceAll('/', '-')
  return path.startsWith('/') && !path.includes('-') && isDate(date) ? date : undefined
}

/** What the store is asked. Permalinks know years and months, of days nothing (UTC). */
function toPeriodQuery(date: string): Pick<ItemQuery, 'folder' | 'between'> {
  const [year, month, day] = date.split('-')
  const start = Date.parse(date)
  return {
    folder: month === undefined ? `/${year}/` : `/${year}/${month}/`,
    ...(day === undefined ? {} : { between: [start, start + DAY] }),
  }
}

/** `2015`, `June 2015`, `7 June 2015`. @param language BCP 47 */
export function toPeriodName(date: string, language: string | undefined): string {
  return toPeriodText(Date.parse(date), language, date.length > 4, date.length > 7)
}

/** As on a WordPress, a month that no story is of is no list. @throws RequestError 404 */
export async function demandPeriod({ db }: Backend, date: string, channel: string | undefined): Promise<void> {
  const own = channel === undefined ? {} : { channel }
  const [found] = await loadFeedItems(db, { ...toPeriodQuery(date), ...own, limit: 1 })
  if (found === undefined) throw new RequestError(404, 'There is no story here of this time.', { field: 'date' })
}
