import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isElement, type Parent, rawAttribute, textOf } from '../../html/tree.ts'
import { isPixel, toPictureSource } from '../markup/picture-source.ts'
import { toCanonicalAddress, toNormalAddress } from './url.ts'

/** What a story says, whatever its markup: its text, where it links, what it shows. */
export type FingerprintFacts = {
  readonly text: string
  readonly links: readonly string[]
  readonly pictures: readonly string[]
}

/** SHA-256, lower-case hex. Lone surrogates count as U+FFFD. */
export function toTextHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The facts of a tree as received, scripts and styles left out; addresses without tracking and picture sizes. */
export function toFacts(root: Parent, base: string | undefined, hosts: readonly string[]): FingerprintFacts {
  const links = new Set<string>()
  const pictures = new Set<string>()
  collect(root, base, hosts, links, pictures)
  return { text: toPlainSigns(textOf(root)), links: [...links].sort(), pictures: [...pictures].sort() }
}

/**
 * The fingerprint of what an item says: a difference is a revision, if the same rules made both (rules.ts). Markup,
 * order of links, tracking and dates don't count.
 * @param url the item's own address, canonical: readers are sent there, so a move is a change
 */
export function toFingerprint(title: string, authors: readonly string[], facts: FingerprintFacts, url = ''): string {
  const names = [...new Set(authors.map(toPlainSigns))].sort()
  return toTextHash(JSON.stringify([toPlainSigns(title), facts.text, names, facts.links, facts.pictures, url]))
}

/** A picture's address without protocol, parameters, and the size that WordPress puts before the extension. */
export function toPictureKey(url: string): string {
  return toNormalAddress(url)
    .replace(/^https?:/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/-\d{2,5}x\d{2,5}(?=\.\w{2,5}$)/, '')
}

function collect(
  parent: Parent,
  base: string | undefined,
  hosts: readonly string[],
  links: Set<string>,
  pictures: Set<string>,
): void {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    const href = node.tagName === 'a' ? rawAttribute(node, 'href') : undefined
    const link = href ? toCanonicalAddress(href, hosts, base) : undefined
    if (link) links.add(link)
    const picture = node.tagName === 'img' ? toPictureSource(node, base) : undefined
    if (picture && !picture.startsWith('data:') && !isPixel(node, picture)) pictures.add(toPictureKey(picture))
    collect(node, base, hosts, links, pictures)
  }
}

/**
 * Without blanks, and with typewriters' characters for printers': WordPress stores the ones, which is what its exports hold,
 * and shows the others (wptexturize).
 */
function toPlainSigns(text: string): string {
  const dense = text.replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g, '')
  if (!/[^\x20-\x7e]|--/.test(dense)) return dense
  return dense
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[‐‑‒–—―]|--+/g, '-')
    .replace(/…/g, '...')
    .replace(/(?<=\d)×(?=\d)/g, 'x')
}
