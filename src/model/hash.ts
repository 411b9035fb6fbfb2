/** SHA-256 in lower-case hexadecimal: what identities, documents, paths and senders are known by. */

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Identity } from './content.ts'

/** The hash of a text. Lone surrogates count as U+FFFD. */
export function toTextHash(text: string): string {
  return toBytesHash(utf8ToBytes(text))
}

export function toBytesHash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

/** The same of a whole document or picture, by the runtime's own code: quicker for many bytes, but never at once. */
export async function toBodyHash(bytes: Uint8Array): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
}

// Where an erased story stood: its permalink, the last part of that, and names of its short link. There are words of the
// story in them, so that only their hashes are kept, as forms under which it is known: what was printed is still
// answered, and nothing lists it.

const LINKS = '/s/'

/** The hash of a path, as other forms have theirs: over kind, scope and value. */
export function toPathHash(path: string): string {
  return toTextHash(`path\n\n${path}`)
}

/** The path of a short link by its code: an erased item's permalink, which has no word of the story. */
export function toLinkPath(code: string): string {
  return `${LINKS}${code}`
}

/** Whether it stands in place of a permalink. */
export function isErasedPath(permalink: string): boolean {
  return permalink.startsWith(LINKS)
}

/** The permalink and its last part, which is asked for under other dates or none; nothing where it has gone already. */
export function toPermalinkForms(permalink: string): Identity[] {
  if (isErasedPath(permalink)) return []
  return [toPathForm(permalink), toPathForm(toLastPart(permalink))]
}

export function toPathForm(path: string): Identity {
  return { kind: 'path', value: '', hash: toPathHash(path) }
}

/** `slug/` of `/2015/06/slug/`. */
function toLastPart(permalink: string): string {
  return `${permalink.split('/').at(-2) ?? ''}/`
}
