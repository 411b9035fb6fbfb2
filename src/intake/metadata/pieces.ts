/** Bytes put together of pieces of others. */
import type { Orientation } from './orientation.ts'

/** A picture without its metadata; which way up it is shown is still said in it. */
export type Written = { readonly bytes: Uint8Array<ArrayBuffer>; readonly orientation: Orientation }

export function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Four bytes, or any number, as the letters that formats name their parts by. */
export function toName(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
