/** What would be stored of an address or a document, without storing it. */
import { cleanItems, toReceived } from '../clean/clean.ts'
import { ParseError } from '../errors.ts'
import { parseArticle } from '../extract/article/article.ts'
import type { ParsedPreview, PreviewInput } from '../http/backend.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, ParsedFeed, Received } from '../model/model.ts'
import { isGzip, unpackGzip } from '../net/body.ts'
import { fetchDocument, type Net } from '../net/fetch.ts'
import { discover } from '../poll/discover.ts'
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
    const { answer } = await discover(net, url ?? '')
    const found = { ...answer, ...toTime(net, input) }
    // What is there is found without looking at dates.
    return { feed: await parseCalmly(answer.bytes, found, pause), origin: found }
  }
  const origin = { ...toOrigin(url, contentType), ...toTime(net, input) }
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
async function readArticle(net: Net, input: PreviewInput): Promise<Read> {
  const { url, bytes, contentType } = input
  const answer = bytes === undefined ? await fetchDocument(net, { url: url ?? '', accept: PAGE_TYPES }) : undefined
  const origin: DocumentOrigin = { ...(answer ?? toOrigin(url, contentType)), ...toTime(net, input) }
  return { feed: parseArticle(answer?.bytes ?? bytes ?? new Uint8Array(), origin), origin }
}

/** What dates are read by: as the source's would be. */
function toTime(net: Net, { timeZone }: PreviewInput): Pick<DocumentOrigin, 'timeZone' | 'readAt'> {
  return { readAt: net.now(), ...(timeZone === undefined ? {} : { timeZone }) }
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
