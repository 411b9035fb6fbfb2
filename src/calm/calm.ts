/**
 * Documents are read and cleaned without holding up anybody (docs/architecture.md, decision 22). Promises: a small one
 * is read in place, in steps; a large one elsewhere, where the runtime has an elsewhere; it comes to the same. One that
 * takes too long, or more memory than there is for it, is a ParseError that says so.
 */
import { type CleanContext, cleanItem, receiveInSteps } from '../clean/clean.ts'
import type { Noise } from '../clean/identity/noise.ts'
import { withNoise } from '../clean/renewal.ts'
import { ParseError } from '../errors.ts'
import { type Listing, readListing } from '../extract/listing.ts'
import type { Expected } from '../extract/wall/proof.ts'
import type { AnsweredPage, Wall } from '../extract/wall/wall.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, Item, ParsedFeed, ParsedItem, Received } from '../model/model.ts'
import { finishCalmly } from '../steps.ts'
import { unpack } from './pieces.ts'
import { type Done, WORKS, type WorkInput, type WorkName, type WorkResult } from './works.ts'

/** Does a piece of work elsewhere (`doWork`). Never rejects. @param given what is handed over, not copied */
export type Readers = (name: WorkName, input: unknown, given?: readonly ArrayBuffer[]) => Promise<Done>

/** How documents are read: with pauses, and what is large aside. */
export type Calm = {
  /** Lets other work go on. */
  readonly pause: () => Promise<void>
  readonly readers?: Readers | undefined
}

/** Without pauses: for who has nobody waiting. */
export const AT_ONCE: Calm = { pause: async () => {} }

/** Bytes, or characters, from which on a document is large: some ten milliseconds of work. */
const LARGE = 64 * 1024
/** Items, and characters of them, that are cleaned between two pauses, and that are sent elsewhere at a time. */
const SOME = { items: 10, characters: 16_384 }
const MANY = { items: 100, characters: 262_144 }

/** A document of any format, or as a source's settings say. @throws ParseError */
export async function readCalmly(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  listing: Listing = {},
): Promise<ParsedFeed> {
  return readEither(calm, bytes, origin, listing)
}

/** As `readCalmly`, of bytes that nobody looks at afterwards: they are handed over. @throws ParseError */
export async function readGiven(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  listing: Listing = {},
): Promise<ParsedFeed> {
  return readEither(calm, bytes, origin, listing, toGiven(bytes))
}

async function readEither(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  listing: Listing,
  given?: readonly ArrayBuffer[],
): Promise<ParsedFeed> {
  if (!isElsewhere(calm, bytes)) return readListing(bytes, origin, listing, calm.pause)
  return work(calm, 'read', { bytes, origin: toOrigin(origin), listing: toListing(listing) }, given)
}

