/**
 * The table of formats: all that is known of one before anything is rendered. Routes, addresses, links of discovery,
 * the archive, caches and pages take what they know from here. A further format is a row here, its renderer, and the
 * renderer's place in `RENDERERS` (render.ts).
 */

/** Keys are what addresses end in: `/feed.atom`, `/archive/12.json`. */
export const FORMATS = {
  rss: { name: 'RSS', mediaType: 'application/rss+xml', wordpress: ['feed', 'rss', 'rss2', 'rdf'] },
  atom: { name: 'Atom', mediaType: 'application/atom+xml', wordpress: ['atom'] },
  // A WordPress knows it by a plugin alone, so that its name was never an address by itself.
  json: { name: 'JSON Feed', mediaType: 'application/feed+json', wordpress: [] },
} as const satisfies Readonly<Record<string, FormatFacts>>

export type Format = keyof typeof FORMATS

type FormatFacts = {
  /** As people know it. */
  readonly name: string
  readonly mediaType: string
  /**
   * What a WordPress calls it where it stands for itself (`/rss2`, `/wp-rss2.php`) and as the last part of a feed's
   * address (`/feed/rss2/`, `?feed=rss2`). RDF is long dead: RSS is read wherever it was.
   */
  readonly wordpress: readonly string[]
}

/** Every format, in the order they are offered in. */
export const EVERY_FORMAT = Object.keys(FORMATS) as readonly Format[]

/** One value for each format. */
export function toEachFormat<T>(toValue: (format: Format) => T): Readonly<Record<Format, T>> {
  return Object.fromEntries(EVERY_FORMAT.map((format) => [format, toValue(format)])) as Record<Format, T>
}

/** The Content-Type of a document. */
export function toContentType(format: Format): string {
  return `${FORMATS[format].mediaType}; charset=utf-8`
}

/** The last part of a feed's address. */
export function toFeedFile(format: Format): string {
  return `feed.${format}`
}

/** The format of a file by its ending. */
export function toFormat(file: string): Format | undefined {
  return EVERY_FORMAT.find((format) => file.endsWith(`.${format}`))
}

/** WordPress's names of formats. */
export const WORDPRESS_FORMATS: ReadonlyMap<string, Format> = new Map(
  EVERY_FORMAT.flatMap((format) => FORMATS[format].wordpress.map((name) => [name, format] as const)),
)

// For patterns of addresses: one of the endings, and one of WordPress's names.

export const ENDING = `(?:${EVERY_FORMAT.join('|')})`

export const WORDPRESS_NAME = `(?:${[...WORDPRESS_FORMATS.keys()].join('|')})`
