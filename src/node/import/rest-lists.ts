/** Lists of WordPress's REST beside its posts: what a site calls its authors and terms, its types, its files. */
import { FetchError, ParseError } from '../../errors.ts'
import { type OldName, toSiteFolders } from '../../model/old-name.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'
import { readField, readString, toFields } from '../../read/builder.ts'
import { readRestTerms, readRestUsers } from '../../read/wordpress/rest-names.ts'
import { isSubject } from '../../read/wordpress/terms.ts'
import { toSiteOfApi } from '../../read/wordpress/wordpress.ts'
import type { PoliteFetch } from './polite-fetch.ts'

/** The most that WordPress gives at once. */
const PER_PAGE = 100

/** The address of another list of the same API. @param query its parameters */
export function toListUrl(
  endpoint: string,
  name: string,
  query: Readonly<Record<string, string | number>> = {},
): string {
  const url = new URL(endpoint)
  const route = url.searchParams.get('rest_route')
  const toRoute = (path: string) => path.replace(/(\/wp\/v2\/)[a-z0-9_-]+/i, `$1${name}`)
  if (route === null) url.pathname = toRoute(url.pathname)
  else url.searchParams.set('rest_route', toRoute(route))
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value))
  return url.href
}

/** @throws ParseError */
export function parseRestJson({ bytes, url }: DocumentAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new ParseError(`${new URL(url).host} answered no JSON where its posts should be.`, { cause })
  }
}

/** All pages of a list. @throws FetchError, ParseError */
export async function loadList(
  fetchPage: PoliteFetch,
  endpoint: string,
  name: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for (let page = 1; ; page++) {
    const answer = await fetchPage(toListUrl(endpoint, name, { ...query, per_page: PER_PAGE, page }))
    const list = parseRestJson(answer)
    if (!Array.isArray(list)) throw new ParseError(`${new URL(answer.url).host} answered no list of ${name}.`)
    all.push(...list)
    if (answer.pages === undefined ? list.length < PER_PAGE : page >= answer.pages) return all
  }
}

/** Undefined where the site does not show it: many have closed a part of their API. */
export async function loadIfShown<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load()
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return undefined
    throw error
  }
}

/** What the site calls its authors and terms, as far as it shows them. */
export async function* readSiteNames(fetchPage: PoliteFetch, endpoint: string): AsyncGenerator<OldName> {
  yield* toSiteFolders(toSiteOfApi(endpoint))
  const taxonomies = await loadBases(fetchPage, endpoint, 'taxonomies')
  const bases =
    taxonomies ??
    new Map([
      ['category', 'categories'],
      ['post_tag', 'tags'],
    ])
  for (const [taxonomy, base] of bases) {
    if (isSubject(taxonomy)) yield* readRestTerms((await loadIfShown(() => loadList(fetchPage, endpoint, base))) ?? [])
  }
  yield* readRestUsers((await loadIfShown(() => loadList(fetchPage, endpoint, 'users'))) ?? [])
}

/** `/wp/v2/types` and `/wp/v2/taxonomies`: where the lists are, by the name of what they hold. */
export async function loadBases(
  fetchPage: PoliteFetch,
  endpoint: string,
  name: 'taxonomies' | 'types',
): Promise<Map<string, string> | undefined> {
  const found = await loadIfShown(async () => toFields(parseRestJson(await fetchPage(toListUrl(endpoint, name)))))
  if (found === undefined) return undefined
  const bases = Object.keys(found).flatMap((key): [string, string][] => {
    const base = readString(toFields(readField(found, key)) ?? {}, 'rest_base')
    return base !== undefined && /^[\w-]{1,60}$/.test(base) ? [[key, base]] : []
  })
  return new Map(bases)
}

/** How many entries a list has; undefined where the site does not say. */
export async function countList(fetchPage: PoliteFetch, endpoint: string, name: string): Promise<number | undefined> {
  return (await loadIfShown(() => fetchPage(toListUrl(endpoint, name, { per_page: 1 }))))?.total
}