/** Bytes that are a part of more are somebody else's too. */
function toGiven({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

/** As `readCalmly`, without twins, and each item as received. @throws ParseError */
export async function receiveCalmly(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  listing: Listing,
  context: { readonly channel: Channel; readonly noise: Noise },
): Promise<{ readonly feed: ParsedFeed; readonly received: readonly Received[] }> {
  if (isElsewhere(calm, bytes)) {
    const asked = { bytes, origin: toOrigin(origin), listing: toListing(listing), ...context }
    const { items: received, ...feed } = await work(calm, 'receive', asked)
    return { feed: { ...feed, items: received.map(({ item }) => item) }, received }
  }
  return receiveParsed(calm, await readListing(bytes, origin, listing, calm.pause), origin, context)
}

/** A document that is read already: without twins, and each item as received. */
export function receiveParsed(
  { pause }: Calm,
  feed: ParsedFeed,
  origin: DocumentOrigin,
  context: Parameters<typeof receiveInSteps>[2],
): Promise<{ readonly feed: ParsedFeed; readonly received: readonly Received[] }> {
  return finishCalmly(receiveInSteps(feed, origin, context), pause)
}

/** Items cleaned, without what is noise in them. */
export async function cleanCalmly(
  calm: Calm,
  received: readonly Received[],
  context: CleanContext,
  noise?: Noise,
): Promise<Item[]> {
  const items: Item[] = []
  const isLarge = calm.readers !== undefined && sum(received) >= LARGE
  for (const some of toGroups(received, isLarge ? MANY : SOME)) {
    if (isLarge) items.push(...(await work(calm, 'clean', { received: some, context, noise })).items)
    else items.push(...some.map((one) => cleanItem(noise === undefined ? one : withNoise(one, noise), context)))
    await calm.pause()
  }
  return items
}

/** The article of a page. @throws ParseError */
export async function readArticleCalmly(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  options: WorkInput<'article'>['options'],
): Promise<ParsedFeed> {
  return workOnPage(calm, 'article', { bytes, origin: toOrigin(origin), options }, bytes)
}

/** The addresses of the feeds that a page names, best first. */
export async function findFeedLinks(
  calm: Calm,
  page: DocumentOrigin & { readonly bytes: Uint8Array },
  sent: WorkInput<'links'>['sent'],
): Promise<WorkResult<'links'>['items']> {
  const { items } = await workOnPage(calm, 'links', { bytes: page.bytes, origin: toOrigin(page), sent }, page.bytes)
  return items
}

/** The wall that a page is by itself. */
export async function findWallCalmly(calm: Calm, page: AnsweredPage): Promise<Wall | undefined> {
  return (await workOnPage(calm, 'wall', page, page.bytes)).items[0]
}

/** The wall that stands in place of a story. */
export async function findWallBeforeCalmly(
  calm: Calm,
  expected: Expected,
  article: ParsedItem | undefined,
  page: AnsweredPage,
): Promise<Wall | undefined> {
  return (await workOnPage(calm, 'wallBefore', { expected, article, page }, page.bytes)).items[0]
}

/** A page takes longer than a feed of its size. */
const LARGE_PAGE = LARGE / 4

async function workOnPage<Name extends WorkName>(
  calm: Calm,
  name: Name,
  input: WorkInput<Name>,
  bytes: Uint8Array,
): Promise<WorkResult<Name>> {
  if (calm.readers !== undefined && bytes.length >= LARGE_PAGE) return work(calm, name, input)
  return (WORKS[name] as (given: WorkInput<Name>) => WorkResult<Name>)(input)
}

async function work<Name extends WorkName>(
  { readers, pause }: Calm,
  name: Name,
  input: WorkInput<Name>,
  given?: readonly ArrayBuffer[],
): Promise<WorkResult<Name>> {
  if (readers === undefined) throw new Error(`There is nowhere to ${name} aside.`)
  const done = await readers(name, input, given)
  if ('pieces' in done) return unpack(done.pieces, pause)
  if (done.isDocument) throw new ParseError(done.fault)
  throw Object.assign(new Error(done.fault), { stack: done.stack })
}

function isElsewhere({ readers }: Calm, bytes: Uint8Array): boolean {
  return readers !== undefined && bytes.length >= LARGE
}

/** What HTTP said, alone: an answer has its bytes with it. */
function toOrigin(origin: DocumentOrigin): DocumentOrigin {
  const { url, contentType, contentLocation, contentLanguage, timeZone, readAt } = origin
  const all = { url, contentType, contentLocation, contentLanguage, timeZone, readAt }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

function toListing({ page, json }: Listing): Listing {
  return { ...(page === undefined ? {} : { page }), ...(json === undefined ? {} : { json }) }
}

function toSize({ item }: Received): number {
  return (item.content?.value.length ?? 0) + (item.summary?.value.length ?? 0) + 500
}

function sum(received: readonly Received[]): number {
  return received.reduce((size, one) => size + toSize(one), 0)
}

function* toGroups(received: readonly Received[], most: typeof SOME): Generator<Received[]> {
  let group: Received[] = []
  let characters = 0
  for (const one of received) {
    const size = toSize(one)
    if (group.length > 0 && (group.length >= most.items || characters + size > most.characters)) {
      yield group
      group = []
      characters = 0
    }
    group.push(one)
    characters += size
  }
  if (group.length > 0) yield group
}
