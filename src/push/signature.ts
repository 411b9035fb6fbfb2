/** Signatures of what is sent and received: HMAC (RFC 2104). */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { toUtf8 } from '../publish/safe.ts'
import type { Sign } from './pusher.ts'

/** The methods of X-Hub-Signature (WebSub, section 8), by their names there. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
])

type Bytes = Uint8Array<ArrayBuffer>

/** `sha256=…` over a body, for X-Hub-Signature. */
export async function toHubSignature(secret: string, body: Bytes, sign: Sign = signSlowly): Promise<string> {
  return `sha256=${bytesToHex(await sign(toUtf8(secret), body))}`
}

/** Whether an X-Hub-Signature header is the secret's over the body, by any method of the specification. */
export async function isSigned(header: string | undefined, secret: string, body: Bytes): Promise<boolean> {
  const [, name = '', hex = ''] = /^\s*(sha\d{1,3})=([0-9a-f]{40,128})\s*$/i.exec(header ?? '') ?? []
  const hash = METHODS.get(name.toLowerCase())
  if (hash === undefined || hex.length % 2 !== 0) return false
  const key = await toKey(hash, toUtf8(secret), 'verify')
  // `verify` compares in a time that says nothing about where the two differ.
  return crypto.subtle.verify('HMAC', key, hexToBytes(hex) as Bytes, body)
}

/** As `toWebhookSignature` by each of the secrets: a receiver takes what any one that it knows has signed. */
export async function toWebhookSignatures(secrets: readonly string[], id: string, seconds: number, body: string) {
  const signed = await Promise.all(secrets.map((secret) => toWebhookSignature(secret, id, seconds, body)))
  return signed.join(' ')
}

/**
 * The `webhook-signature` of Standard Webhooks: `v1,` and base64 over `ID.TIMESTAMP.BODY`.
 * @param secret `whsec_` and base64
 * @param seconds since 1970
 */
export async function toWebhookSignature(secret: string, id: string, seconds: number, body: string): Promise<string> {
  const key = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const signed = await signSlowly(key, toUtf8(`${id}.${seconds}.${body}`))
  return `v1,${toBase64(signed)}`
}

/** A new secret for a webhook. */
export function createWebhookSecret(): string {
  return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`
}

/** Random letters and digits that nobody guesses: 256 bits, in hexadecimal. */
export function createToken(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
}

async function signSlowly(secret: Bytes, body: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await toKey('SHA-256', secret, 'sign'), body))
}

function toKey(hash: string, secret: Bytes, use: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, [use])
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
