/**
 * The values that pass between the rooms. Types only, no code; what comes in from outside is said as schemas beside this.
 * Times are milliseconds since 1970 (UTC) unless a name says otherwise.
 */
import type { Content, IdentifyBy, Identity } from './content.ts'
import type { PollHints } from './document.ts'
import type { ParsedFeed } from './feed.ts'
import type { ParsedItem, Received, ReceivedContext } from './received.ts'
import type { LinkSettings, SourceOptions } from './settings.ts'

export type { ParsedFeed, ParsedItem, Received, ReceivedContext }

/** A cleaned item, ready to be stored. */
export type Item = {
  /** Strongest first; the key of a new item is the hash of the first. Never empty but where it is `withdrawn`. */
  readonly identities: readonly Identity[]
  /**
   * The rules it was read and cleaned by, and the SHA-256 over the received facts that matter
   * (docs/architecture.md, decisions 6, 18).
   */
  readonly fingerprint: string
  /** The source's guid verbatim. */
  readonly guid?: string
  readonly slug?: string
  /** The permalink and code that it had where it comes from; given again where they are free. */
  readonly permalink?: string
  readonly code?: string
  /** Names of short links that the story's own page gives for it; given here where they are free. */
  readonly aliases?: readonly string[]
  /** It only says that the story of these names was taken back, and is never stored. */
  readonly withdrawn?: NonNullable<ParsedItem['withdrawn']>
  readonly content: Content
  /** The item as received, from which `content` can be made again. */
  readonly received: Received
}

/** An item as the store holds it. */
export type StoredItem = {
  /** Row number: arrival order. */
  readonly row: number
  /** SHA-256 of the first identity, hex. */
  readonly key: string
  /** The public id: the source's guid, or a tag URI. Never changes. */
  readonly id: string
  readonly channel: string
  /** Who may revise it: a source's id, `archive`, `import` or `editor`. */
  readonly owner: string
  /** `/2015/06/iran-will-save-assad/` */
  readonly permalink: string
  readonly code: string
  readonly position: number
  readonly firstSeen: number
  readonly updated: number
  readonly revision: number
  readonly state: 'live' | 'retracted'
  /** Why it was retracted. */
  readonly reason?: string
  /** When it was retracted or erased; absent while it is live. */
  readonly withdrawn?: number
  /** Retracted for good: nothing of its content is left. */
  readonly erased?: true
  /** Ids of the sources that carried it. */
  readonly sources: readonly string[]
  /** What readers are shown: the source's content with the editor's fields over it. */
  readonly content: Content
  /** The change log's number of the last change that readers could notice. */
  readonly seq?: number
  /** Pictures of it that are gone where they were: address → hash of our copy. Absent when there are none. */
  readonly lost?: Readonly<Record<string, string>>
}

/** What is stored of an item, and what arrives of it. */
export type StoredAndArriving = {
  readonly stored: Received
  /** Of the stored one. */
  readonly channel: string
  readonly source: string | undefined
  readonly arriving: Item
  /** Whether it came from here before: then it was compared, and said the same. */
  readonly isKnown: boolean
}

/** What is to be kept in place of what is stored. `same`: it says what arrives; else it is the stored one, cleaned again. */
export type Renewed = { readonly item: Item; readonly same: boolean }

/** One change that readers were told of. */
export type Correction = {
  /** As it is now, whatever it was then. */
  readonly item: StoredItem
  readonly at: number
  /** Its number in the change log. */
  readonly seq: number
  /** The editor's note; of a retraction that still stands, its reason. */
  readonly note?: string
  /** An erased story's is `retract`. */
  readonly kind: 'revise' | 'retract' | 'restore'
}

/** A publication: what `feeds/` declares. */
export type Channel = {
  /** Part of addresses: lower-case letters, digits, hyphens. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly language: string
  /**
   * Authority and date of the tag URIs of its items (RFC 4151): `aranews.net,2013`.
   * A host that the publication held on that date; never the host this service runs on.
   */
  readonly tag: string
  /** Hosts of the publication itself, canonical one first: addresses on them fold into one. */
  readonly hosts: readonly string[]
  /** Where its feeds link to: this service's permalink, or the story's own address. */
  readonly linkTo: 'permalink' | 'original'
  /** Its name on press lines: `ARA News`. */
  readonly agency?: string
  /** Of its sources' dates that name none, where a source has none of its own; absent, they are UTC. */
  readonly timeZone?: string
  readonly icon?: string
  readonly rights?: string
  /** Places that search is to know besides those of the gazetteer, each in all its spellings: `[['Kobanî', 'كوباني']]`. */
  readonly places?: readonly (readonly string[])[]
  /** Whom to write to about the feeds themselves (RSS `webMaster`); given out as it stands. */
  readonly webMaster?: { readonly email: string; readonly name?: string }
  readonly links?: LinkSettings
  /** In order of rank: a source may revise the items of those after it. */
  readonly sources: readonly DeclaredSource[]
}

