/** A source's document, read as its settings say: a page by selectors, JSON by paths, else any feed. */
import type { DocumentOrigin } from '../model/document.ts'
import type { ParsedFeed } from '../model/model.ts'
import type { SourceOptions } from '../model/settings.ts'
import { parseCalmly } from '../read/parse.ts'
import { parseJsonList } from './json.ts'
import { parsePage } from './page.ts'

/** Whether the settings say where the items of a document stand: then it is no feed, and need not be one. */
export function isListing({ page, json }: SourceOptions): boolean {
  return page !== undefined || json !== undefined
}

/** @throws ParseError */
export async function readListing(
  bytes: Uint8Array,
  origin: DocumentOrigin,
  { page, json }: SourceOptions,
  pause: () => Promise<void>,
): Promise<ParsedFeed> {
  if (page !== undefined) return parsePage(bytes, origin, page)
  if (json !== undefined) return parseJsonList(bytes, origin, json)
  return parseCalmly(bytes, origin, pause)
}
