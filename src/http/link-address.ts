/** Stories by the addresses that links to them have. */
import { toIdentity } from '../clean/identity.ts'
import { isOwn, toCanonical } from '../clean/url.ts'
import { toPathHash } from '../model/paths.ts'
import type { StoredItem } from '../model.ts'
import { findByHashes } from '../store/addresses.ts'
import { loadItemAt } from '../store/items.ts'
import type { Desk } from './desk.ts'
import { toHashes } from './legacy.ts'
import { toPlain } from './link-table.ts'

/** Hashes of the address under every channel's hosts, the most exact first, and the permalink that it may be. */
export function toForms({ channels, base }: Desk, url: string): { hashes: string[]; permalink?: string } {
  const address = URL.parse(/^(?:[a-z]+:)?\/\//i.test(url) ? url : `https://${url}`, 'https://x')
  if (address === null) return { hashes: [] }
  const { href, origin, pathname } = address
  const exact = [href, href.replace(/#.*/, '')].flatMap((form) => toExact(channels, form))
  const own = channels.flatMap(({ hosts }) => (isOwn(href, hosts) ? toHashes(address, hosts) : []))
  const isOurs = origin === new URL(base).origin
  if (!isOurs) return { hashes: [...new Set([...exact, ...own])] }
  const permalink = toPlain(pathname)
  return { hashes: [...new Set([...exact, ...own, toPathHash(permalink)])], permalink }
}

/** Hashes of exactly this address, under every channel's hosts. */
function toExact(channels: Desk['channels'], url: string): string[] {
  const forms = channels.map(({ hosts }) => toCanonical(url, hosts))
  return forms.flatMap((form) => (form === undefined ? [] : [toIdentity('address', form).hash]))
}

/** The story whose own address this is, the retracted one too. */
export async function loadItemOf({ db, channels }: Desk, url: string): Promise<StoredItem | undefined> {
  const found = await findByHashes(db, toExact(channels, url))
  return found && loadItemAt(db, found.permalink)
}
