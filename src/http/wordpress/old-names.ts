/**
 * Authors and terms by the names that they had on the old site. Promises: a name or number that its addresses had leads
 * to the stories that it led to there, and one that never was leads nowhere.
 */

import { toAuthorNicename, toNicename, toTermPath } from '../../model/nicename.ts'
import { type OldName, SITE_FOLDER } from '../../model/old-name.ts'
import { loadFacetLabel } from '../../store/feeds/facets.ts'
import { type AskedName, loadBelow, loadOldNames, loadTermsNumbered } from '../../store/feeds/old-names.ts'
import type { Backend } from '../backend.ts'
import { resolveLabels, resolveNames, toAnyOf } from '../lists/names.ts'

/** Of which taxonomy an address is, or any of them. */
type AskedTerm = { readonly taxonomy: string; readonly name: string }

/** What stories here call what an address names, as a parameter of ours. */
export type ListName = readonly [kind: OldName['kind'], label: string]

/** By the last part of a path, or by a query's value. */
export async function findByName(backend: Backend, { taxonomy, name }: AskedTerm): Promise<ListName | undefined> {
  const nicename = toNicename(name.trim())
  const forms = taxonomy === 'author' ? [nicename, toAuthorNicename(nicename)] : [nicename]
  return find(
    backend,
    [...new Set(forms)].map((form) => ({ taxonomy, name: form })),
  )
}

/** WordPress counts terms of all taxonomies together: the number of a category names no tag. */
export async function findByNumber(backend: Backend, taxonomy: string, number: number): Promise<ListName | undefined> {
  return find(backend, [{ taxonomy, name: `#${number}` }])
}

/** The slugs behind numbers of any taxonomy: no two terms of a site have the same. */
export async function loadNumbered({ db }: Backend, kind: OldName['kind'], numbers: readonly number[]) {
  const found = await loadTermsNumbered(
    db,
    kind,
    numbers.map((number) => `#${number}`),
  )
  return resolveLabels(
    db,
    kind,
    found.map(({ label }) => label),
  )
}

/** By the path of its page, whatever the site put before its names. */
export async function findByPath(backend: Backend, path: string): Promise<ListName | undefined> {
  const plain = toTermPath(new URL(path, backend.base).href)
  return plain === undefined ? undefined : find(backend, [{ taxonomy: '', name: plain }])
}

/** An address on a site that had its host not for itself, without that site's folder; undefined where it is none. */
export async function findInside({ db }: Backend, url: URL): Promise<URL | undefined> {
  const folders = toFolders(url.pathname).map((name) => ({ taxonomy: SITE_FOLDER, name }))
  const [found] = await loadOldNames(db, folders)
  return found && new URL(`${url.pathname.slice(found.name.length) || '/'}${url.search}`, url.origin)
}

/** `/a/b/c` as `/a/b` and `/a`: nobody keeps a site deeper. */
function toFolders(path: string): string[] {
  const [, first = '', second = ''] = path.toLowerCase().split('/')
  return [first && second && `/${first}/${second}`, first && `/${first}`].filter((one) => one !== '')
}

/** A name of ours is not taken for an old one: our own pages have such addresses too. */
export async function findUnlessOwn(
  backend: Backend,
  kind: OldName['kind'],
  asked: AskedTerm,
): Promise<ListName | undefined> {
  const { [kind]: slugs = [] } = await resolveNames(backend, { [kind]: [asked.name] })
  const labels = await Promise.all(slugs.map((slug) => loadFacetLabel(backend.db, kind, slug)))
  const isOwn = labels.some((label) => label !== undefined)
  return isOwn ? undefined : findByName(backend, asked)
}

/** Of several channels the first that has stories of it. */
async function find(backend: Backend, asked: readonly AskedName[]): Promise<ListName | undefined> {
  for (const found of await loadOldNames(backend.db, asked)) {
    const labels = await loadLabels(backend, found)
    if (labels !== undefined) return [found.kind, labels]
  }
  return undefined
}

/** A category shows what stands in those below it, too. */
async function loadLabels({ db }: Backend, { kind, label }: OldName): Promise<string | undefined> {
  const labels = kind === 'author' ? [label] : await loadBelow(db, kind, label)
  const slugs = await resolveLabels(db, kind, labels)
  const found = await Promise.all(slugs.map((slug) => loadFacetLabel(db, kind, slug)))
  const known = slugs.filter((_, index) => found[index] !== undefined)
  return known.length === 0 ? undefined : toAnyOf(known)
}
