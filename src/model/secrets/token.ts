/**
 * Tokens of the API: `ara_`, thirty random letters and digits, and six that follow from them. Promises: nobody guesses
 * one; scanners of secrets know it by its form (`ara_[0-9A-Za-z]{30}[0-9a-f]{6}`); a typing error is told from a token
 * that is not ours.
 */
import { toTextHash } from '../hash.ts'

const FORM = /^ara_[0-9A-Za-z]{30}[0-9a-f]{6}$/
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 30
/** The most multiples of 62 that a byte has: whatever lies above would come up more often than the rest. */
const EVEN = 248

/** A new token; 178 bits of it are random. */
export function createApiToken(): string {
  let letters = ''
  while (letters.length < LENGTH) {
    const even = [...crypto.getRandomValues(new Uint8Array(LENGTH))].filter((byte) => byte < EVEN)
    letters += even.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
  }
  const start = `ara_${letters.slice(0, LENGTH)}`
  return start + toChecksum(start)
}

/** `ours`: it may be one; `mistyped`: somebody tried to type one; `foreign`: it was never made here. */
export function judgeToken(text: string): 'ours' | 'mistyped' | 'foreign' {
  if (!text.startsWith('ara_')) return 'foreign'
  return FORM.test(text) && toChecksum(text.slice(0, -6)) === text.slice(-6) ? 'ours' : 'mistyped'
}

function toChecksum(start: string): string {
  return toTextHash(start).slice(0, 6)
}

/** What people tell it by: its first letters are no secret. */
export function toTokenHint(token: string): string {
  return `${token.slice(0, 8)}…`
}
