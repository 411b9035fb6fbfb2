/**
 * What is done aside: the reading and cleaning of a document, as functions of values that can be sent. Promises: each is
 * pure, so that it comes to the same wherever it is done.
 */
import { type CleanContext, cleanItem, receiveInSteps } from '../clean/clean.ts'
import type { Noise } from '../clean/identity/noise.ts'
import { withNoise } from '../clean/renewal.ts'
import { ParseError } from '../errors.ts'
import { parseArticle } from '../extract/article/article.ts'
import { parseFeedLinks } from '../extract/feeds.ts'
import { type Listing, parseListing } from '../extract/listing.ts'
import type { Expected } from '../extract/wall/proof.ts'
import { type AnsweredPage, findWall, findWallBefore } from '../extract/wall/wall.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, ParsedItem, Received } from '../model/model.ts'
import { finish } from '../steps.ts'
import { pack } from './pieces.ts'

type Document = { readonly bytes: Uint8Array; readonly origin: DocumentOrigin }
type Receiving = Document & {
  readonly listing: Listing
  readonly channel: Pick<Channel, 'hosts'>
  readonly noise: Noise
}

export const WORKS = {
  /** A document of any format. @throws ParseError */
  read: ({ bytes, origin, listing }: Document & { readonly listing: Listing }) => parseListing(bytes, origin, listing),
  /** The same, and what is received of it. @throws ParseError */
  receive: ({ bytes, origin, listing, channel, noise }: Receiving) => {
    const { feed, received } = finish(receiveInSteps(parseListing(bytes, origin, listing), origin, { channel, noise }))
    return { ...feed, items: received }
  },
  /** Items, without what is noise in them. */
  clean: ({ received, context, noise }: Cleaning) => ({
    items: received.map((one) => cleanItem(noise === undefined ? one : withNoise(one, noise), context)),
  }),
  /** The article of a page. @throws ParseError */
  article: ({ bytes, origin, options }: Document & { readonly options: Parameters<typeof parseArticle>[2] }) =>
    parseArticle(bytes, origin, options),
  /** The feeds that a page names. */
  links: ({ bytes, origin, sent }: Document & { readonly sent: Parameters<typeof parseFeedLinks>[2] }) => ({
    items: parseFeedLinks(bytes, origin, sent),
  }),
  /** What stands where a document should. */
  wall: (page: AnsweredPage) => ({ items: [findWall(page)].filter((wall) => wall !== undefined) }),
  /** What stands where a story should. */
  wallBefore: ({ expected, article, page }: Before) => ({
    items: [findWallBefore(expected, article, page)].filter((wall) => wall !== undefined),
  }),
}

type Cleaning = {
  readonly received: readonly Received[]
  readonly context: CleanContext
  readonly noise?: Noise | undefined
}
type Before = { readonly expected: Expected; readonly article: ParsedItem | undefined; readonly page: AnsweredPage }

export type Works = typeof WORKS
export type WorkName = keyof Works
export type WorkInput<Name extends WorkName> = Parameters<Works[Name]>[0]
export type WorkResult<Name extends WorkName> = ReturnType<Works[Name]>

/** What came of a piece of work, as it is sent back: its pieces, or why there are none. */
export type Done =
  | { readonly pieces: readonly Uint8Array[] }
  | { readonly fault: string; readonly isDocument: boolean; readonly stack?: string | undefined }

/** Does a piece of work and packs what comes of it. Never throws. */
export function doWork(name: WorkName, input: never): Done {
  try {
    return { pieces: pack(WORKS[name](input)) }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { fault: message, isDocument: error instanceof ParseError, stack }
  }
}
