/**
 * What of a source's items differs at each poll although nobody edited them, learned from what it sent before.
 * Promises: nothing is noise that tells two items of a document apart, or that differs in a few of its items; and what
 * is noise says why by its name.
 *
 *     ?NAME   a parameter of addresses      /N    the part of their path of this number      host   the names before
 *     the site's own      #   the fragment      names   all of the address
 *     pictures   which pictures there are      head, tail   lines above or below the text that are no sentences
 */

export type Noise = readonly string[]

/** Of a source with more, something else is the matter. */
const MOST = 12
/** Items that have to differ alike; in fewer it may be an edit. */
export const WITNESSES = 2
/** Of fewer items a source may have edited most. */
export const FEW = 4

/** A canonical address without what its source's noise names. Another source's never becomes the same by it. */
export function withoutNoise(address: string, noise: Noise): string {
  if (noise.length === 0) return address
  const parts = toParts(address)
  for (const name of noise) if (parts.has(name)) parts.delete(name)
  return parts.size === toParts(address).size ? address : toAddress(parts, address)
}

/** The parts of a canonical address by the names that noise has for them. */
function toParts(address: string): Map<string, string> {
  const [, host = '', path = '', query = '', fragment = ''] = PARTS.exec(address) ?? []
  const names = host.split('.')
  const parts = new Map([['host', names.slice(0, -2).join('.')]])
  for (const [at, part] of path.split('/').slice(1).entries()) parts.set(`/${at}`, part)
  for (const pair of query === '' ? [] : query.slice(1).split('&')) parts.set(`?${pair.split('=', 1)[0]}`, pair)
  if (fragment !== '') parts.set('#', fragment)
  return parts
}

const PARTS = /^https:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s

function toAddress(parts: ReadonlyMap<string, string>, address: string): string {
  const [, host = '', path = ''] = PARTS.exec(address) ?? []
  const own = host.split('.').slice(-2).join('.')
  const before = parts.get('host')
  const segments = path
    .split('/')
    .slice(1)
    .map((_, at) => parts.get(`/${at}`) ?? '*')
  const pairs = [...parts].flatMap(([name, pair]) => (name.startsWith('?') ? [pair] : []))
  const whole = [before ?? '*', own].filter((part) => part !== '').join('.')
  return `https://${[whole, ...segments].join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}${parts.get('#') ?? ''}`
}

/** Canonical addresses of one item, then and now. */
export type MovedAddress = { readonly before: string; readonly after: string }

/**
 * What of their addresses differs in all of the items that moved and tells none of the document's apart.
 * @param moved items that otherwise say what they said
 * @param count how many items of the document were there before
 * @param all the canonical addresses of the document
 */
export function findAddressNoise(moved: readonly MovedAddress[], count: number, all: readonly string[]): Noise {
  const [first, ...rest] = moved.map(toDiffering)
  if (first === undefined) return []
  const isOne = moved.length < WITNESSES
  if (isOne && (count > 1 || !first.every((name) => isToken(name, moved)))) return []
  const names = first.filter((name) => rest.every((other) => other.includes(name)))
  if (names.length === 0 || rest.some((other) => other.length !== names.length)) return []
  if (isDistinct(all, names)) return names
  return names.every((name) => isToken(name, moved)) ? ['names'] : []
}

/** Names of the parts that differ; none where it is another site's, or another kind of address. */
function toDiffering({ before, after }: MovedAddress): string[] {
  const [old, fresh] = [toParts(before), toParts(after)]
  if (toSite(before) !== toSite(after) || countSegments(old) !== countSegments(fresh)) return []
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => old.get(name) !== fresh.get(name))
}

function toSite(address: string): string {
  return (PARTS.exec(address)?.[1] ?? '').split('.').slice(-2).join('.')
}

function countSegments(parts: ReadonlyMap<string, string>): number {
  return [...parts.keys()].filter((name) => name.startsWith('/')).length
}

function isDistinct(addresses: readonly string[], noise: Noise): boolean {
  const before = new Set(addresses)
  return new Set([...before].map((address) => withoutNoise(address, noise))).size === before.size
}

/** Made by a machine and not chosen by anybody; of one item, a name that says it is the story's own tells more. */
function isToken(name: string, moved: readonly MovedAddress[]): boolean {
  if (name === 'host' || (moved.length < WITNESSES && (!/^[?#]/.test(name) || OWN.test(name)))) return false
  return moved.every(({ before, after }) =>
    [before, after].every((address) => TOKEN.test((toParts(address).get(name) ?? '').replace(/^[^=]*=/, ''))),
  )
}

const OWN = /id$|^\?(?:p|v|q|n|a|article|story|news|item|post|page|key)$/i
const TOKEN = /^(?:(?=[^0-9]*[0-9])[0-9a-z_-]{16,}|1\d{9}|1\d{12})[=.]{0,3}$/i

/**
 * Noise in what items say, where most of a document's differ in it at once: no source edits most of its stories between
 * two polls. What leaves out less comes first.
 */
export const TEXT_NOISE: readonly Noise[] = [
  ['pictures'],
  ['tail'],
  ['head'],
  ['pictures', 'tail'],
  ['head', 'tail'],
  ['pictures', 'head', 'tail'],
]

/** What is known and what was learned; what would be too much is not learned. */
export function withLearned(noise: Noise, learned: Noise): Noise {
  const all = [...new Set([...noise, ...learned])].sort()
  return all.length > MOST ? noise : all
}
