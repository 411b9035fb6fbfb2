/** What would be stored of an address or a document, without storing it. */
import { createJudge } from '../clean/admission.ts'
import { cleanItems, toReceived } from '../clean/clean.ts'
import { withOwnAddresses } from '../clean/identity/base.ts'
import { ConfigError, ParseError } from '../errors.ts'
import { parseArticle } from '../extract/article/article.ts'
import { parsePage } from '../extract/page.ts'
import type { ParsedPreview, PreviewInput } from '../http/backend.ts'
import type { Admission } from '../model/admission.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, Item, ParsedFeed, Received, Source } from '../model/model.ts'
import { toSecretHold } from '../model/secret.ts'
import { isGzip, unpackGzip } from '../net/body.ts'
import type { Net } from '../net/fetch.ts'
import { discover } from '../poll/discover.ts'
import { fetchOrName, refuseWall } from '../poll/guard.ts'
import { PAGE_TYPES, toRequest } from '../poll/request.ts'
import { parseCalmly } from '../read/parse.ts'

/** A preview is looked at while somebody waits: of a giant document it shows the first items. */
const MOST_ITEMS = 5_000
const MOST_CHARACTERS = 2_000_000

/** What previews need of the world; `secret`: the value of one that a source names. */
type Previewer = Net & { readonly secret?: (name: string) => string | undefined }

/** @throws FetchError, ParseError, ConfigError where a secret that the source signs in with is not set */
export async function preview(
  net: Previewer,
  channel: Channel,
  pause: () => Promise<void>,
  input: PreviewInput,
): Promise<ParsedPreview> {
  const { feed: whole, origin } = await (input.as === 'article'
    ? readArticle(net, input)
    : readDocument(net, pause, input))
  // What was taken back would not be stored.
  const feed = {
    ...withOwnAddresses(whole, origin),
    items: whole.items.filter(({ withdrawn }) => withdrawn === undefined),
  }
  const rules = { ...input.source, ...input }
  const received = toReceived({ ...feed, items: feed.items.slice(0, MOST_ITEMS) }, origin, { channel })
  const shown = received.slice(0, countShown(received))
  const left = feed.items.length - shown.length
  const warning = `The preview shows the first ${shown.length} of ${feed.items.length} items.`
  const items = await cleanItems(shown, { channel, source: 'preview' }, pause)
  return {
    feed: left === 0 ? feed : { ...feed, warnings: [...feed.warnings, warning] },
    items,
    leftOut: await findLeftOut(items, rules, net.now(), pause),
    ...(origin.url === undefined ? {} : { url: origin.url }),
  }
}

/** Nothing that is previewed counts as stored. */
async function findLeftOut(
  items: readonly Item[],
  rules: Admission,
  now: number,
  pause: () => Promise<void>,
): Promise<ReadonlyMap<Item, string>> {
  const judge = createJudge(rules, now)
  const leftOut = new Map<Item, string>()
  for (const [index, item] of items.entries()) {
    const reason = judge(item, false)
    if (reason !== undefined) leftOut.set(item, reason)
    if (index % AT_ONCE === 0) await pause()
  }
  return leftOut
}

/** Items that are judged between two pauses. */
const AT_ONCE = 25

type Read = { readonly feed: ParsedFeed; readonly origin: DocumentOrigin }

async function readDocument(net: Previewer, pause: () => Promise<void>, input: PreviewInput): Promise<Read> {
  const { bytes, source } = input
  const url = input.url ?? source?.url
  if (bytes === undefined && source !== undefined && url === source.url) return readSource(net, pause, source)
  if (bytes === undefined) {
    const { answer, feed } = await discover(net, url ?? '')
    return { feed, origin: answer }
  }
  const origin = toOrigin(input)
  const unpacked = await toUnpacked(bytes, net.limits.body)
  if (source?.page !== undefined) return { feed: parsePage(unpacked, origin, source.page), origin }
  return { feed: await parseCalmly(unpacked, origin, pause), origin }
}

/** What a poll of the source would find. */
async function readSource(net: Previewer, pause: () => Promise<void>, source: Source): Promise<Read> {
  const hold = toSecretHold(source)
  if (hold !== undefined) throw new ConfigError(hold)
  const bare = { source: source.id, due: 0, paused: false, gone: false, failures: 0 }
  const answer = await fetchOrName(net, toRequest(source, bare, net.secret ?? (() => undefined)))
  if (source.page !== undefined) return { feed: parsePage(answer.bytes, answer, source.page), origin: answer }
  return { feed: await parseCalmly(answer.bytes, answer, pause), origin: answer }
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
  const { url, bytes } = input
  const answer = bytes === undefined ? await fetchOrName(net, { url: url ?? '', accept: PAGE_TYPES }) : undefined
  const origin: DocumentOrigin = answer ?? toOrigin(input)
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

function toOrigin({ url, contentType, contentLocation }: PreviewInput): DocumentOrigin {
  return {
    ...(url === undefined ? {} : { url }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentLocation === undefined ? {} : { contentLocation }),
  }
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
