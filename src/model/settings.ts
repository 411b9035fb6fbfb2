/**
 * What is said of a channel's links and of sources besides where they are: in its file, and by callers
 * (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { admission } from './admission.ts'
import { path, template } from './path.ts'
import { requestOptions } from './request.ts'
import { exactAddress, toClearable, toOptional, type Value, webAddress } from './schema.ts'
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
export const pageSelectors = v.strictObject({
  item: selector,
  ...toOptional({
    /** Absent: the first heading, else the text of the link. */
    title: selector,
    /** Absent: the item itself where it is a link, else the link in its heading, else its first one. */
    link: selector,
    summary: selector,
    /** The text, where the page has all of it. */
    content: selector,
    date: selector,
    /** Everybody who is named there. */
    author: selector,
    picture: selector,
    /** Each that is named there: elements, or a line with commas. */
    tags: selector,
    /** Sound or film: a player, or a link to a file. */
    audio: selector,
  }),
})
export type PageSelectors = Value<typeof pageSelectors>

/**
 * Where the items of any JSON stand, and what stands where in an item; what is absent is read as JSON Feed has it. In
 * braces a place is a part of a text.
 */
export const jsonPaths = v.strictObject({
  items: path,
  ...toOptional({
    /** The element of a page that holds the JSON. */
    in: selector,
    id: template,
    title: template,
    link: template,
    summary: template,
    content: template,
    date: path,
    modified: path,
    author: template,
    picture: template,
    tags: path,
    audio: template,
  }),
})
export type JsonPaths = Value<typeof jsonPaths>

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

const sourceTag = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'is empty'),
  v.maxLength(200, 'has more than 200 characters'),
)

/** What can be said of a source besides where it is, in its channel's file and by callers; all of it can be taken away. */
export const sourceOptions = {
  title: v.pipe(v.string(), v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 characters')),
  ...requestOptions,
  /** The items are only summaries: the text is taken from the pages they link to. */
  fullText: v.boolean(),
  /** An HTML page as a source: where its items stand. */
  page: pageSelectors,
  /** JSON of any shape as a source, or JSON that stands in a page. */
  json: jsonPaths,
  /** Where the story stands in the pages that items link to, for sites that the extractor gets wrong. */
  article: articleSelectors,
  /** Whom a Retry-After of this source keeps waiting: it alone, which is the rule, or every source of its host. */
  retryAfter: v.picklist(['source', 'host']),
  /** The editor's own: what sources are listed by. A `/` leads into a folder within a folder. */
  tags: v.pipe(v.array(sourceTag), v.maxLength(50, 'has more than 50 tags')),
  /** Which of its items are taken in. */
  ...admission,
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

const { credentials: _, cookie: _c, userAgent: _u, headers: _h, ...plainOptions } = sourceOptions

/**
 * A source as its channel's file declares it. What it is asked with is not judged here: with some that can't be heeded it
 * is held (request.ts), and the service starts.
 */
export const declaredSource = v.object({ id: declaredId, url: webAddress, ...toOptional(plainOptions) })

const addedId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'may have a-z, 0-9 and hyphens'),
  v.metadata({ format: 'name' }),
)

/** A source that callers add. */
export const addedSource = v.object({
  url: exactAddress,
  ...toOptional({
    ...sourceOptions,
    id: addedId,
    channel: v.string(),
    /** The feed behind the address, where there is one. */
    discover: v.boolean(),
  }),
})

/** What callers change of a source: `accept` says that what it yields now is all right. */
export const changedSource = v.object({
  ...toOptional({ id: addedId, url: exactAddress }),
  ...toClearable(sourceOptions),
  ...toOptional({ paused: v.boolean(), accept: v.boolean() }),
})
