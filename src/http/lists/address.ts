/**
 * Which feed an address asks for. Promises: however it was written, it comes out in one canonical form, so that one
 * document has one address.
 */

import { RequestError } from '../../errors.ts'
import { type Format, toEachFormat, toFeedFile, toFormat } from '../../publish/formats.ts'
import type { Backend } from '../backend.ts'
import { type Narrowing, readNarrowing, readNumberParam, readValueParam, withParameter } from './narrowing.ts'

/** What a feed lists: stories, corrections of stories, comments on stories. */
export type FeedKind = 'stories' | 'corrections' | 'comments'

/** A feed that is asked for, under its one canonical address, however it was asked for. */
export type FeedAddress = {
  readonly kind: FeedKind
  readonly format: Format
  readonly narrowing: Narrowing
  readonly channel?: string
  /** The path of each format. */
  readonly paths: Readonly<Record<Format, string>>
  /** The query of the list, `` or `?…`: what narrows it, and how much of it a page holds. */
  readonly list: string
  /** The query of this very page of it. */
  readonly search: string
  /** Numbered pages: 1 for the newest. Others go on from a cursor. */
  readonly page?: number
}

/** Every name that means something in the query of a feed, or of the archive's list (`after`). */
export const PARAMETERS: ReadonlySet<string> = new Set(
  'channel tag place author lang source date q limit before page after'.split(' '),
)

/** OFFSET walks what it leaves out, so there is an end to what may be left out. */
const MOST_PAGES = 10_000
const MOST_LEFT_OUT = 100_000

/** Reads which feed is asked for. @throws RequestError 400 naming a parameter, 404 for a channel that is not there */
export async function readFeedAddress(
  backend: Backend,
  kind: FeedKind,
  format: Format,
  params: URLSearchParams,
  pathChannel?: string,
): Promise<FeedAddress> {
  const channel = findChannel(backend, pathChannel ?? readValueParam(params, 'channel'))
  const plain = new URLSearchParams(params)
  plain.delete('channel')
  const read = await readNarrowing(backend, plain, channel)
  // Given as `channel=`, it belongs to the path of the canonical address all the same.
  const narrowing = channel === undefined ? read : { ...read, query: { ...read.query, channel } }
  const page = readPage(params)
  if (page !== undefined && (page - 1) * narrowing.limit > MOST_LEFT_OUT) throw missingPage()
  const list = narrowing.limited ? withParameter(narrowing.search, 'limit', String(narrowing.limit)) : narrowing.search
  return {
    kind,
    format,
    narrowing,
    ...(channel === undefined ? {} : { channel }),
    paths: toPaths(kind, channel),
    list,
    search: toPageSearch(list, page, narrowing),
    ...(page === undefined ? {} : { page }),
  }
}

/** Whether it is the document to subscribe to: nothing narrows it, and it is no page of anything. */
export function isSubscription({ kind, search }: FeedAddress): boolean {
  return kind === 'stories' && search === ''
}

/** What a page past the end is answered with. */
export function missingPage(): RequestError {
  return new RequestError(404, 'The list ends before this page.', { field: 'page' })
}

/** The paths of a list's feeds, of a channel or of all together. */
export function toPaths(kind: FeedKind, channel: string | undefined): FeedAddress['paths'] {
  const folder = `${channel === undefined ? '' : `/${channel}`}${kind === 'stories' ? '' : `/${kind}`}`
  return toEachFormat((format) => `${folder}/${toFeedFile(format)}`)
}

/** A closed document in a format; `channel` where it stands among its channel's, not among all. */
export type ArchiveAddress = { readonly number: number; readonly format: Format; readonly channel?: string }

/** The path of a closed document. */
export function toArchivePath({ number, format, channel }: ArchiveAddress): string {
  return `${channel === undefined ? '' : `/${channel}`}/archive/${number}.${format}`
}

/** The format that the last part of a path names. @throws RequestError 404 */
export function readFormat(file: string | undefined): Format {
  const format = toFormat(file ?? '')
  if (format === undefined) throw new RequestError(404, 'There is no feed of this kind here.')
  return format
}

function toPageSearch(list: string, page: number | undefined, { query: { before } }: Narrowing): string {
  if (page !== undefined) return withParameter(list, 'page', String(page))
  return before === undefined ? list : withParameter(list, 'before', `${before.position}.${before.row}`)
}

/** However far past the end a page is, it is not there, as on a WordPress. @throws RequestError 400, 404 */
function readPage(params: URLSearchParams): number | undefined {
  const text = params.get('page')
  if (!text) return undefined
  if (/^\d+$/.test(text) && Number(text) > MOST_PAGES) throw missingPage()
  return readNumberParam(params, 'page', 1, MOST_PAGES)
}

function findChannel(backend: Backend, id: string | undefined): string | undefined {
  if (id === undefined || backend.channels.some((one) => one.id === id)) return id
  throw new RequestError(404, 'There is no such channel here.')
}