/** A source as a channel's file declares it. */
export type DeclaredSource = SourceOptions & { readonly id: string; readonly url: string }

/** A source that is polled, wherever it was declared. */
export type Source = DeclaredSource & {
  readonly channel: string
  /** What it was called first, where it was renamed: what stands with its stories, and where its guids count. */
  readonly scope?: string
  /** Declared in `feeds/`, or added through the API. */
  readonly declared: boolean
  /** Smaller outranks larger. */
  readonly rank: number
}

/** What polling remembers of a source; scheduling is a function of this one value. */
export type PollState = {
  readonly source: string
  /** When it is to be polled next. */
  readonly due: number
  readonly paused: boolean
  /** The source answered 410: not polled until the editor says so. */
  readonly gone: boolean
  /** Last time it was asked, and last time it answered with a document. */
  readonly polledAt?: number
  readonly succeededAt?: number
  /** The declared address that all of this is about; under another one the source is a new one. */
  readonly url?: string
  readonly etag?: string
  readonly lastModified?: string
  /** SHA-256 of the last body that was taken in whole. */
  readonly bodyHash?: string
  /** Failures in a row. */
  readonly failures: number
  /** One sentence that a person understands; absent when the last poll went well. */
  readonly fault?: string
  readonly faultSince?: number
  /** The source yields so much less than before that nothing of it is taken in until the editor accepts it. */
  readonly held?: boolean
  /** `changed`, `unchanged`, `failed` … of the last poll. */
  readonly outcome?: string
  readonly hints?: PollHints
  /** From the last answer's caching headers, and from Retry-After: not to be asked before. */
  readonly freshUntil?: number
  readonly retryAt?: number
  /** How long a hub has promised to send what is new (WebSub); until then a poll a day is enough. */
  readonly pushedUntil?: number
  /** Publishing dates of recent new items, newest first, for the adaptive interval. */
  readonly arrivals?: readonly number[]
  /** A permanent move that was seen, and since when. */
  readonly movedTo?: string
  readonly movedSince?: number
  /** Where the last document says that the source is now. */
  readonly newUrl?: string
  /** The address in use in place of the declared one. */
  readonly adoptedUrl?: string
  readonly identifyBy?: IdentifyBy
  /** What of its items differs at each poll and is no edit (clean/identity/noise.ts). */
  readonly noise?: readonly string[]
  /** The version of the rules by which its last document was read (clean/identity/fingerprint.ts). */
  readonly rules?: number
  /** What the document calls itself. */
  readonly title?: string
  readonly warnings?: readonly string[]
  /** The hubs that the document or its headers name, and the topic under which they know it; absolute. */
  readonly hubs?: readonly string[]
  readonly topic?: string
  /** How the source is read (its `page`, `article` and `fullText`, as JSON); read in another way it is read anew. */
  readonly readBy?: string
  /** The keep and block rules by which its last document was taken in, as JSON; by others it is read anew. */
  readonly admittedBy?: string
  /** How many items of its last document these rules left out. */
  readonly leftOut?: number
  /** The source's time zone when its last document was read; in another one its stories are dated anew. */
  readonly timeZone?: string
  /** Of recent documents, oldest first: how many items a page source had. */
  readonly itemCounts?: readonly number[]
  /** Of recent pages, oldest first: how many words their articles had. */
  readonly wordCounts?: readonly number[]
  /** Pages that had something else than their story, oldest first. */
  readonly walls?: readonly PageWall[]
}

/** A story's page that had something else (extract/wall/wall.ts). */
export type PageWall = {
  /** The hash of one identity of the story. */
  readonly item: string
  /** Of its page. */
  readonly host: string
  readonly kind: 'challenge' | 'consent' | 'login' | 'paywall' | 'region' | 'absence' | 'outage' | 'other' | 'repeat'
  /** What stood there, in its own words; may be empty. */
  readonly says: string
  /** By which the text is known again that several stories had. */
  readonly print?: string
  /** How often it was asked for; not yet, where the text that is stored turned out to be a wall's. */
  readonly times: number
  readonly since: number
  /** When it is asked for again; absent: no more, until the story changes. */
  readonly due?: number
}
