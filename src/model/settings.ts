/**
 * What is said of a channel's links and of sources besides where they are: in its file, and by callers
 * (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { exactAddress, toClearable, toOptional, type Value, webAddress } from './schema.ts'
import { credentials } from './secret.ts'
import { timeZone } from './time-zone.ts'

export const host = v.pipe(v.string(), v.regex(/^[a-z0-9.-]+(:\d+)?$/, 'is no host in lower case'))

/** How a channel's short links answer. */
export const linkSettings = v.object(
  toOptional({
    /** `page` where nothing is said. `original`: the story's own address, for as long as it is there. */
    leadTo: v.picklist(['page', 'original']),
    /** 301 for a day in place of 302. */
    permanent: v.boolean(),
    /** The query of a short link goes on to where it leads. */
    passQuery: v.boolean(),
    /** Hosts besides the channel's own that links may lead to. */
    hosts: v.array(host),
  }),
)
export type LinkSettings = Value<typeof linkSettings>

const selector = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(500, 'has more than 500 characters'),
  v.metadata({ format: 'selector' }),
)

/** CSS selectors for the items of a page; all but `item` are looked up inside an item. */
const pageSelectors = v.strictObject({
  item: selector,
  ...toOptional({
    /** Absent: the first heading, else the text of the link. */
    title: selector,
    /** Absent: the item itself where it is a link, else the link in its heading, else its first one. */
    link: selector,
    summary: selector,
    date: selector,
    author: selector,
    picture: selector,
  }),
})
export type PageSelectors = Value<typeof pageSelectors>

/** CSS selectors for the parts of one story's page; what is absent is found without. */
const articleSelectors = v.strictObject(
  toOptional({
    content: selector,
    title: selector,
    author: selector,
    date: selector,
    /** Elements that are no part of the story. */
    remove: v.pipe(v.array(selector), v.maxLength(50, 'has more than 50 selectors')),
  }),
)
export type ArticleSelectors = Value<typeof articleSelectors>

/** What can be said of a source besides where it is, in its channel's file and by callers; all of it can be taken away. */
export const sourceOptions = {
  title: v.pipe(v.string(), v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 characters')),
  credentials,
  /** The items are only summaries: the text is taken from the pages they link to. */
  fullText: v.boolean(),
  /** An HTML page as a source: where its items stand. */
  page: pageSelectors,
  /** Where the story stands in the pages that items link to, for sites that the extractor gets wrong. */
  article: articleSelectors,
  /** Whom a Retry-After of this source keeps waiting: it alone, which is the rule, or every source of its host. */
  retryAfter: v.picklist(['source', 'host']),
  /** Of its dates that name none; absent, they are UTC. */
  timeZone,
}
const options = v.object(toOptional(sourceOptions))
export type SourceOptions = Value<typeof options>

/** The id of a channel, or of a source in its file. */
export const declaredId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*$/, 'has to be lower-case letters, digits and hyphens'),
)

const { credentials: _, ...plainOptions } = sourceOptions

/**
 * A source as its channel's file declares it. Its credentials are not judged here: with some that can't be heeded it is
 * held (secret.ts), and the service starts.
 */
export const declaredSource = v.object({ id: declaredId, url: webAddress, ...toOptional(plainOptions) })

/** A source that callers add. */
export const addedSource = v.object({
  url: exactAddress,
  ...toOptional({
    ...sourceOptions,
    id: v.pipe(
      v.string(),
      v.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'may have a-z, 0-9 and hyphens'),
      v.metadata({ format: 'name' }),
    ),
    channel: v.string(),
    /** The feed behind the address, where there is one. */
    discover: v.boolean(),
  }),
})

/** What callers change of a source: `accept` says that what it yields now is all right. */
export const changedSource = v.object({
  ...toOptional({ url: exactAddress }),
  ...toClearable(sourceOptions),
  ...toOptional({ paused: v.boolean(), accept: v.boolean() }),
})
