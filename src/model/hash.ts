/** SHA-256 in lower-case hexadecimal: what identities, documents, paths and senders are known by. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

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
