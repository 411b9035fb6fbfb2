/** What a channel's file says of its links and sources besides where they are. */

/** How a channel's short links answer. */
export type LinkSettings = {
  /** `page` where nothing is said. `original`: the story's own address, for as long as it is there. */
  readonly leadTo?: 'page' | 'original'
  /** 301 for a day in place of 302. */
  readonly permanent?: boolean
  /** The query of a short link goes on to where it leads. */
  readonly passQuery?: boolean
  /** Hosts besides the channel's own that links may lead to. */
  readonly hosts?: readonly string[]
}

/** How to sign in at a source: the name of the secret, never its value. */
export type Credentials =
  | { readonly type: 'basic'; readonly secret: string }
  | { readonly type: 'header'; readonly name: string; readonly secret: string }

/** CSS selectors for the items of a page; all but `item` are looked up inside an item. */
export type PageSelectors = {
  readonly item: string
  /** Absent: the first heading, else the text of the link. */
  readonly title?: string
  /** Absent: the item itself where it is a link, else the link in its heading, else its first one. */
  readonly link?: string
  readonly summary?: string
  readonly date?: string
  readonly author?: string
  readonly picture?: string
}

/** CSS selectors for the parts of one story's page; what is absent is found without. */
export type ArticleSelectors = {
  readonly content?: string
  readonly title?: string
  readonly author?: string
  readonly date?: string
  /** Elements that are no part of the story. */
  readonly remove?: readonly string[]
}
