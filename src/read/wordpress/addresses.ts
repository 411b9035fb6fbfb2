/** The addresses under which WordPress ever showed a post, and names as they stand in them. */

type PostNames = {
  /** `post`, `page`, or a type of the site's own: only posts are led to by a name alone. */
  readonly type?: string
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
export function toOldAddresses({ type = 'post', id, site, slugs, dates }: PostNames): string[] {
  const base = toSiteBase(site)
  if (base === undefined) return []
  // A page may have the name that a post has.
  if (type !== 'post') return [`${base}/?p=${id}`, ...(type === 'page' ? [`${base}/?page_id=${id}`] : [])]
  const months = dates.map((date) => /^(\d{4})-(\d\d)/.exec(date ?? '')).filter((date) => date !== null)
  const folders = new Set(months.map(([, year, month]) => `/${year}/${month}`))
  const named = slugs.flatMap((slug) => {
    const name = /^[^/?#\s]{1,400}$/.test(slug) ? slug : undefined
    return name === undefined ? [] : [...[...folders].map((folder) => `${base}${folder}/${name}/`), `${base}/${name}/`]
  })
  return [`${base}/?p=${id}`, ...named]
}

/** Those of a file's own page. `isFree`: whether no post has this name. */
export function toFileAddresses(
  { id, link }: { readonly id: number; readonly link?: string },
  site: string | undefined,
  isFree: (name: string) => boolean,
): string[] {
  const base = toSiteBase(site)
  if (base === undefined) return []
  const path = link?.startsWith(`${base}/`) ? link.slice(base.length).replace(/[?#].*$/s, '') : ''
  const name = /\/([^/]{1,400})\/{0,9}$/.exec(path)?.[1]
  const isOwn = name !== undefined && isFree(name.toLowerCase())
  return [`${base}/?attachment_id=${id}`, ...(isOwn ? [`${base}${path}`] : [])]
}

/** Without its last slash; undefined where it is no address of a site. */
function toSiteBase(site: string | undefined): string | undefined {
  if (site === undefined || !/^https?:\/\//i.test(site)) return undefined
  return site.replace(/[?#].*$/s, '').replace(/\/{1,9}$/, '')
}
