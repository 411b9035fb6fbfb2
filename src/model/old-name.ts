/** What authors and terms were called on a site that moved here; said as a schema (docs/architecture.md, decision 23). */
import * as v from 'valibot'
import { line, toOptional, type Value } from './schema.ts'

/**
 * One name that an author or a term had in addresses. `name`: a nicename as people read it, a number as `#7`, or a whole
 * path (`/topics/world`), which is of no taxonomy (``). `label` is what stories here call it, `parent` the nicename of
 * the category that it stands in.
 */
export const oldName = v.object({
  taxonomy: line,
  name: line,
  kind: v.picklist(['tag', 'author']),
  label: line,
  ...toOptional({ parent: line }),
})
export type OldName = Value<typeof oldName>

/** Of no term and no author: the folder that all addresses of the site stood in, `/news`. No address asks for it. */
export const SITE_FOLDER = '#folder'

/** The folder of a site; nothing where it had its host for itself. @param site the address of its front page */
export function toSiteFolders(site: string | undefined): OldName[] {
  const path = site === undefined ? '' : (URL.parse(site)?.pathname.replace(/\/{1,9}$/, '') ?? '')
  return path === '' ? [] : [{ taxonomy: SITE_FOLDER, name: path.toLowerCase(), kind: 'tag', label: path }]
}
