/**
 * Asks for documents, and where something stands before one (a bot check, a consent, a log-in) says so: neither
 * “403” nor “no feed” tells an editor that.
 */
import { FetchError, ParseError } from '../errors.ts'
import { type AnsweredPage, findWall, findWallBefore, type Wall } from '../extract/wall/wall.ts'
import type { ParsedItem } from '../model/model.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import { type DocumentAnswer, fetchDocument, type Net } from '../net/fetch.ts'

/** What stands before pages, as a sentence names it. */
export const WALL_NAMES: Readonly<Record<Wall['kind'], string>> = {
  challenge: 'a bot check',
  consent: 'a consent page',
  paywall: 'a paywall',
  login: 'a log-in page',
  region: 'a page that keeps other countries out',
  absence: 'a not-found page',
  outage: 'an error page',
  other: 'something else than the story',
  repeat: 'one and the same text',
}

/** Walls that a refusal is explained by; of the others its status says as much. */
const REFUSING: readonly Wall['kind'][] = ['challenge', 'consent', 'paywall', 'login', 'region']

/** As `fetchDocument`; a refusal by a wall names it. @throws FetchError, ConfigError */
export async function fetchOrName(net: Net, request: DocumentRequest): Promise<DocumentAnswer> {
  try {
    return await fetchDocument(net, request)
  } catch (error) {
    throw error instanceof FetchError ? toNamed(error, request.url) : error
  }
}

function toNamed(error: FetchError, asked: string): FetchError {
  const wall = findRefusing(error, asked)
  if (wall === undefined) return error
  const { kind, status, retryAt, page } = error
  const options = { cause: error, page, ...(status === undefined ? {} : { status }) }
  const sentence = `${error.message.replace(/\.$/, '')}: ${toInTheWay(wall)}.`
  return new FetchError(kind, sentence, retryAt === undefined ? options : { ...options, retryAt })
}

/** The wall that a server refused with. */
export function findRefusing({ page, status }: FetchError, asked: string): Wall | undefined {
  if (page === undefined) return undefined
  const { guard, ...rest } = page
  const wall = findWall({ ...rest, asked, isRefused: true })
  if (wall !== undefined && REFUSING.includes(wall.kind)) return wall
  // 401 and 402 are what a log-in and a paywall are for.
  return guard === undefined || status === 401 ? undefined : { kind: 'challenge', says: wall?.says ?? guard }
}

/** The sentence for a page that came in place of a feed; undefined where it is no wall. */
export function toWallError(answer: DocumentAnswer, asked: string, cause?: ParseError): WallError | undefined {
  const wall = findWall({ bytes: answer.bytes, contentType: answer.contentType, url: answer.url, asked })
  return wall && new WallError(toBlocked(answer.url, wall), wall, cause)
}

/** A page that is no feed and no story, and says what it is. */
export class WallError extends ParseError {
  readonly wall: Wall

  constructor(message: string, wall: Wall, cause?: ParseError) {
    super(message, cause === undefined ? {} : { cause })
    this.wall = wall
  }
}

/** Refuses a page that is no story by itself. @throws WallError */
export function refuseWall(article: ParsedItem | undefined, page: AnsweredPage, cause?: ParseError): void {
  if (cause instanceof WallError) return
  const wall = findWallBefore({ title: '', teaser: '' }, article, page)
  if (wall) throw new WallError(toBlocked(page.url, wall), wall, cause)
}

/** `news.example sent a page and no feed: a bot check is in the way (“Just a moment...”).` */
function toBlocked(url: string | undefined, wall: Wall): string {
  const sender = url !== undefined && URL.canParse(url) ? new URL(url).host : 'The address'
  return `${sender} sent a page in place of what was asked for: ${toInTheWay(wall)}.`
}

export function toInTheWay({ kind, says }: Wall): string {
  return `${WALL_NAMES[kind]} is in the way${says === '' ? '' : ` (“${says}”)`}`
}
