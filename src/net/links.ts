/** The Link header (RFC 8288): what an answer says of other addresses. */

/** One link: its target as it was sent, and the relations it names, in lower case. */
export type Link = { readonly url: string; readonly rels: readonly string[] }

/** Longer headers are cut: no answer has that many links to say. */
const MOST = 16 * 1024

/** `<target>` and its parameters, up to the comma before the next one; quoted values may hold commas. */
const LINK = /<([^<>]*)>((?:[^",<]|"(?:[^"\\]|\\.)*")*)/g
const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g

/** The links of a header, in its order. Those about another document (`anchor`) are left out. */
export function readLinks(header: string): Link[] {
  return [...header.slice(0, MOST).matchAll(LINK)].flatMap(([, url = '', parameters = '']) => {
    const named = toParameters(parameters)
    const rels = (named.get('rel') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((rel) => rel !== '')
    return rels.length === 0 || named.has('anchor') ? [] : [{ url: url.trim(), rels }]
  })
}

/** By name, in lower case; of several with one name the first counts (section 3.3). */
function toParameters(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(PARAMETER)].map(([, name = '', quoted, bare = '']): [string, string] => {
    return [name.toLowerCase(), quoted ?? bare]
  })
  return new Map(all.toReversed())
}

/** The targets of one relation, absolute against `base`; those that are no http(s) address are left out. */
export function toTargets(links: readonly Link[], rel: string, base: string): string[] {
  return links
    .filter(({ rels }) => rels.includes(rel))
    .flatMap(({ url }) => (URL.canParse(url, base) ? [new URL(url, base).href] : []))
    .filter((url) => /^https?:/.test(url))
}
