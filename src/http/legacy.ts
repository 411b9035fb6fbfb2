import { toIdentity } from '../clean/identity.ts'
import { toCanonical } from '../clean/url.ts'
import { toPermalink } from '../publish/facts.ts'
import { loadItemByAddress } from '../store/items.ts'
import type { Desk } from './desk.ts'

/**
 * Our page of the story that stood at this path on one of the channels' own hosts: when those hosts are pointed
 * here, every address the agency ever printed leads on.
 */
export async function findAddress(desk: Desk, { pathname, search }: URL): Promise<string | undefined> {
  for (const { hosts } of desk.channels) {
    const address = hosts[0] === undefined ? undefined : toCanonical(`https://${hosts[0]}${pathname}${search}`, hosts)
    if (address === undefined) continue
    const item = await loadItemByAddress(desk.db, toIdentity('address', address).hash)
    if (item !== undefined) return toPermalink(item, desk.base)
  }
  return undefined
}
