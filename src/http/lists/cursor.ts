/**
 * Cursors of lists: the place of what was answered last, as one word that nobody need understand. Promises: one that
 * this list did not give out is refused.
 */

import * as v from 'valibot'
import { queryError } from '../problem.ts'

/** @param place what stays with what was answered last, whatever becomes of the list */
export function toCursor(list: string, place: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([list, ...place]))
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** What `toCursor` was given; undefined where none was sent. @throws RequestError 400 */
export function readCursor<Place>(
  text: string | undefined,
  list: string,
  schema: v.GenericSchema<unknown, Place>,
): Place | undefined {
  if (text === undefined) return undefined
  const [name, ...place] = parseCursor(text)
  const read = v.safeParse(schema, place)
  if (name === list && read.success) return read.output
  throw queryError('after', 'after is no cursor of this list; start over without it, and follow next_url.')
}

/** Nothing of what is no cursor. */
function parseCursor(text: string): readonly unknown[] {
  if (text.length > 2_000 || !/^[\w-]+$/.test(text)) return []
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
    return Array.isArray(value) ? value : []
  } catch (error) {
    // No base 64, no UTF-8, no JSON: atob's error is a DOMException, which is no class of every runtime.
    if (error instanceof Error) return []
    throw error
  }
}
