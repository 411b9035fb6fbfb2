/** What of a host's name somebody had to register, so that ever new names below it are one. Pure. */
import { getDomain } from 'tldts'
import { toBlock } from './blocks.ts'

/** Names that a host gives to its customers count apart: two blogs at one of them are not one person's. */
const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }

/**
 * The registrable domain of a host: `evil.example` of `a1.evil.example`; the block of an address; a name that is a
 * public suffix, or has but one label, is itself.
 * @param hostname as `URL` has it, without a port
 */
export function toDomain(hostname: string): string {
  const name = hostname.replace(/^\[|\]$|\.$/g, '')
  return toBlock(name) ?? (getDomain(name, OPTIONS) || name)
}
