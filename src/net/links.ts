/** The Link header (RFC 8288): what an answer says of other addresses. */

/** One link: its target as it was sent, and the relations it names, in lower case. */
export type Link = { readonly url: string; readonly rels: readonly string[] }

/** Longer headers are cut: no answer has that many links to say. */
const MOST = 16 * 1024

/** `<target>` and its parameters, up to the comma before the next one; quoted values may hold commas. */
const LINK = /<([^<>]*)>((?:[^",<]|"(?:[^"\\]|\\.)*")*)/g
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i
const ANCHOR = /;\s*anchor\s*=/i

/** The links of a header, in its order. Those about another document (`anchor`) are left out. */
export function readLinks(header: string): Link[] {
  return [...header.slice(0, MOST).matchAll(LINK)].flatMap(([, url = '', parameters = '']) => {
    const [, quoted, bare] = REL.exec(parameters) ?? []
    const rels = (quoted ?? bare ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((rel) => rel !== '')
    return rels.length === 0 || ANCHOR.test(parameters) ? [] : [{ url: url.trim(), rels }]
  })
}

/** The targets of one relation, absolute against `base`; those that are no http(s) address are left out. */
export function toTargets(links: readonly Link[], rel: string, base: string): string[] {
  return links
    .filter(({ rels }) => rels.includes(rel))
    .flatMap(({ url }) => (URL.canParse(url, base) ? [new URL(url, base).href] : []))
    .filter((url) => /^https?:/.test(url))
}
