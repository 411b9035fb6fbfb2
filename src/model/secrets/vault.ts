/**
 * Secrets that the service uses and so has to know again (docs/architecture.md, decision 24), in the form in which the
 * database holds them. Promises: sealed they say nothing to who has the database alone; each belongs to its place, so
 * that one that was put into another row opens nothing; it names the key that it was sealed with, so that keys can be
 * changed; what no key opens is left as it is.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** What whoever runs the service is told of a secret that no key opens. */
export const LOCKED = 'it was encrypted with another SECRET_KEY than there is now'

export type Vault = {
  /** Names of the keys that open, the one that seals first. */
  readonly keys: readonly string[]
  /** @param place table, column and row */
  readonly seal: (secret: string, place: string) => Promise<string>
  /** Undefined where no key opens it, or it is of another place. */
  readonly open: (sealed: string, place: string) => Promise<string | undefined>
}

/** What a sealed secret looks like, wherever it stands: in a column of its own or as the user name of an address. */
const SEALED = /^sealed\.([0-9a-f]{8})\.([\w-]{38,})$/
const IV_BYTES = 12
/** Secrets that stay open in memory: each of a hub's subscribers is one. */
const MOST_OPEN = 5_000

export function isSealed(text: string): boolean {
  return SEALED.test(text)
}

/** Whether the login of an address (store/logins.ts) is sealed. */
export function hasSealedLogin(address: string): boolean {
  return address.includes('//sealed.') && isSealed(URL.parse(address)?.username ?? '')
}

/** @param secrets values of SECRET_KEY: the first seals, all of them open; one at least */
export function createVault(secrets: readonly string[]): Vault {
  const keys = new Map(secrets.map(toKey).map((key) => [key.name, key]))
  const [first] = keys.values()
  if (first === undefined) throw new Error('A vault has a key.')
  const opened = new Map<string, string>()
  const remember = (name: string, secret: string) => {
    const [oldest] = opened.keys()
    if (oldest !== undefined && opened.size >= MOST_OPEN) opened.delete(oldest)
    opened.set(name, secret)
  }
  return {
    keys: [...keys.keys()],
    seal: async (secret, place) => {
      const sealed = `sealed.${first.name}.${toBase64(await encrypt(first, secret, place))}`
      remember(`${place} ${sealed}`, secret)
      return sealed
    },
    open: async (sealed, place) => {
      const name = `${place} ${sealed}`
      const there = opened.get(name)
      if (there !== undefined) return there
      const [, id = '', text = ''] = SEALED.exec(sealed) ?? []
      const key = keys.get(id)
      const secret = key && (await decrypt(key, fromBase64(text), place))
      if (secret !== undefined) remember(name, secret)
      return secret
    },
  }
}

// AES-256-GCM, with the place as associated data.

type Key = { readonly name: string; readonly bytes: Bytes }
type Bytes = Uint8Array<ArrayBuffer>

/** One secret is the root of keys for several purposes (RFC 5869): none says anything of another, nor its name of it. */
function toKey(secret: string): Key {
  const derive = (purpose: string, length: number) =>
    new Uint8Array(hkdf(sha256, utf8ToBytes(secret), undefined, utf8ToBytes(`ara-feeds ${purpose}`), length))
  return { name: bytesToHex(derive('name of a key', 4)), bytes: derive('stored secrets', 32) }
}

async function encrypt(key: Key, secret: string, place: string): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const sealed = await crypto.subtle.encrypt(toCipher(iv, place), await load(key, 'encrypt'), toBytes(secret))
  return new Uint8Array([...iv, ...new Uint8Array(sealed)])
}

async function decrypt(key: Key, bytes: Bytes, place: string): Promise<string | undefined> {
  const cipher = toCipher(bytes.slice(0, IV_BYTES), place)
  try {
    const secret = await crypto.subtle.decrypt(cipher, await load(key, 'decrypt'), bytes.slice(IV_BYTES))
    return new TextDecoder().decode(secret)
  } catch (error) {
    // It was changed, or belongs to another place.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

function toCipher(iv: Bytes, place: string) {
  return { name: 'AES-GCM', iv, additionalData: toBytes(place) }
}

function load({ bytes }: Key, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use])
}

function toBytes(text: string): Bytes {
  return new Uint8Array(utf8ToBytes(text))
}

function toBase64(bytes: Bytes): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
}
