/** A source's document, read as its settings say: a page by selectors, JSON by paths, else any feed. */
import type { DocumentOrigin } from '../model/document.ts'
import type { ParsedFeed } from '../model/model.ts'
import type { SourceOptions } from '../model/settings.ts'
import { parse, parseCalmly } from '../read/parse.ts'
import { parseJsonList } from './json.ts'
import { parsePage } from './page.ts'

/** Where the items of a document stand, where it is no feed. */
export type Listing = Pick<SourceOptions, 'page' | 'json'>

/** Whether the settings say where the items of a document stand: then it is no feed, and need not be one. */
export function isListing({ page, json }: Listing): boolean {
  return page !== undefined || json !== undefined
}

/** @throws ParseError */
export function parseListing(bytes: Uint8Array, origin: DocumentOrigin, listing: Listing): ParsedFeed {
  const { page, json } = listing
  if (page !== undefined) return parsePage(bytes, origin, page)
  return json === undefined ? parse(bytes, origin) : parseJsonList(bytes, origin, json)
}

/** As `parseListing`, and lets other work go on in between, where it is a feed. @throws ParseError */
export async function readListing(
  bytes: Uint8Array,
  origin: DocumentOrigin,
  listing: Listing,
  pause: () => Promise<void>,
): Promise<ParsedFeed> {
  return isListing(listing) ? parseListing(bytes, origin, listing) : parseCalmly(bytes, origin, pause)
}
