/** Items that move here from another installation keep the names they had (decisions 4 and 5). */
import type { Press } from '../model/content.ts'
import type { Identity } from '../model/identity.ts'
import type { Item, ParsedItem } from '../model.ts'
import { toPlainName } from './plain-text.ts'
import { toSlug } from './slug.ts'

/** The address form of our own permalinks, which the agency's site had too. */
const OWN_PATH = /^https?:\/\/([^/]+)(?:\/files)?(\/\d{4}\/(?:0[1-9]|1[0-2])\/[a-z0-9-]{1,200})\/?$/

/**
 * The item under its own address: what an export gives as its address may be the other service's page of it.
 * A polled source, which anybody may run, chooses no names here; what it lifted out of the text is as good as the text.
 */
export function toMovedItem(item: ParsedItem, source: string | undefined): ParsedItem {
  const { moved } = item
  if (moved === undefined) return item
  if (source !== undefined) return { ...item, moved: { identities: [], press: moved.press } }
  const { url, ...rest } = item
  return moved.url === undefined ? rest : { ...rest, url: moved.url }
}

/** What the document says of the agency's lines instead of the text: as safe as what is lifted out of one. */
export function toGivenPress({ moved, press }: ParsedItem): Partial<Press> {
  const { places, ...lines } = { ...moved?.press, ...press }
  const plain = Object.entries(lines).map(([name, line]) => [name, toPlainName(line)] as const)
  const known = places?.map((place) => ({ ...place, name: toPlainName(place.name), slug: toSlug(place.slug) }))
  return {
    ...Object.fromEntries(plain.filter(([, line]) => line !== '')),
    ...(known ? { places: known.filter(({ name, slug }) => name !== '' && slug !== '') } : {}),
  }
}

/** The forms it was known by, the one that its key was made of first; then those it has here. */
export function toMovedIdentities({ moved, guid }: ParsedItem, own: readonly Identity[]): readonly Identity[] {
  if (moved?.key === undefined) return own
  const { key, identities } = moved
  const first: Identity = identities.find(({ hash }) => hash === key) ?? { kind: 'guid', value: guid ?? key, hash: key }
  const all = [first, ...identities, ...own]
  return [...new Map(all.map((identity) => [identity.hash, identity])).values()]
}

/** The permalink and code to ask for: those it had, else where the publication's own site showed it. */
export function toMovedNames(
  { moved }: ParsedItem,
  url: string | undefined,
  hosts: readonly string[],
): Pick<Item, 'permalink' | 'code'> {
  const [, host = '', path] = OWN_PATH.exec(url ?? '') ?? []
  const permalink = moved?.permalink ?? (path !== undefined && hosts.includes(host) ? `${path}/` : undefined)
  return {
    ...(permalink === undefined ? {} : { permalink }),
    ...(moved?.code === undefined ? {} : { code: moved.code }),
  }
}
