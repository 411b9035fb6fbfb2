/** The addresses under which WordPress ever showed a post. */

export type PostNames = {
  readonly id: string
  /** The site's own address, with the folder it lies in. */
  readonly site: string | undefined
  /** The name in its permalink and those it had before, as stored. */
  readonly slugs: readonly string[]
  /** The days it was dated to, in the site's own time: `2015-06-04 12:20:00`. */
  readonly dates: readonly (string | undefined)[]
}

/**
 * `?p=ID`, and for each name `/2015/06/name/` and `/name/`: WordPress leads all of them to the post,
 * whatever form of permalink the site has.
 */
export function toOldAddresses({ id, site, slugs, dates }: PostNames): string[] {
  if (site === undefined || !/^https?:\/\//i.test(site)) return []
  const base = site.replace(/[?#].*$/s, '').replace(/\/{1,9}$/, '')
  const months = dates.map((date) => /^(\d{4})-(\d\d)/.exec(date ?? '')).filter((date) => date !== null)
  const folders = new Set(months.map(([, year, month]) => `/${year}/${month}`))
  const named = slugs.flatMap((slug) => {
    const name = /^[^/?#\s]{1,400}$/.test(slug) ? slug : undefined
    return name === undefined ? [] : [...[...folders].map((folder) => `${base}${folder}/${name}/`), `${base}/${name}/`]
  })
  return [`${base}/?p=${id}`, ...named]
}

/** A name as people read it: outside ASCII it is stored percent-encoded. */
export function toPlainSlug(stored: string): string {
  try {
    return decodeURIComponent(stored)
  } catch (error) {
    if (error instanceof URIError) return stored
    throw error
  }
}
