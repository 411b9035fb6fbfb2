/** What would be stored of an address or a document, without storing it. */
import { cleanItems, toReceived } from '../clean/clean.ts'
import { ParseError } from '../errors.ts'
import { parseArticle } from '../extract/article/article.ts'
import type { ParsedPreview, PreviewInput } from '../http/backend.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, ParsedFeed, Received } from '../model/model.ts'
import { isGzip, unpackGzip } from '../net/body.ts'
import type { Net } from '../net/fetch.ts'
import { discover } from '../poll/discover.ts'
import { fetchOrName, refuseWall } from '../poll/guard.ts'
import { PAGE_TYPES } from '../poll/request.ts'
import { parseCalmly } from '../read/parse.ts'

/** A preview is looked at while somebody waits: of a giant document it shows the first items. */
const MOST_ITEMS = 5_000
const MOST_CHARACTERS = 2_000_000

/** @throws FetchError, ParseError */
export async function preview(
  net: Net,
  channel: Channel,
  pause: () => Promise<void>,
  input: PreviewInput,
): Promise<ParsedPreview> {
  const { feed: whole, origin } = await (input.as === 'article'
    ? readArticle(net, input)
    : readDocument(net, pause, input))
  // What was taken back would not be stored.
  const feed = { ...whole, items: whole.items.filter(({ withdrawn }) => withdrawn === undefined) }
  const received = toReceived({ ...feed, items: feed.items.slice(0, MOST_ITEMS) }, origin, { channel })
  const shown = received.slice(0, countShown(received))
  const left = feed.items.length - shown.length
  const warning = `The preview shows the first ${shown.length} of ${feed.items.length} items.`
  return {
    feed: left === 0 ? feed : { ...feed, warnings: [...feed.warnings, warning] },
    items: await cleanItems(shown, { channel }, pause),
    ...(origin.url === undefined ? {} : { url: origin.url }),
  }
}

type Read = { readonly feed: ParsedFeed; readonly origin: DocumentOrigin }

async function readDocument(net: Net, pause: () => Promise<void>, input: PreviewInput): Promise<Read> {
  const { url, bytes, contentType } = input
  if (bytes === undefined) {
    const { answer, feed } = await discover(net, url ?? '')
    return { feed, origin: answer }
  }
  const origin = toOrigin(url, contentType)
  return { feed: await parseCalmly(await toUnpacked(bytes, net.limits.body), origin, pause), origin }
}

/** A document that was sent as the gzip file it lies in somewhere. */
async function toUnpacked(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const unpacked = isGzip(bytes) ? await unpackGzip(bytes, limit) : bytes
  if (unpacked === 'broken') throw new ParseError('The document is a gzip file that is broken.')
  if (unpacked === 'too large') throw new ParseError(`The document is more than ${limit} bytes when unpacked.`)
  return unpacked
}

/** The page's own article as the one item. */
async function readArticle(net: Net, { url, bytes, contentType }: PreviewInput): Promise<Read> {
  const answer = bytes === undefined ? await fetchOrName(net, { url: url ?? '', accept: PAGE_TYPES }) : undefined
  const origin: DocumentOrigin = answer ?? toOrigin(url, contentType)
  return { feed: parseStory(answer?.bytes ?? bytes ?? new Uint8Array(), origin, url), origin }
}

/** @throws ParseError where there is none, or where something else stands there, which is named */
function parseStory(bytes: Uint8Array, origin: DocumentOrigin, asked: string | undefined): ParsedFeed {
  const page = { bytes, contentType: origin.contentType, url: origin.url, asked }
  try {
    const feed = parseArticle(bytes, origin)
    refuseWall(feed.items[0], page)
    return feed
  } catch (error) {
    if (error instanceof ParseError) refuseWall(undefined, page, error)
    throw error
  }
}

function toOrigin(url: string | undefined, contentType: string | undefined): DocumentOrigin {
  return { ...(url === undefined ? {} : { url }), ...(contentType === undefined ? {} : { contentType }) }
}

/** How many items are within what a preview shows; always one. */
function countShown(received: readonly Received[]): number {
  let characters = 0
  const end = received.findIndex(({ item }, index) => {
    characters += (item.content?.value.length ?? 0) + (item.summary?.value.length ?? 0)
    return index > 0 && characters > MOST_CHARACTERS
  })
  return end === -1 ? received.length : end
}
