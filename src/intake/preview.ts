/** What would be stored of an address or a document, without storing it. */
import { type Calm, cleanCalmly, readArticleCalmly, readGiven, receiveParsed } from '../calm/calm.ts'
import { createJudge } from '../clean/admission.ts'
import { withOwnAddresses } from '../clean/identity/base.ts'
import { ParseError } from '../errors.ts'
import type { ArticleOptions } from '../extract/article/article.ts'
import { isListing } from '../extract/listing.ts'
import type { ParsedPreview, PreviewInput } from '../http/backend.ts'
import type { Admission } from '../model/admission.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Channel, Item, ParsedFeed, Received } from '../model/model.ts'
import { isGzip, unpackGzip } from '../net/body.ts'
import type { DocumentAnswer, Net } from '../net/fetch.ts'
import { withTime } from '../poll/dated.ts'
import { discover } from '../poll/discover.ts'
import { fetchForwarded } from '../poll/forwarding.ts'
import { fetchOrName, refuseWall } from '../poll/guard.ts'
import { type Secret, toPageRequest, toRequestOf } from '../poll/request.ts'

/** A preview is looked at while somebody waits: of a giant document it shows the first items. */
const MOST_ITEMS = 5_000
const MOST_CHARACTERS = 2_000_000

/** What a preview needs of the world. */
type Previewer = { readonly net: Net; readonly calm: Calm; readonly secret: Secret }

/** @throws FetchError, ParseError, ConfigError where a secret that is named is not set */
export async function preview(
  net: Net,
  channel: Channel,
  calm: Calm,
  input: PreviewInput,
  secret: Secret = () => undefined,
): Promise<ParsedPreview> {
  const previewer: Previewer = { net, calm, secret }
  const { feed: whole, origin } = await (input.as === 'article'
    ? readArticle(previewer, input)
    : readDocument(previewer, input))
  // What was taken back would not be stored.
  const feed = {
    ...withOwnAddresses(whole, origin),
    items: whole.items.filter(({ withdrawn }) => withdrawn === undefined),
  }
  const first = { ...feed, items: feed.items.slice(0, MOST_ITEMS) }
  const { received } = await receiveParsed(calm, first, origin, { channel })
  const shown = received.slice(0, countShown(received))
  const left = feed.items.length - shown.length
  const warning = `The preview shows the first ${shown.length} of ${feed.items.length} items.`
  const items = await cleanCalmly(calm, shown, { channel, source: 'preview' })
  return {
    feed: left === 0 ? feed : { ...feed, warnings: [...feed.warnings, warning] },
    items,
    leftOut: await findLeftOut(items, input.settings ?? {}, net.now(), calm.pause),
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

async function readDocument(previewer: Previewer, input: PreviewInput): Promise<Read> {
  const { net, calm } = previewer
  const { url, bytes, settings = {} } = input
  if (bytes === undefined) return fetchListing(previewer, { ...input, url: url ?? '' })
  const origin = withTime(toOrigin(input), settings, net.now())
  const unpacked = await toUnpacked(bytes, net.limits.body)
  return { feed: await readGiven(calm, unpacked, origin, settings), origin }
}

/** As a poll reads it; without settings that say how, a site's address is followed to its feed. */
async function fetchListing({ net, calm, secret }: Previewer, input: PreviewInput & { url: string }): Promise<Read> {
  const { url, settings = {} } = input
  const toRequest = (one: string) => toRequestOf(one, { ...settings, url }, secret)
  if (!isListing(settings)) {
    const toOrigin = (answer: DocumentAnswer) => withTime(answer, settings, net.now())
    const { answer, feed } = await discover(net, url, toRequest, calm, toOrigin)
    return { feed, origin: toOrigin(answer) }
  }
  const answer = withTime(await fetchForwarded(net, toRequest(url), toRequest), settings, net.now())
  return { feed: await readGiven(calm, answer.bytes, answer, settings), origin: answer }
}

/** A document that was sent as the gzip file it lies in somewhere. */
async function toUnpacked(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const unpacked = isGzip(bytes) ? await unpackGzip(bytes, limit) : bytes
  if (unpacked === 'broken') throw new ParseError('The document is a gzip file that is broken.')
  if (unpacked === 'too large') throw new ParseError(`The document is more than ${limit} bytes when unpacked.`)
  return unpacked
}

/** The page's own article as the one item. */
async function readArticle({ net, calm, secret }: Previewer, input: PreviewInput): Promise<Read> {
  const { url = '', bytes, settings = {} } = input
  const toAnswer = () => fetchOrName(net, toPageRequest(url, { ...settings, url }, secret))
  const answer = bytes === undefined ? await toAnswer() : undefined
  const origin = withTime(answer ?? toOrigin(input), settings, net.now())
  const selectors = settings.article === undefined ? {} : { selectors: settings.article }
  const page = answer?.bytes ?? bytes ?? new Uint8Array()
  return { feed: await readStory(calm, page, origin, input.url, selectors), origin }
}

/** @throws ParseError where there is none, or where something else stands there, which is named */
async function readStory(
  calm: Calm,
  bytes: Uint8Array,
  origin: DocumentOrigin,
  asked: string | undefined,
  options: ArticleOptions,
): Promise<ParsedFeed> {
  const page = { bytes, contentType: origin.contentType, url: origin.url, asked }
  try {
    const feed = await readArticleCalmly(calm, bytes, origin, options)
    await refuseWall(calm, feed.items[0], page)
    return feed
  } catch (error) {
    if (error instanceof ParseError) await refuseWall(calm, undefined, page, error)
    throw error
  }
}

function toOrigin({ url, contentType, contentLocation, contentLanguage }: PreviewInput): DocumentOrigin {
  return {
    ...(url === undefined ? {} : { url }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentLocation === undefined ? {} : { contentLocation }),
    ...(contentLanguage === undefined ? {} : { contentLanguage }),
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
