/** What a story consists of, as readers are shown it, and what it is found by. */

/** A person as a feed names one. */
export type Person = {
  readonly name: string
  readonly url?: string
  readonly email?: string
  readonly avatar?: string
}

/** A category or tag (RSS `category`, Atom `category`). `name` is the term as received. */
export type Category = {
  readonly name: string
  /** RSS `domain`, Atom `scheme`. */
  readonly scheme?: string
  /** Atom `label`: what people are shown in place of the term. */
  readonly label?: string
}

/** An enclosure (RSS `enclosure`, Atom `link rel=enclosure`, JSON Feed attachment). */
export type Attachment = {
  readonly url: string
  readonly type?: string
  /** Bytes. */
  readonly size?: number
  /** Seconds. */
  readonly duration?: number
  readonly title?: string
}

/** The picture that stands for an item. */
export type Picture = {
  readonly url: string
  readonly type?: string
  readonly width?: number
  readonly height?: number
  readonly caption?: string
  readonly credit?: string
}

/** Text as received: `html` still has to be cleaned, `text` has no markup at all. */
export type Text = {
  readonly value: string
  readonly type: 'text' | 'html'
  /** The address that relative URLs in it are relative to (xml:base), when the document says one. */
  readonly base?: string
  /** xml:lang of the element, when the document says one. */
  readonly language?: string
}

/** A place a story was filed from or is about. */
export type Place = {
  readonly name: string
  /** One slug for every spelling of the place: `kobane`. */
  readonly slug: string
  readonly latitude?: number
  readonly longitude?: number
}

/** Another publication an item was taken from (Atom `source`, RSS `source`). */
export type Origin = { readonly title?: string; readonly url?: string; readonly id?: string }

/** What the agency prints around a story. */
export type Press = {
  readonly dateline?: string
  readonly places: readonly Place[]
  readonly caption?: string
  readonly credit?: string
  readonly agency?: string
  /** The source line, without its label. */
  readonly source?: string
}

/** The part of an item that is shown to readers; all text is XML-safe, all HTML safe, all URLs absolute. */
export type Content = Press & {
  /** Plain text; empty when the source gives none. */
  readonly title: string
  /** Plain text: the source's summary, else the lede. */
  readonly summary: string
  readonly contentHtml: string
  readonly contentText: string
  readonly authors: readonly Person[]
  readonly contributors: readonly Person[]
  readonly categories: readonly Category[]
  readonly attachments: readonly Attachment[]
  readonly image?: Picture
  /** BCP 47. */
  readonly language?: string
  readonly direction: 'ltr' | 'rtl'
  /** The story's own address, canonical. */
  readonly url?: string
  readonly externalUrl?: string
  readonly comments?: string
  readonly commentsFeed?: string
  readonly commentCount?: number
  readonly origin?: Origin
  readonly rights?: string
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly name?: string }
  /** As the source says; absent when it does not. */
  readonly published?: number
  /** The source's own modified date. */
  readonly modified?: number
}

/** What an item is found by: folded words for search, and what narrows a feed. */
export type Index = {
  readonly title: string
  readonly text: string
  readonly facets: readonly Facet[]
  /** Addresses of the pictures it shows, so that they can be kept. */
  readonly pictures?: readonly string[]
}

/** `value` is the slug that stands in addresses, `label` what people read. */
export type Facet = {
  readonly kind: 'tag' | 'author' | 'place' | 'lang'
  readonly value: string
  readonly label: string
}

// What readers wrote under a story.

/** A reader's comment as received. Never an e-mail or IP address. */
export type Reply = {
  /** Names it among the comments of its item. */
  readonly id: string
  /** The id of the comment that it answers. */
  readonly parent?: string
  readonly author: string
  readonly url?: string
  readonly published?: number
  readonly content: Text
}

/** A reader's comment, ready to be stored and shown. */
export type Comment = {
  readonly id: string
  readonly parent?: string
  /** Plain text; empty where nobody is named. */
  readonly author: string
  readonly url?: string
  readonly at?: number
  /** Safe HTML. */
  readonly html: string
}

// By what an item is known again (docs/architecture.md, decision 1).

/** One of the forms under which an item is known; `hash` is unique in the store. */
export type Identity = {
  readonly kind: 'guid' | 'address' | 'text' | 'file' | 'path'
  /**
   * The guid, canonical address, hash of normalised headline and first paragraph, or file name; nothing for a path,
   * which is a permalink or a name of an erased story.
   */
  readonly value: string
  /** SHA-256, lower-case hex, over kind, scope (the source of a guid) and value. */
  readonly hash: string
}

/** Which received facts identify an item within its source (docs/architecture.md, decision 1). */
export type IdentifyBy = 'guid' | 'guid+address' | 'address'
